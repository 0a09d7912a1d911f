"""Generated from the URL map: every route has a permission, a foreign id is as unknown as any, no session no page.

Each check has a canary: a planted hole that it must find.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
from flask import Flask, Response, request
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from app.keamanan import BERTANYA_SENDIRI
from app.rumah import Rumah
from domain.jabatan import decisions
from domain.wewenang import TABEL, Peran, Tindakan
from infra.clock import now
from infra.projections.baris import JABATAN
from tenants.model import Tenant
from tests.app.conftest import BuatPanggung, Orang, Panggung, perintah_uji
from tests.app.milik import nama_uuid, satu_dari_setiap

PERAN = {
    "sari": Peran.PENYUSUN,
    "hendra": Peran.KASUBAG,
    "ratna": Peran.KEPALA_OPD,
    "budi": Peran.ORTALA,
    "ahmad": Peran.PIMPINAN,
    "tri": Peran.AUDITOR,
    "dwi": Peran.ADMIN,
}

KHAYAL = str(uuid4())
TANPA_ID_NYATA: dict[str, str] = {}
"""Names of uuids in addresses of which the tests make no real one, and why."""


def _rute(aplikasi: Flask) -> list[Rule]:
    return sorted(aplikasi.url_map.iter_rules(), key=lambda r: (r.rule, sorted(r.methods or ())))


def _cara(rute: Rule) -> str:
    return "POST" if "POST" in (rute.methods or ()) else "GET"


def tanpa_izin(aplikasi: Flask) -> list[str]:
    return [r.rule for r in _rute(aplikasi) if not hasattr(aplikasi.view_functions[r.endpoint], "izin")]


def umum_di_area_kerja(aplikasi: Flask) -> list[str]:
    """Routes behind sign-in that forgot to ask for a right."""
    return [
        r.rule
        for r in _rute(aplikasi)
        if r.rule.startswith("/kerja") and getattr(aplikasi.view_functions[r.endpoint], "izin", None) is None
    ]


def test_setiap_rute_menyatakan_izinnya(aplikasi: Flask) -> None:
    assert tanpa_izin(aplikasi) == []
    assert umum_di_area_kerja(aplikasi) == []


def test_kenari_rute_tanpa_izin_ketahuan() -> None:
    contoh = Flask("contoh", static_folder=None)
    contoh.add_url_rule("/kerja/bocor", view_func=lambda: "", endpoint="bocor")
    assert tanpa_izin(contoh) == ["/kerja/bocor"]
    assert umum_di_area_kerja(contoh) == ["/kerja/bocor"]


def test_alamat_hanya_benda_dan_huruf_kecil(aplikasi: Flask) -> None:
    for rute in _rute(aplikasi):
        tetap = re.sub(r"<[^>]+>", "", re.sub(r"^/scim/v2(/[A-Za-z]+|/\.search)+", "", rute.rule))  # names of RFC 7644
        assert re.fullmatch(r"(/\.well-known)?[a-z0-9/-]*(\.(pdf|png|txt|csv))?", tetap), rute.rule
        assert not re.search(r"/(ajukan|sahkan|kembalikan|tarik|ubah|hapus|tambah|edit|delete)(/|$)", tetap), rute.rule


def _jalur(rute: Rule, ids: dict[str, str]) -> str:
    bawaan = {
        "nama": "nomor" if "isian" in rute.rule else "dasar_hukum",
        "tanggal": "2025-01-01",
        "nomor": "1",
        "lembar": "1",
        "peristiwa": "1",
    }
    return re.sub(r"<(?:[^:>]+:)?([^>]+)>", lambda m: (bawaan | ids).get(m.group(1), str(uuid4())), rute.rule)


def _berid(aplikasi: Flask) -> list[Rule]:
    return [r for r in _rute(aplikasi) if "<uuid:" in r.rule]


def bocor(aplikasi: Flask, orang: Orang, milik_lain: dict[str, str]) -> Iterator[str]:
    """Routes that answer another government's id in any other way than an id that nobody has."""
    for rute in _berid(aplikasi):
        for kepala in ({}, {"HX-Request": "true"}):
            asing = _tanya(orang, rute, _jalur(rute, milik_lain), kepala)
            tiada = _tanya(orang, rute, _jalur(rute, {}), kepala)
            if asing != tiada or asing[0] not in (403, 404):
                yield f"{_cara(rute)} {rute.rule} {kepala}: {asing[:2]} / {tiada[:2]}"


