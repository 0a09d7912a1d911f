"""Buku: load a stream, decide, store its events with their read model rows; again if somebody was faster."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar, cast
from uuid import UUID

from eventsourcing.application import AggregateNotFoundError, Application
from eventsourcing.persistence import (
    ApplicationRecorder,
    InfrastructureFactory,
    IntegrityError,
    Mapper,
    ProcessRecorder,
    TrackingRecorder,
)
from eventsourcing.utils import Environment, EnvType
from typing_extensions import override

from domain.kernel import Aktor, Bentrok, RuleViolation, Tercatat
from infra.clock import now
from infra.db.pool import Basis
from infra.db.simpan import Baris, Simpanan
from infra.errors import TersibukError, TidakAdaError
from infra.event_store.catalog import NAMA_TERSIMPAN
from infra.event_store.mapper import CatalogMapper, Catatan
from infra.event_store.recorder import TenantRecorder
from infra.metrik import catat_simpanan

S = TypeVar("S")
P = TypeVar("P")
COBA_LAGI = 5


@dataclass(frozen=True, slots=True)
class Jenis(Generic[S, P]):
    """A kind of stream: how it starts, how it folds, and which read model rows its events bring."""

    nama: str
    awal: S
    evolve: Callable[[S, Tercatat[P]], S]
    baris: Callable[[Sequence[tuple[Tercatat[P], S]]], tuple[Baris, ...]]
    kejadian: Callable[[S, Sequence[tuple[Tercatat[P], S]]], tuple[Baris, ...]] | None = None

    def semua_baris(self, awal: S, langkah: Sequence[tuple[Tercatat[P], S]]) -> tuple[Baris, ...]:
        """The rows that follow from the states after the events, and those that need the one before them as well."""
        return self.baris(langkah) + (self.kejadian(awal, langkah) if self.kejadian else ())


@dataclass(frozen=True, slots=True)
class Perintah:
    """One act of one person. `pada` is the demonstration's clock; everywhere else the database sets the time.

    `hari` is the day on which the mandate of `aktor` must be in force when the act is recorded.
    """

    id: UUID
    aktor: Aktor
    sidik: bytes = bytes(32)
    pada: datetime | None = None
    hari: date | None = None

    def dijaga(self) -> tuple[Baris, ...]:
        """What is asked under the lock of the log's head: whether the mandate of `aktor` runs on `hari`.

        Imports and the administrator, who rest on no mandate of this log, have no `hari`.
        """
        if self.hari is None or self.aktor.jabatan_id is None:
            return ()
        siapa = {"orang_id": str(self.aktor.orang), "jabatan_id": str(self.aktor.jabatan_id)}
        return (Baris("wewenang", siapa | {"hari": self.hari.isoformat()}),)


Putusan = Callable[[S], "P | Iterable[P]"]


class TenantFactory(InfrastructureFactory[Any]):
    """Hands the library our recorder; nothing else of a factory is used here."""

    def __init__(self, env: Environment, recorder: TenantRecorder) -> None:
        super().__init__(env)
        self._recorder = recorder

    @override
    def application_recorder(self) -> ApplicationRecorder:
        return self._recorder

    @override
    def aggregate_recorder(self, purpose: str = "events") -> Any:
        raise NotImplementedError("snapshots wait for a measurement that asks for them")

    @override
    def tracking_recorder(self, tracking_recorder_class: type[Any] | None = None) -> TrackingRecorder:
        raise NotImplementedError("the worker keeps its cursors in sistem.kursor")

    @override
    def process_recorder(self) -> ProcessRecorder:
        raise NotImplementedError("the worker keeps its cursors in sistem.kursor")


class Buku(Application[UUID]):
    """One application for all tenants; the tenant is in the row. The library's aggregate cache stays off:
    it is keyed by stream alone and would hand one tenant's stream to another.
    """

    name = "buku"

    def __init__(self, basis: Basis) -> None:
        self.basis = basis
        self.tenant_recorder = TenantRecorder(basis)
        super().__init__()

    @override
    def construct_env(self, name: str, env: EnvType | None = None) -> Environment:
        return Environment(name, {})  # the library would read all of os.environ

    @override
    def construct_factory(self, env: Environment) -> InfrastructureFactory[Any]:
        return TenantFactory(env, self.tenant_recorder)

    @override
    def construct_mapper(self) -> Mapper[UUID]:
        return CatalogMapper()

    def sejarah(self, aliran: UUID, *, sampai_versi: int | None = None) -> list[Catatan[Any]]:
        """All recorded events of a stream, oldest first."""
        events = list(self.events.get(aliran, lte=sampai_versi))
        if not events:
            raise TidakAdaError(str(aliran))
        return cast("list[Catatan[Any]]", events)

    def sejarah_beberapa(self, aliran: Sequence[UUID]) -> list[Catatan[Any]]:
        """All recorded events of several streams, in the order of the log."""
        return cast(
            "list[Catatan[Any]]", [self.mapper.to_domain_event(e) for e in self.tenant_recorder.select_streams(aliran)]
        )

    def muat(self, jenis: Jenis[S, P], aliran: UUID) -> S:
        """The state of a stream now. Raises TidakAdaError when this tenant has no such stream of this kind."""

        def lipat(_: S | None, events: Iterable[Catatan[P]]) -> S | None:
            keadaan, ada = jenis.awal, False
            for event in events:
                if not ada and not NAMA_TERSIMPAN[type(event.peristiwa)].startswith(f"{jenis.nama}."):
                    return None
                keadaan, ada = jenis.evolve(keadaan, event), True
            return keadaan if ada else None

        try:
            return cast("S", self.repository.get(aliran, projector_func=cast("Any", lipat)))
        except AggregateNotFoundError:
            raise TidakAdaError(str(aliran)) from None

    def ubah(
        self, jenis: Jenis[S, P], aliran: UUID, perintah: Perintah, putuskan: Putusan[S, P], *, dimuat: S | None = None
    ) -> S:
        """Decide on the newest state and store what was decided; returns the state after it. `dimuat` is that state,
        where this request has loaded it already: if it is old by now, storing fails and it is loaded afresh.

        Different cells never collide: on a version conflict the decision is made again on the fresh state. A
        command whose answer was lost is recognised by its id and answered from what is stored.
        """
        return self._berulang(jenis, aliran, perintah, putuskan, baru=False, dimuat=dimuat)

    def mulai(self, jenis: Jenis[S, P], aliran: UUID, perintah: Perintah, putuskan: Putusan[S, P]) -> S:
        """The first events of a new stream. Where it is there already, the decision sees it and may refuse in its own
        words; else it is Bentrok: a beginning is never added to what has begun.
        """

        def awali(keadaan: S) -> P | Iterable[P]:
            hasil = putuskan(keadaan)
            if cast("Any", keadaan).versi_aliran:
                raise Bentrok(jenis.nama)
            return hasil

        return self._berulang(jenis, aliran, perintah, awali, baru=True)

    def _berulang(
        self,
        jenis: Jenis[S, P],
        aliran: UUID,
        perintah: Perintah,
        putuskan: Putusan[S, P],
        *,
        baru: bool,
        dimuat: S | None = None,
    ) -> S:
        for _ in range(COBA_LAGI):
            keadaan = jenis.awal if baru else dimuat if dimuat is not None else self.muat(jenis, aliran)
            dimuat = None
            try:
                return self._sekali(jenis, aliran, perintah, keadaan, putuskan)
            except (RuleViolation, Bentrok):
                if self.tenant_recorder.perintah_tersimpan(perintah.id, perintah.sidik):
                    return self.muat(jenis, aliran)
                raise
            except IntegrityError:
                catat_simpanan("conflict")
                baru = False
        raise TersibukError("the same stream is being written by many")

    def _sekali(self, jenis: Jenis[S, P], aliran: UUID, perintah: Perintah, keadaan: S, putuskan: Putusan[S, P]) -> S:
        hasil = putuskan(keadaan)
        peristiwa = cast("list[P]", list(hasil) if isinstance(hasil, Iterable) else [hasil])
        if not peristiwa:
            return keadaan
        langkah: list[tuple[Tercatat[P], S]] = []
        awal, versi = keadaan, cast("Any", keadaan).versi_aliran
        for satu in peristiwa:
            versi += 1
            event = Catatan(aliran, versi, 0, perintah.pada or now(), perintah.aktor, perintah.id, satu)
            keadaan = jenis.evolve(keadaan, event)
            langkah.append((event, keadaan))
        baris = perintah.dijaga() + jenis.semua_baris(awal, langkah)
        simpanan = Simpanan(perintah.id, perintah.sidik, perintah.aktor.orang, perintah.pada, baris)
        self.save(*(cast("Any", event) for event, _ in langkah), simpanan=simpanan)
        catat_simpanan("repeated" if simpanan.ulang else "stored")
        return self._tersimpan(jenis, simpanan.pertama) if simpanan.ulang else keadaan

    def _tersimpan(self, jenis: Jenis[S, P], pos: int) -> S:
        """The state of the stream that a repeated command wrote to the first time; a beginning had an id of its own."""
        (pertama,) = self.tenant_recorder.select_notifications(pos, 1)
        return self.muat(jenis, UUID(str(pertama.originator_id)))


@dataclass(slots=True)
class Rangkaian(Generic[S, P]):
    """Several decisions in a row within one command: each sees the state that the ones before it made."""

    jenis: Jenis[S, P]
    keadaan: S
    aktor: Aktor
    pada: datetime
    peristiwa: list[P]

    def tambah(self, putuskan: Putusan[S, P]) -> S:
        hasil = putuskan(self.keadaan)
        for satu in cast("list[P]", list(hasil) if isinstance(hasil, Iterable) else [hasil]):
            versi = cast("Any", self.keadaan).versi_aliran + 1
            event = Tercatat(UUID(int=0), versi, 0, self.pada, self.aktor, UUID(int=0), satu)
            self.keadaan = self.jenis.evolve(self.keadaan, event)
            self.peristiwa.append(satu)
        return self.keadaan
