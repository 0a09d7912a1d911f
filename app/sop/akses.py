"""One SOP for one person: loaded, allowed, acted on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from uuid import UUID

from werkzeug.exceptions import Forbidden

from app.akses.batas import batas_baca, sop_terlihat
from app.akses.jejak import catat_baca
from app.pemda import cetakan
from app.permintaan import pelaku, perintah
from app.rumah import rumah
from domain.kernel import Aktor
from domain.sop.events import PeristiwaSop
from domain.sop.isi import digest_isi
from domain.sop.pengesahan import Isi
from domain.sop.state import Sop
from domain.wewenang import Tindakan
from infra.projections.baris import SOP
from infra.queries.bingkai import ringkas

Putusan = Callable[[Sop, Aktor], PeristiwaSop | Iterable[PeristiwaSop]]


def sop_untuk(tindakan: Tindakan, sop_id: UUID) -> tuple[Sop, Aktor]:
    """The SOP and the capacity in which this person acts on it; 404 if it is not here, 403 without the right."""
    sop = sop_terlihat(sop_id)
    aktor = aktor_untuk(tindakan, sop)
    catat_baca(sop)
    return sop, aktor


def aktor_untuk(tindakan: Tindakan, sop: Sop) -> Aktor:
    """The capacity in which this person acts on an SOP that is loaded already; 403 without the right."""
    aktor = pelaku().aktor(tindakan, sop)
    if aktor is None:
        raise Forbidden
    return aktor


def riwayat_terbaca(sop_id: UUID) -> Sop:
    """What the pages of the riwayat need of the SOP as it is now, without folding all its events."""
    sop = ringkas(rumah().buku, sop_id) if batas_baca() is None else sop_terlihat(sop_id)
    aktor_untuk(Tindakan.SOP_BACA, sop)
    catat_baca(sop)
    return sop


def sop_terbaca(sop_id: UUID) -> Sop:
    return sop_untuk(Tindakan.SOP_BACA, sop_id)[0]


def lakukan(tindakan: Tindakan, sop_id: UUID, putuskan: Putusan) -> Sop:
    """Act on the newest state as this person, under this request's command id."""
    dimuat, aktor = sop_untuk(tindakan, sop_id)
    kini = dimuat if batas_baca() is None else None
    return rumah().buku.ubah(SOP, sop_id, perintah(aktor), lambda sop: putuskan(sop, aktor), dimuat=kini)


def digest(sop: Sop) -> str:
    return digest_isi(sop.naskah, cetakan(sop))


def isi(sop: Sop, dilihat: str) -> Isi:
    return Isi(digest(sop), dilihat)
