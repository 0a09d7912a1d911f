"""“Periksa sekarang”: whoever may look at the log's health may have all of it computed anew."""

from __future__ import annotations

from typing import Any

from flask import Response, url_for

from app.akses.batas import terlihat
from app.htmx import selesai
from app.jatah.batas import KEUTUHAN, TerlaluSeringError
from app.permintaan import pelaku
from app.rumah import rumah
from domain.wewenang import Tindakan
from infra.queries.kejadian import DiPosisi, di_posisi
from infra.tlog.pemeriksaan import Pemeriksaan, pemeriksaan_terakhir

SEBENTAR = 0.8
"""Seconds that the answer waits: most logs are done by then, and nobody has to look again."""
_GILIRAN = 15.0
"""Seconds after which another government's check is likely to be done."""


def bahan_pemeriksaan() -> dict[str, Any]:
    terakhir = pemeriksaan_terakhir(rumah().basis)
    return {"p": terakhir, "menyimpang": _menyimpang(terakhir)}


def mulai_pemeriksaan() -> Response:
    """Begin, unless this log is being checked already: then the answer shows how far that is."""
    rumah_ini, terakhir = rumah(), pemeriksaan_terakhir(rumah().basis)
    if terakhir is None or not terakhir.hidup:
        _pakai_jatah()
        utas = rumah_ini.pemeriksa.mulai(pelaku().jabatan)
        if utas is not None:
            utas.join(SEBENTAR)
        elif not _berjalan():
            raise TerlaluSeringError("giliran", _GILIRAN)
    return selesai(url_for("log.halaman", _anchor="pemeriksaan"))


def _pakai_jatah() -> None:
    faktor = rumah().settings.jatah
    batas = KEUTUHAN.dikali(faktor or 1)
    if faktor and not rumah().jatah.ambil(batas, ""):
        raise TerlaluSeringError(KEUTUHAN.nama, batas.jeda)


def _berjalan() -> bool:
    """Somebody else may have begun in the same moment."""
    terakhir = pemeriksaan_terakhir(rumah().basis)
    return terakhir is not None and terakhir.hidup


def _menyimpang(p: Pemeriksaan | None) -> DiPosisi | None:
    """The event that was found to differ, if it is one of an SOP and this person may read it."""
    if p is None or p.temuan is None or p.temuan.sampai != p.temuan.dari:
        return None
    satu = di_posisi(rumah().basis, p.temuan.dari)
    boleh = satu is not None and terlihat(satu.pada) and pelaku().dapat(Tindakan.SOP_BACA, opd_id=satu.opd_id)
    return satu if boleh else None
