"""The launcher's PostgreSQL: made, shared, killed, found half made, and never left behind."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import LiteralString

import psycopg
import pytest

from infra.lokal import kluster
from infra.lokal.binaries import NOBODY, find_binaries
from infra.lokal.cluster_folder import ClusterFolder
from infra.lokal.configuration import ROOT
from infra.lokal.errors import LaunchError
from infra.lokal.kluster import Kluster
from infra.lokal.processes import wait_until

# RIWAYAT_UJI_PG_BIN: the oldest PostgreSQL that is supported, for the second run.
BIN_DIR = os.environ.get("RIWAYAT_UJI_PG_BIN")
SETTINGS = {"fsync": "off"}


def start(folder: Path, *, alone: bool = False) -> Kluster:
    return kluster.start(folder, BIN_DIR, SETTINGS, alone=alone)


def ask(cluster: Kluster, question: LiteralString, dbname: str = "postgres") -> object:
    with psycopg.connect(cluster.superuser_url(dbname)) as connection:
        row = connection.execute(question).fetchone()
    assert row is not None
    return row[0]


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kluster]:
    cluster = start(tmp_path_factory.mktemp("k") / "kluster")
    yield cluster
    cluster.stop()


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A place for a cluster; whatever server a test leaves in it is stopped."""
    place = tmp_path / "kluster"
    yield place
    if place.is_dir() and kluster.attach(place, BIN_DIR):
        start(place, alone=True).stop()


def test_it_checks_its_pages_and_speaks_utf8(running: Kluster) -> None:
    assert ask(running, "SHOW data_checksums") == "on"
    assert ask(running, "SHOW server_encoding") == "UTF8"
    assert ask(running, "SELECT upper('é')") == "É"


def test_it_listens_on_a_private_socket_alone(running: Kluster) -> None:
    assert ask(running, "SHOW listen_addresses") == ""
    assert mode(running.folder.socket_folder) == 0o700


def test_it_asks_for_a_password_on_the_socket_too(running: Kluster) -> None:
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(running.url("postgres", "salah", "postgres"))


def test_its_files_are_private(running: Kluster) -> None:
    folder = running.folder
    assert mode(folder.path) == mode(folder.pgdata) == 0o700
    assert mode(folder.path / "sandi-superuser") == 0o600
    assert folder.pgdata.stat().st_uid == (NOBODY if os.geteuid() == 0 else os.geteuid())


def test_an_address_carries_any_password(running: Kluster) -> None:
    address = running.url("riwayat_app", "a/b:c@d e%", "riwayat")
    assert psycopg.conninfo.conninfo_to_dict(address) == {
        "user": "riwayat_app",
        "password": "a/b:c@d e%",
        "dbname": "riwayat",
        "host": str(running.folder.socket_folder),
        "port": "5432",
    }


def test_a_database_is_created_once(running: Kluster) -> None:
    running.ensure_database("sekali'")
    running.ensure_database("sekali'")
    assert ask(running, "SELECT current_database()", "sekali'") == "sekali'"


def test_who_comes_second_joins_and_does_not_stop_it(running: Kluster) -> None:
    joined = start(running.folder.path)
    assert (joined.pid, joined.process) == (running.pid, None)
    joined.stop()
    assert joined.alive()
    assert ask(joined, "SELECT 1") == 1


def test_several_who_come_at_once_share_one(folder: Path) -> None:
    with ThreadPoolExecutor(3) as threads:
        found = list(threads.map(start, [folder] * 3))
        assert len({cluster.pid for cluster in found}) == 1
        [owner] = [cluster for cluster in found if cluster.process]
        owner.stop()
        assert not any(cluster.alive() for cluster in found)


def test_who_wants_it_alone_ends_the_one_that_was_left(folder: Path) -> None:
    left = start(folder)
    mine = start(folder, alone=True)
    assert not left.alive()
    assert mine.alive()
    mine.stop()


