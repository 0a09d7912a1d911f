"""The search: lay all arrows, then pull out and lay again around every symbol until nothing improves.

Deterministic: the same plan gives the same drawing on every machine, since a drawing is part of a
signed document.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations
from operator import itemgetter

from domain.sop.alur.biaya import GABUNG, SILANG, DaftarCalon
from domain.sop.alur.calon import TAHAP
from domain.sop.alur.denah import Denah
from domain.sop.alur.geometri import Panah, Rute
from domain.sop.alur.papan import BUNTU, Keadaan, Papan

PUTARAN = 3
"""Rounds of improvement."""
GRUP = 3
"""Arrows laid again together; their orders are all tried, so this grows with its factorial."""
KERJA = 1000
"""Shapes looked at per arrow before improvement stops. Charts of this world need 100 to 500; the bound keeps
drafts that cannot be drawn from costing seconds. Counted, not timed, so the drawing stays the same."""
PENGACAK = 7919
"""A prime; its multiples modulo another prime give further starting orders without randomness."""
MODULUS = 10007


@dataclass(frozen=True, slots=True)
class Hasil:
    rute: Keadaan
    biaya: int
    gagal: tuple[Panah, ...]
    """Arrows for which no route within the rules was found."""


def cari(denah: Denah, upaya: int) -> Hasil:
    """Best of `upaya` starting orders."""
    pencari = Pencari(denah)
    biaya, rute = min((pencari.jalankan(urutan) for urutan in _urutan_awal(denah.panah, upaya)), key=itemgetter(0))
    return Hasil(rute, biaya, tuple(p for p in denah.panah if rute[p.indeks] is None))


def _urutan_awal(panah: Sequence[Panah], upaya: int) -> Iterator[list[Panah]]:
    """Main flow first; ways back first; then shuffles that are always the same."""
    yield sorted(panah, key=_golongan)
    if upaya > 1:
        yield sorted(panah, key=lambda p: (-_golongan(p)[0], _golongan(p)[1]))
    for n in range(2, upaya):
        yield sorted(panah, key=lambda p: (p.indeks + 1) * PENGACAK * n % MODULUS)


def _golongan(panah: Panah) -> tuple[int, int]:
    """Straight down, to the next row, forward jumps, ways back; short ones first."""
    turun = panah.ke.baris - panah.dari.baris
    if turun == 1:
        geser = abs(panah.ke.kolom - panah.dari.kolom)
        return (1, geser) if geser else (0, 0)
    return (2, turun) if turun > 1 else (3, -turun)


class Pencari:
    """Lays the arrows of one plan on a board; the shapes of each arrow are listed once."""

    def __init__(self, denah: Denah) -> None:
        self.papan = Papan(denah)
        self._denah = denah
        self._calon: dict[tuple[int, int], DaftarCalon] = {}
        self._grup = list(_kelompok(denah))

    def jalankan(self, urutan: Sequence[Panah]) -> tuple[int, Keadaan]:
        """Cost and routes of a chart whose arrows are first laid in this order."""
        for p in urutan:
            self.papan.cabut(p)
        batas = self.papan.kerja + KERJA * len(urutan)
        for p in [p for p in urutan if self._rutekan(p) >= BUNTU]:
            self._desak(p)
        putaran, membaik = 0, 1
        while membaik and putaran < PUTARAN:
            membaik = sum(self._perbaiki(grup) for grup in self._grup if self.papan.kerja < batas)
            putaran += 1
        return self.papan.nilai(urutan), tuple(self.papan.rute)

    def _daftar(self, panah: Panah, tahap: int) -> DaftarCalon:
        kunci = panah.indeks, tahap
        if kunci not in self._calon:
            self._calon[kunci] = DaftarCalon(self._denah, panah, tahap)
        return self._calon[kunci]

    def _rutekan(self, panah: Panah) -> int:
        """Lay one arrow anew, as cheaply as the others allow; its cost, BUNTU when there is no way."""
        self.papan.cabut(panah)
        biaya, rute = self._terbaik(panah) if self.papan.ada_pintu(panah) else (BUNTU, None)
        if rute:
            self.papan.pasang(panah, rute)
        return biaya

    def _terbaik(self, panah: Panah) -> tuple[int, Rute | None]:
        papan = self.papan
        total, terbaik = BUNTU, None
        for tahap in TAHAP:
            if terbaik and (tahap == TAHAP[-1] or total - terbaik.dasar < SILANG):
                break
            for r in self._daftar(panah, tahap):
                if r.dasar >= total:
                    break
                gabung = papan.port_bebas(panah, r.keluar, r.masuk)
                if gabung is None or (biaya := r.dasar + GABUNG * gabung) >= total:
                    continue
                silang = papan.persilangan(panah.ke.indeks, r.ruas, (total - biaya - 1) // SILANG)
                if silang is not None:
                    total, terbaik = biaya + SILANG * silang, r
        return total, terbaik

    def _desak(self, panah: Panah) -> None:
        """Lay an arrow that found no way before the neighbours it shares a symbol with."""
        ujung = {panah.dari.indeks, panah.ke.indeks}
        tetangga = [
            p
            for p in self._denah.panah
            if self.papan.rute[p.indeks] and not ujung.isdisjoint((p.dari.indeks, p.ke.indeks))
        ]
        self._coba([panah, *tetangga])

    def _perbaiki(self, grup: Sequence[Panah]) -> bool:
        """Try every order of a group of arrows; whether one was better."""
        total = self.papan.nilai(grup)
        if total <= sum(self._termurah(p) for p in grup):
            return False
        return sum(self._coba(urutan) for urutan in permutations(grup)) > 0

    def _termurah(self, panah: Panah) -> int:
        return next((r.dasar for r in self._daftar(panah, 0)), 0)

    def _coba(self, urutan: Sequence[Panah]) -> bool:
        """Lay some arrows again in this order; keep the outcome only if it is cheaper."""
        papan = self.papan
        dulu = [papan.rute[p.indeks] for p in urutan]
        biaya = papan.nilai(urutan)
        for p in urutan:
            papan.cabut(p)
        sisa = biaya - sum(self._termurah(p) for p in urutan)
        for p in urutan:
            sisa -= self._rutekan(p) - self._termurah(p)
            if sisa <= 0:  # the others cannot make up for it
                break
        else:
            if papan.nilai(urutan) < biaya:
                return True
        papan.pulihkan(urutan, dulu)
        return False


def _kelompok(denah: Denah) -> Iterator[list[Panah]]:
    """Arrows that meet at a symbol are laid again together, at most GRUP at a time."""
    for s in denah.simbol:
        keluar = [p for p in denah.panah if p.dari is s]
        masuk = [p for p in denah.panah if p.ke is s]
        dekat = [p for p in masuk if abs(p.dari.baris - s.baris) <= 1]
        grup = (keluar + dekat)[:GRUP]
        if grup:
            yield grup
        if len(masuk) > 1:
            yield masuk[:GRUP]
