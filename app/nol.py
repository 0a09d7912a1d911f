"""A NUL in an address is nobody's search: PostgreSQL takes no such text, so it is refused before a view asks for it.

Fields of forms are another matter: what people paste may hold anything, and domain/kernel.py takes it out.
"""

from __future__ import annotations

from flask import Flask, request
from werkzeug.exceptions import BadRequest

_NOL = "\0"


def _tolak() -> None:
    if _NOL in request.path or any(_NOL in nilai for _, nilai in request.args.items(multi=True)):
        raise BadRequest


def pasang(app: Flask) -> None:
    app.before_request(_tolak)
