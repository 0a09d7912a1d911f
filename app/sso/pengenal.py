"""By what people and their government are recognised: e-mail domains, and invitations to a shared provider."""

from __future__ import annotations

import re
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from app.admin.susunan import aktor_untuk, orang_tercatat
from app.htmx import respond, selesai
from app.isian import id_atau_tiada
from app.keamanan import izin
from app.masuk.pembuktian import terbukti, tunda
from app.permintaan import kini, pelaku, perintah
from app.rumah import rumah
from app.sso.berdua import penyetuju, sendirian
from app.sso.views import konteks_utama
from domain.kernel import RuleViolation
from domain.orang.undangan import Pengundang, tolak_undangan, undang
from domain.wewenang import Tindakan
from infra.orang import ubah_orang

HALAMAN = "/kerja/admin/sso"
bp = Blueprint("sso_pengenal", __name__, url_prefix=HALAMAN)
DOMAIN_TERBANYAK, DOMAIN_TERPANJANG = 20, 253
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")


@bp.post("/domain")
@izin(Tindakan.PEMDA_KELOLA)
def domain() -> Response:
    tulisan = request.form.get("domain", "")
    semua = sorted({kata.lower().lstrip("@") for kata in re.split(r"[\s,;]+", tulisan) if kata})
    salah = [d for d in semua if len(d) > DOMAIN_TERPANJANG or not _DOMAIN.fullmatch(d)]
    kalimat = f"“{salah[0][:60]}” bukan domain surel. Tulis misalnya: surakarta.go.id." if salah else ""
    if len(semua) > DOMAIN_TERBANYAK:
        kalimat = f"Paling banyak {DOMAIN_TERBANYAK} domain."
    if kalimat:
        return _jawab({"domain": kalimat})
    rumah().domain_surel.pasang(semua)
    return selesai(url_for("sso.halaman"), "sso/daftar.html", "isi", **konteks_utama())


@bp.post("/undangan")
@izin(Tindakan.PEMDA_KELOLA)
def undangan() -> Response:
    """Proposes a code, or agrees to what another admin proposed. The code is shown on this answer alone: what is kept
    is its digest. Whoever brings it signs in with all posts of that person, so it takes four eyes and a fresh sign-in.
    """
    orang_id = id_atau_tiada(request.form.get("orang", ""))
    orang = rumah().direktori.satu(orang_id) if orang_id else None
    if orang is None or not orang.aktif:
        return _jawab({"orang": "Pilih orang yang diundang."})
    if not terbukti(selalu=True):
        return tunda("undangan", HALAMAN)
    pengundang = Pengundang(pelaku().orang_id, kini(), sendirian(), penyetuju())
    try:
        jadi = ubah_orang(
            rumah().buku,
            orang.id,
            perintah(aktor_untuk(Tindakan.PEMDA_KELOLA)),
            lambda o: undang(o.undangan, aktif=o.aktif, pengundang=pengundang),
        )
    except RuleViolation as error:
        return _jawab({"orang": error.kalimat})
    if jadi.undangan:  # proposed: nobody holds a code yet
        return selesai(url_for("sso.halaman"), "sso/daftar.html", "isi", **konteks_utama())
    kode = rumah().undangan.buat(orang.id, kini())
    return respond("sso/daftar.html", "isi", **konteks_utama(kode_baru=kode, nilai={"diundang": orang.nama}))


@bp.post("/undangan/<uuid:orang_id>/penolakan")
@izin(Tindakan.PEMDA_KELOLA)
def penolakan(orang_id: UUID) -> Response:
    """No, or not any more; like another provider's, without a fresh sign-in."""
    orang, alasan = orang_tercatat(orang_id), request.form.get("alasan", "")
    aktor = aktor_untuk(Tindakan.PEMDA_KELOLA)
    try:
        ubah_orang(rumah().buku, orang.id, perintah(aktor), lambda o: tolak_undangan(o.undangan, alasan=alasan))
    except RuleViolation as error:
        return _jawab({f"alasan-{orang_id}": error.kalimat})
    return selesai(url_for("sso.halaman"), "sso/daftar.html", "isi", **konteks_utama())


def _jawab(galat: dict[str, str]) -> Response:
    konteks = konteks_utama(galat=galat, nilai=request.form)
    return respond("sso/daftar.html", "isi", status=422, **konteks)
