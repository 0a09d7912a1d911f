"""The search: lay all arrows, then pull out and lay again around every symbol until nothing improves.

Deterministic: the same plan gives the same drawing on every machine, since a drawing is part of a
signed document.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from operator import itemgetter

from domain.sop.alur.biaya import GABUNG, SILANG, DaftarCalon
from domain.sop.alur.calon import TAHAP
from domain.sop.alur.denah import Denah
from domain.sop.alur.geometri import Panah, Port, Rute
from domain.sop.alur.papan import BUNTU, Halangan, Keadaan, Papan
from domain.sop.alur.setempat import daftar_calon, puncak, setempat, turunkan

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


Pintu = dict[tuple[Port, Port], int | None]
"""What `Papan.port_bebas` said of the ports of one arrow."""


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
        self._puncak = puncak(denah, denah.panah)
        self._setempat = [setempat(denah, p) for p in denah.panah]
        self._calon: dict[tuple[int, int], DaftarCalon] = {}
        self._halangan: defaultdict[tuple[int, int], dict[int, Halangan]] = defaultdict(dict)
        """Of each arrow and stage: the shapes that ran into others."""
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
        """Rounds of improvement. A group has its turn again only when others have changed in the rows that it may use:
        what lies elsewhere does not touch it."""
        rentang = [_rentang(grup) for grup in self._grup]
        basi = [True] * len(self._grup)
        for _ in range(PUTARAN):
            for n, grup in enumerate(self._grup):
                if basi[n] and self.papan.kerja < batas:
                    if self._perbaiki(grup):
                        atas, bawah = rentang[n]
                        basi = [b or (a <= bawah and z >= atas) for b, (a, z) in zip(basi, rentang, strict=True)]
                    basi[n] = False

    def _daftar(self, panah: Panah, tahap: int) -> DaftarCalon:
        kunci = panah.indeks, tahap
        if kunci not in self._calon:
            self._calon[kunci] = daftar_calon(self._setempat[panah.indeks], tahap)
        return self._calon[kunci]

    def _rutekan(self, panah: Panah, batas: int = BUNTU) -> int:
        """Lay one arrow anew, as cheaply as the others allow; its cost, `batas` when no way is cheaper."""
        self.papan.cabut(panah)
        biaya, rute = self._terbaik(panah, batas) if self.papan.ada_pintu(panah) else (batas, None)
        if rute:
            self.papan.pasang(panah, turunkan(rute, self._puncak[panah.indeks]))
        return biaya

    def _terbaik(self, panah: Panah, batas: int) -> tuple[int, Rute | None]:
        total: int = batas
        terbaik: Rute | None = None
        pintu: Pintu = {}
        for tahap in self._tahap(batas):
            if terbaik and (tahap == TAHAP[-1] or total - terbaik.dasar < SILANG):
                break
            total, rute = self._telusuri(panah, tahap, total, pintu)
            terbaik = rute or terbaik
        return total, terbaik

    def _telusuri(self, panah: Panah, tahap: int, total: int, pintu: Pintu) -> tuple[int, Rute | None]:
        """The cheapest shape of one stage below `total`, as the board is now.

        A shape that ran into lines of other arrows is not compared again while those lie as they did.
        """
        papan, ke, puncak = self.papan, panah.ke.indeks, self._puncak[panah.indeks]
        halangan = self._halangan[panah.indeks, tahap]
        terbaik: Rute | None = None
        for n, r in enumerate(self._daftar(panah, tahap)):
            if r.dasar >= total:
                break
            kunci = r.keluar, r.masuk
            if kunci not in pintu:
                pintu[kunci] = papan.port_bebas(panah, *kunci)
            gabung = pintu[kunci]
            if gabung is None or (biaya := r.dasar + GABUNG * gabung) >= total:
                continue
            papan.kerja += 1
            boleh = (total - biaya - 1) // SILANG
            if (dulu := halangan.get(n)) and papan.masih_terhalang(dulu, boleh):
                continue
            silang, oleh = papan.persilangan(ke, r.ruas, boleh, puncak)
            if silang >= 0:
                total, terbaik = biaya + SILANG * silang, r
            else:
                halangan[n] = oleh
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
        self._coba(grup, self.papan.nilai(grup), {p.indeks: self._termurah(p) for p in grup})

    def _perbaiki(self, grup: Sequence[Panah]) -> bool:
        """Try every order of a group of arrows; whether one was better."""
        semula = biaya = self.papan.nilai(grup)
        if biaya <= sum(self._termurah(p) for p in grup):
            return False
        bawah = self._batas_bawah(grup, biaya)
        if biaya <= sum(bawah.values()):
            return False
        for urutan in permutations(grup):
            biaya = self._coba(urutan, biaya, bawah)
        return biaya < semula

    def _batas_bawah(self, grup: Sequence[Panah], biaya: int) -> dict[int, int]:
        """What each arrow of a group costs at least: what it would if the others were not there."""
        bawah = {p.indeks: self._termurah(p) for p in grup}
        if biaya >= BUNTU:
            return bawah
        papan = self.papan
        dulu = [papan.rute[p.indeks] for p in grup]
        for p in grup:
            papan.cabut(p)
        sisa = biaya - sum(bawah.values())
        for p in grup:
            terendah = self._terendah(p, sisa + bawah[p.indeks])
            sisa -= terendah - bawah[p.indeks]
            bawah[p.indeks] = terendah
            if sisa <= 0:
                break
        papan.pulihkan(grup, dulu)
        return bawah

    def _terendah(self, panah: Panah, batas: int) -> int:
        """What an arrow costs at least on this board, `batas` when that is not less; both stages are looked through."""
        pintu: Pintu = {}
        for tahap in TAHAP[:-1]:
            batas, _ = self._telusuri(panah, tahap, batas, pintu)
        return batas

    def _termurah(self, panah: Panah) -> int:
        return next((r.dasar for r in self._daftar(panah, 0)), 0)

    def _coba(self, urutan: Sequence[Panah], biaya: int, bawah: Mapping[int, int]) -> int:
        """Lay some arrows, which cost `biaya`, again in this order; keep the outcome only if it is cheaper."""
        papan = self.papan
        dulu = [papan.rute[p.indeks] for p in urutan]
        for p in urutan:
            papan.cabut(p)
        sisa = biaya - sum(bawah[p.indeks] for p in urutan)
        for p in urutan:
            # what costs more than is left, the others cannot make up for
            sisa -= self._rutekan(p, min(BUNTU, sisa + bawah[p.indeks])) - bawah[p.indeks]
            if sisa <= 0:
                break
        else:
            if (kini := papan.nilai(urutan)) < biaya:
                return kini
        papan.pulihkan(urutan, dulu)
        return biaya


def _rentang(grup: Sequence[Panah]) -> tuple[int, int]:
    """First and last row in which shapes of these arrows have lines; some use the lanes of the row below."""
    baris = [s.baris for p in grup for s in (p.dari, p.ke)]
    return min(baris), max(baris) + 1


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
