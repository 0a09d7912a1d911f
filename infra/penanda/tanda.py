"""Signing: the tree that was signed last grows by what is stored now, and nothing else is ever signed."""

from __future__ import annotations

from domain.log.checkpoint import Checkpoint
from domain.log.merkle import Tree
from infra.db.pool import Basis
from infra.penanda.keadaan import Ingatan, Keadaan
from infra.penanda.kunci import Rangkaian
from infra.penanda.log import Log, LogTidakSahError, baca_log, periksa_pohon, simpan_titik, tumbuhkan


def tanda_tangani(basis: Basis, ingatan: Ingatan, kunci: Rangkaian) -> int:
    """A new checkpoint of the tenant being served; returns its size. Raises LogTidakSahError.

    The memory is written before the row: a signer that is killed in between finds in its memory what it signed, and
    adds the row before it goes on.
    """
    log = baca_log(basis)
    keadaan = ingatan.baca(log.asal)
    pohon = keadaan.pohon if keadaan else Tree()
    if log.ukuran < pohon.size:
        raise LogTidakSahError(f"Basis data memuat {log.ukuran} peristiwa, padahal sudah ditandatangani {pohon.size}.")
    if keadaan is not None:
        susulkan(basis, log, keadaan)
    tumbuhkan(basis, log, pohon, log.ukuran)
    periksa_pohon(basis, pohon)
    nota = kunci.tanda_tangani(log, Checkpoint(log.asal, pohon.size, pohon.root).text).full
    ingatan.tulis(Keadaan(log.asal, pohon.size, pohon.root, pohon.frontier, nota))
    simpan_titik(basis, log, pohon.size, pohon.root, nota)
    return pohon.size


def susulkan(basis: Basis, log: Log, keadaan: Keadaan) -> None:
    """Add the checkpoint that was signed without coming to its row."""
    tersimpan = log.titik is not None and log.titik.size >= keadaan.ukuran
    if keadaan.nota and not tersimpan:
        simpan_titik(basis, log, keadaan.ukuran, keadaan.akar, keadaan.nota)
