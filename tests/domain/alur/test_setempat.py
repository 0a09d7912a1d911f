"""Arrows that are alike share their shapes: the shared list is the one that the whole plan would give."""

import pytest

from domain.sop.alur import GAYA_BAKU, susun
from domain.sop.alur.biaya import DaftarCalon
from domain.sop.alur.calon import TAHAP
from domain.sop.alur.setempat import daftar_calon, puncak, setempat, turunkan
from domain.sop.alur.susun import rencana
from tests.domain.alur.sop_acak import sop_beragam


@pytest.mark.parametrize("benih", range(12))
def test_daftar_bersama_sama_dengan_daftar_dari_seluruh_denah(benih: int) -> None:
    baris, kolom = sop_beragam(benih, 6 + benih, 3 + benih % 5)
    denah = rencana(baris, kolom, GAYA_BAKU)
    for panah, y in zip(denah.panah, puncak(denah, denah.panah), strict=True):
        for tahap in TAHAP:
            bersama = [turunkan(r, y) for r in daftar_calon(setempat(denah, panah), tahap)]
            assert bersama == list(DaftarCalon(denah, panah, tahap))


def test_gambar_tidak_bergantung_pada_apa_yang_digambar_sebelumnya() -> None:
    semua = [sop_beragam(benih, 14, 5) for benih in range(6)]
    hangat = [susun(*satu) for satu in semua for _ in range(2)][::2]
    dingin = []
    for satu in semua:
        daftar_calon.cache_clear()
        dingin.append(susun(*satu))
    assert hangat == dingin
