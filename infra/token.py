"""API tokens: the database holds the digest of each, never the token; whether it counts follows from the events."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from uuid import UUID

from domain.token.events import Cakupan
from infra.db.pool import Basis
from infra.ids import new_token
from tenants.context import current_tenant

AWALAN = "riwayat_"
"""So that scanners of other people's repositories know what they have found."""
SENTUH = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class TokenTercatat:
    token_id: UUID
    nama: str
    cakupan: tuple[Cakupan, ...]
    akhir: date
    dicabut: bool
    terakhir: datetime | None
    penyedia: int

    def berlaku(self, hari: date) -> bool:
        return not self.dicabut and hari <= self.akhir


_SQL = (
    "SELECT b.token_id, b.nama, b.cakupan, b.akhir, b.dicabut, b.penyedia, t.terakhir FROM baca.token b"
    " LEFT JOIN tata.token t ON t.tenant_id = b.tenant_id AND t.token_id = b.token_id WHERE b.tenant_id = %s"
)


def _sidik(token: str) -> bytes:
    return sha256(token.encode()).digest()


def _tercatat(row: dict[str, object]) -> TokenTercatat:
    cakupan = tuple(Cakupan(str(c)) for c in row["cakupan"])  # type: ignore[attr-defined]
    return TokenTercatat(**row | {"cakupan": cakupan})  # type: ignore[arg-type]


def rahasia_baru(basis: Basis, token_id: UUID) -> str | None:
    """The secret of a token that was just issued, to be shown this once; None if it was shown before."""
    token = AWALAN + new_token()
    baru = basis.jalankan(
        "INSERT INTO tata.token (tenant_id, token_id, sha256) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",
        (current_tenant().id, token_id, _sidik(token)),
    )
    return token if baru else None


def daftar_token(basis: Basis) -> list[TokenTercatat]:
    return [
        _tercatat(r) for r in basis.baris(f"{_SQL} ORDER BY b.dicabut, b.akhir DESC, b.nama", (current_tenant().id,))
    ]


def token_sah(basis: Basis, token: str, cakupan: Cakupan, kini: datetime) -> TokenTercatat | None:
    """The token if it opens this now; its use is noted, at most once a minute."""
    row = basis.satu(f"{_SQL} AND t.sha256 = %s", (current_tenant().id, _sidik(token)))
    if row is None:
        return None
    tercatat = _tercatat(row)
    if not tercatat.berlaku(current_tenant().tanggal(kini)) or cakupan not in tercatat.cakupan:
        return None
    if tercatat.terakhir is None or kini - tercatat.terakhir > SENTUH:
        basis.jalankan(
            "UPDATE tata.token SET terakhir = %s WHERE tenant_id = %s AND token_id = %s",
            (kini, current_tenant().id, tercatat.token_id),
        )
    return tercatat
