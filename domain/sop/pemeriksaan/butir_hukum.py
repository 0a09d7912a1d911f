"""One entry of dasar hukum as the rules read it, and a finding at it."""

from __future__ import annotations

from collections.abc import Iterator

from domain.sop.naskah import Butir, Daftar
from domain.sop.pemeriksaan.bahan import Bahan, Peraturan
from domain.sop.pemeriksaan.kutipan import DasarHukum, baca_dasar_hukum
from domain.sop.pemeriksaan.tempat import pada_butir
from domain.sop.pemeriksaan.temuan import Perbaikan, Temuan

_UTUH = {
    "UU": "Undang-Undang",
    "PP": "Peraturan Pemerintah",
    "Perpres": "Peraturan Presiden",
    "Permendagri": "Peraturan Menteri Dalam Negeri",
    "PermenPAN-RB": "Peraturan Menteri PANRB",
}


def butir_hukum(bahan: Bahan) -> Iterator[tuple[Butir, DasarHukum]]:
    for butir in bahan.naskah.isi_daftar(Daftar.DASAR_HUKUM):
        yield butir, baca_dasar_hukum(butir.teks)


def temuan_hukum(
    bahan: Bahan, kode: str, butir: Butir, kalimat: str, saran: str, perbaikan: tuple[Perbaikan, ...] = ()
) -> Temuan:
    return Temuan(kode, pada_butir(bahan.naskah, Daftar.DASAR_HUKUM, butir), kalimat, saran, perbaikan)


def tulis_utuh(peraturan: Peraturan) -> str:
    """A registered law as a sheet cites it; empty where it is not known how."""
    pokok = baca_dasar_hukum(peraturan.sebutan).pokok
    jenis = _UTUH.get(pokok.jenis, "")
    if not (jenis and peraturan.tentang):
        return ""
    return f"{jenis} Nomor {pokok.nomor} Tahun {pokok.tahun} tentang {peraturan.tentang}"
