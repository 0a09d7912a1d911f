"""The check from the console: of files, without a database, or of all SOPs of a government."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from app.cli.alat import Subperintah, cari_pemda, tulis
from domain import pemda
from domain.sop.pemeriksaan.periksa import periksa
from domain.sop.pemeriksaan.temuan import MENGHALANGI_PENGESAHAN, Keparahan, Temuan
from infra.clock import now
from infra.db.pool import Basis
from infra.errors import OperatorError, TidakAdaError
from infra.event_store.buku import Buku
from infra.impor import ImporError, baca_berkas
from infra.impor.bahan import bahan_berkas
from infra.jam import Jam
from infra.projections.baris import PEMDA, SOP
from infra.queries.bahan import bahan
from infra.queries.sop import Pertanyaan, daftar_sop
from infra.settings import Settings, wajib
from tenants.context import current_tenant, tenant_scope

MENGHALANGI, TAK_TERBACA = 1, 2
SOP_TERBANYAK = 100_000


def pasang(sub: Subperintah) -> None:
    p = sub.add_parser(
        "periksa", help="check structured SOPs, or all of a government; 1: something blocks, 2: a file is unreadable"
    )
    p.add_argument("berkas", nargs="*")
    p.add_argument("--pemda", help="all SOPs of this government instead of files")
    p.set_defaults(fungsi=perintah_periksa)


def perintah_periksa(args: argparse.Namespace, s: Settings) -> int:
    """Print rule, place and sentence of every finding."""
    if bool(args.berkas) == bool(args.pemda):
        raise OperatorError("sebutkan berkas yang diperiksa, atau --pemda")
    return _pemda(args.pemda, s) if args.pemda else max(map(_berkas, args.berkas))


def _berkas(nama: str) -> int:
    hari_ini = now().date()
    try:
        dasar = bahan_berkas(baca_berkas(Path(nama)), hari_ini)
    except ImporError as error:
        sys.stderr.write(f"riwayat: {error}\n")
        return TAK_TERBACA
    return _laporkan(nama, periksa(dasar, {}))


def _pemda(kode: str, s: Settings) -> int:
    basis = Basis(wajib(s.database_url, "DATABASE_URL"))
    try:
        with tenant_scope(cari_pemda(basis, kode)):
            return max((_laporkan(judul, temuan) for judul, temuan in _semua(basis)), default=0)
    finally:
        basis.tutup()


def _semua(basis: Basis) -> Iterator[tuple[str, tuple[Temuan, ...]]]:
    buku, hari_ini = Buku(basis), current_tenant().tanggal(Jam(basis).kini())
    setelan = _setelan(buku)
    for baris in sorted(daftar_sop(basis, Pertanyaan(hari_ini, batas=SOP_TERBANYAK)), key=lambda b: (b.opd, b.nama)):
        sop = buku.muat(SOP, baris.sop_id)
        judul = f"{baris.opd}: {baris.nama} ({baris.tahap}, {baris.sop_id})"
        yield judul, periksa(bahan(basis, sop, setelan, hari_ini), setelan.keparahan)


def _setelan(buku: Buku) -> pemda.Pemda:
    try:
        return buku.muat(PEMDA, pemda.ALIRAN)
    except TidakAdaError:
        return pemda.Pemda()


def _laporkan(judul: str, temuan: tuple[Temuan, ...]) -> int:
    tulis(f"{judul}: {ringkasan(temuan)}")
    for satu in temuan:
        tulis(f"  {satu.keparahan}  {satu.aturan:<6} {satu.tempat.sebutan}: {satu.kalimat}")
    return MENGHALANGI if any(t.keparahan in MENGHALANGI_PENGESAHAN for t in temuan) else 0


def ringkasan(temuan: Iterable[Temuan]) -> str:
    """ "tidak ada temuan", or how many of each severity."""
    jumlah: Mapping[Keparahan, int] = Counter(t.keparahan for t in temuan)
    return ", ".join(f"{jumlah[k]} {k.sebutan.lower()}" for k in Keparahan if jumlah.get(k)) or "tidak ada temuan"
