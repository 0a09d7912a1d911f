"""What differs between two states of an SOP: as data that can be applied, as words, on the chart, in figures.

beda = bandingkan(lama, baru)          # steps, columns and entries matched by id, never by number
terapkan(beda, lama) == baru
for ucapan in ucapkan(beda, lama, baru): ...
"""

from domain.sop.perbandingan.barisan import BedaBarisan, Pindah, Sel, Sisip, Ubah, gabung
from domain.sop.perbandingan.beda import Beda, BedaIsian, bandingkan, terapkan
from domain.sop.perbandingan.kalimat import Bagian, Macam, Ucapan, ucapkan
from domain.sop.perbandingan.kata import Nasib, Potong, beda_kata
from domain.sop.perbandingan.panah import Warna, warna_baru, warna_lama
from domain.sop.perbandingan.ringkasan import Angka, angka, ringkas
from domain.sop.perbandingan.sebutan import Kamus, kamus

__all__ = [
    "Angka",
    "Bagian",
    "Beda",
    "BedaBarisan",
    "BedaIsian",
    "Kamus",
    "Macam",
    "Nasib",
    "Pindah",
    "Potong",
    "Sel",
    "Sisip",
    "Ubah",
    "Ucapan",
    "Warna",
    "angka",
    "bandingkan",
    "beda_kata",
    "gabung",
    "kamus",
    "ringkas",
    "terapkan",
    "ucapkan",
    "warna_baru",
    "warna_lama",
]
