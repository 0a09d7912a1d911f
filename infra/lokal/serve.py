"""Plain ./run: from a fresh checkout to a running product, and until Ctrl-C."""

from __future__ import annotations

import http.client
import json
import socket
import time
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from infra.lokal import aset, dependencies, kluster
from infra.lokal.configuration import DATABASE, PYTHON, ROOT, Configuration, app_cli
from infra.lokal.errors import MAY_NOT_SERVE, LaunchError
from infra.lokal.processes import MARK, end_leftovers, run_in_front, run_quietly
from infra.lokal.progress import Step, say
from infra.lokal.supervisor import Program, Supervisor

_LONGEST_START = 180.0
_NOTE_EVERY = 10.0


@dataclass
class Database:
    """The embedded cluster, as the supervisor sees it."""

    configuration: Configuration
    cluster: kluster.Kluster | None = None
    name: str = "PostgreSQL"

    @property
    def log(self) -> Path:
        return self.configuration.cluster_folder / "log"

    def start(self) -> None:
        with Step("Starting PostgreSQL") as step:
            folder = self.configuration.cluster_folder
            self.cluster = kluster.start(folder, alone=True, note=step.note)
            self.cluster.ensure_database(DATABASE)

    def words(self) -> str:
        return self.log.read_text(errors="replace")

    def alive(self) -> bool:
        return self.cluster is not None and self.cluster.alive()

    def stop(self) -> None:
        if self.cluster is not None:
            self.cluster.stop()


def serve(*, demo: bool) -> int:
    configuration = Configuration.read()
    demo = demo or not configuration.external
    with configuration.data_folder() as mine:
        if not mine:
            raise LaunchError(f"Another ./run is using the data folder {configuration.data}.")
        end_leftovers(str(configuration.data))
        configuration.require_free_ports(demo=demo)
        dependencies.ensure(dependencies.RUNTIME)
        aset.collect()
        with Supervisor() as supervisor:
            _serve_until_stopped(configuration, supervisor, demo=demo)
    return 0


def _serve_until_stopped(configuration: Configuration, supervisor: Supervisor, *, demo: bool) -> None:
    cluster = None
    if not configuration.external:
        database = Database(configuration)
        supervisor.start(database)
        cluster = database.cluster
    _prepare(configuration, cluster, "Bringing the database up to date", "migrasi", "--pasang-sandi")
    if demo:
        _prepare(configuration, cluster, "Loading the demonstration", "demo", "muat")
    for program in _programs(configuration, cluster, demo=demo):
        supervisor.start(program)
    _wait_until_ready(configuration, supervisor, demo=demo)
    with suppress(SystemExit):  # Ctrl-C and SIGTERM are how this ends
        _announce(configuration, cluster, demo=demo)
        while True:
            supervisor.tend()
            time.sleep(0.2)


def _prepare(configuration: Configuration, cluster: kluster.Kluster | None, title: str, *command: str) -> None:
    with Step(title):
        run_quietly(title, app_cli(*command), configuration.environment(command, cluster), cwd=ROOT)


def _programs(configuration: Configuration, cluster: kluster.Kluster | None, *, demo: bool) -> list[Program]:
    def program(name: str, command: list[str], rights: tuple[str, ...]) -> Program:
        environment = configuration.environment(rights, cluster) | {MARK: str(configuration.data)}
        return Program(name, command, environment, ROOT, configuration.log(name))

    granian = [str(PYTHON), "-m", "granian", "--interface", "wsgi", "--no-ws", "--host", "127.0.0.1"]
    granian += ["--port", str(configuration.port), "--workers", "1", "--blocking-threads", "8"]
    granian += ["--workers-kill-timeout", "10", "app.wsgi:application"]
    sign_on = ("demo", "sso")
    return [
        *([program("sso", app_cli(*sign_on), sign_on)] if demo else []),
        program("pekerja", app_cli("pekerja"), ("pekerja",)),
        *([program("penanda", app_cli("penanda"), ("penanda",))] if configuration.signs else []),
        program("granian", granian, ("granian",)),
    ]


def _wait_until_ready(configuration: Configuration, supervisor: Supervisor, *, demo: bool) -> None:
    """Of a demonstration also until somebody can sign in: whoever reads "ready" clicks the next moment."""
    began = noted = time.monotonic()
    with Step("Starting Riwayat") as step:
        while obstacle := _obstacle(configuration.port) or (_provider_obstacle(configuration.sso_port) if demo else ""):
            supervisor.tend(starting_up=True)
            now = time.monotonic()
            if now - began > _LONGEST_START:
                raise LaunchError(f"Riwayat does not become ready ({configuration.log('granian')}): {obstacle}.")
            if now - noted > _NOTE_EVERY:
                noted = now
                step.note(obstacle)
            time.sleep(0.1)


def _obstacle(port: int) -> str:
    """Why the product is not ready yet, in its own words; empty when it is."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
        try:
            connection.request("GET", "/readyz")
            answer = connection.getresponse()
            words = answer.read(5_000).decode(errors="replace").strip()
        except (OSError, http.client.HTTPException) as problem:
            return f"no answer yet ({problem})"
    if answer.status == http.HTTPStatus.OK:
        return ""
    if lasting := _lasting(words):
        raise LaunchError(f"{MAY_NOT_SERVE}{lasting}")
    return f"/readyz answers {answer.status} {words[:500]}"


def _provider_obstacle(port: int) -> str:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=10).close()
    except OSError as problem:
        return f"the demonstration's sign-in does not answer yet ({problem})"
    return ""


def _lasting(answer: str) -> str:
    """An obstacle that waiting does not remove: a log that is not what was signed."""
    try:
        lasting = json.loads(answer).get("tetap", [])
    except (ValueError, AttributeError):
        return ""
    return str(lasting[0]) if lasting else ""


def _announce(configuration: Configuration, cluster: kluster.Kluster | None, *, demo: bool) -> None:
    """The first address that ./run prints is the product's own, and it answers: scripts wait for that line."""
    say(f"\nRiwayat is ready: {configuration.address}")
    say(f"Data and logs are in {configuration.data}; Ctrl-C stops everything.\n")
    if demo:
        command = ("demo", "orang")
        run_in_front(app_cli(*command), configuration.environment(command, cluster), cwd=ROOT)
