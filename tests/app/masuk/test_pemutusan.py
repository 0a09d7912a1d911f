"""Back-channel logout: what ends a session, and what the address refuses."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from app.rumah import Rumah
from tenants.context import tenant_scope
from tenants.model import Tenant
from tenants.oidc import PengaturanOidc
from tests.app.masuk.medan import BERSAMA, Medan, Tamu, medan_baru
from tests.app.masuk.palsu import KUNCI, bersih, tanda_tangani
from tests.conftest import BuatPemda

pytestmark = pytest.mark.usefixtures("penyedia_semula")


@pytest.fixture
def medan(aplikasi: Flask, rumah: Rumah, pemda: Tenant, buat_pemda: BuatPemda) -> Medan:
    return medan_baru(aplikasi, rumah, BERSAMA, pemda, buat_pemda())


def kirim(medan: Medan, token: str, tenant: Tenant | None = None) -> TestResponse:
    alamat = f"/{(tenant or medan.a).kode}/masuk/pemutusan"
    return medan.tamu().klien.post(alamat, data={"logout_token": token})


def ditolak(medan: Medan, korban: Tamu, kode: str, token: str) -> None:
    respons = kirim(medan, token)
    assert (respons.status_code, respons.get_json()["error"]) == (400, "invalid_request")
    assert respons.get_json()["error_description"] == kode
    assert respons.headers["Cache-Control"] == "no-store"
    assert korban.di_dalam(medan.a)


def test_sid_mengakhiri_satu_sesi_dan_sub_semuanya(medan: Medan) -> None:
    medan.orang(medan.a, "Lain", sub="lain")
    ponsel, meja, lain = medan.masuk(sid="p"), medan.masuk(sid="m"), medan.masuk(sub="lain", sid="p")
    di_b = medan.masuk(medan.b, sid="p")
    penyedia = medan.penyedia_a

    def siapa() -> list[bool]:
        return [*(t.di_dalam(medan.a) for t in (ponsel, meja, lain)), di_b.di_dalam(medan.b)]

    assert kirim(medan, penyedia.token_keluar("riwayat-a", sub=medan.sub, sid="p")).status_code == 200
    assert siapa() == [False, True, True, True]
    assert kirim(medan, penyedia.token_keluar("riwayat-a", sub=medan.sub)).status_code == 200
    assert siapa() == [False, False, True, True]
    assert kirim(medan, penyedia.token_keluar("riwayat-a", sid="p")).status_code == 200
    assert siapa() == [False, False, False, True]


def test_penyedia_kedua_mengakhiri_sesinya_sendiri_saja(medan: Medan) -> None:
    """A government's second provider is heard too, by its own keys; for the first one's people it speaks in vain."""
    dua, sub = medan.asing, medan.sub
    with tenant_scope(medan.a):
        arsip = medan.rumah.sso.arsip
        arsip.aktifkan(arsip.simpan(PengaturanOidc(dua.issuer, "riwayat-dua", "rahasia", penyedia=2), oleh=None))
    satu, kedua = medan.masuk(), medan.tamu()
    kedua.kembali(medan.a, dua.setujui(kedua.mulai(medan.a, penyedia="2"), sub=sub))
    assert (satu.di_dalam(medan.a), kedua.di_dalam(medan.a)) == (True, True)
    palsu = dua.token_keluar("riwayat-a", sub=sub, iss=medan.penyedia_a.issuer)
    assert kirim(medan, palsu).status_code == 400
    assert kirim(medan, dua.token_keluar("riwayat-dua", sub=sub)).status_code == 200
    assert (satu.di_dalam(medan.a), kedua.di_dalam(medan.a)) == (True, False)


def test_yang_tidak_dikenal_memang_sudah_di_luar(medan: Medan) -> None:
    assert kirim(medan, medan.penyedia_a.token_keluar("riwayat-a", sub="tiada")).status_code == 200


def test_token_yang_sama_hanya_sekali(medan: Medan) -> None:
    token = medan.penyedia_a.token_keluar("riwayat-a", sub=medan.sub)
    assert kirim(medan, token).status_code == 200
    korban = medan.masuk()
    ditolak(medan, korban, "jti-terpakai", token)


PERISTIWA = {"http://schemas.openid.net/event/backchannel-logout": {}}


@pytest.mark.parametrize(
    ("kode", "ubah"),
    [
        ("iss-beda", {"iss": "https://lain.example"}),
        ("aud-beda", {"aud": "riwayat-b"}),
        ("aud-beda", {"aud": ["riwayat-a", "riwayat-b"]}),
        ("bukan-token-keluar", {"events": ...}),
        ("bukan-token-keluar", {"events": {}}),
        ("bukan-token-keluar", {"events": {**dict.fromkeys(PERISTIWA, "ya")}}),
        ("nonce-terlarang", {"nonce": "n"}),
        ("nonce-terlarang", {"nonce": None}),
        ("sub-dan-sid-hilang", {"sub": ...}),
        ("sub-salah", {"sub": ""}),
        ("sid-salah", {"sid": 7}),
        ("jti-salah", {"jti": ...}),
        ("jti-salah", {"jti": ""}),
        ("exp-salah", {"exp": ...}),
        ("iat-salah", {"iat": ...}),
    ],
)
def test_token_keluar_yang_cacat_ditolak(medan: Medan, kode: str, ubah: dict[str, Any]) -> None:
    korban = medan.masuk()
    ditolak(medan, korban, kode, medan.penyedia_a.token_keluar(**({"aud": "riwayat-a", "sub": medan.sub} | ubah)))
    assert kirim(medan, medan.penyedia_a.token_keluar("riwayat-a", sub=medan.sub)).status_code == 200


@pytest.mark.parametrize(
    ("kode", "iat", "exp"),
    [("exp-lewat", -200, -60), ("iat-jauh", -301, 120), ("umur-terlalu-panjang", 0, 600)],
)
def test_token_keluar_hanya_sebentar_berlaku(medan: Medan, kode: str, iat: int, exp: int) -> None:
    kini, korban = medan.penyedia_a.kini(), medan.masuk()
    token = medan.penyedia_a.token_keluar("riwayat-a", sub=medan.sub, iat=kini + iat, exp=kini + exp)
    ditolak(medan, korban, kode, token)


def test_token_jenis_lain_ditolak(medan: Medan) -> None:
    """An ID token, also one that calls itself a logout token; a logout token that does not; somebody else's key."""
    korban = medan.masuk()
    id_token: list[str] = []

    def intip(jawaban: dict[str, Any], _: object) -> dict[str, Any]:
        id_token.append(jawaban["id_token"])
        return jawaban

    medan.penyedia_a.palsukan = intip
    medan.masuk()
    ditolak(medan, korban, "typ-ditolak", id_token[0])
    kini = medan.penyedia_a.kini()
    klaim = {"iss": medan.penyedia_a.issuer, "aud": "riwayat-a", "sub": medan.sub, "jti": "j", "events": PERISTIWA}
    klaim |= {"iat": kini, "exp": kini + 120}
    ditolak(medan, korban, "typ-ditolak", tanda_tangani(KUNCI["satu"], klaim))
    ditolak(medan, korban, "typ-ditolak", tanda_tangani(KUNCI["satu"], klaim, typ="at+jwt"))
    palsu = tanda_tangani(KUNCI["penyerang"], klaim, kid="satu", typ="logout+jwt")
    ditolak(medan, korban, "tanda-tangan-salah", palsu)
    sebagai_id = bersih({**klaim, "events": ..., "nonce": "n"})
    ditolak(medan, korban, "bukan-token-keluar", tanda_tangani(KUNCI["satu"], sebagai_id, typ="logout+jwt"))
    for sampah in ("", "x", "a.b.c"):
        ditolak(medan, korban, "token-rusak", sampah)


def test_pemda_tanpa_penyedia_menolak(medan: Medan, buat_pemda: BuatPemda) -> None:
    token = medan.penyedia_a.token_keluar("riwayat-a", sub=medan.sub)
    assert kirim(medan, token, buat_pemda()).get_json()["error_description"] == "tanpa-penyedia"
