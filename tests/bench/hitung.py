"""Totals and simulation of a procedure: one that officials write, one with arrows at random, one of all with all."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from random import Random
from statistics import median
from uuid import UUID

from domain.sop.langkah import Langkah, LangkahId, Panah, Satuan, Simbol, Waktu
from domain.sop.naskah import Naskah
from domain.sop.perhitungan import JamKerja, hitung, simulasikan
from tests.bench.kluster import BasisBench
from tests.bench.laporan import Laporan

UKURAN = (12, 35, 80)


def jalankan(_: BasisBench, putaran: int) -> Iterator[Laporan]:
    baris = []
    for nama, panah in (("biasa", _biasa), ("acak", _acak), ("semua dengan semua", _semua)):
        for banyak in UKURAN:
            langkah = prosedur(banyak, panah)
            total = [_waktu(lambda isi=langkah: hitung(Naskah(langkah=isi))) for _ in range(putaran)]
            tunggu = [_waktu(lambda isi=langkah: simulasikan(isi, (), JamKerja())) for _ in range(putaran)]
            tepat = all(t.tepat for t in hitung(Naskah(langkah=langkah)).total)
            baris.append(
                {
                    "procedure": f"{nama}, {banyak} steps",
                    "totals ms": round(median(total), 1),
                    "exact": "yes" if tepat else "bound",
                    "simulation ms": round(median(tunggu), 1),
                    "walks": simulasikan(langkah, (), JamKerja()).ulangan,
                }
            )
    yield Laporan("Totals and simulation, CPU time, median", baris)


def _waktu(kerja: Callable[[], object]) -> float:
    mulai = time.process_time()
    kerja()
    return (time.process_time() - mulai) * 1000


Cara = Callable[[Random, int, int], list[int]]


def _biasa(acak: Random, n: int, banyak: int) -> list[int]:
    """Every fourth step is a decision that may lead some steps back."""
    return [n + 1, max(0, n - acak.randint(1, 5))] if n % 4 == 3 and n + 1 < banyak else []


def _acak(acak: Random, _n: int, banyak: int) -> list[int]:
    return [acak.randrange(banyak) for _ in range(3)]


def _semua(_acak: Random, n: int, banyak: int) -> list[int]:
    return [k for k in range(banyak) if k != n]


def prosedur(banyak: int, panah: Cara) -> tuple[Langkah, ...]:
    """Times in all units, ranges, the same in every run."""
    acak = Random(banyak)
    ids = [LangkahId(UUID(int=n + 1)) for n in range(banyak)]
    hasil = []
    for n in range(banyak):
        akhir = n == banyak - 1
        simbol = Simbol.MULAI if n == 0 else Simbol.SELESAI if akhir else Simbol.PROSES
        satuan = acak.choice(tuple(Satuan))
        lama = Waktu("x", None, Decimal(acak.randint(1, 3)), Decimal(acak.randint(4, 9)), satuan)
        keluar = () if akhir else tuple(Panah(ids[k], str(m)) for m, k in enumerate(panah(acak, n, banyak)))
        hasil.append(Langkah(ids[n], "Langkah", simbol, waktu=lama, panah=keluar))
    return tuple(hasil)
