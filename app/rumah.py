"""What one running application is made of: built once in create_app, asked for through rumah()."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import cast

import structlog
from flask import current_app

from app.masuk.penyedia import DaftarPenyedia
from infra.berkas import GudangBerkas
from infra.brankas import Brankas
from infra.bukti.pembuat import PembuatBundel
from infra.cetak import Pencetak
from infra.daftar_sesi import DaftarSesi
from infra.db.pool import Basis, Sambungan, Syarat
from infra.db.siap import pastikan_berpagar
from infra.db.tanda import bertanda
from infra.direktori import Direktori
from infra.dokumen import DokumenResmi
from infra.domain_surel import DomainSurel
from infra.errors import PagarRusakError, TersibukError
from infra.event_store.buku import Buku
from infra.jam import Jam
from infra.jaringan.pengambil import PengambilAman
from infra.jatah import JatahPg
from infra.operator import MejaOperator
from infra.percobaan_masuk import BukuPercobaan
from infra.sesi import PenyimpanSesi
from infra.sesi_operator import PenyimpanSesiOperator
from infra.settings import Settings
from infra.sso_pg import SsoPg
from infra.tenants_pg import PgRegistry
from infra.tertunda import TindakanTertunda
from infra.tlog.pemeriksaan import PemeriksaLatar
from infra.undangan import BukuUndangan
from infra.usulan_peran import BukuUsulan

log = structlog.get_logger()


@dataclass(slots=True)
class Rumah:
    """`boleh_loopback` lets a marked demonstration talk to its own identity providers over plain http.

    `syarat` is asked of the database before anybody is served from it.
    """

    settings: Settings
    syarat: Syarat = pastikan_berpagar
    boleh_loopback: bool = field(init=False, default=False)
    basis: Basis = field(init=False)
    buku: Buku = field(init=False)
    registry: PgRegistry = field(init=False)
    direktori: Direktori = field(init=False)
    sesi: PenyimpanSesi = field(init=False)
    daftar_sesi: DaftarSesi = field(init=False)
    tertunda: TindakanTertunda = field(init=False)
    dokumen: DokumenResmi = field(init=False)
    berkas: GudangBerkas = field(init=False)
    pencetak: Pencetak = field(init=False)
    pembuat: PembuatBundel = field(init=False)
    jam: Jam = field(init=False)
    jatah: JatahPg = field(init=False)
    sso: SsoPg = field(init=False)
    penyedia: DaftarPenyedia = field(init=False)
    percobaan: BukuPercobaan = field(init=False)
    undangan: BukuUndangan = field(init=False)
    usulan: BukuUsulan = field(init=False)
    domain_surel: DomainSurel = field(init=False)
    pemeriksa: PemeriksaLatar = field(init=False)
    operator: MejaOperator = field(init=False)
    sesi_operator: PenyimpanSesiOperator = field(init=False)
    _basis_operator: Basis = field(init=False)

    def __post_init__(self) -> None:
        self.basis = Basis(self.settings.database_url, kolam=self.settings.kolam, syarat=self._kenali)
        self.buku = Buku(self.basis)
        self.registry = PgRegistry(self.basis)
        self.direktori = Direktori(self.basis)
        self.sesi = PenyimpanSesi(self.basis)
        self.daftar_sesi = DaftarSesi(self.basis)
        self.tertunda = TindakanTertunda(self.basis)
        self.dokumen = DokumenResmi(self.basis)
        self.berkas = GudangBerkas(self.basis)
        self.pencetak = Pencetak()
        self.pembuat = PembuatBundel(self.basis)
        self.jam = Jam(self.basis)
        self.jatah = JatahPg(self.basis)
        self.sso = SsoPg(self.basis, Brankas(self.settings.kunci))
        self.penyedia = DaftarPenyedia(PengambilAman())
        self.percobaan = BukuPercobaan(self.basis)
        self.undangan = BukuUndangan(self.basis)
        self.usulan = BukuUsulan(self.basis)
        self.domain_surel = DomainSurel(self.basis)
        self.pemeriksa = PemeriksaLatar(self.basis)
        operator = self.settings.database_url_operator
        self._basis_operator = Basis(operator, kolam=2, syarat=self._sudah_kenal)  # opens when an operator comes
        self.operator = MejaOperator(self._basis_operator)
        self.sesi_operator = PenyimpanSesiOperator(self.operator)

    def sapa(self) -> None:
        """Meet the database, if it is there; else whoever first asks something of it does."""
        try:
            with self.basis.sambungan():
                pass
        except PagarRusakError:
            raise
        except TersibukError as error:
            log.warning("database-away", reason=type(error).__name__)

    def _kenali(self, connection: Sambungan) -> None:
        self.syarat(connection)
        if bertanda(connection):
            self.boleh_loopback = True
            self.penyedia = DaftarPenyedia(PengambilAman(boleh_loopback=True))

    def _sudah_kenal(self, _: Sambungan) -> None:
        with self.basis.sambungan():
            pass

    def tutup(self) -> None:
        self.pemeriksa.tutup()
        self.pembuat.tutup()
        self.pencetak.tutup()
        self.buku.close()
        self.basis.tutup()
        self._basis_operator.tutup()


def rumah() -> Rumah:
    return cast("Rumah", current_app.extensions["riwayat"])
