"""The console script `riwayat`: what an operator does, one subcommand each."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from domain.kernel import Bentrok, JabatanId, OpdId, RuleViolation
from infra.db.migrate import MigrationError, migrasi, pasang_sandi
from infra.db.pool import Basis
from infra.direktori import Direktori
from infra.dokumen import DokumenResmi
from infra.errors import TersibukError, TidakAdaError
from infra.event_store.buku import Buku, Perintah
from infra.ids import new_id
from infra.impor import ImporError, impor_berkas
from infra.jam import Jam
from infra.queries.mandat import MandatPejabat, mandat
from infra.queries.opd import opd
from infra.settings import Settings, SettingsError, settings, wajib
from infra.tenants_pg import PemdaBaru, PgRegistry, tambah_pemda
from tenants.context import tenant_scope
from tenants.model import Zona


def _tulis(kalimat: str) -> None:
    sys.stdout.write(kalimat + "\n")
    sys.stdout.flush()


def perintah_migrasi(args: argparse.Namespace, s: Settings) -> int:
    """Bring the database to this version's schema."""
    url = wajib(s.database_url_migrasi, "DATABASE_URL_MIGRASI")
    for nama in migrasi(url):
        _tulis(f"diterapkan: {nama}")
    if args.pasang_sandi:
        pasang_sandi(url, s.database_url, s.database_url_pekerja, s.database_url_penanda)
    return 0


def perintah_pemda(args: argparse.Namespace, s: Settings) -> int:
    """Register a government."""
    baru = PemdaBaru(args.kode, args.nama, args.kode_wilayah, Zona(args.zona))
    tenant = tambah_pemda(wajib(s.database_url_migrasi, "DATABASE_URL_MIGRASI"), baru)
    _tulis(f"{tenant.nama} terdaftar sebagai {tenant.kode}")
    return 0


def perintah_impor(args: argparse.Namespace, s: Settings) -> int:
    """Record a structured SOP as if the person had typed it."""
    basis = Basis(wajib(s.database_url, "DATABASE_URL"))
    try:
        tenant = PgRegistry(basis).menurut_kode(args.pemda)
        if tenant is None:
            raise TidakAdaError(f"pemda “{args.pemda}” tidak terdaftar")
        with tenant_scope(tenant):
            pelaku = _pelaku(basis, args.oleh)
            tujuan = _opd(basis, args.opd)
            perintah = Perintah(new_id(), pelaku.aktor(), pada=Jam(basis).pencatatan())
            sop = impor_berkas(
                Buku(basis),
                DokumenResmi(basis),
                Path(args.berkas),
                opd_id=tujuan,
                penyusun=JabatanId(pelaku.jabatan_id),
                perintah=perintah,
            )
            _tulis(f"{sop.nama}: {sop.versi_aliran} peristiwa, {len(sop.naskah.langkah)} langkah, {sop.id}")
    finally:
        basis.tutup()
    return 0


def _pelaku(basis: Basis, nama: str) -> MandatPejabat:
    """The mandate in force of the person named: by full name or e-mail address."""
    hari = Jam(basis).kini().date()
    for orang in Direktori(basis).semua():
        if nama.casefold() in (orang.nama.casefold(), orang.surel.casefold()):
            for m in mandat(basis, orang=orang.id):
                if m.berlaku(hari):
                    return m
    raise TidakAdaError(f"orang “{nama}” tidak ditemukan atau tidak memegang jabatan")


def _opd(basis: Basis, kode: str) -> OpdId:
    """The agency by its short name, its name, or its id."""
    for o in opd(basis):
        if kode.casefold() in (o.singkatan.casefold(), o.nama.casefold(), str(o.opd_id)):
            return OpdId(o.opd_id)
    raise TidakAdaError(f"perangkat daerah “{kode}” tidak ditemukan")


def perintah_pekerja(_: argparse.Namespace, s: Settings) -> int:
    """Run the worker behind the log until told to stop."""
    from infra.pekerja import jalankan  # noqa: PLC0415 - the web's commands need no worker

    berhenti = threading.Event()
    for sinyal in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sinyal, lambda *_: berhenti.set())
    jalankan(s, berhenti)
    return 0


def perintah_lanjutkan(args: argparse.Namespace, s: Settings) -> int:
    """Resume one tenant's one consumer."""
    from infra.pekerja import lanjutkan  # noqa: PLC0415

    basis = Basis(wajib(s.database_url_pekerja, "DATABASE_URL_PEKERJA"))
    try:
        tenant = PgRegistry(basis).menurut_kode(args.pemda)
        if tenant is None:
            raise TidakAdaError(f"pemda “{args.pemda}” tidak terdaftar")
        lanjutkan(basis, args.konsumen, tenant, lewati_sampai=args.lewati_sampai)
    finally:
        basis.tutup()
    return 0


def perintah_demo(args: argparse.Namespace, s: Settings) -> int:
    """The demonstration: its data, its identity providers, its people."""
    from infra.demo import muat, orang  # noqa: PLC0415 - only a demonstration needs these
    from infra.demo.sso.peragaan import jalankan_peragaan  # noqa: PLC0415

    match args.apa:
        case "muat":
            muat.muat(s, _tulis)
        case "sso":
            jalankan_peragaan(s)
        case _:
            for baris in orang.daftar_orang(s):
                _tulis(baris)
    return 0


def _pengurai() -> argparse.ArgumentParser:
    p = argparse.ArgumentParser(prog="riwayat", description="Riwayat SOP pemerintah daerah")
    sub = p.add_subparsers(dest="perintah", required=True)
    m = sub.add_parser("migrasi", help="bring the database to this version's schema")
    m.add_argument("--pasang-sandi", action="store_true", help="give the login roles the passwords of their addresses")
    m.set_defaults(fungsi=perintah_migrasi)
    t = sub.add_parser("pemda", help="governments").add_subparsers(required=True).add_parser("tambah")
    t.add_argument("kode")
    t.add_argument("nama")
    t.add_argument("--kode-wilayah", default="")
    t.add_argument("--zona", choices=[z.value for z in Zona], default="WIB")
    t.set_defaults(fungsi=perintah_pemda)
    i = sub.add_parser("impor", help="record a structured SOP")
    i.add_argument("berkas")
    for nama in ("pemda", "opd", "oleh"):
        i.add_argument(f"--{nama}", required=True)
    i.set_defaults(fungsi=perintah_impor)
    sub.add_parser("pekerja", help="run the worker").set_defaults(fungsi=perintah_pekerja)
    lanjut = sub.add_parser("lanjutkan", help="resume a consumer of the worker that an event had stopped")
    lanjut.add_argument("konsumen")
    lanjut.add_argument("--pemda", required=True)
    lanjut.add_argument("--lewati-sampai", type=int, default=0, help="skip the log up to this position")
    lanjut.set_defaults(fungsi=perintah_lanjutkan)
    d = sub.add_parser("demo", help="the demonstration")
    d.add_argument("apa", choices=["muat", "sso", "orang"])
    d.set_defaults(fungsi=perintah_demo)
    return p


def main(argv: Sequence[str] | None = None) -> int:
    """Run one subcommand; what a person can mend is one line on stderr and exit code 1."""
    args = _pengurai().parse_args(argv)
    try:
        kode: int = args.fungsi(args, settings())
    except (
        ImporError, RuleViolation, Bentrok, TidakAdaError, TersibukError, SettingsError, MigrationError, PermissionError
    ) as error:  # fmt: skip
        sys.stderr.write(f"riwayat: {error}\n")
        return 1
    return kode


if __name__ == "__main__":
    sys.exit(main())
