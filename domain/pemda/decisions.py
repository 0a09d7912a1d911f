"""What a government decides about its form and its policies."""

from __future__ import annotations

from domain.kernel import RuleViolation, teks_bersih
from domain.pemda.events import KebijakanDiubah, LabelFormulirDiubah, PemdaDidaftarkan
from domain.pemda.state import Pemda
from domain.sop.pengesahan import Kebijakan

PARAF_TERBANYAK = 5


class KebijakanTidakSahError(RuleViolation):
    kode = "pemda.paraf"
    bidang = "paraf_internal"
    kalimat = f"Jumlah paraf internal antara 0 dan {PARAF_TERBANYAK}."


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
