"""The witness' server: the same granian that serves the product, one worker, no words about requests."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from app.saksi import create_saksi
from infra.log import pasang_log
from infra.saksi.saksi import Saksi, SaksiError


def layani(folder: Path, nama: str, host: str, port: int) -> None:
    """Serve until told to stop. The folder is opened first, so that a mistake is a sentence and not a dead worker."""
    os.umask(0o077)  # SQLite's journal beside its file
    Saksi(folder, nama)
    _periksa_port(host, port)
    peladen = Granian(
        "app.saksi", host, port, interface=Interfaces.WSGI, workers=1, blocking_threads=8, websockets=False,
        log_level=LogLevels.warning, workers_kill_timeout=10,
    )  # fmt: skip
    peladen.serve(target_loader=partial(_muat, folder), wrap_loader=False)


def _periksa_port(host: str, port: int) -> None:
    """Asked first: granian shares a used port without a word, and both would answer."""
    with socket.socket() as telinga:
        telinga.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            telinga.bind((host, port))
        except (OSError, OverflowError) as error:
            raise SaksiError(f"port {port} di {host} tidak dapat dipakai: {error}") from None


def _muat(folder: Path) -> Callable[..., Any]:
    pasang_log()
    os.umask(0o077)
    return create_saksi(Saksi(folder))
