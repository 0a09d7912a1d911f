"""Legal bases: how citations are read, and what the register says of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from domain.peraturan.daftar_awal import DAFTAR_AWAL
from domain.sop.pemeriksaan.bahan import Peraturan, StatusPeraturan
from domain.sop.pemeriksaan.butir_hukum import tulis_utuh
from domain.sop.pemeriksaan.daftar_peraturan import gabung
from domain.sop.pemeriksaan.kutipan import baca_dasar_hukum, kunci
from tests.domain.sop.pemeriksaan.lembar import hukum
from tests.domain.sop.pemeriksaan.test_lembar import kalimat, temuan


@pytest.mark.parametrize(
    ("teks", "sebutan"),
    [
        ("Undang-Undang Nomor 43 Tahun 2009 tentang Kearsipan", ["UU 43/2009"]),
        ("UU No.32 Tahun 2004", ["UU 32/2004"]),
        ("uu nomor: 32 tahun 2004", ["UU 32/2004"]),
        ("PP 53/2010 tentang Disiplin", ["PP 53/2010"]),
        ("Peraturan Pemerintah Pengganti Undang-Undang Nomor 2 Tahun 2022", ["Perppu 2/2022"]),
        ("Peraturan Menteri Dalam Negeri Nomor 1 Tahun 2023 tentang X", ["Permendagri 1/2023"]),
        ("Permendagri No. 54 Tahun 2009", ["Permendagri 54/2009"]),
        ("Peraturan Menteri PANRB Nomor 35 Tahun 2012", ["PermenPAN-RB 35/2012"]),
        ("PermenPAN-RB 35/2012", ["PermenPAN-RB 35/2012"]),
        ("Peraturan Menteri Negara PAN Nomor PER/21/M.PAN/11/2008 tentang X", ["PermenPAN-RB 21/2008"]),
        ("Peraturan Menteri Kesehatan Nomor 4 Tahun 2019", ["Permen Kesehatan 4/2019"]),
        ("Peraturan BPS Nomor 1 Tahun 2023 tentang X", ["Peraturan BPS 1/2023"]),
        (
            "Undang-Undang Nomor 8 Tahun 1974 jo. Undang-Undang Nomor 43 Tahun 1999 tentang Y",
            ["UU 8/1974", "UU 43/1999"],
        ),
        ("Peraturan Presiden Nomor 16 Tahun 2018 jo. Nomor 12 Tahun 2021", ["Perpres 16/2018", "Perpres 12/2021"]),
        ("PP Nomor 28 Tahun 2012 tentang Pelaksanaan UU Nomor 43 Tahun 2009", ["PP 28/2012"]),
        ("Nomor 5 Tahun 2010", [""]),
        ("Undang-Undang Kearsipan", [""]),
        ("Nomor 12", [""]),
        ("Arahan pimpinan", [""]),
    ],
)
def test_kutipan_dibaca(teks, sebutan):
    dasar = baca_dasar_hukum(teks)
    assert [k.sebutan for k in (dasar.pokok, *dasar.lain)] == sebutan


def test_tentang_dibaca_tanpa_perubahannya():
    dasar = baca_dasar_hukum(
        "PP Nomor 18 Tahun 2016 tentang Perangkat  Daerah, sebagaimana telah diubah dengan PP 72/2019"
    )
    assert dasar.tentang == "Perangkat Daerah"
    assert dasar.menyebut_perubahan


def test_kunci_sama_bagaimanapun_register_menulisnya():
    assert kunci("PP 94/2021") == kunci("Peraturan Pemerintah Nomor 94 Tahun 2021") == "pp 94/2021"
    assert kunci(" Edaran  Khusus ") == "edaran khusus"


def test_daftar_awal_terbaca_dan_penggantinya_tidak_dicabut():
    register = gabung({})
    assert len(register) == len(DAFTAR_AWAL)
    for peraturan in DAFTAR_AWAL:
        assert baca_dasar_hukum(peraturan.sebutan).pokok.sebutan == peraturan.sebutan
        assert (peraturan.status is StatusPeraturan.BERLAKU) == (not peraturan.pengganti)
        for pengganti in peraturan.pengganti:
            tercatat = register.get(kunci(pengganti))
            assert tercatat is None or tercatat.status is not StatusPeraturan.DICABUT


def test_register_pemda_menang_atas_daftar_awal():
    hidup = {"UU 32/2004": Peraturan("UU 32/2004", "Pemerintahan Daerah")}
    lama = hukum("Undang-Undang Nomor 32 Tahun 2004 tentang Pemerintahan Daerah")
    assert temuan("LH-02", lama)
    assert temuan("LH-02", replace(lama, peraturan=hidup)) == []


@pytest.mark.parametrize(
    ("teks", "peraturan", "apa", "pakai"),
    [
        (
            "UU 32/2004 tentang Pemerintahan Daerah",
            {},
            "UU 32/2004 sudah tidak berlaku, diganti UU 23/2014.",
            "Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah",
        ),
        ("PP 41/2007 tentang X", {}, "diganti PP 18/2016", ""),
        ("UU 8/1974 jo. UU 43/1999 tentang Y", {}, "UU 43/1999 sudah tidak berlaku", ""),
        (
            "Perwali Contoh 8/2010",
            {"x": Peraturan("Perwali Contoh 8/2010", status=StatusPeraturan.DICABUT)},
            "Perwali Contoh 8/2010 sudah tidak berlaku.",
            "",
        ),
        (
            "Perwali Contoh 8/2010",
            {
                "x": Peraturan("Perwali Contoh 8/2010", "", None, StatusPeraturan.DICABUT, ("Perwali Contoh 9/2020",)),
                "y": Peraturan("Perwali Contoh 9/2020", "Kearsipan"),
            },
            "diganti Perwali Contoh 9/2020",
            "",
        ),
        ("PP 18/2016 tentang Perangkat Daerah", {}, "sudah diubah dengan PP 72/2019", ""),
        (
            "Perwali Contoh 8/2010",
            {"x": Peraturan("Perwali Contoh 8/2010", status=StatusPeraturan.DIUBAH)},
            "peraturan yang lebih baru",
            "",
        ),
    ],
)
def test_hukum_yang_dicabut_atau_diubah(teks, peraturan, apa, pakai):
    semua = temuan("LH-02", replace(hukum(teks), peraturan=peraturan))
    assert apa in " ".join(t.kalimat for t in semua)
    assert [p.isi["nilai"] for t in semua for p in t.perbaikan] == ([pakai] if pakai else [])


@pytest.mark.parametrize(
    ("teks", "apa"),
    [
        ("Perpres 46/2025 tentang Perubahan Kedua atas Perpres 16/2018", ""),
        ("UU 20/2026 tentang Y", "UU 20/2026 lebih baru"),
        ("Nomor 5 Tahun 2030", "Peraturan tahun 2030 lebih baru"),
        ("UU 43/2009 tentang Lalu Lintas dan Angkutan Jalan Raya", "UU 43/2009 adalah tentang Kearsipan"),
        ("PP 53/2010 tentang Disiplin PNS", ""),
        ("PP Nomor 25 Tahun 2014 tentang Pengelolaan Barang Milik Negara", "adalah PP 27/2014"),
        ("PP Nomor 25 Tahun 2014 tentang Perparkiran", ""),
        ("PP Nomor 25 Tahun 2014", ""),
    ],
)
def test_nomor_tahun_dan_tentang_cocok(teks, apa):
    assert apa in kalimat("LH-03", hukum(teks)) if apa else not temuan("LH-03", hukum(teks))


def test_hukum_yang_lahir_sesudah_tanggal_efektif():
    peraturan = {"x": Peraturan("PP 5/2025", "X", date(2025, 12, 1))}
    assert "1 September 2025" in kalimat("LH-03", replace(hukum("PP 5/2025 tentang X"), peraturan=peraturan))


def test_tanpa_tanggal_efektif_yang_dibandingkan_hari_ini():
    naskah = hukum("UU 20/2027 tentang Y").naskah.dengan_isian("tanggal_efektif", "")
    assert "5 Januari 2026" in kalimat("LH-03", replace(hukum(), naskah=naskah))


def test_yang_tidak_terbaca_tidak_mengganggu_urutan():
    assert temuan("LH-04", hukum("UU 43/2009 tentang Kearsipan", "Arahan pimpinan", "PP 5/2010 tentang X")) == []
    assert temuan("LH-04", hukum("PP 9/2012 tentang X", "PP 5/2010 tentang X"))


@pytest.mark.parametrize(
    ("teks", "daerah", "asing"),
    [
        ("Peraturan Daerah Kota Mataram Nomor 5 Tahun 2008", "Kota Batam", "Kota Mataram"),
        ("Perda Kota Tangerang Selatan Nomor 5 Tahun 2008", "Kota Tangerang", "Kota Tangerang Selatan"),
        ("Perwal Solok Nomor 5 Tahun 2008", "Kota Padang", "Kota Solok"),
        ("Perbup Bantul Nomor 5 Tahun 2008", "Kabupaten Sleman", "Kabupaten Bantul"),
        ("Peraturan Walikota Medan Nomor 39 Tahun 2013", "Pemerintah Kota Medan", ""),
        ("Peraturan Bupati Nomor 3 Tahun 2014", "Kabupaten Sleman", ""),
        ("Peraturan Daerah Kota Mataram Nomor 5", "", ""),
        ("Peraturan Daerah Provinsi Bali Nomor 5", "Kota Batam", ""),
    ],
)
def test_hukum_daerah_lain(teks, daerah, asing):
    bahan = replace(hukum(teks), daerah=daerah, naskah=hukum(teks).naskah)
    semua = [t for t in temuan("LH-05", bahan) if "Contoh" not in t.kalimat]
    assert asing in semua[0].kalimat if asing else not semua


def test_kutipan_tanpa_tentang_dilengkapi_bila_hukumnya_tercatat():
    (satu,) = temuan("LH-06", hukum("UU 43/2009"))
    assert [p.isi["nilai"] for p in satu.perbaikan] == ["Undang-Undang Nomor 43 Tahun 2009 tentang Kearsipan"]
    assert [t.perbaikan for t in temuan("LH-06", hukum("UU 44/2009"))] == [()]


def test_hukum_organisasi_diminta():
    tanpa = hukum().naskah.dengan_daftar(
        "dasar_hukum", hukum("UU 43/2009 tentang Kearsipan").naskah.isi_daftar("dasar_hukum")[:1]
    )
    assert "susunan organisasi" in kalimat("LH-06", replace(hukum(), naskah=tanpa))


def test_hukum_yang_tidak_diketahui_cara_menulisnya_tidak_ditulis():
    assert tulis_utuh(Peraturan("Perwali 9/2020", "X")) == ""
    assert tulis_utuh(Peraturan("UU 9/2020")) == ""
