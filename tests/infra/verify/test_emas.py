"""The golden bundle: written once, never changed, and judged the same for ever by whatever we make of the checker.

It was written by `emas().tulis(...)` below; that our writer still gives the same bytes is tested too.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from domain.log.bundle import LINES
from tests.infra.verify.dunia import PENANDA, Bukti, bersaksi, hapus, jalankan, penghapusan, peristiwa

EMAS = Path(__file__).resolve().parents[2] / "samples" / "bundel"


def emas(*, biner: bool = False) -> Bukti:
    """Twenty events of three streams, one of them erased, witnesses, and two earlier notes."""
    dasar = [peristiwa(n) for n in range(1, 21)]
    korban = hapus(dasar[6])
    bukti = bersaksi([*dasar, penghapusan(21, 1, korban)], lama=[5, 16], biner=biner)
    bukti.isi[6] = korban
    return bukti


@pytest.mark.parametrize("biner", [False, True])
def test_bundel_emas(tmp_path: Path, capsys, biner: bool):
    kode, keluar = jalankan(capsys, EMAS / ("biner" if biner else "baris"), "--kunci", PENANDA.kunci.vkey)
    assert kode == 0
    assert keluar.endswith(
        "[ sah ] Kuorum saksi tercapai: 3 dari 3 saksi ikut menandatangani.\n"
        "[ sah ] Saksi menandatangani 21 November 2026 pukul 23.00 UTC, belum 48 jam yang lalu.\n"
        "[ sah ] Semua 24 peristiwa ada, dan akarnya sama dengan akar yang ditandatangani. Posisi tanpa celah, waktu "
        "menaik, versi setiap aliran berurutan.\n"
        "[ sah ] Isi 1 peristiwa diganti karena data pribadi dihapus, menurut aturan.\n"
        "\nKesimpulan: SESUAI.\n"
    )
    ditulis = emas(biner=biner).tulis(tmp_path / "baru")
    lama = EMAS / ("biner" if biner else "baris")
    assert {p.name: p.read_bytes() for p in ditulis.iterdir()} == {p.name: p.read_bytes() for p in lama.iterdir()}


def test_kenari_bundel_emas_yang_diubah_ketahuan(tmp_path: Path, capsys):
    folder = tmp_path / "b"
    shutil.copytree(EMAS / "baris", folder)
    isi = (folder / LINES).read_bytes()
    (folder / LINES).write_bytes(isi.replace(b"ke-9", b"ke-8"))
    kode, keluar = jalankan(capsys, folder)
    assert (kode, keluar.endswith("Tempat salah yang pertama: peristiwa 9.\n")) == (1, True)
