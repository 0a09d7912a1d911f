"""A writer while things break: what it saves next, what was answered, and what it sends again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Semaphore
from uuid import UUID

import msgspec
from eventsourcing.persistence import IntegrityError

from domain.kernel import Bentrok, RuleViolation
from infra.errors import PerintahBerbedaError, TersibukError
from infra.event_store.buku import Buku
from tests.infra.kiriman import MACAM, Kiriman, Urutan

SEKALI = 10
"""Saves of one writer in a round whose end does not depend on the fault."""

PENOLAKAN = (Bentrok, RuleViolation, IntegrityError, PerintahBerbedaError)
"""None of these is due to a writer who alone writes to its cells, and begins its own SOPs."""


@dataclass
class Penulis:
    """One writer: what was answered to it, and the save that it waits for."""

    urutan: Urutan
    ulangi: Callable[[Kiriman], Kiriman]
    terjawab: list[Kiriman] = field(default_factory=list)
    tertunda: Kiriman | None = None
    bentrok: list[Exception] = field(default_factory=list)
    tanpa_jawaban: int = 0

    def kirim(self, buku: Buku) -> bool:
        """The next save, or once more the one without an answer; whether there was one now."""
        kiriman = self.ulangi(self.tertunda) if self.tertunda else self.urutan.berikut()
        self.tertunda = kiriman
        try:
            kiriman.simpan(buku)
        except TersibukError:
            self.tanpa_jawaban += 1
            return False
        except PENOLAKAN as error:
            self.bentrok.append(error)
        else:
            self.terjawab.append(kiriman)
        self.tertunda = None
        return True

    def kirim_beberapa(self, buku: Buku) -> None:
        akhir = len(self.terjawab) + SEKALI
        for _ in range(20 * SEKALI):
            if self.kirim(buku) and len(self.terjawab) + len(self.bentrok) >= akhir:
                return
        raise AssertionError(f"{self.urutan.nama} was hardly ever answered")

    def kirim_sampai_padam(self, buku: Buku, terjawab: Semaphore) -> None:
        while self.kirim(buku):
            terjawab.release()

    def kirim_sampai_terjawab(self, buku: Buku) -> None:
        for _ in range(20):
            if self.tertunda is None or self.kirim(buku):
                break
        assert self.tertunda is None

    def ulangi_yang_terjawab(self, buku: Buku) -> None:
        """The answer did not arrive, so a browser thinks: what was answered lately is sent again. Some of it could
        not be done a second time, because the cell has moved on since.
        """
        for kiriman in self.terjawab[-2 * len(MACAM) :]:
            try:
                self.ulangi(kiriman).simpan(buku)
            except PENOLAKAN as error:
                self.bentrok.append(error)


def catat(penulis: Penulis, baris: bytes) -> None:
    """What a writer in a process of its own says: the save that it begins, or the command that was answered."""
    assert baris, "the writer ended by itself"
    if penulis.tertunda is None:
        penulis.tertunda = msgspec.json.decode(baris, type=Kiriman)
    else:
        assert msgspec.json.decode(baris, type=UUID) == penulis.tertunda.perintah
        penulis.terjawab.append(penulis.tertunda)
        penulis.tertunda = None
