"""(f) The editor: the round trip of an edit at 12, 35 and 80 steps, and the weight of what goes over the wire.

Server time is the whole request in this process, database included; bytes are those of gzip at level 6, as a server in
front of the product would send them.
"""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID, uuid4

from flask import Flask
from werkzeug.test import TestResponse

from app import create_app
from app.rumah import Rumah
from domain.kernel import OpdId
from domain.opd import decisions as opd
from domain.sop.events import LangkahDitambahkan, PelaksanaDitambahkan, PeristiwaSop, SopDibuat
from domain.sop.langkah import Langkah, LangkahId, Panah, Pelaksana, PelaksanaId, Satuan, Simbol, Waktu
from domain.sop.state import Sop
from domain.wewenang import Peran
from infra.event_store.buku import Perintah
from infra.projections.baris import OPD, SOP
from infra.settings import Settings
from tenants.context import tenant_scope
from tests.app.conftest import Orang, Peramban, orang_baru
from tests.app.halaman import formulir_ke, isi_formulir
from tests.bench.kluster import BasisBench
from tests.bench.laporan import Baris, Laporan

LANGKAH, KOLOM, ULANGAN = (12, 35, 80), 7, 12
"""Steps of the SOPs that are measured, their columns, and how many edits of a kind a round makes."""

Kirim = Callable[[int], TestResponse]


def jalankan(basis: BasisBench, putaran: int) -> Iterator[Laporan]:
    aplikasi = create_app(Settings(basis.app, alamat="http://localhost", kolam=4, jatah=0))
    aplikasi.test_client_class = Peramban
    rumah: Rumah = aplikasi.extensions["riwayat"]
    try:
        meja = [meja_baru(basis, aplikasi, rumah, langkah) for langkah in LANGKAH]
        yield Laporan("an edit: server time and answer", [b for m in meja for b in _suntingan(m, putaran)])
        yield Laporan("the form page", [_halaman(m, putaran) for m in meja])
    finally:
        rumah.tutup()


@dataclass(frozen=True)
class Meja:
    """One SOP, and somebody who has it open."""

    sari: Orang
    rumah: Rumah
    sop_id: UUID

    @property
    def jalur(self) -> str:
        return f"/kerja/sop/{self.sop_id}/penyuntingan"

    def sop(self) -> Sop:
        with tenant_scope(self.sari.tenant):
            return self.rumah.buku.muat(SOP, self.sop_id)

    def terbuka(self, sel: str, akhir: str) -> tuple[str, dict[str, object], dict[str, str]]:
        """The form of an open cell as a browser has it, and what the page tells the server that it shows."""
        sup = self.sari.buka(f"{self.jalur}?sel={sel}")
        form = formulir_ke(sup, akhir)
        keadaan = sup.find(id="keadaan")
        rangka = str(keadaan.get("data-rangka", "")) if keadaan else ""
        return str(form["action"]), dict(isi_formulir(form)), {"HX-Request": "true", "Rangka": rangka, "Sel": sel}

    def kirim(self, alamat: str, isi: dict[str, object], kepala: dict[str, str]) -> TestResponse:
        data = isi | {"csrf": self.sari.csrf, "perintah": str(uuid4())}
        return self.sari.klien.post(alamat, data=data, headers=kepala)


def meja_baru(basis: BasisBench, aplikasi: Flask, rumah: Rumah, langkah: int, nama: str = "sunting") -> Meja:
    tenant = basis.pemda_tersendiri(f"{nama}-{langkah}")
    opd_id, sop_id = OpdId(uuid4()), uuid4()
    with tenant_scope(tenant):
        sari = orang_baru(aplikasi, rumah, tenant, ("Sari", "Penyusun", Peran.PENYUSUN, opd_id))
        rumah.buku.mulai(OPD, opd_id, Perintah(uuid4(), sari.aktor), lambda _: opd.bentuk(nama="Sekretariat DPRD"))
        rumah.buku.mulai(
            SOP,
            sop_id,
            Perintah(uuid4(), sari.aktor),
            lambda _: [SopDibuat(opd_id, "Surat Masuk"), *isi_prosedur(langkah)],
        )
    return Meja(sari, rumah, sop_id)


