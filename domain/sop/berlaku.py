"""Which version is in force: derived from recorded facts by two clocks, never an event of its own (D5, D6)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class JenisFakta(StrEnum):
    SAH = "sah"
    VERIFIKASI = "verifikasi"
    BATAL = "batal"
    CABUT = "cabut"


@dataclass(frozen=True, slots=True)
class Fakta:
    """One recorded fact that bears on being in force. `pada` is recording time, `tanggal` a legal date."""

    sop_id: UUID
    jenis: JenisFakta
    versi: int
    pos: int
    pada: datetime
    tanggal: date | None = None
    sk_tanggal: date | None = None
    perlu_verifikasi: bool = False


def yang_berlaku(fakta: Iterable[Fakta], *, pada: date, diketahui: datetime) -> Fakta | None:
    """The approval in force on a day, as known at a moment; facts of one SOP only.

    Among approvals recorded by then (and verified by then where the tenant verifies afterwards, and not
    cancelled by then) the greatest (tanggal efektif, SK date, position) that has come into effect; none if a
    withdrawal recorded after that one has taken effect. An older paper version that is entered after the
    withdrawal therefore does not bring the SOP back; a newer approval does.
    """
    dikenal = [f for f in fakta if f.pada <= diketahui]
    batal = {(f.versi) for f in dikenal if f.jenis is JenisFakta.BATAL}
    terverifikasi = {f.versi for f in dikenal if f.jenis is JenisFakta.VERIFIKASI}
    cabut = [f.pos for f in dikenal if f.jenis is JenisFakta.CABUT and _sudah(f, pada)]
    sah = [
        f
        for f in dikenal
        if f.jenis is JenisFakta.SAH
        and f.versi not in batal
        and (not f.perlu_verifikasi or f.versi in terverifikasi)
        and _sudah(f, pada)
    ]
    utama = max(sah, key=lambda f: (f.tanggal or date.min, f.sk_tanggal or date.min, f.pos), default=None)
    return None if utama is None or any(pos > utama.pos for pos in cabut) else utama


def _sudah(fakta: Fakta, pada: date) -> bool:
    return fakta.tanggal is not None and fakta.tanggal <= pada
