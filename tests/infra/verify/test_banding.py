"""Against what the auditor kept: going back, rewriting and split views, and a part of a log."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from domain.log.bundle import GROWTH, NOTE
from domain.log.checkpoint import origin
from domain.log.policy import Policy
from tests.infra.verify.dunia import (
    LOG_ID,
    PENCURI,
    SAKSI,
    Bukti,
    Penanda,
    aliran,
    bersaksi,
    hapus,
    jalankan,
    penghapusan,
    peristiwa,
)
from tests.infra.verify.test_periksa import tempat

DASAR = [peristiwa(n) for n in range(1, 301)]
DITULIS_ULANG = [*DASAR[:41], replace(DASAR[41], payload=b'{"data":{}}'), *DASAR[42:]]


def _lama(tmp_path: Path, bukti: Bukti) -> Path:
    return bukti.tulis(tmp_path / "lama")


def _baru(tmp_path: Path, bukti: Bukti) -> Path:
    return bukti.tulis(tmp_path / "baru")


@pytest.mark.parametrize("ukuran", [0, 1, 150, 300])
def test_yang_tumbuh_sesuai(tmp_path: Path, capsys, ukuran: int):
    lama, baru = _lama(tmp_path, Bukti(DASAR[:ukuran])), _baru(tmp_path, Bukti(DASAR))
    kode, keluar = jalankan(capsys, baru, "--terhadap", lama)
    assert (kode, "masih utuh" in keluar) == (0, True)
    kode, keluar = jalankan(capsys, baru, "--terhadap", lama / NOTE)
    assert (kode, "masih utuh" in keluar) == (0, True)


def test_yang_ditulis_ulang_ketahuan_di_tempatnya(tmp_path: Path, capsys):
    """Everything rewritten consistently and signed again: only the kept bundle tells."""
    lama, baru = _lama(tmp_path, Bukti(DASAR[:200], lama=[20, 30, 90])), _baru(tmp_path, Bukti(DITULIS_ULANG))
    assert jalankan(capsys, baru)[0] == 0
    kode, keluar = jalankan(capsys, baru, "--terhadap", lama)
    assert (kode, tempat(keluar)) == (1, "peristiwa 42")
    (lama / "daun").unlink()
    assert tempat(jalankan(capsys, baru, "--terhadap", lama)[1]) == "di antara peristiwa 31 dan peristiwa 90"
    assert tempat(jalankan(capsys, baru, "--terhadap", lama / NOTE)[1]) == "di antara peristiwa 1 dan peristiwa 200"


def test_cadangan_lama_ditolak(tmp_path: Path, capsys):
    lama, baru = _lama(tmp_path, Bukti(DASAR)), _baru(tmp_path, Bukti(DASAR[:250]))
    kode, keluar = jalankan(capsys, baru, "--terhadap", lama)
    assert (kode, tempat(keluar), "Log mundur" in keluar) == (1, "peristiwa 251", True)
    kode, keluar = jalankan(capsys, _baru(tmp_path, Bukti(DITULIS_ULANG[:250])), "--terhadap", lama)
    assert (kode, tempat(keluar)) == (1, "peristiwa 42")
    kode, keluar = jalankan(capsys, tmp_path / "baru", "--terhadap", lama / NOTE)
    assert (kode, tempat(keluar)) == (1, "peristiwa 251")


def test_pandangan_terbelah_dengan_satu_saksi_di_tiap_sisi(tmp_path: Path, capsys):
    """Quorum 2 of 3, one witness deceived on each side: neither side has it, and both together are proof."""
    satu = bersaksi(DASAR, saksi=SAKSI[:1]).tulis(tmp_path / "satu")
    dua = bersaksi(DITULIS_ULANG, saksi=SAKSI[1:2]).tulis(tmp_path / "dua")
    for sisi in (satu, dua):
        kode, keluar = jalankan(capsys, sisi)
        assert (kode, "hanya 1 dari 3 saksi" in keluar) == (1, True)
    kode, keluar = jalankan(capsys, dua, "--terhadap", satu)
    assert (kode, tempat(keluar), "menjadi bukti" in keluar) == (1, "peristiwa 42", True)


def test_log_lain_dan_log_sesudah_pemulihan(tmp_path: Path, capsys):
    lama = _lama(tmp_path, Bukti(DASAR))
    for nama, kata in (
        (origin(bytes(16), demonstrasi=False, pemulihan=0), "milik log lain"),
        (origin(LOG_ID, demonstrasi=False, pemulihan=1), "Nama log berubah"),
    ):
        p = Penanda(nama, b"d" * 32)
        bukti = Bukti(DASAR[:299], asal=nama, oleh=[p], kebijakan=Policy.majority([p.kunci], []))
        kode, keluar = jalankan(capsys, _baru(tmp_path, bukti), "--terhadap", lama)
        assert (kode, kata in keluar) == (1, True)
    assert tempat(keluar) == "peristiwa 300"


def test_yang_lama_ditandatangani_kunci_lain(tmp_path: Path, capsys):
    lama = _lama(tmp_path, Bukti(DASAR[:10], oleh=[PENCURI]))
    kode, keluar = jalankan(capsys, _baru(tmp_path, Bukti(DASAR)), "--terhadap", lama)
    assert (kode, "tidak ditandatangani dengan kunci yang dipakai" in keluar) == (0, True)


def test_bandingan_dengan_peristiwa_yang_rusak(tmp_path: Path, capsys):
    """The bundle's note is as before, its events are not: what is compared are the events."""
    bukti = Bukti(DASAR)
    del bukti.isi[100:]
    lama = _lama(tmp_path, Bukti(DASAR))
    kode, keluar = jalankan(capsys, _baru(tmp_path, bukti), "--terhadap", lama)
    assert (kode, tempat(keluar), "masih utuh" in keluar) == (1, "peristiwa 101", False)


