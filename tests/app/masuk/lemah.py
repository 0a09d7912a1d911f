"""Checks of the product, each in a weakened copy: what an attack gets past when that one check is not there."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import request
from joserfc.jwk import ECKey

from app.masuk import id_token, views
from app.masuk.identitas import Identitas
from app.masuk.penolakan import MasukDitolakError
from app.masuk.penyedia import Penyedia
from app.rumah import rumah
from infra.direktori import Direktori, Orang
from infra.sesi import PenyimpanSesi
from tenants.context import current_tenant, tenant_scope
from tenants.model import Tenant
from tenants.oidc import PengaturanOidc
from tests.app.masuk.medan import Medan
from tests.app.masuk.palsu import b64

Lemah = Callable[[pytest.MonkeyPatch, Medan], None]


def tanpa(sasaran: str) -> Lemah:
    """The check is not made."""
    return lambda tambal, _: tambal.setattr(sasaran, lambda *a, **k: None)


def ganti(sasaran: str, nilai: object) -> Lemah:
    """The parameter or function is another."""
    return lambda tambal, _: tambal.setattr(sasaran, nilai)


def kosong_bila_tiada(tambal: pytest.MonkeyPatch, _: Medan) -> None:
    """`klaim.get("sub", "")`, as many write it."""
    tambal.setattr("app.masuk.klaim._periksa_sub", lambda klaim: klaim.setdefault("sub", ""))


def alg_menurut_penyedia(tambal: pytest.MonkeyPatch, medan: Medan) -> None:
    def periksa(kepala: dict[str, Any], _: object) -> None:
        if kepala["alg"] not in medan.penyedia_a.dokumen()["id_token_signing_alg_values_supported"]:
            raise MasukDitolakError("alg-ditolak")

    tambal.setattr("app.masuk.id_token._periksa_alg", periksa)


def tanda_tangan_longgar(tambal: pytest.MonkeyPatch, _: Medan) -> None:
    """Believes what the header says: no signature, a shared secret, a key that the token brings along."""
    asli = id_token._periksa_tanda_tangan

    def periksa(obyek: Any, kunci: Any, algoritma: tuple[str, ...]) -> None:
        kepala = obyek.headers()
        if kepala["alg"] == "HS256":
            pesan = obyek.segments["header"] + b"." + obyek.segments["payload"]
            tanda = hmac.digest(kunci.as_pem(private=False), pesan, "sha256")
            assert b64(tanda).encode() == obyek.segments["signature"]
        elif kepala["alg"] != "none":
            asli(obyek, ECKey.import_key(kepala["jwk"]) if "jwk" in kepala else kunci, algoritma)

    tambal.setattr("app.masuk.id_token._periksa_tanda_tangan", periksa)


def kunci_dari_mana_saja(tambal: pytest.MonkeyPatch, _: Medan) -> None:
    """One pot of keys for all providers."""
    asli = Penyedia.kunci

    def cari(self: Penyedia, kid: str, sekarang: Any) -> Any:
        semua = rumah().penyedia._penyedia.values()
        return next((k for p in semua if (k := asli(p, kid, sekarang)) is not None), None)

    tambal.setattr(Penyedia, "kunci", cari)


def tanpa_kunci_tanpa_periksa(tambal: pytest.MonkeyPatch, _: Medan) -> None:
    """No key, hence nothing to check a signature with."""
    asli = Penyedia.kunci
    tambal.setattr(Penyedia, "kunci", lambda self, kid, sekarang: asli(self, kid, sekarang) or object())
    tambal.setattr("app.masuk.id_token._periksa_tanda_tangan", lambda *a: None)


def percaya_jawaban_telanjang(tambal: pytest.MonkeyPatch, medan: Medan) -> None:
    """Without an ID token, whoever the answer says has signed in."""
    tambal.setattr("app.masuk.oidc._id_token", lambda jawaban: jawaban.get("id_token", ""))
    klaim = {"iss": medan.penyedia_a.issuer, "sub": medan.sub, "name": "Siapa Saja"}
    tambal.setattr("app.masuk.oidc.periksa_id_token", lambda *a: klaim)


MENURUT = {
    "surel": "JOIN tata.orang o USING (tenant_id, orang_id) WHERE tenant_id = %s AND o.surel = %s",
    "sub": "WHERE tenant_id = %s AND sub = %s",
}


def kenali_menurut(kolom: str) -> Lemah:
    """The person by e-mail, or by `sub` alone; all else that is asked of him stays."""

    def lemahkan(tambal: pytest.MonkeyPatch, _: Medan) -> None:
        asli = views.kenali

        def kenali(identitas: Identitas, *sisa: Any) -> Orang:
            nilai = identitas.email if kolom == "surel" else identitas.sub
            perintah = f"SELECT i.iss, i.sub FROM tata.identitas i {MENURUT[kolom]}"
            row = rumah().basis.satu(perintah, (current_tenant().id, nilai))
            assert row is not None
            return asli(replace(identitas, **row), *sisa)

        tambal.setattr(views, "kenali", kenali)

    return lemahkan


def bersama_seperti_sendiri(tambal: pytest.MonkeyPatch, _: Medan) -> None:
    """A provider that serves others too is believed as if it were the government's own: an account there is enough."""
    asli = views.kenali

    def kenali(identitas: Identitas, pengaturan: PengaturanOidc, undangan: str) -> Orang:
        return asli(identitas, replace(pengaturan, bersama=False), undangan)

    tambal.setattr(views, "kenali", kenali)


def pemda_dari_parameter(tambal: pytest.MonkeyPatch, _: Medan) -> None:
    def di_sana(asli: Callable[..., Any]) -> Callable[..., Any]:
        def panggil(*args: Any) -> Any:
            tenant = rumah().registry.menurut_kode(request.args["pemda"])
            assert tenant is not None
            with tenant_scope(tenant):
                return asli(*args)

        return panggil

    for nama in ("kenali", "_masukkan"):
        tambal.setattr(views, nama, di_sana(getattr(views, nama)))


def sesi_tanpa_pemda(tambal: pytest.MonkeyPatch, medan: Medan) -> None:
    """Sessions and people are looked for wherever they are."""
    for kelas, nama in ((PenyimpanSesi, "ambil"), (Direktori, "satu")):
        tambal.setattr(kelas, nama, _di(medan.b, getattr(kelas, nama)))


def _di(tenant: Tenant, asli: Callable[..., Any]) -> Callable[..., Any]:
    def panggil(*args: Any, **kwargs: Any) -> Any:
        with tenant_scope(tenant):
            return asli(*args, **kwargs)

    return panggil


def sesi_yang_dibawa(tambal: pytest.MonkeyPatch, medan: Medan) -> None:
    """The session keeps the token that the browser came with."""
    tambal.setattr("infra.sesi.new_token", lambda: medan.sub)


def transaksi_tidak_habis(tambal: pytest.MonkeyPatch, _: Medan) -> None:
    def intip(self: PenyimpanSesi, token: str) -> Any:
        perintah = "SELECT isi, tujuan FROM tata.transaksi_masuk WHERE tenant_id = %s AND id_sha256 = sha256(%s)"
        row = self._basis.satu(perintah, (current_tenant().id, token.encode()))
        return row and tuple(row.values())

    tambal.setattr(PenyimpanSesi, "pakai_masuk", intip)


SETAHUN, NIHIL = timedelta(days=365), timedelta()
