"""Evidence for auditors: a bundle of a government's log, and the program that checks it."""

from __future__ import annotations

import argparse
from pathlib import Path
from uuid import UUID

from app.cli.alat import Subperintah, cari_pemda, tulis
from infra.bukti.bundel import tulis_bundel
from infra.bukti.verifikator import kemas
from infra.db.pool import Basis
from infra.settings import Settings, wajib
from tenants.context import tenant_scope


def pasang(sub: Subperintah) -> None:
    b = sub.add_parser("bukti", help="write an evidence bundle of a government's log")
    b.add_argument("--pemda", required=True)
    b.add_argument("--sop", type=UUID, help="only this SOP, each event with its proof")
    b.add_argument("--biner", action="store_true", help="events as binary records instead of JSON lines")
    b.add_argument("--sejak", type=int, default=0, help="with --sop: comparable with a checkpoint of so many events")
    b.add_argument("--ke", required=True, type=Path, help="a new folder, or a new file that ends with .zip")
    b.set_defaults(fungsi=perintah_bukti)
    v = sub.add_parser("verifikator", help="pack riwayat-verify, the program that checks evidence bundles")
    v.add_argument("--ke", required=True, type=Path)
    v.set_defaults(fungsi=perintah_verifikator)


def perintah_bukti(args: argparse.Namespace, s: Settings) -> int:
    """Write an evidence bundle."""
    basis = Basis(wajib(s.database_url, "DATABASE_URL"))
    try:
        with tenant_scope(cari_pemda(basis, args.pemda)):
            isi = tulis_bundel(basis, args.ke, sop=args.sop, biner=args.biner, sejak=args.sejak)
    finally:
        basis.tutup()
    tulis(f"{args.ke}: {isi.peristiwa} dari {isi.ukuran} peristiwa")
    return 0


def perintah_verifikator(args: argparse.Namespace, _: Settings) -> int:
    """Pack the offline verifier."""
    tulis(f"{args.ke}: SHA-256 {kemas(args.ke)}")
    return 0
