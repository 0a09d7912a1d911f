"""Who may read an SOP today, and so may be mentioned in a remark on it."""

from __future__ import annotations

from dataclasses import dataclass

from app.permintaan import hari_ini
from app.rumah import rumah
from domain.kernel import OrangId
from domain.sop.state import Sop
from domain.wewenang import Hubungan, Tindakan, boleh
from infra.queries.mandat import MandatPejabat, mandat


@dataclass(frozen=True, slots=True)
class Pembaca:
    orang_id: OrangId
    nama: str
    jabatan: str


def pembaca(sop: Sop) -> list[Pembaca]:
    """Everybody in the directory with a mandate in force that reads this SOP, by name; each once."""
    hari = hari_ini()
    pemangku = {m.orang_id: m for m in mandat(rumah().basis) if m.berlaku(hari) and _membaca(m, sop)}
    nama = rumah().direktori.nama(pemangku)
    dikenal = [Pembaca(o, nama[o], m.sebutan) for o, m in pemangku.items() if o in nama]
    return sorted(dikenal, key=lambda p: p.nama.casefold())


def _membaca(pemegang: MandatPejabat, sop: Sop) -> bool:
    hubungan = Hubungan(opd_sendiri=pemegang.opd_id is not None and pemegang.opd_id == sop.opd_id)
    return boleh(pemegang.peran, Tindakan.SOP_BACA, sop.tahap.value, hubungan)
