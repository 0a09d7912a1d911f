"""Templates as the checks read them: HTML with holes where Jinja stands, and Jinja's own tree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from html.parser import HTMLParser
from pathlib import Path

from jinja2 import Environment, nodes
from typing_extensions import override

FOLDER = ("templates", "infra/demo/sso/templates")
LUBANG = "\ue000"
"""Stands in the HTML where an expression of Jinja would print something."""

_LINGKUNGAN = Environment(trim_blocks=True, lstrip_blocks=True)
_KOMENTAR = re.compile(r"\{#.*?#\}", re.DOTALL)
_UNGKAPAN = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_PERINTAH = re.compile(r"\{%.*?%\}", re.DOTALL)
_TEKS = re.compile(r'"([^"]*)"|\'([^\']*)\'')


@dataclass(frozen=True)
class Tanda:
    """One start tag, or what stands between two tags (then `nama` is empty and `isi` the text)."""

    baris: int
    nama: str
    isi: str = ""
    atribut: tuple[tuple[str, str], ...] = ()

    def nilai(self, nama: str) -> str | None:
        return next((v for k, v in self.atribut if k == nama), None)


@dataclass(frozen=True)
class Templat:
    """`nama` is the path below the root, `kunci` the name that other templates call it by."""

    nama: str
    kunci: str
    mentah: str

    @cached_property
    def teks(self) -> str:
        """The source without comments; every line stays where it was."""
        return _KOMENTAR.sub(_baris_kosong, self.mentah)

    @cached_property
    def pohon(self) -> nodes.Template:
        return _LINGKUNGAN.parse(self.mentah)

    @cached_property
    def html(self) -> str:
        berlubang = _UNGKAPAN.sub(lambda m: LUBANG + _baris_kosong(m), self.teks)
        return _PERINTAH.sub(lambda m: " " + _baris_kosong(m), berlubang)

    @cached_property
    def jinja(self) -> list[tuple[int, str]]:
        """What stands in {{ }} and {% %}, with its line."""
        cocok = [*_UNGKAPAN.finditer(self.teks), *_PERINTAH.finditer(self.teks)]
        return sorted((self.baris(m.start()), m.group()) for m in cocok)

    @cached_property
    def tanda(self) -> list[Tanda]:
        pembaca = _Pembaca()
        pembaca.feed(self.html)
        pembaca.close()
        return pembaca.tanda

    def kutipan(self) -> Iterator[tuple[int, str]]:
        """Texts that stand in Jinja code."""
        for baris, kode in self.jinja:
            yield from ((baris, a or b) for a, b in _TEKS.findall(kode))

    def baris(self, letak: int) -> int:
        return self.teks.count("\n", 0, letak) + 1


class _Pembaca(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tanda: list[Tanda] = []

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tanda.append(Tanda(self.getpos()[0], tag, "", tuple((k, v or "") for k, v in attrs)))

    @override
    def handle_data(self, data: str) -> None:
        if data.strip():
            awal = len(data) - len(data.lstrip())
            self.tanda.append(Tanda(self.getpos()[0] + data.count("\n", 0, awal), "", data))


def _baris_kosong(cocok: re.Match[str]) -> str:
    return "\n" * cocok.group().count("\n")


@cache
def semua_templat(akar: Path) -> tuple[Templat, ...]:
    hasil = []
    for folder in FOLDER:
        for jalur in sorted((akar / folder).rglob("*.html")):
            kunci = jalur.relative_to(akar / folder).as_posix()
            hasil.append(Templat(jalur.relative_to(akar).as_posix(), kunci, jalur.read_text()))
    return tuple(hasil)


def baca(isi: str, kunci: str = "a.html") -> Templat:
    """A template made up by a test."""
    return Templat(f"templates/{kunci}", kunci, isi)
