"""The loop behind the log: effect and cursor are one, and a fault stays where it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Event
from typing import Any

import psycopg
import pytest
import structlog

from domain.kernel import Tercatat
from domain.sop.events import SopDiajukan, SopDibuat
from domain.wewenang import Peran
from infra.antrean import tertinggal
from infra.db.pool import Basis
from infra.errors import TidakAdaError
from infra.metrik import REGISTRI
from infra.pekerja import putaran
from infra.pekerja.antrean import PEMBERITAHUAN, lanjutkan
from infra.pekerja.pemberitahuan import Pemberitahuan
from infra.pekerja.peristiwa import topik
from infra.pekerja.putaran import satu_putaran
from tenants.context import current_tenant
from tenants.model import Tenant
from tests.infra.pekerja.panggung import ALAMAT, KINI, Kantor, Pekerja

BuatKantor = Callable[[Tenant], Kantor]


@dataclass
class Pendengar:
    """A consumer that remembers what it was handed, and does what a test asks."""

    nama: str = PEMBERITAHUAN
    topik: frozenset[str] = topik(SopDibuat, SopDiajukan)
    lakukan: Callable[[psycopg.Connection[Any], Sequence[Tercatat[Any]]], object] = lambda _connection, _events: None
    bangun: datetime | None = None
    terlihat: list[tuple[str, list[int]]] = field(default_factory=list)

    def tangani(
        self, connection: psycopg.Connection[Any], events: Sequence[Tercatat[Any]], kini: datetime
    ) -> datetime | None:
        self.terlihat.append((current_tenant().kode, [e.pos for e in events]))
        self.lakukan(connection, events)
        return self.bangun


def alarm(konsumen: str = PEMBERITAHUAN) -> float:
    return REGISTRI.get_sample_value("riwayat_worker_alarms_total", {"consumer": konsumen}) or 0.0


def tulis_surel(connection: psycopg.Connection[Any], events: Sequence[Tercatat[Any]]) -> None:
    connection.execute(
        "INSERT INTO tata.surel (tenant_id, kunci, kepada, perihal, isi) VALUES (%s, %s, 'a@b', 'p', 'i')",
        (current_tenant().id, f"uji:{len(events)}"),
    )


def rusakkan(superuser: psycopg.Connection[Any], tenant: Tenant, pos: int) -> None:
    """Plant a payload that no version of ours ever wrote."""
    superuser.execute(
        "UPDATE es.event SET payload = %s WHERE tenant_id = %s AND pos = %s",
        (b'{"aktor": {"jabatan": 1}, "data": {}}', tenant.id, pos),
    )


def test_it_is_handed_its_topics_and_the_cursor_passes_the_rest(
    kantor: Kantor, basis_pekerja: Basis, pekerja: Pekerja
) -> None:
    kantor.jabatan(Peran.ORTALA, "Budi")
    kantor.ajukan(kantor.sop())
    kantor.jabatan(Peran.ORTALA, "Rina")
    ujung = pekerja.ujung(kantor.tenant)
    pendengar = Pendengar(bangun=KINI)
    assert not satu_putaran(basis_pekerja, (pendengar,), KINI)
    assert pendengar.terlihat == [(kantor.tenant.kode, [4, 5])]
    assert pekerja.kursor(kantor.tenant) == (ujung, KINI, "")


def test_effect_and_cursor_are_rolled_back_together(
    kantor: Kantor, basis_pekerja: Basis, pekerja: Pekerja, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database goes away between the effect and the cursor: neither counts, and the next round does both."""
    kantor.sop()

    def putus(*_: object, **__: object) -> None:
        raise psycopg.OperationalError("gone")

    pendengar = Pendengar(lakukan=tulis_surel)
    with monkeypatch.context() as sementara:
        sementara.setattr(putaran, "maju", putus)
        assert not satu_putaran(basis_pekerja, (pendengar,), KINI)
    assert pekerja.surat(kantor.tenant) == []
    assert pekerja.kursor(kantor.tenant) == (0, None, "")
    satu_putaran(basis_pekerja, (pendengar,), KINI)
    assert len(pekerja.surat(kantor.tenant)) == 1
    assert pekerja.kursor(kantor.tenant)[0] == pekerja.ujung(kantor.tenant)


