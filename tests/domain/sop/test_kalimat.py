"""One sentence per event: what a reader of the riwayat sees. It never raises, whatever the state."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.sop.events import (
    AsalDicatat,
    ButirDihapus,
    ButirDipindah,
    ButirDitambahkan,
    ButirDiubah,
    IsianDiubah,
    Jawaban,
    LangkahDihapus,
    LangkahDipindah,
    LangkahDitambahkan,
    LangkahDiubah,
    PelaksanaDihapus,
    PelaksanaDipindah,
    PelaksanaDitambahkan,
    PelaksanaDiubah,
    PengajuanDitarik,
    PengesahanDibatalkan,
    PenyusunDitetapkan,
    PeristiwaSiklus,
    PeristiwaSop,
    RevisiDibuka,
    SopDiajukan,
    SopDibuat,
    SopDicabut,
    SopDievaluasi,
    SopDikembalikan,
    SopDiparaf,
    SopDiverifikasi,
    UjiCobaDicatat,
    UjiCobaDikecualikan,
)
from domain.sop.kalimat import kalimat
from domain.sop.kalimat_sel import SEBUTAN_KOLOM, isian_terbaca, kutip, tanggal_terbaca
from domain.sop.langkah import KOLOM_LANGKAH, Langkah, Panah, Simbol, UbahanLangkah, Waktu
from domain.sop.naskah import Butir, Daftar, Isian
from domain.sop.state import Sop
from tests.domain import pembangun as p
from tests.domain.strategi import anggota, hukum, peristiwa, riwayat

U = UbahanLangkah
HUKUM, UU = Daftar.DASAR_HUKUM, p.butir("UU 43/2009")
SOP = p.lanjut(p.sop_konsep(), ButirDitambahkan(HUKUM, UU), IsianDiubah(Isian.SIFAT, "teknis"))
HILANG = p.langkah("hilang").id
PERISTIWA = anggota(PeristiwaSop)
TONGGAK = {SopDibuat, *anggota(PeristiwaSiklus)}


@hukum
@given(riwayat, peristiwa)
def test_setiap_peristiwa_berkalimat_pada_keadaan_apa_pun(riwayat, peristiwa):
    sebelum = p.sop_dari(*riwayat)
    hasil = kalimat(sebelum, peristiwa)
    assert hasil.apa.strip()
    assert hasil.apa[0].isupper()
    assert hasil.tonggak == (type(peristiwa) in TONGGAK)


@pytest.mark.parametrize("kelas", PERISTIWA)
@settings(hukum, max_examples=15)
@given(st.data())
def test_setiap_jenis_peristiwa_berkalimat_pada_sop_yang_belum_ada(kelas, data):
    assert kalimat(Sop(), data.draw(st.from_type(kelas))).apa.strip()


JAWABAN = (Jawaban(True),) * 5 + (Jawaban(False, "x"),) * 2


@pytest.mark.parametrize(
    ("peristiwa", "apa"),
    [
        (SopDibuat(p.OPD, "Surat Masuk"), "SOP “Surat Masuk” mulai disusun"),
        (AsalDicatat("{}"), "Asal dokumen dicatat"),
        (PenyusunDitetapkan(p.PENYUSUN), "Jabatan penyusun ditetapkan"),
        (
            IsianDiubah(Isian.NAMA, "Surat"),
            "Nama SOP diubah dari “Pengelolaan Surat Masuk” menjadi “Surat”",
        ),
        (IsianDiubah(Isian.JENIS, "generik"), "Jenis diubah menjadi “generik”"),
        (IsianDiubah(Isian.SIFAT, ""), "Sifat diubah dari “teknis” menjadi kosong"),
        (ButirDitambahkan(HUKUM, UU), "Dasar hukum ditambah “UU 43/2009”"),
        (
            ButirDiubah(HUKUM, Butir(UU.id, "UU 23/2014")),
            "Dasar hukum diubah dari “UU 43/2009” menjadi “UU 23/2014”",
        ),
        (ButirDipindah(HUKUM, UU.id, None), "Dasar hukum “UU 43/2009” dipindah urutannya"),
        (ButirDihapus(HUKUM, UU.id), "Dasar hukum “UU 43/2009” dihapus"),
        (PelaksanaDitambahkan(p.STAF), "Kolom pelaksana “Staf” ditambahkan"),
        (
            PelaksanaDiubah(replace(p.STAF, jabatan="Staf TU")),
            "Kolom pelaksana diubah dari “Staf” menjadi “Staf TU”",
        ),
        (
            PelaksanaDiubah(replace(p.STAF, unit="Loket", eksternal=True)),
            "Kolom pelaksana “Staf” diubah; unit menjadi “Loket”; di luar instansi dari “tidak” menjadi “ya”",
        ),
        (ButirDiubah(HUKUM, replace(UU, rujukan="x")), "Dasar hukum “UU 43/2009” diubah rujukannya"),
        (LangkahDiubah(p.PERIKSA.id, U()), "Langkah 2: tidak ada yang berubah"),
        (PelaksanaDipindah(p.STAF.id, None), "Kolom pelaksana “Staf” dipindah urutannya"),
        (PelaksanaDihapus(p.STAF.id), "Kolom pelaksana “Staf” dihapus dan dilepas dari langkah 1, 3"),
        (LangkahDitambahkan(p.TERIMA), "Langkah “Menerima surat” ditambahkan"),
        (LangkahDitambahkan(Langkah(HILANG)), "Langkah baru ditambahkan"),
        (LangkahDipindah(p.SIMPAN.id, None), "Langkah 3 dipindah menjadi langkah 1"),
        (LangkahDihapus(p.PERIKSA.id), "Langkah 2 “Memeriksa surat” dihapus"),
        (SopDiparaf("d"), "Isi diparaf pemeriksa internal"),
        (SopDiverifikasi("d"), "Versi 1 diverifikasi"),
        (
            p.fakta_sah(1),
            (
                "Versi 1 disahkan dengan nomor 000.8.3.3/001/KOMINFO/2026, berlaku sejak 9 Februari 2026 "
                "(SK 000.8.3.3/014/KOMINFO/2026 tanggal 2 Februari 2026); "
                "jabatan yang mengesahkan menjadi “Kepala Dinas”"
            ),
        ),
        (
            SopDievaluasi(1, 2026, JAWABAN, "revisi"),
            "Versi 1 dievaluasi tahun 2026: 5 dari 7 Ya, perlu revisi",
        ),
        (SopDievaluasi(1, 2026, JAWABAN, "lama"), "Versi 1 dievaluasi tahun 2026: 5 dari 7 Ya, lama"),
    ],
)
def test_kalimat_setiap_peristiwa(peristiwa, apa):
    assert kalimat(SOP, peristiwa).apa == apa


@pytest.mark.parametrize(
    ("peristiwa", "apa", "mengapa"),
    [
        (SopDiajukan("d", "Mohon diperiksa"), "Versi 1 diajukan untuk diverifikasi", "Mohon diperiksa"),
        (PengajuanDitarik("Salah berkas"), "Pengajuan versi 1 ditarik", "Salah berkas"),
        (SopDikembalikan("Kurang"), "Versi 1 dikembalikan kepada penyusun", "Kurang"),
        (
            SopDikembalikan("Kurang", (p.TERIMA.id, p.SIMPAN.id)),
            "Versi 1 dikembalikan kepada penyusun, menunjuk langkah 1, 3",
            "Kurang",
        ),
        (SopDiverifikasi("d", "Sesuai"), "Versi 1 diverifikasi", "Sesuai"),
        (
            UjiCobaDicatat(1, "d", date(2026, 3, 9), "Loket", "Lancar"),
            "Versi 1 diuji coba pada 9 Maret 2026 oleh Loket",
            "Lancar",
        ),
        (UjiCobaDikecualikan(1, "Ejaan"), "Versi 1 dinyatakan tidak perlu diuji coba", "Ejaan"),
        (
            PengesahanDibatalkan(1, "Keliru", p.SK),
            f"Pengesahan versi 1 dibatalkan dengan SK {p.SK.nomor}",
            "Keliru",
        ),
        (RevisiDibuka(2, "Aturan baru"), "Revisi dibuka: versi 2 mulai disusun", "Aturan baru"),
        (
            SopDicabut("Digabung", date(2026, 3, 1), p.SK),
            f"SOP dicabut sejak 1 Maret 2026 dengan SK {p.SK.nomor}",
            "Digabung",
        ),
        (
            SopDievaluasi(1, 2026, JAWABAN, "tetap", "Baik"),
            "Versi 1 dievaluasi tahun 2026: 5 dari 7 Ya, tetap berlaku",
            "Baik",
        ),
    ],
)
def test_tonggak_menyebut_alasannya(peristiwa, apa, mengapa):
    hasil = kalimat(SOP, peristiwa)
    assert (hasil.apa, hasil.mengapa, hasil.tonggak) == (apa, mengapa, True)


KE_SIMPAN = (Panah(p.SIMPAN.id, "Ya"), Panah(None, tertulis="9"))


@pytest.mark.parametrize(
    ("ubahan", "apa"),
    [
        (U(kegiatan="Meneliti"), "kegiatan dari “Memeriksa surat” menjadi “Meneliti”"),
        (U(simbol=Simbol.KEPUTUSAN), "simbol dari “proses” menjadi “keputusan”"),
        (U(pelaksana=(p.STAF.id, p.SEKRETARIS.id)), "pelaksana dari “Sekretaris” menjadi “Staf, Sekretaris”"),
        (U(simbol_per_pelaksana=((p.STAF.id, Simbol.MULAI),)), "simbol per pelaksana menjadi “Staf: mulai”"),
        (U(label_simbol=((p.pelaksana("x").id, "A"),)), "label simbol menjadi “?: A”"),
        (U(pertanyaan="Lengkap?"), "pertanyaan menjadi “Lengkap?”"),
        (U(kelengkapan=("Surat", "Map")), "kelengkapan menjadi “Surat; Map”"),
        (U(waktu=Waktu("5 menit", Decimal(5))), "waktu menjadi “5 menit”"),
        (U(output="Surat"), "output menjadi “Surat”"),
        (U(panah=KE_SIMPAN), "arah berikutnya menjadi “Ya: ke langkah 3; ke langkah 9”"),
        (U(panah=(Panah(HILANG),)), "arah berikutnya menjadi “ke langkah ?”"),
        (U(nomor="1a", keterangan="x"), "keterangan menjadi “x”; nomor menjadi “1a”"),
    ],
)
def test_perubahan_langkah_menyebut_kolom_dan_kedua_nilainya(ubahan, apa):
    assert kalimat(SOP, LangkahDiubah(p.PERIKSA.id, ubahan)).apa == f"Langkah 2: {apa}"


@pytest.mark.parametrize(
    ("peristiwa", "apa"),
    [
        (LangkahDiubah(HILANG, U(kegiatan="x")), "Langkah diubah"),
        (LangkahDipindah(HILANG, None), "Langkah ? dipindah menjadi langkah ?"),
        (LangkahDihapus(HILANG), "Langkah ? “” dihapus"),
        (ButirDiubah(HUKUM, p.butir("lain")), "Dasar hukum diubah menjadi “lain”"),
        (PelaksanaDihapus(p.pelaksana("lain").id), "Kolom pelaksana “?” dihapus"),
    ],
)
def test_unsur_yang_sudah_hilang_tetap_berkalimat(peristiwa, apa):
    assert kalimat(SOP, peristiwa).apa == apa


def test_setiap_kolom_langkah_bersebutan():
    assert set(SEBUTAN_KOLOM) == set(KOLOM_LANGKAH)


@pytest.mark.parametrize(
    ("tanggal", "terbaca"),
    [
        (date(2026, 1, 5), "5 Januari 2026"),
        (date(2026, 8, 17), "17 Agustus 2026"),
        (date(2026, 12, 31), "31 Desember 2026"),
    ],
)
def test_tanggal_dibaca_dalam_bahasa_indonesia(tanggal, terbaca):
    assert tanggal_terbaca(tanggal) == terbaca


@pytest.mark.parametrize(
    ("isian", "nilai", "terbaca"),
    [
        (Isian.TANGGAL_PEMBUATAN, "2025-11-03", "3 November 2025"),
        (Isian.TANGGAL_REVISI, "2026-01", "Januari 2026"),
        (Isian.TANGGAL_REVISI, "2019", "2019"),
        (Isian.TANGGAL_EFEKTIF, "menyusul", "menyusul"),
        (Isian.TANGGAL_EFEKTIF, "2025-13-01", "2025-13-01"),
        (Isian.NOMOR, "2025-11-03", "2025-11-03"),
    ],
)
def test_tanggal_lembar_terbaca_sejauh_yang_tertulis(isian, nilai, terbaca):
    assert isian_terbaca(isian, nilai) == terbaca


@pytest.mark.parametrize(
    ("teks", "terkutip"),
    [
        ("", "“”"),
        ("satu\n  dua", "“satu dua”"),
        ("x" * 80, f"“{'x' * 80}”"),
        ("x" * 81, f"“{'x' * 79}…”"),
        ("x" * 78 + " yz", f"“{'x' * 78}…”"),
    ],
)
def test_kutipan_rapat_dan_dipotong_pada_80_huruf(teks, terkutip):
    assert kutip(teks) == terkutip
