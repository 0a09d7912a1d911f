"""The yearly evaluation: seven statements, answered Ya or Tidak with reasons (domain study 1.11, 35/2012)."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from domain.kernel import teks_bersih
from domain.sop.errors import (
    AlasanTidakKosongError,
    BelumBerlakuError,
    JawabanBelumLengkapError,
    UnsurTidakAdaError,
)
from domain.sop.events import Jawaban, SopDievaluasi
from domain.sop.state import Pengesahan, Sop

PERNYATAAN = (
    "Mampu mendorong peningkatan kinerja",
    "Mudah dipahami",
    "Mudah dilaksanakan",
    "Semua orang dapat menjalankan perannya masing-masing",
    "Mampu mengatasi permasalahan yang berkaitan dengan proses",
    "Mampu menjawab kebutuhan peningkatan kinerja organisasi",
    "Sinergi satu dengan lainnya",
)


class Simpulan(StrEnum):
    TETAP = "tetap"
    REVISI = "revisi"
    CABUT = "cabut"

    @property
    def sebutan(self) -> str:
        return {"tetap": "tetap berlaku", "revisi": "perlu revisi", "cabut": "diusulkan dicabut"}[self.value]


def _jawaban_bersih(sah: Pengesahan, nomor: int, jawaban: Jawaban) -> Jawaban:
    alasan = teks_bersih(jawaban.alasan, f"alasan_{nomor}")
    if not jawaban.ya and not alasan:
        raise AlasanTidakKosongError(nomor)
    for langkah_id in jawaban.langkah:
        if sah.naskah.cari_langkah(langkah_id) is None:
            raise UnsurTidakAdaError("Langkah")
    return replace(jawaban, alasan=alasan)


def evaluasi(
    sop: Sop, *, tahun: int, jawaban: tuple[Jawaban, ...], simpulan: Simpulan, catatan: str = ""
) -> SopDievaluasi:
    """The evaluation of the newest approved version. No score is computed: the form knows counts only."""
    sah = sop.terakhir_sah
    if sah is None:
        raise BelumBerlakuError
    if len(jawaban) != len(PERNYATAAN):
        raise JawabanBelumLengkapError
    bersih = tuple(_jawaban_bersih(sah, n, j) for n, j in enumerate(jawaban, 1))
    return SopDievaluasi(sah.fakta.versi, tahun, bersih, simpulan.value, teks_bersih(catatan, "catatan"))
