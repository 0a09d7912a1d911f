"""The worker's consumers of the queue behind the log (infra/antrean.py).

A consumer that was stopped stands in sistem.kursor with `gagal` set; an administrator of the database lists them:
SELECT konsumen, tenant_id, pos, gagal FROM sistem.kursor WHERE gagal <> ''.
"""

from __future__ import annotations

from typing import Any

import psycopg

from infra.antrean import SEGERA, UJUNG, maju
from infra.db.pool import Basis
from infra.errors import TidakAdaError
from infra.pencarian.bangun import KONSUMEN as PENCARIAN
from tenants.context import tenant_scope
from tenants.model import Tenant

PEMBERITAHUAN, KIRIM, ANGKA = "pemberitahuan", "kirim", "angka"
WEBHOOK, KIRIM_WEBHOOK = "webhook", "kirim-webhook"
KONSUMEN = (PEMBERITAHUAN, KIRIM, ANGKA, PENCARIAN, WEBHOOK, KIRIM_WEBHOOK)


def bunyikan(connection: psycopg.Connection[Any]) -> None:
    """Mail was written in this transaction: wake the courier."""
    maju(connection, KIRIM, UJUNG, SEGERA)


def lanjutkan(basis: Basis, konsumen: str, tenant: Tenant, *, lewati_sampai: int = 0) -> None:
    """Let a stopped consumer go on with this tenant. `lewati_sampai` leaves out the events up to that position."""
    if konsumen not in KONSUMEN:
        raise TidakAdaError(konsumen)
    with tenant_scope(tenant), basis.transaksi() as connection:
        maju(connection, konsumen, lewati_sampai, SEGERA, "")
