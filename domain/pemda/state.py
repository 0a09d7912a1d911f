"""The government as its events left it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar
from uuid import UUID

from domain.kernel import Tercatat
from domain.pemda.aturan import KeparahanAturanDiubah
from domain.pemda.cetak import LambangDiubah, TataCetakDiubah
from domain.pemda.events import KebijakanDiubah, LabelFormulirDiubah, PemdaDidaftarkan, PeristiwaPemda
from domain.pemda.log import DataPribadiDihapus, PemulihanDiterima
from domain.pemda.masuk import (
    PengaturanMasukDiaktifkan,
    PengaturanMasukDitolak,
    PengaturanMasukDiusulkan,
    Penolakan,
    PenyediaMasukDihentikan,
    Usulan,
)
from domain.pemda.pembuktian import PembuktianUlangDiubah
from domain.pemda.profil import IdentitasDiubah, PolaNomorDiubah
from domain.pemda.saksi import Saksi, SaksiDiberhentikan, SaksiDitunjuk
from domain.sop.cetak import TataCetak
from domain.sop.pemeriksaan.temuan import Keparahan
from domain.sop.pengesahan import Kebijakan

T = TypeVar("T")
ALIRAN = UUID("7e6d6461-0000-4000-8000-000000000001")
"""The one stream of each tenant's own events; the tenant is the first part of every key beside it."""


@dataclass(frozen=True, slots=True)
class Pemda:
    nama: str = ""
    kode_wilayah: str = ""
    zona: str = "WIB"
    label_nomor: str = "Nomor SOP"
    label_tanggal_efektif: str = "Tanggal Efektif"
    kebijakan: Kebijakan = field(default_factory=Kebijakan)
    evaluasi_bulan: int = 12
    saksi: Mapping[str, Saksi] = field(default_factory=dict)
    pemulihan: int = 0
    keparahan: Mapping[str, Keparahan] = field(default_factory=dict)
    tata_cetak: TataCetak = field(default_factory=TataCetak)
    lambang: str = ""
    pembuktian_ulang: bool = True
    masuk: Mapping[int, int] = field(default_factory=dict)  # provider -> the version of its settings that counts
    penyedia_dihentikan: frozenset[int] = frozenset()
    usulan_masuk: Mapping[int, Usulan] = field(default_factory=dict)  # provider -> what waits for consent
    penolakan_masuk: Mapping[int, Penolakan] = field(default_factory=dict)  # provider -> what was last refused
    pola_nomor: str = ""
    versi_aliran: int = 0


def _tanpa(peta: Mapping[int, T], penyedia: int) -> dict[int, T]:
    return {p: v for p, v in peta.items() if p != penyedia}


def evolve(pemda: Pemda, tercatat: Tercatat[PeristiwaPemda]) -> Pemda:
    """The government after one more event."""
    pemda = replace(pemda, versi_aliran=tercatat.versi)
    match tercatat.peristiwa:
        case PemdaDidaftarkan(nama, kode_wilayah, zona):
            return replace(pemda, nama=nama, kode_wilayah=kode_wilayah, zona=zona)
        case LabelFormulirDiubah(nomor, tanggal_efektif):
            return replace(pemda, label_nomor=nomor, label_tanggal_efektif=tanggal_efektif)
        case KebijakanDiubah(paraf, sesudah, bulan):
            return replace(pemda, kebijakan=Kebijakan(paraf, sesudah), evaluasi_bulan=bulan)
        case KeparahanAturanDiubah(aturan, keparahan):
            return replace(pemda, keparahan={**pemda.keparahan, aturan: keparahan})
        case SaksiDitunjuk(nama, kunci, alamat):
            return replace(pemda, saksi={**pemda.saksi, nama: Saksi(kunci, alamat)})
        case SaksiDiberhentikan(nama):
            return replace(pemda, saksi={n: s for n, s in pemda.saksi.items() if n != nama})
        case PemulihanDiterima(ke):
            return replace(pemda, pemulihan=ke)
        case DataPribadiDihapus():
            return pemda
        case PengaturanMasukDiusulkan(penyedia, versi):
            usulan = Usulan(versi, tercatat.aktor.orang, tercatat.pada)
            return replace(
                pemda,
                usulan_masuk={**pemda.usulan_masuk, penyedia: usulan},
                penolakan_masuk=_tanpa(pemda.penolakan_masuk, penyedia),
            )
        case PengaturanMasukDitolak(penyedia, versi, _, alasan):
            tidak = Penolakan(versi, tercatat.aktor.orang, tercatat.pada, alasan)
            return replace(
                pemda,
                usulan_masuk=_tanpa(pemda.usulan_masuk, penyedia),
                penolakan_masuk={**pemda.penolakan_masuk, penyedia: tidak},
            )
        case PengaturanMasukDiaktifkan(penyedia, versi):
            return replace(
                pemda,
                masuk={**pemda.masuk, penyedia: versi},
                penyedia_dihentikan=pemda.penyedia_dihentikan - {penyedia},
                usulan_masuk=_tanpa(pemda.usulan_masuk, penyedia),
            )
        case PenyediaMasukDihentikan(penyedia):
            return replace(
                pemda,
                masuk=_tanpa(pemda.masuk, penyedia),
                penyedia_dihentikan=pemda.penyedia_dihentikan | {penyedia},
                usulan_masuk=_tanpa(pemda.usulan_masuk, penyedia),
            )
        case TataCetakDiubah(kertas, sendiri):
            return replace(pemda, tata_cetak=TataCetak(kertas, sendiri))
        case LambangDiubah(sidik):
            return replace(pemda, lambang=sidik)
        case PembuktianUlangDiubah(wajib):
            return replace(pemda, pembuktian_ulang=wajib)
        case IdentitasDiubah(nama, kode_wilayah):
            return replace(pemda, nama=nama, kode_wilayah=kode_wilayah)
        case PolaNomorDiubah(pola):  # pragma: no branch - mypy knows that it is the last
            return replace(pemda, pola_nomor=pola)
