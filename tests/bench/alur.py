"""The flow chart: a thousand random procedures judged by an oracle, and what laying one out costs."""

from __future__ import annotations

import time
from collections.abc import Iterator
from statistics import median

from domain.sop.alur import susun
from tests.bench.kluster import BasisBench
from tests.bench.laporan import Baris, Laporan
from tests.domain.alur.juri import Juri
from tests.domain.alur.sop_acak import sop_beragam, tinggi_acak

BANYAK = 1_000
UKURAN = ((12, 6), (35, 8), (80, 12))
"""Steps and pelaksana."""
CONTOH = 10
"""Procedures of each size."""


def jalankan(_: BasisBench, putaran: int) -> Iterator[Laporan]:
    yield Laporan("laying out a chart from scratch (ms of CPU)", [_lama(*ukuran, putaran) for ukuran in UKURAN])
    yield Laporan(f"{BANYAK:,} random procedures, judged", [_diadili()])


def _lama(jumlah: int, kolom: int, putaran: int) -> Baris:
    """The quietest round of each procedure; other programs make any round slower and none faster."""
    ms = sorted(min(_sekali(benih, jumlah, kolom) for _ in range(putaran)) for benih in range(CONTOH))
    return {"size": f"{jumlah} x {kolom}", "median": round(median(ms)), "slowest": round(ms[-1])}


def _sekali(benih: int, jumlah: int, kolom: int) -> float:
    baris, _ = sop_beragam(benih, jumlah, kolom)
    mulai = time.process_time()
    susun(baris, kolom)
    return (time.process_time() - mulai) * 1_000


def _diadili() -> Baris:
    panah = tanpa_rute = silang = tembus = keberatan = melebar = 0
    mulai = time.process_time()
    for benih in range(BANYAK):
        baris, kolom = sop_beragam(benih)
        bagan = susun(baris, kolom)
        cacat = Juri([b.kotak for b in baris], bagan, tinggi_acak(benih, len(baris))).keberatan()
        panah += len(bagan.panah)
        tanpa_rute += len(bagan.tanpa_rute)
        silang += bagan.silang
        tembus += sum("through" in satu for satu in cacat)
        keberatan += len(cacat)
        melebar += bagan.gaya.jumlah_jalur > 2
    return {
        "arrows": panah,
        "through a shape": tembus,
        "overlapping or otherwise wrong": keberatan - tembus,
        "unroutable": tanpa_rute,
        "crossings": silang,
        "in wider gutters": melebar,
        "CPU s": round(time.process_time() - mulai),
    }
