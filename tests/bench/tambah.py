"""(a) Appends: ours against the stock recorder and against a plain INSERT of the same bytes."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from tests.bench.cara import Beban, kami, polos, pustaka
from tests.bench.kluster import BasisBench
from tests.bench.laporan import Baris, Laporan
from tests.bench.penulis import Siapkan, Ukuran, ukur

KEADAAN = ((1, 1), (4, 4), (16, 16), (16, 1), (64, 50), (64, 1))
"""(writers, tenants)"""
PERISTIWA = (1, 5)
DETIK = 2.0


def jalankan(basis: BasisBench, putaran: int) -> Iterator[Laporan]:
    for penulis, pemda in KEADAAN:
        for peristiwa in PERISTIWA:
            judul = f"appends: {penulis} writers, {pemda} tenants, {peristiwa} events a command"
            yield Laporan(judul, _baris(_ukur(basis, penulis, pemda, peristiwa, putaran)))


def _ukur(basis: BasisBench, penulis: int, pemda: int, peristiwa: int, putaran: int) -> dict[str, list[Ukuran]]:
    beban = Beban(basis, basis.pemda(pemda), peristiwa)
    cara: dict[str, Siapkan] = {
        "plain INSERT": polos(beban),
        "stock recorder": pustaka(beban),
        "es.simpan": kami(beban),
        "es.simpan, no read model": kami(beban, dengan_baris=False),
        "explicit transaction": kami(beban, eksplisit=True),
    }
    catatan: dict[str, list[Ukuran]] = {nama: [] for nama in cara}
    for _ in range(putaran):
        for nama, siapkan in cara.items():
            catatan[nama].append(ukur(siapkan, penulis, DETIK))
    return catatan


def _baris(catatan: dict[str, list[Ukuran]]) -> list[Baris]:
    return [
        {
            "variant": nama,
            "appends/s": round(median(u.per_detik for u in ukuran)),
            "p50 ms": round(median(u.p50 for u in ukuran), 2),
            "p95 ms": round(median(u.p95 for u in ukuran), 2),
            "x plain": _rasio(ukuran, catatan["plain INSERT"]),
            "x stock": _rasio(ukuran, catatan["stock recorder"]),
        }
        for nama, ukuran in catatan.items()
    ]


def _rasio(ini: list[Ukuran], itu: list[Ukuran]) -> float:
    return round(median(a.per_detik / b.per_detik for a, b in zip(ini, itu, strict=True)), 2)
