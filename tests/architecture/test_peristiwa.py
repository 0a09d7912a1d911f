"""Events and refusals: their names, their one sentence, and the catalogue of stored names."""

from __future__ import annotations

import ast
import importlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, is_dataclass
from pathlib import Path
from types import UnionType
from typing import Any, get_args

import pytest

from domain.kernel import RuleViolation
from infra.event_store.catalog import KATALOG
from tests.architecture.conftest import Tanam
from tests.architecture.sumber import AKAR, Modul, bersih, semua_modul, teks_f

NAMA_KELAS = re.compile(r"([A-Z][a-z]+)+Di[a-z]{3,}")
NAMA_TERSIMPAN = re.compile(r"[a-z]+\.[a-z]+(_[a-z]+)*\.v[1-9]\d*")
SATU_KALIMAT = re.compile(r"[A-Z][^.!?\n]*\.")
KODE = re.compile(r"[a-z]+\.[a-z]+(_[a-z]+)*")
INGGRIS = re.compile(
    r"(?i)\b(the|a|an|is|are|was|were|be|been|of|to|in|on|and|or|not|by|with|for|from|that|this|which|who|its|it|must|has)\b"
)
DAFTAR_PERISTIWA = Path("domain/README.md")


def peristiwa_domain() -> set[type[Any]]:
    """Every class of every union Peristiwa* in domain/."""
    semua: set[type[Any]] = set()
    for modul in semua_modul(AKAR, ("domain",)):
        if modul.nama.startswith("domain/"):
            isi = importlib.import_module(modul.nama.removesuffix(".py").removesuffix("/__init__").replace("/", "."))
            for nama, nilai in vars(isi).items():
                if nama.startswith("Peristiwa") and isinstance(nilai, UnionType):
                    semua |= set(get_args(nilai))
    return semua


def salah_nama(peristiwa: Iterable[type[Any]]) -> Iterator[str]:
    for kelas in peristiwa:
        if not NAMA_KELAS.fullmatch(kelas.__name__):
            yield f"{kelas.__module__}.{kelas.__name__}: not <thing>Di<verb>"
        if not (is_dataclass(kelas) and kelas.__dataclass_params__.frozen):  # type: ignore[attr-defined]
            yield f"{kelas.__module__}.{kelas.__name__}: not a frozen dataclass"


def salah_penjelasan(peristiwa: Iterable[type[Any]]) -> Iterator[str]:
    for kelas in peristiwa:
        teks = (kelas.__doc__ or "").strip()
        if not SATU_KALIMAT.fullmatch(teks) or INGGRIS.search(teks):
            yield f"{kelas.__module__}.{kelas.__name__}: {teks!r}"


def salah_katalog(katalog: Mapping[str, type[Any]], peristiwa: set[type[Any]]) -> Iterator[str]:
    """An event outside the catalogue, twice in it, or under a name that is not <aggregate>.<event>.v<N>."""
    banyak = Counter(katalog.values())
    yield from (f"{k.__name__}: {banyak[k]} times" for k in peristiwa if banyak[k] != 1)
    yield from (f"{k.__name__}: in no union" for k in banyak if k not in peristiwa)
    for nama, kelas in katalog.items():
        agregat = kelas.__module__.split(".")[1]
        if not NAMA_TERSIMPAN.fullmatch(nama) or not nama.startswith(f"{agregat}."):
            yield f"{nama}: no stored name for {kelas.__module__}.{kelas.__name__}"


def nama_ganda(katalog: Modul) -> list[str]:
    """A key that stands twice in the catalogue's text: Python would keep the last without a word."""
    kunci = [
        k.value
        for d in ast.walk(katalog.pohon)
        if isinstance(d, ast.Dict)
        for k in d.keys
        if isinstance(k, ast.Constant)
    ]
    return [str(k) for k, n in Counter(kunci).items() if n > 1]


def salah_daftar(teks: str, katalog: Mapping[str, type[Any]]) -> Iterator[str]:
    """Stored names and classes that have no row of their own in the table, and rows of names that are not stored."""
    baris = re.findall(r"^\|\s*`([^`|]+\.v\d+)`\s*\|\s*`([^`|]+)`\s*\|\s*[^|\s]", teks, re.MULTILINE)
    tercatat = dict(baris)
    yield from (f"{n}: no row" for n in katalog if n not in tercatat)
    yield from (f"{n}: is not stored" for n in tercatat if n not in katalog)
    yield from (f"{n}: {k}" for n, k in tercatat.items() if n in katalog and katalog[n].__name__ != k)
    yield from (f"{n}: {banyak} rows" for n, banyak in Counter(n for n, _ in baris).items() if banyak > 1)


