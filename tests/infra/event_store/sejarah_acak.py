"""Random histories with several writers at once: a number plans one, and its events come from the laws' strategies.

What each writer does is the same in every run of a number; how the writers meet is not, and is what is tested.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from contextvars import copy_context
from dataclasses import dataclass
from functools import cache, partial
from random import Random
from threading import Barrier
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from domain.kernel import Aktor, Bentrok
from domain.sop.errors import NomorSopTerpakaiError
from infra.errors import TersibukError, TidakAdaError
from infra.event_store.buku import Buku, Jenis, Perintah
from tests.domain.pembangun import BUDI, DEWI, RATNA, SARI
from tests.infra.event_store.test_model_baca import awal, pasti, tindakan

PENULIS = (2, 3)
PERINTAH = (1, 3)
DIULANG = 0.25
"""How many commands are sent again, mostly by another writer and at the same time."""


@dataclass(frozen=True)
class Tugas:
    """One command of a plan, for a stream that it begins if nobody has."""

    jenis: Jenis[Any, Any]
    aliran: UUID
    id: UUID
    aktor: Aktor
    peristiwa: tuple[Any, ...]

    def kirim(self, buku: Buku) -> bool:
        """Whether it is stored. Refused are a number that another SOP has, and a stream that too many write to."""
        perintah = Perintah(self.id, self.aktor)
        try:
            try:
                buku.ubah(self.jenis, self.aliran, perintah, pasti(*self.peristiwa))
            except TidakAdaError:
                self._mulai(buku, perintah)
        except (NomorSopTerpakaiError, TersibukError):
            return False
        return True

    def _mulai(self, buku: Buku, perintah: Perintah) -> None:
        try:
            buku.mulai(self.jenis, self.aliran, perintah, pasti(awal(self.jenis), *self.peristiwa))
        except Bentrok:
            buku.ubah(self.jenis, self.aliran, perintah, pasti(*self.peristiwa))


@dataclass(frozen=True)
class Rencana:
    nomor: int
    penulis: tuple[tuple[Tugas, ...], ...]

    @property
    def tugas(self) -> dict[UUID, Tugas]:
        return {t.id: t for tugas in self.penulis for t in tugas}


@cache
def kolam() -> tuple[tuple[Jenis[Any, Any], int, list[Any]], ...]:
    """Some hundred commands from the strategies, the same in every run."""
    terkumpul: list[tuple[Jenis[Any, Any], int, list[Any]]] = []

    @settings(
        max_examples=12,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(tindakan, min_size=20, max_size=20))
    def kumpulkan(beberapa: list[Any]) -> None:
        terkumpul.extend(beberapa)

    kumpulkan()
    return tuple(terkumpul)


def rencanakan(nomor: int) -> Rencana:
    acak = Random(nomor)
    aliran: dict[tuple[str, int], UUID] = {}
    penulis: list[list[Tugas]] = [[] for _ in range(acak.randint(*PENULIS))]
    for milik in penulis:
        for _ in range(acak.randint(*PERINTAH)):
            jenis, ke, peristiwa = acak.choice(kolam())
            tujuan = aliran.setdefault((jenis.nama, ke), UUID(int=acak.getrandbits(128), version=4))
            siapa = acak.choice((SARI, DEWI, BUDI, RATNA))
            tugas = Tugas(jenis, tujuan, UUID(int=acak.getrandbits(128), version=4), siapa, tuple(peristiwa))
            milik.append(tugas)
            if acak.random() < DIULANG:
                acak.choice(penulis).append(tugas)
    return Rencana(nomor, tuple(map(tuple, penulis)))


def jalankan(rencana: Rencana, buku: Buku, benang: Executor) -> Counter[UUID]:
    """All writers at once, for the tenant being served; returns how often each command was answered as stored."""
    mulai = Barrier(len(rencana.penulis))

    def menulis(tugas: Sequence[Tugas]) -> list[UUID]:
        mulai.wait(30)
        return [t.id for t in tugas if t.kirim(buku)]

    kerja: list[Callable[[], list[UUID]]] = [partial(menulis, tugas) for tugas in rencana.penulis]
    tunggu = [benang.submit(copy_context().run, satu) for satu in kerja]
    return Counter(perintah for janji in tunggu for perintah in janji.result(60))
