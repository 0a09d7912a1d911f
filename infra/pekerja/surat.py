"""The words of each mail. Formal Indonesian; no name but the addressee's, no NIP."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from babel.dates import format_date

from domain.kernel import Tercatat
from domain.masukan.events import MasukanDibalas, MasukanDibuka
from domain.orang.events import AksesDaruratDibuka
from domain.pemda.masuk import PengaturanMasukDiusulkan
from domain.sop.events import SopDiajukan, SopDikembalikan
from infra.pekerja.jaga_admin import Kabar
from tenants.model import Tenant


@dataclass(frozen=True, slots=True)
class Surat:
    """What is the same for every addressee of a notice; `untuk` makes one person's text of it."""

    perihal: str
    kalimat: str
    tautan: str
    pemda: str

    def untuk(self, nama: str) -> str:
        return (
            f"Yth. {satu_baris(nama)},\n\n{self.kalimat}\n\n{self.tautan}\n\n"
            f"Surel ini dikirim otomatis oleh Riwayat {self.pemda}. Balasan atas surel ini tidak dibaca.\n"
        )


@dataclass(frozen=True, slots=True)
class SopDisurati:
    sop_id: UUID
    nama: str
    opd_id: UUID
    opd: str
    penyusun: UUID | None


@dataclass(frozen=True, slots=True)
class WajibTerlambat:
    wajib_id: UUID
    judul: str
    tenggat: date
    sop_id: UUID | None
    opd_id: UUID
    opd: str
    jabatan_id: UUID | None
    jabatan: str


