"""Measure, make up pages, print. What was made up once is remembered, since a preview asks page by page."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Any

from domain.sop.cetak import bagi, kolom
from infra.cetak import muatan
from infra.cetak.beda import LampiranBeda
from infra.cetak.lambang import jenis_gambar
from infra.cetak.lembaran import Buku, Lembaran
from infra.cetak.proses import Proses

DIINGAT = 16
PPI = 144
_HALAMAN = re.compile(rb"<</Type/Page/[^>]*/MediaBox\[0 0 ([\d.]+) ([\d.]+)\]")
"""A page in a PDF as Typst writes it."""
RUANG_LAMPIRAN = 0.6
"""Part of a page above which a text leaves its cell for the annex."""


class Pencetak:
    """One per application; its process starts with the first document."""

    def __init__(self) -> None:
        self._proses = Proses()
        self._rakit = lru_cache(maxsize=DIINGAT)(self._rakit_baru)
        self._gambar = lru_cache(maxsize=DIINGAT)(self._gambar_baru)
        self._gambar_berkas = lru_cache(maxsize=DIINGAT)(self._gambar_berkas_baru)

    def pdf(self, x: Lembaran) -> bytes:
        """PDF/A-2b with tags; the same bytes for the same sheet."""
        return self._proses.minta(kerja="pdf", templat="sop.typ", data=self._rakit(x), tanggal=x.tanggal)[0]

    def gambar(self, x: Lembaran) -> tuple[bytes, ...]:
        """The same pages as PNG."""
        return self._gambar(x)

    def gambar_berkas(self, pdf: bytes) -> tuple[bytes, ...]:
        """The pages of a kept PDF as PNG: what a reader sees is the file itself, however we would print today."""
        return self._gambar_berkas(pdf)

    def buku(self, x: Buku) -> bytes:
        """A book of at least one SOP, as PDF/A-2b."""
        sop = [self._susun(satu, tingkat=2) for satu in x.isi]
        buku = {
            "perangkat": x.perangkat,
            "tahun": x.tahun,
            "keputusan": x.keputusan,
            "kaki": x.kaki,
        }
        data = muatan.dokumen(f"Buku SOP {x.perangkat}", x.instansi, x.isi, sop, buku=buku)
        return self._proses.minta(kerja="pdf", templat="buku.typ", data=data, tanggal=x.tanggal)[0]

    def perbandingan(self, x: LampiranBeda) -> bytes:
        """What differs between two moments, as PDF/A-2b."""
        return self._proses.minta(kerja="pdf", templat="perbandingan.typ", data=x.data(), tanggal=x.tanggal)[0]

    def lambang(self, gambar: bytes) -> bytes:
        """A picture drawn anew as PNG: nothing of the file that was sent survives but what it shows."""
        data = json.dumps({"gambar": list(gambar), "jenis": jenis_gambar(gambar)})
        return self._proses.minta(kerja="png", templat="lambang.typ", data=data, tanggal=0, ppi=PPI)[0]

    def tutup(self) -> None:
        self._proses.tutup()

    def _gambar_baru(self, x: Lembaran) -> tuple[bytes, ...]:
        minta = {"kerja": "png", "templat": "sop.typ", "data": self._rakit(x), "tanggal": x.tanggal, "ppi": PPI}
        return tuple(self._proses.minta(**minta))

    def _gambar_berkas_baru(self, pdf: bytes) -> tuple[bytes, ...]:
        halaman = [(float(lebar), float(tinggi)) for lebar, tinggi in _HALAMAN.findall(pdf)]
        data = json.dumps({"pdf": list(pdf), "halaman": halaman})
        return tuple(self._proses.minta(kerja="png", templat="berkas.typ", data=data, tanggal=0, ppi=PPI))

    def _rakit_baru(self, x: Lembaran) -> str:
        return muatan.dokumen(x.judul, x.instansi, [x], [self._susun(x)])

    def _susun(self, x: Lembaran, tingkat: int = 1) -> dict[str, Any]:
        """One sheet with its pages made up."""
        k = kolom(muatan.lebar_isi(x.tata.kertas), len(x.pelaksana))
        ukuran = self._ukur(x, muatan.lembar(x, k, tingkat=tingkat))
        penuh = muatan.ruang(x, ukuran)[0].lain
        pendek, lampiran = muatan.pendekkan(x, ukuran, penuh * RUANG_LAMPIRAN)
        if lampiran:
            ukuran = self._ukur(pendek, muatan.lembar(pendek, k, tingkat=tingkat))
        ruang, pisah = muatan.ruang(x, ukuran)
        semua = bagi(muatan.tinggi_teks(ukuran), x.alur, k, ruang)
        return muatan.lembar(pendek, k, tingkat=tingkat) | {
            "halaman": muatan.halaman(pendek, semua),
            "lampiran": lampiran,
            "skala": semua[0].skala if semua else 1.0,
            "pisah": pisah,
        }

    def _ukur(self, x: Lembaran, lembar: dict[str, Any]) -> dict[str, Any]:
        data = muatan.dokumen(x.judul, x.instansi, [x], [lembar])
        hasil: dict[str, Any] = json.loads(self._proses.minta(kerja="ukur", data=data)[0])[0]
        return hasil
