"""The browser that the tests drive: the machine's own, else one that is installed for it."""

from __future__ import annotations

import os
import shutil

from infra.lokal.configuration import PYTHON, ROOT
from infra.lokal.errors import LaunchError
from infra.lokal.processes import run_quietly
from infra.lokal.progress import Step

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_NO_BROWSER = 3

_WHERE_PLAYWRIGHT_PUTS_IT = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""


def find_or_install() -> str:
    """The path of a Chromium; LaunchError with exit code 3 when there is none and none can be installed."""
    found = _on_path()
    if found is None:
        with Step("Installing Chromium for the tests"):
            found = _from_debian() or _from_playwright()
    if found is None:
        raise LaunchError(
            "The tests need a browser: install chromium (on Debian: sudo apt install chromium).",
            exit_code=_NO_BROWSER,
        )
    return found


def _on_path() -> str | None:
    return next(filter(None, map(shutil.which, _NAMES)), None)


def _from_debian() -> str | None:
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return None
    environment = dict(os.environ) | {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        run_quietly("apt-get update", ["apt-get", "update"], environment)
        install = ["apt-get", "install", "-y", "--no-install-recommends", "chromium"]
        run_quietly("apt-get install chromium", install, environment)
    except LaunchError:
        return None
    return _on_path()


def _from_playwright() -> str | None:
    try:
        run_quietly("playwright install", [str(PYTHON), "-m", "playwright", "install", "chromium"], cwd=ROOT)
        place = run_quietly("playwright", [str(PYTHON), "-c", _WHERE_PLAYWRIGHT_PUTS_IT], cwd=ROOT).strip()
    except LaunchError:
        return None
    return place if os.access(place, os.X_OK) else None
