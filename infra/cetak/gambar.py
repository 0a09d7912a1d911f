"""The chart of one row as lengths in points, ready to be drawn at a fixed height."""

from __future__ import annotations

from typing import Any

from domain.sop.alur import Jenis, Ubin, Y
from domain.sop.alur.ubin import Bentuk

_AWALAN_HALAMAN = "h."


def gambar(ubin: Ubin, tinggi: float, skala: float) -> dict[str, Any]:
    """Every part of a tile, rounded to a hundredth of a point."""

    def px(nilai: float) -> float:
        return round(nilai * skala, 2)

    def y(nilai: int | Y) -> float:
        if isinstance(nilai, Y):
            return round({Y.ATAS: 0.0, Y.TENGAH: tinggi / 2, Y.BAWAH: tinggi}[nilai], 2)
        return px(nilai)

    tengah = tinggi / 2
    return {
        "batas": [[px(x), 0, px(x), round(tinggi, 2)] for x in ubin.batas],
        "garis": [[px(g.x1), y(g.y1), px(g.x2), y(g.y2)] for g in ubin.garis],
        "celah": [[px(c.x), y(c.y)] for c in ubin.celah],
        "bentuk": [_bentuk(b, tengah, skala) for b in ubin.bentuk],
        "kepala": [[px(b.x + k.x), round(tengah + k.y * skala, 2), k.port] for b in ubin.bentuk for k in b.kepala],
        "label": [
            [px(b.x + t.x), round(tengah + t.y * skala, 2), t.rata_kanan, t.teks] for b in ubin.bentuk for t in b.label
        ],
    }


def _bentuk(b: Bentuk, tengah: float, skala: float) -> dict[str, Any]:
    """A symbol; of a pentagon also the page of its partner, counted from the procedure's first."""
    halaman = int(b.ket.removeprefix(_AWALAN_HALAMAN)) if b.jenis is Jenis.SEGILIMA else None
    return {
        "jenis": b.jenis.value,
        "x": round(b.x * skala, 2),
        "y": round(tengah, 2),
        "w": round(2 * b.hw * skala, 2),
        "h": round(2 * b.hh * skala, 2),
        "teks": b.teks,
        "halaman": halaman,
    }
