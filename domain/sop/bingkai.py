"""One moment of an SOP's riwayat, as replay shows it."""

from __future__ import annotations

from dataclasses import replace

from domain.sop.state import Sop


def bingkai(sop: Sop) -> Sop:
    """Content and stage alone: what was decided about the SOP, and by whom, is told by its events.

    `evolve` goes on from a bingkai as from the whole, and comes to the bingkai of what that comes to.
    """
    return replace(
        sop,
        penulis=frozenset(),
        pemeriksa=(),
        pengembalian=None,
        pengesahan=(),
        pencabutan=(),
        uji_coba=(),
        evaluasi=(),
        asal="",
    )
