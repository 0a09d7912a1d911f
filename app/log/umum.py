"""What anybody may read of a government's log: checkpoints, keys, hashes, proofs; nothing that tells what happened."""

from __future__ import annotations

from base64 import b64encode

from flask import Blueprint, Response

from app.isian import bilangan
from app.keamanan import untuk_umum
from app.publik.views import pastikan_dalam_pemda
from app.rumah import rumah
from domain.log.merkle import HASH, includes
from domain.log.tiles import Address, Run, address
from infra.errors import TidakAdaError
from infra.tlog.pohon import Pohon
from infra.tlog.terbitan import Terbitan, TitikPeriksa, kebijakan, tercakup
from tenants.context import current_tenant

bp = Blueprint("log_umum", __name__, url_prefix="/log")

SEBENTAR = "public, max-age=5"
SELAMANYA = "public, max-age=31536000, immutable"
_BELUM_ADA = "Belum ada titik periksa yang ditandatangani untuk riwayat ini.\n"
_TIDAK_ADA = "Tidak ada; yang diterbitkan hanya yang tercakup titik periksa terakhir.\n"
_TIDAK_COCOK = "Riwayat di basis data tidak cocok dengan titik periksa terakhirnya. Beri tahu pengelola Riwayat.\n"


def teks(isi: str, status: int = 200, tembolok: str = SEBENTAR) -> Response:
    return Response(isi, status, {"Cache-Control": tembolok}, content_type="text/plain; charset=utf-8")


def biner(isi: bytes, tembolok: str) -> Response:
    return Response(isi, headers={"Cache-Control": tembolok}, content_type="application/octet-stream")


def terbitan() -> Terbitan:
    pastikan_dalam_pemda()
    return Terbitan(rumah().basis)


def petak_terbit(tingkat: str, tempat: str, titik: TitikPeriksa | None) -> Address | None:
    """The tile at an address, if it is written as the format asks and a published checkpoint covers it."""
    if titik is None or not tingkat.isascii() or not tingkat.isdecimal() or str(int(tingkat[:3])) != tingkat:
        return None
    petak = address(int(tingkat), tempat)
    return petak if petak and tercakup(titik.size, petak.level, petak.run.first, petak.width) else None


@bp.get("/checkpoint")
@untuk_umum
def titik_periksa() -> Response:
    titik = terbitan().titik_periksa()
    return teks(titik.teks) if titik else teks(_BELUM_ADA, 404)


@bp.get("/tile/<tingkat>/<path:tempat>")
@untuk_umum
def petak(tingkat: str, tempat: str) -> Response:
    alamat = petak_terbit(tingkat, tempat, terbitan().titik_periksa())
    isi = Pohon(rumah().basis).fetch([alamat.run])[0] if alamat else b""
    if alamat is None or len(isi) != alamat.width * HASH:
        return teks(_TIDAK_ADA, 404)
    return biner(isi, SELAMANYA)


@bp.get("/kunci")
@untuk_umum
def kunci() -> Response:
    """The verifier keys and the quorum, as a policy that tools read."""
    ini, tenant = terbitan(), current_tenant()
    origin = Pohon(rumah().basis).head().origin
    alamat = f"{rumah().settings.alamat}/{tenant.kode}/log"
    return teks(kebijakan(tenant.nama, origin, ini.kunci(), ini.saksi(), alamat))


@bp.get("/bukti/<pos>")
@untuk_umum
def bukti(pos: str) -> Response:
    """That the event at this position is in the newest checkpoint (C2SP tlog-proof); says nothing about it."""
    titik = terbitan().titik_periksa()
    if titik is None:
        return teks(_BELUM_ADA, 404)
    angka = bilangan(pos, angka=18) or 0
    if not 0 < angka <= titik.size:
        return teks(_TIDAK_ADA, 404)
    try:
        isi = _bukti(angka - 1, titik)
    except LookupError:
        return teks(_TIDAK_COCOK, 500, "no-store")
    return teks(isi)


def _bukti(index: int, titik: TitikPeriksa) -> str:
    """Raises LookupError when what is stored gives no proof that holds."""
    pohon = Pohon(rumah().basis)
    hashes = pohon.inclusion_proof(index, titik.size)
    (daun,) = pohon.fetch([Run(0, index, 1)])
    if not includes(index, titik.size, daun, hashes, titik.root):
        raise TidakAdaError(f"no proof for leaf {index}")
    baris = ["c2sp.org/tlog-proof@v1", f"index {index}", *(b64encode(h).decode() for h in hashes)]
    return "\n".join(baris) + "\n\n" + titik.teks
