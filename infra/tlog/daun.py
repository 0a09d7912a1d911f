"""Each event against its own leaf hash, the one before it, and the redactions that the log names."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from domain.log.entry import leaf_hasher
from infra.tlog.hasil import KetidakcocokanError, ribuan
from infra.tlog.rekaman import Rekaman

_TOPIK_TERPANJANG = 65535


class PemeriksaDaun:
    """Goes through the events in order. `pos` and `at` are those of the last one that passed."""

    def __init__(self, log_id: bytes, izin: dict[int, tuple[int, bytes]], pos: int, at: int) -> None:
        self.pos, self.at = pos, at
        self.izin = izin
        self._hash = leaf_hasher(log_id)

    def periksa(self, rows: Sequence[Rekaman], daun: list[bytes]) -> None:
        """Adds the leaf hashes, each computed from its columns; raises KetidakcocokanError at the first that is not."""
        for pos, stream, version, at, actor, command, topic, salt, payload, kept, stored in rows:
            if pos != self.pos + 1:
                raise KetidakcocokanError(self.pos + 1, pos - 1, _hilang(self.pos + 1, pos - 1))
            if at is None or at <= self.at:
                raise KetidakcocokanError(
                    max(pos - 1, 1), pos, f"waktu pencatatan di posisi {ribuan(pos)} tidak sesudah yang sebelumnya"
                )
            isi = sha256(salt + payload).digest() if kept is None and salt else self._terhapus(pos, salt, payload, kept)
            if len(topic) > _TOPIK_TERPANJANG or self._hash(stream, version, at, actor, command, topic, isi) != stored:
                raise KetidakcocokanError(pos, pos, "isi peristiwa tidak cocok dengan hash daunnya")
            daun.append(stored)
            self.pos, self.at = pos, at

    def _terhapus(self, pos: int, salt: bytes | None, payload: bytes, kept: bytes | None) -> bytes:
        """The payload's hash of an event whose payload was replaced, if a later event of the log says so."""
        if kept is None:
            raise KetidakcocokanError(pos, pos, "garam muatannya hilang, padahal muatannya tidak pernah dihapus")
        oleh, sidik = self.izin.get(pos, (0, b""))
        if oleh <= pos:
            raise KetidakcocokanError(
                pos, pos, "muatannya diganti tanpa peristiwa penghapusan data pribadi yang menyebut posisi ini"
            )
        if salt is not None or sha256(payload).digest() != sidik:
            raise KetidakcocokanError(
                pos, pos, f"muatan penggantinya bukan yang disebut peristiwa penghapusan di posisi {ribuan(oleh)}"
            )
        return kept


def _hilang(dari: int, sampai: int) -> str:
    return "peristiwa hilang" if dari >= sampai else f"{ribuan(sampai - dari + 1)} peristiwa hilang"


def tidak_ada_lagi(pos: int, sampai: int, menurut: str) -> KetidakcocokanError:
    """The log ends before its time."""
    return KetidakcocokanError(pos + 1, sampai, f"{_hilang(pos + 1, sampai)} di akhir log, menurut {menurut}")
