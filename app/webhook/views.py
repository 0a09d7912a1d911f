"""Putting webhooks in place, what was told to them, telling again, and ending them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request
from werkzeug.exceptions import Forbidden, NotFound

from app.htmx import respond, selesai
from app.isian import bilangan
from app.keamanan import izin
from app.permintaan import pelaku, perintah
from app.rumah import rumah
from domain.kernel import Aktor, RuleViolation
from domain.webhook import decisions
from domain.webhook.decisions import PILIHAN
from domain.wewenang import Tindakan
from infra.brankas import Brankas
from infra.ids import new_id
from infra.pekerja.kurir_webhook import PERCOBAAN_TERBANYAK
from infra.projections.baris_webhook import WEBHOOK
from infra.webhook import GudangWebhook, WebhookTercatat

bp = Blueprint("webhook", __name__, url_prefix="/kerja/webhook")


def gudang() -> GudangWebhook:
    return GudangWebhook(rumah().basis, Brankas(rumah().settings.kunci))


def _aktor() -> Aktor:
    aktor = pelaku().aktor(Tindakan.PEMDA_KELOLA)
    if aktor is None:
        raise Forbidden
    return aktor


def _daftar(status: int = 200, **lain: Any) -> Response:
    """`rahasia` is there right after a webhook was put in place, and never again."""
    isi = {"webhook": gudang().semua(), "dapat": gudang().dapat, "pilihan": PILIHAN, "rahasia": "", "galat": {}}
    dipilih = request.form.getlist("tindakan") if request.method == "POST" else ["disahkan", "dicabut"]
    konteks = isi | {"nilai": request.form, "dipilih": dipilih} | lain
    return respond("webhook/daftar.html", "isi", status=status, **konteks)


@bp.get("")
@izin(Tindakan.PEMDA_KELOLA)
def daftar() -> Response:
    return _daftar()


@bp.post("")
@izin(Tindakan.PEMDA_KELOLA)
def pasang() -> Response:
    aktor, webhook_id = _aktor(), new_id()
    if not gudang().dapat:
        return _daftar(409)
    try:
        w = rumah().buku.mulai(
            WEBHOOK,
            webhook_id,
            perintah(aktor),
            lambda _: decisions.pasang(
                alamat=request.form.get("alamat", ""),
                tindakan=request.form.getlist("tindakan"),
                boleh_http=rumah().boleh_loopback,
            ),
        )
    except RuleViolation as error:
        return _daftar(422, galat={error.bidang: error.kalimat})
    return _daftar(rahasia=gudang().rahasia_baru(w.id or webhook_id) or "", nilai={}, dipilih=["disahkan", "dicabut"])


def _satu(webhook_id: UUID) -> WebhookTercatat:
    satu = next((w for w in gudang().semua() if w.webhook_id == webhook_id), None)
    if satu is None:
        raise NotFound
    return satu


def _konteks(webhook_id: UUID, galat: dict[str, str] | None = None) -> dict[str, Any]:
    isi = {"w": _satu(webhook_id), "kiriman": gudang().kiriman(webhook_id), "terbanyak": PERCOBAAN_TERBANYAK}
    return isi | {"galat": galat or {}, "nilai": request.form if galat else {}}


@bp.get("/<uuid:webhook_id>")
@izin(Tindakan.PEMDA_KELOLA)
def halaman(webhook_id: UUID) -> Response:
    return respond("webhook/webhook.html", "isi", **_konteks(webhook_id))


def _lakukan(webhook_id: UUID, putuskan: Any) -> Response:
    _satu(webhook_id)
    try:
        rumah().buku.ubah(WEBHOOK, webhook_id, perintah(_aktor()), putuskan)
    except RuleViolation as error:
        konteks = _konteks(webhook_id, {error.bidang: error.kalimat})
        return respond("webhook/webhook.html", "isi", status=422, **konteks)
    alamat = f"{request.script_root}/kerja/webhook/{webhook_id}"
    return selesai(alamat, "webhook/webhook.html", "isi", **_konteks(webhook_id))


@bp.post("/<uuid:webhook_id>/pengulangan")
@izin(Tindakan.PEMDA_KELOLA)
def ulangi(webhook_id: UUID) -> Response:
    """Tell again, from a position of the log on; the worker does it."""
    teks = request.form.get("dari", "").strip()
    return _lakukan(webhook_id, lambda w: decisions.ulangi(w, dari=bilangan(teks, angka=18) or 0))


@bp.post("/<uuid:webhook_id>/penghentian")
@izin(Tindakan.PEMDA_KELOLA)
def hentikan(webhook_id: UUID) -> Response:
    return _lakukan(webhook_id, lambda w: decisions.hentikan(w, alasan=request.form.get("alasan", "")))
