"""Too many requests: 429 with Retry-After and a sentence; and who is counted, behind proxies too."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextvars import Context
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from app import create_app
from app.asal import AsalPermintaan, pengunjung
from app.jatah.batas import BERAT, DARURAT, DOSIR, MASUK, SESI, SISTEM, UMUM, batas_rute, berat
from app.jatah.ember import Ember, Serempak
from app.rumah import Rumah
from infra.jatah import Batas
from infra.settings import Settings, SettingsError, SsoOperator, settings_from
from tests.app.conftest import Panggung, Peramban, masuk
from tests.app.halaman import periksa_halaman
from tests.app.test_siklus import sop_sah
from tests.basis_data import BasisData

BuatAplikasi = Callable[..., Flask]


@pytest.fixture
def buat_aplikasi(basis_data: BasisData) -> Iterator[BuatAplikasi]:
    """Applications with limits: `buat_aplikasi(jatah=1.0)`."""
    semua: list[Flask] = []

    def buat(**pengaturan: Any) -> Flask:
        app = create_app(Settings(basis_data.app, alamat="http://localhost", kolam=4, **pengaturan))
        app.testing, app.test_client_class = True, Peramban
        app.config["PROPAGATE_EXCEPTIONS"] = False
        semua.append(app)
        return app

    yield buat
    for app in semua:
        app.extensions["riwayat"].tutup()


def dari(klien: FlaskClient, alamat: str, jalur: str, cara: str = "GET", **lain: Any) -> TestResponse:
    return klien.open(jalur, method=cara, environ_base={"REMOTE_ADDR": alamat}, **lain)


def _tolak(respons: TestResponse, tunggu: int) -> None:
    assert respons.status_code == 429
    assert respons.headers["Retry-After"] == str(tunggu)
    assert f"Tunggu {tunggu} detik" in periksa_halaman(respons).get_text(" ")


def test_sepuluh_percobaan_masuk_lalu_menunggu(buat_aplikasi: BuatAplikasi, panggung: Panggung) -> None:
    klien, jalur = buat_aplikasi(jatah=1.0).test_client(), f"/{panggung.tenant.kode}/masuk/"
    assert [dari(klien, "203.0.113.5", jalur, "POST").status_code for _ in range(10)] == [404] * 10, "no provider here"
    _tolak(dari(klien, "203.0.113.5", jalur, "POST"), 6)
    assert dari(klien, "203.0.113.6", jalur, "POST").status_code == 404
    assert dari(klien, "203.0.113.5", jalur).status_code == 200, "reading the page is no attempt"


def test_lima_kode_darurat_lalu_menunggu(buat_aplikasi: BuatAplikasi, panggung: Panggung) -> None:
    """Counted in the database: a second process knows of the first one's."""
    jalur = f"/{panggung.tenant.kode}/masuk/darurat"
    satu, dua = (buat_aplikasi(jatah=1.0).test_client() for _ in range(2))
    coba = [dari(klien, "203.0.113.15", jalur, "POST", data={"kode": "x"}) for klien in (satu, dua, satu, dua, satu)]
    assert [r.status_code for r in coba] == [422] * 5
    _tolak(dari(dua, "203.0.113.15", jalur, "POST"), 180)
    assert dari(dua, "203.0.113.16", jalur, "POST").status_code == 422
    assert dari(dua, "203.0.113.15", jalur).status_code == 200, "reading the page is no attempt"


def test_dua_puluh_tautan_dosir_lalu_menunggu(buat_aplikasi: BuatAplikasi, panggung: Panggung) -> None:
    klien, jalur = buat_aplikasi(jatah=1.0).test_client(), f"/{panggung.tenant.kode}/dosir"
    assert {dari(klien, "203.0.113.17", f"{jalur}/tebakan-{n}").status_code for n in range(20)} == {404}
    _tolak(dari(klien, "203.0.113.17", f"{jalur}/tebakan-21"), 6)
    assert dari(klien, "203.0.113.17", f"{jalur}/").status_code == 404, "an opened dossier is read like any public page"


