"""Side by side with Wagtail, on one PostgreSQL and the same revisions: save, history, far difference, as-of.

Both are asked over WSGI in a process of their own, signed in, after three calls to warm up. Wagtail comes from PyPI
with a lock of its own (requirements/wagtail.lock) into build/wagtail, and is set up as its guide says, with cached
templates and without debug; its page holds the steps as a StreamField, as its editors would. docs/adr/0021 says what is
not alike.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict

from tests.bench.cpu import Ukuran
from tests.bench.kluster import BasisBench
from tests.bench.laporan import Baris, Laporan
from tests.bench.lingkungan_lain import siapkan
from tests.bench.situs_wagtail.bahan import LANGKAH, SUNTINGAN, bahan
from tests.bench.wagtail_dan_kita import ukur_riwayat

AKAR = Path(__file__).parents[2]
PERTANYAAN = {
    "save": ("save", "save", "a cell; the whole form"),
    "save, autosave": ("save", "autosave", "a cell; the whole form, answered in JSON"),
    "history page": ("history", "history", "all events and the form with its chart; 20 revisions"),
    "far difference": ("difference", "difference", "sentences, form, two charts, totals; changed fields"),
    "far difference, as data": ("difference data", "difference data", "without the page"),
    "as-of": ("as-of", "as-of", "events, form and chart; the public page as it was"),
    "as-of, as data": ("as-of data", "as-of data", "the nearest kept state and what followed; one stored revision"),
}


def jalankan(basis: BasisBench, putaran: int) -> Iterator[Laporan]:
    isi, ulangan = bahan(), 10 * putaran
    python = siapkan(AKAR)
    kita = ukur_riwayat(basis, isi, ulangan)
    lain = _wagtail(basis, python, isi, ulangan)
    baris = [_baris(nama, kita[a], lain[b], apa) for nama, (a, b, apa) in PERTANYAAN.items()]
    yield Laporan(
        f"Riwayat and Wagtail 8.0.1, {LANGKAH} steps, {SUNTINGAN} revisions (ms of CPU: application + database)", baris
    )


def _wagtail(basis: BasisBench, python: Path, isi: dict[str, object], ulangan: int) -> dict[str, Ukuran]:
    with psycopg.connect(basis.superuser, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS wagtail")
        connection.execute("CREATE DATABASE wagtail")
    dsn = conninfo_to_dict(basis.superuser) | {"dbname": "wagtail"}
    minta = json.dumps({"dsn": dsn, "isi": isi, "ulangan": ulangan})
    perintah = [str(python), "-W", "ignore", "-m", "tests.bench.situs_wagtail.ukur"]
    hasil = subprocess.run(perintah, cwd=AKAR, input=minta, capture_output=True, text=True, check=False)
    assert hasil.returncode == 0, hasil.stderr[-3000:]
    jawaban: dict[str, Ukuran] = json.loads(hasil.stdout.splitlines()[-1])
    return jawaban


def _baris(nama: str, kita: Ukuran, lain: Ukuran, apa: str) -> Baris:
    jumlah = [x["app"] + x["db"] for x in (kita, lain)]
    return {
        "what": nama,
        "Riwayat": f"{kita['app']:.1f} + {kita['db']:.1f}",
        "Wagtail": f"{lain['app']:.1f} + {lain['db']:.1f}",
        "times less CPU": round(jumlah[1] / jumlah[0], 1),
        "times less wall": round(lain["wall"] / kita["wall"], 1),
        "what each does": apa,
    }
