"""The sentence of each event of a thread in the riwayat of its SOP."""

from __future__ import annotations

from domain.masukan.events import (
    MasukanDibalas,
    MasukanDibuka,
    MasukanDiselesaikan,
    MasukanKembaliDibuka,
    PeristiwaMasukan,
)
from domain.masukan.state import Masukan
from domain.masukan.tempat import sebutan_tempat
from domain.sop.kalimat import Kalimat
from domain.sop.naskah import Naskah


def kalimat_masukan(masukan: Masukan, peristiwa: PeristiwaMasukan, naskah: Naskah) -> Kalimat:
    """The event in words, given the thread (before or after it) and the content of the SOP at that moment."""
    match peristiwa:
        case MasukanDibuka(_, tempat, teks):
            return Kalimat(f"Masukan atas {sebutan_tempat(tempat, naskah)}", teks)
        case MasukanDibalas(teks):
            return Kalimat(f"Masukan atas {sebutan_tempat(masukan.tempat, naskah)} dibalas", teks)
        case MasukanDiselesaikan(catatan):
            return Kalimat(f"Masukan atas {sebutan_tempat(masukan.tempat, naskah)} selesai", catatan)
        case MasukanKembaliDibuka(alasan):  # pragma: no branch - mypy knows that it is the last
            return Kalimat(f"Masukan atas {sebutan_tempat(masukan.tempat, naskah)} dibuka kembali", alasan)
