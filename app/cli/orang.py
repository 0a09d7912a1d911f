"""People."""

from __future__ import annotations

import argparse

from app.cli.alat import Subperintah, cari_pemda, tulis
from infra.db.pool import Basis
from infra.penghapusan import Laporan, hapus_orang
from infra.settings import Settings, wajib
from tenants.context import tenant_scope


def pasang(sub: Subperintah) -> None:
    h = sub.add_parser("hapus-orang", help="erase a person; the log's root stays as it is")
    h.add_argument("orang", help="id, full name, or e-mail address")
    h.add_argument("--pemda", required=True)
    h.add_argument("--dasar", required=True, help="why, for the log: no name in it")
    h.add_argument("--coba", action="store_true", help="say what would happen and change nothing")
    h.set_defaults(fungsi=perintah_hapus_orang)


def perintah_hapus_orang(args: argparse.Namespace, s: Settings) -> int:
    """Erase a person from the directory and from every text that was not signed."""
    url = wajib(s.database_url_migrasi, "DATABASE_URL_MIGRASI")
    basis = Basis(url, kolam=1)
    try:
        tenant = cari_pemda(basis, args.pemda)
    finally:
        basis.tutup()
    with tenant_scope(tenant):
        laporan = hapus_orang(url, args.orang, args.dasar, coba=args.coba)
    for kalimat in _uraian(laporan, coba=args.coba):
        tulis(kalimat)
    return 0


def _uraian(laporan: Laporan, *, coba: bool) -> list[str]:
    kata = "akan diganti" if coba else "diganti"
    pindaian = f"{laporan.pindaian} pindaian tidak dapat ditelusuri: lihat sendiri apakah ia disebut"
    return [
        f"orang {laporan.orang_id}: {'akan dihapus' if coba else 'dihapus'} dari direktori",
        f"{len(laporan.diganti)} peristiwa {kata} isinya{_posisi(laporan.diganti)}",
        f"{len(laporan.tinggal)} peristiwa tetap, sebab isinya sudah disahkan{_posisi(laporan.tinggal)}",
        *[f"dokumen resmi tetap: SOP {sop_id} versi {versi}" for sop_id, versi in laporan.dokumen],
        *([pindaian] if laporan.pindaian else []),
    ]


def _posisi(pos: tuple[int, ...]) -> str:
    return f": {', '.join(map(str, pos))}" if pos else ""
