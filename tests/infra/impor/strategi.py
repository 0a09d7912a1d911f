"""Random SOP files in the schema of the samples: every content, every way to write nothing, every odd reference."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from domain.kernel import teks_rapi
from domain.sop.langkah import Satuan, Simbol
from domain.sop.naskah import PILIHAN, Daftar, Isian
from infra.impor.skema import BERKAS, KLASIFIKASI, PRIBADI

TIADA = object()
Isi = dict[str, Any]

teks = st.text(st.sampled_from("abNnOoYy 12.:-#,[]{}'\"“”&*!|>%@?\\\n\té\u0301\u2028😀"), min_size=1, max_size=12).map(
    teks_rapi
)
teks_ada = teks.filter(bool) | st.sampled_from(("no", "null", "~", "2019-10-01", "5:30", "1e3", "0x1F", "<<", "=", "-"))
kosong = st.sampled_from((TIADA, None, ""))
isian = teks_ada | kosong
tanggal = st.dates().filter(lambda d: d.year > 999) | st.sampled_from(("2019-10", "2019-09-02", "2019", 2019)) | kosong
kunci_bebas = st.text(st.sampled_from("abc_ no12:"), min_size=1, max_size=5)
bebas = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-9999, 9999)
    | st.floats(-9999, 9999).map(lambda x: round(x, 3))
    | st.dates()
    | teks,
    lambda x: st.lists(x, max_size=2) | st.dictionaries(kunci_bebas, x, max_size=2),
    max_leaves=4,
)
bulat = st.integers(1, 100_000)
angka = bulat | st.decimals(Decimal("0.01"), 9999, places=2).map(float) | st.sampled_from((TIADA, None))
asal = st.dictionaries(st.sampled_from(("asal", "output_asal", "apa pun_asal")), bebas, max_size=2)


def _rapi(isi: Isi) -> Isi:
    return {kunci: nilai for kunci, nilai in isi.items() if nilai is not TIADA}


def daftar(unsur: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(unsur, min_size=1, max_size=3) | st.sampled_from((TIADA, None)) | st.builds(list)


rujukan = st.fixed_dictionaries({"nama": teks_ada, "id": teks_ada})


@st.composite
def identitas(draw: st.DrawFn) -> Isi:
    isi: Isi = {"nama_sop": draw(teks_ada)}
    for kunci in ("nomor_sop", "label_nomor", "label_tanggal_efektif", "disahkan_oleh_jabatan", *PRIBADI):
        isi[kunci] = draw(isian)
    for kunci in ("tanggal_pembuatan", "tanggal_revisi", "tanggal_efektif"):
        isi[kunci] = draw(tanggal)
    for satu in Daftar:
        isi[satu.value] = draw(daftar(teks_ada | rujukan))
    for kunci in ("versi", "keputusan"):
        isi[kunci] = draw(st.just(TIADA) | bebas)
    return _rapi(isi) | draw(asal)


@st.composite
def klasifikasi(draw: st.DrawFn) -> object:
    isi = {k: draw(kosong | st.sampled_from(PILIHAN[Isian(k)])) for k in KLASIFIKASI.kunci}
    return draw(st.sampled_from((TIADA, None, _rapi(isi), _rapi(isi) | draw(asal))))


@st.composite
def pelaksana(draw: st.DrawFn, kode: str) -> Isi:
    ya_tidak = st.sampled_from((TIADA, None, True, False))
    isi = {"unit": draw(isian), "eksternal": draw(ya_tidak), "bukan_orang": draw(ya_tidak)}
    return {"kode": kode, "jabatan": draw(teks_ada), **_rapi(isi), **draw(asal)}


@st.composite
def waktu(draw: st.DrawFn, nomor: list[Any]) -> object:
    terkecil, terbesar = sorted((draw(bulat), draw(bulat)))
    isi = {
        "teks": draw(isian),
        "nilai": draw(angka),
        "min": draw(st.sampled_from((TIADA, None, terkecil))),
        "maks": draw(st.sampled_from((TIADA, None, terbesar))),
        "satuan": draw(kosong | st.sampled_from([s.value for s in Satuan])),
        "per": draw(isian),
        "gabung_dengan": draw(kosong | st.sampled_from(nomor)),
    }
    return draw(st.sampled_from((TIADA, None, _rapi(isi), _rapi(isi) | draw(asal))))


@st.composite
def keluar(draw: st.DrawFn, nomor: list[Any]) -> Any:
    """One way on, branches, or none: to rows that are there, and to what is none."""
    ke = st.sampled_from((*nomor, 99, "9a", "selesai"))
    cabang = st.builds(lambda *x: _rapi(dict(zip(("label", "ke"), x, strict=True))), isian, ke | kosong)
    bernama = st.fixed_dictionaries({"label": teks_ada, "ke": ke})
    return draw(
        st.fixed_dictionaries({"lanjut": ke})
        | st.sampled_from(({}, {"lanjut": None}, {"lanjut": ""}, {"cabang": None}, {"lanjut": None, "cabang": []}))
        | st.fixed_dictionaries({"cabang": st.lists(cabang, min_size=2, max_size=3)})
        | st.fixed_dictionaries({"cabang": st.lists(bernama, min_size=1, max_size=1)})
    )


@st.composite
def langkah(draw: st.DrawFn, urut: Any, nomor: list[Any], kode: list[str]) -> Isi:
    per_kode = st.lists(st.sampled_from(kode), unique=True, max_size=2) if kode else st.just([])
    isi = {
        "urut": urut,
        "kegiatan": draw(isian),
        "simbol": draw(st.sampled_from([s.value for s in Simbol])),
        "pertanyaan": draw(isian),
        "pelaksana": draw(st.sampled_from((TIADA, None)) | per_kode),
        "simbol_per_pelaksana": {k: draw(st.sampled_from([s.value for s in Simbol])) for k in draw(per_kode)},
        "label_simbol": {k: draw(teks_ada) for k in draw(per_kode)},
        "kelengkapan": draw(daftar(teks_ada)),
        "waktu": draw(waktu(nomor)),
        "output": draw(isian),
        "keterangan": draw(isian),
    }
    return {**_rapi(isi), **draw(keluar(nomor)), **draw(asal)}


@st.composite
def berkas(draw: st.DrawFn) -> Isi:
    """A whole file as YAML loaders give it."""
    kode = draw(st.lists(st.sampled_from(("A", "P1", "no", "7", "K b")), unique=True, max_size=3))
    nomor: list[Any] = []
    otomatis = 0
    for n in range(draw(st.integers(0, 4))):
        sendiri = draw(st.sampled_from((None, None, f"{n}a", 40 + n, f"0{n}")))
        otomatis += sendiri is None
        nomor.append(draw(st.sampled_from((otomatis, str(otomatis)))) if sendiri is None else sendiri)
    kosong_atau = [] if kode else [TIADA, None]
    isi: Isi = {
        "instansi": draw(
            st.just(TIADA) | st.none() | st.dictionaries(st.sampled_from(("nama", "opd", "apa pun")), bebas)
        ),
        "identitas": draw(identitas()),
        "klasifikasi": draw(klasifikasi()),
        "pelaksana": draw(st.sampled_from([[draw(pelaksana(k)) for k in kode], *kosong_atau])),
        "langkah": [draw(langkah(urut, nomor, kode)) for urut in nomor],
    }
    if isinstance(isi["instansi"], dict):
        isi["instansi"] |= _rapi({"unit": draw(isian)})
    for kunci in draw(st.lists(st.sampled_from([k for k in BERKAS.kunci if not BERKAS.isi(k)]), max_size=3)):
        isi[kunci] = draw(bebas)
    return _rapi(isi) | draw(asal)
