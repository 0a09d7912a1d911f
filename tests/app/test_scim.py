"""API tokens and SCIM 2.0: another system keeps the list of people, and gives nobody a right."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.rumah import Rumah
from domain.jabatan import decisions as jabatan
from domain.kernel import Keputusan, MandatId
from domain.token.decisions import cabut, terbitkan
from domain.token.events import Cakupan
from infra.clock import now
from infra.projections.baris import JABATAN
from infra.projections.baris_orang import TOKEN
from infra.token import rahasia_baru, token_sah
from tenants.context import tenant_scope
from tenants.model import Tenant
from tests.app.conftest import BuatPanggung, Panggung, masuk, perintah_uji
from tests.app.halaman import periksa_halaman

HARI = now().date()
GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group"
USER = "urn:ietf:params:scim:schemas:core:2.0:User"
PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp"
CARI = "urn:ietf:params:scim:api:messages:2.0:SearchRequest"
PERUSAHAAN = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
GALAT = "urn:ietf:params:scim:api:messages:2.0:Error"


def token_baru(rumah: Rumah, cakupan: str = "scim", *, hari: int = 30, dicabut: bool = False) -> str:
    token_id = uuid4()
    awal = HARI - timedelta(days=60)
    rumah.buku.mulai(
        TOKEN,
        token_id,
        perintah_uji(),
        lambda _: terbitkan(nama="BKPSDM", cakupan=[cakupan], akhir=HARI + timedelta(days=hari), hari=awal),
    )
    rahasia = rahasia_baru(rumah.basis, token_id)
    assert rahasia is not None
    if dicabut:
        rumah.buku.ubah(TOKEN, token_id, perintah_uji(), lambda t: cabut(t, alasan="Bocor"))
    return rahasia


@dataclass
class Sistem:
    """The city's personnel system."""

    klien: FlaskClient
    tenant: Tenant
    token: str

    def kirim(self, cara: str, jalur: str, isi: object = None, status: int = 200) -> Any:
        respons = self.mentah(cara, jalur, isi)
        assert respons.status_code == status, respons.get_data(as_text=True)
        if status == 204:
            return None
        assert respons.content_type == "application/scim+json"
        return respons.get_json(force=True)

    def mentah(self, cara: str, jalur: str, isi: object = None) -> TestResponse:
        return self.klien.open(
            f"/{self.tenant.kode}/scim/v2{jalur}",
            method=cara,
            data=isi if isinstance(isi, str) else None if isi is None else json.dumps(isi),
            headers={"Authorization": f"Bearer {self.token}", "Content-Type": "application/scim+json"},
        )

    def tambah(self, nama_pengguna: str = "joko", **lain: object) -> dict[str, Any]:
        isi = {"schemas": [USER], "userName": nama_pengguna, "name": {"formatted": "Joko Susilo"}, **lain}
        hasil: dict[str, Any] = self.kirim("POST", "/Users", isi, 201)
        return hasil


def tambal(*operasi: dict[str, object]) -> dict[str, object]:
    return {"schemas": [PATCH], "Operations": list(operasi)}


@pytest.fixture
def sistem(aplikasi: Flask, rumah: Rumah, panggung: Panggung) -> Sistem:
    return Sistem(aplikasi.test_client(), panggung.tenant, token_baru(rumah))


def test_token_tampil_sekali_lalu_dapat_dicabut(panggung: Panggung, aplikasi: Flask, rumah: Rumah) -> None:
    jalur = "/kerja/admin/token"
    isi = {
        "nama": "BKPSDM",
        "cakupan": "scim",
        "akhir": (HARI + timedelta(days=30)).isoformat(),
        "perintah": str(uuid4()),
    }
    pertama = panggung.dwi.kirim(jalur, isi)
    assert pertama.status_code == 201
    rahasia = periksa_halaman(pertama).find(class_="rahasia").get_text()
    ulang = panggung.dwi.kirim(jalur, isi)
    assert ulang.status_code == 201
    assert rahasia not in ulang.get_data(as_text=True)
    assert "sudah pernah ditampilkan" in ulang.get_data(as_text=True)
    sistem = Sistem(aplikasi.test_client(), panggung.tenant, rahasia)
    assert "Belum pernah dipakai" in panggung.dwi.buka(jalur).get_text(" ")
    assert sistem.kirim("GET", "/Users")["totalResults"] == 0
    assert "Terakhir dipakai" in panggung.dwi.buka(jalur).get_text(" ")
    assert panggung.dwi.isi_dan_kirim(jalur, "/pencabutan", alasan="").status_code == 422
    assert panggung.dwi.isi_dan_kirim(jalur, "/pencabutan", alasan="Bocor").status_code == 303
    assert sistem.mentah("GET", "/Users").status_code == 401
    assert panggung.budi.klien.get(f"/{panggung.tenant.kode}{jalur}").status_code == 403


