"""The tree as it grows while a log is checked, against every stored node and every checkpoint on the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from domain.log.merkle import Tree, perfect_root
from domain.log.tiles import WIDTH
from infra.tlog.hasil import KetidakcocokanError, ribuan
from infra.tlog.titik import Titik


class Tumbuh:
    """`tunggu[n]` are the nodes of level n + 1 that wait for 256 of them to make one of the next level."""

    def __init__(self, asal: str, pohon: Tree, tunggu: list[list[bytes]]) -> None:
        self.asal, self.pohon, self.tunggu = asal, pohon, tunggu
        self.cocok = 0
        """How many of the first events a checkpoint vouches for."""

    def tambah(self, daun: Sequence[bytes], simpul: Mapping[tuple[int, int], bytes], titik: Sequence[Titik]) -> None:
        """Leaves from a multiple of 256 on. Raises KetidakcocokanError at the first node or checkpoint that differs."""
        for awal in range(0, len(daun), WIDTH):
            blok = daun[awal : awal + WIDTH]
            akhir = self.pohon.size + len(blok)
            for satu in (t for t in titik if self.pohon.size < t.size <= akhir):
                self._periksa_titik(satu, blok)
            for nilai in self.pohon.extend(blok):
                self._periksa_simpul(nilai, simpul, 1)

    def _periksa_titik(self, titik: Titik, blok: Sequence[bytes]) -> None:
        sampai_situ = Tree(self.pohon.size, self.pohon.frontier)
        sampai_situ.extend(blok[: titik.size - self.pohon.size])
        kalimat = titik.cacat(self.asal)
        if not kalimat and sampai_situ.root != titik.root:
            kalimat = "peristiwa sampai di situ bukan lagi yang ditandatangani"
        if kalimat:
            raise KetidakcocokanError(self.cocok + 1, titik.size, f"titik periksa nomor {titik.nomor}: {kalimat}")
        self.cocok = titik.size

    def _periksa_simpul(self, nilai: bytes, simpul: Mapping[tuple[int, int], bytes], tingkat: int) -> None:
        lebar = WIDTH**tingkat
        akhir = self.pohon.size
        tersimpan = simpul.get((tingkat, akhir // lebar - 1))
        if tersimpan != nilai:
            apa = "hilang" if tersimpan is None else "tidak cocok dengan peristiwa di bawahnya"
            raise KetidakcocokanError(
                max(akhir - lebar, self.cocok if self.cocok < akhir else 0) + 1,
                akhir,
                f"simpul pohon tingkat {tingkat} nomor {ribuan(akhir // lebar - 1)} {apa}",
            )
        if len(self.tunggu) < tingkat:
            self.tunggu.append([])
        menunggu = self.tunggu[tingkat - 1]
        menunggu.append(nilai)
        if len(menunggu) == WIDTH:
            self.tunggu[tingkat - 1] = []
            self._periksa_simpul(perfect_root(menunggu), simpul, tingkat + 1)


def tepi(tunggu: Sequence[Sequence[bytes]]) -> bytes:
    """The frontier of a tree of whole 256-leaf tiles, from the nodes of each level that wait."""
    puncak = list[bytes]()
    for simpul in reversed(tunggu):
        at = 0
        while at < len(simpul):
            lebar = 1 << (len(simpul) - at).bit_length() - 1
            puncak.append(perfect_root(simpul[at : at + lebar]))
            at += lebar
    return b"".join(puncak)
