"""Inclusion proofs for many events at once: a tile that they share is read and hashed once, many by one statement."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from domain.log.merkle import HASH, Span, node_hash
from domain.log.tiles import HEIGHT, WIDTH, Fetch, Run, roots

Simpul = list[list[bytes]]
"""The nodes of a tile: its hashes, what each two of them give, and so on upwards, as far as both halves are there."""


class Petak:
    """The tiles of a tree of `size` leaves that the events at hand need."""

    def __init__(self, size: int, fetch: Fetch) -> None:
        self._size, self._fetch = size, fetch
        self._tinggi = max(size - 1, 0).bit_length()
        self._isi = dict[tuple[int, int], Simpul]()
        self._tepi = dict[int, bytes]()

    def siapkan(self, pos: Sequence[int]) -> Callable[[int], list[bytes]]:
        """Read what the proofs of these positions need; the answer gives the proof of each. Raises LookupError."""
        tingkat = range((self._tinggi + HEIGHT - 1) // HEIGHT)
        perlu = {(t, satu - 1 >> HEIGHT * (t + 1)) for satu in pos for t in tingkat}
        # those of level 0 belong to the events around them and are not asked for again
        self._isi = {tempat: isi for tempat, isi in self._isi.items() if tempat[0] or tempat in perlu}
        petak = [self._petak(*tempat) for tempat in sorted(perlu - self._isi.keys())]
        for run, isi in zip(petak, self._fetch(petak), strict=True):
            if len(isi) != run.count * HASH:
                raise LookupError(f"the tree has no {run.count} hashes of level {run.level} from {run.first}")
            self._isi[run.level, run.first // WIDTH] = _simpul(isi)
        return self._bukti

    def _petak(self, tingkat: int, nomor: int) -> Run:
        ada = (self._size >> HEIGHT * tingkat) - nomor * WIDTH
        return Run(tingkat, nomor * WIDTH, max(0, min(WIDTH, ada)))

    def _bukti(self, pos: int) -> list[bytes]:
        """The sibling at each height where there is one (RFC 9162, 2.1.3), from below."""
        sebelah = ((t, pos - 1 >> t ^ 1) for t in range(self._tinggi))
        return [self._akar(t, nomor) for t, nomor in sebelah if nomor << t < self._size]

    def _akar(self, tinggi: int, nomor: int) -> bytes:
        if nomor + 1 << tinggi > self._size:
            return self._akar_tepi(nomor << tinggi)
        tingkat, sisa = divmod(tinggi, HEIGHT)
        petak = nomor >> HEIGHT - sisa
        return self._isi[tingkat, petak][sisa][nomor - (petak << HEIGHT - sisa)]

    def _akar_tepi(self, dari: int) -> bytes:
        """Over the right edge of the tree, where it is not full; the same for all events before it."""
        if dari not in self._tepi:
            (self._tepi[dari],) = roots([Span(dari, self._size)], self._fetch)
        return self._tepi[dari]


def _simpul(isi: bytes) -> Simpul:
    hasil = [[isi[n : n + HASH] for n in range(0, len(isi), HASH)]]
    while len(hasil) < HEIGHT:
        bawah = hasil[-1]
        hasil.append([node_hash(bawah[n], bawah[n + 1]) for n in range(0, len(bawah) - 1, 2)])
    return hasil
