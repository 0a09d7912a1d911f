"""How the government prints: paper, labels, emblem. Who runs the installation decides (Tindakan.PEMDA_KELOLA)."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, request, url_for
from werkzeug.exceptions import Forbidden

from app.cetakan.resmi import lambang as lambang_kini
from app.htmx import respond, selesai
from app.keamanan import izin
from app.pemda import keadaan_pemda
from app.permintaan import pelaku, perintah
from app.rumah import rumah
from app.unggahan import GAMBAR, Unggahan, sajikan, terima
from domain.kernel import RuleViolation
from domain.pemda import ubah_label
from domain.pemda.cetak import LambangTidakSahError, ubah_lambang, ubah_tata_cetak
from domain.sop.cetak import Kertas
from domain.wewenang import Tindakan
from infra.berkas import PNG
from infra.cetak import CetakGagalError
from infra.errors import TidakAdaError
from infra.pemda import Putusan, ubah_pemda

bp = Blueprint("tata_cetak", __name__, url_prefix="/kerja/tata-cetak")
LAMBANG_TERBESAR = 512 * 1024


def _konteks(galat: dict[str, str] | None = None) -> dict[str, Any]:
    return {
        "pemda": keadaan_pemda(),
        "Kertas": Kertas,
        "galat": galat or {},
        "nilai": request.form if galat else {},
    }


def _ubah(putuskan: Putusan) -> Response:
    aktor = pelaku().aktor(Tindakan.PEMDA_KELOLA)
    if aktor is None:
        raise Forbidden
    try:
        ubah_pemda(rumah().buku, perintah(aktor), putuskan)
    except RuleViolation as error:
        return respond("cetakan/tata.html", "isi", status=422, **_konteks({error.bidang: error.kalimat}))
    return selesai(url_for("tata_cetak.halaman"), "cetakan/tata.html", "isi", **_konteks())


@bp.get("")
@izin(Tindakan.PEMDA_KELOLA)
def halaman() -> Response:
    return respond("cetakan/tata.html", "isi", **_konteks())


@bp.post("")
@izin(Tindakan.PEMDA_KELOLA)
def kertas() -> Response:
    pilih, sendiri = request.form.get("kertas", ""), request.form.get("identitas") == "sendiri"
    return _ubah(lambda p: ubah_tata_cetak(p.tata_cetak, kertas=pilih, identitas_sendiri=sendiri))


@bp.post("/sebutan")
@izin(Tindakan.PEMDA_KELOLA)
def sebutan() -> Response:
    nomor, tanggal = request.form.get("label_nomor", ""), request.form.get("label_tanggal_efektif", "")
    return _ubah(lambda p: ubah_label(p, nomor=nomor, tanggal_efektif=tanggal))


@bp.get("/lambang.png")
@izin(Tindakan.KERJA)
def gambar_lambang() -> Response:
    isi = lambang_kini()
    if not isi:
        raise TidakAdaError("lambang")
    return sajikan(isi, PNG)


@bp.post("/lambang")
@izin(Tindakan.PEMDA_KELOLA)
def lambang() -> Response:
    """A new emblem: drawn anew as PNG, so that nothing of the uploaded file itself is kept or served (decision D8)."""
    kiriman = terima("lambang", terbesar=LAMBANG_TERBESAR, jenis=GAMBAR)

    def putuskan(p: Any) -> Any:
        return ubah_lambang(p.lambang, sha256=rumah().berkas.simpan(_png(kiriman), PNG))

    return _ubah(putuskan)


@bp.post("/tanpa-lambang")
@izin(Tindakan.PEMDA_KELOLA)
def tanpa_lambang() -> Response:
    return _ubah(lambda p: ubah_lambang(p.lambang, sha256=""))


def _png(kiriman: Unggahan | None) -> bytes:
    if kiriman is None:
        raise LambangTidakSahError
    try:
        return rumah().pencetak.lambang(kiriman.isi)
    except CetakGagalError as error:
        raise LambangTidakSahError("Gambar ini tidak terbaca. Simpan ulang sebagai PNG, lalu unggah lagi.") from error
