"""A log without a database: events, keys that sign, witnesses, and the bundle made of them, honest or not."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from domain.log import tiles
from domain.log.bundle import APPOINTED, ERASED, GROWTH, LEAVES, LINES, MAGIC, NOTE, NOTES, POLICY, RECORDS, Event
from domain.log.checkpoint import Checkpoint, origin
from domain.log.entry import payload_hash
from domain.log.merkle import leaf_hash, perfect_root
from domain.log.note import LOG, WITNESS, Key, cosigned_text
from domain.log.policy import Policy
from infra.verify.__main__ import main

KINI = "2026-11-22T00:00:00+00:00"
SAAT = 1795305600 - 3600  # an hour before
LOG_ID = bytes(range(16))
TOPIK = b"sop.langkah_diubah.v1"


@dataclass(frozen=True)
class Penanda:
    """A private key that signs in a name."""

    nama: str
    benih: bytes
    jenis: int = LOG

    @cached_property
    def rahasia(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.benih)

    @cached_property
    def kunci(self) -> Key:
        return Key(self.nama, self.jenis, self.rahasia.public_key().public_bytes_raw())

    def baris(self, teks: str, saat: int = SAAT) -> str:
        if self.jenis == LOG:
            isi = self.rahasia.sign(teks.encode())
        else:
            isi = saat.to_bytes(8) + self.rahasia.sign(cosigned_text(teks, saat))
        return f"— {self.nama} {b64encode(self.kunci.id + isi).decode()}\n"


ASAL = origin(LOG_ID, demonstrasi=False, pemulihan=0)
PENANDA = Penanda(ASAL, b"p" * 32)
PENCURI = Penanda(ASAL, b"x" * 32)
SAKSI = tuple(Penanda(f"saksi-{n}.contoh", bytes([n]) * 32, WITNESS) for n in (1, 2, 3))


def aliran(n: int) -> bytes:
    return sha256(f"aliran {n}".encode()).digest()[:16]


def muatan(**data: object) -> bytes:
    return json.dumps({"aktor": {"jabatan": "Kepala Seksi"}, "data": data}, separators=(",", ":")).encode()


def peristiwa(pos: int, banyak_aliran: int = 3, **lain: object) -> Event:
    """The event at this position of the log that all tests here are about."""
    e = Event(
        pos,
        aliran((pos - 1) % banyak_aliran),
        (pos - 1) // banyak_aliran + 1,
        1_700_000_000_000_000 + pos,
        sha256(b"pelaku").digest()[:16],
        sha256(f"perintah {pos}".encode()).digest()[:16],
        TOPIK,
        sha256(f"garam {pos}".encode()).digest()[:16],
        muatan(kegiatan=f"Menerima “surat” ke-{pos}\n"),
    )
    return replace(e, **lain)


def penunjukan(dari: int, saksi: Sequence[Penanda] = SAKSI) -> list[Event]:
    """The events that name the witnesses."""
    return [
        peristiwa(
            dari + n, stream=aliran(99), version=n + 1, topic=APPOINTED,
            payload=muatan(nama=s.nama, kunci=s.kunci.vkey, alamat="https://saksi.contoh"),
        )
        for n, s in enumerate(saksi)
    ]  # fmt: skip


def hapus(e: Event, isi: bytes = b'{"data":{}}') -> Event:
    """The event as a redaction leaves it."""
    return replace(e, salt=b"", hashed=payload_hash(e.salt, e.payload), payload=isi)


def penghapusan(pos: int, versi: int, *korban: Event) -> Event:
    """The event that allows these redactions."""
    pengganti = [{"pos": k.pos, "sidik": sha256(k.payload).hexdigest()} for k in korban]
    return peristiwa(
        pos, stream=aliran(98), version=versi, topic=ERASED, payload=muatan(dasar="UU 27/2022", pengganti=pengganti)
    )


def daun(deretan: Iterable[Event], log_id: bytes = LOG_ID) -> list[bytes]:
    return [leaf_hash(e.entry(log_id).encoded) for e in deretan]


def akar(daun_: Sequence[bytes]) -> bytes:
    """By the definition, and not by the code under test."""
    if len(daun_) <= 1:
        return daun_[0] if daun_ else sha256(b"").digest()
    k = 1 << (len(daun_) - 1).bit_length() - 1
    return sha256(b"\x01" + akar(daun_[:k]) + akar(daun_[k:])).digest()


def ambil(daun_: Sequence[bytes]) -> tiles.Fetch:
    def satu(run: tiles.Run) -> bytes:
        lebar = 256**run.level
        potong = (daun_[n * lebar : (n + 1) * lebar] for n in range(run.first, run.first + run.count))
        return b"".join(perfect_root(p) for p in potong)

    return lambda runs: [satu(run) for run in runs]


@dataclass
class Bukti:
    """A bundle to be written; a test changes what it likes before. `asli` is what was signed."""

    asli: list[Event]
    isi: list[Event] = field(default_factory=list)
    oleh: Sequence[Penanda] = (PENANDA,)
    saksi: Sequence[Penanda] = ()
    saat: int = SAAT
    kebijakan: Policy = field(default_factory=lambda: Policy.majority([PENANDA.kunci], []))
    lama: Sequence[int] = ()
    biner: bool = False
    dengan_daun: bool = True
    asal: str = ASAL
    sejak: int = 0

    def __post_init__(self) -> None:
        self.isi = self.isi or list(self.asli)

    def catatan(self, ukuran: int | None = None, oleh: Sequence[Penanda] | None = None) -> str:
        daun_ = daun(self.asli[:ukuran])
        teks = Checkpoint(self.asal, len(daun_), akar(daun_)).text
        return teks + "\n" + "".join(p.baris(teks, self.saat) for p in oleh or [*self.oleh, *self.saksi])

    def bagian(self, *aliran_: bytes) -> Bukti:
        """Only the events of these streams, with proofs."""
        daun_ = daun(self.asli)
        self.isi = [
            replace(e, proof=tiles.inclusion_proof(e.pos - 1, len(daun_), ambil(daun_)))
            for e in self.isi
            if e.stream in aliran_
        ]
        self.dengan_daun = False
        return self

    def tulis(self, folder: Path) -> Path:
        folder.mkdir(exist_ok=True)
        (folder / NOTE).write_text(self.catatan(), encoding="utf-8")
        (folder / NOTES).write_text("\n".join(self.catatan(n, self.oleh) for n in self.lama), encoding="utf-8")
        (folder / POLICY).write_text(self.kebijakan.text, encoding="utf-8")
        if self.dengan_daun:
            (folder / LEAVES).write_bytes(b"".join(daun(self.asli)))
        if self.sejak:
            daun_ = daun(self.asli)
            bukti = tiles.consistency_proof(self.sejak, len(daun_), ambil(daun_))
            (folder / GROWTH).write_text("".join(f"{b}\n" for b in [self.sejak, *(h.hex() for h in bukti)]))
        if self.biner:
            (folder / RECORDS).write_bytes(MAGIC + b"".join(e.record for e in self.isi))
        else:
            (folder / LINES).write_bytes(b"".join(e.line for e in self.isi))
        return folder


def bersaksi(asli: list[Event], saksi: Sequence[Penanda] = SAKSI, **lain: object) -> Bukti:
    """With three witnesses whom the log itself names, these of which have signed."""
    kebijakan = Policy.majority([PENANDA.kunci], [s.kunci for s in SAKSI])
    return Bukti([*asli, *penunjukan(len(asli) + 1)], saksi=saksi, kebijakan=kebijakan, **lain)


Jalankan = Callable[..., tuple[int, str]]


def jalankan(capsys: object, *argumen: object) -> tuple[int, str]:
    """The program's exit code and what it printed."""
    kode = main([*map(str, argumen), "--kini", KINI])
    keluar = capsys.readouterr()  # type: ignore[attr-defined]
    assert "Traceback" not in keluar.out + keluar.err
    return kode, keluar.out
