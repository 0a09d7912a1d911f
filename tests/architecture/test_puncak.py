"""Decision D1: what may lie at the top, and which names say nothing."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

import pytest

from tests.architecture.sumber import AKAR, bersih, milik_kita

FOLDER = {"app", "domain", "tenants", "templates", "infra", "tests", "docs", "requirements"}
BERKAS = {
    "run",
    "pyproject.toml",
    "package.json",
    "package-lock.json",
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "LICENSE",
}
HAMPA = {"utils", "util", "helpers", "helper", "common", "services", "service", "manager", "managers", "misc"}


def asing_di_puncak(berkas: Iterable[str]) -> list[str]:
    """What lies beside the fixed names; only locks in requirements/, only `run` in .ci/."""
    temuan = []
    for nama in berkas:
        puncak, garis, sisa = nama.partition("/")
        dikenal = puncak in FOLDER if garis else puncak in BERKAS or puncak.startswith(".")
        if puncak == "requirements":
            dikenal = "/" not in sisa and sisa.endswith(".lock")
        elif garis and puncak.startswith("."):
            dikenal = nama == ".ci/run"
        if not dikenal:
            temuan.append(nama)
    return temuan


def nama_hampa(berkas: Iterable[str]) -> list[str]:
    """Files and folders whose name tells nothing of what is in them."""
    return [nama for nama in berkas if HAMPA & {b.partition(".")[0].strip("_").lower() for b in _bagian(nama)}]


def _bagian(nama: str) -> tuple[str, ...]:
    return PurePosixPath(nama).parts


def test_di_puncak_hanya_ada_yang_ditetapkan() -> None:
    bersih(asing_di_puncak(milik_kita(AKAR)))
    assert {nama.partition("/")[0] for nama in milik_kita(AKAR)} >= FOLDER - {"docs"}


def test_tidak_ada_nama_yang_tidak_mengatakan_apa_apa() -> None:
    bersih(nama_hampa(milik_kita(AKAR)))


@pytest.mark.parametrize(
    "nama",
    ["Makefile", "src/a.py", "setup.py", "requirements/uji.txt", ".ci/lain", "catatan.md", "run/a", "vendor/x.js"],
)
def test_kenari_berkas_asing_di_puncak_ketahuan(nama: str) -> None:
    assert asing_di_puncak([nama, "app/a.py", "run", ".gitignore", ".ci/run", "requirements/uji.lock"]) == [nama]


@pytest.mark.parametrize("nama", ["app/utils.py", "domain/common/a.py", "tests/_helpers.py", "infra/Manager.py"])
def test_kenari_nama_hampa_ketahuan(nama: str) -> None:
    assert nama_hampa([nama, "app/keamanan.py", "infra/commonsense.py"]) == [nama]
