"""The chart on paper: cut into pages, arrows between pages replaced by pairs of pentagons.

Both pentagons of a pair carry the same letter, which stands for the target and the direction, and the
number of the other page. An arrow that goes on leaves at the foot of its page and arrives at the head of
the later one; one that goes back leaves at the head and arrives at the foot. Pages between show nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from domain.sop.alur.bagan import Bagan, rutekan
from domain.sop.alur.denah import Denah
from domain.sop.alur.gaya import GAYA_BAKU, Gaya
from domain.sop.alur.geometri import Simbol
from domain.sop.alur.masukan import BarisAlur, Jenis, Sambungan, kotak_sah, sambungan


@dataclass(frozen=True, slots=True)
class Halaman:
    """One page: rows of pentagons at its head, its steps, rows of pentagons at its foot."""

    nomor: int
    """Counted from 1."""
    awal: int
    """Index of the page's first step among all rows."""
    jumlah: int
    """Number of steps on the page."""
    jumlah_atas: int
    jumlah_bawah: int
    bagan: Bagan

    @property
    def baris_atas(self) -> range:
        """Rows of the chart with the pentagons at the head."""
        return range(self.jumlah_atas)

    @property
    def baris_langkah(self) -> range:
        """Rows of the chart with the steps `awal` and following."""
        return range(self.jumlah_atas, self.jumlah_atas + self.jumlah)

    @property
    def baris_bawah(self) -> range:
        """Rows of the chart with the pentagons at the foot."""
        return range(self.jumlah_atas + self.jumlah, len(self.bagan.ubin))


@dataclass(frozen=True, order=True, slots=True)
class _Kunci:
    """A pentagon: arrows to the same target in the same direction share one on each page."""

    ke: int
    maju: bool
    masuk: bool
    """Whether the arrow arrives on this page."""


@dataclass(frozen=True, slots=True)
class _Segilima:
    huruf: str
    halaman: int
    """Number of the page with the other pentagon."""
    baris: int
    kolom: int


def susun_halaman(
    baris: Sequence[BarisAlur], jumlah_kolom: int, potong: Sequence[int], gaya: Gaya = GAYA_BAKU, *, upaya: int = 1
) -> tuple[Halaman, ...]:
    """Lay out a chart on pages; `potong` is the number of steps on each page.

    All pages have the same column width. Steps beyond the sum of `potong` come on one more page.
    """
    susunan = _Susunan(baris, jumlah_kolom, potong)
    bagan = rutekan(gaya, upaya, lambda g: [susunan.denah(h, g) for h in range(len(susunan.potongan))])
    return tuple(
        Halaman(n + 1, isi.start, len(isi), susunan.tinggi(n, atas=True), susunan.tinggi(n, atas=False), b)
        for n, (isi, b) in enumerate(zip(susunan.potongan, bagan, strict=True))
    )


def _potongan(jumlah: int, potong: Sequence[int]) -> Iterator[range]:
    awal = 0
    for n in [*potong, jumlah]:
        isi = range(awal, min(awal + n, jumlah))
        if isi:
            yield isi
            awal = isi.stop


def _huruf(n: int) -> str:
    """A, B, … Z, AA, AB, …"""
    sisa, akhir = divmod(n, 26)
    return (_huruf(sisa - 1) if sisa else "") + chr(ord("A") + akhir)


class _Susunan:
    """Which step and which pentagon stands where, the same in every style."""

    def __init__(self, baris: Sequence[BarisAlur], jumlah_kolom: int, potong: Sequence[int]) -> None:
        self._baris = baris
        self._jumlah_kolom = jumlah_kolom
        self.potongan = list(_potongan(len(baris), potong))
        self._halaman = [n for n, isi in enumerate(self.potongan) for _ in isi]
        self._arus = sambungan(baris, jumlah_kolom)
        lintas = [a for a in self._arus if self._halaman[a.dari] != self._halaman[a.ke]]
        pasangan = sorted({(a.ke, self._maju(a)) for a in lintas})
        self._huruf = {p: _huruf(n) for n, p in enumerate(pasangan)}
        self._atas = [self._segilima(lintas, n, atas=True) for n in range(len(self.potongan))]
        self._bawah = [self._segilima(lintas, n, atas=False) for n in range(len(self.potongan))]

    def _maju(self, arus: Sambungan) -> bool:
        return self._halaman[arus.dari] < self._halaman[arus.ke]

    def tinggi(self, halaman: int, *, atas: bool) -> int:
        """Number of rows of pentagons at the head or foot of a page."""
        isi = (self._atas if atas else self._bawah)[halaman]
        return max((s.baris for s in isi.values()), default=-1) + 1

    def _segilima(self, lintas: Sequence[Sambungan], halaman: int, *, atas: bool) -> dict[_Kunci, _Segilima]:
        """The pentagons at the head or foot of a page."""
        lawan: dict[_Kunci, int] = {}
        for a in lintas:
            dari, ke, maju = self._halaman[a.dari], self._halaman[a.ke], self._maju(a)
            if halaman == dari and maju != atas:
                lawan[_Kunci(a.ke, maju, False)] = ke
            if halaman == ke and maju == atas:
                lawan[_Kunci(a.ke, maju, True)] = dari
        return dict(self._tempatkan(lawan))

    def _tempatkan(self, lawan: Mapping[_Kunci, int]) -> Iterator[tuple[_Kunci, _Segilima]]:
        """Each pentagon in the column of its target, or the nearest free one; in further rows if need be."""
        penuh: set[tuple[int, int]] = set()
        for nomor, kunci in enumerate(sorted(lawan)):
            baris = nomor // self._jumlah_kolom
            ingin = kotak_sah(self._baris[kunci.ke], self._jumlah_kolom)[0][0]
            bebas = [k for k in range(self._jumlah_kolom) if (baris, k) not in penuh]
            kolom = min(bebas, key=lambda k: abs(k - ingin))
            penuh.add((baris, kolom))
            yield kunci, _Segilima(self._huruf[kunci.ke, kunci.maju], lawan[kunci] + 1, baris, kolom)

    def denah(self, halaman: int, gaya: Gaya) -> Denah:
        isi = self.potongan[halaman]
        geser = self.tinggi(halaman, atas=True) - isi.start
        kaki = geser + isi.stop
        d = Denah(gaya, self._jumlah_kolom, kaki + self.tinggi(halaman, atas=False))
        langkah = {
            n: d.tambah_langkah(n + geser, self._baris[n], kotak)
            for n in isi
            if (kotak := kotak_sah(self._baris[n], self._jumlah_kolom))
        }
        segilima = {
            kunci: d.tambah(mulai + s.baris, s.kolom, Jenis.SEGILIMA, s.huruf, ket=f"h.{s.halaman}")
            for mulai, semua in ((0, self._atas[halaman]), (kaki, self._bawah[halaman]))
            for kunci, s in semua.items()
        }
        self._hubungkan(d, langkah, segilima)
        return d

    def _hubungkan(self, d: Denah, langkah: Mapping[int, Simbol], segilima: Mapping[_Kunci, Simbol]) -> None:
        sudah: set[_Kunci] = set()
        for a in self._arus:
            dari, ke = langkah.get(a.dari), langkah.get(a.ke)
            if dari:
                pucuk = ke or segilima[_Kunci(a.ke, self._maju(a), False)]
                d.hubung(d.serekan(dari, a.kolom), pucuk, a.label, a.kelas)
            elif ke and (kunci := _Kunci(a.ke, self._maju(a), True)) not in sudah:
                sudah.add(kunci)
                d.hubung(segilima[kunci], ke, kelas=a.kelas)
