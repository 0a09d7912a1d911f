"""The riwayat: its first page and the frames of a replay, for SOPs of two and of ten thousand events.

Server time is the whole request in this process, database included; CPU is this process alone, which other programs on
the machine do not slow down. Bytes are those of gzip at level 6.
"""

from __future__ import annotations

import gzip
import os
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from uuid import UUID, uuid4

from flask import Flask
from werkzeug.test import TestResponse

from app import create_app
from app.rumah import Rumah
from app.sop.bagan import _susun
from domain.kernel import OpdId
from domain.opd import decisions as opd
from domain.sop.events import IsianDiubah, LangkahDipindah, LangkahDiubah, PeristiwaSop, SopDibuat
from domain.sop.langkah import LangkahId, UbahanLangkah
from domain.sop.naskah import Isian
from domain.sop.state import Sop
from domain.wewenang import Peran
from infra.event_store.buku import Perintah
from infra.log import pasang_log
from infra.projections.baris import OPD, SOP
from infra.settings import Settings
from tenants.context import tenant_scope
from tests.app.conftest import HX, Orang, Peramban, orang_baru
from tests.bench.kluster import BasisBench
from tests.bench.laporan import Baris, Laporan
from tests.bench.sunting import isi_prosedur

BANYAK, LANGKAH, SEKALI, BINGKAI = (2_000, 10_000), 35, 400, 40
"""Events of the SOPs that are measured, their steps, events per save, and frames asked for in a round."""


def jalankan(basis: BasisBench, putaran: int) -> Iterator[Laporan]:
    pasang_log(Path(os.devnull).open("w"))  # noqa: SIM115 - as long as the process
    aplikasi = create_app(Settings(basis.app, alamat="http://localhost", kolam=4, jatah=0))
    aplikasi.test_client_class = Peramban
    rumah: Rumah = aplikasi.extensions["riwayat"]
    try:
        meja = [_meja(basis, aplikasi, rumah, banyak) for banyak in BANYAK]
        yield Laporan("first page of the riwayat", [b for m in meja for b in _halaman(m, putaran)])
        yield Laporan("a frame of the replay, in place", [b for m in meja for b in _bingkai(m, putaran)])
    finally:
        rumah.tutup()


@dataclass(frozen=True)
class Meja:
    sari: Orang
    sop_id: UUID
    banyak: int

    def buka(self, akhir: str, *, htmx: bool = False) -> TestResponse:
        alamat = f"/{self.sari.tenant.kode}/kerja/sop/{self.sop_id}{akhir}"
        return self.sari.klien.get(alamat, headers=HX if htmx else {})


def _meja(basis: BasisBench, aplikasi: Flask, rumah: Rumah, banyak: int) -> Meja:
    tenant = basis.pemda_tersendiri(f"riwayat-{banyak}")
    opd_id, sop_id, acak = OpdId(uuid4()), uuid4(), random.Random(banyak)
    with tenant_scope(tenant):
        sari = orang_baru(aplikasi, rumah, tenant, ("Sari", "Penyusun", Peran.PENYUSUN, opd_id))
        rumah.buku.mulai(OPD, opd_id, Perintah(uuid4(), sari.aktor), lambda _: opd.bentuk(nama="Sekretariat DPRD"))
        awal = [SopDibuat(opd_id, "Surat Masuk"), *isi_prosedur(LANGKAH)]
        sop = rumah.buku.mulai(SOP, sop_id, Perintah(uuid4(), sari.aktor), lambda _: awal)
        while sop.versi_aliran < banyak:
            jumlah = min(SEKALI, banyak - sop.versi_aliran)
            isi = [suntingan(sop, sop.versi_aliran + n, acak) for n in range(jumlah)]
            sop = rumah.buku.ubah(SOP, sop_id, Perintah(uuid4(), sari.aktor), _pasti(isi))
    return Meja(sari, sop_id, banyak)


def _pasti(isi: list[PeristiwaSop]) -> Callable[[Sop], list[PeristiwaSop]]:
    return lambda _: isi


def suntingan(sop: Sop, n: int, acak: random.Random) -> PeristiwaSop:
    """Mostly texts of rows, as it is; one edit in ten draws the chart anew."""
    langkah = acak.choice(sop.naskah.langkah[1:-1])
    match n % 20:
        case 0:
            return LangkahDipindah(langkah.id, _lain(sop, langkah.id, acak))
        case 10:
            kolom = acak.choice(sop.naskah.pelaksana)
            return LangkahDiubah(langkah.id, replace(UbahanLangkah(), pelaksana=(kolom.id,)))
        case 5 | 15:
            return IsianDiubah(Isian.UNIT, f"Subbagian {n}")
        case _:
            return LangkahDiubah(langkah.id, UbahanLangkah(output=f"Keluaran {n}", kegiatan=f"Memeriksa berkas {n}"))


def _lain(sop: Sop, langkah: LangkahId, acak: random.Random) -> LangkahId:
    return acak.choice([x.id for x in sop.naskah.langkah[:-1] if x.id != langkah])


def _halaman(meja: Meja, putaran: int) -> Iterator[Baris]:
    for nama, akhir in (
        ("sessions and newest state", "/riwayat"),
        ("single events", "/riwayat?zum=peristiwa"),
        ("the middle of it", f"/riwayat?zum=peristiwa&sebelum={meja.banyak // 2}"),
        ("asal-usul of all cells", "/asal-usul"),
    ):
        meja.buka(akhir)  # a process reads its templates once
        semua = [_ukur(partial(meja.buka, akhir)) for _ in range(BINGKAI * putaran // 2)]
        yield _baris(f"{meja.banyak:,} events, {nama}", semua)


def _bingkai(meja: Meja, putaran: int) -> Iterator[Baris]:
    """Anywhere in the history: charts laid out for the first time, charts another process laid out, and remembered."""
    acak = random.Random(7)
    nomor = [acak.randint(40, meja.banyak) for _ in range(BINGKAI * putaran)]

    def semua(*, lupa: bool) -> list[Ukuran]:
        hasil = []
        for n in nomor:
            if lupa:
                _susun.cache_clear()
            hasil.append(_ukur(partial(meja.buka, f"/riwayat?peristiwa={n}", htmx=True)))
        return hasil

    yield _baris(f"{meja.banyak:,} events, chart never drawn", semua(lupa=True))
    yield _baris(f"{meja.banyak:,} events, chart in the table", semua(lupa=True))
    yield _baris(f"{meja.banyak:,} events, chart in memory", semua(lupa=False))


@dataclass(frozen=True)
class Ukuran:
    lama: float
    cpu: float
    byte: int


def _ukur(kirim: Callable[[], TestResponse]) -> Ukuran:
    mulai, cpu = time.perf_counter(), time.process_time()
    respons = kirim()
    lama, cpu = (time.perf_counter() - mulai) * 1000, (time.process_time() - cpu) * 1000
    assert respons.status_code == 200, respons.status
    return Ukuran(lama, cpu, len(gzip.compress(respons.get_data(), 6)))


def _baris(nama: str, semua: list[Ukuran]) -> Baris:
    def persentil(nilai: list[float], p: int) -> float:
        return round(sorted(nilai)[min(len(nilai) * p // 100, len(nilai) - 1)], 1)

    lama, cpu = [u.lama for u in semua], [u.cpu for u in semua]
    return {
        "what": nama,
        "median ms": persentil(lama, 50),
        "p95 ms": persentil(lama, 95),
        "CPU median": persentil(cpu, 50),
        "CPU p95 ms": persentil(cpu, 95),
        "KB gzip": round(max(u.byte for u in semua) / 1024, 1),
    }
