"""The difference of two 80-step versions: its parts, and the whole page as a reader asks for it.

"little" is an ordinary revision (one step in eight, one moved, one gone, one new); "everything" changes two cells of
every step. Both charts of a page are routed once in a process ("first"), and coloured without that ever after.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from statistics import median
from uuid import uuid4

from app import create_app
from app.rumah import Rumah
from app.sop.baris_beda import baris_langkah
from domain.sop.alur import susun, warnai
from domain.sop.events import (
    LangkahDihapus,
    LangkahDipindah,
    LangkahDitambahkan,
    LangkahDiubah,
    PeristiwaNaskah,
    PeristiwaSop,
)
from domain.sop.langkah import Langkah, LangkahId, UbahanLangkah
from domain.sop.naskah import Naskah
from domain.sop.perbandingan import bandingkan, terapkan, ucapkan
from domain.sop.perhitungan import hitung
from infra.event_store.buku import Perintah
from infra.projections.baris import SOP
from infra.settings import Settings
from tenants.context import tenant_scope
from tests.app.conftest import Peramban
from tests.bench.kluster import BasisBench
from tests.bench.laporan import Baris, Laporan
from tests.bench.sunting import Meja, meja_baru
from tests.domain.alur.sop_acak import sop_beragam

LANGKAH, ULANGAN = 80, 20


def jalankan(basis: BasisBench, putaran: int) -> Iterator[Laporan]:
    aplikasi = create_app(Settings(basis.app, alamat="http://localhost", kolam=4, jatah=0))
    aplikasi.test_client_class = Peramban
    rumah: Rumah = aplikasi.extensions["riwayat"]
    try:
        for nama, ubah in (("little", _sedikit), ("everything", _semua)):
            meja = meja_baru(basis, aplikasi, rumah, LANGKAH, nama)
            lama = meja.sop()
            _sunting(meja, ubah(lama.naskah))
            bagian = _bagian(lama.naskah, meja.sop().naskah, putaran)
            yield Laporan(f"difference of two {LANGKAH}-step versions, {nama} changed (ms)", bagian)
            yield Laporan(f"its page, {nama} changed (ms)", list(_halaman(meja, lama.versi_aliran, putaran)))
        yield Laporan("a chart of 80 x 7 (ms)", [_bagan()])
    finally:
        rumah.tutup()


def _sedikit(naskah: Naskah) -> list[PeristiwaNaskah]:
    x = naskah.langkah
    baru = Langkah(LangkahId(uuid4()), "Membubuhkan cap dinas", pelaksana=x[20].pelaksana, output="Berkas bercap")
    return [
        *(LangkahDiubah(s.id, UbahanLangkah(output=s.output + " dan tercatat")) for s in x[5:75:8]),
        LangkahDipindah(x[40].id, x[10].id),
        LangkahDihapus(x[62].id),
        LangkahDitambahkan(baru, x[20].id),
    ]


def _semua(naskah: Naskah) -> list[PeristiwaNaskah]:
    def ubahan(x: Langkah) -> UbahanLangkah:
        return UbahanLangkah(kegiatan=x.kegiatan.replace("kelengkapan", "keabsahan"), output=x.output + " dan tercatat")

    return [LangkahDiubah(x.id, ubahan(x)) for x in naskah.langkah]


def _sunting(meja: Meja, peristiwa: list[PeristiwaNaskah]) -> None:
    isi: list[PeristiwaSop] = [*peristiwa]
    with tenant_scope(meja.sari.tenant):
        meja.rumah.buku.ubah(SOP, meja.sop_id, Perintah(uuid4(), meja.sari.aktor), lambda _: isi)


def _bagian(lama: Naskah, baru: Naskah, putaran: int) -> list[Baris]:
    beda = bandingkan(lama, baru)
    assert terapkan(beda, lama) == baru
    return [
        _baris("the difference as data", lambda: bandingkan(lama, baru), putaran),
        _baris("its sentences", lambda: ucapkan(beda, lama, baru), putaran),
        _baris("its rows, word by word", lambda: baris_langkah(beda, lama, baru), putaran),
        _baris("totals before and after", lambda: (hitung(lama), hitung(baru)), putaran),
    ]


def _halaman(meja: Meja, dari: int, putaran: int) -> Iterator[Baris]:
    alamat = f"/{meja.sari.tenant.kode}/kerja/sop/{meja.sop_id}/perbandingan?dari={dari}"

    def buka() -> None:
        assert meja.sari.klien.get(alamat).status_code == 200

    yield {"page": "first, charts routed"} | _satu(buka)
    lama = [_satu(buka) for _ in range(ULANGAN * putaran)]
    for nama, urutan in (("median", 0.5), ("p95", 0.95)):
        yield {"page": nama} | {k: sorted(x[k] for x in lama)[int(len(lama) * urutan)] for k in lama[0]}


def _satu(kerja: Callable[[], object]) -> dict[str, float]:
    mulai, cpu = time.perf_counter(), time.process_time()
    kerja()
    return {
        "ms": round((time.perf_counter() - mulai) * 1000, 1),
        "CPU ms": round((time.process_time() - cpu) * 1000, 1),
    }


def _baris(nama: str, kerja: Callable[[], object], putaran: int) -> Baris:
    lama = [_satu(kerja) for _ in range(ULANGAN * putaran)]
    return {"part": nama} | {f"median {k}": round(median(x[k] for x in lama), 1) for k in lama[0]}


def _bagan() -> Baris:
    baris, kolom = sop_beragam(1, LANGKAH, 7)
    gambar = susun(baris, kolom)
    berwarna = [replace(b, kelas="b-ubah") for b in baris]
    rute = _satu(lambda: susun(baris, kolom))
    return {
        "way": "routed / only coloured",
        "routed": rute["CPU ms"],
        "coloured": _satu(lambda: warnai(gambar, berwarna))["CPU ms"],
    }
