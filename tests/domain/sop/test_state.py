"""What an SOP is after its events. The fold never refuses, whatever today's rules would say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.kernel import JabatanId
from domain.sop.events import (
    AsalDicatat,
    IsianDiubah,
    LangkahDihapus,
    LangkahDipindah,
    LangkahDiubah,
    PelaksanaDihapus,
    PelaksanaDipindah,
    PengajuanDitarik,
    PengesahanDibatalkan,
    PenyusunDitetapkan,
    RevisiDibuka,
    SopDiajukan,
    SopDikembalikan,
    SopDiparaf,
    SopDiverifikasi,
)
from domain.sop.langkah import UbahanLangkah
from domain.sop.naskah import Isian
from domain.sop.state import Sop, Tahap, evolve
from domain.sop.terapan import terapkan, ubah_langkah
from tests.domain import pembangun as p
from tests.domain.strategi import hukum, langkah, naskah, peristiwa_sunting, riwayat, ubahan


@hukum
@given(riwayat, st.data())
def test_melipat_sekaligus_sama_dengan_melipat_dua_kali(riwayat, data):
    batas = data.draw(st.integers(0, len(riwayat)))
    semua = p.catat(*riwayat)
    sekaligus = p.lipat(evolve, Sop(), semua)
    assert p.lipat(evolve, p.lipat(evolve, Sop(), semua[:batas]), semua[batas:]) == sekaligus
    assert p.sop_dari(*riwayat) == sekaligus
    assert sekaligus.versi_aliran == len(riwayat)


@hukum
@given(naskah(), peristiwa_sunting)
def test_suntingan_tidak_pernah_menggandakan_identitas_yang_sudah_ada(isi, peristiwa):
    hasil = terapkan(isi, peristiwa)
    assert {x.id for x in isi.langkah} - {x.id for x in hasil.langkah} <= {getattr(peristiwa, "langkah_id", None)}
    assert {x.id for x in isi.pelaksana} - {x.id for x in hasil.pelaksana} <= {getattr(peristiwa, "pelaksana_id", None)}
    if "Ditambahkan" not in type(peristiwa).__name__:
        assert len({x.id for x in hasil.langkah}) == len(hasil.langkah)
        assert len({x.id for x in hasil.pelaksana}) == len(hasil.pelaksana)


@hukum
@given(langkah(), ubahan)
def test_ubahan_langkah_hanya_mengubah_kolom_yang_disebut(baris, ubahan):
    hasil = ubah_langkah(baris, ubahan)
    for kolom in UbahanLangkah.__dataclass_fields__:
        diminta = getattr(ubahan, kolom)
        assert getattr(hasil, kolom) == (getattr(baris, kolom) if diminta is None else diminta)
    assert hasil.id == baris.id


def test_sop_baru_adalah_konsep_versi_pertama_milik_opd_dan_penulisnya():
    sop = p.sop_konsep()
    assert (sop.id, sop.opd_id, sop.penyusun, sop.tahap, sop.versi) == (p.SOP, p.OPD, p.PENYUSUN, Tahap.KONSEP, 1)
    assert (sop.nama, sop.naskah.nilai(Isian.UNIT)) == ("Pengelolaan Surat Masuk", "Sekretariat")
    assert sop.penulis == {p.SARI.orang}
    assert sop.versi_aliran == len(p.peristiwa_konsep())


def test_setiap_penyunting_menjadi_penulis():
    sop = p.lanjut(p.sop_konsep(), (p.DEWI, IsianDiubah(Isian.SIFAT, "teknis")))
    assert sop.penulis == {p.SARI.orang, p.DEWI.orang}


def test_tindakan_di_samping_isi_tidak_menjadikan_penulis():
    lain = JabatanId(p.id_dari("jabatan lain"))
    sop = p.lanjut(p.sop_konsep(), (p.BUDI, PenyusunDitetapkan(lain)), (p.DEWI, AsalDicatat('{"berkas": "a.docx"}')))
    assert (sop.penyusun, sop.asal) == (lain, '{"berkas": "a.docx"}')
    assert sop.penulis == {p.SARI.orang}


def test_pengajuan_membekukan_digest_dan_menghapus_catatan_pengembalian():
    sop = p.lanjut(p.sop_konsep(), SopDiajukan("d1"), (p.BUDI, SopDikembalikan("Kurang", (p.TERIMA.id,))))
    assert (sop.tahap, sop.digest_diajukan) == (Tahap.KONSEP, "")
    assert (sop.pengembalian.alasan, sop.pengembalian.langkah) == ("Kurang", (p.TERIMA.id,))
    assert sop.pengembalian.oleh == p.BUDI.jabatan
    ulang = p.lanjut(sop, SopDiajukan("d2"))
    assert (ulang.tahap, ulang.digest_diajukan, ulang.pengembalian) == (Tahap.DIAJUKAN, "d2", None)


def test_pengajuan_yang_ditarik_menjadi_konsep_lagi():
    sop = p.lanjut(p.sop_diajukan(), PengajuanDitarik("Salah lampiran"))
    assert (sop.tahap, sop.digest_diajukan) == (Tahap.KONSEP, "")


def test_paraf_tersimpan_bersama_isi_yang_diparaf():
    sop = p.lanjut(p.sop_konsep(), (p.DEWI, SopDiparaf("d1")))
    assert sop.pemeriksa == ((p.DEWI.orang, "d1"),)


def test_verifikasi_sebelum_pengesahan_memindahkan_tahap():
    assert p.sop_diverifikasi().tahap is Tahap.DIVERIFIKASI
    assert p.sop_sah().terakhir_sah.diverifikasi


def test_verifikasi_sesudah_pengesahan_menandai_versinya():
    sop = p.sop_sah_tanpa_verifikasi()
    assert not sop.terakhir_sah.diverifikasi
    sesudah = p.lanjut(sop, (p.BUDI, SopDiverifikasi("d", versi=1)))
    assert sesudah.tahap is Tahap.DISAHKAN
    assert sesudah.terakhir_sah.diverifikasi


def test_pengesahan_mengisi_lembar_dan_menyimpan_naskahnya():
    sop = p.lanjut(
        p.sop_diverifikasi(), (p.RATNA, p.fakta_sah(1, tanggal_pembuatan="2026-01", tanggal_revisi="", versi_cetak="A"))
    )
    isian = {i: sop.naskah.nilai(i) for i in (Isian.NOMOR, Isian.TANGGAL_EFEKTIF, Isian.TANGGAL_PEMBUATAN)}
    assert list(isian.values()) == ["000.8.3.3/001/KOMINFO/2026", "2026-02-09", "2026-01"]
    assert (sop.naskah.nilai(Isian.PENGESAH), sop.naskah.nilai(Isian.TANGGAL_REVISI)) == ("Kepala Dinas", "")
    assert sop.tahap is Tahap.DISAHKAN
    assert sop.terakhir_sah.naskah == sop.naskah


def test_revisi_dimulai_dari_isi_lama_tanpa_penulis_dan_tanpa_paraf():
    sop = p.sop_revisi()
    assert (sop.tahap, sop.versi, sop.alasan_revisi) == (Tahap.KONSEP, 2, "Perubahan peraturan")
    assert (sop.penulis, sop.pemeriksa, sop.digest_diajukan) == (frozenset(), (), "")
    assert sop.naskah == p.sop_sah().naskah
    assert sop.terakhir_sah.fakta.versi == 1


def test_pengesahan_yang_dibatalkan_tidak_lagi_terakhir():
    sop = p.lanjut(p.sop_revisi(), SopDiajukan("d"), (p.RATNA, p.fakta_sah(2)))
    assert sop.terakhir_sah.fakta.versi == 2
    batal = p.lanjut(sop, (p.RATNA, PengesahanDibatalkan(2, "Keliru", p.SK_BATAL)))
    assert batal.terakhir_sah.fakta.versi == 1
    habis = p.lanjut(batal, (p.RATNA, PengesahanDibatalkan(1, "Keliru", p.SK_BATAL)))
    assert habis.terakhir_sah is None
    assert all(s.dibatalkan for s in habis.pengesahan)


def test_pencabutan_tercatat_dengan_tanggal_dan_letaknya():
    sop = p.sop_dicabut()
    (cabut,) = sop.pencabutan
    assert sop.tahap is Tahap.DICABUT
    assert (cabut.alasan, cabut.tanggal_efektif, cabut.pos) == ("Tugas beralih", date(2026, 3, 1), sop.versi_aliran)


def test_langkah_dan_kolom_yang_dipindah_berganti_urutan():
    sop = p.lanjut(p.sop_konsep(), LangkahDipindah(p.SIMPAN.id, None), PelaksanaDipindah(p.STAF.id, p.SEKRETARIS.id))
    assert sop.naskah.langkah == (p.SIMPAN, p.TERIMA, p.PERIKSA)
    assert sop.naskah.pelaksana == (p.SEKRETARIS, p.STAF)


def test_riwayat_dengan_unsur_yang_sudah_hilang_tetap_dapat_dilipat():
    hilang = p.langkah("tidak ada").id
    sop = p.lanjut(
        p.sop_konsep(),
        LangkahDiubah(hilang, UbahanLangkah(kegiatan="x")),
        LangkahDihapus(hilang),
        PelaksanaDihapus(p.pelaksana("tidak ada").id),
    )
    assert sop == replace(p.sop_konsep(), versi_aliran=sop.versi_aliran)


def test_sop_tanpa_peristiwa_belum_ada():
    assert (Sop().tahap, Sop().nama, Sop().terakhir_sah) == (Tahap.BELUM_ADA, "", None)


@pytest.mark.parametrize("tahap", Tahap)
def test_setiap_tahap_bersebutan(tahap):
    assert tahap.sebutan.strip()


def test_revisi_kedua_setelah_dicabut_membuka_kembali():
    sop = p.lanjut(p.sop_dicabut(), RevisiDibuka(2, "Diperlukan lagi"))
    assert (sop.tahap, sop.versi, len(sop.pencabutan)) == (Tahap.KONSEP, 2, 1)
