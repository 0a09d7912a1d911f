"""Whatever an SOP holds, the rules on procedures answer: with findings that can be shown, never with a fault."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from domain.sop.langkah import Langkah, LangkahId, Panah, Pelaksana, PelaksanaId, Simbol, Waktu
from domain.sop.naskah import Isian, Naskah
from domain.sop.pemeriksaan.bahan import Bahan
from tests.domain.pembangun import id_dari
from tests.domain.sop.pemeriksaan.bahan import temuan
from tests.domain.strategi import hukum, naskah, waktu

ID = [LangkahId(id_dari(f"baris {n}")) for n in range(500)]
KOLOM = [PelaksanaId(id_dari(f"kolom {n}")) for n in range(12)]
FORMULIR = {
    "kegiatan", "simbol", "output", "keterangan", "lama", "satuan", "per", "nilai", "jabatan",
    *(f"cabang_{apa}_{n}" for apa in ("label", "ke") for n in range(6)),
}  # fmt: skip
"""The fields of the cells that corrections are posted to."""

liar = st.text() | st.sampled_from(
    (
        "",
        "oleh",
        "oleh Staf",
        "Staf oleh Staf",
        "🙂 oleh 🙂",
        "\u202eMemeriksa\u200f berkas",
        "di di di",
        "pegawaİmenerima berkas",
        "me",
        "Pengecekan",
        "Berkas diperiksa oleh Staf/Kepala",
        "<b>Mulai</b> \\ #set",
        "1x24 jam dan 2 hari",
        "dll, dsb, sesuai ketentuan",
        "x" * 10_000,
    )
)


@st.composite
def naskah_liar(draw: st.DrawFn) -> Naskah:
    banyak = draw(st.integers(0, 7))
    ke = st.none() | st.sampled_from(ID[: banyak + 1])
    panah = st.lists(st.builds(Panah, ke, st.sampled_from(("", "Ya", "tidak ")) | liar, liar), max_size=4).map(tuple)
    kolom = [Pelaksana(k, draw(liar), draw(liar), draw(liar)) for k in KOLOM[: draw(st.integers(0, 4))]]
    siapa = st.lists(st.sampled_from(KOLOM), max_size=3).map(tuple)
    simbol = st.sampled_from(Simbol)
    baris = [
        Langkah(
            ID[n],
            draw(liar),
            draw(simbol),
            draw(siapa),
            tuple((p, draw(simbol)) for p in draw(siapa)),
            (),
            draw(liar),
            tuple(draw(st.lists(liar, max_size=2))),
            draw(waktu | st.builds(Waktu, liar)),
            draw(liar),
            draw(liar),
            draw(panah),
            draw(st.sampled_from(("", "", "1", "5a", "999999999999")) | liar),
        )
        for n in range(banyak)
    ]
    isi = Naskah(pelaksana=tuple(kolom), langkah=tuple(baris))
    return isi.dengan_isian(Isian.SIFAT, draw(st.sampled_from(("", "administratif", "teknis"))))


def pantas_ditampilkan(isi: Naskah, **lain: Any) -> None:
    sel = {f"langkah.{x.id}" for x in isi.langkah} | {f"pelaksana.{p.id}" for p in isi.pelaksana}
    for t in temuan(Bahan(isi, date(2026, 1, 1), **lain)):
        assert t.tempat.sel in sel | {"", "isian.sifat"}
        assert len(t.kalimat) < 700
        assert not {"\n", "\u202e", "\u200f"} & set("".join((t.kalimat, t.saran, *(p.tombol for p in t.perbaikan))))
        for p in t.perbaikan:
            assert set(p.isi) <= FORMULIR
            assert p.isi


@hukum
@given(naskah_liar(), st.frozensets(liar, max_size=3))
def test_naskah_apa_pun_dapat_diperiksa(isi: Naskah, jabatan: frozenset[str]) -> None:
    pantas_ditampilkan(isi, jabatan=jabatan)


@hukum
@given(naskah())
def test_naskah_yang_wajar_dapat_diperiksa(isi: Naskah) -> None:
    pantas_ditampilkan(isi)


@hukum
@given(naskah_liar())
def test_pemeriksaan_tidak_bergantung_pada_urutan_panggilan(isi: Naskah) -> None:
    bahan = Bahan(isi, date(2026, 1, 1))
    assert temuan(bahan) == temuan(bahan)


def test_lima_ratus_langkah_yang_berputar() -> None:
    """One chain that runs upwards through every row and back: the deepest graph there is."""
    baris = [Langkah(x, "Memeriksa berkas", panah=(Panah(ID[n - 1]),)) for n, x in enumerate(ID)]
    pantas_ditampilkan(Naskah(langkah=tuple(baris)))


def test_sel_sepuluh_ribu_huruf() -> None:
    panjang = "Memeriksa, dan oleh di me " * 400
    baris = [Langkah(x, panjang, kelengkapan=(panjang,), output=panjang, keterangan=panjang) for x in ID[:3]]
    pantas_ditampilkan(Naskah(pelaksana=(Pelaksana(KOLOM[0], panjang),), langkah=tuple(baris)))
