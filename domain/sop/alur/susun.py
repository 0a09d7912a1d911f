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
    arus = sambungan(baris, jumlah_kolom)

    def buat(g: Gaya) -> tuple[Denah]:
        denah = Denah(g, jumlah_kolom, len(baris))
        simbol = {
            n: denah.tambah_langkah(n, b, kotak) for n, b in enumerate(baris) if (kotak := kotak_sah(b, jumlah_kolom))
        }
        for a in arus:
            denah.hubung(denah.serekan(simbol[a.dari], a.kolom), simbol[a.ke], a.label, a.kelas)
        return (denah,)

    return rutekan(gaya, upaya, buat)[0]
