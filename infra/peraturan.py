"""Acts on the register of laws, which begins with the first of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from domain.peraturan.events import PeristiwaPeraturan
from domain.peraturan.state import ALIRAN, Register
from infra.errors import TidakAdaError
from infra.event_store.buku import Buku, Perintah
from infra.projections.baris import PERATURAN

Putusan = Callable[[Register], PeristiwaPeraturan | Iterable[PeristiwaPeraturan]]


def ubah_register(buku: Buku, perintah: Perintah, putuskan: Putusan) -> Register:
    try:
        return buku.ubah(PERATURAN, ALIRAN, perintah, putuskan)
    except TidakAdaError:
        return buku.mulai(PERATURAN, ALIRAN, perintah, putuskan)
