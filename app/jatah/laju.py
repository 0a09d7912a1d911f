"""How fast a session and an address may ask. Runs before anybody is recognised, so that a flood costs little.

A session is counted in this process: saving a cell costs no further statement. A government's visitors are counted in
the database, for all processes; those of the installation's own pages, which belong to no tenant, here.
"""

from __future__ import annotations

import time

from flask import Flask, request

from app.asal import pengunjung
from app.jatah.batas import DARURAT, DOSIR, MASUK, SESI, TerlaluSeringError, batas_rute
from app.jatah.ember import Ember
from app.keamanan import nama_kuki
from app.rumah import rumah
from infra.jatah import Batas
from tenants.context import TenantMissingError, current_tenant

JARANG = frozenset(b.nama for b in (MASUK, DARURAT, DOSIR))
"""Asked rarely enough to clean up by the way."""


class Laju:
    """`faktor` multiplies every limit."""

    def __init__(self, faktor: float) -> None:
        self._faktor = faktor
        self._ember = Ember(time.monotonic)

    def __call__(self) -> None:
        batas = batas_rute(request.url_rule.rule if request.url_rule else request.path, request.method)
        if batas is None:
            return
        dikali = batas.dikali(self._faktor)
        if not self._boleh(dikali):
            raise TerlaluSeringError(batas.nama, dikali.jeda)

    def _boleh(self, batas: Batas) -> bool:
        alamat = pengunjung(request.remote_addr or "")
        if batas.nama == SESI.nama:
            return self._ember.ambil(batas, request.cookies.get(nama_kuki()) or alamat)
        if not _dalam_pemda():
            return self._ember.ambil(batas, alamat)
        if batas.nama in JARANG:
            rumah().jatah.sapu()
        return rumah().jatah.ambil(batas, alamat)


def _dalam_pemda() -> bool:
    try:
        current_tenant()
    except TenantMissingError:
        return False
    return True


def pasang(app: Flask) -> None:
    if faktor := app.extensions["riwayat"].settings.jatah:
        app.before_request(Laju(faktor))
