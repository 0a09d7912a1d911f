"""The yearly evaluation: seven statements, answered Ya or Tidak with reasons."""

from __future__ import annotations

import pytest

from domain.sop.errors import (
    AlasanTidakKosongError,
    BelumBerlakuError,
    JawabanBelumLengkapError,
    UnsurTidakAdaError,
)
from domain.sop.evaluasi import PERNYATAAN, Simpulan, evaluasi
from domain.sop.events import Jawaban, LangkahDihapus, PengesahanDibatalkan, SopDievaluasi
from tests.domain import pembangun as p

YA = Jawaban(True)
SEMUA_YA = (YA,) * 7


def nilai(sop, jawaban=SEMUA_YA, simpulan=Simpulan.TETAP, catatan=""):
    return evaluasi(sop, tahun=2026, jawaban=jawaban, simpulan=simpulan, catatan=catatan)


def test_sop_yang_sah_dapat_dievaluasi():
    peristiwa = nilai(p.sop_sah(), catatan=" Baik ")
    assert peristiwa == SopDievaluasi(1, 2026, SEMUA_YA, "tetap", "Baik")
    sesudah = p.lanjut(p.sop_sah(), (p.BUDI, peristiwa))
    (satu,) = sesudah.evaluasi
    assert (satu.versi, satu.tahun, satu.simpulan, satu.jawaban) == (1, 2026, "tetap", SEMUA_YA)
    assert sesudah.tahap == p.sop_sah().tahap


def test_selama_revisi_yang_dievaluasi_tetap_versi_yang_sah():
    assert nilai(p.sop_revisi()).versi == 1


@pytest.mark.parametrize("sop", [p.sop_konsep(), p.sop_diajukan(), p.sop_diverifikasi()])
def test_sop_yang_belum_pernah_sah_tidak_dapat_dievaluasi(sop):
    with pytest.raises(BelumBerlakuError):
        nilai(sop)


def test_pengesahan_yang_dibatalkan_tidak_dapat_dievaluasi():
    with pytest.raises(BelumBerlakuError):
        nilai(p.lanjut(p.sop_sah(), (p.RATNA, PengesahanDibatalkan(1, "Keliru", p.SK_BATAL))))


@pytest.mark.parametrize("banyak", [0, 6, 8])
def test_ketujuh_pernyataan_harus_dijawab(banyak):
    with pytest.raises(JawabanBelumLengkapError):
        nilai(p.sop_sah(), (YA,) * banyak)


def test_jawaban_tidak_harus_beralasan():
    jawaban = (YA, YA, Jawaban(False, " "), YA, YA, YA, YA)
    with pytest.raises(AlasanTidakKosongError) as tolak:
        nilai(p.sop_sah(), jawaban)
    assert tolak.value.bidang == "alasan_3"


def test_jawaban_tidak_boleh_menunjuk_langkah_yang_sah():
    tidak = Jawaban(False, " Antre lama ", (p.PERIKSA.id,))
    peristiwa = nilai(p.sop_sah(), (tidak, *SEMUA_YA[1:]), Simpulan.REVISI)
    assert peristiwa.jawaban[0] == Jawaban(False, "Antre lama", (p.PERIKSA.id,))
    assert peristiwa.simpulan == "revisi"


def test_langkah_yang_ditunjuk_adalah_langkah_versi_yang_sah():
    tidak = Jawaban(False, "Antre lama", (p.PERIKSA.id,))
    sop = p.lanjut(p.sop_revisi(), LangkahDihapus(p.PERIKSA.id))
    assert nilai(sop, (tidak, *SEMUA_YA[1:])).jawaban[0] == tidak
    with pytest.raises(UnsurTidakAdaError):
        nilai(sop, (Jawaban(False, "x", (p.langkah("lain").id,)), *SEMUA_YA[1:]))


def test_tujuh_pernyataan_dan_tiga_simpulan_berbunyi():
    assert len(set(PERNYATAAN)) == 7
    assert [s.sebutan for s in Simpulan] == ["tetap berlaku", "perlu revisi", "diusulkan dicabut"]
