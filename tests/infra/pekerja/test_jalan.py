"""The worker as a process: from its settings to a mail in somebody's box."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Any

import psycopg
import pytest
import structlog

from domain.wewenang import Peran
from infra import sendirian
from infra.db.pool import Basis
from infra.pekerja import jalan
from infra.pekerja.jalan import KUNCI, jalankan, kurir_dari
from infra.pekerja.putaran import satu_putaran
from infra.settings import Settings, SettingsError
from tests.basis_data import BasisData
from tests.infra.pekerja.panggung import Kantor, KotakSurat, PeladenSurat

LAMA = 60.0


@pytest.fixture(autouse=True)
def log_tetap(monkeypatch: pytest.MonkeyPatch) -> None:
    """The log belongs to the process, and here that is the test run's."""
    monkeypatch.setattr(jalan, "pasang_log", lambda: None)


@pytest.fixture
def settings(basis_data: BasisData, peladen: PeladenSurat) -> Settings:
    return Settings(
        database_url=basis_data.app, database_url_pekerja=basis_data.pekerja, alamat="https://riwayat.contoh/",
        smtp=peladen.url,
    )  # fmt: skip


@contextmanager
def berjalan(settings: Settings) -> Iterator[Event]:
    berhenti = Event()
    utas = Thread(target=jalankan, args=(settings, berhenti))
    utas.start()
    try:
        yield berhenti
    finally:
        berhenti.set()
        utas.join(LAMA)
    assert not utas.is_alive()


def test_from_a_submission_to_the_mail(kantor: Kantor, settings: Settings, kotak: KotakSurat) -> None:
    kantor.jabatan(Peran.ORTALA, "Budi")
    with berjalan(settings):
        kantor.ajukan(kantor.sop())
        assert kotak.tiba.wait(LAMA)
    assert kotak.kepada() == [kantor.surel("Budi")]
    assert f"https://riwayat.contoh/{kantor.tenant.kode}/kerja/sop/" in kotak.surat[0].get_content()


def test_one_worker_at_a_time(
    kantor: Kantor, settings: Settings, kotak: KotakSurat, basis_data: BasisData, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While another holds the lock nothing happens; when it lets go, this one takes over."""
    monkeypatch.setattr(sendirian, "JEDA_TERPANJANG", 0.05)
    menunggu = Event()
    asli = sendirian._giliran_kami

    def dilihat(sambungan: psycopg.Connection[Any], kunci: int) -> bool:
        giliran = asli(sambungan, kunci)
        if not giliran:
            menunggu.set()
        return giliran

    monkeypatch.setattr(sendirian, "_giliran_kami", dilihat)
    kantor.jabatan(Peran.ORTALA, "Budi")
    kantor.ajukan(kantor.sop())
    with psycopg.connect(basis_data.pekerja, autocommit=True) as lain:
        lain.execute("SELECT pg_advisory_lock(%s)", (KUNCI,))
        with berjalan(settings):
            assert menunggu.wait(LAMA)
            assert kotak.surat == []
            lain.execute("SELECT pg_advisory_unlock(%s)", (KUNCI,))
            assert kotak.tiba.wait(LAMA)


def test_it_waits_for_a_database_that_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sendirian, "JEDA", 0.01)
    monkeypatch.setattr(sendirian, "JEDA_TERPANJANG", 0.01)
    dicatat = Event()

    def catat(_logger: object, _method: str, isi: Any) -> Any:
        if isi["event"] == "database-unavailable":
            dicatat.set()
        raise structlog.DropEvent

    semula = structlog.get_config()
    structlog.configure(processors=[catat])
    try:
        with berjalan(Settings("", database_url_pekerja="postgresql://riwayat_pekerja@127.0.0.1:1/riwayat")):
            assert dicatat.wait(LAMA)
    finally:
        structlog.configure(**semula)


def test_it_goes_on_after_its_connection_was_cut(
    kantor: Kantor, settings: Settings, kotak: KotakSurat, superuser: psycopg.Connection[Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(sendirian, "JEDA", 0.05)
    kantor.jabatan(Peran.ORTALA, "Budi")
    with berjalan(settings):
        for ke in (1, 2):
            kotak.tiba.clear()
            kantor.ajukan(kantor.sop())
            assert kotak.tiba.wait(LAMA), ke
            superuser.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE usename = 'riwayat_pekerja' AND datname = current_database()"
            )
    assert len(kotak.surat) == 2


def test_without_its_address_it_does_not_start() -> None:
    with pytest.raises(SettingsError, match="DATABASE_URL_PEKERJA"):
        jalankan(Settings("postgresql:///riwayat"), Event())


def test_mail_that_is_off_is_said_once(settings: Settings, basis_pekerja: Basis) -> None:
    with structlog.testing.capture_logs() as catatan:
        assert kurir_dari(Settings(""), basis_pekerja) is None
    assert [c["event"] for c in catatan] == ["mail-off"]
    assert kurir_dari(settings, basis_pekerja) is not None


def test_with_mail_off_what_is_written_waits(
    kantor: Kantor, settings: Settings, superuser: psycopg.Connection[Any], basis_data: BasisData,
    monkeypatch: pytest.MonkeyPatch, kotak: KotakSurat,
) -> None:  # fmt: skip
    ditulis = Event()
    asli: Callable[..., bool] = satu_putaran

    def dilihat(*semua: Any) -> bool:
        masih = asli(*semua)
        if superuser.execute("SELECT FROM tata.surel WHERE tenant_id = %s", (kantor.tenant.id,)).fetchone() is not None:
            ditulis.set()
        return masih

    kantor.jabatan(Peran.ORTALA, "Budi")
    kantor.ajukan(kantor.sop())
    with monkeypatch.context() as sementara:
        sementara.setattr(jalan, "satu_putaran", dilihat)
        with berjalan(Settings("", database_url_pekerja=basis_data.pekerja)):
            assert ditulis.wait(LAMA)
    with berjalan(settings):
        assert kotak.tiba.wait(LAMA)
    assert kotak.kepada() == [kantor.surel("Budi")]
