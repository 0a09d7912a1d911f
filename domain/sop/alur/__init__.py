"""The flow chart in the pelaksana columns of a procedure: from rows to drawing primitives.

    bagan = susun(baris, jumlah_kolom)
    for n, ubin in enumerate(bagan.ubin): ...   # one tile per row, bagan.tinggi_minimum(n) px at least

Pure and deterministic; nothing here knows SVG, HTML or the classes of an SOP. The rules of the drawing
are written in the docstrings of `calon` (shapes), `biaya` (costs), `papan` (what may touch) and `label`.
"""

from domain.sop.alur.bagan import Bagan, PanahTerpasang
from domain.sop.alur.gaya import GAYA_BAKU, Gaya
from domain.sop.alur.halaman import Halaman, susun_halaman
from domain.sop.alur.masukan import BarisAlur, Jenis
from domain.sop.alur.susun import susun
from domain.sop.alur.teks import kalimat
from domain.sop.alur.ubin import Ubin, Y
from domain.sop.alur.warna import warnai

__all__ = [
    "GAYA_BAKU",
    "Bagan",
    "BarisAlur",
    "Gaya",
    "Halaman",
    "Jenis",
    "PanahTerpasang",
    "Ubin",
    "Y",
    "kalimat",
    "susun",
    "susun_halaman",
    "warnai",
]
