"""Witnesses: being one for others, and naming those of one's own log."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.alat import Subperintah, cari_pemda, pelaku, tulis
from domain.pemda.saksi import berhentikan
from infra.db.pool import Basis
from infra.event_store.buku import Buku, Perintah
from infra.ids import new_id
from infra.jam import Jam
from infra.pemda import tunjuk_saksi, ubah_pemda
from infra.settings import Settings, wajib
from tenants.context import tenant_scope

if TYPE_CHECKING:
    from domain.pemda import Pemda, PeristiwaPemda


def pasang(sub: Subperintah) -> None:
    s = sub.add_parser("saksi", help="be a witness of other governments' logs")
    s.add_argument("--folder")
    s.add_argument("--port", type=int, default=8010)
    s.add_argument("--host", default="127.0.0.1")
    s.add_argument("--nama", default="", help="the witness' name, part of its key: chosen once")
    s.set_defaults(fungsi=perintah_saksi)
    t = s.add_subparsers().add_parser("terima", help="cosign the log with this key from now on")
    t.add_argument("vkey")
    t.add_argument("--folder", required=True)
    t.set_defaults(fungsi=perintah_terima)


def pasang_pemda(pemda: Subperintah) -> None:
    p = pemda.add_parser("saksi", help="name or dismiss a witness of the government's log")
    for nama in ("pemda", "oleh"):
        p.add_argument(f"--{nama}", required=True)
    apa = p.add_mutually_exclusive_group(required=True)
    apa.add_argument("--tunjuk", metavar="VKEY")
    apa.add_argument("--berhentikan", metavar="NAMA")
    p.add_argument("--alamat", default="")
    p.add_argument("--alasan", default="")
    p.set_defaults(fungsi=perintah_pemda_saksi)


def perintah_saksi(args: argparse.Namespace, _: Settings) -> int:
    """Serve as a witness until told to stop."""
    from app.saksi.peladen import layani  # noqa: PLC0415 - brings the web server along

    layani(Path(wajib(args.folder or "", "--folder")), args.nama, args.host, args.port)
    return 0


def perintah_terima(args: argparse.Namespace, _: Settings) -> int:
    from infra.saksi.saksi import Saksi  # noqa: PLC0415

    kunci = Saksi(Path(args.folder)).terima(args.vkey)
    tulis(f"Log {kunci.name} diterima.")
    return 0


def perintah_pemda_saksi(args: argparse.Namespace, s: Settings) -> int:
    """Name or dismiss a witness."""
    basis = Basis(wajib(s.database_url, "DATABASE_URL"))

    def putuskan(p: Pemda) -> PeristiwaPemda:
        if args.tunjuk:
            return tunjuk_saksi(basis, p, kunci=args.tunjuk, alamat=args.alamat)
        return berhentikan(p.saksi, nama=args.berhentikan, alasan=args.alasan)

    try:
        with tenant_scope(cari_pemda(basis, args.pemda)):
            perintah = Perintah(new_id(), pelaku(basis, args.oleh).aktor(), pada=Jam(basis).pencatatan())
            saksi = ubah_pemda(Buku(basis), perintah, putuskan).saksi
    finally:
        basis.tutup()
    tulis(f"Saksi yang bertugas: {', '.join(saksi) or 'tidak ada'}")
    return 0
