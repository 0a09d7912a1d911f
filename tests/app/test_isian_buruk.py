"""Whatever stands in whatever field of whatever form: it is refused or cleaned, and never an error of the server.

Generated from the URL map and the names that the views ask for; a scanner found the first one of these.
"""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import pytest
from flask import Flask
from werkzeug.routing import Rule

from app.rumah import Rumah
from domain.wewenang import TABEL
from tests.app.conftest import Orang, Panggung
from tests.app.milik import satu_dari_setiap
from tests.app.test_rute import PERAN, _jalur, _rute
from tests.pindai.skema import TIDAK_DIPINDAI, nama_isian, sumber

BURUK = ("\0", "a\0b\x07", "9" * 400, "-1", "1e999", "%", "{", "\u0663", "\u2028\u202e", "x" * 30_000)


def _terbuka(aplikasi: Flask, panggung: Panggung) -> Iterator[tuple[Rule, Orang]]:
    """Every form behind sign-in, with somebody who may send it."""
    for rute in _rute(aplikasi):
        izin = getattr(aplikasi.view_functions[rute.endpoint], "izin", None)
        if "POST" in (rute.methods or ()) and izin and not rute.rule.startswith(TIDAK_DIPINDAI):
            nama = next(n for n, peran in PERAN.items() if izin in TABEL[peran])
            yield rute, panggung.orang[nama]


def gagal(aplikasi: Flask, panggung: Panggung, ids: dict[str, str], nilai: str) -> list[str]:
    hasil = []
    for rute, orang in _terbuka(aplikasi, panggung):
        isian = dict.fromkeys(nama_isian(sumber(aplikasi.view_functions[rute.endpoint]))[1], nilai)
        data = isian | {"csrf": orang.csrf, "perintah": str(uuid4())}
        respons = orang.klien.post(f"/{orang.tenant.kode}{_jalur(rute, ids)}", data=data)
        if respons.status_code >= 500:
            hasil.append(f"{respons.status_code} {rute.rule}")
    return hasil


@pytest.mark.parametrize("nilai", BURUK, ids=[ascii(b)[:20] for b in BURUK])
def test_isian_apa_pun_bukan_galat_server(aplikasi: Flask, panggung: Panggung, rumah: Rumah, nilai: str) -> None:
    assert len(list(_terbuka(aplikasi, panggung))) > 60
    assert gagal(aplikasi, panggung, satu_dari_setiap(panggung, rumah), nilai) == []


def test_kenari_satu_formulir_yang_menyimpan_mentah_ketahuan(
    aplikasi: Flask, panggung: Panggung, rumah: Rumah, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = satu_dari_setiap(panggung, rumah)
    monkeypatch.setattr("domain.kernel.teks_rapi", lambda teks: teks)
    assert gagal(aplikasi, panggung, ids, "a\0b")
