"""Which texts stay because somebody signed them: an approved version's content is a document, not the person's data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from domain.sop.events import SopDisahkan
from domain.sop.naskah import Naskah
from domain.sop.state import Sop, evolve
from infra.event_store.mapper import CatalogMapper, Catatan, PeristiwaTersimpan

_MAPPER = CatalogMapper()


def tetap_tinggal(aliran: Sequence[PeristiwaTersimpan], pengganti: Mapping[int, bytes]) -> set[int]:
    """Of one stream's replacements the positions that must keep their text: an approval itself, and whatever would
    change the content of a version that was approved. Other kinds of stream hold no documents."""
    if not aliran[0].topic.startswith("sop."):
        return set()
    disahkan = {e.id for e in aliran if isinstance(_baca(e).peristiwa, SopDisahkan)}
    tinggal = disahkan & pengganti.keys()
    lain = {pos: isi for pos, isi in pengganti.items() if pos not in tinggal}
    asli = _disahkan(aliran, {})
    if _disahkan(aliran, lain) == asli:
        return tinggal
    return tinggal | {pos for pos, isi in lain.items() if _disahkan(aliran, {pos: isi}) != asli}


def _disahkan(aliran: Sequence[PeristiwaTersimpan], pengganti: Mapping[int, bytes]) -> list[tuple[str, Naskah]]:
    """What each approval of the stream approved."""
    sop, isi = Sop(), list[tuple[str, Naskah]]()
    for event in aliran:
        catatan = _baca(replace(event, state=pengganti.get(event.id, event.state)))
        if isinstance(catatan.peristiwa, SopDisahkan):
            isi.append((sop.nama, sop.naskah))
        sop = evolve(sop, catatan)
    return isi


def _baca(event: PeristiwaTersimpan) -> Catatan[Any]:
    return _MAPPER.to_domain_event(event)
