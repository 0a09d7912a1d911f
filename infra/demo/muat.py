"""Loads the demonstration: five governments with two years of history, once.

One government after the other. Its sign-on is set up as the last act of its loading, so a government with one is
complete. One without was cut short: all that was stored of it is removed again, and it is loaded from the start.
Nobody can have worked in it, since nobody could sign in.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime

import psycopg

from infra.antrean import maju
from infra.brankas import Brankas
from infra.clock import now
from infra.db.pool import Basis, ikat
from infra.db.tanda import demonstrasi, tandai
from infra.demo.auditor import buka_akses
from infra.demo.babak import jadwal
from infra.demo.buku import BasisMuat, BukuMuat
from infra.demo.kalender import Kalender
from infra.demo.lakon import mainkan
from infra.demo.panggung import Panggung
from infra.demo.pemda import PemdaDemo, semua
from infra.demo.rahasia import klien, rahasia_klien
from infra.demo.susunan import catat_orang, susun_pemda
from infra.direktori import Direktori
from infra.pekerja.antrean import PEMBERITAHUAN
from infra.settings import Settings, wajib
from infra.sso_pg import SsoPg
from infra.tenants_pg import PemdaBaru, PgRegistry, tambah_pemda
from tenants.context import tenant_scope
from tenants.model import Tenant

Tulis = Callable[[str], None]
KUNCI = 5_171_718


def muat(settings: Settings, tulis: Tulis) -> None:
    """Load what is not loaded yet. Raises PermissionError on a database that serves a real government."""
    url = wajib(settings.database_url_migrasi, "DATABASE_URL_MIGRASI")
    basis = BasisMuat(wajib(settings.database_url, "DATABASE_URL"))
    penjaga = psycopg.connect(url, autocommit=True)
    try:
        penjaga.execute("SELECT pg_advisory_lock(%s)", (KUNCI,))  # two at once would clear away each other's work
        if demonstrasi(basis) and all(_selesai(settings, basis, d) for d in semua()):
            tulis("Data peragaan sudah dimuat sebelumnya.")
        else:
            _tandai(url)
            for demo in semua():
                _muat_satu(settings, basis, url, demo, tulis)
        for demo in semua():
            _pasang_masuk(settings, basis, demo)
    finally:
        penjaga.close()
        basis.tutup()


def _tandai(url: str) -> None:
    try:
        tandai(url)
    except PermissionError:
        raise PermissionError(
            "basis data ini sudah dipakai pemerintah daerah sungguhan, jadi data peragaan tidak boleh dimuat di sini"
        ) from None


def _selesai(settings: Settings, basis: Basis, demo: PemdaDemo) -> Tenant | None:
    """The government, if its loading came to its end."""
    tenant = PgRegistry(basis).menurut_kode(demo.kode)
    if tenant is None:
        return None
    with tenant_scope(tenant):
        return tenant if SsoPg(basis, Brankas(settings.kunci)).arsip.aktif() else None


def _muat_satu(settings: Settings, basis: Basis, url: str, demo: PemdaDemo, tulis: Tulis) -> None:
    if _selesai(settings, basis, demo):
        return
    mulai = time.monotonic()
    bersihkan(url, demo.kode)
    tenant = tambah_pemda(url, PemdaBaru(demo.kode, demo.nama, demo.kode_wilayah, demo.zona, demonstrasi=True))
    with tenant_scope(tenant):
        peristiwa = isi_pemda(basis, tenant, demo, now(), f"{settings.sso_alamat}/{demo.kode}")
        _lewati_surat(url, tenant, peristiwa)
    _pasang_masuk(settings, basis, demo)
    tulis(f"{demo.nama}: {peristiwa} peristiwa dimuat dalam {time.monotonic() - mulai:.1f} detik.")


def isi_pemda(basis: Basis, tenant: Tenant, demo: PemdaDemo, kini: datetime, issuer: str) -> int:
    """Play the whole history of one government; returns how many events were recorded."""
    kalender = Kalender(tenant.tanggal(kini), tenant.zona.tzinfo)
    buku = BukuMuat(basis)
    panggung = Panggung(tenant, demo, kalender, basis, buku)
    catat_orang(panggung, issuer)
    susun_pemda(panggung)
    for adegan in jadwal(demo, kalender):
        mainkan(panggung, adegan)
    buka_akses(panggung)
    jumlah = buku.tenant_recorder.max_notification_id() or 0
    buku.close()
    return jumlah


def _lewati_surat(url: str, tenant: Tenant, pos: int) -> None:
    """The worker writes no mail about the past: it begins behind the loaded history, and looks around at once."""
    with psycopg.connect(url) as connection:
        ikat(connection, tenant.id)
        maju(connection, PEMBERITAHUAN, pos, now())


def _pasang_masuk(settings: Settings, basis: Basis, demo: PemdaDemo) -> None:
    """Sign-on at the address of this start. If that is a new one, the people known at the old one are known there."""
    tenant = PgRegistry(basis).menurut_kode(demo.kode)
    assert tenant is not None  # noqa: S101 - it was loaded
    issuer = f"{settings.sso_alamat}/{demo.kode}"
    with tenant_scope(tenant):
        sso, direktori = SsoPg(basis, Brankas(settings.kunci)), Direktori(basis)
        kini = sso.pengaturan()
        if kini is not None and kini.issuer != issuer:
            for orang in demo.orang:
                dikenal = direktori.menurut_identitas(kini.issuer, orang.sub)
                if dikenal is not None:
                    direktori.hubungkan(issuer, orang.sub, dikenal.id)
        sso.pasang(issuer, klien(demo.kode), rahasia_klien(settings)[demo.kode])


_TABEL = (
    "SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
    " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'"
    " WHERE c.relkind IN ('r', 'p') AND n.nspname IN ('es', 'baca', 'tata', 'sistem')"
    " ORDER BY n.nspname = 'sistem', c.relname IN ('orang', 'checkpoint'), 1"
)
"""Every table with something of a tenant, in an order that no reference minds."""


def bersihkan(url: str, kode: str) -> None:
    """Remove what an interrupted loading left of a demonstration government; nothing if there is nothing."""
    with psycopg.connect(url) as connection:
        row = connection.execute(
            "SELECT tenant_id FROM sistem.pemda WHERE kode = %s AND demonstrasi", (kode,)
        ).fetchone()
        if row is None:
            return
        ikat(connection, row[0])
        for (tabel,) in connection.execute(_TABEL).fetchall():
            connection.execute(f"DELETE FROM {tabel} WHERE tenant_id = %s", row)  # noqa: S608 - names of our own tables
