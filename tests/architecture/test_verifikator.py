"""The offline verifier stands alone: the standard library, the log's arithmetic and itself, and no network."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.conftest import Tanam
from tests.architecture.sumber import AKAR, bersih, diimpor, disebut, semua_modul

ISINYA = ("domain/log/", "infra/verify/")
BOLEH = ("domain.log", "infra.verify")
JARINGAN = {"socket", "ssl", "http", "urllib", "ftplib", "smtplib", "xmlrpc", "asyncio", "socketserver", "webbrowser"}
LAIN = {"subprocess", "ctypes", "importlib", "multiprocessing", "pickle", "marshal", "shelve"}


def asing(akar: Path) -> Iterator[str]:
    """What the packed modules import or name besides the standard library and each other."""
    for modul in semua_modul(akar):
        if not modul.nama.startswith(ISINYA):
            continue
        for baris, nama in [*diimpor(modul), *disebut(modul)]:
            kepala = nama.partition(".")[0]
            baku = kepala in sys.stdlib_module_names and kepala not in JARINGAN | LAIN
            if not baku and not nama.startswith(BOLEH):
                yield f"{modul.nama}:{baris}: {nama}"
        if "__import__" in modul.teks or "exec(" in modul.teks or "eval(" in modul.teks:
            yield f"{modul.nama}: code from elsewhere"


def dimuat(akar: Path) -> set[str]:
    """The modules of ours that the program has loaded once it is loaded itself, in a Python without anything else."""
    program = (
        f"import sys; sys.path.insert(0, {str(akar)!r})\nimport infra.verify.__main__\n"
        "print(*[n for n in sys.modules if n.partition('.')[0] in ('domain', 'infra', 'app', 'tenants')])"
    )
    hasil = subprocess.run(
        [sys.executable, "-I", "-S", "-B", "-c", program], capture_output=True, text=True, check=True
    )
    return set(hasil.stdout.split())


def test_pemeriksa_berdiri_sendiri() -> None:
    bersih(asing(AKAR))


def test_yang_dimuat_hanya_yang_dikemas() -> None:
    ditemukan = dimuat(AKAR)
    assert {"domain.log.merkle", "infra.verify.isi"} <= ditemukan
    assert {n for n in ditemukan if not n.startswith(BOLEH)} == {"domain", "infra"}


@pytest.mark.parametrize("berkas", ["domain/log/a.py", "infra/verify/a.py"])
@pytest.mark.parametrize(
    "isi",
    ["import psycopg", "from infra.db.pool import Basis", "import domain.kernel", "from tenants import model",
     "def f():\n    import socket", "from urllib.request import urlopen", "import os\nimport app.cli", "eval('1')",
     "from importlib import import_module"],
)  # fmt: skip
def test_kenari_impor_lain_ketahuan(tanam: Tanam, berkas: str, isi: str) -> None:
    assert list(asing(tanam({berkas: f"import json\nfrom domain.log import note\n{isi}\n"})))


def test_kenari_yang_dimuat_diam_diam_ketahuan(tanam: Tanam) -> None:
    akar = tanam({
        "infra/__init__.py": "", "infra/verify/__init__.py": "", "infra/lain.py": "",
        "infra/verify/__main__.py": "import infra.lain\n",
    })  # fmt: skip
    assert "infra.lain" in dimuat(akar)
