"""What an imported file says beside the content, kept as a layer over the plain export of that content.

The layer has the shape of the file. It holds the keys that are no content, and for content alone the way an
empty or equal value was written (null, "", [], or the key left out). Laid over a later export it never hides an
edit: where the content moved, the layer gives way.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from infra.impor.bentuk import Peta

SKEMA = 1
Isi = dict[str, Any]


class _Tiada:
    """A key that the plain export writes and the file does not have."""


TIADA: Final = _Tiada()


def kosong(nilai: object) -> bool:
    """Whether a value says nothing: null, "", false, or a list or mapping of nothing but such values."""
    if isinstance(nilai, Mapping):
        return all(map(kosong, nilai.values()))
    return nilai is None or nilai is False or nilai in ("", [])


def serupa(kini: object, dulu: object) -> bool:
    """Whether two values print the same: both nothing, 5 and "5", a date and its text."""
    if kosong(kini) or kosong(dulu):
        return kosong(kini) and kosong(dulu)
    if isinstance(kini, Mapping) and isinstance(dulu, Mapping):
        return all(serupa(kini.get(k), dulu.get(k)) for k in {**kini, **dulu})
    if isinstance(kini, list) and isinstance(dulu, list):
        return len(kini) == len(dulu) and all(map(serupa, kini, dulu))
    return str(kini) == str(dulu)


def kupas(baku: Isi, asli: Isi, peta: Peta) -> Isi:
    """The layer that makes the plain export into what the file has."""
    lapis: Isi = {}
    for kunci, nilai in asli.items():
        anak = peta.kunci.get(kunci)
        kini = baku.get(kunci)
        if not peta.isi(kunci):
            lapis[kunci] = nilai
        elif isinstance(anak, Peta) and isinstance(nilai, dict):
            dalam = kupas(kini or {}, nilai, anak)
            lapis |= {kunci: dalam} if dalam or kunci not in baku else {}
        elif (kunci not in baku or not _persis(kini, nilai)) and serupa(kini, nilai):
            lapis[kunci] = nilai
    return lapis | {kunci: TIADA for kunci, nilai in baku.items() if kunci not in asli and kosong(nilai)}


def _persis(kini: object, dulu: object) -> bool:
    return kini == dulu and json.dumps(_ke_json(kini)) == json.dumps(_ke_json(dulu))


def timpa(baku: Isi, lapis: Isi, peta: Peta) -> Isi:
    """The plain export with the layer over it."""
    hasil = dict(baku)
    for kunci, nilai in lapis.items():
        anak = peta.kunci.get(kunci)
        if not peta.isi(kunci):
            hasil.setdefault(kunci, nilai)
        elif isinstance(anak, Peta) and isinstance(nilai, dict):
            hasil[kunci] = timpa(hasil.get(kunci, {}), nilai, anak)
        elif not serupa(hasil.get(kunci), nilai if nilai is not TIADA else None):
            continue
        elif nilai is TIADA:
            hasil.pop(kunci, None)
        else:
            hasil[kunci] = nilai
    return hasil


def ke_json(lapis: Isi) -> str:
    """Canonical JSON; what JSON has no word for is marked with keys that no file can have."""
    return json.dumps(
        _ke_json({**lapis, "$skema": SKEMA}), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


def dari_json(teks: str) -> Isi:
    """The layer of an SOP that came from such a file; empty for any other."""
    isi = json.loads(teks) if teks else {}
    if not isinstance(isi, dict) or isi.pop("$skema", None) != SKEMA:
        return {}
    return {kunci: _dari_json(nilai) for kunci, nilai in isi.items()}


def _ke_json(nilai: object) -> object:
    match nilai:
        case _Tiada():
            return {"$tiada": True}
        case date():
            return {"$tanggal": nilai.isoformat()}
        case float():
            return {"$pecahan": repr(nilai)}
        case dict():
            return {kunci: _ke_json(x) for kunci, x in nilai.items()}
        case list():
            return [_ke_json(x) for x in nilai]
        case _:
            return nilai


def _dari_json(nilai: object) -> object:
    match nilai:
        case {"$tiada": _}:
            return TIADA
        case {"$tanggal": str(hari)}:
            return date.fromisoformat(hari)
        case {"$pecahan": str(angka)}:
            return float(angka)
        case dict():
            return {kunci: _dari_json(x) for kunci, x in nilai.items()}
        case list():
            return [_dari_json(x) for x in nilai]
        case _:
            return nilai
