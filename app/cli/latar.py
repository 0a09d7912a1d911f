"""The worker behind the log."""

from __future__ import annotations

import argparse

from app.cli.alat import Subperintah, cari_pemda, tanda_berhenti
from infra.db.pool import Basis
from infra.settings import Settings, wajib


def pasang(sub: Subperintah) -> None:
    sub.add_parser("pekerja", help="run the worker").set_defaults(fungsi=perintah_pekerja)
    lanjut = sub.add_parser("lanjutkan", help="resume a consumer of the worker that an event had stopped")
    lanjut.add_argument("konsumen")
    lanjut.add_argument("--pemda", required=True)
    lanjut.add_argument("--lewati-sampai", type=int, default=0, help="skip the log up to this position")
    lanjut.set_defaults(fungsi=perintah_lanjutkan)


def perintah_pekerja(_: argparse.Namespace, s: Settings) -> int:
    """Run the worker behind the log until told to stop."""
    from infra.pekerja import jalankan  # noqa: PLC0415 - the web's commands need no worker

    jalankan(s, tanda_berhenti())
    return 0


def perintah_lanjutkan(args: argparse.Namespace, s: Settings) -> int:
    """Resume one tenant's one consumer."""
    from infra.pekerja import lanjutkan  # noqa: PLC0415

    basis = Basis(wajib(s.database_url_pekerja, "DATABASE_URL_PEKERJA"))
    try:
        lanjutkan(basis, args.konsumen, cari_pemda(basis, args.pemda), lewati_sampai=args.lewati_sampai)
    finally:
        basis.tutup()
    return 0
