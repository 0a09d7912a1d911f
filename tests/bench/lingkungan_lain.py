"""Wagtail's own environment, in build/: made once for a lock, never mixed with ours."""

from __future__ import annotations

import hashlib
import subprocess
import venv
from pathlib import Path


def siapkan(akar: Path) -> Path:
    """Its Python, with every package of the lock."""
    lock, folder = akar / "requirements" / "wagtail.lock", akar / "build" / "wagtail"
    cap, python = folder / "lock.sha256", folder / "bin" / "python"
    sidik = hashlib.sha256(lock.read_bytes()).hexdigest()
    if not (cap.exists() and cap.read_text() == sidik):
        venv.create(folder, clear=True, with_pip=True)
        perintah = ["-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]
        subprocess.run([str(python), *perintah, "--require-hashes", "-r", str(lock)], check=True)
        cap.write_text(sidik)
    return python
