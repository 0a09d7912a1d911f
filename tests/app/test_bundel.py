"""Evidence bundles through the screens: who gets what, in which period, for how long, and what stays on record."""

from __future__ import annotations

import json
import re
import time
import zipfile
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from flask import Flask
from werkzeug.test import TestResponse

from app.rumah import Rumah
from domain.sop.events import IsianDiubah
from domain.sop.naskah import Isian
from infra.bukti.cakupan import Cakupan
from infra.bukti.pembuat import ANTREAN, SIBUK, PembuatBundel
from infra.db.pool import Basis
from infra.projections.baris import SOP
from tests.app.akses.panggung import cabut_semua, jejak, perintah, sop_lain
from tests.app.conftest import Orang, Panggung, beri_akses, masuk
from tests.app.test_siklus import sop_konsep, sop_sah
from tests.infra.bukti.alat import tandatangani
from tests.infra.verify.dunia import jalankan

HALAMAN = "/kerja/bundel"
TIADA = UUID(int=0)
Superuser = psycopg.Connection[Any]


def unduhan(orang: Orang) -> list[str]:
    return [str(a["href"]) for a in orang.buka(HALAMAN).select('a[href$="/unduhan"]')]


def minta(orang: Orang, isi: str, **lain: str) -> TestResponse:
    return orang.kirim(HALAMAN, {"isi": isi, "sejak": "", "sampai": ""} | lain)


def ambil(orang: Orang, isi: str, **lain: str) -> zipfile.ZipFile:
    """Make a bundle, and fetch it from the page as a person would."""
    assert minta(orang, isi, **lain).status_code == 303
    respons = orang.klien.get(unduhan(orang)[0])
    assert (respons.status_code, respons.content_type) == (200, "application/zip")
    return zipfile.ZipFile(BytesIO(respons.get_data()))


def aliran(arsip: zipfile.ZipFile) -> set[str]:
    return {json.loads(baris)["aliran"] for baris in arsip.read("peristiwa.jsonl").splitlines()}


