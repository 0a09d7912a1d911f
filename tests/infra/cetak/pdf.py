"""Just enough of a PDF reader to judge our own files: fonts, pages, and the text in the order it is drawn."""

from __future__ import annotations

import re
import zlib
from functools import cached_property

_LEPAS = {b"b": b"\b", b"t": b"\t", b"n": b"\n", b"f": b"\f", b"r": b"\r", b"\n": b""}
_TULISAN = re.compile(rb"/(f\d+) [\d.]+ Tf|(\()|<([0-9A-Fa-f]+)>(?=[^>])|(TJ|Tj)", re.S)
_DALAM = re.compile(rb"[^()\\]|\\.|([()])", re.S)


class Pdf:
    def __init__(self, isi: bytes) -> None:
        self.isi = isi
        self._benda = {int(m[1]): m[2] for m in re.finditer(rb"(?:^|\n)(\d+) 0 obj\n(.*?)\nendobj", isi, re.S)}

    def _alir(self, nomor: int) -> bytes:
        kepala, _, badan = self._benda[nomor].partition(b"stream\n")
        panjang = re.search(rb"/Length (\d+)", kepala)
        assert panjang is not None
        badan = badan[: int(panjang[1])]
        return zlib.decompress(badan) if b"FlateDecode" in kepala else badan

    def _rujuk(self, nomor: int, nama: bytes) -> int:
        cocok = re.search(rb"/" + nama + rb"[ \[]*(\d+) 0 R", self._benda[nomor])
        assert cocok is not None, nama
        return int(cocok[1])

    @cached_property
    def halaman(self) -> list[int]:
        """Object numbers of the pages, in their order."""
        akar = next(n for n, b in self._benda.items() if b"/Type/Pages" in b and b"/Parent" not in b)
        return list(self._daun(akar))

    def _daun(self, nomor: int) -> list[int]:
        if b"/Type/Pages" not in self._benda[nomor]:
            return [nomor]
        anak = re.search(rb"/Kids\[([^\]]*)\]", self._benda[nomor])
        assert anak is not None
        return [x for n in re.findall(rb"(\d+) 0 R", anak[1]) for x in self._daun(int(n))]

    def huruf(self) -> dict[str, bool]:
        """Every font and whether its program lies in the file."""
        hasil = {}
        for badan in self._benda.values():
            if b"/Type/FontDescriptor" in badan:
                nama = re.search(rb"/FontName/([^/<>\[\s]+)", badan)
                assert nama is not None
                hasil[nama[1].decode()] = b"/FontFile" in badan
        assert len(hasil) == sum(b"/Subtype/Type0" in b for b in self._benda.values())
        return hasil

    def teks(self, halaman: int) -> str:
        """What a page shows, piece by piece in the order in which it is drawn."""
        nomor = self.halaman[halaman]
        sumber = self._benda[self._rujuk(nomor, b"Resources")]
        peta = {nama: self._peta(int(n)) for nama, n in re.findall(rb"/(f\d+) (\d+) 0 R", sumber)}
        potong: list[str] = []
        kini: dict[int, str] = {}
        utuh = ""
        alir, tempat = self._alir(self._rujuk(nomor, b"Contents")), 0
        while m := _TULISAN.search(alir, tempat):
            tempat = m.end()
            if m[1]:
                kini = peta[m[1]]
            elif m[4]:
                potong.append(utuh)
                utuh = ""
            else:
                tempat = _akhir(alir, tempat) if m[2] else tempat
                kode = _lepas(alir[m.end() : tempat - 1]) if m[2] else bytes.fromhex(m[3].decode())
                utuh += "".join(kini.get(int.from_bytes(kode[i : i + 2]), "") for i in range(0, len(kode), 2))
        return "\n".join(potong)

    def semua_teks(self) -> str:
        return "\n".join(self.teks(n) for n in range(len(self.halaman)))

    def kata(self) -> str:
        """All texts with single blanks, however they were broken into lines."""
        return " ".join(self.semua_teks().split())

    def _peta(self, huruf: int) -> dict[int, str]:
        cmap = self._alir(self._rujuk(huruf, b"ToUnicode"))
        hasil = {}
        for blok in re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.S):
            for kode, nilai in re.findall(rb"<([0-9A-F]+)>\s*<([0-9A-F]+)>", blok):
                hasil[int(kode, 16)] = bytes.fromhex(nilai.decode()).decode("utf-16-be")
        return hasil


def _akhir(alir: bytes, tempat: int) -> int:
    """Where a string ends that began before `tempat`: brackets inside it come in pairs or escaped."""
    dalam = 1
    while dalam:
        m = _DALAM.match(alir, tempat)
        assert m is not None
        dalam += {b"(": 1, b")": -1}.get(m[1], 0)
        tempat = m.end()
    return tempat


def _lepas(isi: bytes) -> bytes:
    def satu(m: re.Match[bytes]) -> bytes:
        return bytes([int(m[1], 8)]) if m[1] else _LEPAS.get(m[2], m[2])

    return re.sub(rb"\\(?:([0-7]{1,3})|(.))", satu, isi, flags=re.S)
