"""A bundle's small files, read and understood; its events, one after another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from domain.log import bundle_lines, bundle_records, policy_text
from domain.log.bundle import GROWTH, LEAVES, LINES, MANIFEST, NOTE, NOTES, POLICY, RECORDS, BundleError, Row
from domain.log.checkpoint import Checkpoint, Origin
from domain.log.manifest import Manifest, ManifestError
from domain.log.merkle import HASH, Tree
from domain.log.note import Note, NoteError
from domain.log.policy import Policy
from infra.verify.sumber import PIECE, Source, open_source, small, text

_PALING_BANYAK = 20_000
_KELANJUTAN = re.compile(r"([1-9][0-9]{0,18})\n((?:[0-9a-f]{64}\n){0,64})")
_KATA = {
    "a second quorum line": "ada dua baris quorum",
    "the same key twice": "kunci yang sama ada dua kali",
    "a key of another kind": "kuncinya dari jenis lain",
    "a policy has a quorum line": "tidak ada baris quorum",
}


class Bundel:
    """Everything in it is only what its sender says, until it is checked."""

    def __init__(self, jalur: Path) -> None:
        self.sumber: Source = open_source(jalur)
        self.nama = jalur.name
        self.manifes = self._manifes()
        self.nota = _nota(text(self.sumber, NOTE), NOTE, 0)
        self.titik, self.asal = _titik(self.nota, NOTE, 0)
        if {LINES, RECORDS} <= self.sumber.names:
            raise BundleError(LINES, 0, f"bundel hanya boleh memuat salah satu dari {LINES} dan {RECORDS}")

    def _manifes(self) -> Manifest | None:
        """None for a bundle without one, as they were made before there were manifests."""
        if MANIFEST not in self.sumber.names:
            return None
        try:
            return Manifest.read(small(self.sumber, MANIFEST))
        except ManifestError:
            raise BundleError(MANIFEST, 0, "diubah atau rusak sesudah bundel dibuat") from None

    @property
    def berisi(self) -> bool:
        return bool({LINES, RECORDS} & self.sumber.names)

    def kebijakan(self) -> Policy:
        return baca_kebijakan(text(self.sumber, POLICY), POLICY)

    def titik_lama(self) -> dict[int, tuple[Note, Checkpoint]]:
        """Earlier checkpoints of this same log, by size, in ascending order."""
        if NOTES not in self.sumber.names:
            return {}
        teks = text(self.sumber, NOTES)
        potong = teks.removesuffix("\n").split("\n\n") if teks else []
        if len(potong) % 2 or len(potong) > 2 * _PALING_BANYAK:
            raise BundleError(NOTES, 0, "bukan deretan titik periksa, atau terlalu banyak")
        ditemukan = {}
        for n in range(0, len(potong), 2):
            nota = _nota(f"{potong[n]}\n\n{potong[n + 1]}\n", NOTES, n // 2 + 1)
            titik, _ = _titik(nota, NOTES, n // 2 + 1)
            if titik.origin == self.titik.origin and titik.size < self.titik.size:
                ditemukan[titik.size] = (nota, titik)
        return dict(sorted(ditemukan.items()))

    def kelanjutan(self) -> tuple[int, list[bytes]] | None:
        """An earlier size, and the proof that the log has only grown since."""
        if GROWTH not in self.sumber.names:
            return None
        cocok = _KELANJUTAN.fullmatch(text(self.sumber, GROWTH))
        if cocok is None:
            raise BundleError(GROWTH, 0, "bukan bukti kelanjutan")
        return int(cocok[1]), [bytes.fromhex(baris) for baris in cocok[2].split()]

    def peristiwa(self) -> Iterator[list[Row]]:
        log_id = self.asal.log_id
        if RECORDS in self.sumber.names:
            return bundle_records.read(self.sumber.chunks(RECORDS), log_id)
        if LINES in self.sumber.names:
            return bundle_lines.read(self.sumber.chunks(LINES), log_id)
        raise BundleError(LINES, 0, "berkas ini tidak ada dalam bundel")

    def sebagian(self) -> bool:
        """Whether the first event comes with a proof: then the bundle holds a part of the log."""
        for rows in self.peristiwa():
            for row in rows:
                return row[5] is not None and row[5].proof is not None
        return False

    def daun_sah(self) -> bool:
        """Whether the leaf hashes in the bundle are those that the checkpoint was signed over."""
        if LEAVES not in self.sumber.names:
            return False
        tree = Tree()
        for potong in self._potong_daun():
            tree.extend([potong[n : n + HASH] for n in range(0, len(potong), HASH)])
            if tree.size > self.titik.size:
                return False
        return (tree.size, tree.root) == (self.titik.size, self.titik.root)

    def daun(self) -> Iterator[bytes]:
        for potong in self._potong_daun():
            yield from (potong[n : n + HASH] for n in range(0, len(potong), HASH))

    def _potong_daun(self) -> Iterator[bytes]:
        sisa = b""
        for chunk in self.sumber.chunks(LEAVES):
            sisa += chunk
            penuh = len(sisa) - len(sisa) % PIECE
            if penuh:
                yield sisa[:penuh]
                sisa = sisa[penuh:]
        if len(sisa) % HASH:
            raise BundleError(LEAVES, 0, "terpotong")
        yield sisa


def baca_kebijakan(teks: str, berkas: str) -> Policy:
    try:
        return policy_text.read(teks)
    except policy_text.PolicyError as error:
        raise BundleError(berkas, error.line, _KATA.get(str(error), "bukan kebijakan yang sah")) from error


def _nota(teks: str, berkas: str, ke: int) -> Note:
    try:
        return Note.read(teks)
    except NoteError as error:
        raise BundleError(berkas, 0, f"{_ke(ke)}bukan catatan bertanda tangan") from error


def _titik(nota: Note, berkas: str, ke: int) -> tuple[Checkpoint, Origin]:
    try:
        titik = Checkpoint.read(nota.text)
    except NoteError as error:
        raise BundleError(berkas, 0, f"{_ke(ke)}bukan titik periksa") from error
    asal = Origin.read(titik.origin)
    if asal is None:
        raise BundleError(berkas, 0, f"{_ke(ke)}titik periksa ini bukan milik log Riwayat")
    return titik, asal


def _ke(nomor: int) -> str:
    return f"catatan ke-{nomor} " if nomor else ""
