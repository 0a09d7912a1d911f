"""The way to the signature: internal checks, handing in, taking back, sending back, Ortala's verification (D5)."""

from __future__ import annotations

import pytest

from domain.sop.errors import (
    ParafBelumCukupError,
    SopTanpaLangkahError,
    SudahDiparafError,
    TahapTidakSesuaiError,
    UnsurTidakAdaError,
)
from domain.sop.events import (
    IsianDiubah,
    PengajuanDitarik,
    PengesahanDibatalkan,
    RevisiDibuka,
    SopDiajukan,
    SopDicabut,
    SopDikembalikan,
    SopDiparaf,
    SopDiverifikasi,
)
from domain.sop.naskah import Isian
from domain.sop.pengesahan import (
    Kebijakan,
    ajukan,
    kembalikan,
    paraf,
    tarik,
    verifikasi,
)
from tests.domain import pembangun as p
from tests.domain.pembangun import BUDI, DEWI, HARI_INI, RATNA, SARI, SEBELUM, SESUDAH, isi

KONSEP, DIAJUKAN, DIVERIFIKASI = p.sop_konsep(), p.sop_diajukan(), p.sop_diverifikasi()
SAH, REVISI = p.sop_sah(), p.sop_revisi()
SAH_BELUM_DIPERIKSA = p.sop_sah_tanpa_verifikasi()
D = p.digest(KONSEP)
DUA_PARAF = Kebijakan(paraf_internal=2)


def test_konsep_diparaf_pemeriksa_internal():
    assert paraf(KONSEP, isi=isi(KONSEP), oleh=DEWI) == SopDiparaf(D)


def test_isi_yang_sama_tidak_diparaf_dua_kali_oleh_orang_yang_sama():
    sop = p.lanjut(KONSEP, (DEWI, SopDiparaf(D)))
    with pytest.raises(SudahDiparafError):
        paraf(sop, isi=isi(sop), oleh=DEWI)
    assert paraf(sop, isi=isi(sop), oleh=BUDI) == SopDiparaf(D)
    berubah = p.lanjut(sop, IsianDiubah(Isian.SIFAT, "teknis"))
    assert paraf(berubah, isi=isi(berubah), oleh=DEWI).digest != D


def test_konsep_diajukan_dengan_digest_yang_dilihat():
    assert ajukan(KONSEP, isi=isi(KONSEP), kebijakan=SEBELUM, catatan=" Mohon reviu ") == SopDiajukan(D, "Mohon reviu")


def test_sop_tanpa_langkah_tidak_dapat_diajukan():
    with pytest.raises(SopTanpaLangkahError):
        ajukan(p.sop_kosong(), isi=isi(p.sop_kosong()), kebijakan=SEBELUM)


@pytest.mark.parametrize(
    ("paraf", "cukup"),
    [
        ([], False),
        ([(DEWI, D)], False),
        ([(DEWI, D), (BUDI, "isi lama")], False),
        ([(DEWI, D), (SARI, D)], False),
        ([(DEWI, D), (BUDI, D)], True),
    ],
    ids=["tanpa paraf", "kurang", "paraf isi lama", "paraf penulis", "cukup"],
)
def test_pengajuan_menuntut_paraf_atas_isi_ini_dari_yang_bukan_penulis(paraf, cukup):
    sop = p.lanjut(KONSEP, *((siapa, SopDiparaf(digest)) for siapa, digest in paraf))
    if cukup:
        assert ajukan(sop, isi=isi(sop), kebijakan=DUA_PARAF) == SopDiajukan(D)
    else:
        with pytest.raises(ParafBelumCukupError, match="dari 2 pemeriksa"):
            ajukan(sop, isi=isi(sop), kebijakan=DUA_PARAF)


def test_paraf_gugur_bila_pemarafnya_kemudian_ikut_menyunting():
    sop = p.lanjut(KONSEP, (DEWI, SopDiparaf(D)), (DEWI, IsianDiubah(Isian.SIFAT, "teknis")))
    kembali_semula = p.lanjut(sop, (DEWI, IsianDiubah(Isian.SIFAT, "")))
    assert p.digest(kembali_semula) == D
    with pytest.raises(ParafBelumCukupError):
        ajukan(kembali_semula, isi=isi(kembali_semula), kebijakan=Kebijakan(paraf_internal=1))


def test_pengajuan_ditarik_pemiliknya():
    assert tarik(DIAJUKAN, alasan=" Salah lampiran ") == PengajuanDitarik("Salah lampiran")


def test_sop_dikembalikan_dengan_menunjuk_langkahnya():
    peristiwa = kembalikan(DIVERIFIKASI, alasan=" Belum jelas ", langkah=(p.PERIKSA.id,), oleh=RATNA)
    assert peristiwa == SopDikembalikan("Belum jelas", (p.PERIKSA.id,))


def test_pengembalian_tidak_dapat_menunjuk_langkah_yang_tidak_ada():
    with pytest.raises(UnsurTidakAdaError):
        kembalikan(DIAJUKAN, alasan="x", langkah=(p.langkah("tidak ada").id,), oleh=BUDI)


def test_ortala_memverifikasi_sebelum_pengesahan():
    peristiwa = verifikasi(DIAJUKAN, isi=isi(DIAJUKAN), kebijakan=SEBELUM, oleh=BUDI, catatan=" Sesuai ")
    assert peristiwa == SopDiverifikasi(D, "Sesuai", 1)


def test_ortala_memverifikasi_sesudah_pengesahan_bila_pemda_memindahkannya():
    peristiwa = verifikasi(SAH_BELUM_DIPERIKSA, isi=isi(SAH), kebijakan=SESUDAH, oleh=BUDI)
    assert peristiwa == SopDiverifikasi(D, "", 1)


def sah_lalu_batal():
    """Version 1 waits for Ortala, version 2 was approved and cancelled: version 2 is what lies on the desk."""
    sop = p.lanjut(SAH_BELUM_DIPERIKSA, (RATNA, RevisiDibuka(2, "x")), SopDiajukan("d"), (RATNA, p.fakta_sah(2)))
    return p.lanjut(sop, (RATNA, PengesahanDibatalkan(2, "Keliru", p.SK_BATAL)))


@pytest.mark.parametrize(
    "sop",
    [
        DIAJUKAN,
        REVISI,
        SAH,
        p.lanjut(SAH_BELUM_DIPERIKSA, (RATNA, PengesahanDibatalkan(1, "Keliru", p.SK_BATAL))),
        sah_lalu_batal(),
        p.lanjut(SAH_BELUM_DIPERIKSA, (RATNA, SopDicabut("x", HARI_INI, p.SK))),
    ],
    ids=["belum sah", "revisi terbuka", "sudah diverifikasi", "dibatalkan", "versi terbaru dibatalkan", "dicabut"],
)
def test_verifikasi_sesudah_hanya_atas_versi_terbaru_yang_sah_dan_belum_diverifikasi(sop):
    with pytest.raises(TahapTidakSesuaiError):
        verifikasi(sop, isi=isi(sop), kebijakan=SESUDAH, oleh=BUDI)
