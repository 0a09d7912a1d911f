"""A drawing with other classes: a comparison colours what was drawn before, and routes nothing again."""

from collections.abc import Sequence
from dataclasses import replace

from domain.sop.alur.bagan import Bagan
from domain.sop.alur.geometri import Rute, pecah
from domain.sop.alur.label import letakkan
from domain.sop.alur.masukan import BarisAlur
from domain.sop.alur.potongan import Potongan
from domain.sop.alur.susun import rencana
from domain.sop.alur.ubin import Pemotong


def warnai(bagan: Bagan, baris: Sequence[BarisAlur]) -> Bagan:
    """The chart of these rows, which differ from those that it was drawn from in their classes alone."""
    denah = rencana(baris, bagan.jumlah_kolom, bagan.gaya)
    rute = [Rute(0, p.titik, p.keluar, p.masuk, tuple(pecah(p.titik))) for p in bagan.panah]
    potongan = Potongan(denah, rute)
    pemotong = Pemotong(potongan, rute, letakkan(denah, rute, potongan))
    semua = range(denah.jumlah_baris)
    return replace(bagan, ubin=tuple(pemotong.ubin(n) for n in semua), _sela=tuple(pemotong.sela(n) for n in semua))