@pytest.mark.parametrize(
    "galat", [psycopg.OperationalError, psycopg.InterfaceError, psycopg.errors.IdleInTransactionSessionTimeout]
)
def test_trouble_of_the_database_stops_nobody(
    kantor: Kantor, basis_pekerja: Basis, pekerja: Pekerja, galat: type[psycopg.Error]
) -> None:
    kantor.sop()
    sebelum = alarm()

    def gagal(*_: object) -> None:
        raise galat("gone")

    with structlog.testing.capture_logs() as catatan:
        satu_putaran(basis_pekerja, (Pendengar(lakukan=gagal),), KINI)
    assert [c["event"] for c in catatan] == ["worker-retries"]
    assert alarm() == sebelum
    assert pekerja.kursor(kantor.tenant) == (0, None, "")


def test_a_poisoned_event_stops_one_consumer_of_one_tenant(
    kantor: Kantor, buat_kantor: BuatKantor, buat_pemda: Callable[[], Tenant], pekerja: Pekerja,
    superuser: psycopg.Connection[Any], basis_pekerja: Basis,
) -> None:  # fmt: skip
    lain = buat_kantor(buat_pemda())
    for satu in (kantor, lain):
        satu.jabatan(Peran.ORTALA, "Budi")
    kantor.ajukan(kantor.sop())
    racun = pekerja.ujung(kantor.tenant) + 2
    for satu in (kantor, lain):
        satu.ajukan(satu.sop())
        satu.ajukan(satu.sop())
    rusakkan(superuser, kantor.tenant, racun)
    sebelum = alarm()
    with structlog.testing.capture_logs() as catatan:
        pekerja.putar()
        pekerja.putar()
    assert len(pekerja.surat(kantor.tenant)) == 1  # what came before the bad event counts
    assert pekerja.kursor(kantor.tenant) == (racun - 1, None, f"ValidationError {racun}")
    assert len(pekerja.surat(lain.tenant)) == 2
    assert pekerja.kursor(lain.tenant)[2] == ""
    [jerit] = [c for c in catatan if c["event"] == "worker-alarm"]
    assert (jerit["position"], jerit["log_level"]) == (racun, "error")
    assert alarm() == sebelum + 1
    pendengar_lain = Pendengar(nama="lain", topik=frozenset())
    satu_putaran(basis_pekerja, (pendengar_lain,), KINI)
    assert pekerja.kursor(kantor.tenant, "lain")[0] == pekerja.ujung(kantor.tenant)


def test_a_consumer_that_fails_at_its_wake_up_stops_too(kantor: Kantor, basis_pekerja: Basis, pekerja: Pekerja) -> None:
    kantor.sop()
    pendengar = Pendengar(bangun=KINI)
    satu_putaran(basis_pekerja, (pendengar,), KINI)
    pendengar.lakukan = lambda _connection, events: min(e.pos for e in events)
    satu_putaran(basis_pekerja, (pendengar,), KINI)
    pos = pekerja.ujung(kantor.tenant)
    assert pekerja.kursor(kantor.tenant) == (pos, KINI, f"ValueError {pos}")
    assert tertinggal(basis_pekerja, PEMBERITAHUAN, KINI) == []


def test_the_stored_fault_names_no_person(kantor: Kantor, basis_pekerja: Basis, pekerja: Pekerja) -> None:
    def gagal(*_: object) -> None:
        raise ValueError("Budi, 198001012005011001")

    kantor.sop()
    satu_putaran(basis_pekerja, (Pendengar(lakukan=gagal),), KINI)
    assert pekerja.kursor(kantor.tenant) == (1, None, "ValueError 2")


def test_a_stopped_consumer_goes_on_when_told(
    kantor: Kantor, pekerja: Pekerja, superuser: psycopg.Connection[Any], basis_pekerja: Basis
) -> None:
    kantor.jabatan(Peran.ORTALA, "Budi")
    kantor.ajukan(kantor.sop())
    racun = pekerja.ujung(kantor.tenant)
    [(utuh,)] = superuser.execute(
        "SELECT payload FROM es.event WHERE tenant_id = %s AND pos = %s", (kantor.tenant.id, racun)
    ).fetchall()
    rusakkan(superuser, kantor.tenant, racun)
    pekerja.putar()
    kantor.ajukan(kantor.sop())
    pekerja.putar()
    assert pekerja.surat(kantor.tenant) == []
    superuser.execute(
        "UPDATE es.event SET payload = %s WHERE tenant_id = %s AND pos = %s", (utuh, kantor.tenant.id, racun)
    )
    lanjutkan(basis_pekerja, PEMBERITAHUAN, kantor.tenant)
    pekerja.putar()
    assert len(pekerja.surat(kantor.tenant)) == 2
    assert pekerja.kursor(kantor.tenant)[2] == ""


