"""The consumer that brings a city's figures to the provinces it agreed with.

The figures are reckoned in a transaction of the city and left in one of the province, so that neither ever sees a row
of the other. What is left is five numbers; when the city ends it, they are taken away.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

import psycopg

from domain.akses.events import AngkaDibagikan, PembagianAngkaDihentikan
from domain.akses.state import ALIRAN
from domain.kernel import Tercatat
from domain.opd.events import OpdDibentuk, SopDiwajibkan, SopWajibDikaitkan, SopWajibTidakDiperlukan
from domain.sop.events import PengesahanDibatalkan, SopDicabut, SopDievaluasi, SopDisahkan, SopDiverifikasi
from infra.db.pool import Basis
from infra.pekerja.antrean import ANGKA
from infra.pekerja.peristiwa import baca_aliran, topik
from infra.tenants_pg import PgRegistry
from tenants.context import current_tenant, tenant_scope

_BERBAGI = (AngkaDibagikan, PembagianAngkaDihentikan)
_HITUNG = (
    "SELECT (SELECT count(*) FROM baca.opd WHERE tenant_id = %(tenant)s) AS opd,"
    " (SELECT count(*) FROM baca.berlaku(%(tenant)s, %(hari)s, 'infinity')) AS berlaku,"
    " count(*) FILTER (WHERE w.tidak_perlu = '') AS wajib,"
    " count(*) FILTER (WHERE w.tidak_perlu = '' AND w.terpenuhi) AS terpenuhi,"
    " (SELECT count(DISTINCT sop_id) FROM baca.evaluasi WHERE tenant_id = %(tenant)s AND tahun = %(tahun)s)"
    " AS dievaluasi"
    " FROM baca.keadaan_wajib(%(tenant)s, %(hari)s) w"
)
_TARUH = (
    "INSERT INTO tata.angka_daerah (tenant_id, kode, nama, opd, berlaku, wajib, terpenuhi, dievaluasi, hari)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT (tenant_id, kode) DO UPDATE SET"
    " (nama, opd, berlaku, wajib, terpenuhi, dievaluasi, hari) = (excluded.nama, excluded.opd, excluded.berlaku,"
    " excluded.wajib, excluded.terpenuhi, excluded.dievaluasi, excluded.hari)"
)
_AMBIL = "DELETE FROM tata.angka_daerah WHERE tenant_id = %s AND kode = %s"


class AngkaProvinsi:
    nama = ANGKA
    topik = topik(
        *_BERBAGI, OpdDibentuk, SopDiwajibkan, SopWajibDikaitkan, SopWajibTidakDiperlukan,
        SopDisahkan, SopDiverifikasi, SopDicabut, PengesahanDibatalkan, SopDievaluasi,
    )  # fmt: skip

    def __init__(self, basis: Basis) -> None:
        self._basis = basis

    def tangani(
        self, connection: psycopg.Connection[Any], _: Sequence[Tercatat[Any]], kini: datetime
    ) -> datetime | None:
        """Anew at every event that bears on the figures, and each morning: dates pass without an event."""
        kota, provinsi = current_tenant(), _provinsi(connection)
        if not provinsi:
            return None
        hari = kota.tanggal(kini)
        parameter = {"tenant": kota.id, "hari": hari, "tahun": hari.year}
        angka = connection.execute(_HITUNG, parameter).fetchone() or ()
        for kode, setuju in provinsi.items():
            tujuan = PgRegistry(self._basis).menurut_kode(kode)
            if tujuan is None:
                continue
            with tenant_scope(tujuan):
                if setuju:
                    self._basis.jalankan(_TARUH, (tujuan.id, kota.kode, kota.nama, *angka, hari))
                else:
                    self._basis.jalankan(_AMBIL, (tujuan.id, kota.kode))
        if not any(provinsi.values()):
            return None
        return datetime.combine(hari + timedelta(days=1), time(), kota.zona.tzinfo)


def _provinsi(connection: psycopg.Connection[Any]) -> dict[str, bool]:
    """Every province the city ever agreed with, and whether it still does."""
    hasil: dict[str, bool] = {}
    for tercatat in baca_aliran(connection, current_tenant().id, ALIRAN, topik(*_BERBAGI)):
        hasil[tercatat.peristiwa.provinsi] = isinstance(tercatat.peristiwa, AngkaDibagikan)
    return hasil
