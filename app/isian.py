"""What forms of every kind hold: dates, decrees, ids. The parsers of one business thing are in its forms.py."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from werkzeug.datastructures import MultiDict

from domain.kernel import IsianKosongError, Keputusan
from domain.sop.errors import TanggalTidakDikenalError

Form = MultiDict[str, str]


def tanggal_wajib(form: Form, bidang: str) -> date:
    teks = form.get(bidang, "").strip()
    if not teks:
        raise IsianKosongError(bidang=bidang)
    try:
        return date.fromisoformat(teks)
    except ValueError:
        raise TanggalTidakDikenalError(bidang=bidang) from None


def keputusan(form: Form) -> Keputusan:
    nomor = form.get("sk_nomor", "")
    if not nomor.strip():
        raise IsianKosongError("Nomor keputusan (SK) wajib diisi.", "sk_nomor")
    return Keputusan(nomor, tanggal_wajib(form, "sk_tanggal"), form.get("sk_penerbit", ""), form.get("sk_jenis", ""))


def id_atau_tiada(teks: str) -> UUID | None:
    try:
        return UUID(teks)
    except ValueError:
        return None


def bilangan(teks: str, *, angka: int = 9) -> int | None:
    """A whole number without a sign, of so many digits at most; nine always fit an `int` of the database, 18 a bigint.

    Python counts digits of every script and gives up with an error above 4,300 of them: neither is what forms hold.
    """
    return int(teks) if teks.isascii() and teks.isdecimal() and len(teks) <= angka else None
