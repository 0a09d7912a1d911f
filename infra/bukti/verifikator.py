"""Packs `riwayat-verify`: the log's arithmetic and infra/verify in one file that any Python from 3.11 on runs."""

from __future__ import annotations

import os
import zipfile
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from infra.bukti.titik import BuktiError

_AKAR = Path(__file__).resolve().parents[2]
_BAGIAN = ("domain/__init__.py", "domain/log/*.py", "infra/__init__.py", "infra/verify/*.py")
_AWAL = """\
import sys

if sys.version_info < (3, 11):
    sys.stdout.write("riwayat-verify memerlukan Python 3.11 atau lebih baru.\\n")
    sys.exit(2)

from infra.verify.__main__ import main

sys.exit(main())
"""
_PERTAMA = b"#!/usr/bin/env python3\n"


def kemas(ke: Path) -> str:
    """Write the program; returns its SHA-256, the same wherever it is packed from these sources. Raises BuktiError."""
    isi = program(_AKAR)
    sementara = ke.with_name(f".{ke.name}.baru")
    try:
        sementara.write_bytes(isi)
        sementara.chmod(0o755)
        os.replace(sementara, ke)
    except OSError as error:
        raise BuktiError(f"tidak dapat menulis {ke}: {(error.strerror or str(error)).lower()}") from error
    finally:
        sementara.unlink(missing_ok=True)
    return sha256(isi).hexdigest()


def program(akar: Path) -> bytes:
    tampung = BytesIO()
    with zipfile.ZipFile(tampung, "w") as arsip:
        for nama, isi in sumber(akar).items():
            arsip.writestr(zipfile.ZipInfo(nama), isi)  # the zip's own first moment as its time, no compression
    return _PERTAMA + tampung.getvalue()


def sumber(akar: Path) -> dict[str, bytes]:
    jalur = sorted(p for pola in _BAGIAN for p in akar.glob(pola))
    return {p.relative_to(akar).as_posix(): p.read_bytes() for p in jalur} | {"__main__.py": _AWAL.encode()}
