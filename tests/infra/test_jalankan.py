"""./run: what it says when it cannot go on, what it keeps, and the whole of it from start to stop."""

from __future__ import annotations

import ast
import hashlib
import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import psycopg
import pytest

from infra.lokal import aset, browser, commands, dependencies, serve
from infra.lokal.configuration import ROOT, Configuration
from infra.lokal.errors import MAY_NOT_SERVE, LaunchError, failed, from_os_error
from infra.lokal.files import exclusively, open_log, password
from infra.lokal.kluster import Kluster
from infra.lokal.processes import MARK, run_quietly, wait_until
from tests import basis_data as bd
from tests.infra.salinan import (
    ON_LINUX,
    RUN,
    assert_one_line,
    clean_environment,
    free_ports,
    lives,
    make_checkout,
    run,
)

pytestmark = pytest.mark.skipif(
    "RIWAYAT_UJI_PG_BIN" in os.environ, reason="another PostgreSQL changes nothing here, and it takes time"
)


@pytest.fixture
def ports() -> dict[str, str]:
    return free_ports()


def test_an_old_python_is_told_so_by_a_file_that_it_can_parse() -> None:
    source = RUN.read_text()
    ast.parse(source, feature_version=(3, 8))
    pretend = f"import runpy, sys; sys.version_info = (3, 9, 2); runpy.run_path({str(RUN)!r}, run_name='__main__')"
    finished = subprocess.run([sys.executable, "-c", pretend], capture_output=True, text=True, check=False)
    assert_one_line(finished, "needs Python 3.11 or newer")


def test_help_names_every_command() -> None:
    finished = run("--help")
    assert finished.returncode == 0
    assert all(f"./run {command}" in finished.stdout for command in ("test", "check", "riwayat", "bench"))


def test_an_unknown_command_gets_the_usage() -> None:
    finished = run("mulai")
    assert finished.returncode == 2
    assert finished.stderr.startswith("usage: ./run")


