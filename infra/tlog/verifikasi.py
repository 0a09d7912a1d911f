"""The live check of a whole log: every event, every stored node, every checkpoint, the head. Constant memory.

It reads as the signer does and believes nothing that the database says of itself: each leaf is hashed again from its
columns, the tree is built again over them, and what is stored is compared with it. The first bad position is named, or
the range in which it must lie. It is an exact position where an event contradicts itself or its neighbours, and a range
where only the tree shows that something is different: 256 events under a stored node, or those between two checkpoints.
"""

from __future__ import annotations

from collections.abc import Callable

from domain.log.merkle import HASH, Tree
from domain.log.tiles import HEIGHT, WIDTH, Run
from infra.db.pool import Basis
from infra.errors import TidakAdaError
from infra.tlog import potret as p
from infra.tlog.daun import PemeriksaDaun, tidak_ada_lagi
from infra.tlog.hasil import Hasil, KetidakcocokanError, Lapor, Temuan, ribuan
from infra.tlog.keadaan import Keadaan
from infra.tlog.pohon import Pohon
from infra.tlog.rekaman import rekaman
from infra.tlog.silang import TANPA_BATAS_WAKTU, periksa_versi
from infra.tlog.titik import tanpa_tanda_tangan, titik_antara
from infra.tlog.tumbuh import Tumbuh, tepi
from tenants.context import current_tenant, tenant_scope
from tenants.model import Tenant

HALAMAN = 32 * WIDTH
_SEBELUM_SEMUA = -(1 << 63)
_SATU_SAAT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"
_BERIKUT = "SELECT min(pos) FROM es.event WHERE tenant_id = %s AND pos > %s"


def periksa_log(
    basis: Basis,
    tenant: Tenant,
    *,
    lanjut: Keadaan | None = None,
    lapor: Lapor = lambda _, __: None,
    simpan: Callable[[Keadaan], None] = lambda _: None,
) -> Hasil:
    """Check a tenant's log as it is at this moment; appends meanwhile do not matter.

    `lanjut` goes on from what an earlier check of the same log handed to `simpan`; events before it are not read again.
    """
    with tenant_scope(tenant):
        with basis.transaksi() as connection:
            connection.execute(TANPA_BATAS_WAKTU)
            potret = p.potret(connection)
            izin = p.izin_hapus(connection)
        if potret is None:
            raise TidakAdaError(tenant.kode)
        if lanjut and (lanjut.log_id, lanjut.pemulihan) != (potret.log_id, potret.pemulihan):
            lanjut = None  # an accepted recovery began another log
        periksa = _Pemeriksaan(basis, potret, izin, lanjut)
        try:
            periksa.jalan(lapor, simpan)
        except KetidakcocokanError as error:
            temuan = Temuan(error.dari, error.sampai, error.kalimat)
            return Hasil(potret.last_pos, b"", periksa.mulai, potret.titik, temuan)
        return Hasil(potret.last_pos, periksa.tumbuh.pohon.root, periksa.mulai, potret.titik)


class _Pemeriksaan:
    def __init__(
        self, basis: Basis, potret: p.Potret, izin: dict[int, tuple[int, bytes]], lanjut: Keadaan | None
    ) -> None:
        self._basis, self._potret, self._lanjut = basis, potret, lanjut
        self.mulai = lanjut.size if lanjut else 0
        pohon = Tree(lanjut.size, lanjut.frontier) if lanjut else Tree()
        self.tumbuh = Tumbuh(potret.origin, pohon, [])
        self._daun = PemeriksaDaun(potret.log_id, izin, self.mulai, lanjut.at if lanjut else _SEBELUM_SEMUA)

    def jalan(self, lapor: Lapor, simpan: Callable[[Keadaan], None]) -> None:
        self._sambung()
        sampai = self._potret.last_pos
        while self._daun.pos < sampai:
            pos = self._daun.pos
            self._satu_halaman(pos, min(pos + HALAMAN - pos % WIDTH, sampai))
            if self._daun.pos == pos:
                break
            lapor(self._daun.pos, sampai)
            if self._daun.pos % WIDTH == 0:
                simpan(self._keadaan())
        self._akhir()

    def _sambung(self) -> None:
        """Take up the tree of an earlier check: what is stored of it must still give the same peaks."""
        if self._lanjut is None:
            return
        size = self.mulai
        if size > self._potret.last_pos:
            raise tidak_ada_lagi(self._potret.last_pos, size, "pemeriksaan sebelumnya")
        tingkat = range(1, p.TINGKAT + 1)
        runs = [Run(n, (size >> HEIGHT * (n + 1)) * WIDTH, (size >> HEIGHT * n) % WIDTH) for n in tingkat]
        found = [[isi[i : i + HASH] for i in range(0, len(isi), HASH)] for isi in Pohon(self._basis).fetch(runs)]
        if tepi(found) != self._lanjut.frontier:
            raise KetidakcocokanError(1, size, "simpul pohon berubah sejak pemeriksaan sebelumnya")
        self.tumbuh.tunggu = found

    def _satu_halaman(self, dari: int, sampai: int) -> None:
        with self._basis.transaksi() as connection:
            connection.execute(_SATU_SAAT)
            rows = rekaman(connection, dari, sampai)
            if any(kept is not None for *_, kept, _ in rows):  # perhaps since the check began
                self._daun.izin |= p.izin_hapus(connection, self._potret.last_pos)
            simpul = p.simpul(connection, dari, sampai)
            titik = titik_antara(connection, self._potret.pemulihan, dari, sampai)
            berikut = None if rows else connection.execute(_BERIKUT, (current_tenant().id, sampai)).fetchone()
        if berikut and berikut[0] is not None and berikut[0] <= self._potret.last_pos:
            raise KetidakcocokanError(dari + 1, berikut[0] - 1, f"{ribuan(berikut[0] - 1 - dari)} peristiwa hilang")
        daun = list[bytes]()
        try:
            self._daun.periksa(rows, daun)
        finally:  # what the tree shows of earlier events comes first
            self.tumbuh.tambah(daun, simpul, titik)

    def _akhir(self) -> None:
        potret, pos = self._potret, self._daun.pos
        if pos < potret.last_pos:
            raise tidak_ada_lagi(pos, potret.last_pos, "kepala log")
        if potret.terbesar is not None and potret.terbesar > pos:
            raise tidak_ada_lagi(pos, potret.terbesar, "titik periksa yang sudah ditandatangani")
        if potret.liar is not None:
            raise KetidakcocokanError(potret.liar, potret.liar, "peristiwa di luar jangkauan kepala log")
        if potret.last_at != (self._daun.at if pos else 0):
            raise KetidakcocokanError(pos, pos, "waktu terakhir di kepala log bukan waktu peristiwa terakhir")
        if potret.simpul_liar:
            tingkat, idx = potret.simpul_liar
            raise KetidakcocokanError(
                max(idx, 0) * WIDTH ** max(tingkat, 0) + 1, 0, f"simpul pohon tingkat {tingkat} nomor {idx} berlebih"
            )
        with self._basis.transaksi() as connection:
            periksa_versi(connection, pos)
            palsu = tanpa_tanda_tangan(connection, potret.pemulihan, potret.origin)
        if palsu:
            raise KetidakcocokanError(1, palsu.size, f"tanda tangan titik periksa nomor {palsu.nomor} tidak sah")

    def _keadaan(self) -> Keadaan:
        pohon = self.tumbuh.pohon
        return Keadaan(self._potret.log_id, self._potret.pemulihan, pohon.size, pohon.frontier, self._daun.at)
