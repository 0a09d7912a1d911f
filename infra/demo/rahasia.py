"""The client secrets of the demonstration's identity providers: made once, kept where only the owner can read them.

The database and the providers are different processes; this file is what they agree by, over restarts too.
"""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from infra.demo.pemda import KODE
from infra.ids import new_token
from infra.settings import Settings


def folder_sso(settings: Settings) -> Path:
    return Path(settings.data) / "sso"


def klien(kode: str) -> str:
    """The client id of Riwayat at a government's provider."""
    return f"riwayat-{kode}"


def rahasia_klien(settings: Settings) -> dict[str, str]:
    """The secret of each government's client."""
    berkas = folder_sso(settings) / "klien.json"
    ada: dict[str, str] = json.loads(berkas.read_text("utf-8")) if berkas.exists() else {}
    if ada.keys() >= set(KODE):
        return ada
    return _simpan(berkas, {kode: new_token() for kode in KODE} | ada)


def _simpan(berkas: Path, isi: dict[str, str]) -> dict[str, str]:
    """Written beside and put in place whole. Whoever comes first wins, and both read what he wrote."""
    berkas.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    nomor, sementara = tempfile.mkstemp(dir=berkas.parent)  # mkstemp is 0600
    with os.fdopen(nomor, "w", encoding="utf-8") as tulis:
        json.dump(isi, tulis)
    try:
        with suppress(FileExistsError):
            os.link(sementara, berkas)
    finally:
        Path(sementara).unlink()
    tersimpan: dict[str, str] = json.loads(berkas.read_text("utf-8"))
    return tersimpan
