"""Laws of the rules on the sheet: whatever is written there, they answer, and name a place that exists."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.sop.naskah import Daftar, Isian
from domain.sop.pemeriksaan.bahan import Bahan, Peraturan, SopLain, StatusPeraturan
from domain.sop.pemeriksaan.katalog import KEPARAHAN_BAKU
from domain.sop.pemeriksaan.periksa import periksa
from domain.sop.pemeriksaan.temuan import Keparahan
from tests.domain.sop.pemeriksaan.lembar import HARI, isian, kotak
from tests.domain.strategi import hukum, naskah

KATA = [
    "Undang-Undang",
    "UU",
    "PP",
    "Nomor",
    "No.",
    "Tahun",
    "2004",
    "32/2004",
    "tentang",
    "jo.",
    "SOP",
    "Kota",
    "Wali",
]
KATA += [
    "Kota Medan",
    "Camat",
    "Apabila",
    "maka",
    "tidak ada",
    "S.Sos",
    "2019-13",
    "\u202e",
    "🙂",
    "<b>",
    "\n",
    "(",
    "'",
]
tulisan = st.lists(st.sampled_from(KATA), max_size=9).map(" ".join)
peraturan = st.builds(
    Peraturan, tulisan, tulisan, st.none() | st.dates(), st.sampled_from(StatusPeraturan), st.lists(tulisan).map(tuple)
)


@st.composite
def bahan(draw: st.DrawFn) -> Bahan:
    isi = draw(naskah())
    for satu in draw(st.lists(st.sampled_from(Isian), max_size=4)):
        isi = isi.dengan_isian(satu, draw(tulisan))
    hasil = isi
    for daftar in draw(st.lists(st.sampled_from(Daftar), max_size=3, unique=True)):
        hasil = hasil.dengan_daftar(
            daftar, kotak(**{daftar.value: tuple(draw(st.lists(tulisan, max_size=3)))}).naskah.isi_daftar(daftar)
        )
    return Bahan(
        hasil,
        draw(st.dates(date(2000, 1, 1), date(2100, 1, 1))),
        versi=draw(st.integers(1, 3)),
        daerah=draw(tulisan),
        opd=draw(tulisan),
        peraturan=draw(st.dictionaries(tulisan, peraturan, max_size=3)),
        sop_lain=tuple(draw(st.lists(st.builds(SopLain, tulisan, tulisan, tulisan, st.booleans()), max_size=3))),
    )


def sel_yang_ada(b: Bahan) -> set[str]:
    sel = {""} | {f"isian.{i}" for i in Isian} | {f"butir.{d}.baru" for d in Daftar}
    sel |= {f"butir.{d}.{x.id}" for d in Daftar for x in b.naskah.isi_daftar(d)}
    return sel | {f"langkah.{x.id}" for x in b.naskah.langkah} | {f"pelaksana.{x.id}" for x in b.naskah.pelaksana}


@hukum
@given(bahan())
def test_setiap_temuan_menunjuk_sel_yang_ada(b):
    for t in periksa(b, {}):
        assert t.tempat.sel in sel_yang_ada(b)
        assert t.kalimat.strip()
        assert t.keparahan is not Keparahan.MATI
    assert periksa(b, dict.fromkeys(KEPARAHAN_BAKU, Keparahan.MATI)) == ()


@pytest.mark.parametrize("teks", ["🙂" * 2_000, "\u202eabc", "a" * 2_000, "<script>alert(1)</script>", "Nomor " * 300])
def test_tulisan_aneh_dikutip_pendek_dan_tanpa_tanda_tak_tampak(teks):
    lain = (SopLain("x", "Lain"),)
    for b in (isian(nama=teks, nomor=teks, pengesah=teks), kotak(dasar_hukum=(teks,), keterkaitan=(teks,))):
        for t in periksa(Bahan(b.naskah, HARI, sop_lain=lain), {}):
            assert len(t.kalimat) < 300
            assert "\u202e" not in t.kalimat
