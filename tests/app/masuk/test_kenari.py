"""A sign-in, watched: its code, tokens and secret, and what it says of a person, stand in no log, address or metric."""

from __future__ import annotations

import io
import logging
from dataclasses import dataclass, field
from typing import Any

import psycopg
import pytest
from flask import Flask
from prometheus_client import generate_latest
from werkzeug.test import TestResponse

from app.rumah import Rumah
from infra.metrik import REGISTRI
from tenants.context import tenant_scope
from tenants.model import Tenant
from tenants.oidc import PengaturanOidc
from tests.app.masuk.medan import JENIS, Medan, Tamu, medan_baru
from tests.app.masuk.palsu import Klaim
from tests.app.test_kenari_rahasia import NIK, NIP, alamat_dalam, bocor, di_basis
from tests.conftest import BuatPemda

RAHASIA_KLIEN, AKSES = "kenari-rahasia-klien-Zt81", "kenari-token-akses-Wm52"
PERSON = {"name": "Kenari Pratama", "nip": NIP, "nik": NIK, "email": "kenari.pratama@kota-uji.example"}
"""What the provider tells; of it the directory keeps name, NIP and e-mail, and nothing else keeps anything."""


@dataclass
class Pengamat:
    """What one sign-in must keep to itself, by what it is."""

    medan: Medan
    tamu: Tamu
    rahasia: dict[str, str] = field(default_factory=lambda: {"client secret": RAHASIA_KLIEN, "access token": AKSES})
    alamat: list[str] = field(default_factory=list)

    def masuk(self, **klaim: Any) -> TestResponse:
        url = self.medan.mulai(self.tamu, self.medan.a)
        assert url
        self.alamat.append(url.partition("?")[0])
        bawaan = self.medan.setujui(self.medan.a, url, **PERSON, **klaim)
        self.rahasia |= {"code": bawaan["code"], "state": bawaan["state"]}
        self.rahasia["attempt"] = self._kuki("riwayat-masuk", "/masuk/")
        respons = self.tamu.kembali(self.medan.a, bawaan)
        self.alamat.append(alamat_dalam(respons))
        self.rahasia["session"] = self._kuki("riwayat", "/kerja/")
        return respons

    def buka(self, jalur: str) -> None:
        respons = self.tamu.klien.get(f"/{self.medan.a.kode}{jalur}")
        assert respons.status_code == 200
        self.alamat.append(alamat_dalam(respons))

    def jawab(self, jawaban: dict[str, Any], _: Klaim) -> dict[str, Any]:
        self.rahasia["id token"] = str(jawaban["id_token"])
        return jawaban | {"access_token": AKSES, "refresh_token": AKSES}

    def semua(self) -> tuple[str, ...]:
        return tuple(filter(None, (*self.rahasia.values(), *PERSON.values())))

    def _kuki(self, nama: str, akhir: str) -> str:
        kuki = self.tamu.klien.get_cookie(nama, path=f"/{self.medan.a.kode}{akhir}")
        return kuki.value if kuki else ""


@pytest.fixture
def pengamat(
    request: pytest.FixtureRequest, aplikasi: Flask, rumah: Rumah, pemda: Tenant, buat_pemda: BuatPemda
) -> Pengamat:
    medan = medan_baru(aplikasi, rumah, request.param, pemda, buat_pemda())
    with tenant_scope(medan.a):
        lama = rumah.sso.pengaturan()
        assert lama is not None
        baru = PengaturanOidc(lama.issuer, lama.client_id, RAHASIA_KLIEN, bersama=lama.bersama)
        rumah.sso.arsip.aktifkan(rumah.sso.arsip.simpan(baru, oleh=None))
    pengamat = Pengamat(medan, medan.tamu())
    medan.penyedia_a.palsukan = pengamat.jawab
    return pengamat


pytestmark = [pytest.mark.usefixtures("penyedia_semula"), pytest.mark.parametrize("pengamat", JENIS, indirect=True)]


def di_luar(pengamat: Pengamat, catatan: io.StringIO) -> list[str]:
    """In the log, in the addresses of answers, in those that were asked of the provider, in the metrics."""
    diminta = " ".join([*pengamat.medan.jaringan.hitungan, *(url for url, _ in pengamat.medan.jaringan.terkirim)])
    tempat = {"log": catatan.getvalue(), "address": " ".join(pengamat.alamat), "asked": diminta}
    tempat["metrics"] = generate_latest(REGISTRI).decode()
    return [satu for nama, isi in tempat.items() for satu in bocor(nama, isi, pengamat.semua())]


def test_masuk_yang_berhasil_tidak_meninggalkan_rahasia(
    pengamat: Pengamat, superuser: psycopg.Connection[Any], catatan: io.StringIO
) -> None:
    assert pengamat.masuk().status_code == 303
    for jalur in ("/kerja/", "/kerja/sesi"):
        pengamat.buka(jalur)
    assert sorted(pengamat.rahasia) == sorted(
        ["client secret", "access token", "code", "state", "attempt", "session", "id token"]
    )
    assert all(pengamat.rahasia.values())
    assert di_luar(pengamat, catatan) == []
    # What may be erased keeps the person, and the ID token until the session ends: the provider's sign-out asks for it.
    tersimpan = di_basis(superuser, pengamat.medan.a.id, pengamat.semua())
    orang = {f"tata.orang: {PERSON[nama]}" for nama in ("name", "nip", "email")}
    assert set(tersimpan) - orang == {f"tata.sesi: {pengamat.rahasia['id token']}"}
    pengamat.tamu.kirim(pengamat.medan.a, pengamat.medan.rumah, "/kerja/keluar")
    assert di_luar(pengamat, catatan) == []
    assert not [x for x in di_basis(superuser, pengamat.medan.a.id, pengamat.semua()) if "tata.sesi" in x]
    assert catatan.getvalue().count('"request"') >= 5


@pytest.mark.parametrize("klaim", [{"aud": "lain"}, {"nonce": "lain"}, {"sub": ""}, {"exp": 0}], ids=str)
def test_masuk_yang_ditolak_tidak_mencatat_apa_yang_dibawanya(
    pengamat: Pengamat, catatan: io.StringIO, klaim: dict[str, Any]
) -> None:
    assert pengamat.masuk(**klaim).status_code == 403
    assert "sign-in-refused" in catatan.getvalue()
    assert di_luar(pengamat, catatan) == []


def test_penyedia_yang_menolak_boleh_berkata_apa_saja(pengamat: Pengamat, catatan: io.StringIO) -> None:
    """Its words come in by the address; they are not ours to keep."""
    pengamat.medan.mulai(pengamat.tamu, pengamat.medan.a)
    kata = {"error": "access_denied", "error_description": f"{PERSON['name']} {NIP}", "state": NIK}
    assert pengamat.tamu.kembali(pengamat.medan.a, kata).status_code == 403
    assert di_luar(pengamat, catatan) == []


def test_kenari_yang_dicatat_ketahuan(pengamat: Pengamat, catatan: io.StringIO) -> None:
    """What a careless line of the product would write, and an address with a token in it."""
    pengamat.masuk()
    for nama, nilai in pengamat.rahasia.items():
        logging.getLogger("uji").warning("kembali ?x=%s", nilai)
        assert di_luar(pengamat, catatan), nama
        catatan.truncate(0)
    pengamat.alamat.append(f"/kerja/?code={pengamat.rahasia['code']}")
    assert di_luar(pengamat, catatan) == [f"address: {pengamat.rahasia['code']}"]
