"""How far a log was checked, kept in a small file, so that the next check goes on from there."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from domain.log.merkle import Tree
from infra.errors import OperatorError

_BENTUK = 1


@dataclass(frozen=True, slots=True)
class Keadaan:
    """`size` is a multiple of 256; `frontier` and `at` are those of the log when it had that size."""

    log_id: bytes
    pemulihan: int
    size: int
    frontier: bytes
    at: int

    @property
    def digest(self) -> bytes:
        """Of everything that was checked, by the tree's root, and of how far that is."""
        angka = b"".join(n.to_bytes(8, signed=True) for n in (self.pemulihan, self.size, self.at))
        return sha256(self.log_id + angka + Tree(self.size, self.frontier).root).digest()


class KemajuanRusakError(OperatorError):
    """The file is not what was written."""


def baca(berkas: Path) -> Keadaan | None:
    if not berkas.exists():
        return None
    try:
        isi = json.loads(berkas.read_text())
        keadaan = Keadaan(
            bytes.fromhex(isi["log"]), int(isi["pemulihan"]), int(isi["ukuran"]), bytes.fromhex(isi["tepi"]),
            int(isi["waktu"]),
        )  # fmt: skip
        utuh = isi["bentuk"] == _BENTUK and keadaan.digest.hex() == isi["digest"]
    except (ValueError, KeyError, TypeError, OverflowError):
        utuh = False
    if not utuh:
        raise KemajuanRusakError(f"catatan kemajuan {berkas} rusak; hapus berkas itu, lalu periksa dari awal")
    return keadaan


def tulis(berkas: Path, keadaan: Keadaan) -> None:
    isi = {
        "bentuk": _BENTUK,
        "log": keadaan.log_id.hex(),
        "pemulihan": keadaan.pemulihan,
        "ukuran": keadaan.size,
        "tepi": keadaan.frontier.hex(),
        "waktu": keadaan.at,
        "digest": keadaan.digest.hex(),
    }
    berkas.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    sementara = berkas.with_suffix(".sementara")
    sementara.write_text(json.dumps(isi, indent=1) + "\n")
    os.replace(sementara, berkas)
