"""Trials: recorded for the content they were run on, excused for a version, never of the future."""

from __future__ import annotations

from datetime import date

import pytest

from domain.kernel import Bentrok, IsianKosongError, NomorPribadiError
from domain.sop.errors import TahapTidakSesuaiError
from domain.sop.events import IsianDiubah, UjiCobaDicatat, UjiCobaDikecualikan
from domain.sop.naskah import Isian
from domain.sop.pemeriksaan.bahan import Bahan, HasilUjiCoba
from domain.sop.pemeriksaan.periksa import periksa
from domain.sop.uji_coba import UjiCobaMasaDepanError, catat_uji_coba, hasil_uji_coba, kecualikan_uji_coba
from tests.domain import pembangun as p

HARI = date(2026, 3, 9)


def uji(sop, **lain):
    bahan = {"isi": p.isi(sop), "tanggal": HARI, "peserta": "Loket", "hasil": "Lancar", "hari_ini": HARI}
    return catat_uji_coba(sop, **(bahan | lain))


def test_uji_coba_berlaku_untuk_isi_yang_diuji():
    sop = p.sop_konsep()
    assert hasil_uji_coba(sop) is HasilUjiCoba.BELUM
    catatan = uji(sop, peserta=" Loket ", hasil="Lancar, 20 menit")
    assert catatan == UjiCobaDicatat(1, p.digest(sop), HARI, "Loket", "Lancar, 20 menit")
    teruji = p.lanjut(sop, catatan)
    assert hasil_uji_coba(teruji) is HasilUjiCoba.SUDAH
    diubah = p.lanjut(teruji, IsianDiubah(Isian.UNIT, "Bagian Umum"))
    assert hasil_uji_coba(diubah) is HasilUjiCoba.BERUBAH
    assert hasil_uji_coba(p.lanjut(diubah, uji(diubah))) is HasilUjiCoba.SUDAH


def test_uji_coba_tidak_mengubah_isi_atau_membuat_orang_menjadi_penulis():
    sop = p.sop_konsep()
    sesudah = p.lanjut(sop, uji(sop))
    assert (sesudah.naskah, sesudah.penulis, sesudah.tahap) == (sop.naskah, sop.penulis, sop.tahap)


def test_yang_tidak_perlu_diuji_tetap_begitu_selama_versinya():
    sop = p.lanjut(p.sop_diajukan(), kecualikan_uji_coba(p.sop_diajukan(), alasan=" Hanya ejaan "))
    assert sop.uji_coba[0].fakta == UjiCobaDikecualikan(1, "Hanya ejaan")
    assert hasil_uji_coba(sop) is HasilUjiCoba.DIKECUALIKAN


def test_versi_berikutnya_mulai_tanpa_uji_coba():
    sop = p.sop_konsep()
    lama = p.lanjut(sop, uji(sop), *p.peristiwa_sah()[len(p.peristiwa_konsep()) :])
    assert hasil_uji_coba(lama) is None
    assert hasil_uji_coba(p.sop_revisi()) is HasilUjiCoba.BELUM


@pytest.mark.parametrize("kosong", ["peserta", "hasil"])
def test_uji_coba_menyebut_peserta_dan_hasilnya(kosong):
    with pytest.raises(IsianKosongError) as tolak:
        uji(p.sop_konsep(), **{kosong: " "})
    assert tolak.value.bidang == kosong


def test_yang_ditolak():
    sop = p.sop_konsep()
    with pytest.raises(UjiCobaMasaDepanError):
        uji(sop, tanggal=date(2026, 3, 10))
    with pytest.raises(Bentrok):
        uji(sop, isi=p.isi_basi(sop))
    with pytest.raises(NomorPribadiError):
        uji(sop, peserta="NIP 198001012005011999")
    with pytest.raises(IsianKosongError):
        kecualikan_uji_coba(sop, alasan="")
    for tindakan in (uji, lambda s: kecualikan_uji_coba(s, alasan="x")):
        with pytest.raises(TahapTidakSesuaiError):
            tindakan(p.sop_sah())


@pytest.mark.parametrize(
    ("keadaan", "kalimat"),
    [
        (HasilUjiCoba.BELUM, "Versi ini belum diuji coba."),
        (HasilUjiCoba.BERUBAH, "Isi versi ini berubah sesudah diuji coba."),
        (HasilUjiCoba.SUDAH, None),
        (HasilUjiCoba.DIKECUALIKAN, None),
        (None, None),
    ],
)
def test_pemeriksaan_mengingatkan_uji_coba(keadaan, kalimat):
    temuan = periksa(Bahan(p.sop_konsep().naskah, HARI, uji_coba=keadaan), {})
    assert next((t.kalimat for t in temuan if t.aturan == "GV-08"), None) == kalimat
