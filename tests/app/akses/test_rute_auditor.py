"""Generated from the URL map: what a grant opens, and nothing else, on every route. With canaries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from flask import Flask
from werkzeug.routing import Rule

import app.akses.jejak
from app.akses.pembuka import TERBUKA_BAGI_AUDITOR
from app.rumah import Rumah
from domain.wewenang import TABEL, Peran, Tindakan
from infra.projections.baris import SOP
from tests.app.akses.panggung import PEJABAT, RAHASIA, SK, angkat, cabut_semua, jejak, sop_lain
from tests.app.conftest import Orang, Panggung, beri_akses, masuk
from tests.app.test_pindaian import PINDAIAN, lampirkan
from tests.app.test_rute import _cara, _jalur, _rute
from tests.app.test_siklus import sop_sah
from tests.infra.bukti.alat import tandatangani

BUNDEL = "bundel.buat"
"""The one form that an auditor may send: it changes nothing of what happened. tests/app/test_bundel.py asks of what."""

MEMERIKSA = "log.pemeriksaan"
"""The one thing that an auditor may set going: the check of the log, which changes nothing that anybody wrote."""

SELURUHNYA = {"log.isi", "admin_jejak.halaman"}
"""The raw log holds everything, and acts of administration concern any agency: a grant to some opens neither."""

TANPA_JEJAK = {"/kerja/sesi"}
"""What an auditor reads without a row in the access trail: where he himself is signed in."""


def _izin(aplikasi: Flask, rute: Rule) -> Tindakan:
    izin: Tindakan = aplikasi.view_functions[rute.endpoint].izin
    return izin


def _tertutup(aplikasi: Flask, rute: Rule) -> bool:
    """Routes that are no part of any grant."""
    if rute.endpoint in TERBUKA_BAGI_AUDITOR or rute.endpoint == MEMERIKSA:
        return False
    izin = _izin(aplikasi, rute)
    if rute.endpoint == BUNDEL:
        return False
    return _cara(rute) == "POST" or izin is Tindakan.KERJA or izin not in TABEL[Peran.AUDITOR]


def _jawaban(orang: Orang, rute: Rule, ids: dict[str, str]) -> tuple[int, str]:
    alamat = f"/{orang.tenant.kode}{_jalur(rute, ids)}"
    if _cara(rute) == "POST":
        respons = orang.klien.post(alamat, data={"csrf": orang.csrf, "perintah": str(uuid4())})
    else:
        respons = orang.klien.get(alamat, query_string={"q": "wabah", "opd": ids["opd_id"]})
    return respons.status_code, respons.get_data().decode(errors="replace")


def melihat_lebih(aplikasi: Flask, orang: Orang, luar: dict[str, str]) -> Iterator[str]:
    """Routes that answer an auditor with something that the grant does not open."""
    for rute in _rute(aplikasi):
        if not rute.rule.startswith("/kerja") or rute.endpoint in ("masuk.keluar", "peragaan.jam"):
            continue
        status, isi = _jawaban(orang, rute, luar)
        tentang_luar = re.search(r"<uuid:(sop|opd)_id>", rute.rule)
        if (tentang_luar or _tertutup(aplikasi, rute)) and status not in (403, 404):
            yield f"{rute.rule}: {status}"
        for rahasia in (RAHASIA, PEJABAT, SK):
            if rahasia.casefold() in isi.casefold():
                yield f"{rute.rule}: names {rahasia}"


def terhalang(aplikasi: Flask, orang: Orang, dalam: dict[str, str]) -> list[str]:
    """Routes of the scope that do not answer."""
    milik = [r for r in _rute(aplikasi) if r.rule.startswith("/kerja") and r.endpoint not in SELURUHNYA]
    terbuka = [r for r in milik if _cara(r) == "GET" and not _tertutup(aplikasi, r)]
    assert len(terbuka) > 8
    return [r.rule for r in terbuka if _jawaban(orang, r, dalam)[0] != 200]


def tak_tercatat(aplikasi: Flask, panggung: Panggung, rumah: Rumah, dalam: dict[str, str]) -> set[str]:
    """Pages that an auditor is shown and that leave no row in the access trail; each asked in a session of its own."""
    lolos, ditanya = set(), 0
    for rute in _rute(aplikasi):
        if not rute.rule.startswith("/kerja") or _cara(rute) != "GET":
            continue
        klien, _ = masuk(aplikasi, rumah, panggung.tenant, panggung.tri.id)
        semula = len(jejak(rumah, panggung))
        if klien.get(f"/{panggung.tenant.kode}{_jalur(rute, dalam)}").status_code == 200:
            ditanya += 1
            baru = jejak(rumah, panggung)[semula:]
            tepat = not rute.arguments & {"sop_id"} or dalam["sop_id"] in {sop for _, sop, _ in baru}
            if not baru or not tepat:
                lolos.add(rute.rule)
    assert ditanya == len([r for r in _rute(aplikasi) if _terbaca(aplikasi, r)])
    return lolos


def _terbaca(aplikasi: Flask, rute: Rule) -> bool:
    return rute.rule.startswith("/kerja") and _cara(rute) == "GET" and not _tertutup(aplikasi, rute)


@pytest.fixture
def luar(panggung: Panggung, rumah: Rumah) -> dict[str, str]:
    oleh = angkat(rumah, panggung.opd_lain)
    return {"sop_id": sop_lain(panggung, rumah, oleh=oleh), "opd_id": str(panggung.opd_lain)}


@pytest.fixture
def dalam(panggung: Panggung, rumah: Rumah, superuser: psycopg.Connection[Any]) -> dict[str, str]:
    sop = sop_sah(panggung)
    assert lampirkan(panggung.sari, sop).status_code == 303
    (sah,) = rumah.buku.muat(SOP, UUID(sop)).pengesahan
    bundel_id = str(uuid4())
    tandatangani(superuser, panggung.tenant)
    assert panggung.tri.kirim("/kerja/bundel", {"isi": f"sop:{sop}", "perintah": bundel_id}).status_code == 303
    sidik = sha256(PINDAIAN).hexdigest()
    dalam = {"sop_id": sop, "opd_id": str(panggung.opd), "nomor": str(sah.pos), "bundel_id": bundel_id}
    return dalam | {"sidik": sidik, "tempat": f"000.p/{sah.pos}"}


def test_auditor_melihat_tepat_yang_dibuka(
    aplikasi: Flask, panggung: Panggung, rumah: Rumah, luar: dict[str, str], dalam: dict[str, str]
) -> None:
    cabut_semua(panggung, rumah)
    beri_akses(rumah, panggung.budi.aktor, panggung.tri.id, panggung.opd)
    assert list(melihat_lebih(aplikasi, panggung.tri, luar)) == []
    assert terhalang(aplikasi, panggung.tri, dalam) == []


def test_auditor_masa_lalu_tidak_melihat_yang_sesudahnya(
    aplikasi: Flask, panggung: Panggung, rumah: Rumah, luar: dict[str, str]
) -> None:
    """All agencies, up to yesterday: everything outside was recorded today."""
    cabut_semua(panggung, rumah)
    kemarin = panggung.tenant.tanggal(rumah.jam.kini()) - timedelta(days=1)
    beri_akses(rumah, panggung.budi.aktor, panggung.tri.id, sampai=kemarin)
    assert list(melihat_lebih(aplikasi, panggung.tri, luar)) == []
    assert "Belum ada yang dicatat" in panggung.tri.buka("/kerja/admin/jejak").get_text(" ")


def test_kenari_akses_yang_terlalu_luas_ketahuan(aplikasi: Flask, panggung: Panggung, luar: dict[str, str]) -> None:
    """The grant to everything stands for a hole: every kind of leak must be named."""
    bocor = list(melihat_lebih(aplikasi, panggung.tri, luar))
    assert f"/kerja/sop: names {RAHASIA}" in bocor
    assert {f"/kerja/admin/jejak: names {rahasia}" for rahasia in (PEJABAT, SK)} <= set(bocor)
    assert "/kerja/sop/<uuid:sop_id>/riwayat: 200" in bocor


def test_tanpa_akses_auditor_hanya_melihat_berandanya(
    aplikasi: Flask, panggung: Panggung, rumah: Rumah, luar: dict[str, str], dalam: dict[str, str]
) -> None:
    cabut_semua(panggung, rumah)
    assert list(melihat_lebih(aplikasi, panggung.tri, luar)) == []
    terbuka = set(terhalang(aplikasi, panggung.tri, dalam))
    assert "/kerja/" not in terbuka
    assert {"/kerja/sop", "/kerja/sop/<uuid:sop_id>", "/kerja/log"} <= terbuka
    assert "Belum ada yang terbuka bagi Anda" in panggung.tri.buka("/kerja/").get_text(" ")


def test_setiap_halaman_yang_dilihat_auditor_meninggalkan_jejak(
    aplikasi: Flask, panggung: Panggung, rumah: Rumah, dalam: dict[str, str]
) -> None:
    assert tak_tercatat(aplikasi, panggung, rumah, dalam) == TANPA_JEJAK


def test_kenari_halaman_yang_tak_tercatat_ketahuan(
    aplikasi: Flask, panggung: Panggung, rumah: Rumah, dalam: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Keeping left to the views that think of it; and an exception too many."""
    satu_lagi = app.akses.jejak.TANPA_JEJAK | {"log.isi": "a hole"}
    with monkeypatch.context() as m:
        m.setattr("app.akses.jejak.TANPA_JEJAK", satu_lagi)
        isi_log = "/kerja/log/tile/entries/<path:tempat>"
        assert tak_tercatat(aplikasi, panggung, rumah, dalam) == TANPA_JEJAK | {isi_log}
    sesudah = [f for f in aplikasi.after_request_funcs[None] if f is not app.akses.jejak._catat_jawaban]
    monkeypatch.setitem(aplikasi.after_request_funcs, None, sesudah)
    lolos = tak_tercatat(aplikasi, panggung, rumah, dalam)
    assert {isi_log, "/kerja/", "/kerja/sop", "/kerja/pencarian", "/kerja/keadaan", "/kerja/keadaan.csv"} <= lolos
    assert "/kerja/sop/<uuid:sop_id>" not in lolos
