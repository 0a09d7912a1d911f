"""The whole government on a day, as known at a moment: page, table, and the documents as they were kept."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.keadaan.csv import aman, tabel_csv
from app.rumah import Rumah
from domain.opd.decisions import ubah_nama
from infra.projections.baris import OPD, SOP
from tests.app.conftest import Panggung, perintah_uji
from tests.app.test_siklus import sop_konsep, sop_sah


def _kemarin() -> str:
    return str(date.today() - timedelta(days=1))


def test_yang_berlaku_per_perangkat_daerah(panggung: Panggung, rumah: Rumah) -> None:
    sop_id, _ = sop_sah(panggung), sop_konsep(panggung)
    besok = date.today() + timedelta(days=400)
    halaman = panggung.budi.buka(f"/kerja/keadaan?berlaku={besok}")
    (baris,) = halaman.select("tbody tr")
    assert "1 SOP" in halaman.select_one("[role=status]").get_text()  # type: ignore[union-attr]
    tautan = str(baris.find_all("a")[-1]["href"])
    respons = panggung.budi.klien.get(tautan)
    sop = rumah.buku.muat(SOP, sop_id)
    assert sha256(respons.data).hexdigest() == sop.pengesahan[-1].fakta.dokumen_sha256
    assert panggung.budi.klien.get(tautan).data == respons.data
    assert panggung.siti.klien.get(tautan).status_code == 403
    assert panggung.budi.klien.get(tautan.replace(f"/{sop.pengesahan[-1].pos}.", "/999999.")).status_code == 404
    assert panggung.siti.buka(f"/kerja/keadaan?berlaku={besok}").select("tbody tr") == []


def test_sebelum_dicatat_belum_diketahui(panggung: Panggung) -> None:
    sop_sah(panggung)
    besok = date.today() + timedelta(days=400)
    assert panggung.budi.buka(f"/kerja/keadaan?berlaku={besok}&diketahui={_kemarin()}").select("tbody tr") == []
    assert panggung.budi.buka("/kerja/keadaan?berlaku=1990-01-01").select("tbody tr") == []


def test_nama_perangkat_daerah_seperti_saat_itu(panggung: Panggung, rumah: Rumah) -> None:
    sop_sah(panggung)
    rumah.buku.ubah(OPD, panggung.opd, perintah_uji(), lambda o: ubah_nama(o, nama="Setwan Baru", singkatan=""))
    halaman = panggung.budi.buka(f"/kerja/keadaan?berlaku={date.today() + timedelta(days=400)}")
    assert "Setwan Baru" in halaman.select_one(".keadaan-opd h2").get_text()  # type: ignore[union-attr]


@pytest.mark.parametrize("bidang", ["berlaku", "diketahui"])
@pytest.mark.parametrize("nilai", ["kemarin", "2026-02-30", "0001-01-01", "9999-12-31"])
def test_tanggal_yang_tidak_dikenal(panggung: Panggung, bidang: str, nilai: str) -> None:
    halaman = panggung.budi.buka(f"/kerja/keadaan?{bidang}={nilai}", status=422)
    isian = halaman.find(id=bidang)
    assert isian is not None
    assert (isian["value"], isian["aria-invalid"]) == (nilai, "true")
    panggung.budi.buka(f"/kerja/keadaan.csv?{bidang}={nilai}", status=422)


def test_tabel_memuat_daftar_yang_sama(panggung: Panggung) -> None:
    sop_sah(panggung)
    besok = date.today() + timedelta(days=400)
    respons = panggung.budi.klien.get(f"/{panggung.tenant.kode}/kerja/keadaan.csv?berlaku={besok}&diketahui={besok}")
    assert respons.content_type == "text/csv; charset=utf-8"
    assert f"sop-berlaku-{besok}-diketahui-{besok}.csv" in respons.headers["Content-Disposition"]
    kepala, baris = csv.reader(io.StringIO(respons.data.decode("utf-8-sig")), delimiter=";")
    assert kepala[0] == "Perangkat daerah"
    assert baris[0] == "Sekretariat DPRD"


@given(st.lists(st.lists(st.text() | st.sampled_from(["=1+1", "+x", " -1", "@a", '"', ";", "＝1"]), min_size=1)))
def test_tidak_ada_sel_yang_menjadi_rumus(baris: list[list[str]]) -> None:
    lebar = max(map(len, baris), default=1)
    rata = [satu + [""] * (lebar - len(satu)) for satu in baris]
    hasil = list(csv.reader(io.StringIO(tabel_csv(("a",), rata).decode("utf-8-sig"), newline=""), delimiter=";"))
    assert hasil[1:] == [[aman(sel) for sel in satu] for satu in rata]
    for satu, asli in zip(hasil[1:], rata, strict=True):
        for sel, semula in zip(satu, asli, strict=True):
            assert not sel.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
            assert sel in (semula, f"'{semula}")
