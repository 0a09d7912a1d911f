"""The register of laws: kept by those who may, looked up by all, and shown beside what rests on it."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask

from app.pelaku import Pelaku
from app.permintaan import permintaan
from app.rumah import Rumah
from app.sop.rujukan import keadaan_butir, rujukan
from domain.pemda import Pemda
from domain.sop.naskah import Butir, ButirId, Daftar
from domain.sop.pemeriksaan.bahan import StatusPeraturan
from domain.wewenang import Peran
from infra.projections.baris import SOP
from infra.queries.bahan import bahan
from infra.queries.mandat import mandat
from infra.queries.peraturan import register
from tenants.context import tenant_scope
from tests.app.conftest import Panggung, orang_baru
from tests.app.halaman import isi_formulir, periksa_halaman
from tests.app.test_siklus import buat_sop, sop_konsep, sop_sah

PP = {"sebutan": "Peraturan Pemerintah Nomor 94 Tahun 2021", "tentang": "Disiplin PNS", "tanggal": "2021-08-31"}


def _formulir_baru(sup: BeautifulSoup) -> Tag:
    isian = sup.find(id="baru-sebutan")
    assert isian is not None
    form = isian.find_parent("form")
    assert form is not None
    return form


def _catat(panggung: Panggung, **isi: str) -> int:
    form = _formulir_baru(panggung.budi.buka("/kerja/peraturan"))
    return panggung.budi.kirim(str(form["action"]), isi_formulir(form) | PP | isi).status_code


def _terdaftar(panggung: Panggung, rumah: Rumah) -> dict[str, Any]:
    with tenant_scope(panggung.tenant):
        return register(rumah.basis)


def _butir(teks: str, tertuju: str = "") -> Butir:
    return Butir(ButirId(uuid4()), teks, tertuju)


def test_peraturan_dicatat_dengan_sebutan_pendeknya(panggung: Panggung, rumah: Rumah) -> None:
    assert _catat(panggung) == 303
    (satu,) = _terdaftar(panggung, rumah).values()
    assert (satu.sebutan, satu.tentang, satu.status) == ("PP 94/2021", "Disiplin PNS", StatusPeraturan.BERLAKU)
    teks = panggung.sari.buka("/kerja/peraturan").get_text(" ")
    assert "PP 94/2021" in teks
    assert "31 Agustus 2021" in teks


@pytest.mark.parametrize(
    ("isi", "kalimat"),
    [
        ({"sebutan": "aturan baru"}, "misalnya PP 94/2021"),
        ({"sebutan": ""}, "wajib diisi"),
        ({"tentang": " "}, "wajib diisi"),
        ({"tentang": "x" * 10_000}, "Paling banyak 500"),
        ({"tanggal": "kemarin"}, "tanggal"),
        ({"status": "diubah"}, "peraturan yang mengubahnya"),
        ({"status": "dicabut", "pengganti": "PP 94/2021"}, "dirinya sendiri"),
        ({"status": "dicabut", "pengganti": "entah"}, "misalnya PP 94/2021"),
        ({"status": "dicabut", "pengganti": ", ".join(f"UU {n}/2020" for n in range(1, 20))}, "paling banyak 12"),
    ],
)
def test_isian_yang_salah_tetap_terbuka_dengan_ketikannya(
    panggung: Panggung, rumah: Rumah, isi: dict[str, str], kalimat: str
) -> None:
    form_kosong = _formulir_baru(panggung.budi.buka("/kerja/peraturan"))
    respons = panggung.budi.kirim("/kerja/peraturan", isi_formulir(form_kosong) | PP | isi)
    assert respons.status_code == 422
    sup = periksa_halaman(respons)
    assert kalimat in sup.get_text(" ")
    form = isi_formulir(_formulir_baru(sup))
    assert form["sebutan"] == (PP | isi)["sebutan"]
    assert _terdaftar(panggung, rumah) == {}


def test_satu_peraturan_hanya_sekali(panggung: Panggung) -> None:
    assert _catat(panggung) == 303
    assert _catat(panggung, sebutan="pp 94/2021") == 422


def test_daftar_awal_dimasukkan_sekali_dan_tidak_mengubah_yang_ada(panggung: Panggung, rumah: Rumah) -> None:
    assert _catat(panggung, tentang="Punya kami") == 303
    for _ in range(2):
        assert panggung.dwi.isi_dan_kirim("/kerja/peraturan", "/daftar-awal").status_code == 303
    semua = _terdaftar(panggung, rumah)
    assert semua["PP 94/2021"].tentang == "Punya kami"
    assert semua["PP 53/2010"].pengganti == ("PP 94/2021",)
    assert len(semua) > 35


def _ubah(panggung: Panggung, akhir: str, **isi: str) -> int:
    sup = panggung.budi.buka("/kerja/peraturan")
    form = next(
        f for f in sup.find_all("form") if str(f["action"]).endswith(akhir) and "/peraturan/" in str(f["action"])
    )
    return panggung.budi.kirim(str(form["action"]), isi_formulir(form) | isi).status_code


def test_keadaan_dan_keterangan_diubah(panggung: Panggung, rumah: Rumah) -> None:
    assert _catat(panggung, sebutan="PP 11/2017") == 303
    assert _ubah(panggung, "/status", status="diubah", pengganti="PP 17/2020; PP 1/2024") == 303
    (satu,) = _terdaftar(panggung, rumah).values()
    assert (satu.status, satu.pengganti) == (StatusPeraturan.DIUBAH, ("PP 17/2020", "PP 1/2024"))
    assert _ubah(panggung, "/status", status="dicabut", pengganti="PP 11/2017") == 422
    alamat = next(
        str(f["action"])
        for f in panggung.budi.buka("/kerja/peraturan").find_all("form")
        if str(f["action"]).endswith("/status")
    ).removesuffix("/status")
    assert panggung.budi.kirim(alamat, PP | {"sebutan": "PP 11/2017", "tentang": "Manajemen"}).status_code == 303
    assert next(iter(_terdaftar(panggung, rumah).values())).tentang == "Manajemen"
    assert panggung.budi.kirim(alamat, PP | {"tentang": ""}).status_code == 422


def test_yang_tidak_berhak_hanya_melihat(panggung: Panggung) -> None:
    assert panggung.sari.kirim("/kerja/peraturan", PP).status_code == 403
    assert panggung.sari.kirim("/kerja/peraturan/daftar-awal").status_code == 403
    assert not [
        f
        for f in panggung.sari.buka("/kerja/peraturan").find_all("form")
        if f.get("method") == "post" and "peraturan" in f["action"]
    ]
    assert panggung.budi.kirim(f"/kerja/peraturan/{uuid4()}/status", {"status": "berlaku"}).status_code == 404


def test_pilihan_menyebut_yang_dicabut_dan_yang_berlaku_lebih_dahulu(panggung: Panggung) -> None:
    panggung.budi.isi_dan_kirim("/kerja/peraturan", "/daftar-awal")
    sup = panggung.sari.buka("/kerja/peraturan?nilai=disiplin", htmx=True)
    assert [(o["value"], o.get_text()) for o in sup.find_all("option")] == [
        (
            "Peraturan Pemerintah Nomor 94 Tahun 2021 tentang Disiplin Pegawai Negeri Sipil",
            "PP 94/2021 – masih berlaku",
        ),
        (
            "Peraturan Pemerintah Nomor 53 Tahun 2010 tentang Disiplin Pegawai Negeri Sipil",
            "Dicabut, diganti PP 94/2021",
        ),
    ]
    assert panggung.sari.buka("/kerja/peraturan?nilai=%25", htmx=True).find("option") is None


def test_cari_dan_saring(panggung: Panggung) -> None:
    panggung.budi.isi_dan_kirim("/kerja/peraturan", "/daftar-awal")
    assert "UU 5/2014" in panggung.sari.buka("/kerja/peraturan?q=sipil&status=dicabut").get_text(" ")
    assert "PP 94/2021" not in panggung.sari.buka("/kerja/peraturan?q=pemerintahan&status=dicabut").get_text(" ")
    assert "Tidak ada peraturan" in panggung.sari.buka("/kerja/peraturan?q=zzz&status=x").get_text(" ")


def test_keadaan_dasar_hukum_dan_keterkaitan_di_samping_butirnya(
    aplikasi: Flask, panggung: Panggung, rumah: Rumah
) -> None:
    """By the id that was picked, by name, or by number; what nobody knows has nothing beside it."""
    panggung.budi.isi_dan_kirim("/kerja/peraturan", "/daftar-awal")
    sah, draf = sop_sah(panggung), buat_sop(panggung.sari, panggung.opd, "Legalisasi Surat")
    hukum = [
        _butir("Peraturan Pemerintah Nomor 53 Tahun 2010 tentang Disiplin"),
        _butir("UU No. 25 Tahun 2009 tentang Pelayanan Publik"),
        _butir("Undang-Undang Nomor 12 Tahun 2011 tentang Pembentukan Peraturan"),
        _butir("Peraturan Wali Kota Nomor 1 Tahun 1999"),
    ]
    kaitan = [_butir("Nama lamanya", sah), _butir("SOP Legalisasi Surat (lihat)"), _butir("Seluruh SOP", str(uuid4()))]
    with aplikasi.test_request_context(), tenant_scope(panggung.tenant):
        sari = panggung.sari.id
        permintaan().pelaku = Pelaku(sari, "Sari", tuple(mandat(rumah.basis, orang=sari)))
        keadaan = keadaan_butir("dasar_hukum", tuple(hukum)) | keadaan_butir("keterkaitan", tuple(kaitan))
        assert [keadaan[b.id].kata if b.id in keadaan else "" for b in (*hukum, *kaitan)] == [
            "Dicabut, diganti PP 94/2021",
            "Masih berlaku",
            "Masih berlaku, diubah dengan UU 15/2019 dan UU 13/2022",
            "",
            "Berlaku",
            "Draf",
            "",
        ]
        assert keadaan[kaitan[0].id].alamat.endswith(f"/sop/{sah}")
        assert keadaan_butir("keterkaitan", ()) == keadaan_butir("peringatan", tuple(hukum)) == {}
        assert rujukan(Daftar.KETERKAITAN, "legalisasi surat") == draf
        assert rujukan(Daftar.KETERKAITAN, "tidak ada") == ""
        assert rujukan(Daftar.DASAR_HUKUM, "UU Nomor 25 Tahun 2009 tentang X") == "UU 25/2009"
        assert rujukan(Daftar.PERINGATAN, "UU Nomor 25 Tahun 2009") == ""


def test_pilihan_sop_terkait(aplikasi: Flask, panggung: Panggung, rumah: Rumah) -> None:
    """Drafts are offered to those who may read them."""
    sop = buat_sop(panggung.sari, panggung.opd, "Legalisasi <b>Surat</b>")
    potongan = panggung.sari.buka("/kerja/sop/pilihan?nilai=legal", htmx=True)
    assert [o["value"] for o in potongan.find_all("option")] == ["Legalisasi <b>Surat</b>"]
    with tenant_scope(panggung.tenant):
        umi = orang_baru(aplikasi, rumah, panggung.tenant, ("Umi", "Penyusun", Peran.PENYUSUN, panggung.opd_lain))
    assert umi.buka("/kerja/sop/pilihan?nilai=legal", htmx=True).find("option") is None
    assert panggung.sari.buka(f"/kerja/sop/pilihan?nilai=legal&kecuali={sop}", htmx=True).find("option") is None
    assert "Legalisasi <b>Surat</b>" in panggung.sari.buka("/kerja/sop/pilihan?q=legal").get_text(" ")
    assert "Tidak ada SOP" in panggung.sari.buka("/kerja/sop/pilihan?q=zzz").get_text(" ")


def test_isian_rujukan_menawarkan_pilihan_dan_bekerja_tanpa_skrip(aplikasi: Flask, panggung: Panggung) -> None:
    with aplikasi.test_request_context(), tenant_scope(panggung.tenant):
        ui = aplikasi.jinja_env.globals["ui"]
        for daftar, alamat in (("dasar_hukum", "/kerja/peraturan"), ("keterkaitan", "/kerja/sop/pilihan?kecuali=")):
            isi = str(ui.isian_rujukan(daftar, "Butir", "“x” & <y>", uuid4(), "Salah <b>"))
            assert f'hx-get="{alamat}' in isi
            assert 'list="pilihan-rujukan"' in isi
            assert "<y>" not in isi
            assert "<b>" not in isi
        assert str(ui.keadaan_rujukan(None)).strip() == ""


def test_bahan_pemeriksaan_memuat_daftar_peraturan(panggung: Panggung, rumah: Rumah) -> None:
    _catat(panggung)
    with tenant_scope(panggung.tenant):
        isi = bahan(rumah.basis, rumah.buku.muat(SOP, UUID(sop_konsep(panggung))), Pemda(), date(2026, 11, 22))
    assert isi.peraturan["PP 94/2021"].tanggal is not None