@dataclass(frozen=True, slots=True)
class JuruTulis:
    """Writes for one tenant. `alamat` is the public base URL."""

    alamat: str
    tenant: Tenant

    def diajukan(self, sop: SopDisurati, tercatat: Tercatat[SopDiajukan]) -> Surat:
        kalimat = (
            f"SOP “{satu_baris(sop.nama)}” dari {satu_baris(sop.opd)} diajukan oleh {_oleh(tercatat, sop.opd)} "
            f"{self._saat(tercatat.pada)}. Naskahnya menunggu verifikasi Ortala."
        )
        return self._surat(f"SOP diajukan: {sop.nama}", kalimat, self._tautan_sop(sop.sop_id))

    def dikembalikan(self, sop: SopDisurati, tercatat: Tercatat[SopDikembalikan]) -> Surat:
        kalimat = (
            f"SOP “{satu_baris(sop.nama)}” dikembalikan oleh {_oleh(tercatat, sop.opd)} {self._saat(tercatat.pada)}. "
            f"Alasan pengembalian: {_bertitik(tercatat.peristiwa.alasan)} "
            "Naskahnya dapat diperbaiki lalu diajukan kembali."
        )
        return self._surat(f"SOP dikembalikan: {sop.nama}", kalimat, self._tautan_sop(sop.sop_id))

    def disebut(self, sop: SopDisurati, tercatat: Tercatat[MasukanDibuka] | Tercatat[MasukanDibalas]) -> Surat:
        """To whom a remark mentions: what it says, and where to answer."""
        kalimat = (
            f"{_awal_besar(_oleh(tercatat, sop.opd))} menyebut Anda dalam masukan atas SOP “{satu_baris(sop.nama)}” "
            f"{self._saat(tercatat.pada)}: {_bertitik(tercatat.peristiwa.teks)}"
        )
        tautan = f"{self._tautan_sop(sop.sop_id)}/masukan#utas-{tercatat.aliran}"
        return self._surat(f"Masukan untuk Anda: {sop.nama}", kalimat, tautan)

    def darurat(self, tercatat: Tercatat[AksesDaruratDibuka]) -> Surat:
        """To the admins: somebody may come in as one of them without the government's own sign-on."""
        kalimat = (
            f"Pengelola sistem membuka akses darurat sebagai admin {self._saat(tercatat.pada)}, untuk "
            f"{tercatat.peristiwa.menit} menit. Alasannya: {_bertitik(tercatat.peristiwa.alasan)} "
            "Bagi siapa akses itu dibuka dan apa yang dilakukan dengannya tercatat pada jejak administrasi. "
            "Bila Anda tidak mengetahuinya, hubungi pengelola sistem sekarang."
        )
        return self._surat("Akses darurat dibuka", kalimat, self._tautan("admin/jejak"))

    def penyedia_diusulkan(self, tercatat: Tercatat[PengaturanMasukDiusulkan]) -> Surat:
        """To the admins: everybody would sign in somewhere else."""
        kalimat = (
            f"Seorang admin mengusulkan {self._saat(tercatat.pada)} agar pegawai masuk lewat penyedia lain: "
            f"{satu_baris(tercatat.peristiwa.issuer)}. Admin lain dapat menyetujui atau menolaknya; bila tidak, "
            "pengusulnya dapat mengaktifkannya 24 jam kemudian. Bila Anda tidak mengetahuinya, tolak usulan itu dan "
            "nonaktifkan akun pengusulnya sekarang; siapa orangnya tercatat pada jejak administrasi."
        )
        tautan = self._tautan(f"admin/sso/penyedia/{tercatat.peristiwa.penyedia}")
        return self._surat("Penyedia SSO baru diusulkan", kalimat, tautan)

    def kabar(self, kabar: Kabar, pada: datetime) -> Surat:
        """About who decides who comes in."""
        kalimat = (
            f"{kabar.apa}, {self._saat(pada)}. Siapa yang melakukannya tercatat pada jejak administrasi. Bila Anda "
            "tidak mengetahuinya, hubungi admin lain di daerah Anda atau pengelola sistem sekarang."
        )
        return self._surat(kabar.perihal, kalimat, self._tautan(kabar.tempat))

    def terlambat(self, wajib: WajibTerlambat) -> Surat:
        jabatan = f"Penanggung jawabnya {satu_baris(wajib.jabatan)}." if wajib.jabatan else (
            "Jabatan penanggung jawabnya belum ditetapkan."
        )  # fmt: skip
        kalimat = (
            f"SOP wajib “{satu_baris(wajib.judul)}” pada {satu_baris(wajib.opd)} belum berlaku, padahal tenggatnya "
            f"{tanggal(wajib.tenggat)}. {jabatan}"
        )
        tautan = self._tautan_sop(wajib.sop_id) if wajib.sop_id else self._tautan(f"perangkat-daerah/{wajib.opd_id}")
        return self._surat(f"SOP wajib melewati tenggat: {wajib.judul}", kalimat, tautan)

    def _surat(self, perihal: str, kalimat: str, tautan: str) -> Surat:
        return Surat(satu_baris(perihal), kalimat, tautan, self.tenant.nama)

    def _tautan_sop(self, sop_id: UUID) -> str:
        return self._tautan(f"sop/{sop_id}")

    def _tautan(self, jalur: str) -> str:
        return f"{self.alamat.rstrip('/')}/{self.tenant.kode}/kerja/{jalur}"

    def _saat(self, saat: datetime) -> str:
        setempat = saat.astimezone(self.tenant.zona.tzinfo)
        return f"pada {tanggal(setempat.date())} pukul {setempat:%H.%M} {self.tenant.zona.value}"


def tanggal(hari: date) -> str:
    return format_date(hari, "d MMMM y", locale="id")


def satu_baris(teks: str) -> str:
    """Free text on one line: what stands in a header, or within a sentence, has no line ends."""
    return " ".join(teks.split())


def _oleh(tercatat: Tercatat[object], opd: str) -> str:
    """The post that acted, with its unit where that is not the agency already named."""
    aktor = tercatat.aktor
    return satu_baris(f"{aktor.jabatan} ({aktor.unit})" if aktor.unit not in ("", opd) else aktor.jabatan)


def _awal_besar(teks: str) -> str:
    return teks[:1].upper() + teks[1:]


def _bertitik(teks: str) -> str:
    teks = satu_baris(teks)
    return teks if teks.endswith((".", "?", "!", "…")) else f"{teks}."