@pytest.mark.parametrize(
    "ubahan", [{"nama": ""}, {"cakupan": "semua"}, {"cakupan": []}, {"akhir": "2001-01-01"}, {"akhir": ""}]
)
def test_token_yang_salah_isian_tidak_terbit(panggung: Panggung, ubahan: dict[str, object]) -> None:
    isi = {"nama": "BKPSDM", "cakupan": "scim", "akhir": HARI.isoformat()} | ubahan
    respons = panggung.dwi.kirim("/kerja/admin/token", isi)
    assert respons.status_code == 422
    assert periksa_halaman(respons).find(class_="galat-teks") is not None


def test_rahasia_token_tidak_tersimpan_di_mana_pun(rumah: Rumah, panggung: Panggung, superuser: Any) -> None:
    token = token_baru(rumah)
    for tabel in ("tata.token", "baca.token", "es.event"):
        for (baris,) in superuser.execute(f"SELECT t::text FROM {tabel} t").fetchall():
            assert token not in baris
            assert token.encode().hex() not in baris


def test_token_hanya_membuka_cakupan_masa_dan_daerahnya(
    aplikasi: Flask, rumah: Rumah, panggung: Panggung, buat_panggung: BuatPanggung, buat_pemda: Any
) -> None:
    klien, lain = aplikasi.test_client(), buat_pemda()
    with tenant_scope(lain):
        asing = token_baru(rumah)
    buruk = {
        "tanpa": "",
        "karangan": "riwayat_karangan",
        "cakupan lain": token_baru(rumah, "peristiwa.baca"),
        "berakhir": token_baru(rumah, hari=-1),
        "dicabut": token_baru(rumah, dicabut=True),
        "daerah lain": asing,
    }
    for sebab, token in buruk.items():
        respons = Sistem(klien, panggung.tenant, token).mentah("GET", "/Users")
        assert respons.status_code == 401, sebab
        assert respons.headers["WWW-Authenticate"].lower().startswith("bearer")
        assert respons.get_json(force=True)["schemas"] == [GALAT]
    sah = token_baru(rumah, "peristiwa.baca")
    assert token_sah(rumah.basis, sah, Cakupan.PERISTIWA_BACA, now()) is not None
    assert (
        klien.get(f"/{panggung.tenant.kode}/scim/v2/Users", headers={"Authorization": f"Basic {sah}"}).status_code
        == 401
    )


def test_orang_ditambahkan_dibaca_dicari_dan_tanpa_hak(sistem: Sistem, panggung: Panggung) -> None:
    joko = sistem.tambah(emails=[{"value": "joko@surakarta.go.id", "primary": True}], externalId="u-1")
    assert joko["active"] is True
    assert joko["meta"]["location"].endswith(f"/scim/v2/Users/{joko['id']}")
    assert sistem.kirim("GET", f"/Users/{joko['id']}") == joko
    sistem.tambah("rina")
    assert [u["id"] for u in sistem.kirim("GET", '/Users?filter=userName eq "JOKO"')["Resources"]] == [joko["id"]]
    assert sistem.kirim("GET", '/Users?filter=externalId eq "u-1"')["totalResults"] == 1
    assert sistem.kirim("GET", "/Users?startIndex=2&count=1")["itemsPerPage"] == 1
    assert sistem.kirim("GET", "/Users?count=0")["totalResults"] == 2
    halaman = panggung.dwi.buka(f"/kerja/admin/orang/{joko['id']}").get_text(" ")
    assert "Belum punya peran" in halaman
    assert "joko@surakarta.go.id" in halaman


