"""Two demonstration governments with their people, and the product and its identity providers as real servers.

Everything a story begins with comes about by the domain's own decisions; nobody is signed in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from app import create_app
from app.rumah import Rumah
from domain import pemda as domain_pemda
from domain.akses.decisions import beri
from domain.akses.events import AksesDiberikan, AksesId
from domain.jabatan import decisions as jabatan
from domain.kernel import Aktor, JabatanId, Keputusan, MandatId, OpdId, OrangId
from domain.opd import decisions as opd
from domain.sop.state import Sop
from domain.wewenang import Peran
from infra.akses import ubah_akses
from infra.db.tanda import tandai
from infra.demo.sso import OrangPeragaan, PemdaPeragaan, buat_aplikasi
from infra.event_store.buku import Perintah
from infra.projections.baris import JABATAN, OPD, PEMDA, SOP
from infra.settings import Settings, SsoOperator
from infra.tenants_pg import PemdaBaru, tambah_pemda
from tenants.context import tenant_scope
from tenants.model import Tenant
from tests.basis_data import BasisData
from tests.browser.peladen import Peladen

SURAKARTA, PROBOLINGGO = "kota-surakarta", "kota-probolinggo"
SETWAN, DINKES = "Sekretariat DPRD", "Dinas Kesehatan"
SK = Keputusan("821.2/12/2024", date(2024, 1, 2), "Wali Kota")


@dataclass(frozen=True, slots=True)
class Calon:
    """A person of the story before he is anybody: name, post, role, agency (empty: the government itself)."""

    nama: str
    jabatan: str
    peran: Peran
    opd: str = ""


NAMA = {SURAKARTA: "Kota Surakarta", PROBOLINGGO: "Kota Probolinggo"}
CALON: dict[str, dict[str, Calon]] = {
    SURAKARTA: {
        "sari": Calon("Sari Wulandari", "Pengadministrasi Persidangan", Peran.PENYUSUN, SETWAN),
        "hendra": Calon("Hendra Kusnanto", "Kasubag Umum dan Kepegawaian", Peran.KASUBAG, SETWAN),
        "ratna": Calon("Ratna Kusumastuti", "Sekretaris DPRD", Peran.KEPALA_OPD, SETWAN),
        "budi": Calon("Budi Santosa", "Analis Tata Laksana", Peran.ORTALA),
        "tri": Calon("Tri Hartono", "Auditor Ahli Muda", Peran.AUDITOR),
        "ahmad": Calon("Ahmad Fauzi", "Wali Kota Surakarta", Peran.PIMPINAN),
        "dwi": Calon("Dwi Astuti", "Administrator Riwayat", Peran.ADMIN),
        "siti": Calon("Siti Aminah", "Kepala Dinas Kesehatan", Peran.KEPALA_OPD, DINKES),
    },
    PROBOLINGGO: {
        "joko": Calon("Joko Susilo", "Pengolah Data Pelayanan", Peran.PENYUSUN, DINKES),
        "wati": Calon("Wati Rahayu", "Kepala Dinas Kesehatan", Peran.KEPALA_OPD, DINKES),
        "bayu": Calon("Bayu Pratama", "Analis Kelembagaan", Peran.ORTALA),
    },
}
TANPA_JABATAN = ("maya", "Maya Anggraini")
"""Somebody of Surakarta who holds no post."""


@dataclass(frozen=True, slots=True)
class Pejabat:
    sub: str
    calon: Calon
    aktor: Aktor

    @property
    def sebutan(self) -> str:
        """As the riwayat names him."""
        return f"{self.calon.nama}, {self.calon.jabatan}"


@dataclass
class Pemda:
    tenant: Tenant
    rumah: Rumah
    opd: dict[str, OpdId] = field(default_factory=dict)
    pejabat: dict[str, Pejabat] = field(default_factory=dict)

    @property
    def kode(self) -> str:
        return self.tenant.kode

    def hari_ini(self) -> date:
        """Today, by the clock of the demonstration."""
        with tenant_scope(self.tenant):
            return self.tenant.tanggal(self.rumah.jam.kini())

    def muat(self, sop_id: UUID) -> Sop:
        with tenant_scope(self.tenant):
            return self.rumah.buku.muat(SOP, sop_id)

    def lakukan(self, oleh: str, sop_id: UUID, putuskan: Callable[[Sop, Aktor], Any], *, baru: bool = False) -> Sop:
        """An act that happened before the story, or behind the back of whoever is on the stage."""
        aktor = self.pejabat[oleh].aktor
        with tenant_scope(self.tenant):
            perintah = Perintah(uuid4(), aktor, pada=self.rumah.jam.pencatatan())
            cara = self.rumah.buku.mulai if baru else self.rumah.buku.ubah
            return cara(SOP, sop_id, perintah, lambda sop: putuskan(sop, aktor))

    def buka_akses(self, oleh: str, auditor: str) -> None:
        """Let an auditor in to everything, for a month from today; an older grant of his has ended."""
        hari, akses_id = self.hari_ini(), AksesId(uuid4())
        aktor, orang = self.pejabat[oleh].aktor, self.pejabat[auditor].aktor.orang
        surat = Keputusan("700/12/2026", hari, "Inspektorat")
        usul = AksesDiberikan(akses_id, orang, (), None, None, "Audit kinerja", surat, hari, hari + timedelta(days=29))
        with tenant_scope(self.tenant):
            perintah = Perintah(uuid4(), aktor, pada=self.rumah.jam.pencatatan())
            ubah_akses(
                self.rumah.buku, perintah, lambda d: beri(d, usul, pemberi=aktor.orang, menjabat=False, hari=hari)
            )


@dataclass(frozen=True)
class Dunia:
    alamat: str
    pemda: dict[str, Pemda]
    basis_data: BasisData

    @property
    def surakarta(self) -> Pemda:
        return self.pemda[SURAKARTA]

    @property
    def probolinggo(self) -> Pemda:
        return self.pemda[PROBOLINGGO]


def _rahasia(kode: str) -> tuple[str, str]:
    return f"riwayat-{kode}", f"rahasia %41:/+& {kode}"


PENYEDIA_OPERATOR = PemdaPeragaan(
    "operator", "Platform", *_rahasia("operator"), (OrangPeragaan("opi", "Opi Operator", "", "Operator", "Platform"),)
)


@contextmanager
def dunia_baru(basis_data: BasisData, folder_kunci: Path) -> Iterator[Dunia]:
    """Both servers listen before either application is made, since each must know the other's address."""
    tandai(basis_data.superuser)
    with ExitStack() as paling_akhir, ExitStack() as penutup:
        produk, sso = Peladen(), Peladen()
        penutup.callback(produk.tutup)
        penutup.callback(sso.tutup)
        kunci = ("kunci-uji-" * 4,)
        aplikasi = create_app(
            Settings(
                basis_data.app,
                database_url_operator=basis_data.operator,
                alamat=produk.alamat,
                sso_alamat=sso.alamat,
                kolam=8,
                kunci=kunci,
                jatah=10,
                operator=SsoOperator(f"{sso.alamat}/operator", *_rahasia("operator"), orang=("opi",)),
            )
        )
        rumah: Rumah = aplikasi.extensions["riwayat"]
        paling_akhir.callback(rumah.tutup)
        pemda = {kode: _pemda(basis_data, rumah, kode, sso.alamat) for kode in CALON}
        sso.layani(buat_aplikasi(sso.alamat, [*map(_penyedia, CALON), PENYEDIA_OPERATOR], produk.alamat, folder_kunci))
        produk.layani(aplikasi)
        yield Dunia(produk.alamat, pemda, basis_data)


