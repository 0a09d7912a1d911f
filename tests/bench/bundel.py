"""The evidence bundle of an SOP of 2,000 events, one in twenty of its government's, with five approved PDFs.

Wall time of the whole: read, proved, told in sentences, packed; asked for by a form and kept; checked by the packed
program in a Python of its own, start-up included. CPU is that of the verifier's process alone.
"""

from __future__ import annotations

import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from statistics import median
from uuid import UUID, uuid4

from eventsourcing.persistence import StoredEvent

from app import create_app
from app.rumah import Rumah
from domain.kernel import Keputusan, OpdId, OrangId
from domain.opd import decisions as opd
from domain.sop.events import Pengesah, PeristiwaSop, SopDibuat, SopDisahkan
from domain.wewenang import Peran
from infra.berkas import PDF
from infra.bukti.bundel import tulis_bundel
from infra.bukti.cakupan import Cakupan
from infra.bukti.verifikator import kemas
from infra.event_store.buku import Perintah
from infra.event_store.catalog import NAMA_TERSIMPAN
from infra.event_store.mapper import muatan
from infra.event_store.recorder import Simpanan, TenantRecorder
from infra.projections.baris import OPD, SOP
from infra.settings import Settings
from tenants.context import tenant_scope
from tests.app.conftest import Orang, Peramban, orang_baru
from tests.bench.bukti import tandatangani_log
from tests.bench.kluster import BasisBench
from tests.bench.laporan import Baris, Laporan
from tests.bench.riwayat import LANGKAH, suntingan
from tests.bench.sunting import isi_prosedur

BANYAK, LAIN, SAH, BESAR_PDF = 2_000, 20, 5, 300_000
"""Events of the SOP, others between any two of them, approvals, and bytes of the PDF of each."""


@dataclass(frozen=True)
class Meja:
    rumah: Rumah
    sari: Orang
    sop_id: UUID


def jalankan(basis: BasisBench, putaran: int) -> Iterator[Laporan]:
    aplikasi = create_app(Settings(basis.app, alamat="http://localhost", kolam=4, jatah=0))
    aplikasi.test_client_class = Peramban
    rumah: Rumah = aplikasi.extensions["riwayat"]
    tenant = basis.pemda_tersendiri("bundel")
    try:
        with tenant_scope(tenant), tempfile.TemporaryDirectory() as folder:
            sari = orang_baru(aplikasi, rumah, tenant, ("Sari", "Analis", Peran.ORTALA, None))
            meja = Meja(rumah, sari, _isi_riwayat(rumah, sari))
            tandatangani_log(basis, Path(folder))
            judul = f"evidence bundle of an SOP of {BANYAK:,} events in a log of {BANYAK * (LAIN + 1):,}"
            yield Laporan(judul, _ukur(meja, Path(folder), putaran))
    finally:
        rumah.tutup()


def _isi_riwayat(rumah: Rumah, sari: Orang) -> UUID:
    """Each edit is a command of its own, and between any two of them others write."""
    opd_id, sop_id, acak = OpdId(uuid4()), uuid4(), random.Random(7)
    rumah.buku.mulai(OPD, opd_id, Perintah(uuid4(), sari.aktor), lambda _: opd.bentuk(nama="Sekretariat DPRD"))
    awal = [SopDibuat(opd_id, "Surat Masuk"), *isi_prosedur(LANGKAH)]
    sop = rumah.buku.mulai(SOP, sop_id, Perintah(uuid4(), sari.aktor), lambda _: awal)
    recorder = TenantRecorder(rumah.basis)
    for versi in range(sop.versi_aliran + 1, BANYAK + 1):
        satu = _sah(rumah, versi) if versi % (BANYAK // SAH) == 0 else suntingan(sop, versi, acak)
        isi = StoredEvent(sop_id, versi, NAMA_TERSIMPAN[type(satu)], muatan(sari.aktor, satu))
        recorder.insert_events([*(_lain(versi, n) for n in range(LAIN)), isi], simpanan=Simpanan(pelaku=sari.id))
    return sop_id


def _sah(rumah: Rumah, versi: int) -> PeristiwaSop:
    pdf = b"%PDF-1.7 " + random.Random(versi).randbytes(BESAR_PDF)
    keputusan, pengesah = Keputusan(f"SK {versi}", date(2026, 1, 2)), Pengesah("Sekretaris", OrangId(uuid4()))
    sidik = rumah.berkas.simpan(pdf, PDF)
    return SopDisahkan(versi, "0" * 64, "1", date(2026, 1, 2), keputusan, pengesah, dokumen_sha256=sidik)


def _lain(versi: int, n: int) -> StoredEvent:
    isi = f'{{"aktor":{{"jabatan":"Penyusun"}},"data":{{"teks":"{sha256(bytes([n])).hexdigest() * 6}"}}}}'
    return StoredEvent(UUID(int=versi << 64 | n + 1), 1, "uji.terjadi.v1", isi.encode())


def _ukur(meja: Meja, folder: Path, putaran: int) -> list[Baris]:
    cakupan, nomor, jumlah = Cakupan(sop=meja.sop_id), iter(range(1_000)), putaran + 1
    program = folder / "riwayat-verify"
    kemas(program)
    bundel = [folder / f"{n}.zip" for n in range(jumlah)]
    tulis = _lama(lambda: tulis_bundel(meja.rumah.basis, bundel[next(nomor)], cakupan), jumlah)
    minta = _lama(lambda: _diminta(meja), jumlah)
    cpu = list[float]()
    periksa = _lama(lambda: cpu.append(_periksa(program, bundel[0])), jumlah)
    kib = round(os.stat(bundel[0]).st_size / 1024)
    return [
        {"what": "written as one zip", **_angka(tulis), "verifier CPU ms": "", "KB": kib},
        {"what": "asked for, made, kept, ready", **_angka(minta), "verifier CPU ms": "", "KB": kib},
        {"what": "checked offline", **_angka(periksa), "verifier CPU ms": round(min(cpu)), "KB": kib},
    ]


def _diminta(meja: Meja) -> None:
    """From the form to the link, asking as the page does where it is not there at once."""
    alamat = f"/{meja.sari.tenant.kode}/kerja/bundel"
    sudah = meja.sari.klien.get(alamat).get_data().count(b"/unduhan")
    meja.sari.kirim("/kerja/bundel", {"isi": f"sop:{meja.sop_id}"})
    while meja.sari.klien.get(alamat, headers={"HX-Request": "true"}).get_data().count(b"/unduhan") == sudah:
        time.sleep(1)


def _periksa(program: Path, bundel: Path) -> float:
    sebelum = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, str(program), str(bundel)], check=True, stdout=subprocess.DEVNULL)
    sesudah = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (sesudah.ru_utime + sesudah.ru_stime - sebelum.ru_utime - sebelum.ru_stime) * 1_000


def _lama(kerja: Callable[[], object], jumlah: int) -> list[float]:
    """Milliseconds of each round after the first, which warms up."""
    hasil = list[float]()
    for _ in range(jumlah):
        mulai = time.perf_counter()
        kerja()
        hasil.append((time.perf_counter() - mulai) * 1_000)
    return hasil[1:]


def _angka(ms: list[float]) -> Baris:
    return {"quietest ms": round(min(ms)), "median ms": round(median(ms))}
