"""PDF time: Typst as the product calls it, against WeasyPrint on the same four pages, in one run.

A sheet of 32 steps and five pelaksana with other words in every round, so that nobody answers from memory. WeasyPrint
gets what our printer made up: pages, row heights, and the chart as SVG. It needs Pango from the system.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

from infra.cetak import Lembaran, Pencetak
from infra.cetak.mesin import HURUF
from tests.bench.cetak_html import halaman_html
from tests.bench.kluster import BasisBench
from tests.bench.laporan import Baris, Laporan
from tests.domain.alur.sop_acak import sop_acak
from tests.infra.cetak.lembar import contoh
from tests.infra.impor.bahan import CONTOH

BENIH, LANGKAH = 50, 32


def jalankan(_: BasisBench, putaran: int) -> Iterator[Laporan]:
    pencetak = Pencetak()
    try:
        yield _laporan(pencetak, putaran + 1)
    finally:
        pencetak.tutup()


def _laporan(pencetak: Pencetak, putaran: int) -> Laporan:
    semua = [_lembar(n) for n in range(putaran)]
    utuh = [_detik(lambda x=x: pencetak.pdf(x)) for x in semua]  # type: ignore[misc]
    data = [json.loads(pencetak._rakit(x)) for x in semua]
    halaman = 1 + len(data[0]["sop"][0]["halaman"])
    lain = [_lain(d) for d in data]
    typst = [_detik(lambda d=d: _typst(pencetak, d)) for d in lain]  # type: ignore[misc]
    cetak_weasyprint = _weasyprint()
    weasyprint = [_detik(lambda d=d: cetak_weasyprint(halaman_html(d))) for d in lain]  # type: ignore[misc]
    dasar = median(weasyprint[1:])
    baris: list[Baris] = [
        _baris("typst: pages made up before", typst, dasar),
        _baris("typst: measured, made up, routed, printed", utuh, dasar),
        _baris("weasyprint: pages made up before", weasyprint, dasar),
    ]
    return Laporan(f"PDF of {halaman} pages F4, {LANGKAH} steps, 5 pelaksana (ms; the first of each apart)", baris)


def _baris(nama: str, detik: list[float], dasar: float) -> Baris:
    tengah = median(detik[1:])
    return {
        "way": nama,
        "first": round(detik[0] * 1000),
        "median": round(tengah * 1000),
        "times faster": round(dasar / tengah, 1),
    }


def _detik(kerja: Callable[[], object]) -> float:
    mulai = time.perf_counter()
    kerja()
    return time.perf_counter() - mulai


def _lembar(putaran: int) -> Lembaran:
    """Texts of the samples on a procedure with loops and jumps."""
    alur, _ = sop_acak(BENIH)
    alur = alur[:LANGKAH]
    kotak = tuple(replace(b, kotak=tuple((k % 5, j) for k, j in b.kotak), keluar=_dalam(b.keluar)) for b in alur)
    sumber = [b for berkas in CONTOH for b in contoh(berkas).baris][:LANGKAH]
    baris = tuple(
        replace(b, nomor=str(n + 1), kegiatan=f"{b.kegiatan} {putaran}", output=f"{b.output} {putaran}")
        for n, b in enumerate(sumber)
    )
    dasar = contoh(CONTOH[0])
    pelaksana = tuple(("", nama) for nama in ("Staf", "Kasubag", "Sekretaris", "Kepala Dinas", "Pemohon"))
    return replace(dasar, judul=f"Pelayanan {putaran}", pelaksana=pelaksana, baris=baris, alur=kotak)


def _dalam(keluar: tuple[tuple[int, str], ...]) -> tuple[tuple[int, str], ...]:
    return tuple((ke, label) for ke, label in keluar if ke < LANGKAH)


def _lain(data: dict[str, Any]) -> dict[str, Any]:
    """The same pages with other words of the same length."""
    data["sop"][0]["baris"] = [b | {"kegiatan": b["kegiatan"].swapcase()} for b in data["sop"][0]["baris"]]
    return data


def _typst(pencetak: Pencetak, data: dict[str, Any]) -> bytes:
    return pencetak._proses.minta(kerja="pdf", templat="sop.typ", data=json.dumps(data), tanggal=0)[0]


def _weasyprint() -> Callable[[str], bytes]:
    from weasyprint import CSS, HTML  # noqa: PLC0415 - needs Pango, which the tests do without
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    huruf = FontConfiguration()
    muka = "".join(
        f"@font-face {{ font-family: Arimo; font-weight: {tebal}; src: url({Path(HURUF / berkas).as_uri()}) }}"
        for berkas, tebal in (("Arimo-Regular.ttf", 400), ("Arimo-Bold.ttf", 700))
    )
    gaya = CSS(string=muka, font_config=huruf)

    def cetak(html: str) -> bytes:
        hasil = HTML(string=html).write_pdf(stylesheets=[gaya], font_config=huruf, pdf_variant="pdf/a-2b")
        assert isinstance(hasil, bytes)
        return hasil

    return cetak
