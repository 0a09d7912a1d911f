"""Many rules ask the same of one SOP: its rows with their numbers, its graph, the names of its columns."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")
SOP_DIINGAT = 8


def ingat(cari: Callable[[T], R]) -> Callable[[T], R]:
    """Remember what was found for the last few values, known by identity: to hash an SOP would cost more than to ask.

    The value is kept with its answer, so that its identity cannot pass to another one meanwhile.
    """
    ingatan: OrderedDict[int, tuple[T, R]] = OrderedDict()
    kunci = Lock()

    @wraps(cari)
    def jawab(isi: T) -> R:
        with kunci:
            lama = ingatan.get(id(isi))
        if lama is not None:
            return lama[1]
        hasil = cari(isi)
        with kunci:
            ingatan[id(isi)] = (isi, hasil)
            while len(ingatan) > SOP_DIINGAT:
                ingatan.popitem(last=False)
        return hasil

    return jawab
