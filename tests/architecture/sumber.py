"""What the checks of this folder read: the files that belong to the product, and the Python among them, parsed once.

A check is a function of a folder (or of what was read from it) that returns its findings as `file:line: what`. So the
same function looks at the product, where it must find nothing, and at a planted violation, where it must find that.
"""

from __future__ import annotations

import ast
import os
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import cast

AKAR = Path(__file__).resolve().parents[2]
PAKET = ("app", "domain", "tenants", "infra")


def milik_kita(akar: Path) -> list[str]:
    """Files that are in git and files that git would take: what everybody else will see."""
    perintah = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    lingkungan = {nama: nilai for nama, nilai in os.environ.items() if not nama.startswith("GIT_")}
    hasil = subprocess.run(perintah, cwd=akar, env=lingkungan, capture_output=True, check=True).stdout.decode()
    return sorted({nama for nama in hasil.split("\0") if nama and (akar / nama).is_file()})


@dataclass(frozen=True)
class Modul:
    """One Python file: its path below the root, its text and its tree."""

    nama: str
    teks: str
    pohon: ast.Module

    @property
    def paket(self) -> str:
        return self.nama.partition("/")[0]

    @cached_property
    def asal(self) -> dict[str, str]:
        """Names that imports bind, and what they stand for."""
        return _asal(self.pohon)


@cache
def semua_modul(akar: Path, paket: tuple[str, ...] = PAKET) -> tuple[Modul, ...]:
    """The product's modules, and `run`."""
    jalur = [p for nama in paket for p in sorted((akar / nama).rglob("*.py"))]
    jalur += [akar / "run"] if (akar / "run").is_file() else []
    return tuple(Modul(p.relative_to(akar).as_posix(), p.read_text(), ast.parse(p.read_text())) for p in jalur)


@cache
def diimpor(modul: Modul) -> tuple[tuple[int, str], ...]:
    """Everything that the module imports, wherever in it: (line, dotted name)."""
    hasil: list[tuple[int, str]] = []
    for simpul in ast.walk(modul.pohon):
        if isinstance(simpul, ast.Import):
            hasil += [(simpul.lineno, alias.name) for alias in simpul.names]
        elif isinstance(simpul, ast.ImportFrom):
            asal = "." * simpul.level + (simpul.module or "")
            hasil += [(simpul.lineno, f"{asal}.{alias.name}") for alias in simpul.names]
    return tuple(hasil)


@cache
def disebut(modul: Modul) -> tuple[tuple[int, str], ...]:
    """Every use of an imported name by the name it has where it comes from: `os.environ`, `flask.g`."""
    hasil, belum = [], [cast("ast.AST", modul.pohon)]
    while belum:
        simpul = belum.pop()
        if isinstance(simpul, ast.expr) and (nama := _nama_asli(simpul, modul)):
            hasil.append((simpul.lineno, nama))
        else:
            belum += ast.iter_child_nodes(simpul)
    return tuple(hasil)


def dipanggil(modul: Modul) -> list[tuple[int, str]]:
    """Every call of an imported name, by the name it has where it comes from."""
    panggilan = [(s.lineno, _nama_asli(s.func, modul)) for s in ast.walk(modul.pohon) if isinstance(s, ast.Call)]
    return [(baris, nama) for baris, nama in panggilan if nama]


def _nama_asli(simpul: ast.expr, modul: Modul) -> str:
    rantai = _rantai(simpul)
    return ".".join([modul.asal[rantai[0]], *rantai[1:]]) if rantai and rantai[0] in modul.asal else ""


def _asal(pohon: ast.Module) -> dict[str, str]:
    asal: dict[str, str] = {}
    for simpul in ast.walk(pohon):
        if isinstance(simpul, ast.Import):
            for alias in simpul.names:
                kepala = alias.name.partition(".")[0]
                asal[alias.asname or kepala] = alias.name if alias.asname else kepala
        elif isinstance(simpul, ast.ImportFrom):
            asal |= {alias.asname or alias.name: f"{simpul.module}.{alias.name}" for alias in simpul.names}
    return asal


def _rantai(simpul: ast.AST) -> list[str]:
    """a.b.c as its three words; nothing when it does not begin with a plain name."""
    if isinstance(simpul, ast.Name):
        return [simpul.id]
    if isinstance(simpul, ast.Attribute):
        kepala = _rantai(simpul.value)
        return [*kepala, simpul.attr] if kepala else []
    return []


def kalimat(modul: Modul) -> Iterator[tuple[int, str]]:
    """Every text in the code that is no docstring; in an f-string `{}` stands for what is put in."""
    belum: list[ast.AST] = [modul.pohon]
    while belum:
        simpul = belum.pop()
        if isinstance(simpul, ast.Expr) and isinstance(simpul.value, ast.Constant):
            continue
        if isinstance(simpul, ast.Constant) and isinstance(simpul.value, str):
            yield simpul.lineno, simpul.value
        elif isinstance(simpul, ast.JoinedStr):
            yield simpul.lineno, teks_f(simpul)
            belum += [bagian for bagian in simpul.values if isinstance(bagian, ast.FormattedValue)]
        else:
            belum += ast.iter_child_nodes(simpul)


def teks_f(simpul: ast.expr) -> str:
    """The text of a string or an f-string; empty for any other expression."""
    if isinstance(simpul, ast.Constant):
        return str(simpul.value)
    if isinstance(simpul, ast.JoinedStr):
        return "".join(str(x.value) if isinstance(x, ast.Constant) else "{}" for x in simpul.values)
    return ""


def bersih(temuan: Iterable[str]) -> None:
    """Fail with every finding on a line of its own."""
    daftar = list(temuan)
    assert not daftar, "\n".join([f"{len(daftar)}:", *daftar])
