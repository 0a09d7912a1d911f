"""Tautan dosir: what it opens without sign-in, for how long, and that every opening is kept."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.rumah import Rumah
from tests.app.akses.panggung import RAHASIA, daftar, jejak, sop_lain
from tests.app.conftest import Orang, Panggung
from tests.app.halaman import periksa_halaman
from tests.app.test_siklus import sop_sah

HALAMAN = "/kerja/dosir"


def tautan(orang: Orang, isi: str, hari: str = "7") -> str:
    respons = orang.kirim(HALAMAN, {"isi": isi, "tujuan": "Tim BPK", "hari": hari})
    assert respons.status_code == 200, respons.get_data(as_text=True)[:1500]
    cocok = re.search(r'id="alamat-dosir">http://localhost(/[^<]+/dosir/[^<]+)<', respons.get_data(as_text=True))
    assert cocok is not None
    return cocok.group(1)


def buka(aplikasi: Flask, alamat: str) -> FlaskClient:
    """A stranger's browser that followed the link."""
    klien: FlaskClient = aplikasi.test_client()
    respons = klien.get(alamat)
    assert respons.status_code == 303
    assert respons.location.endswith("/dosir/")
    return klien


def test_satu_sop_dibaca_orang_luar_tanpa_nama_orang(aplikasi: Flask, panggung: Panggung, rumah: Rumah) -> None:
    sop, lain = sop_sah(panggung), sop_lain(panggung, rumah)
    alamat = tautan(panggung.ratna, f"sop:{sop}")
    klien, akar = buka(aplikasi, alamat), f"/{panggung.tenant.kode}/dosir"
    respons = klien.get(f"{akar}/", follow_redirects=True)
    assert respons.status_code == 200
    assert "noindex" in respons.headers["X-Robots-Tag"]
    assert alamat.rpartition("/")[2] not in respons.get_data(as_text=True)
    teks = periksa_halaman(respons).get_text(" ")
    assert "Sekretaris DPRD" in teks
    assert not re.search("Sari Wulandari|Ratna Dewi|Budi Santoso", teks)
    pdf = klien.get(f"{akar}/sop/{sop}/cetakan.pdf")
    assert (pdf.status_code, pdf.content_type) == (200, "application/pdf")
    assert klien.get(f"{akar}/sop/{lain}").status_code == 404
    assert [(o, j) for o, _, j in jejak(rumah, panggung)] == [(None, "dosir"), (None, "tindakan"), (None, "cetakan")]
    assert "Tim BPK" in panggung.budi.buka("/kerja/jejak-baca").get_text(" ")


def test_dosir_satu_opd(aplikasi: Flask, panggung: Panggung, rumah: Rumah) -> None:
    sendiri, lain = sop_lain(panggung, rumah, "Milik Setwan", panggung.opd), sop_lain(panggung, rumah)
    klien = buka(aplikasi, tautan(panggung.budi, f"opd:{panggung.opd}"))
    teks = periksa_halaman(klien.get(f"/{panggung.tenant.kode}/dosir/")).get_text(" ")
    assert "Milik Setwan" in teks
    assert RAHASIA not in teks
    assert klien.get(f"/{panggung.tenant.kode}/dosir/sop/{sendiri}").status_code == 200
    assert klien.get(f"/{panggung.tenant.kode}/dosir/sop/{lain}").status_code == 404


def test_ditutup_berarti_tertutup_dan_setiap_pembukaan_tercatat(
    aplikasi: Flask, panggung: Panggung, rumah: Rumah
) -> None:
    alamat = tautan(panggung.ratna, f"opd:{panggung.opd}")
    klien = buka(aplikasi, alamat)
    buka(aplikasi, alamat)
    assert len(jejak(rumah, panggung)) == 2
    dosir_id = next(iter(daftar(rumah).dosir))
    assert panggung.siti.kirim(f"{HALAMAN}/{dosir_id}/pencabutan", {"alasan": "x"}).status_code == 404
    assert panggung.ratna.kirim(f"{HALAMAN}/{dosir_id}/pencabutan", {"alasan": ""}).status_code == 422
    assert panggung.ratna.kirim(f"{HALAMAN}/{dosir_id}/pencabutan", {"alasan": "Selesai"}).status_code == 303
    assert klien.get(f"/{panggung.tenant.kode}/dosir/").status_code == 404
    tertutup, asing = aplikasi.test_client().get(alamat), aplikasi.test_client().get(alamat[:-3] + "xyz")
    assert (tertutup.status_code, asing.status_code) == (404, 404)
    assert "sudah ditutup atau tidak dikenal" in tertutup.get_data(as_text=True)
    assert panggung.ratna.kirim(f"{HALAMAN}/{dosir_id}/pencabutan", {"alasan": "Lagi"}).status_code == 422


@pytest.mark.demonstrasi
def test_dosir_tertutup_sendiri(aplikasi: Flask, panggung: Panggung, rumah: Rumah) -> None:
    alamat = tautan(panggung.ratna, f"opd:{panggung.opd}", "2")
    for status in (303, 303, 404):
        assert aplikasi.test_client().get(alamat).status_code == status
        rumah.jam.majukan(timedelta(days=1))


def test_token_tidak_tersimpan_di_mana_pun(panggung: Panggung, superuser) -> None:
    token = tautan(panggung.ratna, f"opd:{panggung.opd}").rpartition("/")[2]
    tabel = superuser.execute(
        "SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE c.relkind = 'r' AND n.nspname IN ('es', 'baca', 'tata', 'sistem')"
    ).fetchall()
    assert len(tabel) > 20
    for (nama,) in tabel:
        isi = superuser.execute(f"SELECT count(*) FROM {nama} t WHERE t::text LIKE %s", (f"%{token}%",)).fetchone()
        assert isi == (0,), nama


@pytest.mark.parametrize(
    ("ubahan", "kalimat"),
    [
        ({"isi": ""}, "Pilih satu SOP atau satu perangkat daerah"),
        ({"isi": f"sop:{uuid4()}"}, "Pilih satu SOP atau satu perangkat daerah"),
        ({"hari": "31"}, "1 sampai 30 hari"),
        ({"hari": "banyak"}, "1 sampai 30 hari"),
        ({"tujuan": ""}, "wajib diisi"),
    ],
)
def test_isian_yang_salah_ditolak(panggung: Panggung, ubahan: dict[str, str], kalimat: str) -> None:
    isi = {"isi": f"opd:{panggung.opd}", "tujuan": "Tim BPK", "hari": "7"} | ubahan
    respons = panggung.ratna.kirim(HALAMAN, isi)
    assert respons.status_code == 422
    assert kalimat in respons.get_data(as_text=True)


def test_hanya_yang_berhak_membagikan_dan_hanya_miliknya(panggung: Panggung) -> None:
    isi = {"isi": f"opd:{panggung.opd}", "tujuan": "Tim BPK", "hari": "7"}
    for siapa in ("sari", "hendra", "tri", "dwi", "siti"):
        assert panggung.orang[siapa].kirim(HALAMAN, isi).status_code == 403
    panggung.siti.buka(HALAMAN)
    panggung.ahmad.buka(HALAMAN)