def test_yang_sudah_ada_di_direktori_tidak_terlihat_sistem_lain(sistem: Sistem, panggung: Panggung) -> None:
    assert sistem.kirim("GET", "/Users")["totalResults"] == 0
    assert sistem.kirim("GET", f"/Users/{panggung.sari.id}", status=404)["schemas"] == [GALAT]


def test_active_false_mengakhiri_sesi_dan_hak_saat_itu_juga(
    aplikasi: Flask, rumah: Rumah, panggung: Panggung, sistem: Sistem
) -> None:
    joko = sistem.tambah()
    rumah.buku.ubah(
        JABATAN,
        panggung.sari.jabatan_id,
        perintah_uji(),
        lambda j: jabatan.tetapkan(
            j, mandat_id=MandatId(uuid4()), orang=joko["id"], keputusan=Keputusan("SK 1", HARI), mulai=HARI
        ),
    )
    klien, _ = masuk(aplikasi, rumah, panggung.tenant, joko["id"])
    alamat = f"/{panggung.tenant.kode}/kerja/sop"
    assert klien.get(alamat).status_code == 200
    isi = tambal({"op": "replace", "path": "active", "value": False})
    assert sistem.kirim("PATCH", f"/Users/{joko['id']}", isi)["active"] is False
    assert klien.get(alamat).status_code == 303
    isi = tambal({"op": "Replace", "value": {"active": "True"}})
    assert sistem.kirim("PATCH", f"/Users/{joko['id']}", isi)["active"] is True
    assert klien.get(alamat).status_code == 303
    klien, _ = masuk(aplikasi, rumah, panggung.tenant, joko["id"])
    assert klien.get(alamat).status_code == 200
    jejak = panggung.tri.buka("/kerja/admin/jejak").get_text(" ")
    assert "Joko Susilo dinonaktifkan" in jejak
    assert "Sistem lain, token “BKPSDM”" in jejak


def test_diganti_dan_ditambal(sistem: Sistem, rumah: Rumah) -> None:
    joko = sistem.tambah(emails=[{"value": "joko@surakarta.go.id"}])
    ganti = {"schemas": [USER], "userName": "joko.s", "displayName": "Joko S.", "active": True}
    hasil = sistem.kirim("PUT", f"/Users/{joko['id']}", ganti)
    assert (hasil["userName"], hasil["displayName"]) == ("joko.s", "Joko S.")
    assert "emails" not in hasil
    isi = tambal({"op": "replace", "path": "displayName", "value": "Joko Susilo, S.Kom."})
    assert sistem.kirim("PATCH", f"/Users/{joko['id']}", isi)["name"]["formatted"] == "Joko Susilo, S.Kom."
    nama = tambal(
        {"op": "add", "path": "name.givenName", "value": "Joko"},
        {"op": "add", "path": "name.familyName", "value": "Widodo"},
    )
    assert sistem.kirim("PATCH", f"/Users/{joko['id']}", nama)["displayName"] == "Joko Widodo"
    assert {o.nama for o in rumah.direktori.semua() if str(o.id) == joko["id"]} == {"Joko Widodo"}


def test_dihapus_berarti_dinonaktifkan_dan_namanya_tetap(sistem: Sistem, rumah: Rumah) -> None:
    joko = sistem.tambah()
    sistem.kirim("DELETE", f"/Users/{joko['id']}", status=204)
    sistem.kirim("GET", f"/Users/{joko['id']}", status=404)
    sistem.kirim("DELETE", f"/Users/{joko['id']}", status=404)
    (orang,) = [o for o in rumah.direktori.semua() if str(o.id) == joko["id"]]
    assert not orang.aktif
    assert sistem.tambah()["id"] != joko["id"]


def test_yang_pernah_masuk_dikenali_dari_id_penyedianya(rumah: Rumah, sistem: Sistem) -> None:
    rumah.sso.pasang("https://sso.contoh.test", "r", "x")
    maya = rumah.direktori.tambah("Maya")
    rumah.direktori.hubungkan("https://sso.contoh.test", "sub-maya", maya)
    assert sistem.tambah("maya", externalId="sub-maya")["id"] == str(maya)
    joko = sistem.tambah("joko", externalId="sub-joko")
    orang = rumah.direktori.menurut_identitas("https://sso.contoh.test", "sub-joko")
    assert orang is not None
    assert str(orang.id) == joko["id"]
    sistem.kirim("DELETE", f"/Users/{joko['id']}", status=204)
    kembali = sistem.tambah("joko", externalId="sub-joko")
    assert (kembali["id"], kembali["active"]) == (joko["id"], True)


