"""People: who they are, which posts they hold, and whether they may come in."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from app.admin.susunan import (
    aktor_untuk,
    opd_hidup,
    orang_tercatat,
    pegawai,
    peran_diberikan,
    usulan_peran,
)
from app.htmx import respond, selesai
from app.keamanan import izin
from app.masuk.pembuktian import isian, tertunda
from app.permintaan import hari_ini, pelaku, perintah
from app.rumah import rumah
from domain.jabatan.events import JenisMandat
from domain.kernel import OrangId, RuleViolation, teks_bersih
from domain.orang.decisions import aktifkan, nonaktifkan
from domain.orang.state import Orang
from domain.wewenang import Peran, Tindakan
from infra.darurat import akhiri_sesi
from infra.orang import ubah_orang
from infra.queries.mandat import jabatan, mandat
from infra.queries.opd import opd

bp = Blueprint("admin_orang", __name__, url_prefix="/kerja/admin/orang")
NAMA_TERPANJANG = 200
SUREL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
SARINGAN = {"": "Semua", "tanpa-peran": "Belum punya peran", "nonaktif": "Dinonaktifkan"}


class SurelSalahError(RuleViolation):
    kode = "orang.surel"
    bidang = "surel"
    kalimat = "Ini bukan alamat surel. Tulis misalnya: joko@surakarta.go.id."


@bp.get("")
@izin(Tindakan.ORANG_KELOLA)
def daftar() -> Response:
    return _daftar(200, {})


def _daftar(status: int, galat: dict[str, str]) -> Response:
    semua, saring, cari = pegawai(), request.args.get("saring", ""), request.args.get("q", "").strip()
    terpilih = [
        p
        for p in semua
        if cari.casefold() in f"{p.orang.nama} {p.orang.surel} {p.orang.nip}".casefold()
        and (saring != "tanpa-peran" or (p.orang.aktif and not p.mandat))
        and (saring != "nonaktif" or not p.orang.aktif)
    ]
    return respond(
        "admin/orang_daftar.html",
        "isi",
        orang=terpilih,
        banyak=len(semua),
        saring=saring,
        cari=cari,
        usulan=usulan_peran(),
        SARINGAN=SARINGAN,
        galat=galat,
        nilai=request.form,
        status=status,
    )


@bp.post("")
@izin(Tindakan.ORANG_KELOLA)
def penambahan() -> Response:
    """Somebody who has never signed in: where the provider is shared nobody could be invited else. Has no right yet."""
    try:
        nama = teks_bersih(request.form.get("nama", ""), "nama", wajib=True, panjang=NAMA_TERPANJANG)
        surel = _surel(request.form.get("surel", ""))
        siapa = rumah().direktori.tambah(
            nama, surel=surel, orang_id=OrangId(perintah(aktor_untuk(Tindakan.ORANG_KELOLA)).id)
        )
    except RuleViolation as error:
        return _daftar(422, {error.bidang: error.kalimat})
    return selesai(url_for("admin_orang.halaman", orang_id=siapa), "admin/orang.html", "isi", **konteks(siapa))


def _surel(tulisan: str) -> str:
    surel = teks_bersih(tulisan, "surel", panjang=NAMA_TERPANJANG)
    if surel and not SUREL.fullmatch(surel):
        raise SurelSalahError
    return surel


def konteks(orang_id: UUID, *, buka: str = "", galat: dict[str, str] | None = None) -> dict[str, Any]:
    """`buka` names the form that was sent and came back, now or from proving oneself."""
    lalu = None if buka else tertunda(f"/kerja/admin/orang/{orang_id}")
    buka, nilai = (lalu.nama, isian(lalu)) if lalu else (buka, request.form)
    boleh, hidup = peran_diberikan(), {o.opd_id for o in opd_hidup()}
    pilihan = [j for j in jabatan(rumah().basis) if j.peran in boleh and (j.opd_id is None or j.opd_id in hidup)]
    return {
        "orang": orang_tercatat(orang_id),
        "mandat": mandat(rumah().basis, orang=orang_id)[::-1],
        "jabatan": pilihan,
        "usulan": usulan_peran(orang_id).get(orang_id, []),
        "opd": {o.opd_id: o.nama for o in opd(rumah().basis)},
        "sendiri": orang_id == pelaku().orang_id,
        "boleh_admin": Peran.ADMIN in boleh,
        "Peran": Peran,
        "JenisMandat": JenisMandat,
        "buka": buka,
        "galat": galat or {},
        "nilai": nilai if buka else {"mulai": hari_ini().isoformat(), "sk_tanggal": hari_ini().isoformat()},
    }


def jawab(orang_id: UUID, nama: str, ubah: Callable[[], object]) -> Response:
    """Do it, and show the person again; or the form with what is wrong."""
    try:
        ubah()
    except RuleViolation as error:
        isi = konteks(orang_id, buka=nama, galat={error.bidang: error.kalimat})
        return respond("admin/orang.html", "isi", status=422, **isi)
    return selesai(url_for("admin_orang.halaman", orang_id=orang_id), "admin/orang.html", "isi", **konteks(orang_id))


@bp.get("/<uuid:orang_id>")
@izin(Tindakan.ORANG_KELOLA)
def halaman(orang_id: UUID) -> Response:
    return respond("admin/orang.html", "isi", **konteks(orang_id))


def _admin(orang_id: UUID) -> Peran | None:
    """Whether this person is an admin today: then only an admin may shut him out or let him in."""
    hari = hari_ini()
    return next(
        (m.peran for m in mandat(rumah().basis, orang=orang_id) if m.berlaku(hari) and m.peran is Peran.ADMIN), None
    )


@bp.post("/<uuid:orang_id>/penonaktifan")
@izin(Tindakan.ORANG_KELOLA)
def penonaktifan(orang_id: UUID) -> Response:
    """Out on the very next request: rights are asked for at each; the sessions go as well."""
    siapa = OrangId(orang_tercatat(orang_id).id)
    aktor, alasan = aktor_untuk(Tindakan.ORANG_KELOLA, _admin(orang_id)), request.form.get("alasan", "")

    def putuskan(o: Orang) -> Any:
        return nonaktifkan(o, siapa=siapa, oleh=aktor.orang, alasan=alasan)

    def ubah() -> None:
        ubah_orang(rumah().buku, siapa, perintah(aktor), putuskan)
        akhiri_sesi(rumah().basis, siapa)

    return jawab(orang_id, "penonaktifan", ubah)


@bp.post("/<uuid:orang_id>/pengaktifan")
@izin(Tindakan.ORANG_KELOLA)
def pengaktifan(orang_id: UUID) -> Response:
    siapa = OrangId(orang_tercatat(orang_id).id)
    aktor, alasan = aktor_untuk(Tindakan.ORANG_KELOLA, _admin(orang_id)), request.form.get("alasan", "")

    def putuskan(o: Orang) -> Any:
        return aktifkan(o, siapa=siapa, oleh=aktor.orang, alasan=alasan)

    return jawab(orang_id, "pengaktifan", lambda: ubah_orang(rumah().buku, siapa, perintah(aktor), putuskan))
