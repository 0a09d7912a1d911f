"""Decisions about reading: the one stream that they lie in."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from domain.akses.events import PeristiwaAkses
from domain.akses.state import ALIRAN, DaftarAkses
from infra.errors import TidakAdaError
from infra.event_store.buku import Buku, Perintah
from infra.projections.baris_akses import AKSES

Putusan = Callable[[DaftarAkses], "PeristiwaAkses | Iterable[PeristiwaAkses]"]


def ubah_akses(buku: Buku, perintah: Perintah, putuskan: Putusan) -> DaftarAkses:
    """Decide on the government's list; nothing may have happened in it yet."""
    try:
        return buku.ubah(AKSES, ALIRAN, perintah, putuskan)
    except TidakAdaError:
        return buku.mulai(AKSES, ALIRAN, perintah, putuskan)
