"""Documents that are made when asked for: so many a minute for a person, so many at once for a government.

A person is counted in the database, as is the address of a dossier's reader, who has no name. What goes on at once is
counted here: what it would use up, the threads and the printer, are this process' own.
"""

from __future__ import annotations

from flask import Flask, request

from app.asal import pengunjung
from app.jatah.batas import BERAT, SERENTAK, TerlaluSeringError, berat
from app.jatah.ember import Serempak
from app.permintaan import permintaan
from app.rumah import rumah
from tenants.context import current_tenant

_MEMEGANG = "riwayat.serentak"
_SEBENTAR = 3.0
"""Seconds after which another document is likely to be done."""


class Dokumen:
    def __init__(self, faktor: float) -> None:
        self._batas = BERAT.dikali(faktor)
        self._serempak = Serempak(SERENTAK)

    def mulai(self) -> None:
        rute, pelaku = request.url_rule, permintaan().pelaku
        if rute is None or not berat(rute.rule, request.method):
            return
        tenant_id = current_tenant().id
        if not self._serempak.masuk(tenant_id):
            raise TerlaluSeringError("serentak", _SEBENTAR)
        request.environ[_MEMEGANG] = tenant_id
        if not rumah().jatah.ambil(
            self._batas, str(pelaku.orang_id) if pelaku else pengunjung(request.remote_addr or "")
        ):
            raise TerlaluSeringError(BERAT.nama, self._batas.jeda)

    def selesai(self, _: BaseException | None = None) -> None:
        tenant_id = request.environ.pop(_MEMEGANG, None)
        if tenant_id is not None:
            self._serempak.keluar(tenant_id)


def pasang(app: Flask) -> None:
    if faktor := app.extensions["riwayat"].settings.jatah:
        dokumen = Dokumen(faktor)
        app.before_request(dokumen.mulai)
        app.teardown_request(dokumen.selesai)
