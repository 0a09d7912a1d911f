"""Who may import whom, and the few modules that alone may ask the world for something (decision D2)."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.conftest import Tanam
from tests.architecture.sumber import AKAR, Modul, bersih, diimpor, disebut, semua_modul

MURNI = ("domain", "tenants")
LINT_IMPOR = "from importlinter.cli import lint_imports_command; lint_imports_command()"

# What to ask for, and the only modules (or folders) that may.
HANYA = {
    "htmx-flask": (r"htmx_flask(\..*)?", ("app/htmx.py",)),
    "lucide": (r"lucide(\..*)?", ("app/jinja.py",)),
    "flask.g": (r"flask\.g(\..*)?", ("app/permintaan.py",)),
    "waktu": (
        r"datetime\.(datetime|date)\.(now|utcnow|today)|time\.(time|time_ns|localtime|gmtime|ctime|asctime)",
        ("infra/clock.py", "infra/verify/__main__.py"),  # the latter is packed without the former
    ),
    "id": (
        r"uuid\.(uuid[14678]|getnode)|secrets\.(token_\w+|rand\w+|choice|SystemRandom)|os\.urandom|random(\..*)?",
        ("infra/ids.py", "infra/lokal/"),
    ),
    "lingkungan": (r"os\.(environ|environb|getenv|getenvb|putenv)(\..*)?", ("infra/settings.py", "infra/lokal/")),
}


def kontrak_patah(akar: Path) -> list[str]:
    """The contracts of pyproject.toml that import-linter finds broken in this folder."""
    hasil = subprocess.run(
        [sys.executable, "-c", LINT_IMPOR, "--no-cache"], cwd=akar, capture_output=True, text=True, check=False
    )
    banyak = re.search(r"Contracts: (\d+) kept, (\d+) broken", hasil.stdout)
    assert banyak is not None, hasil.stdout + hasil.stderr
    kontrak = tomllib.loads((akar / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    assert sum(map(int, banyak.groups())) == len(kontrak) >= 4
    return re.findall(r"^.*\bBROKEN$", hasil.stdout, re.MULTILINE)


def bukan_pustaka_baku(akar: Path) -> Iterator[str]:
    """Imports of the pure packages that are neither the standard library nor the package itself."""
    for modul in semua_modul(akar):
        if modul.paket not in MURNI:
            continue
        for baris, nama in diimpor(modul):
            kepala = nama.partition(".")[0]
            if kepala not in {*sys.stdlib_module_names, modul.paket, *_untuk_pemeriksa(modul)}:
                yield f"{modul.nama}:{baris}: {nama}"
        for baris, nama in disebut(modul):
            if nama.startswith("importlib"):
                yield f"{modul.nama}:{baris}: {nama}"
        if "__import__" in modul.teks:
            yield f"{modul.nama}: __import__"


def _untuk_pemeriksa(modul: Modul) -> tuple[str, ...]:
    """Typeshed exists for the type checker alone; Python itself never imports it."""
    return ("_typeshed",) if "if TYPE_CHECKING:\n    from _typeshed" in modul.teks else ()


def di_luar_tempatnya(akar: Path, apa: str, boleh: tuple[str, ...] | None = None) -> list[str]:
    """Modules that ask for what only the few may ask for."""
    sebutan, tempat = HANYA[apa]
    pola, boleh, temuan = re.compile(sebutan), tempat if boleh is None else boleh, set()
    for modul in semua_modul(akar):
        if not modul.nama.startswith(boleh):
            sekali = {*diimpor(modul), *disebut(modul)}
            temuan |= {f"{modul.nama}:{baris}: {nama}" for baris, nama in sekali if pola.fullmatch(nama)}
    return sorted(temuan)


def dimuat_tanpa_paket_lain(akar: Path) -> str:
    """Load the pure packages in a Python without site-packages; what goes wrong, or nothing."""
    nama = [m.nama.removesuffix(".py").removesuffix("/__init__") for m in semua_modul(akar) if m.paket in MURNI]
    program = f"import sys; sys.path.insert(0, {str(akar)!r})\nimport {', '.join(nama).replace('/', '.')}"
    hasil = subprocess.run(
        [sys.executable, "-I", "-S", "-B", "-c", program], capture_output=True, text=True, check=False
    )
    return hasil.stderr if hasil.returncode else ""


def test_kontrak_impor_dipegang() -> None:
    bersih(kontrak_patah(AKAR))


def test_domain_dan_tenants_hanya_memakai_pustaka_baku() -> None:
    bersih(bukan_pustaka_baku(AKAR))


def test_domain_dan_tenants_dapat_dimuat_tanpa_paket_lain() -> None:
    assert dimuat_tanpa_paket_lain(AKAR) == ""


@pytest.mark.parametrize("apa", HANYA)
def test_hanya_satu_tempat_yang_bertanya(apa: str) -> None:
    bersih(di_luar_tempatnya(AKAR, apa))


@pytest.mark.parametrize("apa", HANYA)
def test_tempat_yang_boleh_bertanya_memang_bertanya(apa: str) -> None:
    """Else the pattern has a typo, or the list a module too many."""
    temuan = di_luar_tempatnya(AKAR, apa, ("tidak ada",))
    assert [t for t in HANYA[apa][1] if not any(x.startswith(t) for x in temuan)] == []


def test_kenari_setiap_kontrak_dapat_patah(tanam: Tanam) -> None:
    akar = tanam(
        {
            "pyproject.toml": (AKAR / "pyproject.toml").read_text(),
            "domain/__init__.py": "import infra\nimport flask\n",
            "tenants/__init__.py": "",
            "infra/__init__.py": "import flask\n",
            "app/__init__.py": "import psycopg\n",
        }
    )
    assert len(kontrak_patah(akar)) == 4


@pytest.mark.parametrize(
    "isi",
    [
        "import flask",
        "def f():\n    from msgspec.json import encode",
        "from infra.clock import now",
        "import tenants",
        "from _typeshed.wsgi import StartResponse",
        "from importlib import import_module as muat\nmuat('flask')",
        "__import__('flask')",
    ],
)
def test_kenari_impor_di_domain_ketahuan(tanam: Tanam, isi: str) -> None:
    assert list(bukan_pustaka_baku(tanam({"domain/a.py": f"import re\nimport domain.b\n{isi}\n"})))


def test_kenari_paket_luar_menggagalkan_pemuatan(tanam: Tanam) -> None:
    akar = tanam({"domain/__init__.py": "", "domain/a.py": "import msgspec\n", "tenants/__init__.py": ""})
    assert "msgspec" in dimuat_tanpa_paket_lain(akar)


@pytest.mark.parametrize(
    ("apa", "isi"),
    [
        ("htmx-flask", "import htmx_flask"),
        ("lucide", "from lucide.jinja import lucide"),
        ("flask.g", "import flask\nflask.g.a = 1"),
        ("flask.g", "from flask import g as h"),
        ("waktu", "from datetime import datetime as d\nd.now()"),
        ("waktu", "import datetime\njam = datetime.date.today"),
        ("waktu", "import time\ndef f(jam=time.time): ..."),
        ("id", "from dataclasses import field\nfrom uuid import uuid4\na = field(default_factory=uuid4)"),
        ("id", "import secrets\nsecrets.token_urlsafe(32)"),
        ("id", "import random\nrandom.choice([1])"),
        ("lingkungan", "import os\nos.environ.get('A')"),
        ("lingkungan", "from os import environ"),
        ("lingkungan", "import os\nos.getenv('A')"),
    ],
)
def test_kenari_pertanyaan_di_tempat_lain_ketahuan(tanam: Tanam, apa: str, isi: str) -> None:
    temuan = di_luar_tempatnya(tanam({"app/sop/a.py": isi, HANYA[apa][1][0]: isi}), apa)
    assert temuan
    assert all(t.startswith("app/sop/a.py:") for t in temuan)
