"""The Jinja component that draws the tiles."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from domain.sop.alur import Bagan, BarisAlur, Jenis, susun, susun_halaman
from tests.domain.alur.pembangun import K, M, P, S, baris

TEMPLATES = Path(__file__).parents[3] / "templates"
ROWS = [
    baris(1, 1, M, 1, 5, kelas_keluar=("", "tambah")),
    baris(2, 0, K, (2, "Ya"), (0, "Tidak"), kelas="ubah"),
    baris(3, 2, P, 3),
    baris(4, (0, 2), P, 4),
    baris(5, 1, P),
    baris(6, 1, S),
]


@pytest.fixture(scope="module")
def jinja() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _gambar(jinja: Environment, bagan: Bagan) -> list[str]:
    modul = jinja.get_template("components/bagan.html").module
    return [str(modul.ubin(u)) for u in bagan.ubin] + [str(modul.sela(bagan.sela(n))) for n in range(len(bagan.ubin))]


def _svg(html: str) -> Tag:
    svg = BeautifulSoup(html, "html.parser").svg
    assert svg is not None
    return svg


def test_every_tile_is_one_hidden_svg_without_styles_or_spare_white_space(jinja: Environment) -> None:
    halaman = susun_halaman(ROWS, 3, [3, 3])
    for html in [*_gambar(jinja, susun(ROWS, 3)), *(u for h in halaman for u in _gambar(jinja, h.bagan))]:
        assert html.startswith('<svg class="ubin" width="186" height="100%" aria-hidden="true" focusable="false"><')
        assert html.endswith("</svg>")
        assert "style" not in html
        assert "\n" not in html
        assert "  " not in html
        assert "> <" not in html
        assert "None" not in html


def test_a_tile_shows_its_primitives(jinja: Environment) -> None:
    bagan = susun(ROWS, 3)
    for ubin, html in zip(bagan.ubin, _gambar(jinja, bagan), strict=False):
        svg = _svg(html)
        assert len(svg.select("line.u-batas")) == 2
        assert len(svg.select("line.u-g")) == len(ubin.garis)
        assert len(svg.select("path.u-celah")) == len(ubin.celah)
        assert len(svg.select(".u-s")) == len(ubin.bentuk)
        assert len(svg.select("path.u-p")) == sum(len(b.kepala) for b in ubin.bentuk)
        assert [t.text for t in svg.select("text.u-t")] == [t.teks for b in ubin.bentuk for t in b.label]
        assert [t.text for t in svg.select("text.u-n")] == [b.teks for b in ubin.bentuk]


def test_symbols_have_the_forms_of_the_official_sheet(jinja: Environment) -> None:
    def rupa(jenis: Jenis) -> str:
        return str(_svg(_gambar(jinja, susun([baris(1, 0, jenis)], 1))[0]).select_one(".u-s"))

    for kapsul in (rupa(M), rupa(S)):
        assert 'x="-17" y="-11"' in kapsul
        assert 'width="34"' in kapsul
        assert 'rx="11"' in kapsul
    assert "rx" not in rupa(P)
    assert 'd="M0 -14L17 0 0 14 -17 0Z"' in rupa(K)
    assert 'd="M-17 -11H17V2.75L0 11 -17 2.75Z"' in rupa(Jenis.SEGILIMA)


def test_text_is_escaped_and_classes_are_kept(jinja: Environment) -> None:
    bagan = susun(
        [BarisAlur("<b>", ((0, K),), ((1, "<i>"),), "tambah", ("ubah",)), BarisAlur("", ((0, S),), (), "hapus")], 1
    )
    pertama, kedua, *_ = _gambar(jinja, bagan)
    assert "<b>" not in pertama
    assert "<i>" not in pertama
    assert "&lt;b&gt;" in pertama
    assert 'class="u-s tambah"' in pertama
    assert 'class="u-t ubah"' in pertama
    assert 'class="u-g ubah"' in pertama
    assert 'class="u-s hapus"' in kedua
    assert 'class="u-p ubah"' in kedua
    assert "u-n" not in kedua


def test_arrowheads_point_into_their_symbols(jinja: Environment) -> None:
    bagan = susun([baris(1, 1, M, 1), baris(2, 0, K, (2, "Ya"), (0, "Tidak")), baris(3, 0, P, 1)], 2)
    kepala = {k["d"] for html in _gambar(jinja, bagan) for k in _svg(html).select("path.u-p")}
    assert kepala == {"M-17 0l-7-3.6v7.2Z", "M0 -14l-3.6-7h7.2Z", "M0 -11l-3.6-7h7.2Z", "M17 0l7-3.6v7.2Z"}


def test_an_inserted_row_has_borders_and_passing_lines_only(jinja: Environment) -> None:
    bagan = susun(ROWS, 3)
    svg = _svg(_gambar(jinja, bagan)[len(ROWS)])
    assert {c for e in svg.find_all(True) for c in e["class"]} <= {"u-batas", "u-g", "tambah"}
    assert all((e["y1"], e["y2"]) == ("0", "100%") for e in svg.find_all(True))