def test_a_hopeless_event_can_be_left_out(
    kantor: Kantor, pekerja: Pekerja, superuser: psycopg.Connection[Any], basis_pekerja: Basis
) -> None:
    kantor.jabatan(Peran.ORTALA, "Budi")
    kantor.ajukan(kantor.sop())
    racun = pekerja.ujung(kantor.tenant)
    kantor.ajukan(kantor.sop())
    rusakkan(superuser, kantor.tenant, racun)
    pekerja.putar()
    lanjutkan(basis_pekerja, PEMBERITAHUAN, kantor.tenant, lewati_sampai=racun)
    pekerja.putar()
    assert len(pekerja.surat(kantor.tenant)) == 1
    assert pekerja.kursor(kantor.tenant) == (pekerja.ujung(kantor.tenant), None, "")


def test_nobody_resumes_a_consumer_that_does_not_exist(kantor: Kantor, basis_pekerja: Basis) -> None:
    with pytest.raises(TidakAdaError):
        lanjutkan(basis_pekerja, "statistik", kantor.tenant)


def test_mail_does_not_resume_a_stopped_courier(
    kantor: Kantor, pekerja: Pekerja, superuser: psycopg.Connection[Any]
) -> None:
    superuser.execute("INSERT INTO sistem.kursor VALUES ('kirim', %s, 0, NULL, 'TypeError 0')", (kantor.tenant.id,))
    kantor.jabatan(Peran.ORTALA, "Budi")
    kantor.ajukan(kantor.sop())
    pekerja.putar()
    assert len(pekerja.surat(kantor.tenant)) == 1
    assert pekerja.kursor(kantor.tenant, "kirim")[2] == "TypeError 0"


def test_a_long_log_is_read_in_parts(
    kantor: Kantor, basis_pekerja: Basis, pekerja: Pekerja, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(putaran, "SEKALI_BACA", 3)
    for _ in range(7):
        kantor.sop()
    pendengar = Pendengar()
    assert satu_putaran(basis_pekerja, (pendengar,), KINI)
    assert satu_putaran(basis_pekerja, (pendengar,), KINI)
    assert REGISTRI.get_sample_value("riwayat_worker_lag_events", {"consumer": PEMBERITAHUAN}) == 5
    assert not satu_putaran(basis_pekerja, (pendengar,), KINI)
    assert [pos for _, posisi in pendengar.terlihat for pos in posisi] == [2, 3, 4, 5, 6, 7, 8]


def test_a_failing_part_keeps_the_newest_wake_up_time(
    kantor: Kantor, basis_pekerja: Basis, pekerja: Pekerja, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Event by event after a failure: the time that one event asked for is not lost by the next."""
    kantor.sop()
    kantor.jabatan(Peran.ORTALA, "Budi")
    besok = KINI + timedelta(days=1)

    def sekali_gagal(_connection: object, events: Sequence[object]) -> None:
        pendengar.lakukan = lambda _connection, _events: None
        raise ValueError

    pendengar = Pendengar(lakukan=sekali_gagal, bangun=besok)
    assert satu_putaran(basis_pekerja, (pendengar,), KINI)
    assert pekerja.kursor(kantor.tenant) == (pekerja.ujung(kantor.tenant), besok, "")


def test_told_to_stop_it_begins_no_other_tenant(kantor: Kantor, basis_pekerja: Basis, pekerja: Pekerja) -> None:
    kantor.sop()
    berhenti = Event()
    berhenti.set()
    assert not satu_putaran(basis_pekerja, (Pemberitahuan(ALAMAT),), KINI, berhenti)
    assert pekerja.kursor(kantor.tenant) == (0, None, "")


def test_a_worker_that_is_started_again_goes_on_where_it_was(
    kantor: Kantor, basis_data: Any, superuser: psycopg.Connection[Any]
) -> None:
    kantor.jabatan(Peran.ORTALA, "Budi")
    for _ in range(3):
        kantor.ajukan(kantor.sop())
        baru = Basis(basis_data.pekerja, kolam=1)
        Pekerja(baru, superuser).putar()
        baru.tutup()
    assert len(Pekerja(kantor.basis, superuser).surat(kantor.tenant)) == 3
