"""A laid out chart: the tiles to be drawn and what is known about the drawing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from domain.sop.alur.darurat import paksakan
from domain.sop.alur.denah import Denah
from domain.sop.alur.gaya import KEPALA, Gaya
from domain.sop.alur.geometri import Port, Titik
from domain.sop.alur.label import NAIK, TURUN, Label, letakkan
from domain.sop.alur.masukan import Jenis
from domain.sop.alur.potongan import Potongan
from domain.sop.alur.rute import Hasil, cari
from domain.sop.alur.ubin import Pemotong, Ubin

TINGGI_TERKECIL, TINGGI_SAMBUNGAN = 46, 34
"""Smallest height of a row of a step, and of a row of pentagons (px)."""


@dataclass(frozen=True, slots=True)
class PanahTerpasang:
    """One arrow as drawn, in rows and nominal points (px); for checks and other renderers."""

    dari: int
    ke: int
    label: str
    keluar: Port
    masuk: Port
    titik: tuple[Titik, ...]


@dataclass(frozen=True, slots=True)
class Bagan:
    """The chart of one table or one page. Rows are counted from 0, in the order of the tiles."""

    gaya: Gaya
    """The style in use: the one asked for, or a roomier one when arrows needed it."""
    jumlah_kolom: int
    ubin: tuple[Ubin, ...]
    panah: tuple[PanahTerpasang, ...]
    tanpa_rute: tuple[PanahTerpasang, ...]
    """Arrows for which the rules leave no way; they are drawn, but touch others."""
    silang: int
    """Number of crossings a reader sees."""
    biaya: int
    _tinggi: tuple[int, ...]
    _sela: tuple[Ubin, ...]

    @property
    def lebar(self) -> int:
        """Width of all pelaksana columns together (px)."""
        return self.jumlah_kolom * self.gaya.kolom

    def tinggi_minimum(self, baris: int) -> int:
        """Height below which the arrows of a row would run into its symbols (px)."""
        return self._tinggi[baris]

    def sela(self, baris: int) -> Ubin:
        """Tile for a row of tools or remarks inserted below `baris`."""
        return self._sela[baris]


def rutekan(gaya: Gaya, upaya: int, buat: Callable[[Gaya], Sequence[Denah]]) -> list[Bagan]:
    """Lay out plans that belong together (the pages of one table) in one common style.

    When arrows find no way, the same is tried with more lines and then with wider columns; the first style
    with the fewest failures wins. Failures that no style can avoid do not cost such a retry.
    """
    terbaik: list[tuple[Denah, Hasil]] = []
    for g in gaya.tangga():
        hasil = [(d, cari(d, upaya)) for d in buat(g)]
        if not terbaik or _gagal(hasil) < _gagal(terbaik):
            terbaik = hasil
        if _gagal(terbaik) <= sum(_pasti_gagal(d) for d, _ in terbaik):
            break
    return [_bagan(d, h) for d, h in terbaik]


def _gagal(hasil: Sequence[tuple[Denah, Hasil]]) -> int:
    return sum(len(h.gagal) for _, h in hasil)


def _pasti_gagal(denah: Denah) -> int:
    """How many arrows are more than their symbols have exits, whatever the style."""
    return sum(-sisa for sisa in denah.sisa_pintu() if sisa < 0)


def _bagan(denah: Denah, hasil: Hasil) -> Bagan:
    rute = paksakan(denah, hasil)
    potongan = Potongan(denah, rute)
    label = letakkan(denah, rute, potongan)
    pemotong = Pemotong(potongan, rute, label)
    semua = range(denah.jumlah_baris)
    panah = tuple(
        PanahTerpasang(p.dari.baris, p.ke.baris, p.label, r.keluar, r.masuk, r.titik)
        for p, r in zip(denah.panah, rute, strict=True)
    )
    ubin = tuple(pemotong.ubin(b) for b in semua)
    return Bagan(
        gaya=denah.gaya,
        jumlah_kolom=denah.jumlah_kolom,
        ubin=ubin,
        panah=panah,
        tanpa_rute=tuple(panah[p.indeks] for p in hasil.gagal),
        silang=sum(len(u.celah) for u in ubin),
        biaya=hasil.biaya,
        _tinggi=tuple(_tinggi(potongan, u, b) for b, u in enumerate(ubin)),
        _sela=tuple(pemotong.sela(b) for b in semua),
    )


def _tinggi(potongan: Potongan, ubin: Ubin, baris: int) -> int:
    """Room above the symbol for lanes and an arrowhead, the same below, and for labels beside it."""
    terdalam = potongan.lorong_terdalam(baris)
    ruang = terdalam + 4 + KEPALA if terdalam else KEPALA + 3
    setengah = max((b.hh for b in ubin.bentuk), default=0) + ruang
    label = max((_jangkauan(t) for b in ubin.bentuk for t in b.label), default=0)
    sambungan = any(b.jenis is Jenis.SEGILIMA for b in ubin.bentuk)
    return max(2 * setengah, 2 * label, TINGGI_SAMBUNGAN if sambungan else TINGGI_TERKECIL)


def _jangkauan(label: Label) -> int:
    """How far a label reaches from the middle of its row, upwards or downwards (px)."""
    return max(label.y + TURUN + 1, NAIK + 1 - label.y)
