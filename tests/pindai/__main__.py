"""`./run pindai [PERAN ...] [--detik N] [--alamat URL]`: both scanners, for each role, against the product.

Without --alamat a product of its own is started and thrown away afterwards. Exit code 1 when anything was found that
docs/keamanan.md does not list.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from contextlib import nullcontext
from pathlib import Path

from infra.lokal.pindai import SCHEMATHESIS, WAPITI
from tests.pindai.alat import Temuan, schemathesis, wapiti
from tests.pindai.produk import LAIN, PERAN, SISTEM, berjalan, hanya_di_sini, masuk
from tests.pindai.skema import aplikasi, openapi

SEMUA = ("umum", *PERAN, *LAIN)
DIKENAL = frozenset(
    {
        ("wapiti", "Cross Site Request Forgery", "/masuk/"),
        ("wapiti", "Secure Flag cookie", "riwayat"),
        ("schemathesis", "501", "/scim/v2/.search"),
    }
)
"""(tool, kind, part of the place) of what docs/keamanan.md lists as no hole, with the reason."""


def main(argumen: list[str]) -> int:
    pilihan = _pilihan(argumen)
    with nullcontext(pilihan.alamat) if pilihan.alamat else berjalan() as alamat:
        temuan = [t for peran in pilihan.peran for t in _pindai(hanya_di_sini(alamat), peran, pilihan.detik)]
    for satu in temuan:
        sys.stdout.write(f"{satu.peran:10} {satu.alat:13} {satu.jenis}: {satu.tempat}\n")
    baru = [t for t in temuan if not any((t.alat, t.jenis) == d[:2] and d[2] in t.tempat for d in DIKENAL)]
    sys.stdout.write(f"{len(temuan)} findings, {len(baru)} of them not listed in docs/keamanan.md\n")
    return 1 if baru else 0


def _pilihan(argumen: list[str]) -> argparse.Namespace:
    p = argparse.ArgumentParser(prog="./run pindai", description=__doc__)
    p.add_argument("peran", nargs="*", metavar="PERAN", help=f"of {', '.join(SEMUA)}; without one, all")
    p.add_argument("--detik", type=int, default=60, help="for each tool and role (60)")
    p.add_argument("--alamat", type=hanya_di_sini, help="of a running product, on 127.0.0.1")
    pilihan = p.parse_args(argumen)
    pilihan.peran = pilihan.peran or SEMUA
    if asing := set(pilihan.peran) - set(SEMUA):
        p.error(f"no such role: {', '.join(sorted(asing))}")
    return pilihan


def _pindai(alamat: str, peran: str, detik: int) -> list[Temuan]:
    with tempfile.TemporaryDirectory(prefix="riwayat-pindai-") as nama:
        folder, orang = Path(nama), masuk(alamat, peran)
        laporan = schemathesis(SCHEMATHESIS, alamat, orang, openapi(aplikasi(), orang), folder, detik)
        merayap = [] if peran == SISTEM else wapiti(WAPITI, alamat, masuk(alamat, peran), folder, detik)  # no pages
        sys.stdout.write(
            f"{peran}: {laporan.permintaan} requests to {laporan.diuji} of {laporan.semua} routes,"
            f" {len(laporan.temuan)} findings; wapiti: {len(merayap)} findings\n"
        )
        sys.stdout.flush()
        return [*laporan.temuan, *merayap]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
