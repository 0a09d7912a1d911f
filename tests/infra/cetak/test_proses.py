"""The process behind the printer: a time limit that holds, and a way back after every end."""

from __future__ import annotations

import os
import signal
from dataclasses import replace

import pytest

from infra.cetak import proses
from infra.cetak.lambang import jenis_gambar
from infra.cetak.pencetak import Pencetak
from infra.cetak.proses import CetakGagalError, Proses
from tests.infra.cetak.lembar import lembar
from tests.infra.cetak.pdf import Pdf

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="40"><rect width="20" height="40" fill="red"/></svg>'


def test_a_document_that_takes_too_long_is_given_up_and_the_next_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    lambat = Proses(batas=0.05)
    try:
        with pytest.raises(CetakGagalError):
            lambat.minta(kerja="pdf", templat="huruf.typ", data='"x"', tanggal=0)
        monkeypatch.setattr(lambat, "_batas", 20)
        assert lambat.minta(kerja="pdf", templat="huruf.typ", data='"x"', tanggal=0)[0].startswith(b"%PDF")
    finally:
        lambat.tutup()


def test_a_process_that_was_killed_is_started_again() -> None:
    satu = Proses()
    try:
        satu.minta(kerja="pdf", templat="huruf.typ", data='"x"', tanggal=0)
        anak = satu._anak
        assert anak is not None
        os.kill(anak.pid, signal.SIGKILL)
        anak.wait()
        assert satu.minta(kerja="pdf", templat="huruf.typ", data='"x"', tanggal=0)
    finally:
        satu.tutup()


def test_a_fresh_process_takes_over_after_many_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proses, "SETELAH", 1)
    satu = Proses()
    try:
        nomor = set()
        for _ in range(2):
            satu.minta(kerja="pdf", templat="huruf.typ", data='"x"', tanggal=0)
            assert satu._anak is not None
            nomor.add(satu._anak.pid)
        assert len(nomor) == 2
    finally:
        satu.tutup()
    satu.tutup()


def test_who_waits_too_long_for_a_turn_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proses, "GILIRAN_DETIK", 0.01)
    satu = Proses()
    with satu._kunci, pytest.raises(CetakGagalError, match="waiting"):
        satu.minta(kerja="ukur", data="{}")


def test_what_typst_refuses_is_said_and_the_process_lives_on() -> None:
    satu = Proses()
    try:
        with pytest.raises(CetakGagalError):
            satu.minta(kerja="pdf", templat="sop.typ", data="{}", tanggal=0)
        anak = satu._anak
        satu.minta(kerja="pdf", templat="huruf.typ", data='"x"', tanggal=0)
        assert satu._anak is anak
    finally:
        satu.tutup()


@pytest.mark.parametrize(
    ("isi", "jenis"),
    [
        (SVG, "svg"),
        (b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- x --><svg/>', "svg"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]><svg/>', ""),
        (b"<html><svg/></html>", ""),
        (b"GIF89a", ""),
        (b"", ""),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x10", "png"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xff\xff\0\0\xff\xff", ""),
    ],
)
def test_what_is_taken_as_an_emblem(isi: bytes, jenis: str) -> None:
    assert jenis_gambar(isi) == jenis


def test_an_emblem_is_drawn_anew_and_printed(pencetak: Pencetak) -> None:
    jahat = SVG.replace(b"<rect", b"<script>alert(1)</script><rect onclick='alert(2)'", 1)
    png = pencetak.lambang(jahat)
    assert png.startswith(b"\x89PNG")
    assert b"script" not in png
    assert pencetak.lambang(png).startswith(b"\x89PNG")
    isi = pencetak.pdf(replace(lembar("Satu"), lambang=png))
    assert b"/Subtype/Image" in isi
    assert Pdf(isi).halaman


def test_a_broken_picture_is_refused(pencetak: Pencetak) -> None:
    for isi in (
        b"<svg",
        SVG.replace(b"<rect", b"<image href='/etc/passwd' width='9' height='9'/><rect"),
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x10",
    ):
        with pytest.raises(CetakGagalError):
            pencetak.lambang(isi)
