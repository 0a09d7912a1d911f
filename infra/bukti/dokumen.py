"""The files that the events of a bundle name, each under a name that people can read."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from hashlib import sha256
from uuid import UUID

from domain.log.bundle import DOCUMENTS, NAMES_FILE, Event
from domain.log.sayings import files
from infra.berkas import PDF, PNG
from infra.bukti.titik import Sambungan
from infra.bukti.wadah import Wadah
from tenants.context import current_tenant

_AKHIRAN = {PDF: "pdf", PNG: "png"}
_NAMA_TERPANJANG = 60


@dataclass(slots=True)
class Catatan:
    """What is kept in mind of the events as they pass: the SOPs among their streams, and the files that they name."""

    sop: list[UUID] = field(default_factory=list)
    berkas: dict[str, int] = field(default_factory=dict)  # SHA-256: position of the first event that names it
    _dilihat: set[bytes] = field(default_factory=set)

    def lihat(self, satu: Event) -> None:
        if satu.topic.startswith(b"sop.") and satu.stream not in self._dilihat:
            self._dilihat.add(satu.stream)
            self.sop.append(UUID(bytes=satu.stream))
        if satu.salt and NAMES_FILE in satu.payload:
            for sidik in files(satu.payload):
                self.berkas.setdefault(sidik, satu.pos)


@dataclass(frozen=True, slots=True)
class Dokumen:
    """A file of the bundle, or one that the house has lost; `nama` is then empty."""

    pos: int
    sidik: str
    nama: str
    besar: int = 0


def tulis_dokumen(connection: Sambungan, wadah: Wadah, sidik: str, pos: int, judul: str) -> Dokumen:
    """Write a file if it is there and is what it was."""
    row = connection.execute(
        "SELECT jenis, isi FROM tata.berkas WHERE tenant_id = %s AND sha256 = %s",
        (current_tenant().id, bytes.fromhex(sidik)),
        binary=True,
    ).fetchone()
    if row is None or sha256(row[1]).hexdigest() != sidik:
        return Dokumen(pos, sidik, "")
    nama = f"{DOCUMENTS}{slug(judul)}-{sidik[:8]}.{_AKHIRAN.get(row[0], 'bin')}"
    wadah.tulis(nama, row[1])
    return Dokumen(pos, sidik, nama, len(row[1]))


def slug(teks: str) -> str:
    """Small letters and digits with hyphens: a file name on every system."""
    polos = unicodedata.normalize("NFKD", teks).encode("ascii", "ignore").decode().lower()
    kata = re.sub("[^a-z0-9]+", "-", polos).strip("-")
    return kata[:_NAMA_TERPANJANG].strip("-") or "sop"
