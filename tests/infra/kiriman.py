"""What writers save while things break under them: each save with a text of its own, so that it is known again.

`python -m tests.infra.kiriman TENANT NAMA ALIRAN BERSAMA` is a writer as a process of its own, on DATABASE_URL. It
says on its output what it is about to save, and again when that was answered.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid4

import msgspec

from domain.kernel import OpdId
from domain.sop import penyuntingan
from domain.sop.naskah import ButirId, Daftar, Isian
from infra.db.pool import Basis
from infra.event_store.buku import Buku, Perintah
from infra.projections.baris import SOP
from tenants.context import tenant_scope
from tenants.model import Tenant, TenantId
from tests.domain.pembangun import OPD, SARI

AWAL, SEL, BUTIR = "awal", "sel", "butir"
MACAM = (SEL, BUTIR, SEL, AWAL)
"""In turn. To a cell the same save twice would be one; an entry would be there twice, and a beginning would clash."""

TOPIK = (b"sop.dibuat.v1", b"sop.isian_diubah.v1", b"sop.butir_ditambahkan.v1")


@dataclass(frozen=True)
class Kiriman:
    """One command of a person, with the id under which it may be sent again."""

    macam: str
    aliran: UUID
    teks: str
    dari: str
    perintah: UUID

    def simpan(self, buku: Buku) -> None:
        perintah = Perintah(self.perintah, SARI)
        match self.macam:
            case "awal":
                buku.mulai(SOP, self.aliran, perintah, lambda _: penyuntingan.buat(nama=self.teks, opd_id=OpdId(OPD)))
            case "sel":
                buku.ubah(
                    SOP,
                    self.aliran,
                    perintah,
                    lambda s: penyuntingan.ubah_isian(s, Isian.UNIT, dari=self.dari, menjadi=self.teks),
                )
            case _:
                butir_id = ButirId(uuid4())  # as a form does: another one each time it is handled
                buku.ubah(
                    SOP,
                    self.aliran,
                    perintah,
                    lambda s: penyuntingan.tambah_butir(s, Daftar.DASAR_HUKUM, butir_id=butir_id, teks=self.teks),
                )

    def dengan_id_lain(self) -> Kiriman:
        return replace(self, perintah=uuid4())


@dataclass
class Urutan:
    """The saves of one writer: cells of its own SOP, entries of the one that all share, and new SOPs."""

    nama: str
    aliran: UUID
    bersama: UUID
    ke: int = 0
    nilai: str = ""

    def berikut(self) -> Kiriman:
        macam = MACAM[self.ke % len(MACAM)]
        self.ke += 1
        teks = f"{self.nama} ke-{self.ke}"
        aliran = {AWAL: uuid4(), SEL: self.aliran, BUTIR: self.bersama}[macam]
        dari = self.nilai
        if macam == SEL:
            self.nilai = teks  # nothing else is saved before this is answered
        return Kiriman(macam, aliran, teks, dari, uuid4())


def teks_dalam(event: dict[str, Any]) -> str:
    data = msgspec.json.decode(event["payload"])["data"]
    return str(data["butir"]["teks"] if "butir" in data else data.get("nama", data.get("nilai")))


def tulis_terus(tenant: int, urutan: Urutan) -> None:
    buku = Buku(Basis(os.environ["DATABASE_URL"], kolam=1))
    with tenant_scope(Tenant(TenantId(tenant), "kota-uji", "Kota Uji")):
        while True:
            kiriman = urutan.berikut()
            _sebut(kiriman)
            kiriman.simpan(buku)
            _sebut(kiriman.perintah)


def _sebut(apa: object) -> None:
    sys.stdout.buffer.write(msgspec.json.encode(apa) + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    tulis_terus(int(sys.argv[1]), Urutan(sys.argv[2], UUID(sys.argv[3]), UUID(sys.argv[4])))
