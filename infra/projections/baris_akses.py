"""Decisions about reading -> the one row that is asked at every page: whether readings of an SOP are kept."""

from __future__ import annotations

from collections.abc import Sequence

from domain.akses.events import PemantauanDihentikan, PembacaanDipantau, PeristiwaAkses
from domain.akses.state import DaftarAkses, evolve
from domain.kernel import Tercatat
from infra.db.simpan import Baris
from infra.event_store.buku import Jenis


def baris_akses(langkah: Sequence[tuple[Tercatat[PeristiwaAkses], DaftarAkses]]) -> tuple[Baris, ...]:
    return tuple(
        Baris("pantauan", {"sop_id": str(t.peristiwa.sop_id), "aktif": t.peristiwa.sop_id in daftar.dipantau}, n)
        for n, (t, daftar) in enumerate(langkah, 1)
        if isinstance(t.peristiwa, PembacaanDipantau | PemantauanDihentikan)
    )


AKSES: Jenis[DaftarAkses, PeristiwaAkses] = Jenis("akses", DaftarAkses(), evolve, baris_akses)
