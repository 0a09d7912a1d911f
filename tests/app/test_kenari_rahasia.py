"""NIP, NIK and tokens planted in every form, header and query of the real application come out nowhere: no log, no
event, no read model, no address, no export, no metric (security, target 25; ASVS 14.2.1, 16.2.5)."""

from __future__ import annotations

import io
import json
import logging
import re
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg
from bs4 import BeautifulSoup
from flask import Flask
from prometheus_client import generate_latest
from psycopg import sql
from werkzeug.test import TestResponse

from app.rumah import Rumah
from domain.wewenang import TABEL, Tindakan
from infra.bukti.bundel import tulis_bundel
from infra.impor.ekspor import ekspor
from infra.lokal import serve
from infra.metrik import REGISTRI
from infra.projections.baris import SOP
from tests.app.conftest import HX, Orang, Panggung
from tests.app.halaman import isi_formulir
from tests.app.milik import satu_dari_setiap
from tests.app.test_rute import PERAN, _cara, _jalur, _rute
from tests.app.test_siklus import sop_diajukan, sop_konsep
from tests.basis_data import BasisData
from tests.infra.db.katalog import tabel_penyewa
from tests.infra.tlog.panggung import Penanda
from tests.pindai.skema import nama_isian, sumber

NIP, NIK, TOKEN = "199003152015042007", "3372014503900003", "kenari-Q7xw2LmZ0token"
RAHASIA = (NIP, NIK, TOKEN)
TULISAN = f"Catatan NIP {NIP} dan NIK {NIK[:4]} {NIK[4:]}"
TERTULIS = (NIP, NIK, f"{NIK[:4]} {NIK[4:]}")
UUID_APA_PUN = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
KEPALA = {
    "Authorization": f"Bearer {TOKEN}",
    "X-Api-Key": TOKEN,
    "User-Agent": f"Peramban {NIP}",
    "Referer": f"http://localhost/?nik={NIK}&token={TOKEN}",
    "X-Forwarded-For": NIP,
    "X-Request-ID": TOKEN,
}


def bocor(tempat: str, isi: str, rahasia: tuple[str, ...] = (*RAHASIA, *TERTULIS)) -> list[str]:
    return [f"{tempat}: {satu}" for satu in rahasia if satu in isi]


def alamat_dalam(respons: TestResponse) -> str:
    """Every address that an answer leads to: in its headers, its links and its forms."""
    kepala = [isi for nama, isi in respons.headers if nama.lower() in ("location", "link") or nama.startswith("HX-")]
    if not respons.content_type.startswith("text/html"):
        return " ".join(kepala)
    unsur = BeautifulSoup(respons.get_data(as_text=True), "html.parser").find_all(True)
    nama = ("href", "src", "action", "hx-get", "hx-post")
    return " ".join([*kepala, *(str(x[a]) for x in unsur for a in nama if x.has_attr(a))])


def berhak(panggung: Panggung, izin: Tindakan | None) -> Orang:
    """Somebody who gets past the door of this route."""
    for nama, peran in PERAN.items():
        if izin is None or izin in TABEL[peran] or izin is Tindakan.KERJA:
            return panggung.orang[nama]
    raise AssertionError(izin)


def lewat_setiap_rute(aplikasi: Flask, panggung: Panggung, ids: dict[str, str]) -> list[str]:
    """Every field that any view of its package asks for, all headers, and then the same in the query."""
    temuan: list[str] = []
    for rute in _rute(aplikasi):
        view = aplikasi.view_functions[rute.endpoint]
        if rute.endpoint in ("masuk.keluar", "peragaan.jam"):
            continue
        orang, jalur = berhak(panggung, getattr(view, "izin", None)), _jalur(rute, ids)
        alamat = f"/{panggung.tenant.kode}{jalur}"
        argumen, isian = nama_isian(sumber(view))
        if _cara(rute) == "POST":
            data = dict.fromkeys(isian, TULISAN) | {"csrf": orang.csrf, "perintah": str(uuid4())}
            respons = orang.klien.post(alamat, data=data, headers=KEPALA | HX)
            temuan += bocor(f"address after POST {rute.rule}", alamat_dalam(respons))
        else:
            temuan += bocor(f"address in {rute.rule}", alamat_dalam(orang.klien.get(alamat, headers=KEPALA)))
        tanya = dict.fromkeys((*argumen, "token"), NIP) | {"token": TOKEN, "nik": NIK}
        orang.klien.open(alamat, method=_cara(rute), query_string=tanya, headers=KEPALA)
    return temuan


def lewat_setiap_formulir(panggung: Panggung, halaman: list[str]) -> list[str]:
    """Every form that these pages show, as filled in as it is, with one text after the other replaced."""
    temuan: list[str] = []
    sudah: set[tuple[str, str]] = set()
    for orang in (panggung.sari, panggung.hendra, panggung.ratna, panggung.budi, panggung.dwi):
        for jalur in halaman:
            respons = orang.klien.get(f"/{panggung.tenant.kode}{jalur}")
            if respons.status_code != 200:
                continue
            for form in BeautifulSoup(respons.get_data(as_text=True), "html.parser").find_all("form", method="post"):
                if str(form["action"]).endswith(("/keluar", "/jam-peragaan")):
                    continue
                isi = isi_formulir(form)
                for teks in form.find_all(["textarea", "input"], attrs={"name": True}):
                    satu = (UUID_APA_PUN.sub("-", str(form["action"])), str(teks["name"]))
                    if teks.get("type", "text") not in ("hidden", "checkbox", "radio") and satu not in sudah:
                        sudah.add(satu)
                        baru = isi | {"perintah": str(uuid4()), str(teks["name"]): TULISAN}
                        jawaban = orang.klien.post(str(form["action"]), data=baru, headers=KEPALA)
                        temuan += bocor(f"address after {satu}", alamat_dalam(jawaban))
    assert len(sudah) > 25, "too few forms were found to say anything"
    return temuan


