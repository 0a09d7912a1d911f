"""Every refusal about an SOP, with the sentence the official reads."""

from __future__ import annotations

from domain.kernel import RuleViolation
from domain.sop.pemeriksaan.temuan import Temuan


class SopTidakDapatDisuntingError(RuleViolation):
    kode = "sop.beku"
    kalimat = "Isi SOP hanya dapat diubah selama masih draf. Buka revisi atau tarik pengajuannya lebih dahulu."


class PembatalanTertinggalError(RuleViolation):
    kode = "sop.pembatalan_tertinggal"
    kalimat = (
        "Bagian ini sudah diubah lagi sejak disimpan, jadi simpanan itu tidak dapat dibatalkan begitu saja. "
        "Sunting isinya langsung."
    )


class BukanSimpananSendiriError(RuleViolation):
    kode = "sop.bukan_simpanan_sendiri"
    kalimat = "Hanya simpanan Anda sendiri pada formulir ini yang dapat dibatalkan."


class TahapTidakSesuaiError(RuleViolation):
    kode = "sop.tahap"

    def __init__(self, tindakan: str, tahap: str) -> None:
        super().__init__(f"SOP tidak dapat {tindakan} pada tahap “{tahap}”.")


class SopTanpaLangkahError(RuleViolation):
    kode = "sop.tanpa_langkah"
    kalimat = "SOP belum memiliki langkah. Tambahkan sekurang-kurangnya satu langkah sebelum diajukan."


class PenulisMenilaiSendiriError(RuleViolation):
    kode = "sop.penulis_menilai"
    kalimat = (
        "Anda ikut menyunting versi ini, jadi keputusan atasnya harus diambil pejabat lain "
        "(pemisahan tugas penyusun, pemeriksa, dan pengesah)."
    )


class PemeriksaMengesahkanError(RuleViolation):
    """Drafter, verifier and approver are three people, whatever posts they hold (rule GV-04, decision D15)."""

    kode = "sop.pemeriksa_mengesahkan"
    kalimat = "Yang memverifikasi dan yang mengesahkan versi ini harus dua orang yang berbeda."


class IsiBergeserError(RuleViolation):
    """What the sheet takes from elsewhere (an agency's name, a label) moved after it was handed in."""

    kode = "sop.isi_bergeser"
    kalimat = (
        "Isi lembar berubah sejak diajukan, misalnya karena nama perangkat daerah atau sebutan pada formulir berganti. "
        "Kembalikan kepada penyusun agar diajukan ulang."
    )


class ParafBelumCukupError(RuleViolation):
    kode = "sop.paraf_kurang"

    def __init__(self, ada: int, perlu: int) -> None:
        super().__init__(f"Isi ini baru diparaf {ada} dari {perlu} pemeriksa internal yang disyaratkan.")


class SudahDiparafError(RuleViolation):
    kode = "sop.sudah_diparaf"
    kalimat = "Anda sudah memaraf isi ini."


class TemuanMenghalangiError(RuleViolation):
    """What the check found and this government does not let pass (decision D7). The findings come with it."""

    kode = "sop.temuan"

    def __init__(self, temuan: tuple[Temuan, ...], sebelum: str) -> None:
        self.temuan = temuan
        super().__init__(f"Ada {len(temuan)} hal yang perlu diperbaiki sebelum SOP ini {sebelum}.")


class NilaiTidakDikenalError(RuleViolation):
    kode = "isian.pilihan"

    def __init__(self, bidang: str, pilihan: tuple[str, ...]) -> None:
        super().__init__(f"Pilih salah satu: {', '.join(pilihan)}.", bidang)


class TanggalTidakDikenalError(RuleViolation):
    kode = "isian.tanggal"
    kalimat = "Tulis tanggal yang ada di kalender, misalnya 2025-11-03."


class WaktuTidakDikenalError(RuleViolation):
    kode = "langkah.waktu"
    bidang = "waktu"


class UnsurTidakAdaError(RuleViolation):
    kode = "sop.unsur_hilang"

    def __init__(self, apa: str) -> None:
        super().__init__(f"{apa} itu sudah tidak ada di SOP ini. Muat ulang halaman untuk melihat isinya.")


class KodePelaksanaGandaError(RuleViolation):
    kode = "pelaksana.kode_ganda"
    bidang = "kode"
    kalimat = "Kode pelaksana ini sudah dipakai kolom lain."


class NomorSopKosongError(RuleViolation):
    kode = "sop.nomor_kosong"
    bidang = "nomor"
    kalimat = "Nomor SOP wajib diisi saat disahkan."


class NomorSopTerpakaiError(RuleViolation):
    kode = "sop.nomor_terpakai"
    bidang = "nomor"
    kalimat = "Nomor SOP ini sudah dipakai SOP lain."


class KeputusanKosongError(RuleViolation):
    kode = "sop.keputusan_kosong"
    bidang = "sk_nomor"
    kalimat = "Nomor keputusan (SK) wajib diisi."


class KeputusanMendahuluiError(RuleViolation):
    kode = "sop.keputusan_masa_depan"
    bidang = "sk_tanggal"
    kalimat = "Tanggal keputusan tidak boleh lewat dari hari ini."


class VersiTidakAdaError(RuleViolation):
    kode = "sop.versi_tidak_ada"
    kalimat = "Versi itu belum pernah disahkan atau pengesahannya sudah dibatalkan."


class JawabanBelumLengkapError(RuleViolation):
    kode = "evaluasi.belum_lengkap"
    kalimat = "Ketujuh pernyataan harus dijawab Ya atau Tidak."


class AlasanTidakKosongError(RuleViolation):
    kode = "evaluasi.alasan"

    def __init__(self, nomor: int) -> None:
        super().__init__("Tulis mengapa tidak: apa yang terjadi di lapangan.", f"alasan_{nomor}")


class SimpulanTidakDikenalError(RuleViolation):
    kode = "evaluasi.simpulan"
    bidang = "simpulan"
    kalimat = "Pilih simpulan: tetap berlaku, perlu revisi, atau diusulkan dicabut."


class BelumBerlakuError(RuleViolation):
    kode = "evaluasi.belum_sah"
    kalimat = "Hanya SOP yang sudah disahkan yang dapat dievaluasi."