def isi_prosedur(langkah: int) -> list[PeristiwaSop]:
    """A chain over all columns in which every fifth step is a decision that leads three steps back."""
    pelaksana = [PelaksanaId(uuid4()) for _ in range(KOLOM)]
    ids = [LangkahId(uuid4()) for _ in range(langkah)]
    hasil: list[PeristiwaSop] = [
        PelaksanaDitambahkan(Pelaksana(p, f"Kepala Subbagian {n}"), pelaksana[n - 1] if n else None)
        for n, p in enumerate(pelaksana)
    ]
    for n, satu in enumerate(ids):
        putus = n % 5 == 4 and n + 1 < langkah
        baris = Langkah(
            satu,
            f"Memeriksa kelengkapan berkas permohonan tahap {n + 1}",
            _simbol(n, langkah, putus=putus),
            (pelaksana[(n * 2 + n // 5) % KOLOM],),
            kelengkapan=(f"Berkas permohonan {n}", "Daftar periksa"),
            waktu=Waktu("15 menit", Decimal(15), satuan=Satuan.MENIT),
            output=f"Berkas terperiksa {n + 1}",
            panah=(Panah(ids[n + 1], "Ya"), Panah(ids[n - 3], "Tidak")) if putus else (),
        )
        hasil.append(LangkahDitambahkan(baris, ids[n - 1] if n else None))
    return hasil


def _simbol(n: int, langkah: int, *, putus: bool) -> Simbol:
    if putus:
        return Simbol.KEPUTUSAN
    return {0: Simbol.MULAI, langkah - 1: Simbol.SELESAI}.get(n, Simbol.PROSES)


def _suntingan(meja: Meja, putaran: int) -> list[Baris]:
    naskah = meja.sop().naskah
    tengah = naskah.langkah[len(naskah.langkah) // 2]
    sel = f"langkah.{tengah.id}"

    def teks(n: int) -> TestResponse:
        alamat, isi, kepala = meja.terbuka(sel, f"/langkah/{tengah.id}")
        return _ukur(lambda: meja.kirim(alamat, isi | {"output": f"Keluaran {n}"}, kepala))

    def isian(n: int) -> TestResponse:
        alamat, isi, kepala = meja.terbuka("isian.nomor", "/isian/nomor")
        return _ukur(lambda: meja.kirim(alamat, isi | {"nilai": f"000.8/{n}"}, kepala))

    def bentuk(n: int) -> TestResponse:
        """The chart has not been drawn so before: the step goes to another column, and never to the same set twice."""
        alamat, isi, kepala = meja.terbuka(sel, f"/langkah/{tengah.id}")
        dipilih = [str(p.id) for k, p in enumerate(naskah.pelaksana) if (n + 1) >> k & 1]
        return _ukur(lambda: meja.kirim(alamat, isi | {"pelaksana": dipilih}, kepala))

    banyak = len(naskah.langkah)
    return [
        _baris(f"{banyak} steps, {nama}", [kirim(n) for n in range(ULANGAN * putaran)])
        for nama, kirim in (("a row's text", teks), ("a field of the identity", isian), ("a row's place", bentuk))
    ]


def _halaman(meja: Meja, putaran: int) -> Baris:
    alamat = f"/{meja.sari.tenant.kode}{meja.jalur}"
    jawaban = [_ukur(lambda: meja.sari.klien.get(alamat)) for _ in range(ULANGAN * putaran)]
    return _baris(f"{len(meja.sop().naskah.langkah)} steps", jawaban)


def _ukur(kirim: Callable[[], TestResponse]) -> TestResponse:
    mulai, cpu = time.perf_counter(), time.process_time()
    respons = kirim()
    respons.headers["X-Lama"] = str((time.perf_counter() - mulai) * 1000)
    respons.headers["X-Cpu"] = str((time.process_time() - cpu) * 1000)
    assert respons.status_code == 200, respons.status
    return respons


def _baris(nama: str, jawaban: list[TestResponse]) -> Baris:
    lama, cpu = (sorted(float(j.headers[k]) for j in jawaban) for k in ("X-Lama", "X-Cpu"))
    byte = sorted(len(gzip.compress(j.get_data(), 6)) for j in jawaban)
    return {
        "edit": nama,
        "p50 ms": round(lama[len(lama) // 2], 1),
        "p95 ms": round(lama[len(lama) * 95 // 100], 1),
        "CPU p50 ms": round(cpu[len(cpu) // 2], 1),
        "gzip bytes": byte[len(byte) // 2],
        "raw bytes": sorted(len(j.get_data()) for j in jawaban)[len(jawaban) // 2],
    }
