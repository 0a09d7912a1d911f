"""Numbers and arrows of the procedure table."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.sop.langkah import KOLOM_LANGKAH, Langkah, Panah, Satuan, Simbol, nomor_langkah, panah_keluar
from tests.domain.pembangun import langkah
from tests.domain.strategi import ID_LANGKAH, hukum

SATU, DUA, TIGA = langkah("satu"), langkah("dua"), langkah("tiga", simbol=Simbol.SELESAI)


def test_langkah_bernomor_menurut_urutannya():
    assert nomor_langkah((SATU, DUA, TIGA)) == {SATU.id: "1", DUA.id: "2", TIGA.id: "3"}


def test_nomor_cetak_sendiri_tidak_ikut_dihitung():
    sisipan = langkah("sisipan", nomor="1a")
    assert list(nomor_langkah((SATU, sisipan, DUA)).values()) == ["1", "1a", "2"]


@hukum
@given(st.lists(st.sampled_from(("", "", "1a", "9")), max_size=5))
def test_langkah_tanpa_nomor_sendiri_dihitung_dari_satu_tanpa_lompat(nomor):
    baris = tuple(Langkah(id_, nomor=n) for id_, n in zip(ID_LANGKAH, nomor, strict=False))
    hasil = nomor_langkah(baris)
    otomatis = [hasil[x.id] for x in baris if not x.nomor]
    assert otomatis == [str(n) for n in range(1, len(otomatis) + 1)]
    assert [hasil[x.id] for x in baris if x.nomor] == [n for n in nomor if n]


def test_langkah_tanpa_panah_menuju_langkah_berikutnya():
    assert panah_keluar((SATU, DUA, TIGA), 0) == (Panah(DUA.id),)


def test_panah_tanpa_tujuan_menuju_langkah_berikutnya():
    putus = replace(DUA, panah=(Panah(None, "Ya"), Panah(SATU.id, "Tidak")))
    assert panah_keluar((SATU, putus, TIGA), 1) == (Panah(TIGA.id, "Ya"), Panah(SATU.id, "Tidak"))
    assert panah_keluar((SATU, putus), 1) == putus.panah, "there is no next row yet"


def test_panah_sendiri_menggantikan_panah_diam():
    bercabang = langkah("cabang", simbol=Simbol.KEPUTUSAN, panah=(Panah(TIGA.id, "Ya"), Panah(SATU.id, "Tidak")))
    assert panah_keluar((SATU, bercabang, TIGA), 1) == bercabang.panah


@pytest.mark.parametrize("indeks", [0, 2])
def test_langkah_selesai_dan_langkah_terakhir_tidak_menuju_ke_mana_pun(indeks):
    assert panah_keluar((TIGA, SATU, DUA), indeks) == ()


def test_satuan_hari_kerja_disebut_dengan_dua_kata():
    assert Satuan.HARI_KERJA.sebutan == "hari kerja"
    assert {s.sebutan for s in Satuan} == {"menit", "jam", "hari", "hari kerja", "minggu", "bulan", "tahun"}


def test_setiap_kolom_yang_dapat_diubah_adalah_kolom_langkah():
    assert set(KOLOM_LANGKAH) == set(Langkah.__dataclass_fields__) - {"id"}
