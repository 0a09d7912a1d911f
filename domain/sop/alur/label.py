"""Where the words "Ya" and "Tidak" stand beside a symbol.

The search only asks whether a label fits (`muat`); the places are chosen at the end, when all lines lie
still, so that they cover no other label, no symbol, and if possible no line.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

from domain.sop.alur.denah import Denah
from domain.sop.alur.gaya import KEPALA
from domain.sop.alur.geometri import Panah, Rute, Simbol, Titik
from domain.sop.alur.masukan import Jenis
from domain.sop.alur.potongan import Potongan

UKURAN = 9.5
"""Size of the letters (px), semibold."""
SEMPIT, LEBAR = frozenset("fijlrtI.,:;'!()/ "), frozenset("mwMW")
EM_SEMPIT, EM_LEBAR, EM_BIASA = 0.31, 0.87, 0.6
"""Widths of letters as parts of their size; no font is asked, so that every machine draws the same."""
NAIK, TURUN = 8, 2
"""How far a text reaches above and below its baseline (px)."""
SELA = 2
"""Room kept between a label and a line (px)."""
DI_ATAS, DI_BAWAH = -4, 11
"""Baselines above and below a level line through the middle of a symbol (px from that line)."""
DEKAT_TEGAK = 5
"""Distance of a label from the upright line it belongs to (px)."""
DI_KAKI, DI_KAKI_KETUPAT = 9, 6
"""Baseline of a label below the foot of a symbol (px from the foot); a diamond leaves more room."""
DI_KEPALA = 3
"""Baseline of a label above the head of a symbol, or above an arrowhead (px from it)."""
TINGGI_BARIS = 10
"""Distance of a second line of text (px)."""
TERPOTONG = 10
"""How bad each px is that the table's edge cuts off."""
JAUH = 0.5
"""How bad each px is between a label and the first piece of its arrow: behind another line it seems that one's."""
KENA_LABEL, KENA_CABANG, KENA_SIMBOL, KENA_GARIS = 40, 25, 20, 10
"""How bad it is to cover something. A line still reads below a label with a halo, but a word on a line that
stands on the same symbol, above or below, would be taken for the label of that line."""
SERENTAK = 3
"""Labels placed together; the work grows with the power of it."""


@dataclass(frozen=True, slots=True)
class Label:
    """A word beside a symbol; x and y are px from the symbol's centre, y is the baseline."""

    x: int
    y: int
    rata_kanan: bool
    """Whether the text ends at x; otherwise it begins there."""
    teks: str
    kelas: str


class Kotak(NamedTuple):
    """A rectangle (px) and how bad it is to cover it."""

    x0: float
    x1: float
    y0: float
    y1: float
    buruk: int

    def kena(self, lain: "Kotak") -> int:
        terpisah = self.x0 >= lain.x1 or self.x1 <= lain.x0 or self.y0 >= lain.y1 or self.y1 <= lain.y0
        return 0 if terpisah else lain.buruk


def lebar_teks(teks: str) -> float:
    """Estimated width of a label (px), a little on the safe side."""
    em = sum(EM_SEMPIT if h in SEMPIT else EM_LEBAR if h in LEBAR else EM_BIASA for h in teks)
    return em * UKURAN + 2


def muat(denah: Denah, panah: Panah, titik: Sequence[Titik]) -> bool:
    """Whether the label of an arrow that leaves sideways fits between its symbol and the table's edge."""
    s = panah.dari
    tepi = denah.lebar - s.x if titik[1][0] > s.x else s.x
    return _awal(panah, titik) + lebar_teks(panah.label) < tepi


def _awal(panah: Panah, titik: Sequence[Titik]) -> int:
    """Distance of a label from the symbol's centre: beyond the track if the line turns up at once."""
    jarak = abs(titik[1][0] - titik[0][0])
    naik = len(titik) > 2 and titik[2][1] < titik[1][1]  # noqa: PLR2004
    if naik and jarak < lebar_teks(panah.label) + 2:
        return panah.dari.hw + jarak + 3
    return panah.dari.hw + 2


def letakkan(denah: Denah, rute: Sequence[Rute], potongan: Potongan) -> dict[int, Label]:
    """The label of each arrow that has one, by the arrow's index."""
    per_simbol: dict[int, list[tuple[Panah, Rute]]] = {}
    for p in denah.panah:
        if p.label:
            per_simbol.setdefault(p.dari.indeks, []).append((p, rute[p.indeks]))
    out: dict[int, Label] = {}
    tetangga: dict[int, list[Kotak]] = {}
    for indeks, isi in per_simbol.items():
        s = denah.simbol[indeks]
        sebaris = tetangga.setdefault(s.baris, [])
        halangan = [*_halangan(denah, potongan, s), *sebaris]
        for n in range(0, len(isi), SERENTAK):
            grup = isi[n : n + SERENTAK]
            for (p, _), label in zip(grup, _pilih(denah, grup, halangan), strict=True):
                out[p.indeks] = label
                halangan.append(_kotak(s, label))
                sebaris.append(_kotak(s, label))
    return out