def test_a_killed_server_comes_back_with_all_data(folder: Path) -> None:
    cluster = start(folder)
    with psycopg.connect(cluster.superuser_url("postgres"), autocommit=True) as busy:
        busy.execute("CREATE TABLE t AS SELECT 42 AS n")
        # Its child does not notice: it computes for longer than this test may take.
        compute = threading.Thread(target=lambda: _until_cut_off(busy))
        compute.start()
        assert wait_until(lambda: bool(ask(cluster, _BUSY)), 60)
        os.kill(cluster.pid, signal.SIGKILL)
        assert cluster.process is not None
        cluster.process.wait()
        again = start(folder)
        compute.join()
    assert ask(again, "SELECT n FROM t") == 42
    again.stop()


_BUSY: LiteralString = (
    "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%generate_series%'"
    " AND pid <> pg_backend_pid()"
)


def _until_cut_off(connection: psycopg.Connection[tuple[object, ...]]) -> None:
    with pytest.raises(psycopg.OperationalError):
        connection.execute("SELECT count(*) FROM generate_series(1, 1000000000000)")


def test_a_process_number_that_is_a_strangers_by_now_does_not_bar_the_start(folder: Path) -> None:
    start(folder).stop()
    (folder / "pg" / "postmaster.pid").write_text(f"{os.getpid()}\n{folder / 'pg'}\n0\n5432\n\n\n\nready\n")
    cluster = start(folder)
    assert cluster.process is not None
    assert ask(cluster, "SELECT 1") == 1
    cluster.stop()


def test_a_half_made_cluster_is_made_anew(folder: Path) -> None:
    for half_made in ("pg", "pg.baru"):
        (folder / half_made / "base").mkdir(parents=True)
    cluster = start(folder)
    assert ask(cluster, "SELECT 1") == 1
    cluster.stop()
    assert sorted(path.name for path in folder.iterdir()) == ["log", "pg", "sandi-superuser"]


def test_a_long_path_gets_a_short_socket(tmp_path: Path) -> None:
    deep = tmp_path / ("panjang" * 15) / "kluster"
    cluster = start(deep)
    sockets = cluster.folder.socket_folder
    assert not sockets.is_relative_to(deep)
    assert mode(sockets) == 0o700
    assert ask(cluster, "SELECT 1") == 1
    cluster.stop()
    assert not sockets.exists()


def test_a_strangers_file_in_the_sockets_place_is_refused(tmp_path: Path) -> None:
    deep = tmp_path / ("panjang" * 15) / "kluster"
    start(deep).stop()
    place = ClusterFolder(deep).socket_folder
    place.symlink_to(tmp_path)
    try:
        with pytest.raises(LaunchError, match="belongs to somebody else"):
            start(deep)
    finally:
        place.unlink()


def test_folders_above_keep_their_modes(tmp_path: Path) -> None:
    home = tmp_path / "rumah"
    home.mkdir(mode=0o700)
    cluster = start(home / "data" / "kluster")
    assert ask(cluster, "SELECT 1") == 1
    cluster.stop()
    assert mode(home) == 0o700


def test_another_version_is_told_in_a_sentence(folder: Path) -> None:
    (folder / "pg").mkdir(parents=True)
    (folder / "pg" / "PG_VERSION").write_text("9\n")
    with pytest.raises(LaunchError, match="is of PostgreSQL 9, but"):
        start(folder)


def test_a_server_that_does_not_start_shows_its_last_words(folder: Path) -> None:
    with pytest.raises(LaunchError, match="Starting PostgreSQL failed") as refused:
        kluster.start(folder, BIN_DIR, SETTINGS | {"max_connections": "banyak"})
    assert "max_connections" in refused.value.details


def test_without_postgresql_there_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PG_BIN", str(tmp_path))
    with pytest.raises(LaunchError, match="No PostgreSQL is here"):
        find_binaries()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent died")
def test_it_ends_when_its_starter_is_killed(folder: Path) -> None:
    program = "import sys; from infra.lokal import kluster\n"
    program += f"print(kluster.start({str(folder)!r}, {BIN_DIR!r}, {SETTINGS!r}).pid, flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", program]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT) as starter:
        assert starter.stdout is not None
        pid = int(starter.stdout.readline())
        starter.kill()
    assert wait_until(lambda: not Path(f"/proc/{pid}/cwd").exists(), 60)
    assert kluster.attach(folder, BIN_DIR) is None
