"""The page of one event: what it tells, its verdict, and who may see it."""

from __future__ import annotations

import re
from datetime import timedelta
from hashlib import sha256
from uuid import UUID, uuid4

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from app.rumah import Rumah
from infra.db.pool import Basis
from tenants.model import Tenant
from tests.app.akses.panggung import cabut_semua, sop_lain
from tests.app.conftest import Panggung, beri_akses
from tests.app.test_siklus import sop_sah
from tests.basis_data import BasisData
from tests.infra.tlog.panggung import Penanda, catat


@pytest.fixture
def penanda(basis_data: BasisData, basis: Basis) -> Penanda:
    return Penanda(basis_data, basis)


@pytest.fixture
def sop(panggung: Panggung) -> str:
    return sop_sah(panggung)


def _posisi(rumah: Rumah, sop: str) -> dict[str, tuple[int, int]]:
    """By the name of its class: version and position of each event of the SOP."""
    return {type(c.peristiwa).__name__: (c.versi, c.pos) for c in rumah.buku.sejarah(UUID(sop))}


def _kata(sup: BeautifulSoup) -> str:
    return " ".join(sup.get_text(" ").split())


def test_yang_tercatat_dan_jalannya(panggung: Panggung, rumah: Rumah, penanda: Penanda, sop: str) -> None:
    titik = penanda.tanda_tangani()
    versi, pos = _posisi(rumah, sop)["SopDisahkan"]
    sup = panggung.tri.buka(f"/kerja/sop/{sop}/riwayat/{versi}")
    kata = _kata(sup)
    assert "disahkan dengan nomor" in sup.h1.get_text()
    for bagian in ("Ratna Dewi", "Sekretaris DPRD", "SK 821/12/2024", "masih persis seperti saat dicatat"):
        assert bagian in kata
    assert f"{pos} dalam catatan" in kata
    assert titik.root.hex() in kata
    assert titik.root.hex()[:10] in sup.select(".jalur li")[-1].get_text()
    assert '"jabatan": "Sekretaris DPRD"' in sup.find("pre").get_text()
    assert "Ratna" not in sup.find("pre").get_text(), "no name is stored"
    perintah = re.search(r"echo (\w+) \| xxd", kata)
    assert perintah is not None
    daun = sup.select_one(".jalur li code")["title"]
    assert sha256(bytes.fromhex(perintah[1])).hexdigest() == daun, "the command answers what the page says it does"
    klien = panggung.tri.klien
    for a in sup.select(".cara a"):
        assert klien.get(str(a["href"])).status_code == 200


def test_setiap_kejadian_punya_tautan_ke_buktinya(panggung: Panggung, sop: str) -> None:
    sup = panggung.budi.buka(f"/kerja/sop/{sop}/riwayat?zum=peristiwa")
    tautan = [str(a["href"]) for a in sup.select(".kejadian a.bukti")]
    assert len(tautan) == len(sup.select(".kejadian a[id^=k-]")) > 5
    panggung.budi.buka(tautan[0])


def test_belum_tercakup(panggung: Panggung, penanda: Penanda, sop: str) -> None:
    jalur = f"/kerja/sop/{sop}/riwayat/1"
    assert "Riwayat ini belum pernah ditandatangani" in _kata(panggung.budi.buka(jalur))
    assert not panggung.budi.buka(jalur).select(".jalur")
    penanda.tanda_tangani()
    baru = sop_sah(panggung)
    assert "belum tercakup titik periksa" in _kata(panggung.budi.buka(f"/kerja/sop/{baru}/riwayat/1"))


def test_isi_yang_diubah_administrator_basis_data(
    panggung: Panggung, rumah: Rumah, penanda: Penanda, sop: str, superuser
) -> None:
    penanda.tanda_tangani()
    versi, pos = _posisi(rumah, sop)["SopDisahkan"]
    superuser.execute(
        "UPDATE es.event SET payload = convert_to(replace(convert_from(payload, 'UTF8'), 'Sekretaris', 'Staf'), 'UTF8')"
        " WHERE tenant_id = %s AND pos = %s",
        (panggung.tenant.id, pos),
    )
    sup = panggung.budi.buka(f"/kerja/sop/{sop}/riwayat/{versi}")
    assert "bukan lagi yang dicatat" in _kata(sup.find(role="alert"))
    assert "tidak sampai ke sidik yang ditandatangani" in _kata(sup)
    assert "masih persis" in _kata(panggung.budi.buka(f"/kerja/sop/{sop}/riwayat/1"))


@pytest.mark.parametrize("nomor", ["0", "9999", "999999999", "1000000000", "-1", "x"])
def test_peristiwa_yang_tidak_ada(panggung: Panggung, sop: str, nomor: str) -> None:
    panggung.budi.buka(f"/kerja/sop/{sop}/riwayat/{nomor}", status=404)


def test_hanya_bagi_yang_boleh_membaca_sopnya(panggung: Panggung, rumah: Rumah, sop: str) -> None:
    panggung.siti.buka(f"/kerja/sop/{sop}/riwayat/1", status=403)
    panggung.dwi.buka(f"/kerja/sop/{sop}/riwayat/1", status=403)
    panggung.sari.buka(f"/kerja/sop/{sop_lain(panggung, rumah)}/riwayat/1", status=403)
    panggung.budi.buka(f"/kerja/sop/{uuid4()}/riwayat/1", status=404)


def test_auditor_hanya_dalam_periodenya(panggung: Panggung, rumah: Rumah, sop: str) -> None:
    jalur = f"/kerja/sop/{sop}/riwayat/1"
    panggung.tri.buka(jalur)
    hari = panggung.tenant.tanggal(rumah.jam.kini())
    cabut_semua(panggung, rumah)
    beri_akses(rumah, panggung.budi.aktor, panggung.tri.id, sejak=hari + timedelta(days=1))
    panggung.tri.buka(jalur, status=404)
    cabut_semua(panggung, rumah)
    beri_akses(rumah, panggung.budi.aktor, panggung.tri.id, sampai=hari - timedelta(days=1))
    panggung.tri.buka(jalur, status=404)


def test_jalan_yang_panjang_dari_peristiwa_banyak(
    aplikasi: Flask, panggung: Panggung, penanda: Penanda, basis: Basis, pemda: Tenant, sop: str
) -> None:
    catat(basis, 700)
    penanda.tanda_tangani()
    sup = panggung.budi.buka(f"/kerja/sop/{sop}/riwayat/1")
    assert 8 <= len(sup.select(".jalur .tetangga")) <= 11
    assert "513–" in _kata(sup.select_one(".jalur")).replace(".", "")
