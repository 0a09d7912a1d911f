"""The transparency log: check all of it, and write it into a folder for others."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from app.cli.alat import Subperintah, cari_pemda, tulis
from infra.db.pool import Basis
from infra.settings import Settings, wajib
from infra.tlog import keadaan
from infra.tlog.ekspor import ekspor_log
from infra.tlog.hasil import Lapor, Temuan, ribuan
from infra.tlog.pohon import Pohon
from infra.tlog.silang import periksa_perintah
from infra.tlog.verifikasi import periksa_log
from tenants.context import tenant_scope
from tenants.model import Tenant

_LEBAR = 30
_JEDA = 0.2


def pasang(sub: Subperintah) -> None:
    v = sub.add_parser("verifikasi", help="check a government's whole log against its tree and its checkpoints")
    v.add_argument("--pemda", required=True)
    v.add_argument("--lanjut", action="store_true", help="go on from where the last check came to")
    v.set_defaults(fungsi=perintah_verifikasi)
    e = sub.add_parser("ekspor-log", help="write a government's log into a folder (C2SP tlog-tiles)")
    e.add_argument("--pemda", required=True)
    e.add_argument("--ke", required=True, type=Path, metavar="FOLDER")
    e.add_argument("--dengan-isi", action="store_true", help="the entries too, not their hashes alone")
    e.set_defaults(fungsi=perintah_ekspor)


def perintah_verifikasi(args: argparse.Namespace, s: Settings) -> int:
    """As the signer's role, which reads the log and nothing else; its commands as the application, where given."""
    basis = Basis(wajib(s.database_url_penanda, "DATABASE_URL_PENANDA"), kolam=2)
    try:
        tenant = cari_pemda(basis, args.pemda)
        berkas = _berkas_kemajuan(basis, tenant, s)
        hasil = periksa_log(
            basis,
            tenant,
            lanjut=keadaan.baca(berkas) if args.lanjut else None,
            lapor=bilah_kemajuan(tenant.kode),
            simpan=lambda sekarang: keadaan.tulis(berkas, sekarang),
        )
    finally:
        basis.tutup()
    temuan = _perintah(s, tenant) if hasil.sah else None
    tulis(f"{tenant.nama}: {hasil.kalimat}")
    if temuan:
        tulis(f"{tenant.nama}: TIDAK UTUH, {temuan.tempat}: {temuan.kalimat}")
    return 0 if hasil.sah and temuan is None else 1


def _berkas_kemajuan(basis: Basis, tenant: Tenant, s: Settings) -> Path:
    with tenant_scope(tenant):
        return Path(s.data) / "verifikasi" / f"{Pohon(basis).head().log_id.hex()}.json"


def _perintah(s: Settings, tenant: Tenant) -> Temuan | None:
    if not s.database_url:
        tulis("DATABASE_URL tidak diberikan, jadi tabel perintah tidak ikut diperiksa.")
        return None
    basis = Basis(s.database_url, kolam=2)
    try:
        return periksa_perintah(basis, tenant)
    finally:
        basis.tutup()


def perintah_ekspor(args: argparse.Namespace, s: Settings) -> int:
    basis = Basis(wajib(s.database_url, "DATABASE_URL"), kolam=2)
    try:
        tenant = cari_pemda(basis, args.pemda)
        with tenant_scope(tenant):
            lapor = bilah_kemajuan(tenant.kode, "berkas")
            jumlah = ekspor_log(basis, args.ke, dengan_isi=args.dengan_isi, lapor=lapor)
    finally:
        basis.tutup()
    tulis(f"{tenant.nama}: {ribuan(jumlah)} berkas baru di {args.ke}")
    return 0


def bilah_kemajuan(nama: str, satuan: str = "peristiwa") -> Lapor:
    """A bar on stderr while somebody watches it; nothing in a file or a journal."""
    terakhir = [0.0]

    def lapor(selesai: int, semua: int) -> None:
        kini = time.monotonic()
        if not sys.stderr.isatty() or (kini - terakhir[0] < _JEDA and selesai < semua):
            return
        terakhir[0] = kini
        penuh = _LEBAR * selesai // max(semua, 1)
        bilah = "█" * penuh + "·" * (_LEBAR - penuh)
        sys.stderr.write(f"\r{nama} {bilah} {ribuan(selesai)} dari {ribuan(semua)} {satuan}")
        sys.stderr.write("\n" if selesai >= semua else "")
        sys.stderr.flush()

    return lapor
