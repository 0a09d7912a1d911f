"""Groups by SCIM: kept as they come; the roles that they are mapped to are proposed to whoever gives posts out."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask

from app.rumah import Rumah
from domain.jabatan import decisions as jabatan
from domain.kernel import Keputusan, MandatId
from infra.projections.baris import JABATAN
from tenants.context import tenant_scope
from tenants.oidc import PengaturanOidc
from tests.app.conftest import Panggung, perintah_uji
from tests.app.test_scim import GROUP, HARI, Sistem, sistem, tambal, token_baru

__all__ = ["sistem"]


def grup(sistem: Sistem, nama: str = "sop-penyusun", *anggota: str, **lain: object) -> dict[str, Any]:
    isi = {"schemas": [GROUP], "displayName": nama, "members": [{"value": a} for a in anggota], **lain}
    hasil: dict[str, Any] = sistem.kirim("POST", "/Groups", isi, 201)
    return hasil


def anggota(hasil: dict[str, Any]) -> set[str]:
    return {m["value"] for m in hasil.get("members", [])}


def pasang(rumah: Rumah, peta: dict[str, str], issuer: str = "https://sso.contoh.test", penyedia: int = 1) -> None:
    arsip = rumah.sso.arsip
    arsip.aktifkan(arsip.simpan(PengaturanOidc(issuer, "r", "x", penyedia=penyedia, peta_grup=peta), oleh=None))


def test_grup_ditambah_dibaca_diganti_ditambal_dihapus(sistem: Sistem) -> None:
    joko, rina = sistem.tambah()["id"], sistem.tambah("rina")["id"]
    g = grup(sistem, "Penyusun", joko, externalId="g-1")
    jalur = f"/Groups/{g['id']}"
    assert g["meta"]["location"].endswith(f"/scim/v2{jalur}")
    assert g["members"][0]["$ref"].endswith(f"/scim/v2/Users/{joko}")
    assert sistem.kirim("GET", jalur) == g
    assert anggota(
        sistem.kirim("PATCH", jalur, tambal({"op": "add", "path": "members", "value": [{"value": rina}]}))
    ) == {
        joko,
        rina,
    }
    hilang = tambal({"op": "Remove", "path": "members", "value": [{"value": joko}]})  # as Microsoft Entra says it
    assert anggota(sistem.kirim("PATCH", jalur, hilang)) == {rina}
    assert (
        anggota(sistem.kirim("PATCH", jalur, tambal({"op": "remove", "path": f'members[value eq "{rina}"]'}))) == set()
    )
    ganti = sistem.kirim("PUT", jalur, {"schemas": [GROUP], "displayName": "Verifikator", "members": [{"value": rina}]})
    assert (ganti["displayName"], anggota(ganti), "externalId" in ganti) == ("Verifikator", {rina}, False)
    assert sistem.kirim("GET", '/Groups?filter=displayName eq "verifikator"')["totalResults"] == 1
    assert sistem.kirim("GET", f'/Groups?filter=members.value eq "{rina}"')["totalResults"] == 1
    assert "members" not in sistem.kirim("GET", "/Groups?excludedAttributes=members")["Resources"][0]
    sistem.kirim("DELETE", f"/Users/{rina}", status=204)
    assert anggota(sistem.kirim("GET", jalur)) == set()
    sistem.kirim("DELETE", jalur, status=204)
    sistem.kirim("GET", jalur, status=404)
    sistem.kirim("DELETE", jalur, status=404)


def test_anggota_hanya_orang_yang_diurus_sistem_itu(sistem: Sistem, panggung: Panggung) -> None:
    joko = sistem.tambah()["id"]
    g = grup(sistem, "Penyusun", joko)
    for bukan in (str(panggung.sari.id), str(uuid4()), g["id"], "bukan-id"):
        isi = tambal({"op": "add", "path": "members", "value": [{"value": bukan}]})
        assert sistem.kirim("PATCH", f"/Groups/{g['id']}", isi, 400)["scimType"] == "invalidValue"
    assert anggota(sistem.kirim("GET", f"/Groups/{g['id']}")) == {joko}


def test_dua_anggota_yang_ditambahkan_bersamaan_masuk_keduanya(sistem: Sistem, aplikasi: Flask) -> None:
    orang = [sistem.tambah(f"orang-{n}")["id"] for n in range(6)]
    jalur = f"/Groups/{grup(sistem)['id']}"

    def tambah(satu: str) -> None:
        sendiri = Sistem(aplikasi.test_client(), sistem.tenant, sistem.token)
        sendiri.kirim("PATCH", jalur, tambal({"op": "add", "path": "members", "value": [{"value": satu}]}))

    with ThreadPoolExecutor(3) as kolam:
        list(kolam.map(tambah, orang))
    assert anggota(sistem.kirim("GET", jalur)) == set(orang)


@pytest.mark.parametrize("nama", ["sop-penyusun", "tampilan lain"])
def test_grup_yang_dipetakan_mengusulkan_peran_sampai_dipegang(
    sistem: Sistem, rumah: Rumah, panggung: Panggung, nama: str
) -> None:
    """By its name, or by the id that the directory gives it. The mapping of today counts, not that of back then."""
    joko = sistem.tambah()["id"]
    grup(sistem, nama, joko, externalId="" if nama == "sop-penyusun" else "sop-penyusun")
    grup(sistem, "lain-lain", joko)
    halaman = f"/kerja/admin/orang/{joko}"
    assert "Diusulkan" not in panggung.budi.buka(halaman).get_text(" ")
    pasang(rumah, {"sop-penyusun": "penyusun"})
    teks = " ".join(panggung.budi.buka(halaman).get_text(" ").split())
    assert f"Diusulkan penyedia SSO: Penyusun SOP (grup {nama})" in teks
    assert "Belum punya peran" in teks
    assert "Diusulkan: Penyusun SOP" in panggung.budi.buka("/kerja/admin/orang").get_text(" ")
    assert f"Penyusun SOP · grup {nama}" in panggung.dwi.buka("/kerja/admin/sso").get_text(" ")
    rumah.buku.ubah(
        JABATAN,
        panggung.sari.jabatan_id,
        perintah_uji(),
        lambda j: jabatan.tetapkan(
            j, mandat_id=MandatId(uuid4()), orang=joko, keputusan=Keputusan("SK 1", HARI), mulai=HARI
        ),
    )
    assert "Diusulkan" not in panggung.budi.buka(halaman).get_text(" ")


def test_pemetaan_milik_penyedia_yang_disebut_token(sistem: Sistem, rumah: Rumah, panggung: Panggung) -> None:
    pasang(rumah, {"admin-pusat": "ortala"}, "https://sso.bersama.test", 2)
    joko = sistem.tambah()["id"]
    grup(sistem, "admin-pusat", joko)
    halaman = f"/kerja/admin/orang/{joko}"
    assert "Diusulkan" in panggung.dwi.buka(halaman).get_text(" ")  # the token names none: the first one that is active
    pasang(rumah, {}, penyedia=1)
    assert "Diusulkan" not in panggung.dwi.buka(halaman).get_text(" ")


def test_grup_daerah_lain_sama_dengan_grup_yang_tidak_ada(
    sistem: Sistem, rumah: Rumah, aplikasi: Flask, buat_pemda: Any
) -> None:
    lain = buat_pemda()
    with tenant_scope(lain):
        sana = Sistem(aplikasi.test_client(), lain, token_baru(rumah))
        asing, orang = grup(sana)["id"], sana.tambah()["id"]
    ganti = {"schemas": [GROUP], "displayName": "x"}
    for cara, isi in (
        ("GET", None),
        ("PUT", ganti),
        ("PATCH", tambal({"op": "remove", "path": "members"})),
        ("DELETE", None),
    ):
        assert sistem.kirim(cara, f"/Groups/{asing}", isi, 404) == sistem.kirim(cara, f"/Groups/{uuid4()}", isi, 404)
    isi = {"schemas": [GROUP], "displayName": "x", "members": [{"value": orang}]}
    assert sistem.kirim("POST", "/Groups", isi, 400)["scimType"] == "invalidValue"
    assert sistem.kirim("GET", "/Groups")["totalResults"] == 0
    assert sana.kirim("GET", "/Groups")["totalResults"] == 1
