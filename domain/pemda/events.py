"""What happens to a government as a user of Riwayat. Stored names are in infra/event_store/catalog.py."""

from __future__ import annotations

from dataclasses import dataclass

from domain.pemda.aturan import KeparahanAturanDiubah
from domain.pemda.cetak import LambangDiubah, TataCetakDiubah
from domain.pemda.log import DataPribadiDihapus, PemulihanDiterima
from domain.pemda.masuk import (
    PengaturanMasukDiaktifkan,
    PengaturanMasukDitolak,
    PengaturanMasukDiusulkan,
    PenyediaMasukDihentikan,
)
from domain.pemda.pembuktian import PembuktianUlangDiubah
from domain.pemda.profil import IdentitasDiubah, PolaNomorDiubah
from domain.pemda.saksi import SaksiDiberhentikan, SaksiDitunjuk


@dataclass(frozen=True, slots=True)
class PemdaDidaftarkan:
    """Sebuah pemerintah daerah mulai memakai Riwayat."""

    nama: str
    kode_wilayah: str = ""
    zona: str = "WIB"


@dataclass(frozen=True, slots=True)
class LabelFormulirDiubah:
    """Sebutan pada formulir resmi ditetapkan oleh pemerintah daerah."""

    nomor: str
    tanggal_efektif: str


@dataclass(frozen=True, slots=True)
class KebijakanDiubah:
    """Jalur pemeriksaan SOP diubah: jumlah paraf internal dan letak verifikasi Ortala."""

    paraf_internal: int
    verifikasi_sesudah: bool
    evaluasi_bulan: int = 12


PeristiwaPemda = (
    PemdaDidaftarkan
    | LabelFormulirDiubah
    | KebijakanDiubah
    | KeparahanAturanDiubah
    | SaksiDitunjuk
    | SaksiDiberhentikan
    | PemulihanDiterima
    | DataPribadiDihapus
    | TataCetakDiubah
    | LambangDiubah
    | PembuktianUlangDiubah
    | PengaturanMasukDiusulkan
    | PengaturanMasukDitolak
    | PengaturanMasukDiaktifkan
    | PenyediaMasukDihentikan
    | IdentitasDiubah
    | PolaNomorDiubah
)
