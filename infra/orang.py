"""Acts on a person, who may have no event yet."""

from __future__ import annotations

from uuid import UUID

from domain.orang.events import PeristiwaOrang
from domain.orang.state import Orang
from infra.errors import TidakAdaError
from infra.event_store.buku import Buku, Perintah, Putusan
from infra.projections.baris_orang import ORANG


def ubah_orang(buku: Buku, orang_id: UUID, perintah: Perintah, putuskan: Putusan[Orang, PeristiwaOrang]) -> Orang:
    """Decide on a person's own stream; nothing may have happened in it yet. A name in the directory is no event."""
    try:
        return buku.ubah(ORANG, orang_id, perintah, putuskan)
    except TidakAdaError:
        return buku.mulai(ORANG, orang_id, perintah, putuskan)
