"""The plan of one table or one page: symbols on their places and the arrows to be routed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from domain.sop.alur.gaya import Gaya
from domain.sop.alur.geometri import SISI, Panah, Port, Simbol, setengah_tinggi, tengah_kolom
from domain.sop.alur.masukan import BarisAlur, Jenis, terpisah


@dataclass(frozen=True, slots=True)
class Taut:
    """The plain line between two symbols of one row that are done together."""

    baris: int
    y: int
    x1: int
    x2: int


@dataclass
class Denah:
    """Filled by `susun` or `halaman`, read by everything else."""

    gaya: Gaya
    jumlah_kolom: int
    jumlah_baris: int
    simbol: list[Simbol] = field(default_factory=list)
    panah: list[Panah] = field(default_factory=list)
    taut: list[Taut] = field(default_factory=list)
    port_taut: set[tuple[int, Port]] = field(default_factory=set)
    """Sides taken by a plain line: no arrow leaves or enters there."""
    per_baris: list[list[Simbol]] = field(init=False)

    def __post_init__(self) -> None:
        self.per_baris = [[] for _ in range(self.jumlah_baris)]

    def tambah(self, baris: int, kolom: int, jenis: Jenis, teks: str, kelas: str = "", ket: str = "") -> Simbol:
        g = self.gaya
        s = Simbol(
            indeks=len(self.simbol),
            baris=baris,
            kolom=kolom,
            jenis=jenis,
            teks=teks,
            kelas=kelas,
            ket=ket,
            x=tengah_kolom(g, kolom),
            y=baris * g.tinggi_nominal + g.tengah,
            hw=g.lebar_simbol // 2,
            hh=setengah_tinggi(g, jenis),
        )
        self.simbol.append(s)
        self.per_baris[baris].append(s)
        return s

    def tambah_langkah(self, baris: int, langkah: BarisAlur, kotak: Sequence[tuple[int, Jenis]]) -> Simbol:
        """Place the symbols of one step, joined by plain lines unless they are alternatives; the first carries
        the flow."""
        semua = [self.tambah(baris, kolom, jenis, langkah.nomor, langkah.kelas) for kolom, jenis in kotak]
        urut = [] if terpisah(langkah, self.jumlah_kolom) else sorted(semua, key=lambda s: s.kolom)
        for kiri, kanan in pairwise(urut):
            self.taut.append(Taut(baris, kiri.y, kiri.x + kiri.hw, kanan.x - kanan.hw))
            self.port_taut |= {(kiri.indeks, "N"), (kanan.indeks, "K")}
        return semua[0]

    def serekan(self, s: Simbol, kolom: int) -> Simbol:
        """The symbol of the same row in that column."""
        return next(lain for lain in self.per_baris[s.baris] if lain.kolom == kolom)

    def hubung(self, dari: Simbol, ke: Simbol, label: str = "", kelas: str = "") -> None:
        self.panah.append(Panah(len(self.panah), dari, ke, label, kelas))

    def pintu(self, s: Simbol) -> list[Port]:
        """Where arrows can leave a symbol: the foot, except in the last row, and sides without a plain line."""
        kaki: list[Port] = ["B"] if s.baris + 1 < self.jumlah_baris else []
        return kaki + [q for q in SISI if (s.indeks, q) not in self.port_taut]

    def sisa_pintu(self) -> list[int]:
        """For each symbol, how many more exits it has than arrows that leave it; negative for too few."""
        sisa = [len(self.pintu(s)) for s in self.simbol]
        for p in self.panah:
            sisa[p.dari.indeks] -= 1
        return sisa

    @property
    def lebar(self) -> int:
        """Width of the whole chart (px)."""
        return self.jumlah_kolom * self.gaya.kolom
