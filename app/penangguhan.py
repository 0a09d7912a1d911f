"""Governments that the platform has suspended or closed: what is still answered is a short list, all else is not.

Suspended: nobody works there, but what is in force stays readable, as citizens rely on it. Closed: only the log is
answered for, whose proofs others hold. Back-channel logouts are obeyed in both.
"""

from __future__ import annotations

from flask import Flask, request
from werkzeug.exceptions import Gone, Locked

from tenants.context import TenantMissingError, current_tenant
from tenants.model import Keadaan

TERBUKA = {
    Keadaan.DITANGGUHKAN: frozenset({"publik", "log_umum", "pemutusan"}),
    Keadaan.DITUTUP: frozenset({"log_umum", "pemutusan"}),
}


class DitangguhkanError(Locked):
    description = (
        "Pengelola platform menangguhkan ruang kerja daerah ini. Tidak ada data yang hilang; SOP yang berlaku tetap "
        "dapat dibaca. Hubungi pengelola Riwayat di daerah Anda."
    )


class DitutupError(Gone):
    description = "Pemerintah daerah ini tidak lagi memakai Riwayat di sini. Riwayatnya tetap tersimpan."


def _tolak() -> None:
    try:
        keadaan = current_tenant().keadaan
    except TenantMissingError:
        return
    if keadaan is Keadaan.AKTIF or request.url_rule is None or request.blueprint in TERBUKA[keadaan]:
        return
    raise DitangguhkanError if keadaan is Keadaan.DITANGGUHKAN else DitutupError


def pasang(app: Flask) -> None:
    app.before_request(_tolak)