@dataclass(frozen=True)
class Penolakan:
    """A refusal as its source has it."""

    tempat: str
    nama: str
    kelas: ast.ClassDef

    def isian(self, nama: str) -> str:
        for s in self.kelas.body:
            if isinstance(s, ast.Assign) and any(isinstance(t, ast.Name) and t.id == nama for t in s.targets):
                return teks_f(s.value)
        return ""


def penolakan(akar: Path) -> list[Penolakan]:
    """Every class that has RuleViolation among its ancestors."""
    kelas = [(m.nama, s) for m in semua_modul(akar) for s in ast.walk(m.pohon) if isinstance(s, ast.ClassDef)]
    keluarga = {"RuleViolation"}
    while baru := {s.name for _, s in kelas if s.name not in keluarga and _induk(s) & keluarga}:
        keluarga |= baru
    return [Penolakan(f"{m}:{s.lineno}", s.name, s) for m, s in kelas if s.name in keluarga - {"RuleViolation"}]


def _induk(kelas: ast.ClassDef) -> set[str]:
    return {
        b.attr if isinstance(b, ast.Attribute) else b.id for b in kelas.bases if isinstance(b, ast.Attribute | ast.Name)
    }


def salah_penolakan(akar: Path) -> Iterator[str]:
    """Refusals without a code of their own, and sentences that are no sentences."""
    semua = penolakan(akar)
    kode = Counter(p.isian("kode") for p in semua)
    diberi = _ucapan(*(m.pohon for m in semua_modul(akar)))
    for p in semua:
        if not p.nama.endswith("Error"):
            yield f"{p.tempat}: {p.nama} does not end in Error"
        if not KODE.fullmatch(p.isian("kode")) or kode[p.isian("kode")] > 1:
            yield f"{p.tempat}: {p.nama} has no code of its own"
        ucapan = [p.isian("kalimat")] if p.isian("kalimat") else []
        sendiri = any(isinstance(s, ast.FunctionDef) and s.name == "__init__" for s in p.kelas.body)
        ucapan += _ucapan(p.kelas)["__init__"] if sendiri else diberi[p.nama]
        if not ucapan:
            yield f"{p.tempat}: {p.nama} says nothing"
        for u in ucapan:
            if not re.fullmatch(r"(?s)[A-Z{“].*\.\)?", u) or INGGRIS.search(u):
                yield f"{p.tempat}: {p.nama} says {u!r}"


def _ucapan(*pohon: ast.AST) -> dict[str, list[str]]:
    """The sentences that calls are given, by the name that is called."""
    hasil: dict[str, list[str]] = defaultdict(list)
    for s in (s for p in pohon for s in ast.walk(p)):
        if isinstance(s, ast.Call):
            nama = getattr(s.func, "id", "") or getattr(s.func, "attr", "")
            diberi = [*s.args[:1], *(k.value for k in s.keywords if k.arg == "kalimat")]
            hasil[nama] += [t for x in diberi if (t := teks_f(x))]
    return hasil


def _katalog() -> Modul:
    return next(m for m in semua_modul(AKAR) if m.nama == "infra/event_store/catalog.py")


def test_nama_peristiwa_berbentuk_pasif_lampau() -> None:
    assert len(peristiwa_domain()) >= 39
    bersih(salah_nama(peristiwa_domain()))


def test_penjelasan_peristiwa_satu_kalimat_indonesia() -> None:
    bersih(salah_penjelasan(peristiwa_domain()))


def test_setiap_peristiwa_tepat_sekali_di_katalog() -> None:
    bersih(salah_katalog(KATALOG, peristiwa_domain()))
    bersih(nama_ganda(_katalog()))


def test_setiap_nama_tersimpan_punya_baris_di_daftar_peristiwa() -> None:
    bersih(salah_daftar((AKAR / DAFTAR_PERISTIWA).read_text(), KATALOG))


def test_setiap_penolakan_punya_kode_dan_kalimat() -> None:
    bersih(salah_penolakan(AKAR))
    assert {p.nama for p in penolakan(AKAR)} == _turunan(RuleViolation)


