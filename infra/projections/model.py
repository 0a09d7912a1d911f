"""The read models that a rebuild knows: what names a row, and what its first event settled for good.

Every table of schema `baca` is here; a test compares. `baca.tulis` says the same in SQL for the one event at hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from infra.event_store.buku import Jenis
from infra.projections.baris import JABATAN, OPD, PEMDA, PERATURAN, SOP
from infra.projections.baris_akses import AKSES
from infra.projections.baris_masukan import MASUKAN
from infra.projections.baris_orang import ORANG, TOKEN
from infra.projections.baris_webhook import WEBHOOK


@dataclass(frozen=True, slots=True)
class ModelBaca:
    """`tetap` are the columns that later rows of the same key leave alone. `sejak`, where there is one, is the
    column that keeps the time since which those of `selama` have not moved.
    """

    tabel: str
    kunci: str
    tetap: tuple[str, ...] = ()
    sejak: str = ""
    selama: tuple[str, ...] = ()


MODEL = {
    m.tabel: m
    for m in (
        ModelBaca("sop", "sop_id", sejak="tahap_sejak", selama=("tahap", "versi")),
        ModelBaca("keberlakuan", "pos"),
        ModelBaca("nomor", "nomor"),
        ModelBaca("evaluasi", "pos"),
        ModelBaca("opd", "opd_id"),
        ModelBaca("wajib", "wajib_id", tetap=("opd_id",)),
        ModelBaca("jabatan", "jabatan_id"),
        ModelBaca("mandat", "mandat_id", tetap=("jabatan_id", "orang_id")),
        ModelBaca("saksi", "nama"),
        ModelBaca("peraturan", "peraturan_id"),
        ModelBaca("templat", "sop_id"),
        ModelBaca("orang", "orang_id"),
        ModelBaca("undangan", "orang_id"),
        ModelBaca("token", "token_id"),
        ModelBaca("penutupan_opd", "opd_id"),
        ModelBaca("kejadian", "pos"),
        ModelBaca("potret", "pos"),
        ModelBaca("webhook", "webhook_id", tetap=("alamat", "tindakan")),
        ModelBaca("masukan", "masukan_id", tetap=("sop_id", "tempat", "oleh")),
        ModelBaca("pantauan", "sop_id"),
    )
}
TABEL = tuple(MODEL)

JENIS: dict[str, Jenis[Any, Any]] = {
    j.nama: j for j in (SOP, OPD, JABATAN, PEMDA, PERATURAN, MASUKAN, ORANG, TOKEN, AKSES, WEBHOOK)
}
