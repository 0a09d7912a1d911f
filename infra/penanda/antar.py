"""Taking each new checkpoint to the tenant's witnesses, beside the signing: a slow witness delays nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Event

import structlog

from domain.log.checkpoint import Checkpoint
from infra.db.pool import Basis
from infra.jaringan.pengambil import PengambilAman
from infra.metrik import SAKSI
from infra.penanda.jaga import Putusan, tulis_putusan
from infra.penanda.log import LogTidakSahError, baca_log
from infra.penanda.saksi import Hasil, Jawab, SaksiJauh
from infra.tlog.pohon import Pohon
from infra.tlog.titik import Titik
from tenants.context import current_tenant, tenant_scope
from tenants.model import Tenant

log = structlog.get_logger()

_SLUG = {Hasil.PERGI: "witness-away", Hasil.TAK_KENAL: "witness-unknown"}
JEDA_PERTAMA, JEDA_TERPANJANG = timedelta(seconds=5), timedelta(hours=1)


@dataclass(slots=True)
class Kabar:
    """How one witness of one tenant is doing. `ukuran`: what it is thought to have cosigned last."""

    ukuran: int = 0
    gagal: int = 0
    coba_pada: datetime | None = None
    menolak: bool = False

    def boleh(self, kini: datetime) -> bool:
        return self.coba_pada is None or self.coba_pada <= kini

    def catat(self, jawab: Jawab, kini: datetime) -> None:
        if jawab.hasil is Hasil.DISAKSIKAN:
            self.ukuran, self.gagal, self.coba_pada, self.menolak = jawab.ukuran, 0, None, False
            return
        self.menolak |= jawab.hasil is Hasil.MENOLAK
        self.coba_pada = kini + min(JEDA_PERTAMA * 2 ** min(self.gagal, 20), JEDA_TERPANJANG)
        self.gagal += 1


@dataclass(slots=True)
class Pengantar:
    basis: Basis
    http: PengambilAman
    _menunggu: dict[int, Tenant] = field(default_factory=dict)
    _kabar: dict[tuple[int, str], Kabar] = field(default_factory=dict)
    _alamat: dict[str, Kabar] = field(default_factory=dict)  # who is away for one tenant is away for all

    def antre(self, tenant: Tenant) -> None:
        self._menunggu[tenant.id] = tenant

    def keluhan(self, tenant_id: int) -> str:
        """Which witnesses refuse the tenant's log, as a sentence; empty when none does."""
        nama = sorted(n for (t, n), kabar in tuple(self._kabar.items()) if t == tenant_id and kabar.menolak)
        if not nama:
            return ""
        return (
            f"Saksi {', '.join(nama)} menolak log ini: ia pernah menyaksikan isi yang lain. Hubungi pengelola saksi itu"
            " dan bandingkan titik periksanya. Bila cadangan lama pernah dipulihkan: riwayat pulihkan-log"
        )

    def tanya(self, asal: str) -> tuple[list[Checkpoint], int]:
        """What the witnesses of the tenant being served cosigned last in its log, and how many they are."""
        saksi = self._aktif()
        return [titik for satu in saksi if (titik := satu.terakhir(self.http, asal))], len(saksi)

    def satu_putaran(self, kini: datetime, berhenti: Event) -> None:
        for tenant in tuple(self._menunggu.values()):
            if berhenti.is_set():
                return
            with tenant_scope(tenant):
                self._satu(tenant, kini)

    def _satu(self, tenant: Tenant, kini: datetime) -> None:
        self._menunggu.pop(tenant.id, None)  # a checkpoint signed from here on is queued anew
        selesai = False
        try:
            selesai = self._serahkan(kini)
        except LogTidakSahError:
            selesai = True  # the signer says what is wrong
        finally:
            if not selesai:
                self._menunggu.setdefault(tenant.id, tenant)

    def _serahkan(self, kini: datetime) -> bool:
        """Whether every witness of the tenant being served has cosigned its newest checkpoint."""
        titik, selesai = baca_log(self.basis).titik, True
        for saksi in self._belum(titik) if titik else ():
            kabar = self._kabar.setdefault((current_tenant().id, saksi.nama), Kabar())
            alamat = self._alamat.setdefault(saksi.alamat, Kabar())
            if titik and kabar.boleh(kini) and alamat.boleh(kini):
                jawab = saksi.serahkan(self.http, Pohon(self.basis), titik, kabar.ukuran)
                alamat.catat(jawab if jawab.hasil is Hasil.PERGI else Jawab(Hasil.DISAKSIKAN), kini)
                self._catat(titik, saksi, kabar, jawab, kini)
                selesai &= jawab.hasil is Hasil.DISAKSIKAN
            else:
                selesai = False
        return selesai

    def _catat(self, titik: Titik, saksi: SaksiJauh, kabar: Kabar, jawab: Jawab, kini: datetime) -> None:
        tenant, dulu_menolak = current_tenant(), kabar.menolak
        kabar.catat(jawab, kini)
        SAKSI.labels(jawab.hasil.value).inc()
        if jawab.hasil is Hasil.DISAKSIKAN:
            self._simpan(titik, saksi, jawab)
        elif jawab.hasil is not Hasil.MENOLAK:
            log.warning(_SLUG[jawab.hasil], tenant=tenant.kode, witness=saksi.nama, attempt=kabar.gagal)
        else:
            log.error("witness-refuses", tenant=tenant.kode, witness=saksi.nama, size=titik.size, theirs=jawab.ukuran)
        if kabar.menolak != dulu_menolak and self._sah(tenant):
            tulis_putusan(self.basis, tenant, Putusan(True, titik.size, self.keluhan(tenant.id)))

    def _sah(self, tenant: Tenant) -> bool:
        with self.basis.sambungan() as connection:
            row = connection.execute("SELECT sah FROM sistem.jaga WHERE tenant_id = %s", (tenant.id,)).fetchone()
        return row is not None and row[0] is True

    def _simpan(self, titik: Titik, saksi: SaksiJauh, jawab: Jawab) -> None:
        with self.basis.transaksi() as connection:
            connection.execute(
                "INSERT INTO es.cosignature (tenant_id, nomor, saksi, baris, pada)"
                " VALUES (%s, %s, %s, %s, to_timestamp(%s)) ON CONFLICT DO NOTHING",
                (current_tenant().id, titik.nomor, saksi.nama, jawab.baris, jawab.waktu),
            )

    def _aktif(self) -> list[SaksiJauh]:
        rows = self.basis.baris(
            "SELECT nama, kunci, alamat FROM baca.saksi WHERE tenant_id = %s AND aktif ORDER BY nama",
            (current_tenant().id,),
        )
        return [SaksiJauh(**row) for row in rows]

    def _belum(self, titik: Titik) -> Iterator[SaksiJauh]:
        """The witnesses that have not cosigned this checkpoint yet."""
        rows = self.basis.baris(
            "SELECT saksi FROM es.cosignature WHERE tenant_id = %s AND nomor = %s", (current_tenant().id, titik.nomor)
        )
        sudah = {row["saksi"] for row in rows}
        yield from (satu for satu in self._aktif() if satu.nama not in sudah)
