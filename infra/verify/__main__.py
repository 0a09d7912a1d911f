"""`riwayat-verify BUNDEL`: exit code 0 if all is well, 1 if not, 2 if it could not be read."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import NoReturn

from domain.log.bundle import BundleError
from domain.log.note import LOG, Key, NoteError
from infra.verify import banding, berkas, isi, tanda_tangan
from infra.verify.bundel import Bundel, baca_kebijakan
from infra.verify.laporan import Laporan, aman, angka, titik
from infra.verify.tanda_tangan import Kepercayaan

_JEDA = 0.25
_DIHENTIKAN = 130


def main(argv: Sequence[str] | None = None) -> int:
    pilihan = _pengurai().parse_args(argv)
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal that lacks a letter still gets the verdict
    try:
        laporan = periksa(pilihan)
    except BundleError as error:
        sys.stdout.write(f"Tidak terbaca: {aman(str(error))}.\n")
        return 2
    except MemoryError:
        sys.stdout.write("Tidak terbaca: bundel ini terlalu besar.\n")
        return 2
    except KeyboardInterrupt:
        return _DIHENTIKAN
    sys.stdout.write(laporan.teks)
    return 0 if laporan.sesuai else 1


def periksa(pilihan: argparse.Namespace) -> Laporan:
    bundel = Bundel(Path(pilihan.bundel))
    lama = Bundel(Path(pilihan.terhadap)) if pilihan.terhadap else None
    percaya = _kepercayaan(bundel, pilihan)
    laporan = Laporan(
        [f"Bundel: {bundel.nama}", f"Log: {bundel.titik.origin}", f"Titik periksa: {titik(bundel.titik)}"]
    )
    if bundel.manifes:
        laporan.judul.append(berkas.cakupan(bundel.manifes))
    if bundel.asal.demonstrasi:
        laporan.perhatian("Ini log peragaan: waktunya tidak dicatat oleh basis data dan isinya rekaan.")
    tanda_tangan.periksa(bundel, percaya, pilihan.kini, laporan)
    milik = berkas.periksa(bundel, laporan)
    maju = _Kemajuan(bundel.titik.size)
    hasil = isi.periksa(bundel, percaya, banding.tanda(lama) if lama else set(), laporan, maju)
    maju.selesai()
    if bundel.manifes and hasil.disebut is not None:
        berkas.periksa_dokumen(milik, hasil.disebut, laporan)
    if lama:
        banding.periksa(bundel, lama, hasil, percaya.kunci, laporan)
    return laporan


def _kepercayaan(bundel: Bundel, pilihan: argparse.Namespace) -> Kepercayaan:
    sendiri = Path(pilihan.kebijakan) if pilihan.kebijakan else None
    kebijakan = baca_kebijakan(_teks(sendiri), sendiri.name) if sendiri else bundel.kebijakan()
    kunci = [*pilihan.kunci, *([] if pilihan.kunci else kebijakan.logs)]
    return Kepercayaan(kunci, kebijakan, sendiri is None, sendiri is None and not pilihan.kunci)


def _teks(jalur: Path) -> str:
    try:
        return jalur.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise BundleError(jalur.name, 0, "berkas ini tidak dapat dibaca") from error


class _Kemajuan:
    """A line on a terminal, at most four times a second."""

    def __init__(self, jumlah: int) -> None:
        self._jumlah, self._lagi, self._tampak = jumlah, time.monotonic() + _JEDA, sys.stderr.isatty()

    def __call__(self, sampai: int) -> None:
        if self._tampak and time.monotonic() >= self._lagi:
            self._lagi = time.monotonic() + _JEDA
            sys.stderr.write(f"\rMemeriksa {angka(sampai)} dari {angka(self._jumlah)} peristiwa ...")
            sys.stderr.flush()

    def selesai(self) -> None:
        if self._tampak:
            sys.stderr.write("\r\033[K")


class _Pengurai(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:  # type: ignore[explicit-override] # typing has it from 3.12 on
        self.exit(2, f"riwayat-verify: perintah tidak dipahami ({message}). Lihat riwayat-verify --help.\n")


def _pengurai() -> argparse.ArgumentParser:
    pengurai = _Pengurai(
        prog="riwayat-verify",
        description="Memeriksa bundel bukti dari Riwayat, tanpa jaringan.",
        epilog="Kode akhir: 0 sesuai, 1 tidak sesuai, 2 tidak terbaca.",
    )
    pengurai.add_argument("bundel", help="folder atau berkas zip yang diperiksa")
    pengurai.add_argument("--kunci", action="append", default=[], type=_kunci, help="kunci log dari tempat lain")
    pengurai.add_argument("--kebijakan", help="kebijakan (kunci dan saksi) Anda sendiri, bukan yang ada dalam bundel")
    pengurai.add_argument("--terhadap", help="bundel atau titik periksa yang Anda simpan dari waktu lain")
    pengurai.add_argument("--kini", type=_saat, default=int(time.time()), help="anggap sekarang saat ini, untuk uji")
    return pengurai


def _kunci(teks: str) -> Key:
    try:
        kunci = Key.read(teks)
    except NoteError:
        raise argparse.ArgumentTypeError("bukan kunci log") from None
    if kunci.type != LOG:
        raise argparse.ArgumentTypeError("ini kunci saksi, bukan kunci log")
    return kunci


def _saat(teks: str) -> int:
    try:
        saat = datetime.fromisoformat(teks)
    except ValueError:
        raise argparse.ArgumentTypeError("tulis seperti 2026-11-22T07:00:00+07:00") from None
    return int((saat if saat.tzinfo else saat.replace(tzinfo=UTC)).timestamp())


if __name__ == "__main__":
    sys.exit(main())