@pytest.mark.parametrize(
    ("cara", "jalur", "isi", "status", "jenis"),
    [
        ("POST", "/Users", {"schemas": [USER], "userName": "JOKO"}, 409, "uniqueness"),
        ("POST", "/Users", {"schemas": [USER]}, 400, None),
        ("POST", "/Users", "{bukan json", 400, None),
        ("POST", "/Users", {"schemas": [USER], "userName": "x" * 300}, 400, "invalidValue"),
        ("POST", "/Users", {"schemas": [USER], "userName": " "}, 400, None),
        ("GET", "/Users?filter=userName eq", None, 400, "invalidFilter"),
        ("GET", "/Users?startIndex=abc", None, 400, None),
        ("GET", "/Users/bukan-id", None, 404, None),
        ("PATCH", "/Users/{id}", tambal({"op": "replace", "path": "name[", "value": 1}), 400, "invalidPath"),
        ("PATCH", "/Users/{id}", tambal({"op": "replace", "path": "name.ngawur["}), 400, None),
        ("GET", "/ngawur", None, 404, None),
        ("GET", "/Schemas/ngawur", None, 404, None),
        ("GET", "/Schemas?filter=id pr", None, 403, None),
        ("POST", "/.search", {}, 501, None),
        ("POST", "/Groups", {"schemas": [GROUP]}, 400, None),
        ("POST", "/Groups", {"schemas": [GROUP], "displayName": " "}, 400, "invalidValue"),
        ("POST", "/Groups", {"schemas": [GROUP], "displayName": "x" * 201}, 400, "invalidValue"),
        ("POST", "/Groups", {"schemas": [GROUP], "displayName": "x", "members": [{"value": "x"}]}, 400, "invalidValue"),
        (
            "POST",
            "/Groups",
            {"schemas": [GROUP], "displayName": "x", "members": [{"value": "00000000-0000-4000-8000-000000000000"}]},
            400,
            "invalidValue",
        ),
        ("GET", "/Groups/bukan-id", None, 404, None),
        ("PATCH", "/Users/{id}", tambal({"op": "remove", "path": "userName"}), 400, "mutability"),
        ("PATCH", "/Users/{id}", tambal({"op": "replace", "path": "userName", "value": "lain"}), 409, "uniqueness"),
        ("PUT", "/Users/{id}", {"schemas": [USER], "userName": "lain"}, 409, "uniqueness"),
        ("PUT", "/Users/00000000-0000-4000-8000-000000000000", {"schemas": [USER], "userName": "x"}, 404, None),
    ],
)
def test_permintaan_yang_salah_dijawab_menurut_rfc(
    sistem: Sistem, cara: str, jalur: str, isi: object, status: int, jenis: str | None
) -> None:
    joko, _ = sistem.tambah(), sistem.tambah("lain")
    galat = sistem.kirim(cara, jalur.format(id=joko["id"]), isi, status)
    assert galat["schemas"] == [GALAT]
    assert galat["status"] == str(status)
    if jenis:
        assert galat["scimType"] == jenis
    assert sistem.kirim("GET", "/Users")["totalResults"] == 2


def test_id_orang_daerah_lain_sama_dengan_id_yang_tidak_ada(
    sistem: Sistem, rumah: Rumah, aplikasi: Flask, buat_pemda: Any
) -> None:
    lain = buat_pemda()
    with tenant_scope(lain):
        asing = Sistem(aplikasi.test_client(), lain, token_baru(rumah)).tambah()["id"]
    for cara, isi in (
        ("GET", None),
        ("PATCH", tambal({"op": "replace", "path": "active", "value": False})),
        ("DELETE", None),
    ):
        assert sistem.kirim(cara, f"/Users/{asing}", isi, 404) == sistem.kirim(cara, f"/Users/{uuid4()}", isi, 404)
    with tenant_scope(lain):
        assert all(o.aktif for o in rumah.direktori.semua())


