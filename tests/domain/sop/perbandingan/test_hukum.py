"""Laws of the difference, for any two contents."""

from __future__ import annotations

import re
from itertools import combinations, product

from hypothesis import given
from hypothesis import strategies as st

from domain.sop.kalimat_sel import SEBUTAN_KOLOM
from domain.sop.langkah import KOLOM_LANGKAH, panah_keluar
from domain.sop.naskah import SEBUTAN_ISIAN, Daftar, Isian, Naskah
from domain.sop.perbandingan import (
    Bagian,
    Beda,
    Macam,
    Nasib,
    bandingkan,
    beda_kata,
    gabung,
    terapkan,
    ucapkan,
    warna_baru,
    warna_lama,
)
from domain.sop.perbandingan.barisan import banding, terapkan_barisan
from domain.sop.perbandingan.sebutan import SEBUTAN_SEL
from domain.sop.state import Sop, evolve
from tests.domain.pembangun import butir, catat
from tests.domain.strategi import hukum, naskah, riwayat, teks

BUTIR = tuple(butir(x) for x in "abcdef")
barisan = st.lists(st.sampled_from(BUTIR), unique=True, max_size=6).map(tuple)
kalimat = st.lists(st.sampled_from(["surat", "masuk", "keluar", ",", " ", "\n", "dan", "2"]), max_size=12).map("".join)


@hukum
@given(naskah(), naskah())
def test_beda_yang_diterapkan_memberi_isi_yang_lain(a, b):
    assert terapkan(bandingkan(a, b), a) == b


@hukum
@given(naskah())
def test_isi_yang_sama_tidak_berbeda(a):
    beda = bandingkan(a, a)
    assert beda == Beda()
    assert not beda
    assert ucapkan(beda, a, a) == ()
    warna = warna_lama(beda, a, a), warna_baru(beda, a, a)
    assert all(not w.langkah and not w.panah for w in warna)


@hukum
@given(riwayat, st.integers(0, 8), st.integers(0, 8))
def test_dua_saat_dari_satu_riwayat(cerita, n, m):
    """Histories as they are folded, also those that today's rules would not allow, as long as ids are unique."""
    keadaan = [Sop()]
    for tercatat in catat(*cerita):
        keadaan.append(evolve(keadaan[-1], tercatat))
    a, b = (keadaan[min(x, len(keadaan) - 1)].naskah for x in (n, m))
    if _tunggal(a) and _tunggal(b):
        assert terapkan(bandingkan(a, b), a) == b


def _tunggal(isi: Naskah) -> bool:
    semua = (isi.langkah, isi.pelaksana, *(isi.isi_daftar(d) for d in Daftar))
    return all(len({x.id for x in satu}) == len(satu) for satu in semua)


@hukum
@given(barisan, barisan)
def test_perpindahan_paling_sedikit(a, b):
    """No smaller choice of moved things leaves the others in one order."""
    beda = banding(a, b)
    assert terapkan_barisan(beda, a) == b
    dulu, kini = [x for x in a if x in b], [x for x in b if x in a]
    for banyak in range(len(beda.pindah)):
        for lepas in combinations(dulu, banyak):
            assert [x for x in dulu if x not in lepas] != [x for x in kini if x not in lepas]


@hukum
@given(barisan, barisan)
def test_gabungan_memuat_keduanya_menurut_urutan_baru(a, b):
    pasangan = gabung(a, b)
    assert [y for _, y in pasangan if y] == list(b)
    assert {x for x, _ in pasangan if x} == set(a)
    assert all(x is None or y is None or x.id == y.id for x, y in pasangan)
    assert [x for x, y in pasangan if y is None and not set(b) & set(a)] == [x for x in a if not set(b) & set(a)]


@hukum
@given(kalimat, kalimat)
def test_potongan_kata_mengeja_kedua_teks(a, b):
    potong = beda_kata(a, b)
    assert "".join(p.teks for p in potong if p.nasib is not Nasib.TAMBAH) == a
    assert "".join(p.teks for p in potong if p.nasib is not Nasib.HAPUS) == b
    assert all(p.teks for p in potong)
    assert (a == b) == all(p.nasib is Nasib.TETAP for p in potong)


