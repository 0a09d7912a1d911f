"""A sign-in with settings that nobody uses yet: it shows what came back, in plain words, and changes nothing else."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

import structlog
from flask import Response, redirect, request

from app.masuk.identitas import Identitas
from app.masuk.oidc import Permulaan, mulai, selesaikan
from app.masuk.penolakan import MasukDitolakError
from app.masuk.syarat import kurang, minta_acr
from app.masuk.titipan import Titipan
from app.masuk.transaksi import TransaksiMasuk
from app.rumah import rumah
from infra.clock import now
from tenants.context import current_tenant
from tenants.oidc import PengaturanOidc

log = structlog.get_logger()


def mulai_percobaan(pengaturan: PengaturanOidc, alamat: str) -> tuple[str, Permulaan]:
    """Where to go, and what to remember. Everything is read anew: what was true an hour ago proves nothing."""
    permulaan = mulai(pengaturan, alamat, rumah().penyedia.sementara(), sekarang=now())
    return minta_acr(permulaan.url, pengaturan), permulaan


def tutup_percobaan(titipan: Titipan, transaksi: TransaksiMasuk) -> Response:
    """The provider has answered a trial. The admin's session is not seen here: its cookie belongs to other pages."""
    versi = rumah().sso.arsip.satu(titipan.versi)
    pengaturan = rumah().sso.arsip.lengkap(versi)
    try:
        identitas = selesaikan(pengaturan, transaksi, request.args, rumah().penyedia.sementara(), sekarang=now())
        hasil = rangkum(identitas, pengaturan)
    except MasukDitolakError as error:
        log.warning("sign-in-trial-refused", code=error.kode)
        hasil = {"kode": error.kode, "kalimat": error.kalimat}
    kini = rumah().jam.kini()
    if hasil.get("berhasil"):
        rumah().sso.arsip.catat_dicoba(titipan.versi, kini)
    percobaan_id = rumah().percobaan.simpan(titipan.versi, UUID(titipan.oleh), hasil, kini)
    tujuan = f"/{current_tenant().kode}/kerja/admin/sso/percobaan/{percobaan_id}"
    return cast("Response", redirect(tujuan, 303))


def rangkum(identitas: Identitas, pengaturan: PengaturanOidc) -> dict[str, Any]:
    """What the admin is shown of a sign-in that came through."""
    dikenal = rumah().direktori.menurut_identitas(identitas.iss, identitas.sub)
    return {
        "berhasil": not kurang(identitas, pengaturan),
        "kurang": list(kurang(identitas, pengaturan)),
        "dikenal": dikenal.nama if dikenal else "",
        "nama": identitas.nama or "",
        "nip": identitas.nip or "",
        "unit": identitas.unit or "",
        "surel": identitas.email or "",
        "sub": identitas.sub,
        "grup": list(identitas.grup),
        "peran": list(pengaturan.usulan_peran(identitas.grup)),
        "acr": identitas.acr or "",
        "amr": list(identitas.amr),
        "auth_time": identitas.auth_time is not None,
        "sid": identitas.sid is not None,
    }
