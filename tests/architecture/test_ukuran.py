"""Sizes: what grows past its bound is split, not excused. Functions are ruff's business, as pyproject.toml says."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.architecture.conftest import Tanam
from tests.architecture.sumber import AKAR, bersih, milik_kita, semua_modul

# The first that fits counts. Data (YAML, locks, samples) and documents have no bound.
BATAS = (
    (r"tests/.*\.py", 400),
    (r"(app|domain|tenants|infra)/.*\.py|run", 300),
    (r".*\.html", 200),
    (r".*\.sql", 400),
    (r".*\.(css|js)", 300),
)
VIEW_TERPANJANG = 25
UKURAN_FUNGSI = {
    ("mccabe", "max-complexity"): 8,
    ("pylint", "max-statements"): 30,
    ("pylint", "max-branches"): 10,
    ("pylint", "max-returns"): 6,
    ("pylint", "max-args"): 7,
}
ATURAN_UKURAN = r"C901|PLR0911|PLR0912|PLR0913|PLR0915"


def terlalu_panjang(akar: Path, berkas: list[str]) -> Iterator[str]:
    for nama in berkas:
        batas = next((b for pola, b in BATAS if re.fullmatch(pola, nama)), None)
        if batas is None:
            continue
        banyak = len((akar / nama).read_text().splitlines())
        if banyak > batas:
            yield f"{nama}: {banyak} lines, the bound is {batas}"


def view_terlalu_panjang(akar: Path) -> Iterator[str]:
    """Functions that answer a route."""
    for modul in semua_modul(akar, ("app",)):
        for f in ast.walk(modul.pohon):
            if isinstance(f, ast.FunctionDef) and any(_rute(d) for d in f.decorator_list):
                banyak = (f.end_lineno or f.lineno) - f.lineno + 1
                if banyak > VIEW_TERPANJANG:
                    yield f"{modul.nama}:{f.lineno}: {f.name} has {banyak} lines, the bound is {VIEW_TERPANJANG}"


def _rute(penghias: ast.expr) -> bool:
    cara = ("get", "post", "put", "patch", "delete", "route")
    return isinstance(penghias, ast.Call) and isinstance(penghias.func, ast.Attribute) and penghias.func.attr in cara


def aturan_dilonggarkan(ruff: dict[str, Any]) -> list[str]:
    """Bounds of functions in pyproject.toml that are looser than agreed; folds over all events are the exception."""
    temuan = [
        f"{bagian}.{nama}"
        for (bagian, nama), batas in UKURAN_FUNGSI.items()
        if ruff["lint"].get(bagian, {}).get(nama, 99) > batas
    ]
    temuan += [aturan for aturan in ("C90", "PL") if aturan not in ruff["lint"]["select"]]
    temuan += [aturan for aturan in ruff["lint"].get("ignore", []) if re.match(f"{ATURAN_UKURAN}|PLR?$|C90?$", aturan)]
    for pola, aturan in ruff["lint"].get("per-file-ignores", {}).items():
        if {a for a in aturan if re.fullmatch(ATURAN_UKURAN, a)} and not re.search(
            r"(state|kalimat)\.py$|^tests/", pola
        ):
            temuan.append(pola)
    return temuan


def ukuran_dimaafkan(akar: Path) -> Iterator[str]:
    for modul in semua_modul(akar):
        for nomor, baris in enumerate(modul.teks.splitlines(), 1):
            if re.search(rf"# (noqa:.*({ATURAN_UKURAN})|noqa\s*$|ruff: noqa)", baris):
                yield f"{modul.nama}:{nomor}: {baris.strip()}"


def _ruff() -> dict[str, Any]:
    ruff: dict[str, Any] = tomllib.loads((AKAR / "pyproject.toml").read_text())["tool"]["ruff"]
    return ruff


def test_tidak_ada_berkas_yang_melewati_batasnya() -> None:
    bersih(terlalu_panjang(AKAR, milik_kita(AKAR)))


def test_tidak_ada_view_yang_melewati_batasnya() -> None:
    bersih(view_terlalu_panjang(AKAR))


def test_batas_fungsi_tidak_dilonggarkan() -> None:
    bersih(aturan_dilonggarkan(_ruff()))
    bersih(ukuran_dimaafkan(AKAR))


@pytest.mark.parametrize(
    ("nama", "batas"),
    [("app/a.py", 300), ("tests/x/a.py", 400), ("templates/a.html", 200), ("infra/db/migrations/1.sql", 400)],
)
def test_kenari_berkas_panjang_ketahuan(tanam: Tanam, nama: str, batas: int) -> None:
    akar = tanam({nama: "x\n" * batas})
    assert list(terlalu_panjang(akar, [nama])) == []
    tanam({nama: "x\n" * batas + "x"})
    assert list(terlalu_panjang(akar, [nama])) == [f"{nama}: {batas + 1} lines, the bound is {batas}"]


def test_kenari_view_panjang_ketahuan(tanam: Tanam) -> None:
    panjang = "@bp.post('/a')\ndef a():\n" + "    x = 1\n" * 25
    akar = tanam({"app/a.py": panjang + "def bukan_view():\n" + "    x = 1\n" * 40})
    assert list(view_terlalu_panjang(akar)) == ["app/a.py:2: a has 26 lines, the bound is 25"]


@pytest.mark.parametrize(
    "ubahan",
    [
        {"mccabe": {"max-complexity": 9}},
        {"pylint": {}},
        {"select": ["E"]},
        {"ignore": ["PLR0915"]},
        {"per-file-ignores": {"app/**": ["C901"]}},
    ],
)
def test_kenari_aturan_yang_dilonggarkan_ketahuan(ubahan: dict[str, Any]) -> None:
    assert aturan_dilonggarkan({"lint": _ruff()["lint"] | ubahan})


def test_kenari_pengecualian_ukuran_ketahuan(tanam: Tanam) -> None:
    tanda = "# no" + "qa"
    akar = tanam({"app/a.py": f"a = 1  {tanda}: PLR0915 - panjang\nb = 2  {tanda}\nc = 3  {tanda}: S101 - benar\n"})
    assert len(list(ukuran_dimaafkan(akar))) == 2
