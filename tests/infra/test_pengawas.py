"""What ./run keeps running: programs that fall come back, and none stays when it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typing_extensions import override

from infra.lokal.configuration import ROOT
from infra.lokal.errors import MAY_NOT_SERVE, LaunchError
from infra.lokal.processes import MARK, end_leftovers, run_in_front, wait_until
from infra.lokal.supervisor import Program, Supervisor
from tests.infra.salinan import ON_LINUX, clean_environment, lives

pytestmark = pytest.mark.skipif(
    "RIWAYAT_UJI_PG_BIN" in os.environ, reason="another PostgreSQL changes nothing here, and it takes time"
)

# A leader with a worker, as granian is; each run of it appends its two process numbers to a file.
_LEADER = """
import subprocess, sys
worker = subprocess.Popen([sys.executable, "-c", "import signal; signal.pause()"])
with open(sys.argv[1], "a") as file: file.write(f"{__import__('os').getpid()} {worker.pid}\\n")
worker.wait()
"""


class Leader:
    def __init__(self, folder: Path, name: str) -> None:
        self.numbers = folder / name
        command = [sys.executable, "-c", _LEADER, str(self.numbers)]
        environment = clean_environment() | {MARK: str(folder)}
        self.program = Program(name, command, environment, folder, folder / f"{name}.log")

    def runs(self) -> list[list[int]]:
        lines = self.numbers.read_text().splitlines() if self.numbers.exists() else []
        return [[int(number) for number in line.split()] for line in lines]


@pytest.fixture
def supervisor() -> Iterator[Supervisor]:
    supervisor = Supervisor()
    yield supervisor
    supervisor.stop()


@ON_LINUX
def test_a_killed_program_comes_back_and_its_workers_do_not_stay(
    supervisor: Supervisor, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    leader = Leader(tmp_path, "granian")
    supervisor.start(leader.program)
    assert wait_until(lambda: len(leader.runs()) == 1, 60)
    [[first, worker]] = leader.runs()
    os.kill(first, signal.SIGKILL)

    def is_back() -> bool:
        supervisor.tend()
        return len(leader.runs()) == 2

    assert wait_until(is_back, 60)
    assert wait_until(lambda: not lives(worker), 60)
    assert leader.program.alive()
    printed = capsys.readouterr().out
    assert "granian has ended; starting it again" in printed
    assert "granian is started again" in printed
    supervisor.stop()
    assert wait_until(lambda: not any(lives(pid) for pids in leader.runs() for pid in pids), 60)


def test_a_program_that_cannot_start_is_given_up_with_its_last_words(supervisor: Supervisor, tmp_path: Path) -> None:
    command = [sys.executable, "-c", "raise SystemExit('tanpa harapan')"]
    supervisor.start(Program("pekerja", command, clean_environment(), tmp_path, tmp_path / "log"))

    def given_up() -> bool:
        supervisor.tend(starting_up=True)
        return False

    with pytest.raises(LaunchError, match="pekerja does not start") as refused:
        wait_until(given_up, 60)
    assert "tanpa harapan" in refused.value.details


def test_a_program_that_refuses_to_start_is_given_up_at_its_first_fall(
    supervisor: Supervisor, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = tmp_path / "log"
    log.write_text(f"{MAY_NOT_SERVE}an old story\n")
    command = [sys.executable, "-c", f"raise SystemExit({MAY_NOT_SERVE!r} + 'tabel.rls tata.ceroboh')"]
    supervisor.start(Program("granian", command, clean_environment(), tmp_path, log))

    def given_up() -> bool:
        supervisor.tend(starting_up=True)
        return False

    with pytest.raises(LaunchError) as refused:
        wait_until(given_up, 60)
    assert (str(refused.value), refused.value.details) == (f"{MAY_NOT_SERVE}tabel.rls tata.ceroboh", "")
    assert "starting it again" not in capsys.readouterr().out


def test_all_are_stopped_in_reverse_order(supervisor: Supervisor) -> None:
    order: list[str] = []

    class Noted(Program):
        @override
        def start(self) -> None:
            order.append(f"start {self.name}")

        @override
        def stop(self) -> None:
            order.append(f"stop {self.name}")

    for name in ("PostgreSQL", "granian"):
        supervisor.start(Noted(name, [], {}, ROOT, ROOT))
    supervisor.stop()
    assert order == ["start PostgreSQL", "start granian", "stop granian", "stop PostgreSQL"]


@ON_LINUX
def test_what_a_killed_run_left_is_ended_by_the_next(tmp_path: Path) -> None:
    leader = Leader(tmp_path, "granian")
    leader.program.start()
    assert wait_until(lambda: len(leader.runs()) == 1, 60)
    [[first, worker]] = leader.runs()
    os.kill(first, signal.SIGKILL)
    end_leftovers(str(tmp_path), patience=0)
    assert not lives(worker)
    leader.program.stop()


@ON_LINUX
def test_programs_end_when_run_is_killed(tmp_path: Path) -> None:
    program = "from infra.lokal.processes import run_in_front; from pathlib import Path; import sys\n"
    program += "run_in_front([sys.executable, '-c', 'import os; print(os.getpid(), flush=True); input()'], cwd=Path())"
    command = [sys.executable, "-c", program]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        parent.kill()
        assert wait_until(lambda: not lives(child), 60)


def test_a_program_in_front_hands_its_exit_code_on() -> None:
    assert run_in_front([sys.executable, "-c", "raise SystemExit(7)"], cwd=ROOT) == 7
