"""Edits of the procedure table: its pelaksana columns."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.kernel import Bentrok, IsianKosongError
from domain.sop.errors import (
    KodePelaksanaGandaError,
)
from domain.sop.events import (
    PelaksanaDipindah,
    PelaksanaDitambahkan,
    PelaksanaDiubah,
)
from domain.sop.langkah import Pelaksana
from domain.sop.penyuntingan_langkah import (
    hapus_pelaksana,
    pindah_pelaksana,
    tambah_pelaksana,
    ubah_pelaksana,
)
from tests.domain import pembangun as p
from tests.domain.strategi import hukum, id_pelaksana, sop_konsep, teks_ada

TIADA = p.pelaksana("Tidak ada")
KONSEP = p.sop_konsep()


@hukum
@given(sop_konsep(), id_pelaksana, st.none() | id_pelaksana)
def test_kolom_yang_dipindah_berdiri_setelah_yang_disebut(sop, kolom, setelah):
    peristiwa = pindah_pelaksana(sop, kolom, setelah=setelah)
    sesudah = p.lanjut(sop, *peristiwa).naskah
    urutan = [x.id for x in sesudah.pelaksana]
    assert (peristiwa == ()) == (sesudah == sop.naskah)
    assert set(sesudah.pelaksana) == set(sop.naskah.pelaksana)
    if setelah != kolom:
        assert urutan.index(kolom) == (urutan.index(setelah) + 1 if setelah else 0)


def test_kolom_baru_berada_di_kanan():
    baru = Pelaksana(TIADA.id, " Kepala ", " KDN ", " Dinas ")
    peristiwa = tambah_pelaksana(KONSEP, baru)
    assert peristiwa == PelaksanaDitambahkan(Pelaksana(TIADA.id, "Kepala", "KDN", "Dinas"), p.SEKRETARIS.id)
    assert p.lanjut(KONSEP, peristiwa).naskah.pelaksana[-1].jabatan == "Kepala"
    assert tambah_pelaksana(p.sop_kosong(), p.STAF) == PelaksanaDitambahkan(p.STAF)


def test_kolom_tanpa_jabatan_ditolak():
    with pytest.raises(IsianKosongError):
        tambah_pelaksana(KONSEP, Pelaksana(TIADA.id, " "))


def test_kode_kolom_tidak_boleh_ganda():
    sop = p.lanjut(KONSEP, PelaksanaDiubah(replace(p.STAF, kode="ST")))
    with pytest.raises(KodePelaksanaGandaError):
        tambah_pelaksana(sop, Pelaksana(TIADA.id, "Lain", " ST "))
    with pytest.raises(KodePelaksanaGandaError):
        ubah_pelaksana(sop, dari=p.SEKRETARIS, menjadi=replace(p.SEKRETARIS, kode="ST"))
    staf = sop.naskah.cari_pelaksana(p.STAF.id)
    assert ubah_pelaksana(sop, dari=staf, menjadi=replace(staf, unit="TU")) != ()


def test_kolom_yang_disimpan_tanpa_perubahan_tidak_dicatat():
    assert ubah_pelaksana(KONSEP, dari=TIADA, menjadi=replace(p.STAF, jabatan=" Staf ")) == ()
    assert pindah_pelaksana(KONSEP, p.STAF.id, setelah=None) == ()


@hukum
@given(sop_konsep(), id_pelaksana, teks_ada, st.booleans())
def test_kolom_yang_diubah_terlihat_dan_yang_tidak_berubah_tidak_dicatat(sop, kolom, jabatan, eksternal):
    kini = sop.naskah.cari_pelaksana(kolom)
    menjadi = replace(kini, jabatan=jabatan, eksternal=eksternal)
    peristiwa = ubah_pelaksana(sop, dari=kini, menjadi=menjadi)
    sesudah = p.lanjut(sop, *peristiwa).naskah
    assert sesudah.cari_pelaksana(kolom) == menjadi
    assert (peristiwa == ()) == (kini == menjadi)
    assert [x.id for x in sesudah.pelaksana] == [x.id for x in sop.naskah.pelaksana]
    assert sesudah.langkah == sop.naskah.langkah


def test_kolom_yang_diubah_orang_lain_bentrok():
    sop = p.lanjut(KONSEP, PelaksanaDiubah(replace(p.STAF, jabatan="Staf Umum")))
    with pytest.raises(Bentrok) as bentrok:
        ubah_pelaksana(sop, dari=p.STAF, menjadi=replace(p.STAF, jabatan="Staf TU"))
    assert (bentrok.value.kini, bentrok.value.milik_anda) == ("Staf Umum", "Staf TU")
    with pytest.raises(Bentrok):
        hapus_pelaksana(sop, p.STAF.id, dari="Staf")


def test_kolom_dipindah_dan_dihapus_tercatat():
    assert pindah_pelaksana(KONSEP, p.SEKRETARIS.id, setelah=None) == (PelaksanaDipindah(p.SEKRETARIS.id, None),)
    peristiwa = hapus_pelaksana(KONSEP, p.STAF.id, dari="Staf")
    sesudah = p.lanjut(KONSEP, peristiwa).naskah
    assert sesudah.pelaksana == (p.SEKRETARIS,)
    assert [x.pelaksana for x in sesudah.langkah] == [(), (p.SEKRETARIS.id,), ()]
