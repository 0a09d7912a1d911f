"""Structured logs: one JSON object a line on stderr, with tenant and request id, and nothing personal in it.

What may be logged: stable English slugs as events, ids, counts, names of classes. What may not (security, 7): names,
NIP, NIK, e-mail, tokens, bodies, query strings. Callers keep to that; `_samarkan` is the net below them, and so an
exception is written as its class and where it happened, never as its message, which may quote a row.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Mapping
from datetime import date
from enum import Enum
from pathlib import PurePath
from traceback import extract_tb
from types import TracebackType
from typing import TextIO
from uuid import UUID

import msgspec
import structlog

_SAMAR = "[redacted]"
_SELA = r"(?:[^\S\n]|\.)?"
_NOMOR = re.compile(rf"(?<!\d)(?:\d{_SELA}){{15}}(?:\d|\d{_SELA}\d{_SELA}\d)(?!\d)")
_PASANGAN = re.compile(r"(?i)\b([\w-]*(?:token|secret|password)[\w-]*)(\s*[=:]\s*)[^\s,;&]+")
_SANDI_ALAMAT = re.compile(r"(://[^\s:/@]*):[^\s@]+@")
_NAMA_RAHASIA = re.compile(r"(?i)token|secret|password|sandi|(?<![a-z])ni[pk](?![a-z])|cookie|authorization")
_DIGIT_PRIBADI = (16, 18)
_KERANGKA_TERBANYAK = 12
_SATU_BARIS = {ord(c): f"\\u{ord(c):04x}" for c in "\x85\u2028\u2029"}
"""Some readers of lines end one here; JSON does not have to escape them."""

_TINGKAT = {"": logging.INFO, "psycopg": logging.WARNING, "psycopg.pool": logging.WARNING, "authlib": logging.INFO}


def _teks(nilai: str) -> str:
    nilai = _SANDI_ALAMAT.sub(rf"\1:{_SAMAR}@", nilai)
    return _NOMOR.sub(_SAMAR, _PASANGAN.sub(rf"\1\2{_SAMAR}", nilai))


def _nilai(nilai: object) -> object:
    """A value as it may be written: plain data, redacted. Of anything else only the name of its class."""
    match nilai:
        case Enum():
            hasil: object = _nilai(nilai.value)
        case str() | PurePath():
            hasil = _teks(str(nilai))
        case int() if len(str(abs(nilai))) in _DIGIT_PRIBADI:
            hasil = _SAMAR
        case None | int() | float() | UUID() | date():
            hasil = nilai
        case Mapping():
            hasil = {_teks(str(k)): _rahasia(str(k), v) for k, v in nilai.items()}
        case list() | tuple() | set() | frozenset():
            hasil = [_nilai(v) for v in nilai]
        case _:
            hasil = f"<{type(nilai).__name__}>"
    return hasil


def _rahasia(nama: str, nilai: object) -> object:
    return _SAMAR if _NAMA_RAHASIA.search(nama) else _nilai(nilai)


def _samarkan(_logger: object, _method: str, isi: structlog.typing.EventDict) -> structlog.typing.EventDict:
    return {k: v if k.startswith("_") else _rahasia(k, v) for k, v in isi.items()}


def _kesalahan(_logger: object, _method: str, isi: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """An exception as its class, those behind it, and the innermost lines of code."""
    info = isi.pop("exc_info", None)
    error = info[1] if isinstance(info, tuple) else info if isinstance(info, BaseException) else sys.exc_info()[1]
    if not info or error is None:
        return isi
    isi["exception"] = _kelas(error)
    isi["frames"] = _kerangka(error.__traceback__)
    return isi


def _kelas(error: BaseException | None) -> list[str]:
    rantai: list[str] = []
    while error is not None and len(rantai) < _KERANGKA_TERBANYAK:
        rantai.append(f"{type(error).__module__}.{type(error).__qualname__}")
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return rantai


def _kerangka(jejak: TracebackType | None) -> list[str]:
    return [f"{f.filename}:{f.lineno} {f.name}" for f in extract_tb(jejak)[-_KERANGKA_TERBANYAK:]]


def _pustaka(_logger: object, _method: str, isi: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """A library's own sentence is no slug: it goes under `message`, beside the name of its logger."""
    catatan: logging.LogRecord | None = isi.get("_record")
    if catatan is not None and isi.get("_from_structlog") is False:
        isi["message"], isi["event"], isi["logger"] = isi["event"], "library", catatan.name
    return isi


def _baris(isi: structlog.typing.EventDict, **_: object) -> str:
    return msgspec.json.encode(isi, enc_hook=lambda nilai: f"<{type(nilai).__name__}>").decode().translate(_SATU_BARIS)


def pasang_log(berkas: TextIO | None = None) -> None:
    """Configure logging of the whole process, ours and the libraries'. Calling it again replaces the former."""
    awal: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
    ]
    akhir: list[structlog.typing.Processor] = [
        _pustaka,
        _kesalahan,
        _samarkan,
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        structlog.processors.JSONRenderer(serializer=_baris),
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *awal,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    penulis = logging.StreamHandler(berkas or sys.stderr)
    penulis.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=awal, processors=akhir))
    logging.getLogger().handlers = [penulis]
    for nama, tingkat in _TINGKAT.items():
        logging.getLogger(nama).setLevel(tingkat)