def _pilih(denah: Denah, grup: Sequence[tuple[Panah, Rute]], halangan: Sequence[Kotak]) -> list[Label]:
    """The best places of a few labels of one symbol, taken together; the earlier a place, the better."""
    s = grup[0][0].dari
    calon = []
    for p, r in grup:
        tempat = [(label, _kotak(s, label)) for label in _tempat(denah, p, r)]
        calon.append(
            [
                (label, k, n + JAUH * _jauh(r, k) + TERPOTONG * _terpotong(denah, k) + sum(k.kena(h) for h in halangan))
                for n, (label, k) in enumerate(tempat)
            ]
        )

    def buruk(pilihan: tuple[tuple[Label, Kotak, float], ...]) -> float:
        kotak = [k for _, k, _ in pilihan]
        bertumpuk = sum(a.kena(b) for n, a in enumerate(kotak) for b in kotak[:n])
        return bertumpuk + sum(sendiri for _, _, sendiri in pilihan)

    return [label for label, _, _ in min(product(*calon), key=buruk)]


def _tempat(denah: Denah, panah: Panah, rute: Rute) -> Iterator[Label]:
    """Places for one label, best first."""
    s, teks, kelas = panah.dari, panah.label, panah.kelas
    kaki = s.hh + (DI_KAKI_KETUPAT if s.jenis is Jenis.KEPUTUSAN else DI_KAKI)
    kepala = -s.hh - DI_KEPALA
    if rute.keluar == "B":
        for y in (kaki, kaki + TINGGI_BARIS):
            yield Label(DEKAT_TEGAK, y, False, teks, kelas)
            yield Label(-DEKAT_TEGAK, y, True, teks, kelas)
        return
    arah = 1 if rute.keluar == "N" else -1
    tepi = denah.lebar - s.x if arah > 0 else s.x
    jarak = abs(rute.titik[1][0] - rute.titik[0][0])
    for x in (_awal(panah, rute.titik), s.hw + 2, s.hw + jarak + 3):
        yield Label(arah * x, DI_ATAS, arah < 0, teks, kelas)
        yield Label(arah * x, DI_BAWAH, arah < 0, teks, kelas)
    for y in (kaki, kepala, kepala - KEPALA):
        yield Label(arah * DEKAT_TEGAK, y, arah < 0, teks, kelas)
        yield Label(arah * (tepi - 2), y, arah > 0, teks, kelas)


def _kotak(s: Simbol, label: Label) -> Kotak:
    x, y, lebar = s.x + label.x, s.y + label.y, lebar_teks(label.teks)
    kiri = x - lebar if label.rata_kanan else x
    return Kotak(kiri, kiri + lebar, y - NAIK, y + TURUN, KENA_LABEL)


def _terpotong(denah: Denah, kotak: Kotak) -> float:
    return max(0, -kotak.x0) + max(0, kotak.x1 - denah.lebar)


def _jauh(rute: Rute, kotak: Kotak) -> float:
    kiri, kanan = sorted((rute.titik[0][0], rute.titik[1][0]))
    return max(0, kotak.x0 - kanan, kiri - kotak.x1)


def _halangan(denah: Denah, potongan: Potongan, s: Simbol) -> list[Kotak]:
    """Everything a label of this symbol should not cover."""
    tegak: dict[int, Kotak] = {}
    for p in potongan.tegak[s.baris]:  # merged arrows count once
        buruk = KENA_CABANG if p.c == s.x else KENA_GARIS
        dulu = tegak.get(p.c, Kotak(p.c - SELA, p.c + SELA, p.lo, p.hi, buruk))
        tegak[p.c] = dulu._replace(y0=min(dulu.y0, p.lo), y1=max(dulu.y1, p.hi), buruk=max(dulu.buruk, buruk))
    return [
        # the corners of a diamond are free
        *(Kotak(t.x - t.hw, t.x + t.hw, t.y - t.hh / 2, t.y + t.hh / 2, KENA_SIMBOL) for t in denah.per_baris[s.baris]),
        *tegak.values(),
        *(Kotak(p.lo, p.hi, p.c - 1, p.c + 1, KENA_GARIS) for p in potongan.datar[s.baris]),
        *(
            Kotak(x - KEPALA, x + KEPALA, y - KEPALA, y + KEPALA / 2, KENA_SIMBOL)
            for x, y in set(potongan.ujung[s.baris])
        ),
    ]
