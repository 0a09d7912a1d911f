"""The governments of an installation, for who runs it: figures, never content."""

from __future__ import annotations

import argparse

from app.cli.alat import Subperintah, tulis
from infra.operator import PemdaTerdaftar, daftar_pemda
from infra.settings import Settings, wajib


def pasang_pemda(pemda: Subperintah) -> None:
    d = pemda.add_parser("daftar", help="list the governments: size of the log, last event, health; no content")
    d.set_defaults(fungsi=perintah_daftar)


def perintah_daftar(_: argparse.Namespace, s: Settings) -> int:
    """Exit code 1 when one of them needs somebody."""
    semua = daftar_pemda(wajib(s.database_url_migrasi, "DATABASE_URL_MIGRASI"))
    for satu in semua:
        tulis(_baris(satu))
    return 0 if all(p.sehat for p in semua) else 1


def _baris(p: PemdaTerdaftar) -> str:
    terakhir = p.terakhir.isoformat(" ", "seconds") if p.peristiwa and p.terakhir else "belum ada peristiwa"
    log = {True: "log utuh", False: "LOG BERMASALAH", None: "log belum diperiksa"}[p.sah]
    pekerja = f"PEKERJA BERHENTI: {', '.join(p.berhenti)}" if p.berhenti else "pekerja berjalan"
    tanda = " (peragaan)" if p.demonstrasi else ""
    return f"{p.kode}{tanda}  {p.nama}  {p.peristiwa} peristiwa  {terakhir}  {log}  {pekerja}"
