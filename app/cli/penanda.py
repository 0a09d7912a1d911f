"""The signer, its keys, and accepting that a log lost events."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.alat import Subperintah, cari_pemda, tanda_berhenti, tulis
from infra.db.pool import Basis
from infra.log import pasang_log
from infra.penanda.kunci import Rangkaian
from infra.penanda.log import baca_log
from infra.rahasia import FolderRahasia
from infra.settings import Settings, wajib
from tenants.context import tenant_scope


def pasang(sub: Subperintah) -> None:
    p = sub.add_parser("penanda", help="run the signer, or look after its keys")
    p.set_defaults(fungsi=perintah_penanda)
    apa = p.add_subparsers()
    kunci = apa.add_parser("kunci", help="print the keys of a government's log, for its witnesses")
    kunci.add_argument("--pemda", required=True)
    kunci.set_defaults(fungsi=perintah_kunci)
    apa.add_parser("kunci-baru", help="add a key; it signs from now on").set_defaults(fungsi=perintah_kunci_baru)
    akhir = apa.add_parser("kunci-berakhir", help="retire the oldest key and destroy it")
    akhir.add_argument("id")
    akhir.set_defaults(fungsi=perintah_kunci_berakhir)
    r = sub.add_parser("pulihkan-log", help="accept on record that a restored database has lost events")
    r.add_argument("--pemda", required=True)
    r.add_argument("--alasan", required=True)
    r.set_defaults(fungsi=perintah_pulihkan)


def perintah_penanda(_: argparse.Namespace, s: Settings) -> int:
    """Run the signer until told to stop."""
    from infra.penanda.jalan import jalankan  # noqa: PLC0415 - the keys' commands need no running signer

    jalankan(s, tanda_berhenti())
    return 0


def _rangkaian(s: Settings) -> Rangkaian:
    return Rangkaian(FolderRahasia.buka(Path(s.folder_penanda)))


def _basis(s: Settings) -> Basis:
    return Basis(wajib(s.database_url_penanda, "DATABASE_URL_PENANDA"))


def perintah_kunci(args: argparse.Namespace, s: Settings) -> int:
    basis = _basis(s)
    try:
        with tenant_scope(cari_pemda(basis, args.pemda)):
            for vkey in _rangkaian(s).vkey(baca_log(basis)):
                tulis(vkey)
    finally:
        basis.tutup()
    return 0


def perintah_kunci_baru(_: argparse.Namespace, s: Settings) -> int:
    basis = _basis(s)
    try:
        tulis(f"Kunci {_rangkaian(s).tambah(basis)} mulai menandatangani.")
    finally:
        basis.tutup()
    return 0


def perintah_kunci_berakhir(args: argparse.Namespace, s: Settings) -> int:
    basis = _basis(s)
    try:
        _rangkaian(s).akhiri(basis, args.id)
    finally:
        basis.tutup()
    tulis(f"Kunci {args.id} berakhir dan dimusnahkan.")
    return 0


def perintah_pulihkan(args: argparse.Namespace, s: Settings) -> int:
    """Accept the loss of events of one government."""
    from infra.penanda.pulih import pulihkan_log  # noqa: PLC0415

    pasang_log()
    basis = Basis(wajib(s.database_url, "DATABASE_URL"))
    url = wajib(s.database_url_migrasi, "DATABASE_URL_MIGRASI")
    try:
        with tenant_scope(cari_pemda(basis, args.pemda)):
            ke = pulihkan_log(basis, url, Path(s.folder_penanda), args.alasan)
    finally:
        basis.tutup()
    tulis(f"Pemulihan ke-{ke} diterima dan tercatat. Nyalakan ulang penanda: log berlanjut dengan nama baru.")
    return 0
