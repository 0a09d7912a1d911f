"""By which code an account becomes a person: not by one admin alone while there is another."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from domain.kernel import IsianKosongError, OrangId
from domain.orang.events import OrangDinonaktifkan
from domain.orang.state import Orang, evolve
from domain.orang.undangan import (
    AkunDikaitkan,
    OrangDiundang,
    Pengundang,
    UndanganDitolak,
    UndanganDiusulkan,
    UndanganMenungguError,
    UndanganOrangNonaktifError,
    UsulanUndangan,
    tolak_undangan,
    undang,
)
from domain.pemda.masuk import TENGGANG, PenyetujuBaruError
from tests.domain.pembangun import catat, id_dari, lipat

DWI, RINA = OrangId(id_dari("dwi")), OrangId(id_dari("rina"))
KINI = datetime(2026, 3, 2, 9, tzinfo=UTC)
BERDUA = Pengundang(DWI, KINI, sendirian=False, penyetuju=True)
USULAN = UsulanUndangan(DWI, KINI)


def test_sendirian_kodenya_langsung_ada() -> None:
    assert undang(None, aktif=True, pengundang=replace(BERDUA, sendirian=True)) == (OrangDiundang(),)


def test_berdua_menunggu_yang_lain_atau_sehari() -> None:
    assert undang(None, aktif=True, pengundang=BERDUA) == (UndanganDiusulkan(),)
    assert undang(USULAN, aktif=True, pengundang=replace(BERDUA, oleh=RINA)) == (OrangDiundang(),)
    with pytest.raises(PenyetujuBaruError):
        undang(USULAN, aktif=True, pengundang=replace(BERDUA, oleh=RINA, penyetuju=False))
    with pytest.raises(UndanganMenungguError):
        undang(USULAN, aktif=True, pengundang=replace(BERDUA, kini=KINI + TENGGANG - timedelta(seconds=1)))
    assert undang(USULAN, aktif=True, pengundang=replace(BERDUA, kini=KINI + TENGGANG)) == (OrangDiundang(),)


def test_yang_nonaktif_tidak_diundang() -> None:
    with pytest.raises(UndanganOrangNonaktifError):
        undang(None, aktif=False, pengundang=BERDUA)


def test_ditolak_dengan_alasan() -> None:
    with pytest.raises(IsianKosongError):
        tolak_undangan(USULAN, alasan=" ")
    assert tolak_undangan(USULAN, alasan="Bukan pegawai") == (UndanganDitolak("Bukan pegawai"),)
    assert tolak_undangan(None, alasan="Bukan pegawai") == ()


def test_usulan_hilang_sesudah_dijawab() -> None:
    usul = UndanganDiusulkan()
    assert lipat(evolve, Orang(), catat(usul)).undangan is not None
    for akhir in (OrangDiundang(), UndanganDitolak("x"), OrangDinonaktifkan("x")):
        assert lipat(evolve, Orang(), catat(usul, akhir)).undangan is None
    assert lipat(evolve, Orang(), catat(OrangDiundang(), AkunDikaitkan("https://sso.example"))).undangan is None
