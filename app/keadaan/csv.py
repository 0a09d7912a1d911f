"""A table for a spreadsheet, in which nothing that somebody once typed is run as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_PENANDA_BOM = "\ufeff"
_RUMUS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a spreadsheet takes for the beginning of a formula, the wide signs of East Asian keyboards included."""


def aman(sel: str) -> str:
    """With an apostrophe before what would be a formula: spreadsheets show the text and run nothing."""
    return f"'{sel}" if sel.lstrip(" \u00a0").startswith(_RUMUS) or sel.startswith(_RUMUS) else sel


def tabel_csv(kepala: Sequence[str], baris: Iterable[Sequence[str]]) -> bytes:
    """Semicolons and a byte order mark: Excel with Indonesian settings opens it as columns, letters as they are."""
    wadah = io.StringIO()
    penulis = csv.writer(wadah, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    penulis.writerow(kepala)
    penulis.writerows([aman(sel) for sel in satu] for satu in baris)
    return (_PENANDA_BOM + wadah.getvalue()).encode()