@hukum
@given(teks, teks)
def test_potongan_kata_juga_untuk_tulisan_sulit(a, b):
    potong = beda_kata(a, b)
    assert "".join(p.teks for p in potong if p.nasib is not Nasib.TAMBAH) == a
    assert "".join(p.teks for p in potong if p.nasib is not Nasib.HAPUS) == b


@hukum
@given(naskah(), naskah())
def test_kalimat_menyebut_setiap_sel_yang_berubah_dan_tidak_yang_lain(a, b):
    ucapan = ucapkan(bandingkan(a, b), a, b)
    assert {(u.tempat, s) for u in ucapan for s in u.sel} == set(_sel_berubah(a, b))
    assert len({u.tempat for u in ucapan}) == len(ucapan)
    for u in ucapan:
        disebut = {SEBUTAN_ISIAN[Isian(s)] if u.bagian is Bagian.ISIAN else SEBUTAN_SEL[s] for s in u.sel}
        assert _sel_tertulis(u.kata) == disebut, u.kata


@hukum
@given(naskah(), naskah())
def test_setiap_yang_datang_dan_pergi_diucapkan_sekali(a, b):
    ucapan = ucapkan(bandingkan(a, b), a, b)
    for macam, dari, ke in ((Macam.TAMBAH, a, b), (Macam.HAPUS, b, a)):
        baru = {f"langkah.{x.id}" for x in ke.langkah if dari.cari_langkah(x.id) is None}
        assert {u.tempat for u in ucapan if u.macam is macam and u.bagian is Bagian.LANGKAH} == baru


def _sel_berubah(a: Naskah, b: Naskah):
    """Looked up cell by cell, without the code that is tested."""
    yield from ((f"isian.{i}", i) for i in Isian if a.nilai(i) != b.nilai(i))
    for daftar in Daftar:
        yield from _berubah(f"butir.{daftar}", a.isi_daftar(daftar), b.isi_daftar(daftar), ("teks", "rujukan"))
    kolom = ("jabatan", "kode", "unit", "eksternal", "bukan_orang")
    yield from _berubah("pelaksana", a.pelaksana, b.pelaksana, kolom)
    yield from _berubah("langkah", a.langkah, b.langkah, KOLOM_LANGKAH)


def _berubah(awalan, lama, baru, kolom):
    for x, y in product(lama, baru):
        if x.id == y.id:
            yield from ((f"{awalan}.{x.id}", k) for k in kolom if getattr(x, k) != getattr(y, k))


def _sel_tertulis(kata: str) -> set[str]:
    """The names of cells in a sentence, read from its text with everything quoted taken out."""
    while kata != (tanpa := re.sub(r"“[^“”]*”", "", kata)):
        kata = tanpa
    kata = kata[:1].lower() + kata[1:] if ": " not in kata else kata.split(": ", 1)[1]
    nama = {*SEBUTAN_SEL.values(), *SEBUTAN_ISIAN.values()}
    hasil = set()
    for bagian in kata.split("; "):
        cocok = [n for n in nama if re.match(rf"{n} +(dari|diisi|dikosongkan|ditulis|berubah)\b", bagian)]
        hasil |= set(cocok)
    return hasil


@hukum
@given(naskah(), naskah())
def test_panah_bertanda_tepat_bila_tidak_ada_pada_gambar_yang_lain(a, b):
    beda = bandingkan(a, b)
    dulu, kini = _panah(a), _panah(b)
    assert set(warna_baru(beda, a, b).panah) == kini - dulu
    assert set(warna_lama(beda, a, b).panah) == dulu - kini


def _panah(isi: Naskah):
    ada = {x.id for x in isi.langkah}
    return {
        (x.id, p.ke, p.label) for n, x in enumerate(isi.langkah) for p in panah_keluar(isi.langkah, n) if p.ke in ada
    }


def test_semua_sel_langkah_punya_sebutan():
    assert set(SEBUTAN_KOLOM) == set(KOLOM_LANGKAH)
