"""From the rows of a procedure to its chart: one table without page ends, as on the screen."""

from collections.abc import Sequence

from domain.sop.alur.bagan import Bagan, rutekan
from domain.sop.alur.denah import Denah
from domain.sop.alur.gaya import GAYA_BAKU, Gaya
from domain.sop.alur.masukan import BarisAlur, kotak_sah, sambungan


def susun(baris: Sequence[BarisAlur], jumlah_kolom: int, gaya: Gaya = GAYA_BAKU, *, upaya: int = 1) -> Bagan:
    """Lay out a chart. Never fails, whatever the draft looks like.

    `upaya` is the number of starting orders tried: 1 while someone types, 6 for what is published.
    """
    return rutekan(gaya, upaya, lambda g: (rencana(baris, jumlah_kolom, g),))[0]


def rencana(baris: Sequence[BarisAlur], jumlah_kolom: int, gaya: Gaya) -> Denah:
    """Symbols on their places and the arrows between them, in the order of the rows and of their branches."""
    denah = Denah(gaya, jumlah_kolom, len(baris))
    simbol = {
        n: denah.tambah_langkah(n, b, kotak) for n, b in enumerate(baris) if (kotak := kotak_sah(b, jumlah_kolom))
    }
    for a in sambungan(baris, jumlah_kolom):
        denah.hubung(denah.serekan(simbol[a.dari], a.kolom), simbol[a.ke], a.label, a.kelas)
    return denah
