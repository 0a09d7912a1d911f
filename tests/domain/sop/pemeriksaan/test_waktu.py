"""Times as officials write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.sop.langkah import Satuan, Waktu
from domain.sop.pemeriksaan.waktu import baca_waktu, lama_disebut, lama_formulir, tanpa_satuan, tulis_waktu
from tests.domain.strategi import hukum


@pytest.mark.parametrize(
    ("teks", "nilai", "satuan"),
    [
        ("10 menit", "10", Satuan.MENIT),
        ("5'", "5", Satuan.MENIT),
        ("15 mnt.", "15", Satuan.MENIT),
        ("30 detik", "0.5", Satuan.MENIT),
        ("1,5 jam", "1.5", Satuan.JAM),
        ("1.5 jam", "1.5", Satuan.JAM),
        ("1.000 menit", "1000", Satuan.MENIT),
        ("setengah jam", "0.5", Satuan.JAM),
        ("½ jam", "0.5", Satuan.JAM),
        ("1 jam 30 menit", "90", Satuan.MENIT),
        ("1 x 24 jam", "24", Satuan.JAM),
        ("2 jam kerja", "2", Satuan.JAM),
        ("Maks. 3 (tiga) Hari  Kerja", "3", Satuan.HARI_KERJA),
        ("paling lama dua hari kerja", "2", Satuan.HARI_KERJA),
        ("2 HK", "2", Satuan.HARI_KERJA),
        ("± 1 hr", "1", Satuan.HARI),
        ("7 hari kalender", "7", Satuan.HARI),
        ("seminggu", "1", Satuan.MINGGU),
        ("2 bln", "2", Satuan.BULAN),
        ("1 thn", "1", Satuan.TAHUN),
    ],
)
def test_satu_angka(teks: str, nilai: str, satuan: Satuan) -> None:
    assert baca_waktu(teks) == Waktu(teks, nilai=Decimal(nilai), satuan=satuan)


@pytest.mark.parametrize("teks", ["1-2 hari", "1 – 2 hari", "1 s.d. 2 hari", "1 s/d 2 hari", "2 sampai dengan 1 hari"])
def test_rentang(teks: str) -> None:
    assert baca_waktu(teks) == Waktu(teks, min=Decimal(1), maks=Decimal(2), satuan=Satuan.HARI)


@pytest.mark.parametrize("teks", ["2 menit/berkas", "2 menit / berkas", "2 menit per berkas"])
def test_per_volume(teks: str) -> None:
    assert baca_waktu(teks) == Waktu(teks, nilai=Decimal(2), satuan=Satuan.MENIT, per="berkas")


@pytest.mark.parametrize(
    "teks",
    ["", "-", "15", "segera", "2 abad", "2 jam kalender", "jam 10", "10 menit lalu makan", "1 jam " * 40, "٣ jam x"],
)
def test_yang_bukan_waktu(teks: str) -> None:
    assert baca_waktu(teks) is None


@pytest.mark.parametrize(
    ("teks", "ya"), [("15", True), ("30-60", True), ("15 menit", False), ("", False), ("-", False)]
)
def test_angka_tanpa_satuan(teks: str, ya: bool) -> None:
    assert tanpa_satuan(teks) is ya


def test_waktu_di_dalam_kalimat() -> None:
    ditemukan = [(s, tulis_waktu(w)) for s, w in lama_disebut("Menunggu 2 (dua) hari kerja, lalu 1-2 jam, pukul 08.00")]
    assert ditemukan == [("menunggu ", "2 hari kerja"), ("menunggu 2 (dua) hari kerja, lalu ", "1-2 jam")]
    assert list(lama_disebut("2 jam kalender")) == []


@pytest.mark.parametrize(
    ("waktu", "lama", "tulisan"),
    [
        (Waktu(), "", ""),
        (Waktu(maks=Decimal(3), satuan=Satuan.JAM), "3", "3 jam"),
        (Waktu(nilai=Decimal("1.50"), satuan=Satuan.HARI_KERJA, per="berkas"), "1,5", "1,5 hari kerja/berkas"),
        (Waktu(nilai=Decimal("1E+30"), satuan=Satuan.JAM), "1E+30", "1E+30 jam"),
        (Waktu(nilai=Decimal("NaN")), "NaN", "NaN"),
    ],
)
def test_ditulis_kembali(waktu: Waktu, lama: str, tulisan: str) -> None:
    assert (lama_formulir(waktu), tulis_waktu(waktu)) == (lama, tulisan)


angka = st.decimals(Decimal("0.01"), 99_999, places=2)


@hukum
@given(angka, st.none() | angka, st.sampled_from(Satuan), st.sampled_from(("", "berkas", "meter persegi")))
def test_yang_ditulis_terbaca_sama(satu: Decimal, lain: Decimal | None, satuan: Satuan, per: str) -> None:
    waktu = Waktu("", nilai=satu, satuan=satuan, per=per)
    if lain is not None:
        waktu = Waktu("", min=min(satu, lain), maks=max(satu, lain), satuan=satuan, per=per)
    tulisan = tulis_waktu(waktu)
    terbaca = baca_waktu(tulisan)
    assert terbaca is not None
    assert (terbaca.nilai, terbaca.min, terbaca.maks) == (waktu.nilai, waktu.min, waktu.maks)
    assert (terbaca.satuan, terbaca.per, terbaca.teks) == (satuan, per, tulisan)


@hukum
@given(st.text())
def test_tulisan_apa_pun_terbaca_atau_tidak(teks: str) -> None:
    baca_waktu(teks)
    tanpa_satuan(teks)
    list(lama_disebut(teks))
