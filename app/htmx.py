"""The only module that knows htmx-flask: page or fragment, and the headers that go with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from flask import Flask, Response, redirect, render_template, request
from flask import make_response as flask_make_response
from htmx_flask import Htmx, make_response
from jinja2_fragments.flask import render_block
from markupsafe import Markup

from app.permintaan import permintaan

_BAGIAN = Markup('<hx-partial hx-target="{}" hx-swap="{}" hx-nonce="{}">{}</hx-partial>')


@dataclass(frozen=True, slots=True)
class Bagian:
    """One part of an answer that changes several places: where it goes, how, and its HTML (already escaped)."""

    tujuan: str
    isi: str = ""
    cara: str = "outerHTML"


def is_fragment() -> bool:
    """Whether htmx asked for a part of the page: not a boosted visit, not a restored history entry."""
    htmx = cast("Any", request).htmx
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request


def respond(template: str, block: str, *, status: int = 200, **konteks: Any) -> Response:
    """The block for htmx, the whole page for everybody else, from the same template and values."""
    isi = render_block(template, block, **konteks) if is_fragment() else render_template(template, **konteks)
    return flask_make_response(isi, status)


def potongan(bagian: Iterable[Bagian], *, status: int = 200, **kepala: Any) -> Response:
    """An answer to htmx made of parts, each for its own place of the page."""
    nonce = permintaan().nonce
    isi = Markup().join(_BAGIAN.format(b.tujuan, b.cara, nonce, Markup(b.isi)) for b in bagian)  # noqa: S704
    return cast("Response", make_response(isi, status, **kepala))


def selesai(alamat: str, template: str = "", block: str = "", trigger: str | None = None, **konteks: Any) -> Response:
    """After a change: the fresh block for htmx with the page's address, a redirect for everybody else (303)."""
    if not is_fragment():
        return cast("Response", redirect(alamat, 303))
    if not template:
        return cast("Response", make_response("", 200, redirect=alamat))
    isi = render_block(template, block, **konteks)
    return cast("Response", make_response(isi, 200, replace_url=alamat, trigger=trigger))


def muat_ulang() -> Response:
    """For htmx: the page it stands on has changed as a whole."""
    return cast("Response", make_response("", 200, refresh=True))


def pasang(app: Flask) -> None:
    Htmx(app)
