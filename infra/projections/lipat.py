"""One stream -> the rows it leaves in the read models, without what it wrote over on the way.

The screens' rows are written event by event; here the whole stream is folded first, so that a number of events
costs one row. Both must come to the same, which tests hold for random histories.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from infra.event_store.catalog import NAMA_TERSIMPAN
from infra.event_store.mapper import Catatan
from infra.projections.model import JENIS, MODEL, ModelBaca

ALIRAN, AWAL = "_aliran", "_awal"
"""Beside a row's own columns: the stream that wrote it, and the position at which it first wrote to this key."""

Isi = dict[str, Any]


def baris_semua(peristiwa: Iterable[Catatan[Any]]) -> Iterator[tuple[str, Isi]]:
    """The rows, with their table, of events that come stream by stream, each in the order of its versions."""
    for _, aliran in groupby(peristiwa, lambda e: e.aliran):
        yield from baris_aliran(list(aliran))


def baris_aliran(aliran: list[Catatan[Any]]) -> Iterator[tuple[str, Isi]]:
    jenis = JENIS[NAMA_TERSIMPAN[type(aliran[0].peristiwa)].partition(".")[0]]
    keadaan, langkah = jenis.awal, []
    for event in aliran:
        keadaan = jenis.evolve(keadaan, event)
        langkah.append((event, keadaan))
    terakhir: dict[tuple[str, Any], Isi] = {}
    for b in jenis.semua_baris(jenis.awal, langkah):
        event, model = aliran[b.peristiwa - 1], MODEL[b.tabel]
        isi = b.isi | {"pos": event.pos, "pada": event.pada, ALIRAN: event.aliran}
        kunci = (b.tabel, isi[model.kunci])
        terakhir[kunci] = _timpa(model, terakhir.get(kunci), isi)
    return ((tabel, isi) for (tabel, _), isi in terakhir.items())


def _timpa(model: ModelBaca, lama: Isi | None, baru: Isi) -> Isi:
    """The row after one more, as the database writes it over."""
    if lama is None:
        return baru | {AWAL: baru["pos"]} | ({model.sejak: baru["pada"]} if model.sejak else {})
    tetap = {kolom: lama[kolom] for kolom in (AWAL, *model.tetap)}
    if model.sejak:
        bertahan = all(lama[kolom] == baru[kolom] for kolom in model.selama)
        tetap[model.sejak] = lama[model.sejak] if bertahan else baru["pada"]
    return baru | tetap
