"""The content: fields, boxes, and the moves of rows in them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.sop.langkah import Panah, Simbol
from domain.sop.naskah import (
    PILIHAN,
    SEBUTAN_ISIAN,
    TANGGAL,
    Butir,
    Daftar,
    Isian,
    Naskah,
    buang,
    ganti,
    pindah,
    sebelum,
    sisip,
)
from tests.domain.pembangun import PERIKSA, SEKRETARIS, SIMPAN, STAF, TERIMA, butir, langkah
from tests.domain.strategi import ID_BUTIR, hukum, id_butir

barisan = st.lists(st.builds(Butir, id_butir, st.just("")), unique_by=lambda b: b.id).map(tuple)


def ids(barisan) -> list:
    return [b.id for b in barisan]


@hukum
@given(barisan, st.none() | id_butir)
def test_sisip_menaruh_unsur_tepat_setelah_yang_disebut(barisan, setelah):
    baru = butir("baru")
    hasil = sisip(barisan, baru, setelah)
    tempat = hasil.index(baru)
    assert buang(hasil, baru.id) == barisan
    if setelah is None:
        assert tempat == 0
    elif setelah in ids(barisan):
        assert hasil[tempat - 1].id == setelah
    else:
        assert tempat == len(barisan)


@hukum
@given(barisan, id_butir, st.none() | id_butir)
def test_pindah_tidak_menghilangkan_dan_tidak_menggandakan(barisan, unsur, setelah):
    hasil = pindah(barisan, unsur, setelah)
    assert set(hasil) == set(barisan)
    assert len(hasil) == len(barisan)
    assert ids(buang(hasil, unsur)) == ids(buang(barisan, unsur))


@hukum
@given(barisan, id_butir, st.none() | id_butir)
def test_pindah_berakhir_tepat_setelah_yang_disebut(barisan, unsur, setelah):
    hasil = pindah(barisan, unsur, setelah)
    if unsur not in ids(barisan):
        assert hasil == barisan
    elif setelah is None or (setelah != unsur and setelah in ids(barisan)):
        assert sebelum(hasil, unsur) == setelah


@hukum
@given(barisan, id_butir)
def test_buang_hanya_membuang_yang_disebut(barisan, unsur):
    assert ids(buang(barisan, unsur)) == [b for b in ids(barisan) if b != unsur]


@hukum
@given(barisan, id_butir)
def test_ganti_hanya_mengganti_yang_disebut(barisan, unsur):
    hasil = ganti(barisan, unsur, lambda b: replace(b, teks="baru"))
    assert ids(hasil) == ids(barisan)
    assert [b.id for b in hasil if b.teks] == [b for b in ids(barisan) if b == unsur]


def test_sebelum_yang_pertama_dan_yang_tidak_ada_tidak_ada_apa_apa():
    satu, dua = Butir(ID_BUTIR[0], "a"), Butir(ID_BUTIR[1], "b")
    assert sebelum((satu, dua), satu.id) is None
    assert sebelum((satu, dua), dua.id) == satu.id
    assert sebelum((satu, dua), ID_BUTIR[2]) is None


def test_isian_tersimpan_menurut_urutan_lembar_dan_yang_kosong_hilang():
    isi = Naskah().dengan_isian(Isian.UNIT, "Sekretariat").dengan_isian(Isian.NAMA, "Surat Masuk")
    assert isi.isian == ((Isian.NAMA, "Surat Masuk"), (Isian.UNIT, "Sekretariat"))
    assert isi.dengan_isian(Isian.UNIT, "").isian == ((Isian.NAMA, "Surat Masuk"),)
    assert isi.nilai(Isian.JENIS) == ""


def test_daftar_tersimpan_menurut_urutan_lembar_dan_yang_kosong_hilang():
    satu, dua = butir("satu"), butir("dua")
    isi = Naskah().dengan_daftar(Daftar.PERINGATAN, (satu,)).dengan_daftar(Daftar.DASAR_HUKUM, (dua,))
    assert isi.daftar == ((Daftar.DASAR_HUKUM, (dua,)), (Daftar.PERINGATAN, (satu,)))
    assert isi.dengan_daftar(Daftar.PERINGATAN, ()).daftar == ((Daftar.DASAR_HUKUM, (dua,)),)
    assert isi.isi_daftar(Daftar.KETERKAITAN) == ()


def test_cari_menemukan_langkah_dan_pelaksana():
    isi = Naskah(pelaksana=(STAF,), langkah=(TERIMA,))
    assert isi.cari_langkah(TERIMA.id) == TERIMA
    assert isi.cari_langkah(PERIKSA.id) is None
    assert isi.cari_pelaksana(STAF.id) == STAF
    assert isi.cari_pelaksana(SEKRETARIS.id) is None


def test_langkah_yang_dihapus_meninggalkan_panah_putus_dengan_nomornya():
    cabang = langkah("cabang", simbol=Simbol.KEPUTUSAN, panah=(Panah(PERIKSA.id, "Ya"), Panah(SIMPAN.id, "Tidak")))
    isi = Naskah(langkah=(TERIMA, cabang, PERIKSA, SIMPAN)).tanpa_langkah(PERIKSA.id)
    assert [x.id for x in isi.langkah] == [TERIMA.id, cabang.id, SIMPAN.id]
    assert isi.langkah[1].panah == (Panah(None, "Ya", "3"), Panah(SIMPAN.id, "Tidak"))


def test_menghapus_langkah_yang_tidak_ada_tidak_mengubah_apa_pun():
    isi = Naskah(langkah=(TERIMA, SIMPAN))
    assert isi.tanpa_langkah(PERIKSA.id) == isi


def test_pelaksana_yang_dihapus_lepas_dari_semua_langkahnya():
    baris = langkah(
        "bersama",
        pelaksana=(STAF.id, SEKRETARIS.id),
        simbol_per_pelaksana=((STAF.id, Simbol.MULAI), (SEKRETARIS.id, Simbol.PROSES)),
        label_simbol=((STAF.id, "A"),),
    )
    isi = Naskah(pelaksana=(STAF, SEKRETARIS), langkah=(baris,)).tanpa_pelaksana(STAF.id)
    assert isi.pelaksana == (SEKRETARIS,)
    (sisa,) = isi.langkah
    assert sisa.pelaksana == (SEKRETARIS.id,)
    assert sisa.simbol_per_pelaksana == ((SEKRETARIS.id, Simbol.PROSES),)
    assert sisa.label_simbol == ()


@pytest.mark.parametrize("isian", Isian)
def test_setiap_isian_bersebutan(isian):
    assert SEBUTAN_ISIAN[isian].strip()


def test_setiap_daftar_bersebutan_dan_pilihan_bukan_tanggal():
    assert len({d.sebutan for d in Daftar}) == len(Daftar) == 6
    assert not set(PILIHAN) & set(TANGGAL)
