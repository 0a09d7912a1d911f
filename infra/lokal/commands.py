"""The other commands of ./run: tests, checks, the console program, the benchmarks."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from infra.lokal import aset, browser, dependencies, kluster, pindai
from infra.lokal.configuration import DATABASE, PYTHON, ROOT, Configuration, app_cli
from infra.lokal.errors import LaunchError
from infra.lokal.processes import run_in_front, wait_until
from infra.lokal.progress import say

_LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"
# The store, its read models, migrations, the lint of its fences, and the launcher of its cluster (decision D18).
_STORE_TESTS = ("tests/infra/db", "tests/infra/event_store", "tests/infra/projections", "tests/infra/test_kluster.py")
_OLDEST_POSTGRESQL = Path("/usr/lib/postgresql/15/bin")


def test(arguments: Sequence[str]) -> int:
    """All tests with coverage, then the database's own once more on the oldest PostgreSQL; or what is asked."""
    dependencies.ensure(dependencies.TESTS)
    environment = dict(os.environ) | {"RIWAYAT_PERAMBAN": browser.find_or_install()}
    aset.collect()
    pytest = [str(PYTHON), "-m", "pytest", "-n", "2"]
    if arguments:
        return run_in_front([*pytest, *arguments], environment, cwd=ROOT)
    code = run_in_front([*pytest, "--cov", "--cov-branch"], environment, cwd=ROOT)
    if not (_OLDEST_POSTGRESQL / "initdb").exists():
        say("PostgreSQL 15 is not on this machine: the run of the store's tests on it was left out.")
        return code
    say(f"\nThe store's tests once more, on {_OLDEST_POSTGRESQL}:")
    environment["RIWAYAT_UJI_PG_BIN"] = str(_OLDEST_POSTGRESQL)
    environment.pop("RIWAYAT_UJI_FUZZ", None)  # the long tenant fuzz once is enough
    again = run_in_front([*pytest, *_STORE_TESTS], environment, cwd=ROOT)
    return code or again


def check() -> int:
    """Every check is run, whatever the others said; the exit code is that of the first that failed."""
    dependencies.ensure(dependencies.TESTS)
    checks = (
        ("ruff", "format", "--check", ".", "run"),
        ("ruff", "check", ".", "run"),
        ("mypy",),
        ("mypy", "run"),
        ("lint-imports",),
        ("djlint", "templates", "--lint"),
    )
    codes = []
    for program, *arguments in checks:
        say(f"\n--- {' '.join((program, *arguments))}")
        # By module: a script in .venv/bin names the folder that the checkout was in when it was installed.
        start = ["-c", _LINT_IMPORTS] if program == "lint-imports" else ["-m", program]
        codes.append(run_in_front([str(PYTHON), *start, *arguments], cwd=ROOT))
    return next(filter(None, codes), 0)


def riwayat(arguments: Sequence[str]) -> int:
    """The console program on the operator's database, else on the embedded one."""
    configuration = Configuration.read()
    dependencies.ensure(dependencies.RUNTIME)
    with _database(configuration) as cluster:
        environment = configuration.environment(tuple(arguments), cluster)
        return run_in_front(app_cli(*arguments), environment, cwd=ROOT)


def bench(arguments: Sequence[str]) -> int:
    dependencies.ensure(dependencies.TESTS)
    return run_in_front([str(PYTHON), "-m", "tests.bench", *arguments], cwd=ROOT)


def scan(arguments: Sequence[str]) -> int:
    """wapiti and schemathesis against the product, which is started for that."""
    dependencies.ensure(dependencies.TESTS)
    pindai.ensure()
    return run_in_front([str(PYTHON), "-m", "tests.pindai", *arguments], cwd=ROOT)


@contextmanager
def _database(configuration: Configuration) -> Iterator[kluster.Kluster | None]:
    """The cluster of a running ./run, else one for the length of this command; None with DATABASE_URL."""
    if configuration.external:
        yield None
        return
    with configuration.data_folder() as mine:
        if not mine:
            yield _of_the_running(configuration)
            return
        cluster = kluster.start(configuration.cluster_folder, alone=True)
        try:
            cluster.ensure_database(DATABASE)
            yield cluster
        finally:
            cluster.stop()


def _of_the_running(configuration: Configuration) -> kluster.Kluster:
    found: list[kluster.Kluster] = []

    def attached() -> bool:
        cluster = kluster.attach(configuration.cluster_folder)
        found.extend([cluster] if cluster else [])
        return bool(found)

    if not wait_until(attached, 60):
        raise LaunchError(f"Another ./run holds {configuration.data}, but its database does not answer.")
    return found[0]
