"""Quotas of this process alone, in memory: the burst of one session, and what one government prints at once."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Callable
from threading import Lock

from infra.jatah import Batas

TERBANYAK = 10_000
"""Keys remembered; the one asked longest ago is forgotten first, which gives it its whole quota back."""


class Ember:
    """The same algorithm as infra/jatah.py, without a database."""

    def __init__(self, jam: Callable[[], float]) -> None:
        self._jam = jam
        self._kunci = Lock()
        self._penuh: OrderedDict[tuple[str, str], float] = OrderedDict()

    def ambil(self, batas: Batas, siapa: str) -> bool:
        kini, nama = self._jam(), (batas.nama, siapa)
        with self._kunci:
            penuh = max(self._penuh.get(nama, kini), kini) + batas.jeda
            if penuh > kini + batas.jeda * batas.sekaligus:
                return False
            self._penuh[nama] = penuh
            self._penuh.move_to_end(nama)
            if len(self._penuh) > TERBANYAK:
                self._penuh.popitem(last=False)
        return True


class Serempak:
    """How many of a kind go on at the same moment."""

    def __init__(self, terbanyak: int) -> None:
        self._terbanyak = terbanyak
        self._kunci = Lock()
        self._kini: Counter[int] = Counter()

    def masuk(self, siapa: int) -> bool:
        with self._kunci:
            if self._kini[siapa] >= self._terbanyak:
                return False
            self._kini[siapa] += 1
        return True

    def keluar(self, siapa: int) -> None:
        with self._kunci:
            self._kini[siapa] -= 1
            if not self._kini[siapa]:
                del self._kini[siapa]
