"""Every class that a template prints has a rule in the style sheet, and every class there is printed by somebody."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

import pytest

from domain.sop.langkah import Simbol
from tests.architecture.kelas import Kelas, Pembaca
from tests.architecture.sumber import AKAR, bersih
from tests.architecture.templat import Templat, baca, semua_templat

PERBANDINGAN = ("b-tambah", "b-hapus", "b-ubah", "b-pindah")
"""Colours of a chart that is compared with another (domain/sop/perbandingan/panah.py)."""

DARI_DATA: dict[str, tuple[str, ...]] = {
    "l.simbol.value": tuple(Simbol),
    "k.warna": ("daun", "kuning", "merah"),
    "x.kelas": ("galat", "awas", "info"),
    **{f"{bagian}.kelas": PERBANDINGAN for bagian in "bcgkt"},
}
"""Classes that are values of the data: the expression as the template has it, and what it can be."""

DARI_PYTHON = {"ik": "app/jinja.py"}
"""Classes that Python writes, and where."""

TANPA_ATURAN: dict[str, str] = {
    "proses": "a plain step: the three other symbols have shapes of their own",
}
"""Classes that need no rule, each with the reason."""

DARI_HTMX = {"htmx-request", "htmx-indicator", "htmx-swapping", "htmx-settling", "htmx-added"}
"""Classes that htmx itself sets while it works."""

KAIT: dict[str, str] = {}
"""Classes that only JavaScript looks for, each with the reason."""


@dataclass(frozen=True)
class Muka:
    """One front: its templates, its style sheet, its script, and the lists above."""

    templat: Mapping[str, Templat]
    css: str
    js: str = ""
    umum: tuple[str, ...] = ()
    data: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    python: Mapping[str, str] = field(default_factory=dict)
    tanpa_aturan: Mapping[str, str] = field(default_factory=dict)
    kait: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def tercetak(self) -> frozenset[Kelas]:
        """Printed classes; what is nothing but data is replaced by what that data can be."""
        hasil: set[Kelas] = set()
        for kelas in Pembaca(dict(self.templat), self.umum).semua():
            cocok = re.fullmatch(r"⟨(.*)⟩", kelas.nama)
            nilai = self.data.get(cocok.group(1)) if cocok else None
            hasil |= {kelas} if nilai is None else {Kelas(kelas.tempat, nama) for nama in nilai}
        return frozenset(hasil)


def kelas_css(css: str) -> dict[str, int]:
    """Classes in selectors, with the line where each occurs first."""
    kosong = re.compile(r"/\*.*?\*/|\"[^\"\n]*\"|'[^'\n]*'|url\([^)]*\)", re.DOTALL)
    css = kosong.sub(lambda m: "\n" * m.group().count("\n"), css)
    hasil: dict[str, int] = {}
    for pemilih in re.finditer(r"([^{};]*)\{", css):
        if not pemilih.group(1).strip().startswith("@"):
            for kelas in re.finditer(r"\.(-?[a-zA-Z_][\w-]*)", pemilih.group(1)):
                hasil.setdefault(kelas.group(1), css.count("\n", 0, pemilih.start(1) + kelas.start()) + 1)
    return hasil


def kelas_js(js: str) -> set[str]:
    """Classes that the script looks for or sets."""
    js = re.sub(r"/\*.*?\*/|^\s*//.*$", "", js, flags=re.DOTALL | re.MULTILINE)
    dicari = re.findall(r"(?:querySelector(?:All)?|closest|matches)\(\s*([\"'`])(.*?)\1", js)
    hasil = {k for _, pemilih in dicari for k in re.findall(r"\.(-?[a-zA-Z_][\w-]*)", re.sub(r"\[.*?\]", "", pemilih))}
    for isi in re.findall(r"classList\.\w+\(([^)]*)\)", js):
        hasil |= set(re.findall(r"[\"']([\w-]+)[\"']", isi))
    return hasil


def _pola(nama: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"⟨.*?⟩", r"[\\w-]+", nama))


def tanpa_aturan(muka: Muka) -> Iterator[str]:
    """Classes that are printed and have no rule; classes of which nobody knows what they are."""
    css = kelas_css(muka.css)
    dimaafkan = {*muka.tanpa_aturan, *muka.kait}
    for kelas in sorted({*muka.tercetak, *(Kelas(tempat, nama) for nama, tempat in muka.python.items())}, key=str):
        if "⟨" not in kelas.nama:
            if kelas.nama not in css and kelas.nama not in dimaafkan:
                yield f"{kelas.tempat}: .{kelas.nama} has no rule"
        elif kelas.nama.startswith("⟨"):
            yield f"{kelas.tempat}: which classes is {kelas.nama}?"
        elif not any(_pola(kelas.nama).fullmatch(nama) for nama in css):
            yield f"{kelas.tempat}: .{kelas.nama} has no rule"


def tanpa_pemakai(muka: Muka) -> Iterator[str]:
    """Classes with a rule that nobody prints, and entries of the lists that are not needed (any more)."""
    tercetak = {k.nama for k in muka.tercetak} | {*muka.python}
    pasti = {nama for nama in tercetak if "⟨" not in nama}
    pola = [_pola(nama) for nama in tercetak if "⟨" in nama and not nama.startswith("⟨")]
    css = kelas_css(muka.css)
    for nama, baris in css.items():
        if nama not in pasti | kelas_js(muka.js) | DARI_HTMX and not any(p.fullmatch(nama) for p in pola):
            yield f"line {baris} of the style sheet: .{nama} is printed nowhere"
    yield from (f".{n} has a rule now" for n in muka.tanpa_aturan if n in css)
    yield from (f".{n} is printed nowhere" for n in {*muka.tanpa_aturan, *muka.kait} - pasti)
    yield from (f".{n} is no hook of the script" for n in {*muka.kait} - kelas_js(muka.js))


def _css(folder: Path) -> str:
    return "\n".join(p.read_text() for p in sorted(folder.glob("*.css")))


def _templat(awal: str) -> dict[str, Templat]:
    return {t.kunci: t for t in semua_templat(AKAR) if t.nama.startswith(awal)}


@cache
def _produk() -> Muka:
    umum = tuple(f"components/{b}.html" for b in ("ui", "formulir", "sunting"))
    js = "\n".join(p.read_text() for p in sorted((AKAR / "app/aset").glob("*.js")))
    css = _css(AKAR / "app/aset/css")
    return Muka(_templat("templates/"), css, js, umum, DARI_DATA, DARI_PYTHON, TANPA_ATURAN, KAIT)


@cache
def _peragaan() -> Muka:
    return Muka(_templat("infra/demo/sso/"), _css(AKAR / "infra/demo/sso/static"))


MUKA = {"produk": _produk, "penyedia identitas peragaan": _peragaan}


@pytest.mark.parametrize("nama", MUKA)
def test_setiap_kelas_di_templat_punya_aturan(nama: str) -> None:
    bersih(tanpa_aturan(MUKA[nama]()))


@pytest.mark.parametrize("nama", MUKA)
def test_setiap_kelas_di_css_dipakai(nama: str) -> None:
    bersih(tanpa_pemakai(MUKA[nama]()))


def test_kelas_dari_python_memang_ditulis_di_sana() -> None:
    bersih(
        f".{k} is not in {tempat}" for k, tempat in DARI_PYTHON.items() if f'"{k}"' not in (AKAR / tempat).read_text()
    )


def test_bagan_dibuat_tanpa_warna_perbandingan() -> None:
    berwarna = re.search(r"\bkelas(_keluar)?\s*=", (AKAR / "app" / "sop" / "bagan.py").read_text())
    assert bool(berwarna) == bool(PERBANDINGAN)


def test_skrip_hanya_mencari_kelas_yang_ada() -> None:
    muka = _produk()
    assert kelas_js(muka.js) - {k.nama for k in muka.tercetak} == set()


def _muka(css: str, *isi: str, **lain: object) -> Muka:
    templat = {f"{n}.html": baca(teks, f"{n}.html") for n, teks in enumerate(isi)}
    return Muka(templat, css, **lain)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "isi",
    [
        '<p class="a b">',
        "<p class='a b'>",
        '<p class="a{% if x %} b{% else %} a{% endif %}">',
        '<p class="a {{ "b" if x }}">',
        "<p class=\"{{ {'x': 'a', 'y': 'b'}[z] }}\">",
        '{% set k = {"x": "a", "y": "b"} %}<p class="{{ k[z] }}">',
        '{% macro m(k, j="a") %}<p class="{{ j }} {{ k }}">{% endmacro %}{{ m("b") }}',
        '{% macro m(k) %}<p class="a {{ k }}">{% endmacro %}{% call m(k="b") %}{% endcall %}',
        '{% macro w() -%}a{% if x %} b{% endif %}{%- endmacro %}<p class="{{ w() }}">',
        '{% macro l(k) %}<p class="a {{ k }}">{% endmacro %}{% macro m(j) %}{{ l(j) }}{% endmacro %}{{ m("b") }}',
        '<body class="a {% block kelas %}{% endblock %}">{% block kelas %}b{% endblock %}',
    ],
)
def test_kenari_kelas_tanpa_aturan_ketahuan(isi: str) -> None:
    """Every way to print a class is seen: .b is missing below, and nothing is when it is there."""
    assert [t.partition(": ")[2] for t in tanpa_aturan(_muka(".a {}", isi))] == [".b has no rule"]
    assert not list(tanpa_aturan(_muka(".a {} .b {}", isi)))
    assert not list(tanpa_pemakai(_muka(".a {} .b {}", isi)))


def test_kenari_kelas_dari_berkas_lain_ketahuan() -> None:
    alat = '{% macro pesan(kelas) %}<p class="{{ kelas }}">{% endmacro %}'
    impor = '{% import "0.html" as alat %}{{ alat.pesan("b") }}'
    assert list(tanpa_aturan(_muka(".a {}", alat, impor)))
    assert list(tanpa_aturan(_muka(".a {}", alat, '{{ ui.pesan("b") }}', umum=("0.html",))))


def test_kenari_kelas_dari_data_harus_disebut() -> None:
    isi = '<p class="{{ s.keadaan }} u{{ n }}">'
    assert [t.partition(": ")[2] for t in tanpa_aturan(_muka(".u3 {}", isi))] == ["which classes is ⟨s.keadaan⟩?"]
    assert not list(tanpa_aturan(_muka(".u3 {} .x {}", isi, data={"s.keadaan": ("x",)})))
    assert list(tanpa_aturan(_muka(".v3 {} .x {}", isi, data={"s.keadaan": ("x",)})))


@pytest.mark.parametrize("css", [".a .c {}", ".a:not(.c) > p {}", "@media print { .a {} .c { color: red } }"])
def test_kenari_kelas_tanpa_pemakai_ketahuan(css: str) -> None:
    komentar = "/* .d {} */ .a { width: .5em; background: url(a.png); content: '.e' }\n"
    temuan = list(tanpa_pemakai(_muka(komentar + css, '<p class="a">')))
    assert temuan == ["line 2 of the style sheet: .c is printed nowhere"]
    assert not list(tanpa_pemakai(_muka(komentar + css, '<p class="a">', js="e.classList.add('c')")))


def test_kenari_daftar_yang_usang_ketahuan() -> None:
    assert list(tanpa_pemakai(_muka(".a {}", '<p class="a">', tanpa_aturan={"a": "no rule"})))
    assert list(tanpa_pemakai(_muka(".a {}", '<p class="a">', tanpa_aturan={"b": "gone"})))
    assert list(tanpa_pemakai(_muka("", '<p class="a">', kait={"a": "not in the script"})))
    assert not list(tanpa_pemakai(_muka("", '<p class="a">', kait={"a": "x"}, js='t.closest("p.a[data-x]")')))