def test_lima_cetakan_dosir_dari_satu_alamat(buat_aplikasi: BuatAplikasi, panggung: Panggung) -> None:
    klien = buat_aplikasi(jatah=1.0).test_client()
    jalur = f"/{panggung.tenant.kode}/dosir/sop/{panggung.opd}/cetakan.pdf"
    assert {dari(klien, "203.0.113.18", jalur).status_code for _ in range(5)} == {404}
    _tolak(dari(klien, "203.0.113.18", jalur), 12)


def test_scim_menjawab_429_dalam_bahasanya(buat_aplikasi: BuatAplikasi, panggung: Panggung) -> None:
    klien, jalur = buat_aplikasi(jatah=0.01).test_client(), f"/{panggung.tenant.kode}/scim/v2/Users"
    assert dari(klien, "203.0.113.19", jalur).status_code == 401
    ditolak = dari(klien, "203.0.113.19", jalur)
    assert (ditolak.status_code, ditolak.headers["Retry-After"]) == (429, "10")
    assert ditolak.get_json()["schemas"] == ["urn:ietf:params:scim:api:messages:2.0:Error"]
    assert dari(klien, "203.0.113.19", f"/{panggung.tenant.kode}/api/peristiwa").status_code == 429, (
        "one quota for both"
    )


def test_sepuluh_percobaan_masuk_operator_lalu_menunggu(buat_aplikasi: BuatAplikasi, basis_data: BasisData) -> None:
    sso = SsoOperator("http://127.0.0.1:9/operator", "riwayat", "rahasia", ("opi",))
    app = buat_aplikasi(jatah=1.0, database_url_operator=basis_data.operator, operator=sso)
    klien = app.test_client()
    coba = [dari(klien, "203.0.113.20", "/operator/masuk/", "POST").status_code for _ in range(10)]
    assert coba == [403] * 10, "its provider is away"
    _tolak(dari(klien, "203.0.113.20", "/operator/masuk/", "POST"), 6)
    assert dari(klien, "203.0.113.20", "/operator/masuk/").status_code == 200


def test_halaman_umum_per_alamat(buat_aplikasi: BuatAplikasi, panggung: Panggung) -> None:
    klien, jalur = buat_aplikasi(jatah=0.005).test_client(), f"/{panggung.tenant.kode}/"
    assert dari(klien, "203.0.113.7", jalur).status_code == 200
    _tolak(dari(klien, "203.0.113.7", jalur), 4)
    assert dari(klien, "203.0.113.8", f"{jalur}tidak-ada").status_code == 404
    _tolak(dari(klien, "203.0.113.8", f"{jalur}tidak-ada"), 4)


def test_halaman_pemasangan_di_luar_pemda(buat_aplikasi: BuatAplikasi) -> None:
    klien = buat_aplikasi(jatah=0.005).test_client()
    assert [dari(klien, "203.0.113.9", "/").status_code for _ in range(2)] == [200, 429]
    assert {dari(klien, "203.0.113.9", "/healthz").status_code for _ in range(5)} == {200}


def _sebagai(app: Flask, panggung: Panggung, nama: str = "budi") -> FlaskClient:
    klien, _ = masuk(app, app.extensions["riwayat"], panggung.tenant, panggung.orang[nama].id)
    return klien


def test_satu_sesi_terlalu_cepat(buat_aplikasi: BuatAplikasi, panggung: Panggung) -> None:
    app, jalur = buat_aplikasi(jatah=0.01), f"/{panggung.tenant.kode}/kerja/sop"
    klien, lain = _sebagai(app, panggung), _sebagai(app, panggung)
    assert klien.get(jalur).status_code == 200
    _tolak(klien.get(jalur), 10)
    assert lain.get(jalur).status_code == 200, "another session of the same person, from the same address"


