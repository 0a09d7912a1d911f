"""What stands beside the form: pages of their own, each by its endpoint; what is not there (yet) is left out."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import current_app, url_for

_TAB = (
    ("pemeriksaan.halaman", "Pemeriksaan"),
    ("masukan.halaman", "Masukan"),
    ("perhitungan.halaman", "Waktu"),
    ("penyuntingan.perubahan", "Riwayat"),
    ("asal_usul.halaman", "Asal-usul"),
)
_PRATINJAU = "cetakan.halaman"


@dataclass(frozen=True, slots=True)
class Tab:
    judul: str
    alamat: str


@dataclass(frozen=True, slots=True)
class PanelSamping:
    tab: tuple[Tab, ...]
    pratinjau: str


def panel_samping(sop_id: UUID | None) -> PanelSamping:
    ada = current_app.view_functions
    tab = tuple(Tab(judul, url_for(titik, sop_id=sop_id)) for titik, judul in _TAB if titik in ada)
    return PanelSamping(tab, url_for(_PRATINJAU, sop_id=sop_id) if _PRATINJAU in ada else "")
