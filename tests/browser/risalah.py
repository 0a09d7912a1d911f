"""A whole SOP of twenty steps, as somebody would type it: invented, with seven columns and seven decisions."""

from __future__ import annotations

from dataclasses import dataclass

PELAKSANA = (
    "Pengadministrasi",
    "Perisalah",
    "Notulis",
    "Kasubbag Persidangan",
    "Kabag Persidangan",
    "Sekretaris DPRD",
    "Pimpinan DPRD",
)


@dataclass(frozen=True)
class Baris:
    """`pelaksana` counts the columns from 1; `ya` and `tidak` are the printed numbers that a decision leads to, 0 for
    the next row.
    """

    kegiatan: str
    pelaksana: tuple[int, ...]
    kelengkapan: str
    waktu: str
    output: str
    keterangan: str = ""
    ya: int = 0
    tidak: int | None = None


LANGKAH = (
    Baris("Menerima jadwal rapat dari Badan Musyawarah", (1,), "Jadwal rapat", "10 menit", "Jadwal tercatat"),
    Baris("Menyiapkan bahan rapat dan daftar hadir", (1,), "Jadwal rapat", "2 jam", "Bahan rapat"),
    Baris("Menugaskan perisalah dan notulis", (4,), "Jadwal rapat", "15 menit", "Lembar penugasan"),
    Baris("Memeriksa alat perekam dan ruang", (2,), "Daftar periksa alat", "30 menit", "Alat siap pakai",
          "Rusak: ganti alat cadangan", tidak=2),
    Baris("Merekam dan mencatat jalannya rapat", (2, 3), "Alat perekam\nDaftar hadir", "4 jam", "Rekaman rapat",
          "Dikerjakan bersama"),
    Baris("Mengumpulkan naskah sambutan fraksi", (1,), "Naskah fraksi", "1 jam", "Kumpulan naskah"),
    Baris("Menyalin rekaman menjadi transkrip", (2,), "Rekaman rapat", "2 hari", "Transkrip"),
    Baris("Mencocokkan transkrip dengan catatan", (3,), "Transkrip\nCatatan rapat", "3 jam", "Transkrip cocok",
          tidak=7),
    Baris("Menyusun konsep risalah", (2,), "Transkrip cocok", "1 hari", "Konsep risalah"),
    Baris("Memeriksa konsep risalah", (4,), "Konsep risalah", "3 jam", "Konsep diparaf", tidak=9),
    Baris("Memeriksa kesesuaian dengan tata tertib", (5,), "Konsep diparaf", "2 jam", "Konsep sesuai", tidak=9),
    Baris("Menggandakan konsep untuk koreksi fraksi", (1,), "Konsep sesuai", "1 jam", "Salinan konsep"),
    Baris("Menghimpun koreksi fraksi", (3,), "Salinan konsep", "3 hari", "Daftar koreksi"),
    Baris("Menilai apakah koreksi mengubah keputusan", (5,), "Daftar koreksi", "2 jam", "Catatan penilaian",
          "Ya: kembali disusun", ya=9, tidak=0),
    Baris("Memperbaiki redaksi risalah", (2,), "Daftar koreksi", "3 jam", "Risalah final"),
    Baris("Meneliti risalah final", (6,), "Risalah final", "2 jam", "Risalah diparaf", tidak=15),
    Baris("Menandatangani risalah", (7,), "Risalah diparaf", "1 hari", "Risalah bertanda tangan"),
    Baris("Memberi nomor dan membukukan risalah", (1,), "Risalah bertanda tangan", "30 menit", "Risalah bernomor"),
    Baris("Mengunggah risalah ke laman JDIH", (2,), "Risalah bernomor", "30 menit", "Tautan risalah"),
    Baris("Mengarsipkan risalah dan rekaman", (1,), "Risalah\nRekaman", "30 menit", "Arsip risalah"),
)  # fmt: skip