def bocor_di_dalam(
    aplikasi: Flask, orang: Orang, milik: dict[str, str], milik_lain: dict[str, str]
) -> Iterator[tuple[str, str]]:
    """The same, where the address begins with a thing of one's own: which name in which route tells."""
    for rute in _berid(aplikasi):
        nama_semua = nama_uuid([rute])
        for nama in nama_semua if len(nama_semua) > 1 else ():
            if _berbeda(orang, rute, milik | {nama: milik_lain[nama]}, nama):
                yield nama, rute.rule


def _berbeda(orang: Orang, rute: Rule, ids: dict[str, str], nama: str) -> bool:
    """Whether this id is answered in any other way than one that nobody has, but for being repeated in the answer."""
    nyata, tiada = (_tanya(orang, rute, _jalur(rute, satu), {}) for satu in (ids, ids | {nama: KHAYAL}))
    return repr(nyata).replace(ids[nama], KHAYAL) != repr(tiada)


def tak_teruji(rute: list[Rule], ids: dict[str, str]) -> set[str]:
    """Names of uuids that the checks above would compare as unknown with unknown."""
    return nama_uuid(rute) - set(ids) - set(TANPA_ID_NYATA)


def khayal(aplikasi: Flask, panggung: Panggung, ids: dict[str, str]) -> set[str]:
    """Names whose id nobody of its own government is answered to in another way than to one that nobody has."""
    return {
        nama
        for nama in nama_uuid(_berid(aplikasi)) - set(TANPA_ID_NYATA)
        if not any(
            nama in nama_uuid([r]) and _berbeda(orang, r, ids, nama)
            for r in _berid(aplikasi)
            for orang in panggung.orang.values()
        )
    }


Jawaban = tuple[int, list[tuple[str, str]], bytes]


def _tanya(orang: Orang, rute: Rule, jalur: str, kepala: dict[str, str]) -> Jawaban:
    """Status, headers and body to the byte, but for what differs in any two answers: nonce, id, time, command id."""
    alamat = f"/{orang.tenant.kode}{jalur}"
    if _cara(rute) == "POST":
        data = {"csrf": orang.csrf, "perintah": str(uuid4()), "dari": "{}"}
        respons = orang.klien.post(alamat, data=data, headers=kepala)
    else:
        respons = orang.klien.get(alamat, headers=kepala)
    cocok = re.search("'nonce-([^']+)'", respons.headers["Content-Security-Policy"])
    nonce = cocok.group(1) if cocok else "-"
    tetap = [(n, isi.replace(nonce, "N")) for n, isi in respons.headers if n not in ("X-Request-ID", "Date")]
    isi = respons.data.replace(nonce.encode(), b"N").replace(respons.headers["X-Request-ID"].encode(), b"I")
    return respons.status_code, tetap, re.sub(rb'name="perintah" value="[^"]+"', b"", isi)


@pytest.mark.parametrize("nama", ["hendra", "ratna", "budi", "dwi"])
def test_id_pemerintah_lain_sama_dengan_id_yang_tidak_ada(
    aplikasi: Flask, rumah: Rumah, panggung: Panggung, buat_panggung: BuatPanggung, buat_pemda: object, nama: str
) -> None:
    lain = buat_panggung(buat_pemda())  # type: ignore[operator]
    ids = satu_dari_setiap(lain, rumah)
    assert list(bocor(aplikasi, panggung.orang[nama], ids)) == []
    milik = satu_dari_setiap(panggung, rumah)
    assert list(bocor_di_dalam(aplikasi, panggung.orang[nama], milik, ids)) == []


