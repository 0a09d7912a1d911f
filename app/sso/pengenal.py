"""By what people and their government are recognised: e-mail domains, and invitations to a shared provider."""

from __future__ import annotations

import re

from flask import Blueprint, Response, request, url_for

from app.htmx import respond, selesai
from app.isian import id_atau_tiada
from app.keamanan import izin
from app.rumah import rumah
from app.sso.views import konteks_utama
from domain.wewenang import Tindakan

bp = Blueprint("sso_pengenal", __name__, url_prefix="/kerja/admin/sso")
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
        konteks = konteks_utama(galat={"domain": kalimat}, nilai=request.form)
        return respond("sso/daftar.html", "isi", status=422, **konteks)
    rumah().domain_surel.pasang(semua)
    return selesai(url_for("sso.halaman"), "sso/daftar.html", "isi", **konteks_utama())


@bp.post("/undangan")
@izin(Tindakan.PEMDA_KELOLA)
def undangan() -> Response:
    """The code is shown on this answer alone: what is kept is its digest."""
    orang_id = id_atau_tiada(request.form.get("orang", ""))
    orang = rumah().direktori.satu(orang_id) if orang_id else None
    if orang is None or not orang.aktif:
        konteks = konteks_utama(galat={"orang": "Pilih orang yang diundang."})
        return respond("sso/daftar.html", "isi", status=422, **konteks)
    kode = rumah().undangan.buat(orang.id, rumah().jam.kini())
    return respond("sso/daftar.html", "isi", **konteks_utama(kode_baru=kode, nilai={"diundang": orang.nama}))
