"""Binding acts are done by a person who has signed in just now: who has not, is sent to the provider and comes back
to his form as he left it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, cast
from uuid import UUID

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import NotFound

from app.htmx import selesai
from app.keamanan import izin
from app.masuk import penolakan
from app.masuk.bukti import periksa_bukti
from app.masuk.penolakan import MasukDitolakError
from app.masuk.titipan import Titipan
from app.masuk.views import berangkat
from app.pemda import keadaan_pemda
from app.permintaan import BUKAN_ISI, kini, pelaku, permintaan
from app.rumah import rumah
from domain.wewenang import Tindakan
from infra.clock import now
from infra.darurat import PENERBIT
from infra.tertunda import Tertunda

bp = Blueprint("pembuktian", __name__, url_prefix="/kerja/pembuktian")
P = ParamSpec("P")
SEBUTAN = {
    "pengesahan": "Pengesahan",
    "pembatalan": "Pembatalan pengesahan",
    "pencabutan": "Pencabutan SOP",
    "pengaktifan": "Mengganti pengaturan SSO",
    "penghentian": "Menghentikan penyedia SSO",
    "undangan": "Mengundang seseorang",
    "pembuktian": "Mengubah keharusan masuk ulang",
    "peran": "Memberi jabatan",
    "token": "Menerbitkan token",
    "akses": "Memberi akses auditor",
}
"""What an act is called on the page that asks for the proof."""
SEBAB = {
    "bukti-lama": penolakan.BUKTI_LAMA,
    "bukti-lemah": penolakan.BUKTI_LEMAH,
    "orang-lain": penolakan.ORANG_LAIN,
    "dibatalkan": "Anda membatalkannya di halaman penyedia identitas. Isian Anda masih tersimpan.",
}


def terbukti(*, selalu: bool = False) -> bool:
    """Whether this person may do a binding act right away; `selalu`: whatever the government has decided of those, as
    that decision could be stolen too."""
    sesi = permintaan().sesi
    if darurat() or (not selalu and not keadaan_pemda().pembuktian_ulang):
        return True
    try:
        if sesi is not None:
            periksa_bukti(sesi.cara, rumah().sso.menurut_issuer(sesi.iss), now())
            return True
    except MasukDitolakError:
        pass
    return False


def darurat() -> bool:
    """Who came in by a code of the console has just proved himself there, and the provider may be what is broken."""
    sesi = permintaan().sesi
    return sesi is not None and sesi.iss == PENERBIT


def mengikat(nama: str) -> Callable[[Callable[P, Response]], Callable[P, Response]]:
    """For views whose address lies one step below the page that has their form; `nama` is the act's name there."""

    def bungkus(view: Callable[P, Response]) -> Callable[P, Response]:
        @wraps(view)
        def dijaga(*args: P.args, **kwargs: P.kwargs) -> Response:
            return view(*args, **kwargs) if terbukti() else tunda(nama, request.path.rsplit("/", 1)[0])

        return dijaga

    return bungkus


def tunda(nama: str, halaman: str) -> Response:
    """Keep what was typed on that page and ask for the proof; nothing has been decided yet."""
    isi = {k: request.form.getlist(k) for k in request.form if k not in BUKAN_ISI}
    tertunda_id = rumah().tertunda.simpan(pelaku().orang_id, halaman, nama, isi, kini())
    return selesai(url_for("pembuktian.halaman", tertunda_id=tertunda_id))


def tertunda(halaman: str) -> Tertunda | None:
    """What its author had typed on this page before he was asked for the proof."""
    try:
        tertunda_id = UUID(request.args.get("tertunda", ""))
    except ValueError:
        return None
    isi = rumah().tertunda.ambil(pelaku().orang_id, tertunda_id, kini())
    return isi if isi and isi.halaman == halaman else None


def isian(isi: Tertunda) -> MultiDict[str, str]:
    """As request.form would hold it."""
    return MultiDict(isi.isi)


def _tertunda(tertunda_id: UUID) -> Tertunda:
    isi = rumah().tertunda.ambil(pelaku().orang_id, tertunda_id, kini())
    if isi is None:
        raise NotFound
    return isi


@bp.get("/<uuid:tertunda_id>")
@izin(Tindakan.KERJA)
def halaman(tertunda_id: UUID) -> Response:
    """Why one is asked, and the way to the provider; whoever comes back from there goes on to his form."""
    isi = _tertunda(tertunda_id)
    kembali = f"{request.script_root}{isi.halaman}?tertunda={isi.id}"
    if terbukti(selalu=True):  # who is here was asked; some acts ask whatever the government has decided
        return cast("Response", redirect(kembali, 303))
    return _halaman(isi, kembali, _sebab(request.args.get("sebab", "")), 200)


@bp.post("/<uuid:tertunda_id>")
@izin(Tindakan.KERJA)
def buktikan(tertunda_id: UUID) -> Response:
    isi, sesi = _tertunda(tertunda_id), permintaan().sesi
    tujuan = url_for("pembuktian.halaman", tertunda_id=tertunda_id).removeprefix(request.script_root)
    try:
        pengaturan = rumah().sso.menurut_issuer(sesi.iss) if sesi else None
        titipan = Titipan(pengaturan.penyedia if pengaturan else 0)
        return berangkat(tujuan, titipan, str(sesi.sesi_id) if sesi else "")
    except MasukDitolakError as error:
        return _halaman(isi, f"{request.script_root}{isi.halaman}?tertunda={isi.id}", error.kalimat, 422)


def _sebab(kode: str) -> str:
    return SEBAB.get(kode, penolakan.TIDAK_DIPERCAYA) if kode else ""


def _halaman(isi: Tertunda, kembali: str, galat: str, status: int) -> Response:
    sebutan = SEBUTAN.get(isi.nama, "Tindakan ini")
    teks = render_template("pembuktian.html", tertunda=isi, sebutan=sebutan, kembali=kembali, galat=galat)
    return Response(teks, status)
