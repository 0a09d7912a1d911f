"""Mail about who decides who comes in: a stolen session of one admin is noticed by somebody else within a day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg

from domain.jabatan.events import JabatanDiserahterimakan, MandatDiakhiri, PejabatDitetapkan
from domain.kernel import Tercatat
from domain.orang.events import OrangDinonaktifkan
from domain.orang.undangan import AkunDikaitkan, UndanganDiusulkan
from domain.pemda.masuk import PengaturanMasukDiaktifkan, PenyediaMasukDihentikan
from domain.wewenang import Peran
from infra.pekerja.pemangku import Pejabat
from tenants.context import current_tenant

JABATAN = (PejabatDitetapkan, MandatDiakhiri, JabatanDiserahterimakan)
MASUK = (PengaturanMasukDiaktifkan, PenyediaMasukDihentikan)
PERISTIWA = (*JABATAN, OrangDinonaktifkan, AkunDikaitkan, UndanganDiusulkan, *MASUK)
SSO, JEJAK = "admin/sso", "admin/jejak"


@dataclass(frozen=True, slots=True)
class Penerima:
    nama: str
    surel: str
    orang_id: UUID


@dataclass(frozen=True, slots=True)
class Kabar:
    """`apa` is told with "pada ... pukul ..."; nobody is named in a mail: the page behind the link does."""

    perihal: str
    apa: str
    tempat: str
    penerima: list[Penerima]


def kabar(connection: psycopg.Connection[Any], pejabat: Pejabat, tercatat: Tercatat[Any]) -> Kabar | None:
    """What the admins in force, and whoever it is about, are told; None where it is not about this."""
    peristiwa, admin = tercatat.peristiwa, [Penerima(p.nama, p.surel, p.orang_id) for p in pejabat.admin()]
    match peristiwa:
        case UndanganDiusulkan():
            apa = "Seorang admin mengusulkan kode undangan: akun yang membawanya masuk sebagai orang itu"
            return Kabar("Kode undangan diusulkan", apa, SSO, admin)
        case PengaturanMasukDiaktifkan() | PenyediaMasukDihentikan():
            return Kabar("Cara masuk (SSO) berubah", "Pengaturan masuk (SSO) daerah Anda berubah", SSO, admin)
        case AkunDikaitkan():
            apa = "Sebuah akun baru masuk sebagai Anda, dengan kode undangan"
            return Kabar("Akun baru masuk sebagai Anda", apa, "sesi", _orang(connection, tercatat.aliran))
        case OrangDinonaktifkan() if _admin(connection, tercatat.aliran):
            penerima = _sekali(*admin, *_orang(connection, tercatat.aliran))
            return Kabar("Seorang admin dinonaktifkan", "Seorang admin dinonaktifkan", JEJAK, penerima)
        case _ if isinstance(peristiwa, JABATAN) and _jabatan_admin(connection, tercatat.aliran):
            apa = "Siapa yang menjadi admin di daerah Anda berubah"
            return Kabar("Admin berubah", apa, JEJAK, _tentang_admin(connection, admin, peristiwa))
        case _:
            return None


def _tentang_admin(connection: psycopg.Connection[Any], admin: list[Penerima], peristiwa: Any) -> list[Penerima]:
    """Whoever becomes admin knows it; whoever is none any more is not among those in force."""
    match peristiwa:
        case PejabatDitetapkan(_, orang) | JabatanDiserahterimakan(_, _, orang):
            return [p for p in admin if p.orang_id != orang]
        case _:
            row = connection.execute(
                "SELECT orang_id FROM baca.mandat WHERE tenant_id = %s AND mandat_id = %s",
                (current_tenant().id, peristiwa.mandat_id),
            ).fetchone()
            return _sekali(*admin, *(_orang(connection, row[0]) if row else ()))


def _sekali(*penerima: Penerima) -> list[Penerima]:
    return list(dict.fromkeys(penerima))


def _orang(connection: psycopg.Connection[Any], orang_id: UUID) -> list[Penerima]:
    rows = connection.execute(
        "SELECT nama, surel, orang_id FROM tata.orang WHERE tenant_id = %s AND orang_id = %s AND surel <> ''",
        (current_tenant().id, orang_id),
    )
    return [Penerima(*row) for row in rows]


def _jabatan_admin(connection: psycopg.Connection[Any], jabatan_id: UUID) -> bool:
    return _ada(
        connection, "SELECT FROM baca.jabatan WHERE tenant_id = %s AND jabatan_id = %s AND peran = %s", jabatan_id
    )


def _admin(connection: psycopg.Connection[Any], orang_id: UUID) -> bool:
    query = (
        "SELECT FROM baca.mandat m JOIN baca.jabatan j ON j.tenant_id = m.tenant_id AND j.jabatan_id = m.jabatan_id"
        " WHERE m.tenant_id = %s AND m.orang_id = %s AND j.peran = %s LIMIT 1"
    )
    return _ada(connection, query, orang_id)


def _ada(connection: psycopg.Connection[Any], query: Any, apa: UUID) -> bool:
    return connection.execute(query, (current_tenant().id, apa, Peran.ADMIN.value)).fetchone() is not None
