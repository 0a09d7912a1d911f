"""Refusals about the printed SOP, with the sentence the official reads."""

from __future__ import annotations

from domain.kernel import RuleViolation

SOP_TERBANYAK = 200


class DokumenGagalError(RuleViolation):
    """Raised before anything is recorded."""

    kode = "cetakan.gagal"
    kalimat = (
        "Dokumen PDF tidak dapat dibuat, jadi pengesahan belum dicatat. Coba lagi sebentar; "
        "bila tetap gagal, ringkas isian yang sangat panjang."
    )


class BukuKosongError(RuleViolation):
    kode = "buku.kosong"
    kalimat = "Buku belum dapat dibuat karena perangkat daerah ini belum memiliki SOP yang berlaku."


class BukuTerlaluTebalError(RuleViolation):
    kode = "buku.tebal"
    kalimat = f"Buku memuat paling banyak {SOP_TERBANYAK} SOP. Cetak SOP satu per satu."


class DokumenTidakUtuhError(RuleViolation):
    kode = "cetakan.tidak_utuh"
    kalimat = (
        "Dokumen yang disimpan tidak ada atau tidak lagi sama dengan yang disahkan, jadi tidak ditampilkan. "
        "Laporkan kepada administrator sistem."
    )