# --- a part of a log


@pytest.mark.parametrize("biner", [False, True])
def test_bagian_log_sesuai(tmp_path: Path, capsys, biner: bool):
    Bukti(DASAR, biner=biner).bagian(aliran(1)).tulis(tmp_path)
    kode, keluar = jalankan(capsys, tmp_path)
    assert (kode, "100 dari 300 peristiwa" in keluar, "hanya sebagian" in keluar) == (0, True, True)
    assert "hanya dikatakan bundel ini sendiri" in keluar


def test_bagian_log_yang_diubah_ketahuan(tmp_path: Path, capsys):
    def rusak(nomor: int, **lain: object) -> tuple[int, str]:
        bukti = Bukti(DASAR).bagian(aliran(1))
        bukti.isi[nomor] = replace(bukti.isi[nomor], **lain)
        return jalankan(capsys, bukti.tulis(tmp_path))

    for lain in ({"payload": b"{}"}, {"at": 1_700_000_000_000_000 + 33}, {"proof": []}, {"pos": 33}):
        kode, keluar = rusak(10, **lain)
        assert (kode, tempat(keluar)) == (1, f"peristiwa {lain.get('pos', 32)}")
    for lain in ({"version": 10}, {"proof": None}, {"at": 1}):
        kode, keluar = rusak(10, **lain)
        assert (kode, tempat(keluar)) == (1, "peristiwa 32")
    bukti = Bukti(DASAR).bagian(aliran(1))
    del bukti.isi[10]
    kode, keluar = jalankan(capsys, bukti.tulis(tmp_path))
    assert (kode, tempat(keluar), "versi alirannya 12, seharusnya 11" in keluar) == (1, "peristiwa 35", True)


def test_bagian_log_dengan_penghapusan(tmp_path: Path, capsys):
    korban = hapus(DASAR[40])
    asli = [*DASAR, penghapusan(301, 1, hapus(DASAR[0])), penghapusan(302, 2, korban)]
    for aliran_, kode in (((aliran(1), aliran(98)), 0), ((aliran(1),), 1)):
        bukti = Bukti(asli)
        bukti.isi[40] = korban
        hasil, keluar = jalankan(capsys, bukti.bagian(*aliran_).tulis(tmp_path))
        assert hasil == kode, keluar
    assert tempat(keluar) == "peristiwa 41"


def test_bagian_log_dibandingkan(tmp_path: Path, capsys):
    sama, kurang = _lama(tmp_path, Bukti(DASAR)), Bukti(DASAR[:200]).tulis(tmp_path / "kurang")
    baru = _baru(tmp_path, Bukti(DASAR).bagian(aliran(1)))
    assert jalankan(capsys, baru, "--terhadap", sama)[0] == 0
    kode, keluar = jalankan(capsys, baru, "--terhadap", kurang)
    assert (kode, "--sejak 200" in keluar) == (2, True)
    belah = Bukti(DITULIS_ULANG).bagian(aliran(1)).tulis(tmp_path / "belah")
    kode, keluar = jalankan(capsys, belah, "--terhadap", sama)
    assert (kode, tempat(keluar)) == (1, "di antara peristiwa 1 dan peristiwa 300")
    mundur = Bukti(DASAR[:100]).bagian(aliran(1)).tulis(tmp_path / "mundur")
    assert tempat(jalankan(capsys, mundur, "--terhadap", sama)[1]) == "peristiwa 101"


@pytest.mark.parametrize("sejak", [1, 128, 200, 299])
def test_bagian_log_dengan_bukti_kelanjutan(tmp_path: Path, capsys, sejak: int):
    lama = _lama(tmp_path, Bukti(DASAR[:sejak]))
    baru = _baru(tmp_path, Bukti(DASAR, sejak=sejak).bagian(aliran(1)))
    kode, keluar = jalankan(capsys, baru, "--terhadap", lama / NOTE)
    assert (kode, "masih utuh" in keluar) == (0, True)
    ubah = Bukti([replace(DASAR[0], payload=b"{}"), *DASAR[1:]], sejak=sejak).bagian(aliran(1))
    kode, keluar = jalankan(capsys, ubah.tulis(tmp_path / "ubah"), "--terhadap", lama / NOTE)
    assert (kode, "ditulis ulang" in keluar) == (1, True)
    assert jalankan(capsys, baru, "--terhadap", Bukti([]).tulis(tmp_path / "kosong"))[0] == 2
    assert jalankan(capsys, baru, "--terhadap", Bukti(DASAR[:100]).tulis(tmp_path / "lain"))[0] == 2
    for rusak in ("", "0\n", "x\n", f"{sejak}", f"{sejak}\n{'0' * 63}\n"):
        (baru / GROWTH).write_text(rusak)
        assert jalankan(capsys, baru, "--terhadap", lama)[0] == 2
    (baru / GROWTH).unlink()
    assert jalankan(capsys, baru, "--terhadap", tmp_path / "kosong")[0] == 0
