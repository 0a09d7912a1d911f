"""(b) Loading a stream: ours against the stock library's repository, for the same number of events of the same size."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from statistics import median
from uuid import UUID, uuid4

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event
from psycopg.conninfo import conninfo_to_dict

from domain.kernel import Aktor, OpdId, OrangId
from domain.sop.events import IsianDiubah, SopDibuat
from domain.sop.naskah import Isian
from infra.db.pool import Basis
from infra.event_store.buku import Buku, Perintah
from infra.projections.baris import SOP
from tenants.context import tenant_scope
from tests.bench.cara import MUATAN
from tests.bench.kluster import BasisBench
from tests.bench.laporan import Baris, Laporan

PANJANG = (10, 60, 100, 1_000, 10_000)
_TEKS = MUATAN.decode()[:400]


class Naskah(Aggregate):
    """What the stock library's user would write."""

    @event("Dibuat")
    def __init__(self, nama: str) -> None:
        self.nama = nama
        self.isian: dict[str, str] = {}

    @event("Diubah")
    def ubah(self, isian: str, dari: str, menjadi: str) -> None:
        self.isian[isian] = menjadi


def jalankan(basis: BasisBench, putaran: int) -> Iterator[Laporan]:
    aplikasi = _aplikasi(basis)
    baris = [_baris(basis, aplikasi, panjang, putaran) for panjang in PANJANG]
    yield Laporan("loading a stream (ms of wall time)", baris)
    aplikasi.close()


def _baris(basis: BasisBench, aplikasi: Application[UUID], panjang: int, putaran: int) -> Baris:
    kami, pustaka = _kami(basis, panjang), _pustaka(aplikasi, panjang)
    lama = [(_ms(kami, panjang), _ms(pustaka, panjang)) for _ in range(putaran)]
    return {
        "events": panjang,
        "ours": round(median(a for a, _ in lama), 2),
        "stock": round(median(b for _, b in lama), 2),
        "x stock": round(median(b / a for a, b in lama), 2),
    }


def _ms(muat: Callable[[], object], panjang: int) -> float:
    kali = max(1, 2_000 // panjang)
    muat()
    mulai = time.perf_counter()
    for _ in range(kali):
        muat()
    return (time.perf_counter() - mulai) * 1000 / kali


def _kami(basis: BasisBench, panjang: int) -> Callable[[], object]:
    (tenant,) = basis.pemda(1)
    buku, sop_id, aktor = Buku(Basis(basis.app)), uuid4(), Aktor(OrangId(UUID(int=1)), "Penyusun", "Sekretariat")
    with tenant_scope(tenant):
        buku.mulai(SOP, sop_id, Perintah(uuid4(), aktor), lambda _: SopDibuat(OpdId(uuid4()), "Surat Masuk"))
        for dari in range(1, panjang, 500):
            ubahan = [IsianDiubah(Isian.CAKUPAN, f"{n} {_TEKS}") for n in range(dari, min(dari + 500, panjang))]
            buku.ubah(SOP, sop_id, Perintah(uuid4(), aktor), lambda _, u=ubahan: u)

    def muat() -> object:
        with tenant_scope(tenant):
            sop = buku.muat(SOP, sop_id)
        assert sop.versi_aliran == panjang
        return sop

    return muat


def _aplikasi(basis: BasisBench) -> Application[UUID]:
    alamat = conninfo_to_dict(basis.superuser)
    nama = {"DBNAME": "dbname", "HOST": "host", "PORT": "port", "USER": "user", "PASSWORD": "password"}
    lingkungan = {f"POSTGRES_{kunci}": str(alamat[isi]) for kunci, isi in nama.items()}
    return Application[UUID](env={"PERSISTENCE_MODULE": "eventsourcing.postgres", **lingkungan})


def _pustaka(aplikasi: Application[UUID], panjang: int) -> Callable[[], object]:
    naskah = Naskah("Surat Masuk")
    for n in range(1, panjang):
        naskah.ubah("cakupan", "", f"{n} {_TEKS}")
        if n % 200 == 0:  # a save of a thousand never comes back
            aplikasi.save(naskah)
    aplikasi.save(naskah)

    def muat() -> object:
        termuat = aplikasi.repository.get(naskah.id)
        assert termuat.version == panjang
        return termuat

    return muat
