"""What the rules of the check look at beside the SOP itself: the government's names, posts, and other SOPs."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from uuid import UUID

from domain.pemda import Pemda
from domain.sop.naskah import Isian
from domain.sop.pemeriksaan.bahan import Bahan, Pengesahan, SopLain
from domain.sop.state import Sop, Tahap
from domain.sop.uji_coba import hasil_uji_coba
from infra.db.pool import Basis
from infra.impor.lapis import dari_json
from infra.queries.peraturan import register
from tenants.context import current_tenant

_SOP_LAIN = (
    "SELECT s.sop_id, s.nama, coalesce(n.nomor, s.nomor) AS nomor, s.tahap = 'dicabut' AS dicabut FROM baca.sop s"
    " LEFT JOIN baca.nomor n ON n.tenant_id = s.tenant_id AND n.sop_id = s.sop_id"
    " WHERE s.tenant_id = %(tenant)s AND s.sop_id <> %(sop)s AND (%(opd)s::uuid[] IS NULL OR s.opd_id = ANY(%(opd)s))"
    " ORDER BY s.nama, s.sop_id"
)
_OPD = (
    "SELECT o.nama, coalesce(array_agg(j.nama) FILTER (WHERE j.nama IS NOT NULL), '{}') AS jabatan FROM baca.opd o"
    " LEFT JOIN baca.jabatan j ON j.tenant_id = o.tenant_id AND j.opd_id = o.opd_id"
    " WHERE o.tenant_id = %s AND o.opd_id = %s GROUP BY o.nama"
)
_SETAHUN = 12


def bahan(basis: Basis, sop: Sop, pemda: Pemda, hari_ini: date, opd_lain: tuple[UUID, ...] | None = None) -> Bahan:
    """Three queries beside the streams that the caller has loaded. `opd_lain` are the agencies whose SOPs are looked at
    beside it; None for all of them.
    """
    tenant = current_tenant()
    lain = basis.baris(
        _SOP_LAIN, {"tenant": tenant.id, "sop": sop.id, "opd": None if opd_lain is None else list(opd_lain)}
    )
    opd = basis.satu(_OPD, (tenant.id, sop.opd_id)) or {"nama": "", "jabatan": []}
    return Bahan(
        naskah=sop.naskah,
        hari_ini=hari_ini,
        versi=_versi_cetak(sop),
        daerah=pemda.nama or tenant.nama,
        opd=opd["nama"],
        jabatan=frozenset(opd["jabatan"]),
        peraturan=register(basis),
        sop_lain=tuple(_sop_lain(r["sop_id"], r["nama"], r["nomor"], dicabut=r["dicabut"]) for r in lain),
        pengesahan=_pengesahan(sop),
        evaluasi_tenggat=_tenggat(sop, pemda.evaluasi_bulan),
        uji_coba=hasil_uji_coba(sop),
    )


def _sop_lain(sop_id: UUID, nama: str, nomor: str, *, dicabut: bool) -> SopLain:
    return SopLain(str(sop_id), nama, nomor, dicabut)


def _versi_cetak(sop: Sop) -> int:
    """An SOP taken over from paper goes on counting where the paper stood."""
    asal = dari_json(sop.asal).get("identitas", {}) if sop.asal else {}
    cetak = asal.get("versi") if isinstance(asal, dict) else None
    if not isinstance(cetak, int) or cetak < 1:
        cetak = 2 if sop.asal and sop.naskah.nilai(Isian.TANGGAL_REVISI) else 1
    return sop.versi - 1 + cetak


def _pengesahan(sop: Sop) -> Pengesahan:
    """The decree of the version that stands here; none can be told of a draft."""
    sah = sop.terakhir_sah
    if sah is None or sop.tahap is not Tahap.DISAHKAN or sah.fakta.versi != sop.versi:
        return Pengesahan()
    return Pengesahan(sk_nomor=sah.fakta.keputusan.nomor, sk_tanggal=sah.fakta.keputusan.tanggal)


def _tenggat(sop: Sop, bulan: int) -> date | None:
    """The same day as baca.keadaan reckons, for a version that nobody works on any more."""
    sah = sop.terakhir_sah
    if sah is None or sop.tahap is not Tahap.DISAHKAN:
        return None
    mulai = max([sah.fakta.tanggal_efektif, *(current_tenant().tanggal(e.pada) for e in sop.evaluasi)])
    tahun, urut = divmod(mulai.month - 1 + bulan, _SETAHUN)
    tahun, urut = mulai.year + tahun, urut + 1
    return date(tahun, urut, min(mulai.day, monthrange(tahun, urut)[1]))
