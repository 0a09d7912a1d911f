"""The form as an editing surface: which cell is open, with what was typed and what went wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, cast
from uuid import UUID

import msgspec
from flask import Response, request
from werkzeug.exceptions import BadRequest

from app.htmx import is_fragment, respond, selesai
from app.pemda import cetakan
from app.sop.akses import Putusan, lakukan, sop_terbaca
from app.sop.bagan import bagan
from domain.kernel import Bentrok, RuleViolation
from domain.sop.isi import digest_isi
from domain.sop.langkah import Pelaksana, UbahanLangkah
from domain.sop.state import Sop, Tahap
from domain.wewenang import Tindakan

TEMPLAT, BLOK = "sop/penyuntingan.html", "lembar"


@dataclass(frozen=True, slots=True)
class Sel:
    """The one open cell: its name, the sentence at its fields, and both values if somebody was faster."""

    nama: str = ""
    galat: dict[str, str] = field(default_factory=dict)
    bentrok: Bentrok | None = None
    dikirim: bool = False


def konteks(sop: Sop, sel: Sel) -> dict[str, Any]:
    rupa = cetakan(sop)
    return {
        "sop": sop,
        "cetakan": rupa,
        "bagan": bagan(sop.naskah),
        "digest": digest_isi(sop.naskah, rupa),
        "sel": sel,
        "nilai": request.form if sel.dikirim else {},
        "dapat_disunting": sop.tahap is Tahap.KONSEP,
        "kemas": kemas,
    }


def tampilkan(sop: Sop, sel: Sel, status: int = 200) -> Response:
    return respond(TEMPLAT, BLOK, status=status, **konteks(sop, sel))


def simpan(sop_id: UUID, sel: str, putuskan: Putusan) -> Response:
    """Save one cell: the fresh form, or the same cell open again with what was typed (422, or 409 with both values)."""
    try:
        sop = lakukan(Tindakan.SOP_SUNTING, sop_id, putuskan)
    except RuleViolation as error:
        return tampilkan(sop_terbaca(sop_id), Sel(sel, {error.bidang: error.kalimat}, dikirim=True), 422)
    except Bentrok as bentrok:
        return tampilkan(sop_terbaca(sop_id), Sel(sel, bentrok=bentrok, dikirim=True), 409)
    berikut = _berikut(sop)
    tujuan = f"{request.script_root}/kerja/sop/{sop_id}/penyuntingan{berikut}"
    if is_fragment():
        return selesai(tujuan, TEMPLAT, BLOK, **konteks(sop, Sel(request.form.get("lanjut", ""))))
    return selesai(tujuan)


def _berikut(_: Sop) -> str:
    """A form may name the cell to open next, so that one entry after another can be typed."""
    lanjut = request.form.get("lanjut", "")
    return f"?sel={lanjut}#sel" if lanjut else ""


def kemas(nilai: object) -> str:
    """A row as its form was drawn from it, for the hidden field `dari`."""
    return msgspec.json.encode(nilai).decode()


def buka_langkah() -> UbahanLangkah:
    return cast("UbahanLangkah", _buka(UbahanLangkah))


def buka_pelaksana() -> Pelaksana:
    return cast("Pelaksana", _buka(Pelaksana))


def _buka(kelas: Callable[..., Any]) -> Any:
    try:
        return msgspec.json.decode(request.form.get("dari", "").encode(), type=kelas)
    except msgspec.MsgspecError:
        raise BadRequest from None
