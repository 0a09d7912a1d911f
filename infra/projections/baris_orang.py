"""Rows of people who may not come in, and of API tokens: from the events, and the state after each."""

from __future__ import annotations

from collections.abc import Sequence

from domain.kernel import Tercatat
from domain.orang import state as orang
from domain.orang.events import OrangDinonaktifkan, PeristiwaOrang
from domain.orang.undangan import OrangDiundang, UndanganDitolak, UndanganDiusulkan
from domain.token import state as token
from domain.token.events import PeristiwaToken
from infra.db.simpan import Baris
from infra.event_store.buku import Jenis

_MENJAWAB = (UndanganDiusulkan, UndanganDitolak, OrangDiundang, OrangDinonaktifkan)


def baris_orang(langkah: Sequence[tuple[Tercatat[PeristiwaOrang], orang.Orang]]) -> tuple[Baris, ...]:
    """The row of an invitation moves with what proposes or answers one: its time is that of the proposal."""
    return tuple(
        baris
        for n, (t, o) in enumerate(langkah, 1)
        for baris in (
            Baris("orang", {"orang_id": str(o.id), "aktif": o.aktif}, n),
            *([_undangan(o, n)] if isinstance(t.peristiwa, _MENJAWAB) else []),
        )
    )


def _undangan(o: orang.Orang, n: int) -> Baris:
    oleh = str(o.undangan.oleh) if o.undangan else None
    return Baris("undangan", {"orang_id": str(o.id), "menunggu": o.undangan is not None, "oleh": oleh}, n)


def baris_token(langkah: Sequence[tuple[Tercatat[PeristiwaToken], token.Token]]) -> tuple[Baris, ...]:
    return tuple(
        Baris(
            "token",
            {
                "token_id": str(t.id),
                "nama": t.nama,
                "cakupan": [c.value for c in t.cakupan],
                "akhir": str(t.akhir),
                "dicabut": t.dicabut,
                "penyedia": t.penyedia,
            },
            n,
        )
        for n, (_, t) in enumerate(langkah, 1)
    )


ORANG: Jenis[orang.Orang, PeristiwaOrang] = Jenis("orang", orang.Orang(), orang.evolve, baris_orang)
TOKEN: Jenis[token.Token, PeristiwaToken] = Jenis("token", token.Token(), token.evolve, baris_token)
