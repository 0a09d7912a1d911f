"""The book of an agency: all its SOPs in force, with their decrees and an explanation."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from uuid import UUID

from flask import Blueprint, Response
from werkzeug.exceptions import Forbidden

from app.akses.batas import batas_baca
from app.akses.jejak import catat_baca
from app.cetakan.lembaran import detik
from app.cetakan.resmi import lembar_pengesahan
from app.cetakan.views import kirim_pdf
from app.jinja import tanggal
from app.keamanan import izin
from app.pemda import keadaan_pemda
from app.permintaan import hari_ini, pelaku
from app.rumah import rumah
from domain.kernel import Keputusan
from domain.sop.cetak.errors import SOP_TERBANYAK, BukuKosongError, BukuTerlaluTebalError
from domain.sop.state import Pengesahan, Sop
from domain.wewenang import Tindakan
from infra.cetak import Buku
from infra.projections.baris import OPD, SOP
from infra.queries.sop import Pertanyaan, daftar_sop
from tenants.context import current_tenant

bp = Blueprint("buku", __name__, url_prefix="/kerja/perangkat-daerah/<uuid:opd_id>")

Sah = tuple[Sop, Pengesahan]


@bp.get("/buku.pdf")
@izin(Tindakan.SOP_BACA)
def pdf(opd_id: UUID) -> Response:
    opd = rumah().buku.muat(OPD, opd_id)
    if not pelaku().dapat(Tindakan.SOP_BACA, opd_id=opd_id) or batas_baca():  # the book is today's
        raise Forbidden
    semua = _berlaku(opd_id)
    if not semua:
        raise BukuKosongError
    if len(semua) > SOP_TERBANYAK:
        raise BukuTerlaluTebalError
    for sop, _ in semua:
        catat_baca(sop)
    return kirim_pdf(rumah().pencetak.buku(_buku(opd.nama, semua)), f"Buku SOP {opd.nama} {hari_ini().year}")


def _berlaku(opd_id: UUID) -> list[Sah]:
    """Today's versions, by number."""
    baris = daftar_sop(rumah().basis, Pertanyaan(hari_ini(), opd=(opd_id,)))
    hasil = []
    for b in sorted((b for b in baris if b.berlaku_versi), key=lambda b: (b.berlaku_nomor or "", b.nama)):
        sop = rumah().buku.muat(SOP, b.sop_id)
        hasil.append((sop, next(p for p in reversed(sop.pengesahan) if p.fakta.versi == b.berlaku_versi)))
    return hasil


def _buku(perangkat: str, semua: Sequence[Sah]) -> Buku:
    instansi = keadaan_pemda().nama or current_tenant().nama
    terakhir = max(p.fakta.keputusan.tanggal for _, p in semua)
    return Buku(
        instansi=instansi,
        perangkat=perangkat,
        tahun=str(terakhir.year),
        keputusan=_keputusan(semua),
        isi=tuple(lembar_pengesahan(sop, sah) for sop, sah in semua),
        kaki=f"Buku SOP {perangkat}, keadaan pada {tanggal(hari_ini())}",
        tanggal=detik(terakhir),
    )


def _keputusan(semua: Sequence[Sah]) -> tuple[tuple[str, str, str, str], ...]:
    """Each decree once, oldest first, with the names of what it approves."""

    def kunci(satu: tuple[Keputusan, str]) -> tuple[object, ...]:
        return (satu[0].tanggal, satu[0].nomor, satu[0].penerbit)

    pasangan = sorted(((p.fakta.keputusan, sop.nama) for sop, p in semua), key=kunci)
    kelompok = ((k, [nama for _, nama in isi]) for k, isi in groupby(pasangan, key=lambda satu: satu[0]))
    return tuple((k.nomor, tanggal(k.tanggal), k.penerbit, "; ".join(nama)) for k, nama in kelompok)
