"""Writers that append as fast as they can, in processes of their own, and what one such round measured."""

from __future__ import annotations

import multiprocessing
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.synchronize import Barrier
from typing import Any

PROSES = 2
"""As many as this machine has cores; their threads wait for the database most of the time."""

Tulis = Callable[[], None]
Siapkan = Callable[[int, int], tuple[Sequence[Tulis], Callable[[], None]]]
"""(first writer, number of writers) -> what each of them does again and again, and how to clean up."""


@dataclass(frozen=True)
class Ukuran:
    """`per_detik` appends; latencies in milliseconds."""

    per_detik: float
    p50: float
    p95: float


def ukur(siapkan: Siapkan, penulis: int, detik: float) -> Ukuran:
    """Let that many writers run for that many seconds."""
    proses = min(PROSES, penulis)
    konteks = multiprocessing.get_context("fork")
    bersama, antrean = konteks.Barrier(proses), konteks.Queue()
    bagian = [(n * penulis // proses, (n + 1) * penulis // proses) for n in range(proses)]
    anak = [
        konteks.Process(target=_jalan, args=(siapkan, awal, akhir - awal, detik, bersama, antrean))
        for awal, akhir in bagian
    ]
    for satu in anak:
        satu.start()
    hasil = [antrean.get(timeout=detik + 120) for _ in anak]
    for satu in anak:
        satu.join()
    galat = [h for h in hasil if isinstance(h, str)]
    if galat:
        raise RuntimeError(galat[0])
    lama = sorted(ms for h in hasil for ms in h)
    return Ukuran(len(lama) / detik, lama[len(lama) // 2], lama[len(lama) * 95 // 100])


def _jalan(siapkan: Siapkan, awal: int, jumlah: int, detik: float, bersama: Barrier, antrean: Any) -> None:
    try:
        tulis, tutup = siapkan(awal, jumlah)
        for satu in tulis:
            satu()
        bersama.wait(60)
        antrean.put(_serempak(tulis, detik))
        tutup()
    except BaseException as error:
        bersama.abort()
        antrean.put(repr(error))


def _serempak(tulis: Sequence[Tulis], detik: float) -> list[float]:
    sampai = time.perf_counter() + detik
    catatan: list[list[float]] = [[] for _ in tulis]

    def terus(satu: Tulis, lama: list[float]) -> None:
        while (mulai := time.perf_counter()) < sampai:
            satu()
            lama.append((time.perf_counter() - mulai) * 1000)

    benang = [threading.Thread(target=terus, args=pasangan) for pasangan in zip(tulis, catatan, strict=True)]
    for satu in benang:
        satu.start()
    for satu in benang:
        satu.join()
    return [ms for lama in catatan for ms in lama]
