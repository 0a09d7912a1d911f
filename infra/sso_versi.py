"""Every version of a tenant's sign-on settings, kept for good; at each provider at most one of them is active."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb

from domain.kernel import Bentrok
from infra.brankas import Brankas
from infra.db.pool import Basis
from infra.errors import TidakAdaError
from infra.kunci_klien import GudangKunci
from tenants.context import current_tenant
from tenants.model import TenantId
from tenants.oidc import CaraKlien, Penerima, PengaturanOidc

# Columns of their own, or no part of what is kept.
_BUKAN_ISI = ("issuer", "client_id", "client_secret", "versi", "penyedia", "kunci")
_DERET = ("scopes", "algoritma", "acr", "amr")
_KOLOM = "versi, penyedia, issuer, client_id, isi, aktif, dibuat, oleh, dicoba, diaktifkan"
PERCOBAAN_SIMPAN = 3


@dataclass(frozen=True, slots=True)
class VersiSso:
    """One version without its secrets: what screens may show."""

    pengaturan: PengaturanOidc
    aktif: bool
    dibuat: datetime
    oleh: UUID | None
    dicoba: datetime | None
    diaktifkan: datetime | None

    @property
    def versi(self) -> int:
        return self.pengaturan.versi

    @property
    def penyedia(self) -> int:
        return self.pengaturan.penyedia

    @property
    def teruji(self) -> bool:
        """Somebody has signed in with it: in a trial, or while it was active."""
        return self.dicoba is not None or self.diaktifkan is not None


def _untuk(versi: int) -> str:
    return f"oidc/{current_tenant().id}/{versi}"


def _kemas(p: PengaturanOidc) -> dict[str, Any]:
    return {nama: nilai for nama, nilai in asdict(p).items() if nama not in _BUKAN_ISI}


def _buka(row: dict[str, Any]) -> VersiSso:
    isi = dict(row["isi"])
    isi |= {nama: tuple(isi[nama]) for nama in _DERET if nama in isi}
    if "cara" in isi:
        isi |= {"cara": CaraKlien(isi["cara"]), "penerima": Penerima(isi["penerima"])}
    pengaturan = PengaturanOidc(row["issuer"], row["client_id"], versi=row["versi"], penyedia=row["penyedia"], **isi)
    return VersiSso(pengaturan, row["aktif"], row["dibuat"], row["oleh"], row["dicoba"], row["diaktifkan"])


def _beri_tahu_daftar(connection: psycopg.Connection[Any], tenant_id: TenantId) -> None:
    """How many providers are active: all that the registry, and the platform's operator, learn of them."""
    connection.execute(
        "SELECT sistem.catat_penyedia((SELECT count(*)::int FROM tata.oidc WHERE tenant_id = %s AND aktif))",
        (tenant_id,),
    )


