"""A small government at work, and an SMTP server that keeps what it is given."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from threading import Event
from typing import Any
from uuid import UUID, uuid4

import psycopg
from aiosmtpd.controller import Controller
from typing_extensions import override

from domain.jabatan.events import JabatanDibentuk, PejabatDitetapkan
from domain.kernel import Aktor, JabatanId, Keputusan, MandatId, OpdId, OrangId, SopId
from domain.masukan.events import MasukanDibalas, MasukanDibuka
from domain.opd.events import OpdDibentuk, SopDiwajibkan, SopWajibDikaitkan, WajibId
from domain.sop.events import Pengesah, SopDiajukan, SopDibuat, SopDikembalikan, SopDisahkan, SopDiverifikasi
from domain.wewenang import Peran
from infra.db.pool import Basis
from infra.direktori import Direktori
from infra.event_store.buku import Buku, Jenis, Perintah
from infra.pekerja.pemberitahuan import Pemberitahuan
from infra.pekerja.putaran import satu_putaran
from infra.projections.baris import JABATAN, OPD, SOP
from infra.projections.baris_masukan import MASUKAN
from tenants.context import tenant_scope
from tenants.model import Tenant

ALAMAT = "https://riwayat.contoh"
_nip = itertools.count(198001012005011001)
KINI = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
"""10.00 WIB on 2 March 2026."""
SK = Keputusan("821/7/2026", date(2026, 1, 2), "Wali Kota")
DINAS = "Dinas Komunikasi dan Informatika"
ANALIS = Aktor(OrangId(uuid4()), "Analis Kebijakan", DINAS, SK.nomor)
VERIFIKATOR = Aktor(OrangId(uuid4()), "Analis Ortala", "Bagian Organisasi", SK.nomor)


@dataclass
class Kantor:
    """One tenant with an agency, and mail addresses `<name>@<kode>.contoh`."""

    basis: Basis
    buku: Buku
    tenant: Tenant
    pada: datetime | None = None
    opd_id: OpdId = field(default_factory=lambda: OpdId(uuid4()))

    def __post_init__(self) -> None:
        self._catat(OPD, self.opd_id, OpdDibentuk(DINAS, "Kominfo", "dinas"), baru=True)

    def _catat(
        self, jenis: Jenis[Any, Any], aliran: UUID, *peristiwa: Any, oleh: Aktor = ANALIS, baru: bool = False
    ) -> None:
        with tenant_scope(self.tenant):
            tulis = self.buku.mulai if baru else self.buku.ubah
            tulis(jenis, aliran, Perintah(uuid4(), oleh, pada=self.pada), lambda _: peristiwa)

    def jabatan(self, peran: Peran, *pemangku: str, opd_id: UUID | None = None, nama: str = "") -> JabatanId:
        """A post with its holders, in force since January."""
        jabatan_id = JabatanId(uuid4())
        milik = OpdId(opd_id or self.opd_id) if peran is not Peran.ORTALA else None
        self._catat(JABATAN, jabatan_id, JabatanDibentuk(nama or peran.sebutan, peran, milik), baru=True)
        for orang in pemangku:
            self.tetapkan(jabatan_id, orang)
        return jabatan_id

    def tetapkan(
        self, jabatan_id: JabatanId, orang: str, mulai: date = SK.tanggal, akhir: date | None = None
    ) -> OrangId:
        with tenant_scope(self.tenant):
            orang_id = Direktori(self.basis).tambah(f"Bapak {orang}", nip=str(next(_nip)), surel=self.surel(orang))
        self._catat(JABATAN, jabatan_id, PejabatDitetapkan(MandatId(uuid4()), orang_id, SK, mulai, akhir))
        return orang_id

    def surel(self, orang: str) -> str:
        return f"{orang.lower()}@{self.tenant.kode}.contoh"

    def sop(self, nama: str = "Pengelolaan Surat Masuk", penyusun: JabatanId | None = None) -> SopId:
        sop_id = SopId(uuid4())
        self._catat(SOP, sop_id, SopDibuat(self.opd_id, nama, penyusun, "Sekretariat"), baru=True)
        return sop_id

    def ajukan(self, sop_id: SopId) -> None:
        self._catat(SOP, sop_id, SopDiajukan("0" * 64))

    def kembalikan(self, sop_id: SopId, alasan: str = "Waktu langkah 3 belum terukur") -> None:
        self._catat(SOP, sop_id, SopDikembalikan(alasan), oleh=VERIFIKATOR)

    def sahkan(self, sop_id: SopId, berlaku: date) -> None:
        pengesah = Pengesah("Kepala Dinas", OrangId(uuid4()), SK.nomor)
        sah = SopDisahkan(1, "0" * 64, f"000/{sop_id}", berlaku, SK, pengesah)
        self._catat(SOP, sop_id, sah, SopDiverifikasi("0" * 64, versi=1))

    def peristiwa_sop(self, sop_id: SopId, *peristiwa: Any) -> None:
        self._catat(SOP, sop_id, *peristiwa)

    def masukan(self, sop_id: SopId, *disebut: OrangId, teks: str = "Buku agenda yang mana") -> UUID:
        masukan_id = uuid4()
        dibuka = MasukanDibuka(sop_id, "isian.nomor", teks, 1, "", disebut)
        self._catat(MASUKAN, masukan_id, dibuka, baru=True, oleh=VERIFIKATOR)
        return masukan_id

    def balas(self, masukan_id: UUID, *disebut: OrangId) -> None:
        self._catat(MASUKAN, masukan_id, MasukanDibalas("Agenda 2026", disebut))

    def peristiwa_opd(self, *peristiwa: Any) -> None:
        self._catat(OPD, self.opd_id, *peristiwa)

    def wajibkan(
        self, tenggat: date, penanggung_jawab: JabatanId | None = None, judul: str = "Layanan Aduan"
    ) -> WajibId:
        wajib_id = WajibId(uuid4())
        self.peristiwa_opd(SopDiwajibkan(wajib_id, judul, penanggung_jawab, tenggat))
        return wajib_id

    def kaitkan(self, wajib_id: WajibId, sop_id: SopId) -> None:
        self.peristiwa_opd(SopWajibDikaitkan(wajib_id, sop_id))


@dataclass
class Pekerja:
    """The worker, one round at a time, and a look at what it leaves behind."""

    basis: Basis
    superuser: psycopg.Connection[Any]

    def putar(self, kini: datetime = KINI) -> None:
        """Rounds until nobody is behind."""
        while satu_putaran(self.basis, (Pemberitahuan(ALAMAT),), kini):
            pass

    def surat(self, tenant: Tenant) -> list[dict[str, Any]]:
        rows = self.superuser.execute(
            "SELECT kepada, perihal, isi, terkirim, percobaan, galat FROM tata.surel"
            " WHERE tenant_id = %s ORDER BY kepada",
            (tenant.id,),
        ).fetchall()
        return [
            dict(zip(("kepada", "perihal", "isi", "terkirim", "percobaan", "galat"), row, strict=True)) for row in rows
        ]

    def kepada(self, tenant: Tenant, perihal: str = "") -> list[str]:
        return [s["kepada"].split("@")[0] for s in self.surat(tenant) if perihal in s["perihal"]]

    def isi(self, tenant: Tenant, perihal: str) -> str:
        """Of the first mail about this."""
        return str(next(s["isi"] for s in self.surat(tenant) if perihal in s["perihal"]))

    def kursor(self, tenant: Tenant, konsumen: str = "pemberitahuan") -> tuple[int, datetime | None, str]:
        row = self.superuser.execute(
            "SELECT pos, bangun_pada, gagal FROM sistem.kursor WHERE tenant_id = %s AND konsumen = %s",
            (tenant.id, konsumen),
        ).fetchone()
        return row or (0, None, "")

    def ujung(self, tenant: Tenant) -> int:
        row = self.superuser.execute(
            "SELECT last_pos FROM sistem.tenant_head WHERE tenant_id = %s", (tenant.id,)
        ).fetchone()
        assert row is not None
        return int(row[0])


@dataclass
class KotakSurat:
    """What an SMTP server was given. `tolak` answers instead of taking, `sesudah` runs after each mail taken."""

    surat: list[EmailMessage] = field(default_factory=list)
    amplop: list[tuple[str, list[str]]] = field(default_factory=list)
    tolak: str = ""
    sesudah: Callable[[], None] = lambda: None
    tiba: Event = field(default_factory=Event)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - named by aiosmtpd
        if self.tolak:
            return self.tolak
        self.surat.append(message_from_bytes(envelope.content, policy=default))
        self.amplop.append((envelope.mail_from, envelope.rcpt_tos))
        self.sesudah()
        self.tiba.set()
        return "250 OK"

    def kepada(self) -> list[str]:
        return sorted(str(s["To"]) for s in self.surat)


class PeladenSurat(Controller):
    """aiosmtpd on a port that the system chooses."""

    @override
    def _trigger_server(self) -> None:
        peladen: Any = self.server
        self.port = peladen.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"
