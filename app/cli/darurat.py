"""Breaking the glass: emergency access as admin for one person who is already in the directory."""

from __future__ import annotations

import argparse

from app.cli.alat import Subperintah, cari_orang, cari_pemda, tulis
from domain.orang.decisions import MENIT_DARURAT, buka_darurat
from infra.darurat import kode_baru
from infra.db.pool import Basis
from infra.direktori import Direktori, Orang
from infra.errors import OperatorError
from infra.event_store.buku import Buku, Perintah
from infra.ids import new_id
from infra.jam import Jam
from infra.orang import ubah_orang
from infra.pemda import ADMINISTRATOR
from infra.settings import Settings, wajib
from tenants.context import tenant_scope


def pasang(sub: Subperintah) -> None:
    d = sub.add_parser("darurat", help="emergency access as admin: one person, one use, one hour; on record, with mail")
    d.add_argument("orang", help="full name, e-mail address, or id")
    d.add_argument("--pemda", required=True)
    d.add_argument(
        "--baru", action="store_true", help="the person is not in the directory yet: the first of a government"
    )
    d.add_argument("--alasan", required=True, help="why; it stands in the government's log, so no name in it")
    d.set_defaults(fungsi=perintah_darurat)


def perintah_darurat(args: argparse.Namespace, s: Settings) -> int:
    """Open the emergency access. The event comes first: no code without a trace."""
    basis = Basis(wajib(s.database_url_migrasi, "DATABASE_URL_MIGRASI"), kolam=1)
    try:
        with tenant_scope(cari_pemda(basis, args.pemda)) as tenant:
            orang, jam = _orang(basis, args), Jam(basis)
            perintah = Perintah(new_id(), ADMINISTRATOR, pada=jam.pencatatan())
            ubah_orang(Buku(basis), orang.id, perintah, lambda o: buka_darurat(o, alasan=args.alasan))
            kode = kode_baru(basis, orang.id, jam.kini())
    finally:
        basis.tutup()
    tulis(f"Akses darurat bagi {orang.nama}, sekali pakai, {MENIT_DARURAT} menit. Tercatat, dan admin diberi tahu.")
    tulis(f"Buka {s.alamat}/{tenant.kode}/masuk/darurat lalu ketik kode ini:")
    tulis(kode)
    return 0


def _orang(basis: Basis, args: argparse.Namespace) -> Orang:
    """A government that has just been added knows nobody, and nobody could sign in to become known."""
    if not args.baru:
        return cari_orang(basis, args.orang)
    if any(o.nama.casefold() == args.orang.casefold() for o in Direktori(basis).semua()):
        raise OperatorError(f"orang “{args.orang}” sudah ada; jangan pakai --baru")
    return Orang(Direktori(basis).tambah(args.orang), args.orang)
