"""The two clocks of a page: the day on which something held, and the moment at which that was known (decision D6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from werkzeug.datastructures import MultiDict

from app.permintaan import hari_ini, kini
from domain.kernel import RuleViolation
from tenants.context import current_tenant


class SaatTidakDikenalError(RuleViolation):
    kode = "keadaan.saat"
    kalimat = "Tanggal ini tidak dikenal. Pilih dari kalender, atau tulis seperti 2026-03-14."


@dataclass(frozen=True, slots=True)
class Saat:
    """`tahu` None is now. A day means its end: all that was recorded on it counts."""

    berlaku: date
    tahu: date | None

    @property
    def diketahui(self) -> datetime:
        if self.tahu is None:
            return kini()
        return datetime.combine(self.tahu, time(), current_tenant().zona.tzinfo) + timedelta(days=1, microseconds=-1)


def saat_ditanya(args: MultiDict[str, str]) -> Saat:
    """`?berlaku=` and `?diketahui=`, both of which may be missing."""
    return Saat(_tanggal(args, "berlaku") or hari_ini(), _tanggal(args, "diketahui"))


def _tanggal(args: MultiDict[str, str], bidang: str) -> date | None:
    teks = args.get(bidang, "").strip()
    if not teks:
        return None
    try:
        hari = date.fromisoformat(teks)
    except ValueError:
        raise SaatTidakDikenalError(bidang=bidang) from None
    if not 1900 <= hari.year < 9999:  # noqa: PLR2004 - its end must be a time on every clock
        raise SaatTidakDikenalError(bidang=bidang)
    return hari
