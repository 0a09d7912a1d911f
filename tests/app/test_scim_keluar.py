"""Who is out is out: nothing else in a request, and no other request beside it, keeps somebody in or lets him in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from app.rumah import Rumah
from infra.event_store.buku import Buku
from infra.scim import Penduduk
from tests.app.conftest import Panggung
from tests.app.test_scim import PERUSAHAAN, USER, Sistem, sistem, tambal

__all__ = ["sistem"]

KELUAR = {"op": "Replace", "path": "active", "value": "False"}
MASUK = {"op": "Replace", "path": "active", "value": True}
NAMA = {"op": "replace", "path": "displayName", "value": "Joko S."}


@pytest.fixture
def sela(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Something else happens just before this step of a request, once."""

    def pasang(langkah: str, lain: Callable[[], object], milik: type = Penduduk) -> None:
        asli = getattr(milik, langkah)

        def tersela(self: object, *args: Any) -> object:
            monkeypatch.setattr(milik, langkah, asli)
            lain()
            return asli(self, *args)

        monkeypatch.setattr(milik, langkah, tersela)

    return pasang


def aktif(rumah: Rumah, orang_id: str) -> bool:
    orang = rumah.direktori.satu(UUID(orang_id))
    assert orang is not None
    return orang.aktif


@pytest.fixture
def lain(sistem: Sistem, aplikasi: Flask) -> Sistem:
    return Sistem(aplikasi.test_client(), sistem.tenant, sistem.token)


@pytest.mark.parametrize(
    "perihal", [NAMA, {"op": "remove", "path": "active"}, {"op": "add", "path": "title", "value": "x"}]
)
def test_tambalan_yang_tidak_menyebut_active_tidak_memasukkan_siapa_pun(
    sistem: Sistem, lain: Sistem, sela: Any, perihal: dict[str, object]
) -> None:
    jalur = f"/Users/{sistem.tambah()['id']}"
    sela("ubah", lambda: lain.kirim("PATCH", jalur, tambal(KELUAR)))
    assert sistem.kirim("PATCH", jalur, tambal(perihal))["active"] is False


def test_put_tanpa_active_tidak_memasukkan_siapa_pun(sistem: Sistem, lain: Sistem, sela: Any) -> None:
    jalur = f"/Users/{sistem.tambah()['id']}"
    sela("ubah", lambda: lain.kirim("PATCH", jalur, tambal(KELUAR)))
    assert sistem.kirim("PUT", jalur, {"schemas": [USER], "userName": "joko"})["active"] is False


@pytest.mark.parametrize("perihal", [NAMA, MASUK])
def test_yang_dihapus_selagi_ditambal_tidak_masuk_lagi(
    sistem: Sistem, lain: Sistem, rumah: Rumah, sela: Any, perihal: dict[str, object]
) -> None:
    joko = sistem.tambah()["id"]
    sela("ubah", lambda: lain.kirim("DELETE", f"/Users/{joko}", status=204))
    sistem.kirim("PATCH", f"/Users/{joko}", tambal(perihal), 404)
    assert not aktif(rumah, joko)


def test_yang_dimasukkan_selagi_dihapus_tetap_keluar(sistem: Sistem, lain: Sistem, rumah: Rumah, sela: Any) -> None:
    joko = sistem.tambah()["id"]
    sela("lepas", lambda: lain.kirim("PATCH", f"/Users/{joko}", tambal(MASUK)))
    sistem.kirim("DELETE", f"/Users/{joko}", status=204)
    assert not aktif(rumah, joko)


@pytest.mark.parametrize("cara", ["PATCH", "DELETE"])
def test_dua_yang_mengeluarkan_sekaligus_tidak_saling_menolak(
    sistem: Sistem, lain: Sistem, rumah: Rumah, sela: Any, cara: str
) -> None:
    """Both find that nothing has happened to him yet, and want to begin."""
    joko = sistem.tambah()["id"]
    sela("mulai", lambda: lain.kirim("PATCH", f"/Users/{joko}", tambal(KELUAR)), Buku)
    sistem.kirim(cara, f"/Users/{joko}", tambal(KELUAR), 200 if cara == "PATCH" else 204)
    assert not aktif(rumah, joko)


def test_dihapus_dicatat_sekali(sistem: Sistem, superuser: Any) -> None:
    joko = sistem.tambah()["id"]
    sistem.kirim("DELETE", f"/Users/{joko}", status=204)
    jumlah = superuser.execute(
        "SELECT count(*) FROM es.event e WHERE e.tenant_id = %s AND e::text LIKE %s",
        (sistem.tenant.id, f"%{joko}%orang.dinonaktifkan%"),
    ).fetchone()
    assert jumlah == (1,)


SALAH: list[dict[str, object]] = [
    {"op": "Add", "path": f"{PERUSAHAAN}:manager", "value": "abc"},
    {"op": "Replace", "path": 'emails[type eq "work"].value', "value": "joko@surakarta"},
    {"op": "Replace", "path": "displayName", "value": "x" * 250},
    {"op": "Replace", "path": "displayName", "value": 5},
    {"op": "Replace", "path": "userName", "value": "lain"},
    {"op": "Replace", "path": "groups", "value": []},
    {"op": "Add", "path": "urn:x:y", "value": {"a": 1}},
    {"op": "Replace", "path": 'phoneNumbers[type eq "work"].value', "value": 5},
    {"op": "pindah", "path": "title"},
    {"op": "Replace", "path": 5},
    {"op": ["Replace"], "path": "active", "value": True},
]


