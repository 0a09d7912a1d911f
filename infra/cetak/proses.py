"""Typst's process as the application sees it: started when first needed, ended when it takes too long."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from threading import Lock, Timer
from typing import Any

AKAR = Path(__file__).parents[2]
BATAS_DETIK = 45.0
GILIRAN_DETIK = 30.0
SETELAH = 300
"""Requests after which a fresh process takes over: Typst remembers what it has set, and forgets little of it."""


_KUTIPAN = re.compile("`.*`", re.S)
"""What Typst quotes of the text that it could not set: somebody wrote that, and this sentence goes into the log."""


class CetakGagalError(RuntimeError):
    """A document that could not be printed, or not in time. The text says why, for the log."""


class Proses:
    """One child process, one request at a time. It ends with its parent, whose end closes its input."""

    def __init__(self, batas: float = BATAS_DETIK) -> None:
        self._batas = batas
        self._kunci = Lock()
        self._anak: subprocess.Popen[bytes] | None = None
        self._jumlah = 0

    def minta(self, **minta: Any) -> list[bytes]:
        """Have it done within the time limit."""
        if not self._kunci.acquire(timeout=GILIRAN_DETIK):
            raise CetakGagalError("too many documents are waiting to be printed")
        try:
            return self._kirim(json.dumps(minta).encode() + b"\n")
        finally:
            self._kunci.release()

    def tutup(self) -> None:
        with self._kunci:
            self._akhiri()

    def _kirim(self, baris: bytes) -> list[bytes]:
        anak = self._hidup()
        penjaga = Timer(self._batas, anak.kill)
        penjaga.start()
        try:
            return _jawaban(anak, baris)
        except (OSError, ValueError, EOFError) as error:
            self._akhiri()
            raise CetakGagalError(f"printing was given up: {error}") from error
        finally:
            penjaga.cancel()

    def _hidup(self) -> subprocess.Popen[bytes]:
        self._jumlah += 1
        if self._anak is not None and (self._anak.poll() is not None or self._jumlah > SETELAH):
            self._akhiri()
        if self._anak is None:
            self._jumlah = 1
            self._anak = subprocess.Popen(
                [sys.executable, "-m", "infra.cetak.mesin"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                cwd=AKAR,
                env={},
            )
        return self._anak

    def _akhiri(self) -> None:
        anak, self._anak = self._anak, None
        if anak is None:
            return
        anak.kill()
        anak.communicate()


def _jawaban(anak: subprocess.Popen[bytes], baris: bytes) -> list[bytes]:
    if anak.stdin is None or anak.stdout is None:  # pragma: no cover - both are pipes
        raise EOFError
    anak.stdin.write(baris)
    anak.stdin.flush()
    kepala = json.loads(anak.stdout.readline() or b"no answer")
    isi = [anak.stdout.read(n) for n in kepala["panjang"]]
    if kepala["galat"]:
        raise CetakGagalError(_KUTIPAN.sub("`...`", kepala["galat"]))
    return isi