class ArsipSso:
    def __init__(self, basis: Basis, brankas: Brankas, kunci: GudangKunci) -> None:
        self._basis = basis
        self._brankas = brankas
        self._kunci = kunci

    def semua(self) -> list[VersiSso]:
        """Newest first."""
        query = f"SELECT {_KOLOM} FROM tata.oidc WHERE tenant_id = %s ORDER BY versi DESC"  # noqa: S608 - constant
        return [_buka(row) for row in self._basis.baris(query, (current_tenant().id,))]

    def aktif(self) -> list[VersiSso]:
        """One of each provider, in the order in which the providers were added."""
        query = f"SELECT {_KOLOM} FROM tata.oidc WHERE tenant_id = %s AND aktif ORDER BY penyedia"  # noqa: S608 - constant
        return [_buka(row) for row in self._basis.baris(query, (current_tenant().id,))]

    def satu(self, versi: int) -> VersiSso:
        query = f"SELECT {_KOLOM} FROM tata.oidc WHERE tenant_id = %s AND versi = %s"  # noqa: S608 - constant
        row = self._basis.satu(query, (current_tenant().id, versi))
        if row is None:
            raise TidakAdaError(str(versi))
        return _buka(row)

    def lengkap(self, versi: VersiSso) -> PengaturanOidc:
        """The settings with what is needed to prove who we are."""
        p = versi.pengaturan
        if p.cara is not CaraKlien.RAHASIA:
            return replace(p, kunci=self._kunci.penanda(p.cara.value))
        row = self._basis.satu(
            "SELECT client_secret, rahasia FROM tata.oidc WHERE tenant_id = %s AND versi = %s",
            (current_tenant().id, p.versi),
        )
        if row is None:
            raise TidakAdaError(str(p.versi))
        if row["rahasia"] is None:  # from before secrets were sealed
            return replace(p, client_secret=row["client_secret"])
        return replace(p, client_secret=self._brankas.buka(row["rahasia"], untuk=_untuk(p.versi)))

    def simpan(self, p: PengaturanOidc, *, oleh: UUID | None) -> int:
        """A new version, not active; returns its number."""
        for _ in range(PERCOBAAN_SIMPAN):  # two admins may save at once: whoever comes second takes the next number
            versi = self._versi_berikut()
            rahasia = self._brankas.segel(p.client_secret, untuk=_untuk(versi)) if p.client_secret else None
            if self._basis.jalankan(
                "INSERT INTO tata.oidc (tenant_id, versi, penyedia, issuer, client_id, isi, rahasia, oleh)"
                " VALUES (%s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT (tenant_id, versi) DO NOTHING",
                (current_tenant().id, versi, p.penyedia, p.issuer, p.client_id, Jsonb(_kemas(p)), rahasia, oleh),
            ):
                return versi
        raise Bentrok("pengaturan SSO")

    def _versi_berikut(self) -> int:
        row = self._basis.satu(
            "SELECT coalesce(max(versi), 0) + 1 AS n FROM tata.oidc WHERE tenant_id = %s", (current_tenant().id,)
        )
        return int(row["n"]) if row else 1

    def aktifkan(self, versi: int) -> None:
        """This version counts at its provider from now on, and no other one."""
        tenant_id = current_tenant().id
        with self._basis.transaksi() as connection:
            connection.execute(
                "UPDATE tata.oidc SET aktif = false WHERE tenant_id = %s AND aktif AND versi <> %s AND penyedia ="
                " (SELECT penyedia FROM tata.oidc WHERE tenant_id = %s AND versi = %s)",
                (tenant_id, versi, tenant_id, versi),
            )
            connection.execute(
                "UPDATE tata.oidc SET aktif = true, diaktifkan = now() WHERE tenant_id = %s AND versi = %s",
                (tenant_id, versi),
            )
            _beri_tahu_daftar(connection, tenant_id)

    def hentikan(self, penyedia: int) -> None:
        """Nobody signs in at this provider any more; its versions stay."""
        tenant_id = current_tenant().id
        with self._basis.transaksi() as connection:
            connection.execute(
                "UPDATE tata.oidc SET aktif = false WHERE tenant_id = %s AND penyedia = %s", (tenant_id, penyedia)
            )
            _beri_tahu_daftar(connection, tenant_id)

    def catat_dicoba(self, versi: int, kini: datetime) -> None:
        self._basis.jalankan(
            "UPDATE tata.oidc SET dicoba = %s WHERE tenant_id = %s AND versi = %s", (kini, current_tenant().id, versi)
        )

    def segel_ulang(self) -> int:
        """Seal what is not sealed yet, or by another key than the first; returns how many."""
        rows = self._basis.baris(
            "SELECT versi, client_secret, rahasia FROM tata.oidc WHERE tenant_id = %s"
            " AND (client_secret <> '' OR rahasia IS NOT NULL)",
            (current_tenant().id,),
        )
        usang = [r for r in rows if r["client_secret"] or self._brankas.usang(r["rahasia"])]
        for row in usang:
            untuk = _untuk(row["versi"])
            terang = self._brankas.buka(row["rahasia"], untuk=untuk) if row["rahasia"] else row["client_secret"]
            self._basis.jalankan(
                "UPDATE tata.oidc SET rahasia = %s, client_secret = '' WHERE tenant_id = %s AND versi = %s",
                (self._brankas.segel(terang, untuk=untuk), current_tenant().id, row["versi"]),
            )
        return len(usang)
