"""One save of one person, as it is in the store: what it changed, and what was there before."""

from __future__ import annotations

from typing import get_args
from uuid import UUID

from app.rumah import rumah
from domain.kernel import Aktor
from domain.sop.errors import BukanSimpananSendiriError
from domain.sop.events import PeristiwaNaskah
from domain.sop.naskah import Naskah
from domain.sop.state import Sop, evolve

_SUNTINGAN = get_args(PeristiwaNaskah)


def simpanan_sendiri(sop_id: UUID, versi: int, aktor: Aktor) -> tuple[Naskah, tuple[PeristiwaNaskah, ...]]:
    """The content before the save that made this version of the stream, and the edits of that save (one command)."""
    catatan = rumah().buku.sejarah(sop_id, sampai_versi=versi) if versi > 0 else []
    terakhir = catatan[-1] if catatan else None
    if terakhir is None or terakhir.versi != versi:
        raise BukanSimpananSendiriError
    milik = [c for c in catatan if c.perintah == terakhir.perintah]
    if terakhir.aktor.orang != aktor.orang or not all(isinstance(c.peristiwa, _SUNTINGAN) for c in milik):
        raise BukanSimpananSendiriError
    sop = Sop()
    for c in catatan[: len(catatan) - len(milik)]:
        sop = evolve(sop, c)
    return sop.naskah, tuple(c.peristiwa for c in milik)
