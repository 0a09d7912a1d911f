"""Who is using the product right now, and what the posts held today allow."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from domain.akses.state import Akses
from domain.kernel import Aktor, OrangId
from domain.sop.state import Sop
from domain.wewenang import TABEL, Hubungan, Peran, Tindakan, Wilayah, boleh
from infra.queries.mandat import MandatPejabat


@dataclass(frozen=True, slots=True)
class Pelaku:
    """A signed-in person with the mandates in force today, computed anew for each request; an auditor with the grant
    in force today, if there is one.
    """

    orang_id: OrangId
    nama: str
    mandat: tuple[MandatPejabat, ...]
    akses: Akses | None = None

    def mandat_untuk(
        self, tindakan: Tindakan, sop: Sop | None = None, opd_id: UUID | None = None
    ) -> MandatPejabat | None:
        """The mandate under which the person may do this now, to this SOP or in this agency; None if none."""
        tahap = sop.tahap.value if sop else ""
        milik = sop.opd_id if sop else opd_id
        penulis = sop is not None and self.orang_id in sop.penulis
        for mandat in self.mandat:
            sendiri = mandat.opd_id is not None and mandat.opd_id == milik
            if boleh(mandat.peran, tindakan, tahap, Hubungan(sendiri, mandat_berlaku=True, penulis=penulis)):
                return mandat
        return None

    def dapat(self, tindakan: Tindakan, sop: Sop | None = None, opd_id: UUID | None = None) -> bool:
        return self.mandat_untuk(tindakan, sop, opd_id) is not None or self._dibuka(tindakan, sop, opd_id)

    def _dibuka(self, tindakan: Tindakan, sop: Sop | None = None, opd_id: UUID | None = None) -> bool:
        """Whether the grant allows it, and is wide enough for it."""
        if self.akses is None or not self.akses.seluas(tindakan):
            return False
        dalam = self.akses.membuka(sop.opd_id if sop else opd_id)
        return boleh(Peran.AUDITOR, tindakan, sop.tahap.value if sop else "", Hubungan(dalam_akses=dalam))

    def punya(self, tindakan: Tindakan) -> bool:
        """Whether any of the posts has this right at all, somewhere, at some stage; KERJA needs no post."""
        if tindakan is Tindakan.KERJA or self._dibuka(tindakan):
            return True
        return any(tindakan in TABEL[m.peran] for m in self.mandat if m.peran is not Peran.AUDITOR)

    def aktor(self, tindakan: Tindakan, sop: Sop | None = None, opd_id: UUID | None = None) -> Aktor | None:
        """Who acts: under a mandate that allows it now, else under one whose post and agency do.

        The second kind lets the domain refuse by stage or authorship with the sentence that says why.
        """
        mandat = self.mandat_untuk(tindakan, sop, opd_id)
        if mandat is None:
            jangkauan = self.opd(tindakan)
            milik = sop.opd_id if sop else opd_id
            punya = (m for m in self.mandat if tindakan in TABEL[m.peran] and m.peran is not Peran.AUDITOR)
            mandat = next((m for m in punya if jangkauan is None or m.opd_id == milik), None)
        if mandat is None and self.akses and self._dibuka(tindakan, sop, opd_id):
            return Aktor(self.orang_id, self.jabatan, "", self.akses.isi.keputusan.nomor)
        return mandat.aktor() if mandat else None

    def opd(self, tindakan: Tindakan) -> tuple[UUID, ...] | None:
        """The agencies a right reaches; None for all of them."""
        hak = [(m, TABEL[m.peran].get(tindakan)) for m in self.mandat if m.peran is not Peran.AUDITOR]
        if any(h and h.wilayah is Wilayah.SEMUA for _, h in hak):
            return None
        if self.akses and self._dibuka(tindakan):
            return self.akses.isi.opd or None
        return tuple({m.opd_id for m, h in hak if h and m.opd_id})

    @property
    def peran(self) -> frozenset[Peran]:
        return frozenset(m.peran for m in self.mandat)

    @property
    def hanya_auditor(self) -> bool:
        """Whether all that this person can be here is an auditor: by a grant, or by a post that needs one."""
        return self.akses is not None or (bool(self.mandat) and self.peran == {Peran.AUDITOR})

    @property
    def jabatan(self) -> str:
        if self.mandat:
            return self.mandat[0].sebutan
        return Peran.AUDITOR.sebutan if self.akses else "Belum memegang jabatan"
