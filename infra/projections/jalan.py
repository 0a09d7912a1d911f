"""The operator's rebuild: one government after the other, with a sign of life where that takes long."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import psycopg

from infra.db.pool import Basis
from infra.errors import PeristiwaTakTerbacaError, TidakAdaError
from infra.pencarian.bangun import bangun_pencarian, periksa_pencarian
from infra.projections.banding import Beda, Selisih
from infra.projections.bangun import bangun_ulang, periksa
from infra.tenants_pg import PgRegistry
from tenants.model import Tenant

Tulis = Callable[[str], None]
JEDA_KABAR = 5.0


class Pembangunan:
    """`url` is the administrator's; `hanya_periksa` compares and leaves everything as it is."""

    def __init__(self, url: str, tulis: Tulis, *, hanya_periksa: bool) -> None:
        self._url, self._tulis, self._hanya_periksa = url, tulis, hanya_periksa

    def jalankan(self, kode: str | None) -> bool:
        """All governments, or one; returns whether all could be read and nothing differed."""
        sama = True
        with psycopg.connect(self._url, autocommit=True) as connection:
            for tenant in self._pemda(kode):
                try:
                    sama = self._satu(connection, tenant) and sama
                except PeristiwaTakTerbacaError as error:  # the other governments are none the worse for it
                    self._tulis(f"{tenant.kode}: {error}; tidak ada yang diubah")
                    sama = False
        return sama

    def _pemda(self, kode: str | None) -> tuple[Tenant, ...]:
        basis = Basis(self._url, kolam=1)
        try:
            if kode is None:
                return PgRegistry(basis).semua()
            tenant = PgRegistry(basis).menurut_kode(kode)
        finally:
            basis.tutup()
        if tenant is None:
            raise TidakAdaError(f"pemda “{kode}” tidak terdaftar")
        return (tenant,)

    def _satu(self, connection: psycopg.Connection[Any], tenant: Tenant) -> bool:
        kabar = _Kabar(tenant.kode, self._tulis)
        if not self._hanya_periksa:
            bangun_ulang(connection, tenant.id, kabar)
            bangun_pencarian(connection, tenant.id)
            self._tulis(kabar.selesai("dibangun ulang"))
            return True
        temuan = periksa(connection, tenant.id, kabar)
        self._tulis(kabar.selesai("diperiksa"))
        for selisih in temuan:
            for baris in _uraian(selisih):
                self._tulis(f"  {baris}")
        cari = periksa_pencarian(connection, tenant.id)
        self._tulis(f"  pencarian: {f'{cari} BERBEDA' if cari else 'sama'}")
        return not (cari or any(s.banyak for s in temuan))


class _Kabar:
    """Hears how far a rebuild has come, and says so every few seconds."""

    def __init__(self, kode: str, tulis: Tulis) -> None:
        self._kode, self._tulis = kode, tulis
        self._mulai = self._terakhir = time.monotonic()
        self._sudah = 0

    def __call__(self, sudah: int, semua: int) -> None:
        self._sudah = sudah
        if sudah < semua and time.monotonic() - self._terakhir >= JEDA_KABAR:
            self._terakhir = time.monotonic()
            self._tulis(f"{self._kode}: {sudah} dari {semua} peristiwa ({100 * sudah // semua}%)")

    def selesai(self, kata: str) -> str:
        return f"{self._kode}: {self._sudah} peristiwa {kata} dalam {time.monotonic() - self._mulai:.1f} detik"


def _uraian(selisih: Selisih) -> list[str]:
    """One line for the table, and one for each row that differs, as far as they are named."""
    if not selisih.banyak:
        return [f"{selisih.tabel}: sama, {selisih.baris} baris"]
    baris = [f"{selisih.tabel}: {selisih.banyak} BERBEDA, {selisih.baris} baris"]
    baris += [f"  {_sebutan(beda)} {beda.kunci}{_kolom(beda)}" for beda in selisih.beda]
    sisa = selisih.banyak - len(selisih.beda)
    return [*baris, f"  dan {sisa} lagi"] if sisa else baris


def _sebutan(beda: Beda) -> str:
    return "hilang" if beda.hilang else "lebih" if beda.lebih else "berbeda"


def _kolom(beda: Beda) -> str:
    return f": {', '.join(beda.kolom)}" if beda.kolom else ""
