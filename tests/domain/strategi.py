"""Hypothesis strategies for the domain. Ids come from small pools, so that random events meet each other."""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal
from types import UnionType
from typing import Any, get_args

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from domain.sop.events import (
    ButirDihapus,
    ButirDipindah,
    ButirDitambahkan,
    ButirDiubah,
    IsianDiubah,
    LangkahDihapus,
    LangkahDipindah,
    LangkahDitambahkan,
    LangkahDiubah,
    PelaksanaDihapus,
    PelaksanaDipindah,
    PelaksanaDitambahkan,
    PelaksanaDiubah,
    PeristiwaSiklus,
    SopDibuat,
    SopDikembalikan,
)
from domain.sop.langkah import (
    Langkah,
    LangkahId,
    Panah,
    Pelaksana,
    PelaksanaId,
    Satuan,
    Simbol,
    UbahanLangkah,
    Waktu,
)
from domain.sop.naskah import PILIHAN, TANGGAL, Butir, ButirId, Daftar, Isian, Naskah
from tests.domain.pembangun import BUDI, DEWI, RATNA, SARI, id_dari, lanjut, sop_kosong

hukum = settings(
    deadline=None,
    max_examples=max(50, settings.default.max_examples // 2),
    suppress_health_check=[HealthCheck.too_slow],
)
"""Laws run on busy machines: no clock decides whether they hold. A profile with more examples is followed."""

ID_LANGKAH = tuple(LangkahId(id_dari(f"langkah ke-{n}")) for n in range(5))
ID_PELAKSANA = tuple(PelaksanaId(id_dari(f"pelaksana ke-{n}")) for n in range(3))
ID_BUTIR = tuple(ButirId(id_dari(f"butir ke-{n}")) for n in range(4))
BEBAS = tuple(i for i in Isian if i not in TANGGAL and i not in PILIHAN and i is not Isian.NAMA)

TULISAN = tuple('|a|b|ab|a b|1|2|5a|"|\\n|“a”|a\nb|a\tb|ñ|n\u0303|a\n\u0303|\u0303n|Å|A\u030a|Staf'.split("|"))  # noqa: SIM905
"""Few texts, so that they meet: quotes, escapes, numbers of rows, and marks that compose with what precedes."""

teks = st.sampled_from(TULISAN)
teks_ada = st.sampled_from(TULISAN[1:])
orang = st.sampled_from((SARI, DEWI, BUDI, RATNA))
angka = st.none() | st.decimals(Decimal("0.01"), 500, places=2)
id_langkah, id_pelaksana, id_butir = map(st.sampled_from, (ID_LANGKAH, ID_PELAKSANA, ID_BUTIR))

waktu = st.builds(
    Waktu,
    teks=teks,
    nilai=angka,
    min=st.none() | st.just(Decimal(1)),
    maks=st.none() | st.just(Decimal(2)),
    satuan=st.none() | st.sampled_from(Satuan),
    per=teks,
    gabung_dengan=st.none() | id_langkah,
)
panah = st.builds(Panah, st.none() | id_langkah, teks, teks)
pelaksana = st.builds(Pelaksana, id_pelaksana, teks_ada, st.just(""), teks, st.booleans(), st.booleans())
butir = st.builds(Butir, id_butir, teks_ada, teks)

_KOLOM: dict[str, st.SearchStrategy[Any]] = {
    "kegiatan": teks,
    "simbol": st.sampled_from(Simbol),
    "pelaksana": st.lists(id_pelaksana, max_size=2, unique=True).map(tuple),
    "simbol_per_pelaksana": st.lists(
        st.tuples(id_pelaksana, st.sampled_from(Simbol)), max_size=1, unique_by=lambda x: x[0]
    ).map(tuple),
    "label_simbol": st.lists(st.tuples(id_pelaksana, teks), max_size=1, unique_by=lambda x: x[0]).map(tuple),
    "pertanyaan": teks,
    "kelengkapan": st.lists(teks_ada, max_size=2).map(tuple),
    "waktu": waktu,
    "output": teks,
    "keterangan": teks,
    "panah": st.lists(panah, max_size=2).map(tuple),
    "nomor": st.sampled_from(("", "", "", "1", "2", "5a")),
}
ubahan = st.builds(UbahanLangkah, **{k: st.none() | v for k, v in _KOLOM.items()})


def langkah(dengan_id: st.SearchStrategy[LangkahId] = id_langkah) -> st.SearchStrategy[Langkah]:
    return st.builds(Langkah, dengan_id, **_KOLOM)


@st.composite
def naskah(draw: st.DrawFn) -> Naskah:
    """A sound content: ids once each, pelaksana of steps are columns of the chart."""
    kolom = draw(st.permutations(ID_PELAKSANA))
    baris = draw(st.lists(id_langkah, max_size=3, unique=True))
    isian = draw(st.dictionaries(st.sampled_from(Isian), teks_ada, max_size=3))
    isi = Naskah(
        isian=tuple((i, isian[i]) for i in Isian if i in isian),
        pelaksana=tuple(Pelaksana(k, draw(st.sampled_from(("Staf", "Kepala"))), unit=draw(teks)) for k in kolom),
        langkah=tuple(draw(langkah(st.just(x))) for x in baris),
    )
    for daftar in draw(st.lists(st.sampled_from(Daftar), max_size=2, unique=True)):
        isi = isi.dengan_daftar(daftar, tuple(draw(st.lists(butir, max_size=3, unique_by=lambda b: b.id))))
    return isi


_daftar = st.sampled_from(Daftar)
peristiwa_sunting = st.one_of(
    st.builds(IsianDiubah, st.sampled_from(Isian), teks),
    st.builds(ButirDitambahkan, _daftar, butir, st.none() | id_butir),
    st.builds(ButirDiubah, _daftar, butir),
    st.builds(ButirDipindah, _daftar, id_butir, st.none() | id_butir),
    st.builds(ButirDihapus, _daftar, id_butir),
    st.builds(PelaksanaDitambahkan, pelaksana, st.none() | id_pelaksana),
    st.builds(PelaksanaDiubah, pelaksana),
    st.builds(PelaksanaDipindah, id_pelaksana, st.none() | id_pelaksana),
    st.builds(PelaksanaDihapus, id_pelaksana),
    st.builds(LangkahDitambahkan, langkah(), st.none() | id_langkah),
    st.builds(LangkahDiubah, id_langkah, ubahan),
    st.builds(LangkahDipindah, id_langkah, st.none() | id_langkah),
    st.builds(LangkahDihapus, id_langkah),
)


def anggota(gabungan: object) -> tuple[type, ...]:
    """The classes of a union, however deeply it is nested."""
    if isinstance(gabungan, UnionType):
        return tuple(kelas for bagian in get_args(gabungan) for kelas in anggota(bagian))
    return (gabungan,)


def _siklus(kelas: type) -> st.SearchStrategy[Any]:
    versi = {"versi": st.integers(1, 4)} if any(f.name == "versi" for f in fields(kelas)) else {}
    menunjuk = {"langkah": st.lists(id_langkah, max_size=2).map(tuple)} if kelas is SopDikembalikan else {}
    return st.builds(kelas, **versi, **menunjuk)


peristiwa_siklus = st.one_of([_siklus(kelas) for kelas in anggota(PeristiwaSiklus)])
peristiwa = peristiwa_sunting | peristiwa_siklus
riwayat = st.lists(st.tuples(orang, peristiwa | st.builds(SopDibuat)), max_size=8)
"""Any events in any order: history is folded as it is, whether today's rules would allow it or not."""


@st.composite
def sop_konsep(draw: st.DrawFn) -> Any:
    """A draft with a random content that today's decisions could have made."""
    isi = draw(naskah()).dengan_isian(Isian.NAMA, "Pengelolaan Surat")
    for isian in (*PILIHAN, *TANGGAL):
        isi = isi.dengan_isian(isian, "")
    peristiwa = [IsianDiubah(i, v) for i, v in isi.isian]
    peristiwa += [ButirDitambahkan(d, b) for d, bs in isi.daftar for b in reversed(bs)]
    peristiwa += [PelaksanaDitambahkan(p) for p in reversed(isi.pelaksana)]
    peristiwa += [LangkahDitambahkan(x) for x in reversed(isi.langkah)]
    return lanjut(sop_kosong(), *peristiwa)
