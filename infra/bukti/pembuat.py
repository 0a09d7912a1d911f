"""Makes bundles beside the requests: a few threads of the web process, so that nobody waits for another's turn to look.

Should the process end, what it was making is forgotten; its maker sees that it stopped, and has it made again.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as BelumSelesaiError
from pathlib import Path
from uuid import UUID

import structlog

from infra.bukti.bundel import tulis_bundel
from infra.bukti.cakupan import Cakupan
from infra.bukti.pesanan import BukuPesanan
from infra.bukti.titik import BuktiError
from infra.db.pool import Basis
from tenants.context import current_tenant, tenant_scope
from tenants.model import Tenant

log = structlog.get_logger()
SEKALIGUS, ANTREAN = 2, 8
_KABAR = 0.3
SIBUK = "Banyak bundel lain sedang dibuat. Coba lagi beberapa menit lagi."
GAGAL = "Bundel belum dapat dibuat. Coba lagi sebentar; tidak ada data yang hilang."


class PembuatBundel:
    """The threads begin with the first bundle, so after a server's workers have forked."""

    def __init__(self, basis: Basis) -> None:
        self.pesanan = BukuPesanan(basis)
        self._basis = basis
        self._benang = ThreadPoolExecutor(SEKALIGUS, thread_name_prefix="bundel")
        self._menunggu = set[Future[None]]()

    def buat(self, bundel_id: UUID, cakupan: Cakupan, tunggu: float) -> None:
        """Begin, and wait so many seconds for a small one."""
        self._menunggu = {satu for satu in self._menunggu if not satu.done()}
        if len(self._menunggu) >= ANTREAN:
            self.pesanan.gagal(bundel_id, SIBUK)
            return
        janji = self._benang.submit(self._kerjakan, current_tenant(), bundel_id, cakupan)
        self._menunggu.add(janji)
        try:
            janji.result(tunggu)
        except BelumSelesaiError:
            return

    def _kerjakan(self, tenant: Tenant, bundel_id: UUID, cakupan: Cakupan) -> None:
        with tenant_scope(tenant):
            try:
                with tempfile.TemporaryDirectory(prefix="bundel-") as folder:
                    berkas = Path(folder) / "bundel.zip"
                    tulis_bundel(self._basis, berkas, cakupan, maju=self._pengabar(bundel_id))
                    self.pesanan.simpan(bundel_id, berkas)
            except BuktiError as error:
                self.pesanan.gagal(bundel_id, f"{str(error)[:1].upper()}{str(error)[1:]}.")
            except Exception:
                log.exception("bundle-failed")
                self.pesanan.gagal(bundel_id, GAGAL)

    def _pengabar(self, bundel_id: UUID) -> Callable[[int, int], None]:
        lagi = 0.0

        def kabarkan(selesai: int, jumlah: int) -> None:
            nonlocal lagi
            if time.monotonic() >= lagi:
                lagi = time.monotonic() + _KABAR
                self.pesanan.maju(bundel_id, selesai, jumlah)

        return kabarkan

    def tutup(self) -> None:
        """What is being made is finished; what waits is not begun."""
        self._benang.shutdown(cancel_futures=True)
