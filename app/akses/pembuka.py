"""The grant that opens the product to an auditor today, and what an auditor may open besides his scope."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from app.rumah import rumah
from domain.akses.state import ALIRAN, Akses, DaftarAkses
from domain.kernel import OrangId
from domain.wewenang import Peran
from infra.errors import TidakAdaError
from infra.projections.baris_akses import AKSES
from infra.queries.mandat import MandatPejabat

TERBUKA_BAGI_AUDITOR = frozenset(
    {"beranda.beranda", "masuk.keluar", "peragaan.jam", "sesi.daftar", "sesi.pengakhiran", "sesi.pengakhiran_lain"}
)
"""Pages that ask for no right beyond being signed in. All others of that kind stay closed to an auditor."""


def daftar_akses() -> DaftarAkses:
    try:
        return rumah().buku.muat(AKSES, ALIRAN)
    except TidakAdaError:
        return DaftarAkses()


def akses_hari_ini(orang: OrangId, mandat: Iterable[MandatPejabat], hari: date) -> Akses | None:
    """Asked only for people without a post in the life of SOPs: whoever got one since is no auditor here any more."""
    if any(m.peran is not Peran.AUDITOR for m in mandat):
        return None
    return daftar_akses().milik(orang, hari)
