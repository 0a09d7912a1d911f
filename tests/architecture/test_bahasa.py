"""The words of the screens (D3): Indonesian, the form's own, and none that the glossary has struck out."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.conftest import Tanam
from tests.architecture.sumber import AKAR, Modul, bersih, kalimat, semua_modul
from tests.architecture.templat import LUBANG, Templat, baca, semua_templat

DICORET = {"keluaran": "output", "skpd": "OPD", "histori": "riwayat"}
"""The glossary's struck-out words, each with the one to use. `log` is struck out on screens only."""

LOG = re.compile(r"(?i)(?<![\w-])log(?![\w-])")
INGGRIS = re.compile(
    r"\b(submit|cancel|edit|save|saved|delete|remove|search|filter by|log ?in|log ?out|sign ?(in|out|up)|home|back|next"
    r"|previous|errors?|warning|close|open|update|create|add|new|view|details?|download|upload|settings|profile"
    r"|users?|username|password|loading|dashboard|print|help|yes|please|click|required|not found|file|page|list|history"
    r"|from|the|and|with|this)\b",
    re.IGNORECASE,
)
DIBACA = ("placeholder", "title", "aria-label", "aria-description", "alt", "label")
"""Attributes that people read or hear; `value` as well, on buttons."""


def teks_layar(t: Templat) -> Iterator[tuple[int, str]]:
    """What a reader of the page sees or hears of what the template itself says."""
    for tanda in t.tanda:
        if not tanda.nama:
            yield tanda.baris, tanda.isi
        for nama, nilai in tanda.atribut:
            if nama in DIBACA or (nama == "value" and tanda.nilai("type") == "submit"):
                yield tanda.baris, nilai


def ucapan_jinja(t: Templat) -> Iterator[tuple[int, str]]:
    """Texts in Jinja code that are words for people: they begin with a capital or have more than one word."""
    for baris, teks in t.kutipan():
        if re.match(r"[A-Z]|\S+ \S", teks) and not re.search(r"[#:<>=/]|^M[\d ]", teks):
            yield baris, teks


def kata_inggris(t: Templat) -> Iterator[str]:
    for baris, teks in [*teks_layar(t), *ucapan_jinja(t)]:
        for cocok in INGGRIS.finditer(teks.replace(LUBANG, " ")):
            yield f"{t.nama}:{baris}: {cocok.group()}"


def kata_dicoret(t: Templat) -> Iterator[str]:
    """Anywhere in a template but in its comments; `log` where people read."""
    for nomor, isi in enumerate(t.teks.splitlines(), 1):
        for cocok in re.finditer(rf"(?i)({'|'.join(DICORET)})", isi):
            yield f"{t.nama}:{nomor}: {cocok.group()}, say {DICORET[cocok.group().lower()]}"
    for baris, teks in [*teks_layar(t), *ucapan_jinja(t)]:
        if LOG.search(teks):
            yield f"{t.nama}:{baris}: log, say riwayat"


def pengenal_dicoret(modul: Modul) -> Iterator[str]:
    """Names and texts of the code with a struck-out word in them."""
    for baris, nama in _pengenal(modul):
        yield from (f"{modul.nama}:{baris}: {nama}" for kata in DICORET if kata in nama.lower())
    for baris, teks in kalimat(modul):
        yield from (f"{modul.nama}:{baris}: {teks!r}" for kata in DICORET if re.search(rf"(?i)\b{kata}\b", teks))


def _pengenal(modul: Modul) -> Iterator[tuple[int, str]]:
    for s in ast.walk(modul.pohon):
        for isian in ("id", "arg", "attr", "name", "asname"):
            nama = getattr(s, isian, None)
            if isinstance(nama, str):
                yield getattr(s, "lineno", 0), nama


def test_layar_berbahasa_indonesia() -> None:
    bersih(x for t in semua_templat(AKAR) for x in kata_inggris(t))


def test_kata_yang_dicoret_tidak_ada_di_templat() -> None:
    bersih(x for t in semua_templat(AKAR) for x in kata_dicoret(t))


def test_kata_yang_dicoret_tidak_ada_di_kode() -> None:
    bersih(x for m in semua_modul(AKAR) for x in pengenal_dicoret(m))


def test_kata_yang_dicoret_tidak_ada_di_cerita_peragaan() -> None:
    """The demonstration's people write comments that its screens show."""
    for jalur in sorted((AKAR / "infra/demo/data/cerita").glob("*.yaml")):
        kata = re.findall(rf"(?i)\b(?:{'|'.join(DICORET)})\b", jalur.read_text())
        bersih(f"{jalur.name}: {k}, say {DICORET[k.lower()]}" for k in kata)


def test_daftar_kata_sesuai_kamus() -> None:
    kamus = (AKAR / "domain" / "README.md").read_text()
    assert {k.lower() for k in re.findall(r"~~(\w+)~~", kamus)} == {*DICORET, "log"}


@pytest.mark.parametrize(
    "isi",
    [
        "<button>Submit</button>",
        "<a>\n Back </a>",
        "<p>Klik untuk edit</p>",
        '<input placeholder="Search">',
        '<input type="submit" value="Save">',
        '<a aria-label="{{ nama }}: delete">',
        '{{ ui.tombol("Cancel") }}',
        "{{ 'Log in' if a else 'Masuk' }}",
        "{% set judul = 'Tidak ada file baru' %}",
    ],
)
def test_kenari_kata_inggris_ketahuan(isi: str) -> None:
    assert list(kata_inggris(baca(isi)))


@pytest.mark.parametrize(
    "isi",
    [
        "<p>SKPD</p>",
        "{{ l.keluaran }}",
        '{{ ui.a("Histori SOP") }}',
        "<h1>Log perubahan</h1>",
        "{{ ui.a('Lihat log') }}",
    ],
)
def test_kenari_kata_dicoret_ketahuan(isi: str) -> None:
    assert list(kata_dicoret(baca(isi)))


def test_ikon_dan_kata_kerja_html_bukan_teks_layar() -> None:
    t = baca(
        '<details open class="edit">{{ ikon("log-in") }}{{ f("search", "delete") }}<i data-a="save">Ya</i></details>'
    )
    assert not [*kata_inggris(t), *kata_dicoret(t)]


@pytest.mark.parametrize("isi", ["keluaran = 1", "def f(kode_skpd): ...", "a.histori()", 'a = "Kirim ke SKPD."'])
def test_kenari_pengenal_dicoret_ketahuan(tanam: Tanam, isi: str) -> None:
    (modul,) = semua_modul(tanam({"app/a.py": f'"""SKPD, keluaran."""\n{isi}\n'}))
    assert list(pengenal_dicoret(modul))


def test_semua_tempat_terbaca() -> None:
    t = next(t for t in semua_templat(AKAR) if t.kunci == "masuk.html")
    assert any("kata sandi" in teks for _, teks in teks_layar(t))
    assert any("Anda belum masuk" in teks for _, teks in ucapan_jinja(t))
    assert Path(t.nama).parts[0] == "templates"
