"""Stored bytes <-> recorded events, typed: each stored name decodes into its own class, or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Generic, TypeVar, cast
from uuid import UUID

import msgspec
from eventsourcing.domain import DomainEventProtocol
from eventsourcing.persistence import JSONTranscoder, Mapper, Notification, StoredEvent
from typing_extensions import override

from domain.kernel import Aktor, JabatanId, OrangId, Tercatat
from infra.event_store.catalog import KATALOG, NAMA_TERSIMPAN

P = TypeVar("P", covariant=True)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Catatan(Tercatat[P]):
    """A recorded event with the two names that the eventsourcing library looks for."""

    @property
    def originator_id(self) -> UUID:
        return self.aliran

    @property
    def originator_version(self) -> int:
        return self.versi


@dataclass(frozen=True)
class PeristiwaTersimpan(Notification):
    """A stored event with the columns of our own table beside the library's."""

    at: datetime
    actor_id: UUID
    command_id: UUID


class AktorTersimpan(msgspec.Struct, omit_defaults=True):
    """The capacity in which somebody acted; the person's pseudonym is a column of its own."""

    jabatan: str
    unit: str = ""
    mandat: str = ""
    jabatan_id: UUID | None = None


class Muatan(msgspec.Struct, Generic[T]):
    aktor: AktorTersimpan
    data: T


@cache
def _decoder(topic: str) -> msgspec.json.Decoder[Muatan[Any]]:
    bentuk: Any = Muatan
    return msgspec.json.Decoder(bentuk[KATALOG[topic]])


_encoder = msgspec.json.Encoder()


def muatan(aktor: Aktor, peristiwa: object) -> bytes:
    """The exact bytes that are stored and hashed."""
    tersimpan = AktorTersimpan(aktor.jabatan, aktor.unit, aktor.mandat, aktor.jabatan_id)
    return _encoder.encode(Muatan(tersimpan, peristiwa))


class CatalogMapper(Mapper[UUID]):
    def __init__(self) -> None:
        super().__init__(JSONTranscoder())

    @override
    def to_stored_event(self, domain_event: DomainEventProtocol[UUID]) -> StoredEvent:
        assert isinstance(domain_event, Catatan)  # noqa: S101 - tells the type checker; nothing else is ever saved
        return StoredEvent(
            domain_event.aliran,
            domain_event.versi,
            NAMA_TERSIMPAN[type(domain_event.peristiwa)],
            muatan(domain_event.aktor, domain_event.peristiwa),
        )

    @override
    def to_domain_event(self, stored_event: StoredEvent) -> Catatan[Any]:
        assert isinstance(stored_event, PeristiwaTersimpan)  # noqa: S101 - our recorder makes no others
        isi = _decoder(stored_event.topic).decode(stored_event.state)
        a = isi.aktor
        jabatan_id = JabatanId(a.jabatan_id) if a.jabatan_id else None
        return Catatan(
            aliran=cast("UUID", stored_event.originator_id),
            versi=stored_event.originator_version,
            pos=stored_event.id,
            pada=stored_event.at,
            aktor=Aktor(OrangId(stored_event.actor_id), a.jabatan, a.unit, a.mandat, jabatan_id),
            perintah=stored_event.command_id,
            peristiwa=isi.data,
        )
