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
from domain.sop.alur.geometri import Panah, Port, Rute
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
        self._haluskan(batas)
        return self.papan.nilai(urutan), tuple(self.papan.rute)

    def _haluskan(self, batas: int) -> None:
        """Rounds of improvement, up to the round in which nothing has changed since each group's last turn."""
        giliran = [-1] * len(self._grup)
        perubahan = 0
        for _ in range(PUTARAN):
            for n, grup in enumerate(self._grup):
                if giliran[n] < perubahan and self.papan.kerja < batas:
                    perubahan += self._perbaiki(grup)
                    giliran[n] = perubahan

    def _daftar(self, panah: Panah, tahap: int) -> DaftarCalon:
        kunci = panah.indeks, tahap
        if kunci not in self._calon:
            self._calon[kunci] = DaftarCalon(self._denah, panah, tahap)
        return self._calon[kunci]

    def _rutekan(self, panah: Panah, batas: int = BUNTU) -> int:
        """Lay one arrow anew, as cheaply as the others allow; its cost, `batas` when no way is cheaper."""
        self.papan.cabut(panah)
        biaya, rute = self._terbaik(panah, batas) if self.papan.ada_pintu(panah) else (batas, None)
        if rute:
            self.papan.pasang(panah, rute)
        return biaya

    def _terbaik(self, panah: Panah, batas: int) -> tuple[int, Rute | None]:
        papan, ke = self.papan, panah.ke.indeks
        total: int = batas
        terbaik: Rute | None = None
        pintu: dict[tuple[Port, Port], int | None] = {}
        for tahap in self._tahap(batas):
            if terbaik and (tahap == TAHAP[-1] or total - terbaik.dasar < SILANG):
                break
            for r in self._daftar(panah, tahap):
                if r.dasar >= total:
                    break
                kunci = r.keluar, r.masuk
                if kunci not in pintu:
                    pintu[kunci] = papan.port_bebas(panah, *kunci)
                gabung = pintu[kunci]
                if gabung is None or (biaya := r.dasar + GABUNG * gabung) >= total:
                    continue
                silang = papan.persilangan(ke, r.ruas, (total - biaya - 1) // SILANG)
                if silang is not None:
                    total, terbaik = biaya + SILANG * silang, r
        return total, terbaik

    def _tahap(self, batas: int) -> Sequence[int]:
        """The reserve is for arrows that have no way at all, not for one that might be a little cheaper."""
        return TAHAP if batas >= BUNTU else TAHAP[:-1]

    def _desak(self, panah: Panah) -> None:
        """Lay an arrow that found no way before the neighbours it shares a symbol with."""
        ujung = {panah.dari.indeks, panah.ke.indeks}
        tetangga = [
            p
            for p in self._denah.panah
            if self.papan.rute[p.indeks] and not ujung.isdisjoint((p.dari.indeks, p.ke.indeks))
        ]
        grup = [panah, *tetangga]
        self._coba(grup, self.papan.nilai(grup))

    def _perbaiki(self, grup: Sequence[Panah]) -> bool:
        """Try every order of a group of arrows; whether one was better."""
        semula = biaya = self.papan.nilai(grup)
        if biaya <= sum(self._termurah(p) for p in grup):
            return False
        for urutan in permutations(grup):
            biaya = self._coba(urutan, biaya)
        return biaya < semula

    def _termurah(self, panah: Panah) -> int:
        return next((r.dasar for r in self._daftar(panah, 0)), 0)

    def _coba(self, urutan: Sequence[Panah], biaya: int) -> int:
        """Lay some arrows, which cost `biaya`, again in this order; keep the outcome only if it is cheaper."""
        papan = self.papan
        dulu = [papan.rute[p.indeks] for p in urutan]
        for p in urutan:
            papan.cabut(p)
        sisa = biaya - sum(self._termurah(p) for p in urutan)
        for p in urutan:
            termurah = self._termurah(p)
            # what costs more than is left, the others cannot make up for
            sisa -= self._rutekan(p, min(BUNTU, sisa + termurah)) - termurah
            if sisa <= 0:
                break
        else:
            if (kini := papan.nilai(urutan)) < biaya:
                return kini
        papan.pulihkan(urutan, dulu)
        return biaya


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
