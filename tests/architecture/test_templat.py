"""Templates under the strict CSP, with htmx 4, and rendered by blocks (D16; architecture 2.10)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pytest
from jinja2 import nodes

from tests.architecture.sumber import AKAR, bersih
from tests.architecture.templat import Templat, baca, semua_templat

TEMPAT_HX = "components/ui.html"
MAKRO_HX = re.compile(r"\{%-?\s*macro hx\(.*?\{%-?\s*endmacro\s*-?%\}", re.DOTALL)
# What htmx 2 knew and 4 does not (any more, or as something else); and what needs eval, which the CSP forbids.
HTMX_DUA = re.compile(
    r"hx-(ext|vars|params|disabled-elt|disinherit|inherit|history|prompt|request|sse|ws)\b(?!-)"
    r"|hx-on[:-][\w:]*[A-Z]|\bhtmx:[a-z]+[A-Z]|\bHX-Trigger-(Name|After)"
)
BUTUH_EVAL = re.compile(r"\bhx-on\b|[\"']js:|javascript:")
TANPA_SESI = ("masuk.html", "pilih.html", "keluar.html")
"""Forms before sign-in, when there is no session to have a token; the last two are the demonstration's provider's."""


def tidak_boleh_oleh_csp(t: Templat) -> Iterator[str]:
    """Style attributes, event attributes, scripts in the page, and whatever would have to be evaluated."""
    for tanda in t.tanda:
        for nama, nilai in tanda.atribut:
            if nama == "style" or nama.startswith("on") or BUTUH_EVAL.search(f'{nama}="{nilai}'):
                yield f"{t.nama}:{tanda.baris}: {nama} on <{tanda.nama}>"
        if tanda.nama == "style" or (tanda.nama == "script" and not tanda.nilai("src")):
            yield f"{t.nama}:{tanda.baris}: <{tanda.nama}> in the page"
    for tanda, berikut in zip(t.tanda, t.tanda[1:], strict=False):
        if tanda.nama == "script" and not berikut.nama:
            yield f"{t.nama}:{tanda.baris}: a script with a body"


def hx_di_luar_makro(t: Templat) -> Iterator[str]:
    """Attributes of htmx that the one macro did not write, and so without nonce."""
    teks = MAKRO_HX.sub(lambda m: "\n" * m.group().count("\n"), t.teks) if t.kunci == TEMPAT_HX else t.teks
    for cocok in re.finditer(r"\bhx-(?!csp\b)[\w:-]*", teks):
        yield f"{t.nama}:{teks.count(chr(10), 0, cocok.start()) + 1}: {cocok.group()}"


def htmx_dua(nama: str, teks: str) -> Iterator[str]:
    for cocok in HTMX_DUA.finditer(teks):
        yield f"{nama}:{teks.count(chr(10), 0, cocok.start()) + 1}: {cocok.group()}"


def tanpa_pengaman(t: Templat) -> Iterator[str]:
    """Places where Jinja would not escape."""
    for baris, kode in t.jinja:
        if re.search(r"\|\s*safe\b|\bMarkup\b|autoescape", kode):
            yield f"{t.nama}:{baris}: {kode}"


def di_puncak_layar(t: Templat) -> Iterator[str]:
    """A screen's blocks are rendered alone: what stands beside them is missing there without a word."""
    if t.pohon.find(nodes.Extends) is None:
        return
    for simpul in t.pohon.body:
        if isinstance(simpul, nodes.Extends | nodes.Block):
            continue
        if isinstance(simpul, nodes.Output) and all(isinstance(x, nodes.TemplateData) for x in simpul.nodes):
            continue
        yield f"{t.nama}:{simpul.lineno}: {type(simpul).__name__} beside the blocks"


def dari_blok_luar(t: Templat) -> Iterator[str]:
    """The same trap one level down: a block in a block that uses what only the outer one has set."""
    for luar in t.pohon.find_all(nodes.Block):
        for dalam in (b for b in luar.find_all(nodes.Block) if b is not luar):
            milik_luar = _ditetapkan(luar) - _ditetapkan(dalam)
            for nama in dalam.find_all(nodes.Name):
                if nama.ctx == "load" and nama.name in milik_luar:
                    yield f"{t.nama}:{nama.lineno}: {nama.name} is set outside block {dalam.name}"


def _ditetapkan(blok: nodes.Block) -> set[str]:
    """Names that are set or imported within a block."""
    nama = {n.name for n in blok.find_all(nodes.Name) if n.ctx == "store"}
    nama |= {i.target for i in blok.find_all(nodes.Import)}
    return nama | {n if isinstance(n, str) else n[1] for f in blok.find_all(nodes.FromImport) for n in f.names}


def salah_formulir(t: Templat) -> Iterator[str]:
    """Forms that change something are posted and made by the one macro, with token and command id; the others ask."""
    for letak, tanda in enumerate(t.tanda):
        keluhan = _keluhan_formulir(t, tanda.nilai("method"), _isi_formulir(t, letak)) if tanda.nama == "form" else ""
        if keluhan:
            yield f"{t.nama}:{tanda.baris}: {keluhan}"
    for panggilan in t.pohon.find_all(nodes.Call):
        cara = panggilan.args[0] if panggilan.args else None
        boleh = ("get", "post") if t.kunci == TEMPAT_HX else ("get",)
        if _nama(panggilan.node) == "hx" and not (isinstance(cara, nodes.Const) and cara.value in boleh):
            yield f"{t.nama}:{panggilan.lineno}: htmx changes something without a form of ui.form"


