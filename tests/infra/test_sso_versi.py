"""Versions of sign-on settings in the database: rows from before they were sealed, keys that change, two at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import replace
from typing import Any

import psycopg
import pytest

from infra.brankas import Brankas, BrankasError
from infra.db.pool import Basis
from infra.errors import TidakAdaError
from infra.segel import segel_semua
from infra.sso_pg import SsoPg
from tenants.model import Tenant
from tenants.oidc import CaraKlien, Penerima, PengaturanOidc

LAMA, BARU = "lama-" * 8, "baru-" * 8
PENUH = PengaturanOidc(
    "https://sso.kota.example",
    "riwayat",
    "rahasia",
    scopes=("openid", "nip"),
    algoritma=("ES256",),
    klaim_nip="pegawai.nip",
    klaim_nama="nama",
    klaim_unit="unit",
    klaim_grup="grup",
    nama="SSO Kota",
    bersama=True,
    penerima=Penerima.TOKEN,
    acr=("dua",),
    amr=("pwd", "otp"),
    wajib_selalu=True,
    peta_grup={"a": "penyusun"},
)


def sso(basis: Basis, *kunci: str) -> SsoPg:
    return SsoPg(basis, Brankas(kunci or (LAMA,)))


def baris_lama(superuser: psycopg.Connection[Any], pemda: Tenant, versi: int, *, aktif: bool = True) -> None:
    """A row as the first version of the product wrote it."""
    superuser.execute(
        "INSERT INTO tata.oidc (tenant_id, versi, issuer, client_id, client_secret, aktif)"
        " VALUES (%s, %s, 'https://lama.example', 'riwayat', 'rahasia-lama', %s)",
        (pemda.id, versi, aktif),
    )


def test_semua_isinya_kembali(basis: Basis, pemda: Tenant) -> None:
    milik = sso(basis)
    versi = milik.arsip.simpan(PENUH, oleh=None)
    milik.arsip.aktifkan(versi)
    assert milik.pengaturan() == replace(PENUH, versi=versi)
    assert milik.menurut_issuer(PENUH.issuer) == milik.pengaturan(1)
    assert milik.menurut_issuer("https://lain.example") is None
    assert milik.pengaturan(2) is None
    assert milik.arsip.satu(versi).pengaturan.client_secret == "", "what screens get has no secret"
    assert milik.asal() == "https://sso.kota.example"


def test_baris_lama_tetap_berlaku_dan_kemudian_tersegel(
    basis: Basis, pemda: Tenant, superuser: psycopg.Connection[Any]
) -> None:
    baris_lama(superuser, pemda, 1)
    kini = sso(basis).pengaturan()
    assert kini is not None
    assert kini.client_secret == "rahasia-lama"
    assert replace(kini, client_secret="") == PengaturanOidc("https://lama.example", "riwayat", versi=1)
    assert sso(basis).arsip.segel_ulang() == 1
    assert sso(basis).arsip.segel_ulang() == 0
    row = superuser.execute("SELECT client_secret, rahasia FROM tata.oidc WHERE tenant_id = %s", (pemda.id,)).fetchone()
    assert row is not None
    assert row[0] == ""
    assert sso(basis).pengaturan() == kini


def test_kunci_baru_menyegel_semuanya(basis: Basis, pemda: Tenant) -> None:
    milik = sso(basis)
    milik.arsip.aktifkan(milik.arsip.simpan(PENUH, oleh=None))
    milik.kunci.buat("ES256")
    kunci = milik.kunci.penanda("ES256")
    berdua = sso(basis, BARU, LAMA)
    assert berdua.arsip.segel_ulang() + berdua.kunci.segel_ulang() == 2
    sesudah = sso(basis, BARU)
    pengaturan = sesudah.pengaturan()
    assert pengaturan is not None
    assert pengaturan.client_secret == "rahasia"
    assert sesudah.kunci.penanda("ES256") == kunci
    with pytest.raises(BrankasError):
        sso(basis).pengaturan()


def test_semua_pemerintah_sekaligus(
    basis: Basis, pemda: Tenant, pemda_lain: Tenant, superuser: psycopg.Connection[Any]
) -> None:
    for tenant in (pemda, pemda_lain):
        baris_lama(superuser, tenant, 7, aktif=False)
    # The other tests of this worker have sealed with keys of their own: theirs are not touched by this.
    superuser.execute("UPDATE tata.oidc SET rahasia = NULL WHERE client_secret = ''")
    superuser.execute("DELETE FROM tata.kunci_klien")
    superuser.execute("DELETE FROM tata.webhook")
    assert segel_semua(basis, Brankas((LAMA,))) >= 2
    row = superuser.execute("SELECT count(*) FROM tata.oidc WHERE client_secret <> ''").fetchone()
    assert row == (0,)


def test_rahasia_satu_daerah_tidak_terbuka_di_daerah_lain(
    basis: Basis, pemda: Tenant, pemda_lain: Tenant, superuser: psycopg.Connection[Any]
) -> None:
    milik = sso(basis)
    milik.arsip.aktifkan(milik.arsip.simpan(PENUH, oleh=None))
    superuser.execute(
        "INSERT INTO tata.oidc (tenant_id, versi, issuer, client_id, rahasia, aktif)"
        " SELECT %s, versi, issuer, client_id, rahasia, aktif FROM tata.oidc WHERE tenant_id = %s",
        (pemda_lain.id, pemda.id),
    )
    superuser.execute("DELETE FROM tata.oidc WHERE tenant_id = %s", (pemda.id,))
    superuser.execute("UPDATE tata.oidc SET tenant_id = %s WHERE tenant_id = %s", (pemda.id, pemda_lain.id))
    assert milik.pengaturan() is not None, "back where it was sealed for"
    superuser.execute("UPDATE tata.oidc SET versi = 9 WHERE tenant_id = %s", (pemda.id,))
    with pytest.raises(BrankasError):
        milik.pengaturan()


def test_dua_admin_menyimpan_bersamaan(basis: Basis, pemda: Tenant) -> None:
    milik = sso(basis)
    with ThreadPoolExecutor(3) as kolam:
        tugas = [kolam.submit(copy_context().run, milik.arsip.simpan, PENUH, oleh=None) for _ in range(3)]
        assert sorted(t.result() for t in tugas) == [1, 2, 3]


def test_satu_versi_aktif_untuk_setiap_penyedia(basis: Basis, pemda: Tenant) -> None:
    arsip = sso(basis).arsip
    satu, dua = (arsip.simpan(PENUH, oleh=None) for _ in range(2))
    lain = arsip.simpan(replace(PENUH, penyedia=2, issuer="https://lain.example"), oleh=None)
    for versi in (satu, lain, dua):
        arsip.aktifkan(versi)
    assert [v.versi for v in arsip.aktif()] == [dua, lain]
    arsip.hentikan(1)
    assert [v.versi for v in arsip.aktif()] == [lain]
    assert arsip.satu(dua).teruji
    with pytest.raises(TidakAdaError):
        arsip.satu(99)


def test_memasang_yang_sama_tidak_menambah_versi(basis: Basis, pemda: Tenant) -> None:
    milik = sso(basis)
    for _ in range(2):
        milik.pasang("https://a.example", "riwayat", "rahasia")
    assert len(milik.arsip.semua()) == 1
    milik.pasang("https://b.example", "riwayat", "rahasia")
    assert [v.aktif for v in milik.arsip.semua()] == [True, False]


def test_kunci_klien_yang_belum_ada(basis: Basis, pemda: Tenant) -> None:
    milik = sso(basis)
    milik.arsip.aktifkan(milik.arsip.simpan(replace(PENUH, cara=CaraKlien.ES512), oleh=None))
    pengaturan = milik.pengaturan()
    assert pengaturan is not None
    assert pengaturan.kunci is None
    for _ in range(2):
        milik.kunci.pastikan("ES512")
    assert len(milik.kunci.terbitan()) == 1
