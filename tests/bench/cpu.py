"""CPU time of a piece of work: of this process and of every process of the database's cluster, in nanoseconds.

Also imported by the other product's environment, so it needs psycopg and nothing of ours.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import psycopg

Ukuran = dict[str, float]


class Jam:
    """Knows the database's processes by their parent, which is also ours to ask for: the first one asks who it is."""

    def __init__(self, superuser: str) -> None:
        with psycopg.connect(superuser) as connection:
            row = connection.execute("SELECT pg_backend_pid()").fetchone()
            assert row is not None
            self._induk = _induk(row[0])

    def basis(self) -> int:
        return sum(_berjalan(p) for p in _semua() if _induk(p) == self._induk)

    def ukur(self, kerja: Callable[[], object], ulangan: int, pemanasan: int = 3) -> Ukuran:
        """Medians for our own side; the database's is the mean, as its clocks tick for all calls together."""
        for _ in range(pemanasan):
            kerja()
        cpu, lama, basis = list[float](), list[float](), self.basis()
        for _ in range(ulangan):
            mulai, sibuk = time.perf_counter(), time.process_time()
            kerja()
            cpu.append((time.process_time() - sibuk) * 1000)
            lama.append((time.perf_counter() - mulai) * 1000)
        return {"app": median(cpu), "db": (self.basis() - basis) / ulangan / 1e6, "wall": median(lama)}


def _semua() -> list[int]:
    return [int(p.name) for p in Path("/proc").iterdir() if p.name.isdecimal()]


def _induk(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except (FileNotFoundError, ProcessLookupError):
        return 0


def _berjalan(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0])
    except (FileNotFoundError, ProcessLookupError):
        return 0
