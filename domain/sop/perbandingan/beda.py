"""The difference of two contents: a patch, which applied to the one gives the other."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from domain.sop.langkah import Langkah, Pelaksana
from domain.sop.naskah import Butir, Daftar, Isian, Naskah
from domain.sop.perbandingan.barisan import BedaBarisan, banding, terapkan_barisan


@dataclass(frozen=True, slots=True)
class BedaIsian:
    isian: Isian
    lama: str
    baru: str


@dataclass(frozen=True, slots=True)
class Beda:
    """Nothing in it is empty: boxes without a difference are left out."""

    isian: tuple[BedaIsian, ...] = ()
    daftar: tuple[tuple[Daftar, BedaBarisan[Butir]], ...] = ()
    pelaksana: BedaBarisan[Pelaksana] = field(default_factory=BedaBarisan)
    langkah: BedaBarisan[Langkah] = field(default_factory=BedaBarisan)

    def __bool__(self) -> bool:
        return bool(self.isian or self.daftar or self.pelaksana or self.langkah)


def bandingkan(lama: Naskah, baru: Naskah) -> Beda:
    dulu, kini = dict(lama.isian), dict(baru.isian)
    return Beda(
        tuple(BedaIsian(i, x, y) for i in Isian if (x := dulu.get(i, "")) != (y := kini.get(i, ""))),
        tuple((d, beda) for d in Daftar if (beda := banding(lama.isi_daftar(d), baru.isi_daftar(d)))),
        banding(lama.pelaksana, baru.pelaksana),
        banding(lama.langkah, baru.langkah),
    )


def terapkan(beda: Beda, naskah: Naskah) -> Naskah:
    """The content after the difference; defined for the content that it was taken from."""
    for satu in beda.isian:
        naskah = naskah.dengan_isian(satu.isian, satu.baru)
    for daftar, isi in beda.daftar:
        naskah = naskah.dengan_daftar(daftar, terapkan_barisan(isi, naskah.isi_daftar(daftar)))
    return replace(
        naskah,
        pelaksana=terapkan_barisan(beda.pelaksana, naskah.pelaksana),
        langkah=terapkan_barisan(beda.langkah, naskah.langkah),
    )
