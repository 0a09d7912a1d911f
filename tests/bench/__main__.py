"""`./run bench [NAME ...] [--putaran N] [--json FILE]`."""

from __future__ import annotations

import argparse
import json
import os
import sys
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

from tests.bench.kluster import basis_bench
from tests.bench.laporan import Laporan

UKURAN = (
    "tambah",
    "muat",
    "bangun",
    "bukti",
    "bundel",
    "tumbuh",
    "sunting",
    "kabar",
    "alur",
    "cetak",
    "hitung",
    "riwayat",
    "beda",
    "wagtail",
    "cari",
)
"""Each a module here with `jalankan(basis, putaran)`, which yields reports."""


def main() -> int:
    pengurai = argparse.ArgumentParser(prog="./run bench")
    pengurai.add_argument("nama", nargs="*", metavar="NAME", help=f"one or more of: {', '.join(UKURAN)} (default: all)")
    pengurai.add_argument("--putaran", type=int, default=5, help="rounds; the median counts")
    pengurai.add_argument("--json", type=Path, help="write everything here as well")
    args = pengurai.parse_args()
    if tak_dikenal := set(args.nama) - set(UKURAN):
        pengurai.error(f"no benchmark is called {', '.join(sorted(tak_dikenal))}")
    semua: list[Laporan] = []
    with basis_bench() as basis:
        for nama in args.nama or UKURAN:
            for laporan in import_module(f"tests.bench.{nama}").jalankan(basis, args.putaran):
                sys.stdout.write(laporan.tabel() + "\n")
                sys.stdout.flush()
                semua.append(laporan)
    beban = f"load average {os.getloadavg()[0]:.1f} at the end, {os.cpu_count()} cores"
    sys.stdout.write(f"\n{beban}\n")
    if args.json:
        args.json.write_text(json.dumps({"machine": beban, "reports": [asdict(satu) for satu in semua]}, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
