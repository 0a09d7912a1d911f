"""The same history for both: a procedure, and edits of one cell each."""

from __future__ import annotations

LANGKAH, SUNTINGAN = 35, 200
KOLOM = ("kegiatan", "simbol", "pelaksana", "pertanyaan", "kelengkapan", "waktu", "output", "keterangan", "arah")


def bahan() -> dict[str, object]:
    """Rows as texts, and (row, new output) for every revision."""
    return {
        "langkah": [_langkah(n) for n in range(LANGKAH)],
        "suntingan": [[n * 8 % LANGKAH, f"Berkas terperiksa dan tercatat, perbaikan {n}"] for n in range(SUNTINGAN)],
    }


def _langkah(n: int) -> dict[str, str]:
    putus = n % 5 == 4
    return dict.fromkeys(KOLOM, "") | {
        "kegiatan": f"Memeriksa kelengkapan berkas permohonan tahap {n + 1}",
        "simbol": "keputusan" if putus else "proses",
        "pelaksana": f"Kepala Subbagian {(n * 2 + n // 5) % 7}",
        "kelengkapan": f"Berkas permohonan {n}; Daftar periksa",
        "waktu": "15 menit",
        "output": f"Berkas terperiksa {n + 1}",
        "arah": f"Ya: ke langkah {n + 2}; Tidak: ke langkah {n - 2}" if putus else "",
    }
