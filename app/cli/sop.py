"""SOPs from files."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.alat import Subperintah, cari_pemda, pelaku, tulis
from domain.kernel import JabatanId, OpdId
from infra.db.pool import Basis
from infra.dokumen import DokumenResmi
from infra.errors import TidakAdaError
from infra.event_store.buku import Buku, Perintah
from infra.ids import new_id
from infra.impor import impor_berkas
from infra.jam import Jam
from infra.queries.opd import opd
from infra.settings import Settings, wajib
from tenants.context import tenant_scope


def pasang(sub: Subperintah) -> None:
    i = sub.add_parser("impor", help="record a structured SOP")
    i.add_argument("berkas")
    for nama in ("pemda", "opd", "oleh"):
        i.add_argument(f"--{nama}", required=True)
    i.set_defaults(fungsi=perintah_impor)


def perintah_impor(args: argparse.Namespace, s: Settings) -> int:
    """Record a structured SOP as if the person had typed it."""
    basis = Basis(wajib(s.database_url, "DATABASE_URL"))
    try:
        with tenant_scope(cari_pemda(basis, args.pemda)):
            _impor(args, basis)
    finally:
        basis.tutup()
    return 0


def _impor(args: argparse.Namespace, basis: Basis) -> None:
    oleh = pelaku(basis, args.oleh)
    sop = impor_berkas(
        Buku(basis),
        DokumenResmi(basis),
        Path(args.berkas),
        opd_id=_opd(basis, args.opd),
        penyusun=JabatanId(oleh.jabatan_id),
        perintah=Perintah(new_id(), oleh.aktor(), pada=Jam(basis).pencatatan()),
    )
    tulis(f"{sop.nama}: {sop.versi_aliran} peristiwa, {len(sop.naskah.langkah)} langkah, {sop.id}")


def _opd(basis: Basis, kode: str) -> OpdId:
    """The agency by its short name, its name, or its id."""
    for o in opd(basis):
        if kode.casefold() in (o.singkatan.casefold(), o.nama.casefold(), str(o.opd_id)):
            return OpdId(o.opd_id)
    raise TidakAdaError(f"perangkat daerah “{kode}” tidak ditemukan")
