"""Which pictures an emblem may come as: PNG by its signature, SVG by its root element."""

from __future__ import annotations

import re

_PNG = b"\x89PNG\r\n\x1a\n"
_SVG = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*|<!DOCTYPE[^>\[]*>\s*)*<svg[\s>/]", re.S
)
PNG_TERLEBAR = 4_000
"""Pixels of a side, so that a small file does not unfold into a huge picture."""


def jenis_gambar(isi: bytes) -> str:
    """png, svg, or nothing that is taken."""
    if isi.startswith(_PNG) and isi[12:16] == b"IHDR":
        lebar, tinggi = int.from_bytes(isi[16:20]), int.from_bytes(isi[20:24])
        return "png" if 0 < lebar <= PNG_TERLEBAR and 0 < tinggi <= PNG_TERLEBAR else ""
    return "svg" if _SVG.match(isi) else ""
