"""The database and the governments in it: for its administrator."""

from __future__ import annotations

import argparse

from app.cli import pemda as daftar_pemda
from app.cli import saksi
from app.cli.alat import Subperintah, tulis
from app.cli.sso import segel
from infra.db.migrate import migrasi, pasang_sandi
from infra.db.pool import Basis
from infra.event_store.buku import Buku
from infra.operator import KONSOL, MejaOperator
from infra.pemda import catat_pendaftaran
from infra.projections.jalan import Pembangunan
from infra.settings import Settings, wajib
from infra.tenants_pg import PemdaBaru
from tenants.context import tenant_scope
from tenants.model import Zona


def pasang(sub: Subperintah) -> None:
    m = sub.add_parser("migrasi", help="bring the database to this version's schema")
    m.add_argument("--pasang-sandi", action="store_true", help="give the login roles the passwords of their addresses")
    m.set_defaults(fungsi=perintah_migrasi)
    pemda = sub.add_parser("pemda", help="governments").add_subparsers(required=True)
    saksi.pasang_pemda(pemda)
    daftar_pemda.pasang_pemda(pemda)
    t = pemda.add_parser("tambah")
    t.add_argument("kode")
    t.add_argument("nama")
    t.add_argument("--kode-wilayah", default="")
    t.add_argument("--zona", choices=[z.value for z in Zona], default="WIB")
    t.set_defaults(fungsi=perintah_pemda)
    b = sub.add_parser("bangun-ulang", help="rebuild what the screens read from the log")
    b.add_argument("--pemda", metavar="KODE", help="of this government alone")
    b.add_argument("--periksa", action="store_true", help="change nothing, name the rows that differ")
    b.set_defaults(fungsi=perintah_bangun_ulang)


def perintah_migrasi(args: argparse.Namespace, s: Settings) -> int:
    """Bring the database to this version's schema."""
    url = wajib(s.database_url_migrasi, "DATABASE_URL_MIGRASI")
    for nama in migrasi(url):
        tulis(f"diterapkan: {nama}")
    if args.pasang_sandi:
        pasang_sandi(url, s.database_url, s.database_url_pekerja, s.database_url_penanda, s.database_url_operator)
    if s.kunci and s.database_url:  # what lies there from before secrets were sealed
        segel(s)
    return 0


def perintah_pemda(args: argparse.Namespace, s: Settings) -> int:
    """Register a government. The administrator can write into its log, so that its first event need not wait."""
    basis = Basis(wajib(s.database_url_migrasi, "DATABASE_URL_MIGRASI"), kolam=1)
    try:
        baru = PemdaBaru(args.kode, args.nama, args.kode_wilayah, Zona(args.zona))
        with tenant_scope(MejaOperator(basis).tambah(baru, KONSOL)) as tenant:
            catat_pendaftaran(Buku(basis))
    finally:
        basis.tutup()
    tulis(f"{tenant.nama} terdaftar sebagai {tenant.kode}")
    return 0


def perintah_bangun_ulang(args: argparse.Namespace, s: Settings) -> int:
    """Rebuild the read models from the log, or only look whether that would change anything."""
    url = wajib(s.database_url_migrasi, "DATABASE_URL_MIGRASI")
    return 0 if Pembangunan(url, tulis, hanya_periksa=args.periksa).jalankan(args.pemda) else 1