def test_kemampuan_dan_jenis_sumber_terbaca(sistem: Sistem) -> None:
    assert sistem.kirim("GET", "/ServiceProviderConfig")["patch"] == {"supported": True}
    assert sistem.kirim("GET", "/ResourceTypes")["Resources"][0]["endpoint"] == "/Users"


def test_yang_dikirim_direktori_besar_tidak_menghalangi_penonaktifan(sistem: Sistem) -> None:
    """As Microsoft Entra sends it: capitals, an extension, attributes that nobody keeps, filters that match nothing."""
    joko = sistem.tambah()
    isi = tambal(
        {"op": "Add", "path": "title", "value": "Analis"},
        {"op": "Add", "path": f"{PERUSAHAAN}:department", "value": "Dinas Kominfo"},
        {"op": "Replace", "path": "urn:contoh:ekstensi:2.0:User:golongan", "value": "III/a"},
        {"op": "Add", "path": 'emails[type eq "work"].value', "value": "joko@surakarta.go.id"},
        {"op": "Replace", "path": 'phoneNumbers[type eq "mobile"].value', "value": "0812"},
        {"op": "Replace", "path": "active", "value": "False"},
    )
    hasil = sistem.kirim("PATCH", f"/Users/{joko['id']}", isi)
    assert hasil["active"] is False
    assert hasil["emails"] == [{"value": "joko@surakarta.go.id", "type": "work", "primary": True}]
    assert "title" not in hasil
    isi = tambal({"op": "Replace", "path": 'emails[type eq "work"].value', "value": "js@surakarta.go.id"})
    assert sistem.kirim("PATCH", f"/Users/{joko['id']}", isi)["emails"][0]["value"] == "js@surakarta.go.id"


def test_yang_keluar_tetap_keluar_sampai_ada_yang_menyebut_sebaliknya(sistem: Sistem) -> None:
    joko = sistem.tambah(active=False)
    assert joko["active"] is False
    jalur, ganti = f"/Users/{joko['id']}", {"schemas": [USER], "userName": "joko"}
    assert sistem.kirim("PATCH", jalur, tambal({"op": "remove", "path": "active"}))["active"] is False
    assert sistem.kirim("PUT", jalur, ganti)["active"] is False
    assert sistem.kirim("PUT", jalur, ganti | {"active": True})["active"] is True
    buruk = tambal({"op": "replace", "value": {"active": False, "displayName": "x" * 300}})
    sistem.kirim("PATCH", jalur, buruk, 400)
    assert sistem.kirim("GET", jalur)["active"] is False


def test_hanya_yang_diminta_yang_ditampilkan(sistem: Sistem) -> None:
    joko = sistem.tambah()
    assert set(sistem.kirim("GET", f"/Users/{joko['id']}?attributes=userName")) == {"schemas", "id", "userName"}
    (satu,) = sistem.kirim("GET", "/Users?excludedAttributes=name,meta")["Resources"]
    assert set(satu) == {"schemas", "id", "userName", "displayName", "active"}
    cari = {"schemas": [CARI], "filter": 'userName eq "joko"', "attributes": ["active"]}
    assert sistem.kirim("POST", "/Users/.search", cari)["Resources"] == [
        {"schemas": [USER], "id": joko["id"], "active": True}
    ]


def test_yang_ditutup_admin_tidak_dibuka_sistem_lain(sistem: Sistem, panggung: Panggung) -> None:
    """The other system repeats what it knows at every round; only a person lets in again."""
    joko = sistem.tambah()
    jalur, halaman = f"/Users/{joko['id']}", f"/kerja/admin/orang/{joko['id']}"
    assert panggung.dwi.isi_dan_kirim(halaman, "/penonaktifan", alasan="Diperiksa").status_code == 303
    isi = {"schemas": [USER], "userName": "joko", "active": True}
    assert sistem.kirim("PUT", jalur, isi)["active"] is False
    assert panggung.dwi.isi_dan_kirim(halaman, "/pengaktifan", alasan="Selesai").status_code == 303
    assert sistem.kirim("GET", jalur)["active"] is True
    assert sistem.kirim("PUT", jalur, isi | {"active": False})["active"] is False
    assert sistem.kirim("PUT", jalur, isi)["active"] is True
