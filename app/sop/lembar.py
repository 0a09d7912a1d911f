"""The form as an editing surface: which cell is open, with what was typed and what went wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, cast
from urllib.parse import urlencode
from uuid import UUID

import msgspec
from flask import Response, request
from werkzeug.exceptions import BadRequest

from app.htmx import is_fragment, potongan, respond, selesai
from app.pemda import cetakan
from app.sop.akses import Putusan, lakukan, sop_terbaca
from app.sop.bagan import bagan
from app.sop.berikut import sel_berikut
from app.sop.panel import panel_samping
from app.sop.petak import petak, rangka
from app.sop.tanda import tanda_sel
from domain.kernel import Aktor, Bentrok, RuleViolation
from domain.sop.isi import digest_isi
from domain.sop.langkah import Pelaksana, UbahanLangkah
from domain.sop.state import Sop, Tahap
from domain.wewenang import Tindakan

TEMPLAT, BLOK = "sop/penyuntingan.html", "lembar"
ACARA_TERSIMPAN = "sop-tersimpan"
"""What the browser is told after each save, so that what stands beside the form can follow."""


@dataclass(frozen=True, slots=True)
class Sel:
    """The one open cell: its name, the sentence at its fields, and both values if somebody was faster."""

    nama: str = ""
    galat: dict[str, str] = field(default_factory=dict)
    bentrok: Bentrok | None = None
    dikirim: bool = False


@dataclass(frozen=True, slots=True)
class Tersimpan:
    """What this person saved a moment ago: the stream's version after it, and whether it took something back."""

    versi: int
    pembatalan: bool = False


def konteks(sop: Sop, sel: Sel, tersimpan: Tersimpan | None = None) -> dict[str, Any]:
    rupa, gambar = cetakan(sop), bagan(sop.naskah)
    return {
        "sop": sop,
        "cetakan": rupa,
        "bagan": gambar,
        "digest": digest_isi(sop.naskah, rupa),
        "rangka": rangka(sop.naskah, gambar),
        "sel": sel,
        "nilai": request.form if sel.dikirim else {},
        "tersimpan": tersimpan,
        "dapat_disunting": sop.tahap is Tahap.KONSEP,
        "kemas": kemas,
        "tanda": tanda_sel(sop),
        "panel": panel_samping(sop.id),
    }


def tampilkan(sop: Sop, sel: Sel, status: int = 200, tersimpan: Tersimpan | None = None) -> Response:
    """Only what changed on the page, if the browser says what it shows; else the whole form."""
    isi = konteks(sop, sel, tersimpan)
    bagian = petak(isi, "") if is_fragment() else None
    return potongan(bagian, status=status) if bagian else respond(TEMPLAT, BLOK, status=status, **isi)


def simpan(sop_id: UUID, sel: str, putuskan: Putusan, *, pembatalan: bool = False) -> Response:
    """Save one cell: the fresh form, or the same cell open again with what was typed (422, or 409 with both values)."""
    sebelum = [0]

    def catat_lalu_putuskan(sop: Sop, aktor: Aktor) -> Any:
        sebelum[0] = sop.versi_aliran
        return putuskan(sop, aktor)

    try:
        sop = lakukan(Tindakan.SOP_SUNTING, sop_id, catat_lalu_putuskan)
    except RuleViolation as error:
        return tampilkan(sop_terbaca(sop_id), Sel(sel, {error.bidang: error.kalimat}, dikirim=True), 422)
    except Bentrok as bentrok:
        return tampilkan(sop_terbaca(sop_id), Sel(sel, bentrok=bentrok, dikirim=True), 409)
    tersimpan = Tersimpan(sop.versi_aliran, pembatalan) if sop.versi_aliran != sebelum[0] else None
    return _tersimpan(sop, sel, tersimpan)


def _tersimpan(sop: Sop, sel: str, tersimpan: Tersimpan | None) -> Response:
    """The answer to a save; a form may name the cell to open next, so that one entry after another can be typed."""
    lanjut = sel_berikut(sop, sel, request.form)
    alamat = f"{request.script_root}/kerja/sop/{sop.id}/penyuntingan"
    if not is_fragment():
        tanya = {"simpan": str(tersimpan.versi)} if tersimpan else {}
        tanya |= {"sel": lanjut} if lanjut else {}
        return selesai(alamat + (f"?{urlencode(tanya)}" if tanya else "") + ("#sel" if lanjut else ""))
    isi = konteks(sop, Sel(lanjut), tersimpan)
    tujuan = f"{alamat}?sel={lanjut}#sel" if lanjut else alamat
    if bagian := petak(isi, sel):
        return potongan(bagian, replace_url=tujuan, trigger=ACARA_TERSIMPAN)
    return selesai(tujuan, TEMPLAT, BLOK, ACARA_TERSIMPAN, **isi)


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
