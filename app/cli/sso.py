"""Sign-on: what only the operator does."""

from __future__ import annotations

import argparse

from app.cli.alat import Subperintah, tulis
from infra.brankas import Brankas
from infra.db.pool import Basis
from infra.segel import segel_semua
from infra.settings import Settings, SettingsError, wajib


def pasang(sub: Subperintah) -> None:
    sso = sub.add_parser("sso", help="sign-on").add_subparsers(required=True)
    s = sso.add_parser("segel", help="seal all secrets with the first key of RIWAYAT_KUNCI")
    s.set_defaults(fungsi=perintah_segel)


def perintah_segel(_: argparse.Namespace, s: Settings) -> int:
    """Seal what is not sealed yet, or by another key than the first."""
    if not s.kunci:
        raise SettingsError("RIWAYAT_KUNCI is not set")
    tulis(f"{segel(s)} rahasia disegel ulang")
    return 0


def segel(s: Settings) -> int:
    basis = Basis(wajib(s.database_url, "DATABASE_URL"), kolam=1)
    try:
        return segel_semua(basis, Brankas(s.kunci))
    finally:
        basis.tutup()