def test_lima_dokumen_semenit_untuk_satu_orang(buat_aplikasi: BuatAplikasi, panggung: Panggung) -> None:
    app = buat_aplikasi(jatah=1.0)
    jalur = f"/{panggung.tenant.kode}/kerja/perangkat-daerah/{panggung.opd}/buku.pdf"
    klien, sesi_lain = _sebagai(app, panggung), _sebagai(app, panggung)
    assert [klien.get(jalur).status_code for _ in range(5)] == [422] * 5, "no SOP is in force yet"
    _tolak(sesi_lain.get(jalur), 12)
    assert _sebagai(app, panggung, "ahmad").get(jalur).status_code == 422


def test_dua_dokumen_serentak_untuk_satu_pemda(
    buat_aplikasi: BuatAplikasi, panggung: Panggung, rumah: Rumah, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While a document is being made another one is asked for, and while that is made a third."""
    app = buat_aplikasi(jatah=100.0)
    jalur = f"/{panggung.tenant.kode}/kerja/sop/{sop_sah(panggung)}/cetakan.pdf"
    status: list[int] = []

    def sambil_minta_lagi(*_: Any) -> bytes:
        status.append(Context().run(_sebagai(app, panggung).get, jalur).status_code)
        return b"%PDF-"

    monkeypatch.setattr("app.cetakan.views.pdf_sah", sambil_minta_lagi)
    klien = _sebagai(app, panggung)
    assert klien.get(jalur).status_code == 200
    assert status == [429, 200]
    assert klien.get(jalur).status_code == 200, "the places were given back"


def test_nol_berarti_tanpa_batas(buat_aplikasi: BuatAplikasi, panggung: Panggung) -> None:
    klien = buat_aplikasi(jatah=0).test_client()
    jalur = f"/{panggung.tenant.kode}/masuk/"
    assert {dari(klien, "203.0.113.5", jalur, "POST").status_code for _ in range(15)} == {404}


def test_setiap_rute_punya_batas_kecuali_berkas_dan_denyut(aplikasi: Flask) -> None:
    bebas = {r.rule for r in aplikasi.url_map.iter_rules() if batas_rute(r.rule, "GET") is None}
    assert bebas == {"/aset/<nama>", "/healthz"}
    for rute in aplikasi.url_map.iter_rules():
        assert (batas_rute(rute.rule, "GET") is SESI) == rute.rule.startswith("/kerja"), rute.rule
    assert batas_rute("/masuk/", "POST") is MASUK
    assert batas_rute("/masuk/", "GET") is UMUM
    assert batas_rute("/operator/masuk/", "POST") is MASUK
    assert batas_rute("/masuk/darurat", "POST") is DARURAT
    assert batas_rute("/dosir/<token>", "GET") is DOSIR
    assert batas_rute("/scim/v2/Users", "POST") is SISTEM


def test_dokumen_dikenali_dari_alamatnya(aplikasi: Flask) -> None:
    semua = {r.rule for r in aplikasi.url_map.iter_rules() if berat(r.rule, "GET")}
    assert {r.rule for r in aplikasi.url_map.iter_rules() if r.rule.endswith(".pdf") and "/kerja" in r.rule} <= semua
    assert berat("/kerja/sop/<uuid:sop_id>/bukti.zip", "GET")
    assert berat("/kerja/sop/<uuid:sop_id>/ekspor", "GET")
    assert not berat("/kerja/sop/<uuid:sop_id>/cetakan/<int:nomor>.png", "GET")
    assert (berat("/kerja/bundel", "POST"), berat("/kerja/bundel", "GET")) == (True, False)
    assert not berat("/kerja/sop/<uuid:sop_id>", "GET")


# the buckets


@given(st.lists(st.floats(0, 30), max_size=60), st.integers(1, 8))
def test_hukum_ember_tidak_pernah_lebih_dari_jatah(jeda: list[float], sekaligus: int) -> None:
    """In a window of n intervals at most n + burst requests pass; and nobody waits longer than one interval."""
    batas, kini, lolos = Batas("uji", 2.0, sekaligus), 0.0, []
    ember = Ember(lambda: kini)
    for satu in jeda:
        kini += satu
        if ember.ambil(batas, "a"):
            lolos.append(kini)
        else:
            kini += batas.jeda
            assert ember.ambil(batas, "a")
            lolos.append(kini)
    for awal in range(len(lolos)):
        for akhir in range(awal, len(lolos)):
            assert akhir - awal + 1 <= sekaligus + (lolos[akhir] - lolos[awal]) / batas.jeda + 1e-6


def test_ember_melupakan_yang_paling_lama(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.jatah.ember.TERBANYAK", 2)
    ember, batas = Ember(lambda: 0.0), Batas("uji", 1.0, 1)
    assert [ember.ambil(batas, x) for x in "abca"] == [True, True, True, True]
    assert not ember.ambil(batas, "c")


def test_serempak_mengembalikan_tempat() -> None:
    serempak = Serempak(1)
    assert [serempak.masuk(1), serempak.masuk(1), serempak.masuk(2)] == [True, False, True]
    serempak.keluar(1)
    assert serempak.masuk(1)


# who is counted


def asal(proksi: str, peer: str, jejak: str) -> str:
    dilihat: list[str] = []
    environ = {"REMOTE_ADDR": peer} | ({"HTTP_X_FORWARDED_FOR": jejak} if jejak else {})
    list(
        AsalPermintaan(lambda e, _: dilihat.append(e["REMOTE_ADDR"]) or [], proksi)(environ, lambda *_: lambda _: None)
    )
    return dilihat[0]


@pytest.mark.parametrize(
    ("proksi", "peer", "jejak", "alamat"),
    [
        ("", "198.51.100.1", "10.0.0.9", "198.51.100.1"),
        ("10.0.0.5", "198.51.100.1", "10.0.0.9", "198.51.100.1"),
        ("10.0.0.5", "10.0.0.5", "203.0.113.1", "203.0.113.1"),
        ("10.0.0.5", "10.0.0.5", "1.2.3.4, 203.0.113.1", "203.0.113.1"),
        ("10.0.0.0/24, 2001:db8::/64", "2001:db8::1", "203.0.113.1, 10.0.0.7", "203.0.113.1"),
        ("10.0.0.5", "10.0.0.5", "", "10.0.0.5"),
        ("10.0.0.5", "10.0.0.5", "<script>", "10.0.0.5"),
        ("10.0.0.0/24", "10.0.0.5", "10.0.0.6", "10.0.0.6"),
    ],
)
def test_proksi_hanya_dipercaya_bila_disebut(proksi: str, peer: str, jejak: str, alamat: str) -> None:
    assert asal(proksi, peer, jejak) == alamat


@pytest.mark.parametrize(
    ("alamat", "satu"),
    [
        ("203.0.113.1", "203.0.113.1"),
        ("::ffff:203.0.113.1", "203.0.113.1"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        ("", "?"),
    ],
)
def test_satu_pengunjung(alamat: str, satu: str) -> None:
    assert pengunjung(alamat) == satu


def test_kepala_proksi_lain_tidak_mengubah_apa_pun(aplikasi: Flask, panggung: Panggung) -> None:
    palsu = {"X-Forwarded-Host": "jahat.test", "X-Forwarded-Proto": "https", "X-Forwarded-Prefix": "/x"}
    respons = aplikasi.test_client().get(f"/{panggung.tenant.kode}", headers=palsu)
    assert respons.location == f"/{panggung.tenant.kode}/"
    assert "jahat" not in json.dumps(list(respons.headers))


@pytest.mark.parametrize("nilai", ["-1", "x", "nan", "inf"])
def test_pengaturan_yang_tidak_masuk_akal_ditolak(nilai: str) -> None:
    with pytest.raises(SettingsError):
        settings_from({"RIWAYAT_JATAH": nilai})
    with pytest.raises(SettingsError):
        AsalPermintaan(lambda *_: [], "10.0.0.5/99")


def test_pengaturan_batas() -> None:
    isi = settings_from({"RIWAYAT_JATAH": "2.5", "RIWAYAT_PROKSI": "10.0.0.5"})
    assert (isi.jatah, isi.proksi) == (2.5, "10.0.0.5")
    assert BERAT.dikali(2.0).sekaligus == 10
