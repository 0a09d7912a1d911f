"""A line to PostgreSQL that is cut between the commit and its answer: TCP on this machine alone, to a unix socket."""

from __future__ import annotations

import itertools
import socket
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from select import select
from threading import Thread

SIAP = b"Z\x00\x00\x00\x05I"
"""ReadyForQuery outside a transaction: what was sent is committed."""


@dataclass
class Pemutus:
    """`tanda` are what makes a message a save; every `setiap`-th loses its answer, and its connection."""

    tujuan: Path
    tanda: Sequence[bytes]
    setiap: int
    port: int = 0
    terputus: int = 0
    _hitung: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def layani(self, pintu: socket.socket) -> None:
        with suppress(OSError):  # the door was closed: the end
            while True:
                klien, _ = pintu.accept()
                Thread(target=self._antar, args=(klien,), daemon=True).start()

    def _antar(self, klien: socket.socket) -> None:
        with klien, socket.socket(socket.AF_UNIX) as basis_data, suppress(OSError):
            basis_data.connect(str(self.tujuan))
            if self._sampai_terputus(klien, basis_data):
                self.terputus += 1

    def _sampai_terputus(self, klien: socket.socket, basis_data: socket.socket) -> bool:
        """Carry both ways; True when the answer of a save was swallowed."""
        menelan, kiriman, jawaban = False, b"", b""
        while True:
            for asal in select([klien, basis_data], [], [])[0]:
                data = asal.recv(65536)
                if not data:
                    return False
                if asal is klien:
                    basis_data.sendall(data)
                    kiriman = kiriman[-64:] + data
                    if any(t in kiriman for t in self.tanda):
                        kiriman, menelan = b"", menelan or next(self._hitung) % self.setiap == 0
                elif menelan:
                    jawaban += data
                    if SIAP in jawaban:
                        return True
                else:
                    klien.sendall(data)


@contextmanager
def jalur_terputus(tujuan: Path, tanda: Sequence[bytes], setiap: int) -> Iterator[Pemutus]:
    with ExitStack() as nanti:
        pintu = nanti.enter_context(socket.create_server(("127.0.0.1", 0)))
        pemutus = Pemutus(tujuan, tanda, setiap, pintu.getsockname()[1])
        benang = Thread(target=pemutus.layani, args=(pintu,), daemon=True)
        benang.start()
        try:
            yield pemutus
        finally:
            with suppress(OSError):
                pintu.shutdown(socket.SHUT_RDWR)  # wakes accept
            benang.join(10)
