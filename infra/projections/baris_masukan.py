"""Events of a thread -> its row: where it stands, whether it is open, who was mentioned. The words stay in the log."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from domain.kernel import Tercatat
from domain.masukan.events import PeristiwaMasukan
from domain.masukan.state import Masukan, evolve
from infra.db.simpan import Baris
from infra.event_store.buku import Jenis


def baris_masukan(langkah: Sequence[tuple[Tercatat[PeristiwaMasukan], Masukan]]) -> tuple[Baris, ...]:
    """One row, as it is after the last of these events."""
    return tuple(Baris("masukan", _baris(t, m), n) for n, (t, m) in enumerate(langkah, 1) if n == len(langkah))


def _baris(tercatat: Tercatat[PeristiwaMasukan], m: Masukan) -> dict[str, Any]:
    return {
        "masukan_id": str(tercatat.aliran),
        "sop_id": str(m.sop_id),
        "tempat": m.tempat,
        "oleh": str(m.ucapan[0].oleh.orang),
        "terbuka": not m.selesai,
        "disebut": [str(orang) for orang in m.disebut],
        "ucapan": len(m.ucapan),
    }


MASUKAN: Jenis[Masukan, PeristiwaMasukan] = Jenis("masukan", Masukan(), evolve, baris_masukan)
