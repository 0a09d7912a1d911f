"""Evidence for auditors: a bundle of a government's log, and the program that checks it."""

from __future__ import annotations

import argparse
from datetime import date, datetime, time, timedelta
from pathlib import Path
from uuid import UUID

from app.cli.alat import Subperintah, cari_pemda, tulis
from infra.bukti.bundel import tulis_bundel
from infra.bukti.cakupan import Cakupan
from infra.bukti.verifikator import kemas
from infra.db.pool import Basis
from infra.errors import OperatorError
from infra.settings import Settings, wajib
from tenants.context import current_tenant, tenant_scope


def pasang(sub: Subperintah) -> None:
    b = sub.add_parser("bukti", help="write an evidence bundle of a government's log")
    b.add_argument("--pemda", required=True)
    b.add_argument("--sop", type=UUID, help="only this SOP, each event with its proof")
    b.add_argument("--opd", type=UUID, help="only this agency and its SOPs")
    b.add_argument("--dari", type=date.fromisoformat, help="only what was recorded on this day and later")
    b.add_argument("--sampai", type=date.fromisoformat, help="only what was recorded up to the end of this day")
    b.add_argument("--biner", action="store_true", help="events as binary records instead of JSON lines")
    b.add_argument("--sejak", type=int, default=0, help="with a part: comparable with a checkpoint of so many events")
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
            cakupan = _cakupan(args)
            isi = tulis_bundel(basis, args.ke, cakupan, biner=args.biner, sejak=args.sejak)
    finally:
        basis.tutup()
    tulis(f"{args.ke}: {isi.peristiwa} dari {isi.ukuran} peristiwa")
    return 0


def _cakupan(args: argparse.Namespace) -> Cakupan:
    if args.sop and args.opd:
        raise OperatorError("pilih --sop atau --opd, bukan keduanya")
    zona = current_tenant().zona.tzinfo
    sejak = datetime.combine(args.dari, time(), zona) if args.dari else None
    sampai = datetime.combine(args.sampai + timedelta(days=1), time(), zona) if args.sampai else None
    return Cakupan(args.sop, (args.opd,) if args.opd else (), sejak, sampai)


def perintah_verifikator(args: argparse.Namespace, _: Settings) -> int:
    """Pack the offline verifier."""
    tulis(f"{args.ke}: SHA-256 {kemas(args.ke)}")
    return 0
