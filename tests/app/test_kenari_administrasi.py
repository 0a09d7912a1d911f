"""NIP, NIK and tokens planted in the forms of administration, each otherwise filled in as an official would.

What is refused for another reason says nothing about the text; so each form is sent last as it should be, and taken.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from flask import Flask
from prometheus_client import generate_latest

from app.rumah import Rumah
from domain.wewenang import Peran
from infra.clock import now
from infra.metrik import REGISTRI
from tests.app.conftest import Panggung, orang_baru
from tests.app.halaman import formulir_ke, isi_formulir
from tests.app.test_kenari_rahasia import KEPALA, NIP, TERTULIS, TOKEN, TULISAN, alamat_dalam, bocor, di_basis

HARI = now().date().isoformat()
SK = {"sk_nomor": "821/9/2026", "sk_tanggal": "2026-01-05", "sk_penerbit": "Wali Kota"}
SK_TEKS = ("sk_nomor", "sk_penerbit")
PENYEDIA = {
    "nama": "SSO Kota",
    "issuer": "https://sso.kota-uji.example",
    "client_id": "riwayat",
    "client_secret": TOKEN,
    "peta_grup": "penyusun-sop = penyusun",
}
PENYEDIA_TEKS = ("nama", "client_id", "peta_grup", "scopes", "klaim_nama", "klaim_nip", "acr", "amr", "issuer")


TEKNIS = {"client_id", "scopes", "klaim_nama", "klaim_nip", "acr", "amr"}
"""Names that a provider has given, and some give long numbers: kept as they come, in the settings and nowhere else."""
TANAMAN = {"alamat": f"https://simpeg.kota-uji.example/kabar?nip={NIP}"}


@dataclass(frozen=True)
class Formulir:
    """Who sends which form of which page, with what in it, and the fields in which people write as they like."""

    siapa: str
    halaman: str
    akhir: str
    isi: dict[str, Any]
    teks: tuple[str, ...]


FORMULIR = (
    Formulir("dwi", "/kerja/admin/jabatan", "/jabatan", {"nama": "Arsiparis", "peran": "ortala"}, ("nama",)),
    Formulir("dwi", "/kerja/admin/orang/{maya}", "/peran", {"jabatan": "{jabatan}", "mulai": HARI, **SK}, SK_TEKS),
    Formulir(
        "dwi", "/kerja/admin/orang/{sari}", "/penghentian", {"alasan": "Pindah tugas", "akhir": HARI}, ("alasan",)
    ),
    Formulir("dwi", "/kerja/admin/orang/{maya}", "/penonaktifan", {"alasan": "Pensiun"}, ("alasan",)),
    Formulir(
        "dwi",
        "/kerja/admin/perangkat-daerah",
        "/perangkat-daerah",
        {"nama": "Dinas Sosial", "singkatan": "Dinsos", "jenis": "dinas"},
        ("nama", "singkatan"),
    ),
    Formulir("dwi", "/kerja/admin/perangkat-daerah/{opd}", "/unit", {"nama": "Subbagian Umum"}, ("nama",)),
    Formulir(
        "dwi",
        "/kerja/admin/perangkat-daerah/{opd}",
        "/nama",
        {"nama": "Setwan", "singkatan": "S"},
        ("nama", "singkatan"),
    ),
    Formulir(
        "dwi", "/kerja/admin/perangkat-daerah/{lain}", "/penutupan", {"ke": "{opd}", "tanggal": HARI, **SK}, SK_TEKS
    ),
    Formulir(
        "dwi",
        "/kerja/admin/profil",
        "/identitas",
        {"nama": "Kota Kenari", "kode_wilayah": "33.72"},
        ("nama", "kode_wilayah"),
    ),
    Formulir("dwi", "/kerja/admin/profil", "/pola-nomor", {"pola_nomor": "{{urut}}/{{tahun}}"}, ("pola_nomor",)),
    Formulir("dwi", "/kerja/admin/sso/penyedia-baru", "/penyedia-baru", PENYEDIA, PENYEDIA_TEKS),
    Formulir("dwi", "/kerja/admin/sso", "/domain", {"domain": "{kode}.example"}, ("domain",)),
    Formulir("dwi", "/kerja/admin/token", "/token", {"nama": "SIMPEG", "cakupan": "scim"}, ("nama",)),
    Formulir("budi", "/kerja/akses-auditor", "/pencabutan", {"alasan": "Audit selesai"}, ("alasan",)),
    Formulir(
        "budi",
        "/kerja/akses-auditor",
        "/akses-auditor",
        {"orang": "{tri}", "tujuan": "Audit kinerja", "lingkup": "semua", **SK},
        ("tujuan", *SK_TEKS),
    ),
    Formulir("budi", "/kerja/dosir", "/dosir", {"isi": "opd:{opd}", "tujuan": "Ombudsman", "hari": "7"}, ("tujuan",)),
    Formulir(
        "dwi",
        "/kerja/webhook",
        "/webhook",
        {"alamat": "https://simpeg.kota-uji.example/kabar", "tindakan": "disahkan"},
        ("alamat",),
    ),
)


@pytest.fixture
def ids(aplikasi: Flask, rumah: Rumah, panggung: Panggung) -> dict[str, str]:
    kosong = orang_baru(aplikasi, rumah, panggung.tenant, ("Lama", "Pranata Komputer", Peran.ORTALA, None))
    maya = rumah.direktori.tambah("Maya Anggraini", surel="maya@contoh.test")
    milik = {"sari": panggung.sari.id, "tri": panggung.tri.id, "maya": maya, "jabatan": kosong.jabatan_id}
    milik |= {"opd": panggung.opd, "lain": panggung.opd_lain, "kode": panggung.tenant.kode}
    return {nama: str(nilai) for nama, nilai in milik.items()}


def kirim(panggung: Panggung, formulir: Formulir, ids: dict[str, str], **ubahan: str) -> Any:
    orang = panggung.orang[formulir.siapa]
    form = formulir_ke(orang.buka(formulir.halaman.format(**ids)), formulir.akhir)
    isi = {nama: nilai.format(**ids) for nama, nilai in formulir.isi.items()} | ubahan
    data = isi_formulir(form) | isi | {"perintah": str(uuid4())}
    return orang.klien.post(str(form["action"]), data=data, headers=KEPALA)


def test_yang_ditanam_di_formulir_administrasi_tidak_keluar(
    panggung: Panggung, ids: dict[str, str], superuser: psycopg.Connection[Any], catatan: io.StringIO
) -> None:
    temuan, diterima = [], set()
    for formulir in FORMULIR:
        for nama in formulir.teks:
            respons = kirim(panggung, formulir, ids, **{nama: TANAMAN.get(nama, TULISAN)})
            diterima |= {nama} if respons.status_code != 422 else set()
            temuan += bocor(f"address after {formulir.akhir} {nama}", alamat_dalam(respons))
        jujur = kirim(panggung, formulir, ids)
        assert jujur.status_code in (200, 201, 303), (formulir.akhir, jujur.get_data(as_text=True)[-2000:])
        temuan += bocor(f"address after {formulir.akhir}", alamat_dalam(jujur))
    assert diterima == TEKNIS
    temuan += bocor("log", catatan.getvalue()) + bocor("metrics", generate_latest(REGISTRI).decode())
    di_pengaturan = {f"tata.oidc: {nomor}" for nomor in TERTULIS}
    assert sorted({*temuan, *di_basis(superuser, panggung.tenant.id)} - di_pengaturan) == []