def _turunan(kelas: type[Any]) -> set[str]:
    peristiwa_domain()  # imports all of domain/
    importlib.import_module("app")  # and of the screens
    langsung = kelas.__subclasses__()
    return {k.__name__ for k in langsung} | {n for k in langsung for n in _turunan(k)}


@dataclass(frozen=True)
class SopDiuji:
    """Sebuah SOP diuji."""


@dataclass
class SopChanged:
    """The SOP was changed."""


@dataclass(frozen=True)
class LangkahDiubahLagi:
    """Satu langkah diubah. Lalu diubah lagi."""


@pytest.mark.parametrize("kelas", [SopChanged, LangkahDiubahLagi])
def test_kenari_peristiwa_yang_salah_bentuk_ketahuan(kelas: type[Any]) -> None:
    assert list(salah_nama([kelas]))
    assert list(salah_penjelasan([kelas]))
    assert not [*salah_nama([SopDiuji]), *salah_penjelasan([SopDiuji])]


@pytest.mark.parametrize(
    "katalog",
    [
        {},
        {"tests.diuji.v1": SopDiuji, "tests.diuji.v2": SopDiuji},
        {"tests.diuji.v1": SopDiuji, "tests.lain.v1": SopChanged},
        {"diuji.v1": SopDiuji},
        {"architecture.diuji": SopDiuji},
        {"architecture.Diuji.v1": SopDiuji},
        {"sop.diuji.v1": SopDiuji},
    ],
)
def test_kenari_katalog_yang_salah_ketahuan(katalog: dict[str, type[Any]]) -> None:
    assert list(salah_katalog(katalog, {SopDiuji}))
    assert not list(salah_katalog({"architecture.diuji.v1": SopDiuji}, {SopDiuji}))


def test_kenari_nama_ganda_ketahuan() -> None:
    teks = 'K = {"sop.a.v1": A, "sop.b.v1": B, "sop.a.v1": C}'
    assert nama_ganda(Modul("catalog.py", teks, ast.parse(teks))) == ["sop.a.v1"]


@pytest.mark.parametrize(
    "teks",
    [
        "",
        "`a.diuji.v1` `SopDiuji` Sebuah SOP diuji.",
        "| `a.diuji.v1` | `SopDiuji` | |",
        "| `a.diuji.v1` | `SopLain` | Sebuah SOP diuji. |",
        "| `a.diuji.v1` | `SopDiuji` | Diuji. |\n| `a.diuji.v1` | `SopDiuji` | Diuji. |",
        "| `a.diuji.v1` | `SopDiuji` | Diuji. |\n| `a.hilang.v1` | `SopDiuji` | Diuji. |",
    ],
)
def test_kenari_daftar_peristiwa_yang_kurang_ketahuan(teks: str) -> None:
    assert list(salah_daftar(teks, {"a.diuji.v1": SopDiuji}))
    assert not list(salah_daftar("| `a.diuji.v1` | `SopDiuji` | Diuji. |", {"a.diuji.v1": SopDiuji}))


@pytest.mark.parametrize(
    "isi",
    [
        'class Ditolak(RuleViolation):\n    kode = "a.b"\n    kalimat = "Tidak boleh."',
        'class AError(RuleViolation):\n    kalimat = "Tidak boleh."',
        'class AError(kernel.RuleViolation):\n    kode = "a.b"\n    kalimat = "Tidak boleh"',
        'class AError(RuleViolation):\n    kode = "a.b"\n    kalimat = "This is not allowed."',
        'class AError(RuleViolation):\n    kode = "a.b"',
        'class AError(RuleViolation):\n    kode = "a.b"\ndef f(): raise AError(f"kurang {1}")',
        'class AError(RuleViolation):\n    kode = "a.b"\n    def __init__(self): super().__init__("tanpa titik")',
        'class AError(RuleViolation):\n    kode = "a.b"\n    kalimat = "A."\nclass BError(AError):\n    kode = "a.b"',
    ],
)
def test_kenari_penolakan_yang_salah_ketahuan(tanam: Tanam, isi: str) -> None:
    assert list(salah_penolakan(tanam({"domain/a.py": isi})))


def test_penolakan_yang_benar_tidak_dituduh(tanam: Tanam) -> None:
    isi = 'class AError(RuleViolation):\n    kode = "a.b_c"\ndef f(): raise AError(f"Kurang {1} lagi.", "b")'
    assert not list(salah_penolakan(tanam({"domain/a.py": isi})))
