"""The process that runs Typst, `python -m infra.cetak.mesin`: reads requests, writes answers, until its input ends.

A request is one line of JSON; an answer is one line of JSON with the lengths of the byte strings that follow it. The
process has no environment, opens no database, and sees the templates and fonts only. User text arrives as data (JSON in
`sys.inputs`) and is nowhere read as markup.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any, BinaryIO

import typst

TEMPLAT = Path(__file__).parents[2] / "templates" / "cetak"
HURUF = Path(__file__).parent / "huruf"
MEMORI_TERBESAR = 2 * 1024**3
STANDAR: list[typst.PDFStandard] = ["a-2b"]
GANTI = "\u25a1"
"""Printed for a character that no font has; PDF/A forbids showing nothing."""
_TAK_TERCETAK = re.compile("[\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\uffff\U000e0000-\U000e0fff]")
"""Marks that turn the direction of other texts, or say nothing on paper."""
_BIASA = re.compile("[\\s\u0020-\u024f\u2010-\u2027\u25a1]")
_DICOBA_TERBANYAK = 400


class Mesin:
    """Typst with its fonts loaded, and what it found out about characters."""

    def __init__(self) -> None:
        self._huruf = typst.Fonts(include_system_fonts=False, font_paths=[HURUF])
        self._tercetak: dict[str, bool] = {}

    def jawab(self, minta: dict[str, Any]) -> list[bytes]:
        data = self._bersihkan(minta["data"])
        if minta["kerja"] == "ukur":
            return [self._penyusun("ukur.typ", data).query("<ukuran>", field="value").encode()]
        penyusun = self._penyusun(minta["templat"], data)
        if minta["kerja"] == "png":
            hasil = penyusun.compile(format="png", ppi=minta["ppi"], timestamp=minta["tanggal"])
            return hasil if isinstance(hasil, list) else [hasil or b""]
        pdf = penyusun.compile(format="pdf", pdf_standards=STANDAR, timestamp=minta["tanggal"])
        return pdf if isinstance(pdf, list) else [pdf or b""]

    def _penyusun(self, templat: str, data: str) -> typst.Compiler:
        return typst.Compiler(
            TEMPLAT / templat, root=TEMPLAT, font_paths=self._huruf, ignore_system_fonts=True, sys_inputs={"d": data}
        )

    def _bersihkan(self, data: str) -> str:
        """The data without what cannot be printed."""
        data = _TAK_TERCETAK.sub("", data)
        asing = {h for h in set(data) if not _BIASA.match(h)}
        self._coba([h for h in sorted(asing) if h not in self._tercetak][:_DICOBA_TERBANYAK])
        buang = {ord(h): GANTI for h in asing if not self._tercetak.get(h, False)}
        return data.translate(buang) if buang else data

    def _coba(self, huruf: list[str]) -> None:
        """Learn which characters the fonts have, by halves: a run of good ones costs one attempt."""
        if not huruf:
            return
        if self._ada("\n".join(huruf)):
            self._tercetak |= dict.fromkeys(huruf, True)
        elif len(huruf) == 1:
            self._tercetak[huruf[0]] = False
        else:
            self._coba(huruf[: len(huruf) // 2])
            self._coba(huruf[len(huruf) // 2 :])

    def _ada(self, teks: str) -> bool:
        try:
            self._penyusun("huruf.typ", json.dumps(teks)).compile(format="pdf", pdf_standards=STANDAR, timestamp=0)
        except typst.TypstError:
            return False
        return True


def _batasi_memori() -> None:
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORI_TERBESAR, MEMORI_TERBESAR))


def layani(masuk: BinaryIO, keluar: BinaryIO) -> None:
    mesin = Mesin()
    for baris in masuk:
        try:
            isi, galat = mesin.jawab(json.loads(baris)), ""
        except typst.TypstError as error:
            isi, galat = [], str(error)
        keluar.write(json.dumps({"galat": galat, "panjang": [len(b) for b in isi]}).encode() + b"\n")
        for satu in isi:
            keluar.write(satu)
        keluar.flush()


if __name__ == "__main__":
    _batasi_memori()
    layani(sys.stdin.buffer, sys.stdout.buffer)
