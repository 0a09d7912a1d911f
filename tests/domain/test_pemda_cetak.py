"""Paper and emblem: what a government decides about its printed form."""

from __future__ import annotations

import pytest

from domain.pemda import ALIRAN, Pemda, evolve
from domain.pemda.cetak import KertasTidakDikenalError, LambangDiubah, TataCetakDiubah, ubah_lambang, ubah_tata_cetak
from domain.pemda.events import PeristiwaPemda
from domain.sop.cetak import Kertas, TataCetak
from tests.domain.pembangun import catat, lipat


def sesudah(*peristiwa: PeristiwaPemda) -> Pemda:
    return lipat(evolve, Pemda(), catat(*peristiwa, aliran=ALIRAN))


def test_a_new_paper_is_remembered() -> None:
    (peristiwa,) = ubah_tata_cetak(TataCetak(), kertas="a4", identitas_sendiri=False)
    assert peristiwa == TataCetakDiubah(Kertas.A4, False)
    assert sesudah(peristiwa).tata_cetak == TataCetak(Kertas.A4, False)


def test_the_same_again_stores_nothing() -> None:
    assert ubah_tata_cetak(TataCetak(), kertas="f4", identitas_sendiri=True) == ()
    assert ubah_lambang("a", sha256="a") == ()


@pytest.mark.parametrize("kertas", ["", "a5", "F4", "<b>"])
def test_an_unknown_paper_is_refused(kertas: str) -> None:
    with pytest.raises(KertasTidakDikenalError):
        ubah_tata_cetak(TataCetak(), kertas=kertas, identitas_sendiri=True)


def test_an_emblem_is_named_by_its_digest_and_may_go_again() -> None:
    (pakai,) = ubah_lambang("", sha256="ab")
    (lepas,) = ubah_lambang("ab", sha256="")
    assert sesudah(pakai).lambang == "ab"
    assert lepas == LambangDiubah("")
    assert sesudah(pakai, lepas).lambang == ""
