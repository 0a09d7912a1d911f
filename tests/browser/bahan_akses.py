"""What screens about reading begin with: dossiers, a sensitive SOP, something that an auditor has read."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from domain.akses import decisions
from domain.akses.events import DosirId
from domain.kernel import OpdId, SopId
from infra.akses import ubah_akses
from infra.dosir import simpan_token
from infra.event_store.buku import Perintah
from infra.ids import new_token
from infra.queries.jejak import Bacaan, catat_bacaan
from tenants.context import tenant_scope
from tests.browser.dunia import SETWAN, Pemda


def _ubah(pemda: Pemda, putusan: Any) -> None:
    perintah = Perintah(uuid4(), pemda.pejabat["ratna"].aktor, pada=pemda.rumah.jam.pencatatan())
    ubah_akses(pemda.rumah.buku, perintah, putusan)


def dosir(pemda: Pemda, *, sop: UUID | None = None, opd: OpdId | None = None) -> str:
    """The token of a new link."""
    dosir_id, token, sop_id = DosirId(uuid4()), new_token(), SopId(sop) if sop else None
    usul = decisions.bagikan(dosir_id, sop_id=sop_id, opd_id=opd, tujuan="Tim BPK", lama=30, hari=pemda.hari_ini())
    with tenant_scope(pemda.tenant):
        _ubah(pemda, lambda _: usul)
        simpan_token(pemda.rumah.basis, token, dosir_id)
    return token


def peka(pemda: Pemda, sop: UUID) -> None:
    with tenant_scope(pemda.tenant):
        _ubah(pemda, lambda d: decisions.pantau(d, SopId(sop), alasan="Memuat alur pengamanan gedung"))


def dibaca(pemda: Pemda, oleh: str, sop: UUID) -> None:
    pejabat = pemda.pejabat[oleh]
    with tenant_scope(pemda.tenant):
        for jenis in ("tindakan", "riwayat", "cetakan"):
            kini = pemda.rumah.jam.kini()
            orang, jabatan = pejabat.aktor.orang, pejabat.calon.jabatan
            bacaan = Bacaan(bytes(32), sop, pemda.opd[SETWAN], jenis, jabatan, kini, orang)
            catat_bacaan(pemda.rumah.basis, bacaan, selalu=True)