@pytest.mark.parametrize("salah", SALAH)
@pytest.mark.parametrize(
    "keluar",
    [
        KELUAR,
        {"OP": "REPLACE", "Path": f"{USER.upper()}:ACTIVE", "Value": False},
        {"op": "replace", "value": {"Active": "false"}},
        {"op": "Add", "path": USER, "value": {"active": False}},
        {"op": "Replace", "value": {USER: {"active": False}}},
        {"op": "Replace", "value": {f"{USER}:active": "false"}},
    ],
)
def test_apa_pun_yang_salah_di_sampingnya_active_false_berlaku(
    sistem: Sistem, salah: dict[str, object], keluar: dict[str, object]
) -> None:
    joko, _ = sistem.tambah()["id"], sistem.tambah("lain")
    assert sistem.mentah("PATCH", f"/Users/{joko}", tambal(salah, keluar)).status_code in (200, 400, 409)
    assert sistem.kirim("GET", f"/Users/{joko}")["active"] is False


@pytest.mark.parametrize("kunci", ["active", "ACTIVE"])
@pytest.mark.parametrize(
    "salah",
    [
        {"emails": [{"value": "joko@surakarta"}]},
        {"phoneNumbers": [{"value": 5}]},
        {PERUSAHAAN: {"manager": "abc"}},
        {"displayName": "x" * 250},
        {"userName": ""},
        {"userName": "lain"},
        {"schemas": 5},
    ],
)
def test_put_pun_tidak_menahan_orang_di_dalam(sistem: Sistem, salah: dict[str, object], kunci: str) -> None:
    joko, _ = sistem.tambah()["id"], sistem.tambah("lain")
    isi = {"schemas": [USER], "userName": "joko", kunci: "False"} | salah
    assert sistem.mentah("PUT", f"/Users/{joko}", isi).status_code in (200, 400, 409)
    assert sistem.kirim("GET", f"/Users/{joko}")["active"] is False


@pytest.mark.parametrize(
    "isi",
    [
        tambal({"op": "remove", "path": "active", "value": False}),
        tambal({"op": "replace", "path": "active", "value": "ngawur"}),
        tambal({"op": "replace", "path": "active", "value": None}),
        tambal({"op": "replace", "path": "name", "value": {"active": False}}),
        tambal({"op": "replace", "path": f"{PERUSAHAAN}:active", "value": False}),
        tambal({"op": "ngawur", "path": "active", "value": False}),
        {"Operations": {"active": False}},
        {"active": False},
        [],
        "[" * 20_000 + "]" * 20_000,
        "{",
    ],
)
def test_yang_tidak_berkata_keluar_tidak_mengeluarkan(sistem: Sistem, isi: object) -> None:
    joko = sistem.tambah()["id"]
    assert sistem.mentah("PATCH", f"/Users/{joko}", isi).status_code in (200, 400)
    assert sistem.kirim("GET", f"/Users/{joko}")["active"] is True


def test_nama_tidak_tinggal_sepotong(sistem: Sistem) -> None:
    joko = sistem.tambah(name={"formatted": "J W"})
    jalur = f"/Users/{joko['id']}"

    def setelah(**nilai: object) -> object:
        return sistem.kirim("PATCH", jalur, tambal({"op": "replace", "value": nilai}))["displayName"]

    assert setelah(**{"name.givenName": "Budi"}) == "J W"
    assert setelah(name={"familyName": "Santoso"}) == "J W"
    assert setelah(name={"familyName": "Santoso"}, displayName="Budi Santoso") == "Budi Santoso"
    assert setelah(name={"givenName": "Joko", "familyName": "Widodo"}) == "Joko Widodo"
    satu_nama = {"schemas": [USER], "userName": "suharto", "name": {"givenName": "Suharto"}}
    assert sistem.kirim("POST", "/Users", satu_nama, 201)["displayName"] == "Suharto"


def test_alamat_yang_tidak_disebut_tidak_hilang(sistem: Sistem, rumah: Rumah, panggung: Panggung) -> None:
    """An address that the library takes for none is not shown, and yet kept."""
    rumah.sso.pasang("https://sso.contoh.test", "r", "x")
    maya = rumah.direktori.tambah("Maya", surel="maya@diskominfo")
    rumah.direktori.hubungkan("https://sso.contoh.test", "sub-maya", maya)
    jalur = f"/Users/{sistem.tambah('maya', externalId='sub-maya')['id']}"
    surel = lambda: getattr(rumah.direktori.satu(maya), "surel", None)  # noqa: E731
    sistem.kirim("PATCH", jalur, tambal({"op": "replace", "path": "title", "value": "x"}, NAMA))
    assert surel() == "maya@diskominfo"
    sistem.kirim("PATCH", jalur, tambal({"op": "replace", "value": {"emails": [{"value": "maya@surakarta.go.id"}]}}))
    assert surel() == "maya@surakarta.go.id"
    sistem.kirim("PATCH", jalur, tambal({"op": "remove", "path": "emails"}))
    assert surel() == ""


def test_id_luar_menghubungkan_akun_hanya_saat_orang_ditambahkan(sistem: Sistem, rumah: Rumah) -> None:
    """A token must not be able to make one person's account open another person's way in."""
    rumah.sso.pasang("https://sso.contoh.test", "r", "x")
    joko = sistem.tambah("joko", externalId="sub-joko")
    jalur = f"/Users/{joko['id']}"
    sistem.kirim("PATCH", jalur, tambal({"op": "replace", "path": "externalId", "value": "sub-lain"}))
    sistem.kirim("PUT", jalur, {"schemas": [USER], "userName": "joko", "externalId": "sub-ketiga"})
    assert rumah.direktori.menurut_identitas("https://sso.contoh.test", "sub-lain") is None
    assert rumah.direktori.menurut_identitas("https://sso.contoh.test", "sub-ketiga") is None
    orang = rumah.direktori.menurut_identitas("https://sso.contoh.test", "sub-joko")
    assert orang is not None
    assert str(orang.id) == joko["id"]