def test_setiap_benda_dalam_alamat_sungguh_ada(aplikasi: Flask, rumah: Rumah, panggung: Panggung) -> None:
    """Else unknown would be compared with unknown, and the test above could not fail."""
    ids = satu_dari_setiap(panggung, rumah)
    assert tak_teruji(_rute(aplikasi), ids) == set()
    assert set(TANPA_ID_NYATA) <= nama_uuid(_rute(aplikasi)) - set(ids)
    assert khayal(aplikasi, panggung, ids) == set()


def test_kenari_benda_baru_dan_id_khayal_ketahuan(aplikasi: Flask, rumah: Rumah, panggung: Panggung) -> None:
    ids = satu_dari_setiap(panggung, rumah)
    contoh = Flask("contoh", static_folder=None)
    contoh.add_url_rule("/kerja/benda/<uuid:benda_id>", view_func=lambda benda_id: "", endpoint="benda")
    assert tak_teruji([*_rute(aplikasi), *_rute(contoh)], ids) == {"benda_id"}
    satu = ids | {"webhook_id": str(uuid4())}
    assert khayal(aplikasi, panggung, satu) == {"webhook_id"}


def test_kenari_benda_lain_di_dalam_milik_sendiri_ketahuan(aplikasi: Flask, rumah: Rumah, panggung: Panggung) -> None:
    """A thing of one's own stands for a leak: it is answered, so the check must name it."""
    ids = satu_dari_setiap(panggung, rumah)
    ditemukan = {nama for nama, _ in bocor_di_dalam(aplikasi, panggung.budi, ids, ids)}
    assert {"sop_id", "opd_id", "masukan_id", "wajib_id"} <= ditemukan


@pytest.mark.parametrize("beda", ["isi", "kepala", "panjang"])
def test_kenari_satu_huruf_yang_berbeda_ketahuan(
    aplikasi: Flask,
    rumah: Rumah,
    panggung: Panggung,
    buat_panggung: BuatPanggung,
    buat_pemda: object,
    monkeypatch: pytest.MonkeyPatch,
    beda: str,
) -> None:
    """A refusal that tells by one byte, or by one header, whether somebody else has such an SOP."""
    ids = satu_dari_setiap(buat_panggung(buat_pemda()), rumah)  # type: ignore[operator]

    def tambahi(respons: Response) -> Response:
        if ids["sop_id"] in request.path and beda == "kepala":
            respons.headers["X-Ada"] = "1"
        elif ids["sop_id"] in request.path:
            respons.set_data(respons.get_data() + (b"." if beda == "panjang" else b"<!-- ada -->"))
        return respons

    monkeypatch.setitem(aplikasi.after_request_funcs, None, [tambahi, *aplikasi.after_request_funcs[None]])
    assert next(bocor(aplikasi, panggung.budi, ids), "")


def test_kenari_rute_yang_membocorkan_ketahuan(aplikasi: Flask, rumah: Rumah, panggung: Panggung) -> None:
    """An id of one's own government stands for a leak: it is answered, so the check must complain."""
    assert list(bocor(aplikasi, panggung.budi, satu_dari_setiap(panggung, rumah)))


def test_tanpa_sesi_diminta_masuk(aplikasi: Flask, panggung: Panggung) -> None:
    klien = aplikasi.test_client()
    for rute in _rute(aplikasi):
        if not rute.rule.startswith("/kerja"):
            continue
        respons = klien.open(f"/{panggung.tenant.kode}{_jalur(rute, {})}", method=_cara(rute))
        if rute.endpoint in BERTANYA_SENDIRI:  # nobody is led away from a form by its own question
            assert respons.status_code == 401, rute.rule
            continue
        assert respons.status_code == 303, rute.rule
        assert f"/{panggung.tenant.kode}/masuk/" in respons.location


def test_sesi_satu_daerah_tidak_dikenal_daerah_lain(aplikasi: Flask, panggung: Panggung, pemda_lain: Tenant) -> None:
    kuki = panggung.sari.klien.get_cookie("riwayat", path=f"/{panggung.tenant.kode}/kerja/")
    assert kuki is not None
    klien = aplikasi.test_client()
    klien.set_cookie("riwayat", kuki.value, path=f"/{pemda_lain.kode}/kerja/")
    assert klien.get(f"/{pemda_lain.kode}/kerja/").status_code == 303
    assert panggung.sari.klien.get(f"/{pemda_lain.kode}/kerja/").status_code == 303


