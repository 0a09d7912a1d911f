"""Which cell opens after a save: the one that the form names, or the one that whoever fills in a form wants next."""

from __future__ import annotations

import re

from app.isian import Form
from domain.sop.naskah import PILIHAN, Isian
from domain.sop.state import Sop

_BAGIAN_SEL = r"(?:[a-z_]*|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
_SEL = re.compile(rf"{_BAGIAN_SEL}(?:\.{_BAGIAN_SEL}){{0,4}}")
BERIKUT = "berikut"
LANGKAH_BARU = "langkah.baru."
_URUT = (
    Isian.NOMOR,
    Isian.TANGGAL_PEMBUATAN,
    Isian.TANGGAL_REVISI,
    Isian.TANGGAL_EFEKTIF,
    Isian.PENGESAH,
    Isian.NAMA,
    Isian.UNIT,
    *PILIHAN,
)
"""As the form shows them; the two labels are left as they are unless somebody asks for them."""


def nama_sel(teks: str) -> str:
    """A cell's name: words and ids. It is kept, shown to others and put into addresses; nothing else is one."""
    return teks if _SEL.fullmatch(teks) else ""


def sel_berikut(sop: Sop, sel: str, form: Form) -> str:
    """`lanjut` names a cell; "berikut" asks for the next one to fill in, if this one was filled in just now."""
    lanjut = form.get("lanjut", "")
    if lanjut != BERIKUT:
        return nama_sel(lanjut)
    if sel.startswith(LANGKAH_BARU):
        return _langkah_baru(sop, sel.removeprefix(LANGKAH_BARU))
    if sel.startswith("isian.") and not form.get("dari", ""):
        return _isian_kosong(sop, sel.removeprefix("isian."))
    return ""


def _langkah_baru(sop: Sop, setelah: str) -> str:
    """Another new step below the one that has just been added after the one named."""
    ids = [str(x.id) for x in sop.naskah.langkah]
    tempat = ids.index(setelah) + 1 if setelah in ids else 0
    return LANGKAH_BARU + ids[tempat] if tempat < len(ids) else ""


def _isian_kosong(sop: Sop, nama: str) -> str:
    urut = list(map(str, _URUT))
    sesudah = urut[urut.index(nama) + 1 :] if nama in urut else []
    return next((f"isian.{x}" for x in sesudah if not sop.naskah.nilai(Isian(x))), "")
