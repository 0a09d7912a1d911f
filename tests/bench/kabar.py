"""What two hundred open forms cost: each asks every four seconds whether anything moved (docs/adr/0013).

The application answers in eight threads, as the launcher starts it; the askers arrive on time, however long they wait.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path
from random import Random
from statistics import median, quantiles
from uuid import UUID, uuid4

from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from app.rumah import Rumah
from app.sop.kehadiran import KABAR_DETIK
from domain.jabatan import decisions as jabatan
from domain.kernel import Aktor, JabatanId, Keputusan, MandatId, OpdId, OrangId
from domain.opd import decisions as opd
from domain.sop.events import IsianDiubah, LangkahDitambahkan, SopDibuat
from domain.sop.langkah import Langkah, LangkahId
from domain.sop.naskah import Isian
from domain.wewenang import Peran
from infra.event_store.buku import Perintah
from infra.log import pasang_log
from infra.projections.baris import JABATAN, OPD, SOP
from infra.settings import Settings
from tenants.context import tenant_scope
from tenants.model import Tenant
from tests.bench.kluster import BasisBench
from tests.bench.laporan import Baris, Laporan

PEMBACA, FORMULIR, LANGKAH, BENANG = 200, 20, 35, 8
DETIK = 3 * KABAR_DETIK
HX = {"HX-Request": "true"}
_nomor = count(1)


@dataclass
class Pembaca:
    klien: FlaskClient
    alamat: str

    def tanya(self, tiba: float) -> tuple[int, float, int]:
        """Status, seconds since it arrived (waiting for a thread included), and bytes."""
        respons = self.klien.get(self.alamat + "&sel=", headers=HX)
        isi = respons.get_data(as_text=True)
        if respons.status_code == 200:
            cocok = re.search(r'hx-get="([^"]*/kabar\?[^"]*)"', isi)
            assert cocok is not None
            self.alamat = cocok.group(1).replace("&amp;", "&")
        return respons.status_code, time.perf_counter() - tiba, len(isi)


def jalankan(basis: BasisBench, _: int) -> Iterator[Laporan]:
    pasang_log(Path(os.devnull).open("w"))  # noqa: SIM115 - as long as the process
    tenant = basis.pemda_tersendiri("kabar")
    aplikasi = create_app(Settings(basis.app, kolam=10, jatah=0))
    rumah: Rumah = aplikasi.extensions["riwayat"]
    with tenant_scope(tenant):
        milik, sop = _isi(rumah)
        pembaca = [_pembaca(aplikasi, rumah, tenant, milik, sop[n % FORMULIR]) for n in range(PEMBACA)]
    with ThreadPoolExecutor(BENANG) as benang:
        _putar(benang, pembaca, rumah, tenant, [], 2 * KABAR_DETIK)  # everybody has come in and seen the others
        baris = [
            {"forms": "quiet"} | _putar(benang, pembaca, rumah, tenant, [], DETIK),
            {"forms": "a cell of each SOP saved"} | _putar(benang, pembaca, rumah, tenant, sop, DETIK),
        ]
    yield Laporan(f"{PEMBACA} forms of {FORMULIR} SOPs asking every {KABAR_DETIK} s, {BENANG} threads", baris)
    rumah.tutup()


def _putar(
    benang: ThreadPoolExecutor, pembaca: list[Pembaca], rumah: Rumah, tenant: Tenant, sop: list[UUID], detik: float
) -> Baris:
    acak, mulai, cpu = Random(1), time.perf_counter(), time.process_time()
    fase = [acak.random() * KABAR_DETIK for _ in pembaca]
    jadwal = sorted((f + k, n) for n, f in enumerate(fase) for k in range(0, int(detik), KABAR_DETIK))
    tulisan = sorted(acak.random() * detik for _ in sop)
    janji: list[Future[tuple[int, float, int]]] = []
    for saat, n in jadwal:
        time.sleep(max(0.0, mulai + saat - time.perf_counter()))
        while tulisan and tulisan[0] <= saat:
            tulisan.pop(0)
            _tulis(rumah, tenant, sop[len(tulisan)])
        janji.append(benang.submit(pembaca[n].tanya, time.perf_counter()))
    hasil = [j.result() for j in janji]
    lama = [1000 * h[1] for h in hasil]
    return {
        "requests": len(hasil),
        "204": sum(h[0] == 204 for h in hasil),
        "200": sum(h[0] == 200 for h in hasil),
        "ms median": round(median(lama), 1),
        "ms p95": round(quantiles(lama, n=20)[18], 1),
        "CPU ms each": round(1000 * (time.process_time() - cpu) / len(hasil), 2),
        "cores busy": round((time.process_time() - cpu) / detik, 2),
        "KB a 200": round(sum(h[2] for h in hasil) / 1024 / max(1, sum(h[0] == 200 for h in hasil)), 1),
    }


def _perintah() -> Perintah:
    return Perintah(uuid4(), Aktor(OrangId(uuid4()), "Pengelola"))


def _tulis(rumah: Rumah, tenant: Tenant, sop_id: UUID) -> None:
    with tenant_scope(tenant):
        rumah.buku.ubah(SOP, sop_id, _perintah(), lambda _: IsianDiubah(Isian.NOMOR, f"000.8/{next(_nomor)}/2026"))


def _isi(rumah: Rumah) -> tuple[OpdId, list[UUID]]:
    milik, sop = OpdId(uuid4()), [uuid4() for _ in range(FORMULIR)]
    rumah.buku.mulai(OPD, milik, _perintah(), lambda _: opd.bentuk(nama="Dinas Kominfo"))
    for sop_id in sop:
        langkah = [
            LangkahDitambahkan(Langkah(LangkahId(uuid4()), f"Memeriksa berkas permohonan ke-{n}", output="Berkas"))
            for n in range(LANGKAH)
        ]
        rumah.buku.mulai(SOP, sop_id, _perintah(), lambda _, isi=langkah: [SopDibuat(milik, "Surat Masuk"), *isi])
    return milik, sop


def _pembaca(aplikasi: Flask, rumah: Rumah, tenant: Tenant, milik: OpdId, sop_id: UUID) -> Pembaca:
    orang = rumah.direktori.tambah(f"Pegawai {next(_nomor)}", surel="pegawai@contoh.test")
    jabatan_id, sk = JabatanId(uuid4()), Keputusan("821/1", date(2024, 1, 2))
    dibentuk = jabatan.bentuk(nama="Pengadministrasi", peran=Peran.PENYUSUN, opd_id=milik)
    rumah.buku.mulai(JABATAN, jabatan_id, _perintah(), lambda _: dibentuk)
    rumah.buku.ubah(
        JABATAN,
        jabatan_id,
        _perintah(),
        lambda j: jabatan.tetapkan(j, mandat_id=MandatId(uuid4()), orang=orang, keputusan=sk, mulai=sk.tanggal),
    )
    token = rumah.sesi.buka(orang, iss="https://sso.contoh.test", sub="x", sid="", id_token="", kini=rumah.jam.kini())
    klien = aplikasi.test_client()
    klien.set_cookie("riwayat", token, path=f"/{tenant.kode}/kerja/")
    return Pembaca(
        klien, f"/{tenant.kode}/kerja/sop/{sop_id}/penyuntingan/kabar?sejak={LANGKAH + 1}&sudah={LANGKAH + 1}&hadir="
    )