@pytest.mark.parametrize("name", ["RIWAYAT_PORT", "RIWAYAT_SSO_PORT", "RIWAYAT_METRIK_PORT"])
def test_a_used_port_is_named(name: str, ports: dict[str, str], tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", int(ports[name]))):
        finished = run(**ports, RIWAYAT_DATA=str(tmp_path / "data"))
    assert_one_line(finished, f"Port {ports[name]} cannot be used, address already in use; set {name} to another.")


def test_the_workers_port_must_be_free_too(ports: dict[str, str], tmp_path: Path) -> None:
    worker = int(ports["RIWAYAT_METRIK_PORT"]) + 1
    with socket.create_server(("127.0.0.1", worker)):
        finished = run(**ports, RIWAYAT_DATA=str(tmp_path / "data"))
    assert_one_line(finished, f"Port {worker} cannot be used, address already in use; set RIWAYAT_METRIK_PORT")
    last = ports | {"RIWAYAT_METRIK_PORT": "65535"}
    assert_one_line(run(**last, RIWAYAT_DATA=str(tmp_path / "data")), "Port 65536 cannot be used")


def test_only_a_demonstration_needs_the_sign_on_port(ports: dict[str, str], tmp_path: Path) -> None:
    configuration = Configuration(tmp_path, *map(int, ports.values()))
    with socket.create_server(("127.0.0.1", configuration.sso_port)):
        configuration.require_free_ports(demo=False)
        with pytest.raises(LaunchError, match="RIWAYAT_SSO_PORT"):
            configuration.require_free_ports(demo=True)


def test_metrics_can_be_off(ports: dict[str, str], tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", int(ports["RIWAYAT_PORT"]))):
        assert_one_line(run(**ports | {"RIWAYAT_METRIK_PORT": "0"}, RIWAYAT_DATA=str(tmp_path)), "set RIWAYAT_PORT")


def test_ports_must_differ(ports: dict[str, str], tmp_path: Path) -> None:
    same = ports | {"RIWAYAT_METRIK_PORT": ports["RIWAYAT_PORT"]}
    assert_one_line(run(**same, RIWAYAT_DATA=str(tmp_path)), "must be different ports")


@pytest.mark.parametrize("text", ["delapan", "0", "65536", "-1"])
def test_a_port_is_a_number(text: str) -> None:
    assert_one_line(run(RIWAYAT_PORT=text), f"RIWAYAT_PORT must be a port number, not '{text}'.")


@pytest.mark.parametrize("place", ["/dev/null/data", "/proc/data"])
def test_a_data_folder_that_cannot_be_made_is_named(place: str, ports: dict[str, str]) -> None:
    assert_one_line(run(**ports, RIWAYAT_DATA=place), place)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_data_folder_that_is_somebody_elses_is_named(ports: dict[str, str]) -> None:
    assert_one_line(run(**ports, RIWAYAT_DATA="/root"), "/root")


def test_a_second_run_on_the_same_data_is_refused(ports: dict[str, str], tmp_path: Path) -> None:
    with exclusively(tmp_path):
        finished = run(**ports, RIWAYAT_DATA=str(tmp_path))
    assert_one_line(finished, f"Another ./run is using the data folder {tmp_path}.")


def test_a_full_disk_is_named() -> None:
    with pytest.raises(OSError, match="No space") as refused:
        Path("/dev/full").write_text("penuh")
    assert "the disk is full" in str(from_os_error(refused.value))
    assert "the disk is full" in str(failed("initdb", "could not write: No space left on device"))


def test_a_failed_program_shows_its_last_words() -> None:
    command = [sys.executable, "-c", "print('sebab'); raise SystemExit(4)"]
    with pytest.raises(LaunchError, match="Percobaan failed") as refused:
        run_quietly("Percobaan", command)
    assert refused.value.details == "sebab"


def test_a_password_is_generated_once_for_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "riwayat_app"
    first = password(file)
    assert len(first) >= 32
    assert password(file) == first
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_large_log_is_set_aside(tmp_path: Path) -> None:
    log = tmp_path / "granian.log"
    log.write_bytes(b"x" * 5_000_001)
    with open_log(log) as file:
        assert file.tell() == 0
    assert (tmp_path / "granian.log.1").stat().st_size == 5_000_001


def test_only_the_administrators_commands_know_the_superuser(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    addresses = {f"DATABASE_URL{role}": f"postgresql:///x{role}" for role in ("", "_MIGRASI", "_PEKERJA", "_PENANDA")}
    for name, value in (addresses | {"RIWAYAT_DATA": str(tmp_path)}).items():
        monkeypatch.setenv(name, value)

    def known(*command: str) -> set[str]:
        return Configuration.read().environment(command, None).keys() & addresses.keys()

    assert known("migrasi", "--pasang-sandi") == addresses.keys()
    assert known("demo", "muat") == {"DATABASE_URL", "DATABASE_URL_MIGRASI"}
    assert known("pekerja") == {"DATABASE_URL", "DATABASE_URL_PEKERJA"}
    assert known("bangun-ulang", "--periksa") == known("hapus-orang", "Sari") == {"DATABASE_URL_MIGRASI"}
    assert known("penanda") == known("penanda", "kunci-baru") == {"DATABASE_URL_PENANDA"}
    assert known("pulihkan-log") == {"DATABASE_URL", "DATABASE_URL_MIGRASI"}
    assert known("saksi") == set()
    assert known() == known("demo", "sso") == known("demo", "orang") == {"DATABASE_URL"}


@pytest.mark.parametrize(
    ("status", "halangan", "akibat"),
    [
        (200, {}, ""),
        (503, {"halangan": ["log a: belum dibandingkan oleh penanda"], "tetap": []}, "belum dibandingkan"),
        (503, {"halangan": ["log a: rusak"], "tetap": ["log a: rusak"]}, LaunchError),
    ],
)
def test_the_start_waits_for_what_time_mends_and_for_nothing_else(
    status: int, halangan: dict[str, list[str]], akibat: str | type[LaunchError]
) -> None:
    def jawab(_: object, start: Any) -> list[bytes]:
        start(f"{status} X", [("Content-Type", "application/json")])
        return [json.dumps(halangan).encode()]

    with make_server("127.0.0.1", 0, jawab, handler_class=Quiet) as server, ThreadPoolExecutor(1) as thread:
        served = thread.submit(server.handle_request)
        if isinstance(akibat, str):
            assert akibat in serve._obstacle(server.server_port)
        else:
            with pytest.raises(akibat, match="may not serve: log a: rusak"):
                serve._obstacle(server.server_port)
        served.result(30)


class Quiet(WSGIRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


class Running:
    """A ./run of the whole product, in a checkout and a data folder of its own."""

    def __init__(self, checkout: Path, ports: dict[str, str]) -> None:
        self.printed = checkout / "cetakan"
        self.port = int(ports["RIWAYAT_PORT"])
        with self.printed.open("w") as output:
            self.process = subprocess.Popen(
                [sys.executable, "./run"],
                cwd=checkout,
                env=clean_environment() | ports | {"RIWAYAT_DATA": str(checkout / "data")},
                stdout=output,
                stderr=output,
            )

    def words(self) -> str:
        return self.printed.read_text()

    def is_ready(self, path: str = "/readyz") -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", path)
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def announces(self) -> bool:
        announced = wait_until(lambda: self.process.poll() is not None or "Riwayat is ready" in self.words(), 400)
        return announced and self.process.poll() is None

    def end(self, signum: int) -> int:
        self.process.send_signal(signum)
        return self.process.wait()


@pytest.fixture
def whole_checkout(tmp_path: Path) -> Path:
    """The product's files, with the packages of the environment that these tests run in."""
    checkout = make_checkout(tmp_path / "salinan")
    for folder in ("app", "domain", "tenants", "infra", "templates"):
        unwanted = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / folder, checkout / folder, ignore=unwanted, dirs_exist_ok=True)
    for file in ("requirements/jalan.lock", "package.json", "package-lock.json", ".npmrc"):
        shutil.copy(ROOT / file, checkout / file)
    (checkout / ".venv" / "bin").mkdir(parents=True)
    (checkout / ".venv" / "bin" / "python").symlink_to(sys.executable)
    (checkout / ".venv" / "lib").symlink_to(Path(sys.prefix) / "lib")
    shutil.copy(Path(sys.prefix) / "pyvenv.cfg", checkout / ".venv")
    digest = hashlib.sha256((checkout / "requirements" / "jalan.lock").read_bytes()).hexdigest()
    stamp = {"python": sys.implementation.cache_tag, "jalan.lock": digest}
    (checkout / ".venv" / "riwayat.json").write_text(json.dumps(stamp))
    return checkout


def marked_processes(data: Path) -> dict[int, str]:
    """The supervised programs of a ./run, by what the kernel shows of their environment."""
    found = {}
    for environ in Path("/proc").glob("[0-9]*/environ"):
        with suppress(OSError):
            if f"{MARK}={data}".encode() in environ.read_bytes().split(b"\0"):
                command = (environ.parent / "cmdline").read_bytes().replace(b"\0", b" ")
                found[int(environ.parent.name)] = command.decode()
    return found


def server_of(data: Path) -> int:
    return int((data / "kluster" / "pg" / "postmaster.pid").read_text().split()[0])


def test_ci_fuzzes_long_and_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """20,000 operations on the product's own PostgreSQL; the oldest one runs the same tests once more without them."""
    launcher = tmp_path / "run"
    launcher.write_text('#!/bin/sh\necho "$RIWAYAT_UJI_FUZZ $*"\n')
    launcher.chmod(0o755)
    (tmp_path / ".ci").mkdir()
    script = shutil.copy(ROOT / ".ci" / "run", tmp_path / ".ci")
    printed = subprocess.run([script], env=clean_environment(), capture_output=True, text=True, check=True).stdout
    assert printed == "20000 test\n"

    runs = []
    monkeypatch.setenv("RIWAYAT_UJI_FUZZ", "20000")
    monkeypatch.setattr(commands, "_OLDEST_POSTGRESQL", tmp_path)
    (tmp_path / "initdb").touch()
    for module, step in ((dependencies, "ensure"), (browser, "find_or_install"), (aset, "collect")):
        monkeypatch.setattr(module, step, lambda *_: "")
    monkeypatch.setattr(commands, "run_in_front", lambda _, environment, **__: runs.append(dict(environment)) or 0)
    assert commands.test([]) == 0
    assert [run.get("RIWAYAT_UJI_FUZZ") for run in runs] == ["20000", None]


@pytest.mark.timeout(300)
def test_a_careless_table_ends_the_start_with_its_name(
    kluster_uji: Kluster, whole_checkout: Path, ports: dict[str, str]
) -> None:
    careless = bd.tiru(kluster_uji)
    with psycopg.connect(careless.superuser) as superuser:
        superuser.execute("CREATE TABLE tata.ceroboh (tenant_id int NOT NULL PRIMARY KEY)")
    addresses = {"": careless.app, "_MIGRASI": careless.superuser, "_PEKERJA": careless.pekerja}
    environment = ports | {f"DATABASE_URL{role}": address for role, address in addresses.items()}
    data = whole_checkout / "data"
    old = Configuration(data, 1, 2, 3).log("granian")
    old.write_text(f"{MAY_NOT_SERVE}what an earlier start said\n")
    try:
        began = time.monotonic()
        finished = subprocess.run(
            [sys.executable, "./run"],
            cwd=whole_checkout,
            env=clean_environment() | environment | {"RIWAYAT_DATA": str(data)},
            capture_output=True,
            text=True,
            check=False,
        )
        took = time.monotonic() - began
    finally:
        bd.buang(careless)
    assert_one_line(finished, f"./run: {MAY_NOT_SERVE}tabel.")
    assert "tabel.rls tata.ceroboh: " in finished.stderr
    assert "starting it again" not in finished.stdout
    assert took < serve._LONGEST_START / 2
    assert marked_processes(data) == {}


@ON_LINUX
@pytest.mark.lambat  # loads the whole demonstration and starts everything twice
@pytest.mark.timeout(1200)
def test_the_product_starts_survives_every_kill_and_stops(whole_checkout: Path, ports: dict[str, str]) -> None:
    data = whole_checkout / "data"
    first = Running(whole_checkout, ports)
    try:
        assert first.announces(), first.words()
        assert re.findall(r"https?://[^\s/]+", first.words())[0] == f"http://127.0.0.1:{first.port}"
        assert first.is_ready()
        assert first.is_ready("/operator/masuk/"), "the demonstration has an operator"

        web = min(pid for pid, command in marked_processes(data).items() if "granian" in command)
        os.kill(web, signal.SIGKILL)
        assert wait_until(lambda: "granian is started again" in first.words(), 60), first.words()
        assert wait_until(first.is_ready, 120), first.words()

        os.kill(server_of(data), signal.SIGKILL)
        assert wait_until(lambda: "PostgreSQL is started again" in first.words(), 60), first.words()
        assert wait_until(first.is_ready, 120), first.words()
    finally:
        first.end(signal.SIGKILL)

    second = Running(whole_checkout, ports)
    try:
        assert second.announces(), second.words()
        assert second.is_ready()
        server = server_of(data)
    finally:
        code = second.end(signal.SIGINT)
    assert code == 0
    assert marked_processes(data) == {}
    assert not lives(server)
