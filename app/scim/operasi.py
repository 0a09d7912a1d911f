"""What was sent, looked at before the library sees it.

Two reasons. That somebody is to be out must not be lost because something else of the request is wrong; and what is
not kept anyway is dropped unread, as reading it is what costs (see `batas.py`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from flask import request
from scim2_models import InvalidSyntaxException, InvalidValueException

from app.scim.batas import batasi_jalur, batasi_operasi

Bagian = Mapping[str, frozenset[str]]
PENGGUNA = "urn:ietf:params:scim:schemas:core:2.0:user"
GRUP = "urn:ietf:params:scim:schemas:core:2.0:group"
BAGIAN_PENGGUNA: Bagian = {
    "username": frozenset(),
    "externalid": frozenset(),
    "displayname": frozenset(),
    "active": frozenset(),
    "name": frozenset({"formatted", "givenname", "familyname"}),
    "emails": frozenset({"value", "type", "primary"}),
}
"""Attributes that are kept, in small letters, with the parts of them that are read."""
BAGIAN_GRUP: Bagian = {"displayname": frozenset(), "externalid": frozenset()}
"""Members are no business of the library: see `anggota.py`."""
SALAH = frozenset({"false", "0", "no", "off", "f", "n"})
"""What the library, too, takes for false; big directories send "False"."""
Operasi = dict[str, Any]


def isi_longgar() -> Any:
    """The body, or nothing where it cannot be read: whoever parses it in earnest says so."""
    try:
        return json.loads(request.get_data())
    except (ValueError, RecursionError):
        return None


def isi_kiriman() -> dict[str, Any]:
    isi = isi_longgar()
    if not isinstance(isi, dict):
        raise InvalidSyntaxException(detail="the body is no JSON object")
    return isi


def ambil(isi: Mapping[str, Any], nama: str) -> Any:
    """Names of attributes have no case (RFC 7643, 2.1)."""
    return next((nilai for kunci, nilai in isi.items() if kunci.lower() == nama), None)


def ditiadakan(isi: Any) -> bool:
    """Whether a PUT says that this person is out."""
    return isinstance(isi, dict) and any(_salah(v) for k, v in _rata(isi, PENGGUNA).items() if k.lower() == "active")


def ditiadakan_tambalan(isi: Any) -> bool:
    """Whether any operation of a PATCH says so."""
    semua = ambil(isi, "operations") if isinstance(isi, dict) else None
    return any(_meniadakan(o) for o in semua if isinstance(o, dict)) if isinstance(semua, list) else False


def _meniadakan(mentah: dict[str, Any]) -> bool:
    o = _baku(mentah, PENGGUNA)
    if o["op"] not in ("add", "replace"):
        return False
    jalur = o.get("path")
    return ditiadakan(o.get("value")) if jalur is None else jalur_baku(jalur) == "active" and _salah(o.get("value"))


def _salah(nilai: object) -> bool:
    return nilai is False or (isinstance(nilai, str | int) and str(nilai).strip().lower() in SALAH)


def operasi(isi: dict[str, Any], urn: str) -> list[Operasi]:
    """The operations of a PATCH, their paths and keys without the URN of the resource."""
    semua = ambil(isi, "operations")
    if not isinstance(semua, list) or not semua or not all(isinstance(o, dict) for o in semua):
        raise InvalidValueException(detail="Operations is a list of one or more objects")
    return [_baku(o, urn) for o in semua]


def _baku(mentah: dict[str, Any], urn: str) -> Operasi:
    o = {k.lower(): v for k, v in mentah.items() if k.lower() in ("op", "path", "value")}
    o["op"] = _cara(o)
    if isinstance(o.get("path"), str):
        o["path"] = _tanpa_urn(o["path"].strip(), urn) or None
    if o.get("path") is None:
        o.pop("path", None)
        if isinstance(o.get("value"), dict):
            o["value"] = _rata(o["value"], urn)
    return o


def _rata(isi: dict[str, Any], urn: str) -> dict[str, Any]:
    """The resource's own URN is no more than another way to say what its attributes are called."""
    hasil: dict[str, Any] = {}
    for kunci, nilai in isi.items():
        nama = _tanpa_urn(kunci, urn)
        hasil |= nilai if not nama and isinstance(nilai, dict) else {nama: nilai}
    return hasil


def _cara(o: Operasi) -> str:
    """Big directories write Add, Replace, Remove."""
    return o["op"].strip().lower() if isinstance(o.get("op"), str) else ""


def jalur_baku(jalur: object) -> str:
    return jalur.lower() if isinstance(jalur, str) else ""


def _tanpa_urn(jalur: str, urn: str) -> str:
    return jalur[len(urn) :].removeprefix(":") if f"{jalur.lower()}:".startswith(f"{urn}:") else jalur


def akar(jalur: str) -> str:
    """The attribute that a path begins at."""
    return re.split(r"[.\[]", jalur, maxsplit=1)[0].strip().lower()


def jernih(semua: list[Operasi], bagian: Bagian) -> list[Operasi]:
    """Of a PATCH, what touches something that is kept. What is malformed stays: the library refuses it by the book."""
    hasil = [o for mentah in semua for o in _satu(mentah, bagian)]
    batasi_operasi(sum(takaran(o["value"] if _tanpa_jalur(o) else {"value": o.get("value")}) for o in hasil))
    for jalur in (j for o in hasil for j in jalur_jalur(o)):
        batasi_jalur(jalur)
    return hasil


def _satu(o: Operasi, bagian: Bagian) -> Iterator[Operasi]:
    jalur, nilai = o.get("path"), o.get("value")
    if o["op"] not in ("add", "replace", "remove"):
        yield {"op": o["op"], "path": "id"}
    elif isinstance(jalur, str):
        if akar(jalur) in bagian:
            yield o | ({"value": _bersih(nilai, bagian[akar(jalur)])} if "value" in o else {})
    elif jalur is None and isinstance(nilai, dict):
        if (sisa := bersih(nilai, bagian)) or o["op"] == "remove":
            yield o | {"value": sisa}
    else:
        yield o


def bersih(isi: dict[str, Any], bagian: Bagian) -> dict[str, Any]:
    """Of a resource, or of the value of an operation without a path, what is kept."""
    return {k: _bersih(v, bagian[akar(k)]) for k, v in isi.items() if akar(k) in bagian}


def _bersih(nilai: Any, milik: frozenset[str]) -> Any:
    if not milik:
        return nilai
    if isinstance(nilai, list):
        return [_bersih(satu, milik) if isinstance(satu, dict) else satu for satu in nilai]
    return {k: v for k, v in nilai.items() if k.lower() in milik} if isinstance(nilai, dict) else nilai


def takaran(isi: Mapping[str, Any]) -> int:
    """How much there is to do: one for each attribute, or for each value in its list."""
    return sum(max(1, len(n)) if isinstance(n, list) else 1 for n in isi.values())


def _tanpa_jalur(o: Operasi) -> bool:
    return "path" not in o and isinstance(o.get("value"), dict)


def jalur_jalur(o: Operasi) -> list[str]:
    """Where an operation writes: its path, or the keys of its value."""
    return list(o["value"]) if _tanpa_jalur(o) else [o["path"]] if isinstance(o.get("path"), str) else []
