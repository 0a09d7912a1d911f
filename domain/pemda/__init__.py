"""The government itself as a subject of history: its name on the sheet and its policies for SOPs."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from uuid import UUID

from domain.kernel import RuleViolation, Tercatat, teks_bersih
from domain.sop.pengesahan import Kebijakan

ALIRAN = UUID("7e6d6461-0000-4000-8000-000000000001")
"""The one stream of each tenant's own events; the tenant is the first part of every key beside it."""

PARAF_TERBANYAK = 5


class KebijakanTidakSahError(RuleViolation):
    kode = "pemda.paraf"
    bidang = "paraf_internal"
    kalimat = f"Jumlah paraf internal antara 0 dan {PARAF_TERBANYAK}."


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


PeristiwaPemda = PemdaDidaftarkan | LabelFormulirDiubah | KebijakanDiubah


@dataclass(frozen=True, slots=True)
class Pemda:
    nama: str = ""
    kode_wilayah: str = ""
    zona: str = "WIB"
    label_nomor: str = "Nomor SOP"
    label_tanggal_efektif: str = "Tanggal Efektif"
    kebijakan: Kebijakan = field(default_factory=Kebijakan)
    evaluasi_bulan: int = 12
    versi_aliran: int = 0


def evolve(pemda: Pemda, tercatat: Tercatat[PeristiwaPemda]) -> Pemda:
    """The government after one more event."""
    pemda = replace(pemda, versi_aliran=tercatat.versi)
    match tercatat.peristiwa:
        case PemdaDidaftarkan(nama, kode_wilayah, zona):
            return replace(pemda, nama=nama, kode_wilayah=kode_wilayah, zona=zona)
        case LabelFormulirDiubah(nomor, tanggal_efektif):
            return replace(pemda, label_nomor=nomor, label_tanggal_efektif=tanggal_efektif)
        case KebijakanDiubah(paraf, sesudah, bulan):  # pragma: no branch - mypy knows that it is the last
            return replace(pemda, kebijakan=Kebijakan(paraf, sesudah), evaluasi_bulan=bulan)


def daftarkan(*, nama: str, kode_wilayah: str, zona: str) -> PemdaDidaftarkan:
    return PemdaDidaftarkan(
        teks_bersih(nama, "nama", wajib=True, panjang=200), teks_bersih(kode_wilayah, "kode_wilayah", panjang=20), zona
    )


def ubah_label(pemda: Pemda, *, nomor: str, tanggal_efektif: str) -> tuple[LabelFormulirDiubah, ...]:
    baru = LabelFormulirDiubah(
        teks_bersih(nomor, "label_nomor", wajib=True, panjang=60),
        teks_bersih(tanggal_efektif, "label_tanggal_efektif", wajib=True, panjang=60),
    )
    kini = (pemda.label_nomor, pemda.label_tanggal_efektif)
    return () if (baru.nomor, baru.tanggal_efektif) == kini else (baru,)


def ubah_kebijakan(pemda: Pemda, *, kebijakan: Kebijakan, evaluasi_bulan: int) -> tuple[KebijakanDiubah, ...]:
    if not 0 <= kebijakan.paraf_internal <= PARAF_TERBANYAK:
        raise KebijakanTidakSahError
    if (kebijakan, evaluasi_bulan) == (pemda.kebijakan, pemda.evaluasi_bulan):
        return ()
    return (KebijakanDiubah(kebijakan.paraf_internal, kebijakan.verifikasi_sesudah, evaluasi_bulan),)