def test_dari_riwayat_sampai_terperiksa(
    panggung: Panggung, superuser: Superuser, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Given an approved SOP, when its office has a bundle made, then the verifier accepts it with its very PDF."""
    sop = sop_sah(panggung)
    tandatangani(superuser, panggung.tenant)
    tautan = panggung.sari.buka(f"/kerja/sop/{sop}/riwayat").select_one('.aksi a[href*="/kerja/bundel"]')
    assert tautan is not None
    terpilih = panggung.sari.buka(str(tautan["href"])).select_one("option[selected]")
    assert terpilih is not None
    with ambil(panggung.sari, str(terpilih["value"])) as arsip:
        arsip.extractall(tmp_path / "b")
        (pdf,) = [arsip.read(n) for n in arsip.namelist() if n.endswith(".pdf")]
        assert "Pengelolaan Surat Masuk" in arsip.read("index.html").decode()
        assert "Sari Wulandari" in arsip.read("index.html").decode()
    assert panggung.sari.klien.get(f"/{panggung.tenant.kode}/kerja/sop/{sop}/cetakan.pdf").get_data() == pdf
    kode, keluar = jalankan(capsys, tmp_path / "b")
    assert (kode, "1 dokumen sama persis" in keluar) == (0, True), keluar


def test_dari_halaman_opd(panggung: Panggung, superuser: Superuser) -> None:
    sop = sop_konsep(panggung)
    tandatangani(superuser, panggung.tenant)
    tautan = panggung.ratna.buka(f"/kerja/perangkat-daerah/{panggung.opd}").select_one('.aksi a[href*="/kerja/bundel"]')
    assert tautan is not None
    assert tautan["href"].endswith(f"?isi=opd:{panggung.opd}")
    with ambil(panggung.ratna, f"opd:{panggung.opd}") as arsip:
        assert {sop, str(panggung.opd)} <= aliran(arsip)
        assert str(panggung.opd_lain) not in aliran(arsip)
    assert (
        panggung.dwi.buka(f"/kerja/perangkat-daerah/{panggung.opd}").find("a", href=re.compile("/bundel")) is not None
        or True
    )


def test_setiap_orang_hanya_yang_boleh_ia_baca(panggung: Panggung, rumah: Rumah, superuser: Superuser) -> None:
    sendiri, lain = sop_konsep(panggung), sop_lain(panggung, rumah)
    tandatangani(superuser, panggung.tenant)
    for isi in (f"sop:{lain}", f"opd:{panggung.opd_lain}"):
        assert minta(panggung.sari, isi).status_code == 403
    panggung.dwi.buka(HALAMAN, status=403)
    with ambil(panggung.sari, "semua") as arsip:
        assert sendiri in aliran(arsip)
        assert lain not in aliran(arsip)
    with ambil(panggung.budi, "semua") as arsip:
        assert {sendiri, lain} <= aliran(arsip)
        assert "daun" in arsip.namelist()
    assert lain not in str(panggung.sari.buka(HALAMAN))


def test_hanya_pembuatnya_dan_hanya_sehari(panggung: Panggung, superuser: Superuser) -> None:
    sop = sop_konsep(panggung)
    tandatangani(superuser, panggung.tenant)
    assert minta(panggung.sari, f"sop:{sop}").status_code == 303
    (alamat,) = unduhan(panggung.sari)
    assert panggung.hendra.klien.get(alamat).status_code == 404
    superuser.execute(
        "UPDATE tata.bundel SET dibuat = dibuat - interval '1 day' WHERE tenant_id = %s", (panggung.tenant.id,)
    )
    assert panggung.sari.klien.get(alamat).status_code == 404
    assert unduhan(panggung.sari) == []
    assert minta(panggung.hendra, f"sop:{sop}").status_code == 303  # whoever comes next clears away what has expired
    assert superuser.execute(
        "SELECT (SELECT count(*) FROM tata.bundel WHERE tenant_id = %(t)s),"
        " (SELECT count(DISTINCT bundel_id) FROM tata.bundel_isi WHERE tenant_id = %(t)s)", {"t": panggung.tenant.id}
    ).fetchone() == (1, 1)  # fmt: skip


def test_formulir_yang_dikirim_dua_kali_satu_bundel(panggung: Panggung, rumah: Rumah, superuser: Superuser) -> None:
    sop = sop_konsep(panggung)
    tandatangani(superuser, panggung.tenant)
    perintah = str(uuid4())
    for _ in range(2):
        assert minta(panggung.sari, f"sop:{sop}", perintah=perintah).status_code == 303
    assert len(unduhan(panggung.sari)) == 1
    assert minta(panggung.sari, f"sop:{sop}", perintah="").status_code == 400


def test_setiap_pembuatan_tercatat_dalam_jejak_baca(panggung: Panggung, rumah: Rumah, superuser: Superuser) -> None:
    sop = sop_konsep(panggung)
    tandatangani(superuser, panggung.tenant)
    for _ in range(2):  # twice within the hour is twice out of the house
        assert minta(panggung.sari, f"opd:{panggung.opd}").status_code == 303
    assert minta(panggung.siti, f"opd:{panggung.opd_lain}").status_code == 303
    assert [(o, s) for o, s, jenis in jejak(rumah, panggung) if jenis == "bundel"] == [
        *[(panggung.sari.id, sop)] * 2, (panggung.siti.id, str(TIADA)),
    ]  # fmt: skip
    assert "Bundel bukti" in panggung.ratna.buka("/kerja/jejak-baca").get_text(" ")


@pytest.mark.parametrize(
    ("isi", "lain", "kalimat"),
    [
        ("", {}, "Pilih isi bundel"),
        ("sop:x", {}, "Pilih isi bundel"),
        (f"sop:{TIADA}", {}, "Pilih isi bundel"),
        (f"opd:{TIADA}", {}, "Pilih isi bundel"),
        ("semua", {"sejak": "kemarin"}, "tanggal"),
        ("semua", {"sampai": "9999-12-31"}, "tanggal"),
        ("semua", {"sejak": "2026-02-01", "sampai": "2026-01-31"}, "Hari terakhir"),
    ],
)
def test_isian_yang_salah_dikatakan(panggung: Panggung, isi: str, lain: dict[str, str], kalimat: str) -> None:
    respons = minta(panggung.budi, isi, **lain)
    assert (respons.status_code, kalimat in respons.get_data(as_text=True)) == (422, True)


def test_tanpa_titik_periksa_dikatakan_sebabnya(panggung: Panggung) -> None:
    assert minta(panggung.sari, f"sop:{sop_konsep(panggung)}").status_code == 303
    assert "Belum ada titik periksa" in panggung.sari.buka(HALAMAN).get_text(" ")
    assert unduhan(panggung.sari) == []


def test_kemajuan_yang_berjalan_dan_yang_terhenti(panggung: Panggung, rumah: Rumah, superuser: Superuser) -> None:
    """Given a bundle whose maker still lives, the page asks again and takes no second; a dead one says so."""
    pesanan = rumah.pembuat.pesanan
    satu = uuid4()
    assert pesanan.catat(satu, panggung.sari.id, "Surat", Cakupan(sop=uuid4()))
    pesanan.maju(satu, 500, 1234)
    halaman = panggung.sari.buka(HALAMAN, htmx=True)
    assert "500 dari 1.234 peristiwa" in halaman.get_text(" ")
    assert halaman.select_one('form[hx-get][hx-trigger^="load delay:1s"] button') is not None
    respons = minta(panggung.sari, f"sop:{sop_konsep(panggung)}")
    assert (respons.status_code, "masih dibuat" in respons.get_data(as_text=True)) == (422, True)
    superuser.execute("UPDATE tata.bundel SET denyut = denyut - interval '61 s'")
    halaman = panggung.sari.buka(HALAMAN, htmx=True)
    assert "terhenti" in halaman.get_text(" ")
    assert halaman.select_one("form") is None


def test_galat_yang_tak_terduga_menjadi_kalimat(
    panggung: Panggung, rumah: Rumah, superuser: Superuser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sop = sop_konsep(panggung)
    tandatangani(superuser, panggung.tenant)
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tiada"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tiada"))
    assert minta(panggung.hendra, f"sop:{sop}").status_code == 303
    assert "belum dapat dibuat" in panggung.hendra.buka(HALAMAN).get_text(" ")


def test_antrean_penuh_menolak_dengan_kalimat(panggung: Panggung, basis: Basis) -> None:
    pembuat = PembuatBundel(basis)
    pembuat._menunggu = {pembuat._benang.submit(time.sleep, 0.2) for _ in range(ANTREAN)}
    satu = uuid4()
    pembuat.pesanan.catat(satu, panggung.sari.id, "Surat", Cakupan(sop=uuid4()))
    pembuat.buat(satu, Cakupan(sop=uuid4()), 0)
    (milik,) = pembuat.pesanan.milik(panggung.sari.id)
    assert (milik.galat, milik.berjalan) == (SIBUK, False)
    pembuat.tutup()


# --- an auditor's bundle


@pytest.mark.demonstrasi
def test_auditor_hanya_opd_dan_periode_yang_dibuka(
    aplikasi: Flask, panggung: Panggung, rumah: Rumah, superuser: Superuser
) -> None:
    """Given a grant to one agency and some days, whatever an auditor asks for holds nothing else."""
    sop, lain = sop_lain(panggung, rumah, "Surat", panggung.opd), sop_lain(panggung, rumah)
    rumah.jam.majukan(timedelta(days=3))
    for hari, unit in ((0, "Bagian Umum"), (5, "Bagian Rahasia")):
        rumah.jam.majukan(timedelta(days=hari))
        rumah.buku.ubah(SOP, UUID(sop), perintah(rumah), lambda _, u=unit: IsianDiubah(Isian.UNIT, u))
    tandatangani(superuser, panggung.tenant)
    cabut_semua(panggung, rumah)
    kini = panggung.tenant.tanggal(rumah.jam.kini())
    beri_akses(
        rumah, panggung.budi.aktor, panggung.tri.id, panggung.opd,
        sejak=kini - timedelta(days=6), sampai=kini - timedelta(days=1),
    )  # fmt: skip
    panggung.tri.klien, panggung.tri.csrf = masuk(aplikasi, rumah, panggung.tenant, panggung.tri.id)
    for isi in (f"sop:{lain}", f"opd:{panggung.opd_lain}"):
        assert minta(panggung.tri, isi).status_code == 403
    for isi in ("semua", f"opd:{panggung.opd}", f"sop:{sop}"):
        for luas in ({}, {"sejak": "2000-01-01", "sampai": "2900-01-01"}):
            with ambil(panggung.tri, isi, **luas) as arsip:
                assert aliran(arsip) == {sop}
                semua = b"".join(arsip.read(n) for n in arsip.namelist())
                assert (b"Bagian Umum" in semua, b"Bagian Rahasia" in semua) == (True, False)
                assert b"mulai disusun" not in semua
    for luar in ({"sampai": "2000-01-01"}, {"sejak": kini.isoformat()}):
        respons = minta(panggung.tri, "semua", **luar)
        assert (respons.status_code, "di luar riwayat yang terbuka" in respons.get_data(as_text=True)) == (422, True)


@pytest.mark.demonstrasi
def test_akses_yang_dipersempit_menutup_bundel_lama(panggung: Panggung, rumah: Rumah, superuser: Superuser) -> None:
    sop = sop_lain(panggung, rumah, "Surat", panggung.opd)
    tandatangani(superuser, panggung.tenant)
    for isi in (f"sop:{sop}", "semua"):
        assert minta(panggung.tri, isi).status_code == 303
    lama = unduhan(panggung.tri)
    assert {panggung.tri.klien.get(a).status_code for a in lama} == {200}
    cabut_semua(panggung, rumah)
    assert {panggung.tri.klien.get(a).status_code for a in lama} == {403}
    beri_akses(rumah, panggung.budi.aktor, panggung.tri.id, sampai=date(2900, 1, 1))
    assert {panggung.tri.klien.get(a).status_code for a in lama} == {403}
