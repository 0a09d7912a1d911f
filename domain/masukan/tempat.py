"""Where on the form a thread stands: a step, a field, or a box. Named as the form names its cells.

A step goes by its id, so a thread travels with it when it moves and stays readable when it is gone. A cell inside a
step, or an entry of a box, leads to the step or the box as a whole.
"""

from __future__ import annotations

from uuid import UUID

from domain.kernel import RuleViolation
from domain.sop.langkah import LangkahId, nomor_langkah
from domain.sop.naskah import SEBUTAN_ISIAN, Daftar, Isian, Naskah

PANJANG_KUTIPAN = 160
LANGKAH, ISIAN, BUTIR = "langkah", "isian", "butir"
"""What a name begins with: `langkah.<id>`, `isian.<nama>`, `butir.<daftar>`."""


class TempatMasukanError(RuleViolation):
    kode = "masukan.tempat"
    bidang = "tempat"
    kalimat = "Pilih langkah atau isian yang ada di SOP ini."


def tempat_dari(sel: str) -> str:
    """The place that a cell of the form belongs to; empty for what is no place of a thread."""
    jenis, _, sisa = sel.partition(".")
    nama = sisa.partition(".")[0]
    if jenis == LANGKAH:
        return f"{LANGKAH}.{UUID(nama)}" if _berupa_id(nama) else ""
    dikenal = {ISIAN: tuple(Isian), BUTIR: tuple(Daftar)}.get(jenis, ())
    return f"{jenis}.{nama}" if nama in dikenal else ""


def _berupa_id(teks: str) -> bool:
    try:
        UUID(teks)
    except ValueError:
        return False
    return True


def tempat_ada(sel: str, naskah: Naskah) -> str:
    """The place, if it is on this form now."""
    tempat = tempat_dari(sel)
    if not tempat or ((langkah_id := langkah_dari(tempat)) and not naskah.cari_langkah(langkah_id)):
        raise TempatMasukanError
    return tempat


def langkah_dari(tempat: str) -> LangkahId | None:
    jenis, _, nama = tempat.partition(".")
    return LangkahId(UUID(nama)) if jenis == LANGKAH else None


def sebutan_tempat(tempat: str, naskah: Naskah) -> str:
    """How a reader calls the place today: a step by the number it has now."""
    langkah_id = langkah_dari(tempat)
    if langkah_id is not None:
        nomor = nomor_langkah(naskah.langkah).get(langkah_id)
        return f"langkah {nomor}" if nomor else "langkah yang sudah dihapus"
    jenis, _, nama = tempat.partition(".")
    return SEBUTAN_ISIAN[Isian(nama)] if jenis == ISIAN else Daftar(nama).sebutan


def kutipan_tempat(tempat: str, naskah: Naskah) -> str:
    """What stands there now, shortened: the thread shows it when the place reads otherwise later."""
    langkah_id = langkah_dari(tempat)
    if langkah_id is not None:
        langkah = naskah.cari_langkah(langkah_id)
        teks = langkah.kegiatan if langkah else ""
    else:
        jenis, _, nama = tempat.partition(".")
        teks = naskah.nilai(Isian(nama)) if jenis == ISIAN else _isi_kotak(naskah, Daftar(nama))
    teks = " ".join(teks.split())
    return teks if len(teks) <= PANJANG_KUTIPAN else teks[: PANJANG_KUTIPAN - 1].rstrip() + "…"


def _isi_kotak(naskah: Naskah, daftar: Daftar) -> str:
    return "; ".join(b.teks for b in naskah.isi_daftar(daftar))
