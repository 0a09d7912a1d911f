"""KT: the related SOPs exist and still hold (domain.md 9.4). KT-05 waits for links between makro and mikro."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from domain.sop.naskah import Butir, Daftar, Isian
from domain.sop.pemeriksaan.bahan import Bahan, SopLain
from domain.sop.pemeriksaan.tempat import normal_nama, pada_butir, pada_daftar, petik
from domain.sop.pemeriksaan.temuan import Aturan, Keparahan, Perbaikan, Temuan

MIRIP = 0.85
_TIDAK_ADA = frozenset({"tidak ada", "nihil", "tidak ada keterkaitan"})
_SELURUH = re.compile(r"(?i)^\s*(?:seluruh|semua|segenap)\b")


def _rujukan(bahan: Bahan) -> Iterator[Butir]:
    """Entries that mean an SOP."""
    for butir in bahan.naskah.isi_daftar(Daftar.KETERKAITAN):
        if normal_nama(butir.teks) not in _TIDAK_ADA and butir.teks.strip() != "-":
            yield butir


def _dirujuk(bahan: Bahan, butir: Butir) -> SopLain | None:
    """By its link, else by its name; a withdrawn one only where no other bears the name."""
    nama = normal_nama(butir.teks)
    cocok = [s for s in bahan.sop_lain if butir.rujukan == s.id] or [
        s for s in bahan.sop_lain if normal_nama(s.nama) == nama
    ]
    return min(cocok, key=lambda s: s.dicabut, default=None)


def terisi(bahan: Bahan) -> Iterator[Temuan]:
    if not bahan.naskah.isi_daftar(Daftar.KETERKAITAN):
        saran = "Sebutkan SOP yang dipakai bersama SOP ini, atau tulis “Tidak ada”."
        yield Temuan("KT-01", pada_daftar(Daftar.KETERKAITAN), "Kotak keterkaitan masih kosong.", saran)


def bukan_diri_sendiri(bahan: Bahan) -> Iterator[Temuan]:
    sendiri = normal_nama(bahan.naskah.nilai(Isian.NAMA))
    for butir in _rujukan(bahan):
        if sendiri and normal_nama(butir.teks) == sendiri:
            tempat = pada_butir(bahan.naskah, Daftar.KETERKAITAN, butir)
            kalimat = "Keterkaitan menunjuk SOP ini sendiri."
            yield Temuan("KT-02", tempat, kalimat, "Ganti dengan SOP lain yang terkait, atau hapus butir ini.")


def terdaftar(bahan: Bahan) -> Iterator[Temuan]:
    sendiri = normal_nama(bahan.naskah.nilai(Isian.NAMA))
    for butir in _rujukan(bahan):
        tempat = pada_butir(bahan.naskah, Daftar.KETERKAITAN, butir)
        if _SELURUH.match(butir.teks):
            saran = "Sebutkan nama SOP-nya satu per satu."
            yield Temuan("KT-03", tempat, f"“{petik(butir.teks)}” tidak menunjuk SOP tertentu.", saran)
        elif bahan.sop_lain and normal_nama(butir.teks) != sendiri and _dirujuk(bahan, butir) is None:
            kalimat = f"“{petik(butir.teks)}” tidak ditemukan pada daftar SOP."
            saran = "Pilih dari daftar SOP, atau susun dahulu SOP itu."
            yield Temuan("KT-03", tempat, kalimat, saran, _yang_mirip(bahan, butir))


def _yang_mirip(bahan: Bahan, butir: Butir) -> tuple[Perbaikan, ...]:
    """The one name that can only be meant: a slip of the pen away, and no second one near."""
    nama = {normal_nama(s.nama): s.nama for s in bahan.sop_lain if not s.dicabut}
    mirip = get_close_matches(normal_nama(butir.teks), nama, 2, MIRIP)
    return (Perbaikan(f"Pakai: {petik(nama[mirip[0]])}", {"nilai": nama[mirip[0]]}),) if len(mirip) == 1 else ()


def masih_berlaku(bahan: Bahan) -> Iterator[Temuan]:
    for butir in _rujukan(bahan):
        lain = _dirujuk(bahan, butir)
        if lain and lain.dicabut:
            tempat = pada_butir(bahan.naskah, Daftar.KETERKAITAN, butir)
            saran = "Ganti dengan SOP penggantinya, atau hapus butir ini."
            yield Temuan("KT-04", tempat, f"SOP “{petik(lain.nama)}” sudah dicabut.", saran)


_35, _W = "PermenPAN-RB 35/2012, bagian identitas", Keparahan.PERINGATAN
ATURAN: tuple[Aturan, ...] = (
    Aturan("KT-01", "Keterkaitan terisi", _W, _35, terisi),
    Aturan("KT-02", "Keterkaitan tidak menunjuk diri sendiri", _W, "Praktik: naskah nyata", bukan_diri_sendiri),
    Aturan("KT-03", "Keterkaitan menunjuk SOP yang terdaftar", _W, "Praktik: naskah nyata", terdaftar),
    Aturan("KT-04", "SOP terkait masih berlaku", _W, "PermenPAN-RB 35/2012, prinsip keselarasan", masih_berlaku),
)
