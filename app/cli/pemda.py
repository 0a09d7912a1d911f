"""The governments of an installation, for who runs it: figures and their state, never content."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager

from app.cli.alat import Subperintah, tulis
from infra.db.pool import Basis
from infra.operator import KONSOL, MejaOperator, PemdaTerdaftar
from infra.settings import Settings, wajib
from tenants.model import Keadaan

KEADAAN = {
    "tangguhkan": (Keadaan.DITANGGUHKAN, "suspend: nobody works there, what is in force stays public"),
    "tutup": (Keadaan.DITUTUP, "close: the government has left; its log stays"),
    "buka": (Keadaan.AKTIF, "open again"),
}


def pasang_pemda(pemda: Subperintah) -> None:
    d = pemda.add_parser("daftar", help="list the governments: size of the log, last event, health; no content")
    d.set_defaults(fungsi=perintah_daftar)
    for nama, (keadaan, bantuan) in KEADAAN.items():
        k = pemda.add_parser(nama, help=bantuan)
        k.add_argument("kode")
        k.add_argument("--alasan", required=True, help="why, for the operators' trail; no name in it")
        k.set_defaults(fungsi=perintah_keadaan, keadaan=keadaan)


def perintah_daftar(_: argparse.Namespace, s: Settings) -> int:
    """Exit code 1 when one of them needs somebody."""
    with _meja(s) as meja:
        semua = meja.daftar()
    for satu in semua:
        tulis(_baris(satu))
    return 0 if all(p.sehat for p in semua) else 1


def perintah_keadaan(args: argparse.Namespace, s: Settings) -> int:
    """Suspend, close or open a government."""
    with _meja(s) as meja:
        meja.ubah_keadaan(args.kode, args.keadaan, KONSOL, alasan=args.alasan)
    tulis(f"{args.kode}: {args.keadaan.value}")
    return 0


@contextmanager
def _meja(s: Settings) -> Iterator[MejaOperator]:
    basis = Basis(wajib(s.database_url_migrasi, "DATABASE_URL_MIGRASI"), kolam=1)
    try:
        yield MejaOperator(basis)
    finally:
        basis.tutup()


def _baris(p: PemdaTerdaftar) -> str:
    terakhir = p.terakhir.isoformat(" ", "seconds") if p.peristiwa and p.terakhir else "belum ada peristiwa"
    log = {True: "log utuh", False: "LOG BERMASALAH", None: "log belum diperiksa"}[p.sah]
    pekerja = f"PEKERJA BERHENTI: {', '.join(p.berhenti)}" if p.berhenti else "pekerja berjalan"
    tanda = " (peragaan)" if p.demonstrasi else ""
    masuk = "SSO aktif" if p.penyedia else "tanpa SSO"
    return (
        f"{p.kode}{tanda}  {p.nama}  {p.keadaan.value}  {masuk}  {p.peristiwa} peristiwa  {terakhir}  {log}  {pekerja}"
    )
