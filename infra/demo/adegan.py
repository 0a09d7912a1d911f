"""One act of the demonstration, and the story that it belongs to."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from domain.sop.state import Sop
from infra.ids import new_id


class NaskahPeragaanError(RuntimeError):
    """The demonstration's own files ask for something that cannot be: a mistake of ours."""


@dataclass(slots=True)
class Kisah:
    """One SOP's story while it is played: where it belongs, and the SOP as it is by now."""

    opd: str
    judul: str
    sop_id: UUID = field(default_factory=new_id)
    sop: Sop = field(default_factory=Sop)


@dataclass(frozen=True, slots=True)
class Adegan:
    """One act: when, by whom (a person, or the post of the SOP's agency), what, with what."""

    pada: datetime
    oleh: str
    laku: str
    isi: Any
    kisah: Kisah
