"""What the screens of administration share: people with their posts, choices of agencies and roles, who acts."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from werkzeug.exceptions import Forbidden

from app.permintaan import hari_ini, pelaku
from app.rumah import rumah
from domain.kernel import Aktor
from domain.wewenang import Peran, Tindakan
from infra.direktori import Orang
from infra.errors import TidakAdaError
from infra.queries.administrasi import penutupan
from infra.queries.mandat import JabatanTercatat, MandatPejabat, jabatan, mandat
from infra.queries.opd import OpdTercatat, opd
from infra.usulan_peran import Usulan


@dataclass(frozen=True, slots=True)
class Pegawai:
    """A person of the directory with the posts held today, and those that begin later."""

    orang: Orang
    mandat: tuple[MandatPejabat, ...]
    nanti: tuple[MandatPejabat, ...] = ()


def pegawai() -> list[Pegawai]:
    """Everybody: first those without a role, as they wait for somebody; then by name."""
    hari, milik = hari_ini(), dict[UUID, list[MandatPejabat]]()
    for m in mandat(rumah().basis):
        milik.setdefault(m.orang_id, []).append(m)
    semua = []
    for o in rumah().direktori.semua():
        dia = milik.get(o.id, [])
        kini = tuple(m for m in dia if m.berlaku(hari))
        semua.append(Pegawai(o, kini, tuple(m for m in dia if m.mulai > hari)))
    return sorted(semua, key=lambda p: (not p.orang.aktif, bool(p.mandat), p.orang.nama.casefold()))


def usulan_peran(orang_id: UUID | None = None) -> dict[UUID, list[Usulan]]:
    """What groups suggest for whom (of one person, or of all), without the roles that are held already."""
    hari, aktif = hari_ini(), [v.pengaturan for v in rumah().sso.arsip.aktif()]
    punya = {(m.orang_id, m.peran) for m in mandat(rumah().basis, orang=orang_id) if m.berlaku(hari)}
    hasil: dict[UUID, list[Usulan]] = {}
    for u in rumah().usulan.semua(aktif, orang_id):
        if (u.orang_id, u.peran) not in punya:
            hasil.setdefault(u.orang_id, []).append(u)
    return hasil


def orang_tercatat(orang_id: UUID) -> Orang:
    orang = rumah().direktori.satu(orang_id)
    if orang is None:
        raise TidakAdaError(str(orang_id))
    return orang


def jabatan_tercatat(jabatan_id: UUID) -> JabatanTercatat:
    ada = next((j for j in jabatan(rumah().basis) if j.jabatan_id == jabatan_id), None)
    if ada is None:
        raise TidakAdaError(str(jabatan_id))
    return ada


def opd_hidup() -> list[OpdTercatat]:
    """Agencies that are not closed; a closed one gets no new posts."""
    tutup = penutupan(rumah().basis)
    return [o for o in opd(rumah().basis) if o.opd_id not in tutup]


def peran_diberikan() -> tuple[Peran, ...]:
    """The roles that the person asking may give: only an admin makes an admin."""
    return tuple(p for p in Peran if p is not Peran.ADMIN or pelaku().punya(Tindakan.ADMIN_ANGKAT))


def aktor_untuk(tindakan: Tindakan, peran: Peran | None = None) -> Aktor:
    """Who acts; to touch a post of an admin takes the right to make admins."""
    aktor = pelaku().aktor(Tindakan.ADMIN_ANGKAT if peran is Peran.ADMIN else tindakan)
    if aktor is None:
        raise Forbidden
    return aktor
