"""A log as a folder that any web server or memory stick can carry (C2SP tlog-tiles)."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from domain.log.merkle import HASH
from domain.log.note import Note, NoteError
from domain.log.tiles import Address, addresses
from infra.db.pool import Basis
from infra.errors import OperatorError, TidakAdaError
from infra.tlog.pohon import Pohon
from infra.tlog.rekaman import bundel
from infra.tlog.terbitan import Terbitan, TitikPeriksa

Lapor = Callable[[int, int], None]
_SEKALI = 32


class EksporError(OperatorError):
    """The folder or the log is not what it should be; the text says what to do."""


def ekspor_log(basis: Basis, folder: Path, *, dengan_isi: bool = False, lapor: Lapor = lambda _, __: None) -> int:
    """Write the log of the tenant being served as of its newest checkpoint; returns how many files were written.

    What an earlier run left is kept, which is sound as tiles never change. The checkpoint comes last: a folder that
    has it is complete.
    """
    titik, pohon = Terbitan(basis).titik_periksa(), Pohon(basis)
    if titik is None:
        raise TidakAdaError("belum ada titik periksa yang ditandatangani, jadi belum ada yang dapat diekspor")
    kepala = pohon.head()
    _periksa_folder(folder, kepala.origin)
    _periksa_akar(pohon, titik)
    semua = addresses(titik.size)
    belum = [a for a in semua if not _utuh(folder / "tile" / str(a.level) / a.path, a.width * HASH)]
    isi = [a for a in semua if a.level == 0 and dengan_isi and not _utuh(_berkas_isi(folder, a))]
    jumlah, urut = len(belum) + len(isi), iter(belum)
    selesai = 0
    while sekali := list(islice(urut, _SEKALI)):
        for petak, hashes in zip(sekali, _petak(pohon, sekali), strict=True):
            _tulis(folder / "tile" / str(petak.level) / petak.path, hashes)
        selesai += len(sekali)
        lapor(selesai, jumlah)
    for petak in isi:
        _tulis(_berkas_isi(folder, petak), bundel(basis, kepala.log_id, petak))
        selesai += 1
        lapor(selesai, jumlah)
    _tulis(folder / "checkpoint", titik.teks.encode())
    return jumlah


def _periksa_folder(folder: Path, origin: str) -> None:
    """Tiles of two logs must not mix in one folder."""
    lama = folder / "checkpoint"
    if not lama.exists():
        return
    try:
        ditulis_oleh = Note.read(lama.read_text()).text.partition("\n")[0]
    except (NoteError, UnicodeDecodeError):
        raise EksporError(f"{lama} bukan titik periksa; pilih folder kosong") from None
    if ditulis_oleh != origin:
        raise EksporError(f"{folder} berisi log lain ({ditulis_oleh}); pilih folder kosong")


def _periksa_akar(pohon: Pohon, titik: TitikPeriksa) -> None:
    try:
        sama = pohon.root(titik.size) == titik.root
    except LookupError:
        sama = False
    if not sama:
        raise EksporError(
            f"isi basis data tidak cocok dengan titik periksa nomor {titik.nomor}; jalankan `riwayat verifikasi`"
        )


def _petak(pohon: Pohon, petak: list[Address]) -> Iterator[bytes]:
    for satu, hashes in zip(petak, pohon.fetch([p.run for p in petak]), strict=True):
        if len(hashes) != satu.width * HASH:
            raise EksporError(f"simpul pohon tingkat {satu.level} di petak {satu.path} hilang; jalankan verifikasi")
        yield hashes


def _berkas_isi(folder: Path, petak: Address) -> Path:
    return folder / "tile" / "entries" / petak.path


def _utuh(berkas: Path, besar: int | None = None) -> bool:
    """Files appear under their name only when complete; the size of a tile is known on top of that."""
    return berkas.is_file() and (besar is None or berkas.stat().st_size == besar)


def _tulis(berkas: Path, isi: bytes) -> None:
    berkas.parent.mkdir(parents=True, exist_ok=True)
    sementara = berkas.with_name(f"{berkas.name}.sementara")
    sementara.write_bytes(isi)
    os.replace(sementara, berkas)
