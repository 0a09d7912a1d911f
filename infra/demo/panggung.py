"""The stage: people act here as they do on the screens, each under a mandate in force that gives the right.

Every act goes through the domain's decisions and Buku. A right is looked up in the same table as the application's;
an act that nobody there may do stops the loading, so a mistake in the files never becomes a false history.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from domain import pemda
from domain.kernel import Aktor, JabatanId, OpdId, OrangId
from domain.opd.events import WajibId
from domain.sop.events import PeristiwaSop
from domain.sop.isi import Cetakan, digest_isi
from domain.sop.pengesahan import Isi
from domain.sop.state import Sop
from domain.wewenang import Hubungan, Tindakan, boleh
from infra.db.pool import Basis
from infra.demo.adegan import Adegan, Kisah, NaskahPeragaanError
from infra.demo.kalender import Kalender
from infra.demo.pemda import PemdaDemo
from infra.direktori import Direktori
from infra.dokumen import DokumenResmi
from infra.event_store.buku import Buku, Jenis, Perintah
from infra.ids import new_id
from infra.projections.baris import SOP
from infra.queries.mandat import MandatPejabat, mandat
from tenants.model import Tenant

S = TypeVar("S")
P = TypeVar("P")


@dataclass(slots=True)
class Panggung:
    tenant: Tenant
    demo: PemdaDemo
    kalender: Kalender
    basis: Basis
    buku: Buku
    keadaan: pemda.Pemda = field(default_factory=pemda.Pemda)
    orang: dict[str, OrangId] = field(default_factory=dict)
    opd: dict[str, OpdId] = field(default_factory=dict)
    jabatan: dict[str, JabatanId] = field(default_factory=dict)
    wajib: dict[tuple[str, str], WajibId] = field(default_factory=dict)
    direktori: Direktori = field(init=False)
    dokumen: DokumenResmi = field(init=False)
    nomor: Counter[tuple[str, str, int]] = field(default_factory=Counter)
    _mandat: list[MandatPejabat] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.direktori = Direktori(self.basis)
        self.dokumen = DokumenResmi(self.basis)

    def segarkan(self) -> None:
        """Read the mandates anew, after posts changed hands."""
        self._mandat = mandat(self.basis)

    def pemegang(self, kunci: str, pada: datetime) -> OrangId:
        """Who holds a post on that day."""
        hari, jabatan_id = self.tenant.tanggal(pada), self.jabatan[kunci]
        for m in reversed(self._mandat):
            if m.jabatan_id == jabatan_id and m.berlaku(hari):
                return m.orang_id
        raise NaskahPeragaanError(f"{kunci} kosong pada {hari}")

    def siapa(self, oleh: str, opd: str, pada: datetime) -> OrangId:
        """A person by name, or the holder of a post: one of the government, or of the agency (`penyusun`)."""
        if oleh in self.orang:
            return self.orang[oleh]
        return self.pemegang(oleh if oleh in self.jabatan else f"{opd}.{oleh}", pada)

    def mandat(self, tindakan: Tindakan, adegan: Adegan, sop: Sop | None = None) -> MandatPejabat:
        """The mandate under which this person may do this that day, to this SOP or in this agency."""
        orang, hari = self.siapa(adegan.oleh, adegan.kisah.opd, adegan.pada), self.tenant.tanggal(adegan.pada)
        tahap = sop.tahap.value if sop else ""
        for m in self._mandat:
            sendiri = m.opd_id is not None and m.opd_id == self.opd.get(adegan.kisah.opd)
            hubungan = Hubungan(sendiri, m.berlaku(hari), sop is not None and orang in sop.penulis)
            if m.orang_id == orang and boleh(m.peran, tindakan, tahap, hubungan):
                return m
        raise NaskahPeragaanError(f"{adegan.oleh} tidak boleh {tindakan} pada {hari}: {adegan.kisah.judul} ({tahap})")

    def perintah(self, aktor: Aktor, pada: datetime) -> Perintah:
        return Perintah(new_id(), aktor, pada=pada)

    def ubah(
        self, jenis: Jenis[S, P], aliran: UUID, adegan: Adegan, tindakan: Tindakan, putuskan: Callable[[S], Any]
    ) -> S:
        """An act on a government's agency or post."""
        aktor = self.mandat(tindakan, adegan).aktor()
        return self.buku.ubah(jenis, aliran, self.perintah(aktor, adegan.pada), putuskan)

    def lakukan(
        self,
        tindakan: Tindakan,
        adegan: Adegan,
        putuskan: Callable[[Sop, Aktor], PeristiwaSop | Iterable[PeristiwaSop]],
    ) -> Sop:
        """An act on an SOP, as app/sop/akses.py has it. An edit that changes nothing is a mistake in the files."""
        kisah = adegan.kisah
        aktor = self.mandat(tindakan, adegan, kisah.sop).aktor()
        perintah = self.perintah(aktor, adegan.pada)
        lama = kisah.sop.versi_aliran
        kisah.sop = self.buku.ubah(SOP, kisah.sop_id, perintah, lambda sop: putuskan(sop, aktor))
        if kisah.sop.versi_aliran == lama:
            raise NaskahPeragaanError(f"{kisah.judul}: {adegan.laku} {adegan.isi} tidak mengubah apa pun")
        return kisah.sop

    def digest(self, kisah: Kisah, sop: Sop) -> str:
        nama_opd = self.demo.satu_opd(kisah.opd).nama
        keadaan = self.keadaan
        cetakan = Cetakan(keadaan.nama, nama_opd, keadaan.label_nomor, keadaan.label_tanggal_efektif)
        return digest_isi(sop.naskah, cetakan)

    def isi(self, kisah: Kisah, sop: Sop) -> Isi:
        """The content now, which is also the content that was looked at."""
        digest = self.digest(kisah, sop)
        return Isi(digest, digest)

    def nomor_berikut(self, opd: str, apa: str, tahun: int) -> str:
        """The next SOP or decree number of an agency in a year."""
        self.nomor[opd, apa, tahun] += 1
        kode = opd.upper().replace(" ", "").replace("KECAMATAN", "KEC")
        return f"000.8.3/{self.nomor[opd, apa, tahun]:03d}/{apa}/{kode}/{tahun}"
