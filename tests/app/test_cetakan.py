"""The printed SOP on the web: preview, PDF, the kept document of an approval, the book, and how a government prints."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from flask import Flask
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, stream_encode_multipart

from app.rumah import Rumah
from domain.pemda import ALIRAN
from infra.cetak import CetakGagalError
from infra.projections.baris import PEMDA, SOP
from tenants.context import tenant_scope
from tests.app.conftest import Orang, Panggung
from tests.app.halaman import formulir_ke
from tests.app.test_siklus import SK, sop_diajukan, sop_sah
from tests.infra.cetak.pdf import Pdf

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="40"><rect width="20" height="40" fill="red"/></svg>'


def ambil(orang: Orang, jalur: str, status: int = 200) -> TestResponse:
    respons = orang.klien.get(f"/{orang.tenant.kode}{jalur}")
    assert respons.status_code == status
    return respons


def pdf(orang: Orang, jalur: str) -> Pdf:
    respons = ambil(orang, jalur)
    assert respons.content_type == "application/pdf"
    return Pdf(respons.data)


def unggah(orang: Orang, isi: bytes) -> TestResponse:
    data = {"csrf": orang.csrf, "perintah": str(uuid4()), "lambang": FileStorage(BytesIO(isi), "lambang.svg")}
    kiriman, _, batas = stream_encode_multipart(data, use_tempfile=False)
    jenis = f'multipart/form-data; boundary="{batas}"'
    alamat = f"/{orang.tenant.kode}/kerja/tata-cetak/lambang"
    return orang.klien.post(alamat, data=kiriman.read(), content_type=jenis)


def test_the_preview_shows_each_page_as_a_picture(panggung: Panggung) -> None:
    sop = sop_diajukan(panggung)
    halaman = panggung.sari.buka(f"/kerja/sop/{sop}/cetakan")
    gambar = [str(g["src"]) for g in halaman.select("#panel img")]
    assert len(gambar) == 2
    for alamat in gambar:
        respons = panggung.sari.klien.get(alamat)
        assert (respons.status_code, respons.content_type) == (200, "image/png")
        assert respons.data.startswith(b"\x89PNG")
    assert "img-src 'self'" in ambil(panggung.sari, f"/kerja/sop/{sop}/cetakan").headers["Content-Security-Policy"]


def test_the_preview_answers_htmx_with_its_panel_alone(panggung: Panggung) -> None:
    sop = sop_diajukan(panggung)
    bagian = panggung.sari.buka(f"/kerja/sop/{sop}/cetakan", htmx=True)
    assert bagian.find(id="panel") is not None
    assert bagian.find(id="isi") is None


@pytest.mark.parametrize("nomor", ["0", "3", "99999"])
def test_there_is_no_page_beyond_the_last(panggung: Panggung, nomor: str) -> None:
    ambil(panggung.sari, f"/kerja/sop/{sop_diajukan(panggung)}/cetakan/{nomor}.png", 404)


def test_a_draft_says_that_it_is_one(panggung: Panggung) -> None:
    kata = pdf(panggung.sari, f"/kerja/sop/{sop_diajukan(panggung)}/cetakan.pdf").kata()
    assert "Konsep versi 1" in kata
    assert "belum disahkan" in kata


def test_the_pdf_of_an_approval_is_kept_and_named_by_the_event(panggung: Panggung, rumah: Rumah) -> None:
    sop = sop_sah(panggung)
    respons = ambil(panggung.sari, f"/kerja/sop/{sop}/cetakan.pdf")
    with tenant_scope(panggung.tenant):
        sah = rumah.buku.muat(SOP, UUID(sop)).pengesahan[-1]
    assert sha256(respons.data).hexdigest() == sah.fakta.dokumen_sha256
    kata = Pdf(respons.data).kata()
    for teks in (sah.fakta.nomor, "Ratna Dewi", "NIP 198001012005011999", sah.fakta.keputusan.nomor):
        assert teks in kata


def test_the_kept_pdf_does_not_follow_later_changes(panggung: Panggung) -> None:
    sop = sop_sah(panggung)
    dulu = ambil(panggung.sari, f"/kerja/sop/{sop}/cetakan.pdf").data
    gambar = ambil(panggung.sari, f"/kerja/sop/{sop}/cetakan/1.png").data
    panggung.dwi.kirim("/kerja/tata-cetak", {"kertas": "legal"})
    assert unggah(panggung.dwi, SVG).status_code == 303
    assert ambil(panggung.sari, f"/kerja/sop/{sop}/cetakan.pdf").data == dulu
    assert "disimpan saat disahkan" in panggung.sari.buka(f"/kerja/sop/{sop}/cetakan").get_text()
    assert ambil(panggung.sari, f"/kerja/sop/{sop}/cetakan/1.png").data == gambar


def test_a_kept_pdf_that_somebody_changed_is_not_shown(panggung: Panggung, superuser: psycopg.Connection[Any]) -> None:
    sop = sop_sah(panggung)
    alih = "UPDATE tata.berkas SET isi = isi || '\\x20'::bytea WHERE tenant_id = %s"
    superuser.execute(alih, (panggung.tenant.id,))
    teks = ambil(panggung.sari, f"/kerja/sop/{sop}/cetakan.pdf", 422).get_data(as_text=True)
    assert "tidak lagi sama dengan yang disahkan" in teks


def test_the_public_gets_the_very_same_bytes(panggung: Panggung, aplikasi: Flask) -> None:
    sop = sop_sah(panggung)
    umum, alamat = aplikasi.test_client(), f"/{panggung.tenant.kode}/sop/{sop}"
    laman = umum.get(alamat).get_data(as_text=True)
    assert f'href="{alamat}/cetakan.pdf"' in laman
    respons = umum.get(f"{alamat}/cetakan.pdf")
    assert respons.data == ambil(panggung.sari, f"/kerja/sop/{sop}/cetakan.pdf").data
    assert respons.headers["Content-Disposition"].startswith("inline; filename=")


def test_the_public_gets_no_draft(panggung: Panggung, aplikasi: Flask) -> None:
    sop = sop_diajukan(panggung)
    assert aplikasi.test_client().get(f"/{panggung.tenant.kode}/sop/{sop}/cetakan.pdf").status_code == 404


def test_another_agency_sees_no_print(panggung: Panggung) -> None:
    sop = sop_diajukan(panggung)
    for akhir in ("cetakan", "cetakan.pdf", "cetakan/1.png"):
        ambil(panggung.siti, f"/kerja/sop/{sop}/{akhir}", 403)


def test_another_government_has_no_such_file(panggung: Panggung, rumah: Rumah, buat_pemda: object) -> None:
    with tenant_scope(panggung.tenant):
        sidik = rumah.berkas.simpan(b"%PDF-isi", "application/pdf")
        assert rumah.berkas.simpan(b"%PDF-isi", "application/pdf") == sidik
        assert rumah.berkas.ambil(sidik) == b"%PDF-isi"
    with tenant_scope(buat_pemda()):  # type: ignore[operator]
        assert rumah.berkas.ambil(sidik) is None
        assert rumah.berkas.ambil("") is None


def test_an_approval_is_not_recorded_without_its_document(
    panggung: Panggung, rumah: Rumah, monkeypatch: pytest.MonkeyPatch
) -> None:
    sop = sop_diajukan(panggung)
    panggung.budi.isi_dan_kirim(f"/kerja/sop/{sop}", "/verifikasi")

    def gagal(*_: object) -> bytes:
        raise CetakGagalError("too slow")

    monkeypatch.setattr(rumah.pencetak, "pdf", gagal)
    respons = panggung.ratna.isi_dan_kirim(
        f"/kerja/sop/{sop}", "/pengesahan", nomor="1/2026", tanggal_efektif="2025-06-02", **SK
    )
    assert respons.status_code == 422
    assert "pengesahan belum dicatat" in respons.get_data(as_text=True)
    with tenant_scope(panggung.tenant):
        assert not rumah.buku.muat(SOP, UUID(sop)).pengesahan


def test_a_print_that_fails_says_so(panggung: Panggung, rumah: Rumah, monkeypatch: pytest.MonkeyPatch) -> None:
    def gagal(*_: object) -> bytes:
        raise CetakGagalError("typst said #no")

    sop = sop_diajukan(panggung)
    monkeypatch.setattr(rumah.pencetak, "gambar", gagal)
    teks = ambil(panggung.sari, f"/kerja/sop/{sop}/cetakan", 503).get_data(as_text=True)
    assert "Cetakan belum dapat dibuat" in teks
    assert "typst" not in teks


def test_the_book_of_an_agency(panggung: Panggung) -> None:
    sop_sah(panggung)
    laman = panggung.budi.buka(f"/kerja/perangkat-daerah/{panggung.opd}")
    assert laman.find("a", href=lambda h: bool(h and h.endswith("/buku.pdf"))) is not None
    kata = pdf(panggung.budi, f"/kerja/perangkat-daerah/{panggung.opd}/buku.pdf").kata()
    for teks in ("STANDAR OPERASIONAL PROSEDUR", "SEKRETARIAT DPRD", "Daftar isi", "Penjelasan singkat penggunaan"):
        assert teks in kata


def test_a_book_without_sops_is_refused_with_a_sentence(panggung: Panggung) -> None:
    teks = ambil(panggung.budi, f"/kerja/perangkat-daerah/{panggung.opd}/buku.pdf", 422).get_data(as_text=True)
    assert "belum memiliki SOP yang berlaku" in teks


def test_how_a_government_prints(panggung: Panggung) -> None:
    respons = panggung.dwi.isi_dan_kirim("/kerja/tata-cetak", "/tata-cetak", kertas="a4", identitas="")
    assert respons.status_code == 303
    form = formulir_ke(panggung.dwi.buka("/kerja/tata-cetak"), "/tata-cetak")
    pilih = form.find("option", selected=True)
    assert pilih is not None
    assert pilih["value"] == "a4"
    dokumen = pdf(panggung.sari, f"/kerja/sop/{sop_diajukan(panggung)}/cetakan.pdf")
    assert len(dokumen.halaman) == 1
    assert b"/MediaBox[0 0 841.8" in dokumen.isi


def test_an_unknown_paper_is_refused_at_its_field(panggung: Panggung) -> None:
    respons = panggung.dwi.kirim("/kerja/tata-cetak", {"kertas": "<b>"})
    assert respons.status_code == 422
    assert "Pilih salah satu ukuran kertas" in respons.get_data(as_text=True)


def test_labels_are_printed(panggung: Panggung) -> None:
    isi = {"label_nomor": "Nomor SOP AP", "label_tanggal_efektif": "Tgl Pengesahan"}
    assert panggung.dwi.kirim("/kerja/tata-cetak/sebutan", isi).status_code == 303
    kata = pdf(panggung.sari, f"/kerja/sop/{sop_diajukan(panggung)}/cetakan.pdf").kata()
    assert "Nomor SOP AP" in kata
    assert "Tgl Pengesahan" in kata


def test_an_emblem_is_drawn_anew_shown_printed_and_taken_off(panggung: Panggung, rumah: Rumah) -> None:
    sop = sop_diajukan(panggung)
    assert unggah(panggung.dwi, SVG).status_code == 303
    gambar = ambil(panggung.dwi, "/kerja/tata-cetak/lambang.png")
    assert gambar.data.startswith(b"\x89PNG")
    assert b"/Subtype/Image" in pdf(panggung.sari, f"/kerja/sop/{sop}/cetakan.pdf").isi
    with tenant_scope(panggung.tenant):
        assert rumah.buku.muat(PEMDA, ALIRAN).lambang == sha256(gambar.data).hexdigest()
    assert panggung.dwi.kirim("/kerja/tata-cetak/tanpa-lambang").status_code == 303
    ambil(panggung.dwi, "/kerja/tata-cetak/lambang.png", 404)


@pytest.mark.parametrize(
    "isi",
    [
        b"",
        b"<html><script>alert(1)</script></html>",
        b"GIF89a",
        SVG + b" " * 600_000,
        b"<svg",
        b"\x89PNG\r\n\x1a\nIHDR",
    ],
    ids=["nothing", "html", "gif", "too-big", "broken-svg", "broken-png"],
)
def test_what_is_no_picture_is_refused_with_a_sentence(panggung: Panggung, isi: bytes) -> None:
    respons = unggah(panggung.dwi, isi)
    assert respons.status_code == 422
    assert "PNG" in respons.get_data(as_text=True)


def test_only_who_runs_the_government_decides_how_it_prints(panggung: Panggung) -> None:
    assert panggung.ratna.kirim("/kerja/tata-cetak", {"kertas": "a4"}).status_code == 403
    assert unggah(panggung.budi, SVG).status_code == 403