def _keluhan_formulir(t: Templat, cara: str | None, isi: set[str]) -> str:
    if cara not in (None, "get", "post"):
        return f"method {cara}"
    if cara != "post":
        return "a question that carries a token" if {"csrf", "perintah", "dari", "digest"} & isi else ""
    sendiri = t.kunci == TEMPAT_HX and {"csrf", "perintah"} <= isi
    return "" if sendiri or t.kunci in TANPA_SESI else "a post that ui.form did not make"


def _isi_formulir(t: Templat, letak: int) -> set[str]:
    """Names of the fields from this form up to the next one."""
    nama: set[str] = set()
    for tanda in t.tanda[letak + 1 :]:
        if tanda.nama == "form":
            break
        nama |= {tanda.nilai("name") or ""} if tanda.nama in ("input", "button", "select", "textarea") else set()
    return nama


def _nama(simpul: nodes.Node) -> str:
    return str(getattr(simpul, "attr", None) or getattr(simpul, "name", ""))


def _semua(temuan: object) -> Iterable[str]:
    return [x for t in semua_templat(AKAR) for x in temuan(t)]  # type: ignore[operator]


PERIKSA = {
    "csp": tidak_boleh_oleh_csp,
    "hx": hx_di_luar_makro,
    "htmx 2": lambda t: htmx_dua(t.nama, t.teks),
    "safe": tanpa_pengaman,
    "puncak layar": di_puncak_layar,
    "blok luar": dari_blok_luar,
    "formulir": salah_formulir,
}


@pytest.mark.parametrize("apa", PERIKSA)
def test_templat_bersih(apa: str) -> None:
    bersih(_semua(PERIKSA[apa]))


def test_semua_templat_terbaca() -> None:
    kunci = {t.kunci for t in semua_templat(AKAR)}
    assert {"layout.html", TEMPAT_HX, "sop/sop.html", "pilih.html"} <= kunci
    makro = next(t for t in semua_templat(AKAR) if t.kunci == TEMPAT_HX)
    assert len(MAKRO_HX.findall(makro.teks)) == 1
    assert "hx-nonce" in MAKRO_HX.findall(makro.teks)[0]


def test_skrip_sendiri_tidak_memakai_htmx_dua() -> None:
    for skrip in (AKAR / "app" / "aset").glob("*.js"):
        bersih(htmx_dua(f"app/aset/{skrip.name}", skrip.read_text()))
        dilarang = r"\beval\(|new Function|\.innerHTML\s*=|insertAdjacentHTML|document\.write"
        assert not re.search(dilarang, skrip.read_text())


@pytest.mark.parametrize(
    ("apa", "isi"),
    [
        ("csp", '<p {% if a %}style="color: {{ b }}"{% endif %}>'),
        ("csp", '<button\n onclick="a()">'),
        ("csp", "<script>alert(1)</script>"),
        ("csp", '<script src="/a.js" nonce="{{ nonce() }}">alert(1)</script>'),
        ("csp", "<style>p { color: red }</style>"),
        ("csp", '<a href="javascript:alert(1)">'),
        ("hx", '<a hx-get="/a">'),
        ("hx", '<a {{ "hx-get" }}="/a">'),
        ("htmx 2", '<a hx-ext="sse">'),
        ("htmx 2", "<form hx-params='*'>"),
        ("htmx 2", '<a hx-disabled-elt="this" hx-vars="a">'),
        ("htmx 2", '<a hx-on:htmx:afterSwap="a()">'),
        ("safe", "{{ teks | safe }}"),
        ("safe", "{% autoescape false %}{{ a }}{% endautoescape %}"),
        ("puncak layar", '{% extends "l.html" %}{% import "ui.html" as ui %}{% block isi %}{% endblock %}'),
        ("puncak layar", '{% extends "l.html" %}{% set a = 1 %}{% block isi %}{{ a }}{% endblock %}'),
        ("puncak layar", '{% extends "l.html" %}{% macro a() %}{% endmacro %}{% block isi %}{% endblock %}'),
        ("blok luar", "{% block isi %}{% set a = 1 %}{% block hasil %}{{ a }}{% endblock %}{% endblock %}"),
        ("blok luar", '{% block isi %}{% import "u" as u %}{% block h %}{{ u.a() }}{% endblock %}{% endblock %}'),
        ("blok luar", "{% block isi %}{% for a in b %}{% block h %}{{ a }}{% endblock %}{% endfor %}{% endblock %}"),
        ("formulir", '<form method="post" action="/a"><input name="csrf"><input name="perintah"></form>'),
        ("formulir", '<form method="put">'),
        ("formulir", '<form action="/a"><input name="csrf"></form>'),
        ("formulir", '<a {{ ui.hx("delete", "/a", "#a") }}>'),
        ("formulir", '<a {{ ui.hx("post", "/a", "#a") }}>'),
        ("formulir", '<a {{ ui.hx(cara, "/a", "#a") }}>'),
    ],
)
def test_kenari_templat_yang_salah_ketahuan(apa: str, isi: str) -> None:
    assert list(PERIKSA[apa](baca(isi)))


@pytest.mark.parametrize("apa", PERIKSA)
def test_templat_yang_benar_tidak_dituduh(apa: str) -> None:
    isi = """{# style="x" hx-get |safe #}{% extends "layout.html" %}
    {% block isi %}{% import "components/a.html" as a %}<meta content='"hx-csp"'>
    <form role="search" {{ ui.hx("get", "/a", "#a") }}><input name="q" value="{{ onlain }}"></form>
    {% call ui.form("/a") %}<input name="nama">{% endcall %}
    {% block hasil %}{% set b = 1 %}{{ b }}{% for c in d %}{{ c }}{% endfor %}{% endblock %}{% endblock %}
    """
    assert not list(PERIKSA[apa](baca(isi)))
