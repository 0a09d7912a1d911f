"""Rows of people who may not come in, and of API tokens: from the events, and the state after each."""

from __future__ import annotations

from collections.abc import Sequence

from domain.kernel import Tercatat
from domain.orang import state as orang
from domain.orang.events import PeristiwaOrang
from domain.orang.undangan import UsulanUndangan
from domain.token import state as token
from domain.token.events import PeristiwaToken
from infra.db.simpan import Baris
from infra.event_store.buku import Jenis


def baris_orang(langkah: Sequence[tuple[Tercatat[PeristiwaOrang], orang.Orang]]) -> tuple[Baris, ...]:
    return tuple(
        baris
        for n, (_, o) in enumerate(langkah, 1)
        for baris in (
            Baris("orang", {"orang_id": str(o.id), "aktif": o.aktif}, n),
            Baris("undangan", {"orang_id": str(o.id)} | _undangan(o.undangan), n),
        )
    )


def _undangan(usulan: UsulanUndangan | None) -> dict[str, object]:
    if usulan is None:
        return {"menunggu": False, "oleh": None, "diusulkan": None}
    return {"menunggu": True, "oleh": str(usulan.oleh), "diusulkan": usulan.pada.isoformat()}


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