def di_basis(
    superuser: psycopg.Connection[Any], tenant_id: int, rahasia: tuple[str, ...] = (*RAHASIA, *TERTULIS)
) -> list[str]:
    """Events, read models, everything that the tenant has."""
    temuan = []
    for tabel in tabel_penyewa(superuser):
        rows = superuser.execute(
            sql.SQL("SELECT * FROM {} WHERE tenant_id = %s").format(tabel.sql), (tenant_id,)
        ).fetchall()
        temuan += bocor(tabel.nama, "\n".join(repr(row) for row in rows), rahasia)
    return temuan


HALAMAN = (
    *("/kerja/sop/baru", "/kerja/peraturan", "/kerja/tata-cetak", "/kerja/aturan-pemeriksaan", "/kerja/jabatan"),
    *("/kerja/jabatan/{jabatan_id}/serah-terima", "/kerja/perangkat-daerah/{opd_id}"),
)
HALAMAN_SOP = (
    *("", "/evaluasi", "/masukan", "/perhitungan", "/penyuntingan?sel=isian.nama", "/penyuntingan?sel=langkah.baru."),
    *("/penyuntingan?sel=langkah.{langkah_id}", "/penyuntingan?sel=isian.pengesah", "/penyuntingan?sel=pelaksana.baru"),
    *("/penyuntingan?sel=butir.dasar_hukum.baru", "/pemeriksaan"),
)


def test_tidak_ada_rahasia_yang_keluar(
    aplikasi: Flask,
    rumah: Rumah,
    panggung: Panggung,
    basis_data: BasisData,
    superuser: psycopg.Connection[Any],
    catatan: io.StringIO,
    tmp_path: Path,
) -> None:
    ids = satu_dari_setiap(panggung, rumah)
    sop = {"sop_id": ids["sop_id"], "konsep": sop_konsep(panggung), "diajukan": sop_diajukan(panggung)}
    halaman = [x.format(**ids) for x in HALAMAN]
    halaman += [f"/kerja/sop/{satu}{akhir.format(**ids)}" for satu in sop.values() for akhir in HALAMAN_SOP]
    temuan = lewat_setiap_rute(aplikasi, panggung, ids) + lewat_setiap_formulir(panggung, halaman)
    temuan += di_basis(superuser, panggung.tenant.id)
    temuan += bocor("log", catatan.getvalue()) + bocor("metrics", generate_latest(REGISTRI).decode())
    assert len(catatan.getvalue().splitlines()) > 200, "the log was looked at while nobody wrote it"
    for satu in sop.values():
        isi = ekspor(rumah.buku.muat(SOP, UUID(satu)), rumah.dokumen)
        temuan += bocor("export", json.dumps(isi, default=str, ensure_ascii=False))
    Penanda(basis_data, rumah.basis).tanda_tangani()
    tulis_bundel(rumah.basis, tmp_path / "bukti")
    berkas = [p for p in (tmp_path / "bukti").rglob("*") if p.is_file()]
    assert berkas
    for satu_berkas in berkas:
        temuan += bocor(f"bundle {satu_berkas.name}", satu_berkas.read_text(errors="replace"), (*RAHASIA, *TERTULIS))
    assert sorted(set(temuan)) == []


def test_sesi_dan_token_tidak_dicatat(panggung: Panggung, catatan: io.StringIO) -> None:
    kuki = panggung.sari.klien.get_cookie("riwayat", path=f"/{panggung.tenant.kode}/kerja/")
    assert kuki is not None
    panggung.sari.buka("/kerja/")
    panggung.sari.kirim("/kerja/sop", {"nama": "", "opd": str(panggung.opd)})
    panggung.sari.kirim("/kerja/keluar")
    assert catatan.getvalue()
    assert (
        bocor("log", catatan.getvalue(), (kuki.value, panggung.sari.csrf, "198001012005011999", "Sari Wulandari")) == []
    )


def test_peladen_tidak_menulis_log_akses() -> None:
    """Granian's own access log would write whole addresses, with their query."""
    assert "--access-log" not in Path(serve.__file__).read_text()


def test_kenari_yang_disimpan_dan_dicatat_ketahuan(
    panggung: Panggung, superuser: psycopg.Connection[Any], catatan: io.StringIO
) -> None:
    """Planted behind the product's back, in a table, in the log and in a link: seen each time."""
    superuser.execute(
        "UPDATE tata.orang SET surel = %s WHERE tenant_id = %s AND orang_id = %s",
        (f"{NIP}@x.test", panggung.tenant.id, panggung.sari.id),
    )
    assert di_basis(superuser, panggung.tenant.id) == [f"tata.orang: {NIP}", f"tata.orang: {NIP}"]
    logging.getLogger("uji").warning("%s", TOKEN)
    assert bocor("log", catatan.getvalue()) == [f"log: {TOKEN}"]
    respons = TestResponse([f'<a href="/?nik={NIK}">'.encode()], "200 OK", {"Content-Type": "text/html"}, request=None)  # type: ignore[arg-type]
    assert bocor("x", alamat_dalam(respons))
