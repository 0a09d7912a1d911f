"""Texts as they may be stored, and how a refusal speaks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.kernel import (
    Bentrok,
    IsianKosongError,
    IsianTerlaluPanjangError,
    NomorPribadiError,
    RuleViolation,
    teks_bersih,
    teks_rapi,
)
from tests.domain.strategi import hukum

NIK = "3372010101900001"
NIP = "198001012005011001"


@pytest.mark.parametrize(
    "tulisan",
    [
        NIK,
        NIP,
        "NIP 198001012005011001.",
        "19800101 200501 1 001",
        "19800101.200501.1.001",
        "19800101\u00a0200501\u00a01\u00a0001",
        "3372 0101 0190 0001",
        "33.72.01.01.01.90.0001",
        f"a{NIK}b",
        f"Hubungi ({NIP}), lalu simpan",
        "٣٣٧٢٠١٠١٠١٩٠٠٠٠١",
    ],
)
def test_nomor_16_dan_18_angka_ditolak(tulisan):
    with pytest.raises(NomorPribadiError) as tolak:
        teks_bersih(tulisan, "kegiatan")
    assert tolak.value.bidang == "kegiatan"


@pytest.mark.parametrize("panjang", [1, 4, 10, 14, 15, 17, 19, 20, 24, 32, 36])
def test_deret_angka_dengan_panjang_lain_diterima(panjang):
    angka = ("1234567890" * 4)[:panjang]
    assert teks_bersih(f"Nomor {angka}.") == f"Nomor {angka}."


@pytest.mark.parametrize(
    "tulisan",
    [
        "000.8.3.3/014/KESBANGPOL/2025",
        "Peraturan Menteri PANRB Nomor 35 Tahun 2012",
        "Undang-Undang Nomor 43 Tahun 2009, Lembaran Negara 2009 Nomor 152",
        "Rp1.250.000.000",
        "Telepon 0271-642020, 0812 3456 7890",
        "2025-01-01 sampai 2025-12-31",
        "07.30-16.00",
        "1234567890-123456",
    ],
)
def test_nomor_biasa_diterima(tulisan):
    assert teks_bersih(tulisan) == tulisan


@given(st.text(st.sampled_from("0123456789"), min_size=1, max_size=24))
def test_hanya_16_atau_18_angka_berurutan_yang_ditolak(angka):
    if len(angka) in (16, 18):
        with pytest.raises(NomorPribadiError):
            teks_bersih(f"no {angka}, lihat")
    else:
        assert teks_bersih(f"no {angka}, lihat") == f"no {angka}, lihat"


@pytest.mark.parametrize(
    ("mentah", "rapi"),
    [
        ("  Menerima surat \n", "Menerima surat"),
        ("satu\r\ndua\rtiga", "satu\ndua\ntiga"),
        ("a\x00b\x07c\x7fd\ud800e", "abcde"),
        ("kolom\tdua", "kolom\tdua"),
        ("\x00 \r\n ", ""),
    ],
)
def test_tulisan_dirapikan_sebelum_disimpan(mentah, rapi):
    assert teks_rapi(mentah) == rapi
    assert teks_bersih(mentah) == rapi


@hukum
@given(st.text())
def test_merapikan_dua_kali_sama_dengan_sekali(mentah):
    assert teks_rapi(teks_rapi(mentah)) == teks_rapi(mentah)


def test_nomor_pribadi_yang_disela_huruf_tak_tampak_tetap_ditolak():
    with pytest.raises(NomorPribadiError):
        teks_bersih("33720101\x0001900001")


@pytest.mark.parametrize("kosong", ["", "   ", "\r\n", "\x00"])
def test_isian_wajib_tidak_boleh_kosong(kosong):
    with pytest.raises(IsianKosongError) as tolak:
        teks_bersih(kosong, "nama", wajib=True)
    assert tolak.value.bidang == "nama"


def test_isian_yang_tidak_wajib_boleh_kosong():
    assert teks_bersih(" ") == ""


def test_panjang_dihitung_setelah_dirapikan():
    assert teks_bersih("  abc  ", panjang=3) == "abc"
    with pytest.raises(IsianTerlaluPanjangError, match="Paling banyak 3 huruf; sekarang 4") as tolak:
        teks_bersih("abcd", "kode", panjang=3)
    assert tolak.value.bidang == "kode"


def test_tulisan_paling_banyak_2000_huruf_kecuali_disebut_lain():
    assert teks_bersih("x" * 2000) == "x" * 2000
    with pytest.raises(IsianTerlaluPanjangError):
        teks_bersih("x" * 2001)


def test_penolakan_memakai_kalimatnya_sendiri_kecuali_diberi_yang_lain():
    assert (str(RuleViolation()), RuleViolation().bidang) == ("Tindakan ini tidak dapat dilakukan.", "")
    lain = RuleViolation("Belum waktunya.", "tanggal")
    assert (str(lain), lain.kalimat, lain.bidang) == ("Belum waktunya.", "Belum waktunya.", "tanggal")


def test_bentrok_menyimpan_kedua_nilai():
    bentrok = Bentrok("kegiatan", "milik orang lain", "milik saya")
    assert (bentrok.apa, bentrok.kini, bentrok.milik_anda) == ("kegiatan", "milik orang lain", "milik saya")
    assert str(bentrok) == "kegiatan"
    assert not isinstance(bentrok, RuleViolation)
