"""What one request knows: its id, its nonce, its time, and who is asking. The only module that uses flask.g."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from typing import cast
from uuid import UUID

from flask import g, request
from werkzeug.exceptions import BadRequest, Unauthorized

from app.pelaku import Pelaku
from app.rumah import rumah
from domain.kernel import Aktor
from infra.event_store.buku import Perintah
from infra.ids import new_id, new_token
from infra.sesi import Sesi
from infra.sesi_operator import SesiOperator
from infra.token import TokenTercatat
from tenants.context import current_tenant

BUKAN_ISI = ("csrf", "perintah")


@dataclass(slots=True)
class Permintaan:
    id: str = field(default_factory=lambda: str(new_id()))
    nonce: str = field(default_factory=new_token)
    sesi: Sesi | None = None
    pelaku: Pelaku | None = None
    kini: datetime | None = None
    token: TokenTercatat | None = None
    operator: SesiOperator | None = None
    tercatat: bool = False  # this reading is in the access trail already, with the SOP that was read


def permintaan() -> Permintaan:
    if "permintaan" not in g:
        g.permintaan = Permintaan()
    return cast("Permintaan", g.permintaan)


def kini() -> datetime:
    """The tenant's time, the same for the whole request."""
    p = permintaan()
    if p.kini is None:
        p.kini = rumah().jam.kini()
    return p.kini


def hari_ini() -> date:
    return current_tenant().tanggal(kini())


def pelaku() -> Pelaku:
    """The signed-in person; pages behind sign-in only."""
    orang = permintaan().pelaku
    if orang is None:
        raise Unauthorized
    return orang


def perintah(aktor: Aktor) -> Perintah:
    """This POST as a command: its id from the form, and the digest of what was asked (decision D12)."""
    try:
        perintah_id = UUID(request.form.get("perintah", ""))
    except ValueError:
        raise BadRequest("Formulir ini tidak lengkap. Muat ulang halaman, lalu coba lagi.") from None
    isi = sorted((k, v) for k, v in request.form.items(multi=True) if k not in BUKAN_ISI)
    sidik = sha256(repr((request.path, isi, str(aktor.orang))).encode()).digest()
    pencatatan = kini() if current_tenant().demonstrasi else None
    return Perintah(perintah_id, aktor, sidik, pencatatan, hari_ini())
