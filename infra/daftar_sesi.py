"""The open sessions of a person as a list, and ending some of them: by their owner, or on the provider's word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from domain.kernel import OrangId
from infra.db.pool import Basis
from infra.sesi import DIAM, MUTLAK
from tenants.context import current_tenant


@dataclass(frozen=True, slots=True)
class SesiTerbuka:
    """What its owner needs to recognise a session; nothing in it opens one."""

    id: UUID
    peramban: str
    dibuat: datetime
    terakhir: datetime


class DaftarSesi:
    def __init__(self, basis: Basis) -> None:
        self._basis = basis

    def milik(self, orang_id: OrangId, kini: datetime) -> list[SesiTerbuka]:
        """Those that are alive, the last used first; those that are not are swept out by the way."""
        batas = (current_tenant().id, orang_id, kini - DIAM, kini - MUTLAK)
        self._basis.jalankan(
            "DELETE FROM tata.sesi WHERE tenant_id = %s AND orang_id = %s AND (terakhir < %s OR dibuat < %s)", batas
        )
        rows = self._basis.baris(
            "SELECT sesi_id, peramban, dibuat, terakhir FROM tata.sesi WHERE tenant_id = %s AND orang_id = %s"
            " ORDER BY terakhir DESC, dibuat DESC, sesi_id",
            batas[:2],
        )
        return [SesiTerbuka(*row.values()) for row in rows]

    def akhiri(self, orang_id: OrangId, sesi_id: UUID) -> bool:
        """Whether there was such a session, and it was this person's."""
        akhir = "DELETE FROM tata.sesi WHERE tenant_id = %s AND orang_id = %s AND sesi_id = %s"
        return self._basis.jalankan(akhir, (current_tenant().id, orang_id, sesi_id)) > 0

    def akhiri_lain(self, orang_id: OrangId, kecuali: UUID) -> int:
        return self._basis.jalankan(
            "DELETE FROM tata.sesi WHERE tenant_id = %s AND orang_id = %s AND sesi_id <> %s",
            (current_tenant().id, orang_id, kecuali),
        )

    def akhiri_penerbit(self, iss: str) -> int:
        """All sessions that this provider opened."""
        return self._basis.jalankan(
            "DELETE FROM tata.sesi WHERE tenant_id = %s AND iss = %s", (current_tenant().id, iss)
        )

    def milik_identitas(self, sesi_id: UUID, iss: str, sub: str) -> bool:
        """Whether that session is still there and was opened by this very identity."""
        row = self._basis.satu(
            "SELECT FROM tata.sesi WHERE tenant_id = %s AND sesi_id = %s AND iss = %s AND sub = %s",
            (current_tenant().id, sesi_id, iss, sub),
        )
        return row is not None

    def akhiri_menurut_penyedia(self, perintah: PerintahKeluar, kini: datetime) -> bool:
        """Obey a logout token, once: False if this one was obeyed before. Sessions and its mark in one transaction."""
        tenant_id, p = current_tenant().id, perintah
        jti = sha256(f"{p.iss}\0{p.jti}".encode()).digest()
        with self._basis.transaksi() as connection:
            connection.execute("DELETE FROM tata.token_keluar WHERE tenant_id = %s AND sampai < %s", (tenant_id, kini))
            baru = connection.execute(
                "INSERT INTO tata.token_keluar (tenant_id, jti_sha256, sampai) VALUES (%s, %s, %s)"
                " ON CONFLICT (tenant_id, jti_sha256) DO NOTHING",
                (tenant_id, jti, p.sampai),
            ).rowcount
            if baru:
                connection.execute(
                    "DELETE FROM tata.sesi WHERE tenant_id = %(t)s AND iss = %(iss)s"
                    " AND (%(sub)s = '' OR sub = %(sub)s) AND (%(sid)s = '' OR sid = %(sid)s)",
                    {"t": tenant_id, "iss": p.iss, "sub": p.sub, "sid": p.sid},
                )
        return baru > 0


@dataclass(frozen=True, slots=True)
class PerintahKeluar:
    """A checked logout token. An empty `sid` means all sessions of `sub`; one of the two is always there."""

    iss: str
    sub: str
    sid: str
    jti: str
    sampai: datetime
