"""The console script `riwayat`: what an operator does, one subcommand each, one module for each thing it is done to."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from app.cli import basis_data, bukti, darurat, demo, latar, log, orang, pemeriksaan, penanda, saksi, sop, sso
from domain.kernel import Bentrok, RuleViolation
from infra.errors import OperatorError, TersibukError, TidakAdaError
from infra.settings import settings

_BAGIAN = (basis_data, sop, pemeriksaan, orang, darurat, latar, log, bukti, penanda, saksi, sso, demo)
_DAPAT_DIPERBAIKI = (OperatorError, RuleViolation, Bentrok, TidakAdaError, TersibukError, PermissionError)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one subcommand; what a person can mend is one line on stderr and exit code 1."""
    pengurai = argparse.ArgumentParser(prog="riwayat", description="Riwayat SOP pemerintah daerah")
    sub = pengurai.add_subparsers(dest="perintah", required=True)
    for bagian in _BAGIAN:
        bagian.pasang(sub)
    args = pengurai.parse_args(argv)
    try:
        kode: int = args.fungsi(args, settings())
    except _DAPAT_DIPERBAIKI as error:
        sys.stderr.write(f"riwayat: {error}\n")
        return 1
    return kode