def _penyedia(kode: str) -> PemdaPeragaan:
    orang = [OrangPeragaan(sub, c.nama, "", c.jabatan, c.opd or NAMA[kode]) for sub, c in CALON[kode].items()]
    if kode == SURAKARTA:
        orang.append(OrangPeragaan(*TANPA_JABATAN, "", "Tanpa jabatan", "Lain-lain"))
    return PemdaPeragaan(kode, NAMA[kode], *_rahasia(kode), tuple(orang))


def _pemda(basis_data: BasisData, rumah: Rumah, kode: str, sso: str) -> Pemda:
    tenant = tambah_pemda(basis_data.superuser, PemdaBaru(kode, NAMA[kode], demonstrasi=True))
    issuer = f"{sso}/{kode}"
    with tenant_scope(tenant):
        instansi = f"Pemerintah {NAMA[kode]}"
        rumah.buku.mulai(
            PEMDA,
            domain_pemda.ALIRAN,
            _perintah(),
            lambda _: domain_pemda.daftarkan(nama=instansi, kode_wilayah="", zona="WIB"),
        )
        pemda = Pemda(tenant, rumah)
        for nama in sorted({c.opd for c in CALON[kode].values() if c.opd}):
            pemda.opd[nama] = OpdId(uuid4())
            rumah.buku.mulai(OPD, pemda.opd[nama], _perintah(), lambda _, nama=nama: opd.bentuk(nama=nama))
        for sub, calon in CALON[kode].items():
            pemda.pejabat[sub] = _pejabat(pemda, sub, calon, issuer)
        rumah.sso.pasang(issuer, *_rahasia(kode))
    if kode == SURAKARTA:
        pemda.buka_akses("budi", "tri")
    return pemda


def _perintah() -> Perintah:
    return Perintah(uuid4(), Aktor(OrangId(uuid4()), "Pengelola"))


def _pejabat(pemda: Pemda, sub: str, calon: Calon, issuer: str) -> Pejabat:
    rumah, opd_id = pemda.rumah, pemda.opd.get(calon.opd)
    orang_id = rumah.direktori.tambah(calon.nama, nip="198001012005011999", surel=f"{sub}@{pemda.kode}.example")
    rumah.direktori.hubungkan(issuer, sub, orang_id)
    jabatan_id, mandat_id = JabatanId(uuid4()), MandatId(uuid4())
    rumah.buku.mulai(
        JABATAN,
        jabatan_id,
        _perintah(),
        lambda _: jabatan.bentuk(nama=calon.jabatan, peran=calon.peran, opd_id=opd_id),
    )
    rumah.buku.ubah(
        JABATAN,
        jabatan_id,
        _perintah(),
        lambda j: jabatan.tetapkan(j, mandat_id=mandat_id, orang=orang_id, keputusan=SK, mulai=SK.tanggal),
    )
    return Pejabat(sub, calon, Aktor(orang_id, calon.jabatan, calon.opd, SK.nomor, jabatan_id))