@pytest.mark.parametrize("nama", PERAN)
def test_peran_tanpa_hak_ditolak_di_setiap_rute(aplikasi: Flask, panggung: Panggung, rumah: Rumah, nama: str) -> None:
    orang, hak = panggung.orang[nama], TABEL[PERAN[nama]]
    ids = satu_dari_setiap(panggung, rumah)
    for rute in _rute(aplikasi):
        izin: Tindakan | None = getattr(aplikasi.view_functions[rute.endpoint], "izin", None)
        if izin is None or izin in hak:
            continue
        assert _tanya(orang, rute, _jalur(rute, ids), {})[0] == 403, rute.rule


def _ubah_tanpa_bukti(orang: Orang, jalur: str) -> dict[str, int]:
    klien, alamat = orang.klien, f"/{orang.tenant.kode}{jalur}"
    isi = {"csrf": orang.csrf, "perintah": str(uuid4())}
    return {
        "tanpa token": klien.post(alamat, data={"perintah": str(uuid4())}).status_code,
        "token lain": klien.post(alamat, data=isi | {"csrf": "x"}).status_code,
        "token dengan huruf asing": klien.post(alamat, data=isi | {"csrf": "é" * 43}).status_code,
        "situs lain": klien.post(alamat, data=isi, headers={"Sec-Fetch-Site": "cross-site"}).status_code,
        "asal lain": klien.post(alamat, data=isi, headers={"Origin": "https://jahat.test"}).status_code,
    }


def test_setiap_perubahan_menuntut_token_dan_asal_sendiri(aplikasi: Flask, panggung: Panggung) -> None:
    for rute in _rute(aplikasi):
        if rute.rule.startswith("/kerja") and _cara(rute) == "POST":
            hasil = _ubah_tanpa_bukti(panggung.budi, _jalur(rute, {}))
            assert set(hasil.values()) == {403}, (rute.rule, hasil)


def test_mandat_yang_berakhir_menutup_pintu(aplikasi: Flask, rumah: Rumah, panggung: Panggung) -> None:
    kemarin = now().date() - timedelta(days=2)
    rumah.buku.ubah(
        JABATAN,
        panggung.sari.jabatan_id,
        perintah_uji(),
        lambda j: decisions.akhiri(j, panggung.sari.mandat_id, akhir=kemarin, alasan="Mutasi"),
    )
    assert panggung.sari.kirim("/kerja/sop", {"nama": "X", "opd": str(panggung.opd)}).status_code == 403


def test_orang_yang_dinonaktifkan_keluar_pada_permintaan_berikutnya(panggung: Panggung, rumah: Rumah) -> None:
    rumah.basis.jalankan(
        "UPDATE tata.orang SET aktif = false WHERE tenant_id = %s AND orang_id = %s",
        (panggung.tenant.id, panggung.sari.id),
    )
    assert panggung.sari.klien.get(f"/{panggung.tenant.kode}/kerja/").status_code == 303


def test_kepala_keamanan_pada_galat_dan_alihan(aplikasi: Flask, panggung: Panggung) -> None:
    klien: FlaskClient = aplikasi.test_client()
    for jalur in ("/tidak-ada", f"/{panggung.tenant.kode}/tidak-ada", f"/{panggung.tenant.kode}", "/readyz"):
        respons = klien.get(jalur)
        if respons.status_code != 308:
            assert "default-src 'none'" in respons.headers["Content-Security-Policy"]
    assert klien.get(f"/{panggung.tenant.kode}").location == f"/{panggung.tenant.kode}/"


def test_nonce_berbeda_setiap_jawaban(panggung: Panggung) -> None:
    semua = {panggung.sari.klien.get(f"/{panggung.tenant.kode}/").headers["Content-Security-Policy"] for _ in range(3)}
    assert len(semua) == 3
