"""The PDF: what it claims, what it shows, and that nothing typed by a person becomes markup."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from domain.sop.cetak import Kertas, TataCetak
from infra.cetak import Buku, CetakGagalError, Lembaran, Pencetak
from infra.cetak.proses import _jawaban
from tests.infra.cetak.lembar import contoh, contoh_bernomor, di_mana_mana, lembar
from tests.infra.cetak.pdf import Pdf
from tests.infra.impor.bahan import CONTOH

MARKUP_TYPST = '#pagebreak() #read("/etc/passwd") *tebal* _miring_ $x^2$ = Judul @rujuk <label> \\ // /* */ ``` #[x] "'
MARKUP_HTML = "<script>alert(1)</script><img src=x onerror=alert(1)> &amp; <b>x</b> {{ 7*7 }} {% raw %}"
JAHAT = {
    "typst": MARKUP_TYPST,
    "html": MARKUP_HTML,
    "emoji": "Rapat 😀👩‍👩‍👧‍👦🇮🇩 selesai ✓",
    "kanan-ke-kiri": "\u202eterbalik\u202c مرحبا שלום\u2067x\u2069",
    "asing": "中文 ꦗꦮ ไทย \u0301a\u0301 \ufeff \ufffd \U0001f5ff",
    "kendali": "a\u200bb\u200dc\u00add\u2028e\u0085f\ttab\nbaris",
    "satu-kata": "a" * 3_000,
}


def datar(teks: str) -> str:
    """Without blanks and marks nobody sees: texts are broken into lines, long words at any letter."""
    return re.sub(r"[\s\u200b\u00ad]", "", teks)


@pytest.mark.parametrize("berkas", CONTOH, ids=lambda b: b.stem[:2])
def test_every_sample_is_printed_with_all_its_words(berkas: Path, pencetak: Pencetak) -> None:
    x = contoh(berkas)
    pdf = Pdf(pencetak.pdf(x))
    assert all(pdf.huruf().values())
    tercetak = datar(pdf.semua_teks())
    for baris in x.baris:
        for teks in (baris.kegiatan, baris.pertanyaan, baris.kelengkapan, baris.output, baris.keterangan):
            assert datar(teks) in tercetak
    assert len(pdf.halaman) == len(pencetak.gambar(x))


def test_a_kept_pdf_shows_the_pages_that_were_printed(pencetak: Pencetak) -> None:
    x = contoh_bernomor("16")
    gambar, asli = pencetak.gambar_berkas(pencetak.pdf(x)), pencetak.gambar(x)
    assert [g[16:24] for g in gambar] == [g[16:24] for g in asli]
    assert all(0.5 < len(g) / len(a) < 2 for g, a in zip(gambar, asli, strict=True))


def test_same_sheet_same_bytes_in_two_processes(pencetak: Pencetak) -> None:
    x = contoh_bernomor("05")
    lain = Pencetak()
    try:
        assert lain.pdf(x) == pencetak.pdf(x) == pencetak.pdf(replace(x))
    finally:
        lain.tutup()


def test_the_metadata_has_the_documents_own_date(pencetak: Pencetak) -> None:
    isi = pencetak.pdf(replace(contoh_bernomor("16"), tanggal=1_767_225_600))
    assert b"2026-01-01T00:00:00" in isi
    assert b"20261" not in isi


def test_the_file_claims_pdf_a_2b_and_has_tags_title_and_language(pencetak: Pencetak) -> None:
    isi = pencetak.pdf(contoh_bernomor("16"))
    assert b"<pdfaid:part>2</pdfaid:part>" in isi
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in isi
    assert b"/GTS_PDFA1" in isi
    assert b"/StructTreeRoot" in isi
    assert b"/Lang(id)" in isi
    for tag in (b"Table", b"TH", b"TD", b"Figure", b"H1"):
        assert b"/S/" + tag + b"/" in isi, tag
    assert b"Pengelolaan Surat Masuk" in isi


def test_texts_come_in_reading_order(pencetak: Pencetak) -> None:
    """Down the identity sheet, then row by row from left to right."""
    x = contoh_bernomor("16")
    teks = datar(Pdf(pencetak.pdf(x)).semua_teks())
    urutan = ["PEMERINTAHKOTAUJI", "NomorSOP", "Disahkanoleh", "NAMASOP", "DASARHUKUM", "KETERKAITAN", "PERINGATAN"]
    for b in x.baris:
        urutan += [datar(b.kegiatan), datar(b.kelengkapan), datar(b.waktu), datar(b.output)]
    tempat = 0
    for satu in urutan:
        ditemukan = teks.find(satu, tempat)
        assert ditemukan >= 0, f"{satu} after {teks[max(0, tempat - 40) : tempat]}"
        tempat = ditemukan


def test_the_chart_has_a_text_twin_for_those_who_do_not_see_it(pencetak: Pencetak) -> None:
    assert b"/Alt(Pelaksana: Pengadministrasi Perkantoran" in pencetak.pdf(contoh_bernomor("16"))


@pytest.mark.parametrize("teks", JAHAT.values(), ids=JAHAT)
def test_no_text_breaks_a_page_or_becomes_markup(teks: str, pencetak: Pencetak) -> None:
    pdf = Pdf(pencetak.pdf(di_mana_mana(teks)))
    assert all(pdf.huruf().values())
    assert pdf.halaman


@pytest.mark.parametrize("teks", [MARKUP_TYPST, MARKUP_HTML])
def test_markup_is_printed_as_it_was_typed(teks: str, pencetak: Pencetak) -> None:
    tercetak = datar(Pdf(pencetak.pdf(di_mana_mana(teks))).semua_teks())
    assert tercetak.count(datar(teks)) >= 20


def test_a_hyphenated_word_too_wide_for_its_column_breaks_at_the_hyphen(pencetak: Pencetak) -> None:
    x = replace(lembar("Mulai", "Selesai"), pelaksana=(("", "Kabag Perundang-undangan"), ("", "Kepala")))
    assert {"Perundang-", "undangan"} <= set(Pdf(pencetak.pdf(x)).semua_teks().split())


def test_a_character_without_a_glyph_becomes_a_box(pencetak: Pencetak) -> None:
    kata = Pdf(pencetak.pdf(lembar("Rapat 中 selesai"))).kata()
    assert "Rapat □ selesai" in kata


def test_a_mark_that_turns_texts_around_is_not_printed(pencetak: Pencetak) -> None:
    assert "Bayar 001" in Pdf(pencetak.pdf(lembar("Bayar \u202e001"))).kata()


def test_a_control_character_is_not_printed_and_breaks_nothing(pencetak: Pencetak) -> None:
    assert "Catat 001" in Pdf(pencetak.pdf(lembar("Catat \x9d\x7f001"))).kata()


def test_a_failure_does_not_quote_what_somebody_wrote() -> None:
    """What Typst says of a text that it cannot set goes into the log, the text itself does not."""
    kepala = json.dumps({"galat": "error: the text `Sari, 3372` has no font", "panjang": []}).encode() + b"\n"
    anak: Any = SimpleNamespace(stdin=BytesIO(), stdout=BytesIO(kepala))
    with pytest.raises(CetakGagalError, match=r"^error: the text `\.\.\.` has no font$"):
        _jawaban(anak, b"{}\n")


def test_a_text_too_long_for_its_cell_goes_to_an_annex_whole(pencetak: Pencetak) -> None:
    panjang = " ".join(f"kata{n}" for n in range(1_500))
    assert len(panjang) > 10_000
    pdf = Pdf(pencetak.pdf(lembar("Mulai", panjang, "Selesai", output="berkas")))
    kata = pdf.kata()
    assert "(selengkapnya pada lampiran)" in kata
    assert "Lampiran: isian yang tidak muat pada tabel" in kata
    assert datar(panjang) in datar(pdf.semua_teks())


def test_five_hundred_steps_are_printed(pencetak: Pencetak) -> None:
    pdf = Pdf(pencetak.pdf(lembar(*(f"Langkah ke-{n}" for n in range(500)))))
    assert "Langkah ke-499" in pdf.kata()
    assert len(pdf.halaman) >= 40


def test_pentagons_come_in_pairs_and_name_the_others_page(pencetak: Pencetak) -> None:
    pdf = Pdf(pencetak.pdf(lembar(*("Memeriksa berkas permohonan" for _ in range(30)))))
    potong = [" ".join(pdf.teks(n).split()) for n in range(len(pdf.halaman))]
    assert len(potong) == 4
    assert re.search(r"\bA\s+h\.3", potong[1])
    assert re.search(r"\bA\s+h\.2", potong[2])
    assert re.search(r"\bB\s+h\.4", potong[2])
    assert re.search(r"\bB\s+h\.3", potong[3])
    assert all("Kegiatan" in p and f"Halaman {n} dari 4" in p for n, p in enumerate(potong[1:], 2))


@pytest.mark.parametrize("kertas", Kertas)
@pytest.mark.parametrize("sendiri", [True, False])
def test_papers_and_the_place_of_the_identity_sheet(kertas: Kertas, sendiri: bool, pencetak: Pencetak) -> None:
    pdf = Pdf(pencetak.pdf(lembar("Satu", "Dua", tata=TataCetak(kertas, sendiri))))
    assert len(pdf.halaman) == (2 if sendiri else 1)
    kotak = re.search(rb"/MediaBox\[0 0 ([\d.]+) ([\d.]+)\]", pdf.isi)
    assert kotak is not None
    assert (float(kotak[1]), float(kotak[2])) == pytest.approx((kertas.lebar, kertas.tinggi), abs=0.01)


def test_a_book_has_cover_decrees_list_explanation_and_the_sops(pencetak: Pencetak) -> None:
    isi: tuple[Lembaran, ...] = (contoh_bernomor("16"), contoh_bernomor("05"))
    buku = Buku("Kota Uji", "Dinas Uji", "2026", (("SK/1", "1 Januari 2026", "Kepala", "Dua SOP"),), isi, "Buku SOP")
    pdf = Pdf(pencetak.buku(buku))
    halaman = [" ".join(pdf.teks(n).split()) for n in range(len(pdf.halaman))]
    assert len(halaman) == 8
    assert "STANDAR OPERASIONAL PROSEDUR" in halaman[0]
    assert "SK/1" in halaman[1]
    assert re.search(r"Pengelolaan Surat Masuk 5 .*Perbaikan PC.* 7", halaman[2])
    assert "Penjelasan singkat penggunaan" in halaman[3]
    assert "DASAR HUKUM" in halaman[4]
    assert all(pdf.huruf().values())
