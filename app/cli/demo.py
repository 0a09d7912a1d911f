"""The demonstration: its data, its identity providers, its people."""

from __future__ import annotations

import argparse

from app.cli.alat import Subperintah, tulis
from infra.settings import Settings


def pasang(sub: Subperintah) -> None:
    d = sub.add_parser("demo", help="the demonstration")
    d.add_argument("apa", choices=["muat", "sso", "orang"])
    d.set_defaults(fungsi=perintah_demo)


def perintah_demo(args: argparse.Namespace, s: Settings) -> int:
    from infra.demo import muat, orang  # noqa: PLC0415 - only a demonstration needs these
    from infra.demo.sso.peragaan import jalankan_peragaan  # noqa: PLC0415

    match args.apa:
        case "muat":
            muat.muat(s, tulis)
        case "sso":
            jalankan_peragaan(s)
        case _:
            for baris in orang.daftar_orang(s):
                tulis(baris)
    return 0
