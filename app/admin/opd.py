"""Agencies: their names, their units, and their end."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from app.admin.susunan import aktor_untuk, opd_hidup
from app.htmx import respond, selesai
from app.isian import id_atau_tiada, keputusan, tanggal_wajib
from app.keamanan import izin
from app.permintaan import hari_ini, perintah
from app.rumah import rumah
from domain.kernel import OpdId, PilihanTidakAdaError, RuleViolation
from domain.opd import decisions, susunan
from domain.opd.events import UnitId
from domain.opd.state import Opd
from domain.wewenang import Tindakan
from infra.event_store.buku import Putusan
from infra.ids import new_id
from infra.projections.baris import OPD
from infra.queries.administrasi import penutupan
from infra.queries.opd import opd as daftar_opd

bp = Blueprint("admin_opd", __name__, url_prefix="/kerja/admin/perangkat-daerah")
JENIS = ("sekretariat", "dinas", "badan", "kecamatan", "kelurahan", "inspektorat", "rumah sakit", "lainnya")


def _semua(galat: dict[str, str] | None = None) -> dict[str, Any]:
    opd = daftar_opd(rumah().basis)
    return {
        "opd": opd,
        "nama": {o.opd_id: o.nama for o in opd},
        "tutup": penutupan(rumah().basis),
        "JENIS": JENIS,
        "galat": galat or {},
        "nilai": request.form if galat else {},
    }


@bp.get("")
@izin(Tindakan.OPD_KELOLA)
def daftar() -> Response:
    return respond("admin/opd_daftar.html", "isi", **_semua())


@bp.post("")
@izin(Tindakan.OPD_KELOLA)
def bentuk() -> Response:
    aktor = aktor_untuk(Tindakan.OPD_KELOLA)
    isi = {n: request.form.get(n, "") for n in ("nama", "singkatan", "jenis")}
    try:
        _nama_bebas(isi["nama"])
        rumah().buku.mulai(OPD, OpdId(new_id()), perintah(aktor), lambda _: decisions.bentuk(**isi))
    except RuleViolation as error:
        return respond("admin/opd_daftar.html", "isi", status=422, **_semua({error.bidang: error.kalimat}))
    return selesai(url_for("admin_opd.daftar"), "admin/opd_daftar.html", "isi", **_semua())


def _nama_bebas(nama: str, kecuali: UUID | None = None) -> None:
    """Two agencies of one name would be told apart by nobody."""
    if any(o.nama.casefold() == nama.strip().casefold() and o.opd_id != kecuali for o in opd_hidup()):
        raise decisions.NamaOpdGandaError


def _satu(opd_id: UUID, *, buka: str = "", galat: dict[str, str] | None = None) -> dict[str, Any]:
    satu = rumah().buku.muat(OPD, opd_id)
    nama = {o.opd_id: o.nama for o in daftar_opd(rumah().basis)}
    return {
        "opd": satu,
        "opd_id": opd_id,
        "unit": list(susunan.pohon(satu)),
        "induk_selain": lambda unit_id=None: [(u.id, u.nama) for _, u in susunan.pohon(satu) if u.id != unit_id],
        "lain": [o for o in opd_hidup() if o.opd_id != opd_id],
        "nama_opd": nama,
        "buka": buka,
        "galat": galat or {},
        "nilai": request.form if buka else {"tanggal": hari_ini().isoformat(), "sk_tanggal": hari_ini().isoformat()},
    }


@bp.get("/<uuid:opd_id>")
@izin(Tindakan.OPD_KELOLA)
def halaman(opd_id: UUID) -> Response:
    return respond("admin/opd.html", "isi", **_satu(opd_id))


def _ubah(opd_id: UUID, nama: str, putuskan: Putusan[Opd, Any]) -> Response:
    aktor = aktor_untuk(Tindakan.OPD_KELOLA)
    try:
        rumah().buku.ubah(OPD, opd_id, perintah(aktor), putuskan)
    except RuleViolation as error:
        isi = _satu(opd_id, buka=nama, galat={error.bidang: error.kalimat})
        return respond("admin/opd.html", "isi", status=422, **isi)
    return selesai(url_for("admin_opd.halaman", opd_id=opd_id), "admin/opd.html", "isi", **_satu(opd_id))


@bp.post("/<uuid:opd_id>/nama")
@izin(Tindakan.OPD_KELOLA)
def nama(opd_id: UUID) -> Response:
    isi = {n: request.form.get(n, "") for n in ("nama", "singkatan")}

    def putuskan(o: Opd) -> Any:
        _nama_bebas(isi["nama"], opd_id)
        return decisions.ubah_nama(o, **isi)

    return _ubah(opd_id, "nama", putuskan)


@bp.post("/<uuid:opd_id>/unit")
@izin(Tindakan.OPD_KELOLA)
def bentuk_unit(opd_id: UUID) -> Response:
    unit_id, sebutan = UnitId(new_id()), request.form.get("nama", "")
    return _ubah(opd_id, "unit", lambda o: susunan.bentuk_unit(o, unit_id=unit_id, nama=sebutan, induk=_induk()))


@bp.post("/<uuid:opd_id>/unit/<uuid:unit_id>")
@izin(Tindakan.OPD_KELOLA)
def ubah_unit(opd_id: UUID, unit_id: UUID) -> Response:
    sebutan = request.form.get("nama", "")
    return _ubah(
        opd_id,
        f"unit.{unit_id}",
        lambda o: susunan.ubah_unit(o, UnitId(unit_id), nama=sebutan, induk=_induk()),
    )


@bp.post("/<uuid:opd_id>/unit/<uuid:unit_id>/penutupan")
@izin(Tindakan.OPD_KELOLA)
def tutup_unit(opd_id: UUID, unit_id: UUID) -> Response:
    alasan = request.form.get("alasan", "")
    return _ubah(opd_id, f"unit.{unit_id}", lambda o: susunan.tutup_unit(o, UnitId(unit_id), alasan=alasan))


def _induk() -> UnitId | None:
    pilih = id_atau_tiada(request.form.get("induk", ""))
    return UnitId(pilih) if pilih else None


@bp.post("/<uuid:opd_id>/penutupan")
@izin(Tindakan.OPD_KELOLA)
def penutupan_opd(opd_id: UUID) -> Response:
    """The end by decree: closed, or merged into another, which then is named."""

    def putuskan(o: Opd) -> Any:
        sk, tanggal = keputusan(request.form), tanggal_wajib(request.form, "tanggal")
        pilih = request.form.get("ke", "")
        if not pilih:
            return susunan.tutup(o, tanggal=tanggal, keputusan=sk)
        ke = id_atau_tiada(pilih)
        if ke is None or ke not in {x.opd_id for x in opd_hidup()}:
            raise PilihanTidakAdaError(bidang="ke")
        return susunan.gabung(o, rumah().buku.muat(OPD, ke), ke=OpdId(ke), tanggal=tanggal, keputusan=sk)

    return _ubah(opd_id, "penutupan", putuskan)
