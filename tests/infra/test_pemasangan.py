"""What ./run installs: locks with hashes, and a virtual environment that is whole or made anew."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from infra.lokal.configuration import ROOT
from tests.infra.salinan import RUN_IT, assert_one_line, in_checkout, make_checkout, write_lock

pytestmark = pytest.mark.skipif(
    "RIWAYAT_UJI_PG_BIN" in os.environ, reason="another PostgreSQL changes nothing here, and it takes time"
)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    return make_checkout(tmp_path / "salinan")


def test_every_pin_carries_hashes_and_no_lock_names_a_host() -> None:
    for lock in (ROOT / "requirements").glob("*.lock"):
        text = lock.read_text()
        assert "://" not in text
        pins = re.split(r"\n(?=\S)", text.strip())
        assert all(re.match(r"[\w.-]+==", pin) and "--hash=sha256:" in pin for pin in pins), lock
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    for name, package in packages.items():
        assert "resolved" not in package
        assert name == "" or package["integrity"].startswith("sha512-")
    assert "omit-lockfile-registry-resolved=true" in (ROOT / ".npmrc").read_text()


def test_the_tests_run_on_the_versions_that_ship() -> None:
    def pins(lock: str) -> set[str]:
        return set(re.findall(r"^[\w.-]+==\S+", (ROOT / "requirements" / lock).read_text(), re.MULTILINE))

    assert pins("jalan.lock") <= pins("uji.lock")


def ensure(checkout: Path) -> str:
    program = "from infra.lokal import dependencies; dependencies.ensure(dependencies.RUNTIME)"
    finished = in_checkout(checkout, program)
    assert finished.returncode == 0, finished.stderr
    return finished.stdout


def has(checkout: Path, package: str) -> bool:
    command = [str(checkout / ".venv" / "bin" / "python"), "-c", f"import {package}"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.mark.lambat  # makes two virtual environments, each with its own pip
def test_the_environment_is_made_once_and_made_anew_when_the_lock_changed(checkout: Path) -> None:
    assert "Installing the packages of jalan.lock" in ensure(checkout)
    assert has(checkout, "mula")
    assert ensure(checkout) == ""
    write_lock(checkout, "ganti")
    assert "Making the virtual environment" in ensure(checkout)
    assert (has(checkout, "mula"), has(checkout, "ganti")) == (False, True)


def test_a_half_made_environment_is_made_anew(checkout: Path) -> None:
    (checkout / ".venv" / "bin").mkdir(parents=True)
    (checkout / ".venv" / "bin" / "python").symlink_to(checkout / "pergi")
    (checkout / ".venv" / "riwayat.json").write_text('{"python": "cpy')
    ensure(checkout)
    assert has(checkout, "mula")


def test_a_package_that_does_not_match_its_hash_is_refused(checkout: Path) -> None:
    lock = checkout / "requirements" / "jalan.lock"
    lock.write_text(f"mula==1 --hash=sha256:{'0' * 64}\n")
    finished = in_checkout(checkout, RUN_IT)
    assert finished.returncode == 1
    assert "Installing the packages of jalan.lock failed." in finished.stderr
    assert "HASHES" in finished.stderr
    assert not (checkout / ".venv" / "riwayat.json").exists()


def test_without_the_venv_module_its_package_is_named(checkout: Path) -> None:
    finished = in_checkout(checkout, f"import sys; sys.modules['ensurepip'] = None; {RUN_IT}")
    assert_one_line(finished, "sudo apt install python3-venv")


def test_without_a_network_there_is_one_sentence(checkout: Path) -> None:
    (checkout / "mula-1-py3-none-any.whl").unlink()
    nobody_listens = {"PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_RETRIES": "1", "PIP_NO_INDEX": "0"}
    finished = in_checkout(checkout, RUN_IT, **nobody_listens, http_proxy="", HTTP_PROXY="")
    assert_one_line(finished, "the package registry cannot be reached")
