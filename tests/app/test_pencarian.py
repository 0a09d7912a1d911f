"""The search page: what it finds, for whom, and what it answers to a query that it cannot read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.rumah import Rumah
from domain.pencarian.kueri import PANJANG_KUERI
from infra.db.pool import Basis
from tests.app.conftest import Panggung
from tests.app.test_siklus import sop_sah
from tests.basis_data import BasisData
from tests.infra.pencarian.alat import Penyusul


@pytest.fixture(scope="session")
def susulkan(basis_data: BasisData) -> Iterator[Penyusul]:
    basis = Basis(basis_data.pekerja, kolam=2, tunggu=30)
    yield Penyusul(basis)
    basis.tutup()


def test_tanpa_kueri_ada_contoh_yang_dapat_diklik(panggung: Panggung) -> None:
    halaman = panggung.budi.buka("/kerja/pencarian")
    contoh = halaman.select(".contoh-cari a")
    assert len(contoh) == 5
    for satu in contoh:
        assert panggung.budi.buka(str(satu["href"])).select_one(".tab-cari") is not None


def test_temuan_per_sop_dengan_masa_dan_tautan_ke_saatnya(panggung: Panggung, susulkan: Penyusul) -> None:
    sop_id = sop_sah(panggung)
    susulkan()
    halaman = panggung.sari.buka("/kerja/pencarian?q=surat")
    (bagian,) = halaman.select(".temuan-sop")
    pertama = bagian.select("a.isi-temuan")[-1]
    assert f"/kerja/sop/{sop_id}/riwayat?peristiwa=" in str(pertama["href"])
    assert bagian.select_one("mark") is not None
    assert "masih ada" in bagian.get_text()
    keadaan = panggung.sari.buka(str(pertama["href"]).partition("#")[0])
    assert keadaan.select_one("#keadaan") is not None


def test_peristiwa_menyebut_siapa_dan_kapan(panggung: Panggung, susulkan: Penyusul) -> None:
    sop_sah(panggung)
    susulkan()
    halaman = panggung.budi.buka("/kerja/pencarian?q=pelaku:budi+tindakan:diverifikasi")
    assert "Budi Santoso, Analis Tata Laksana" in halaman.select_one(".temuan-sop").get_text()  # type: ignore[union-attr]
    assert halaman.select_one('.tab-cari a[aria-current="page"]').get_text(strip=True).startswith("Peristiwa")  # type: ignore[union-attr]


def test_perangkat_daerah_lain_tidak_menemukan_apa_pun(panggung: Panggung, susulkan: Penyusul) -> None:
    sop_sah(panggung)
    susulkan()
    assert panggung.siti.buka("/kerja/pencarian?q=surat").select(".temuan-sop") == []
    assert panggung.tri.buka("/kerja/pencarian?q=surat").select(".temuan-sop") != []
    panggung.dwi.buka("/kerja/pencarian?q=surat", status=403)


@pytest.mark.parametrize("kueri", ["oleh:sari", '"surat', "sejak:kemarin", "-a", "x" * (PANJANG_KUERI + 1)])
@pytest.mark.parametrize("htmx", [False, True])
def test_kueri_yang_tidak_terbaca_dijawab_kalimat_dan_contoh(panggung: Panggung, kueri: str, htmx: bool) -> None:
    halaman = panggung.budi.buka(f"/kerja/pencarian?q={kueri}", htmx=htmx, status=422)
    assert halaman.select(".contoh-cari a")
    assert halaman.select_one(".pesan.galat") is not None


def test_nol_dalam_kueri_bukan_pencarian(panggung: Panggung) -> None:
    panggung.budi.buka("/kerja/pencarian?q=surat%00masuk", status=400)


def test_halaman_berikutnya_dan_kursor_sembarang(
    panggung: Panggung, rumah: Rumah, susulkan: Penyusul, monkeypatch: pytest.MonkeyPatch
) -> None:
    sop_sah(panggung)
    susulkan()
    monkeypatch.setattr("app.pencarian.views.SEKALI", 2)
    halaman = panggung.budi.buka("/kerja/pencarian?q=sop:a&lihat=peristiwa")
    assert len(halaman.select(".isi-temuan")) == 2
    (lanjut,) = (a for a in halaman.select("a.tombol") if "Temuan yang lebih lama" in a.get_text())
    assert len(panggung.budi.buka(str(lanjut["href"])).select(".isi-temuan")) == 2
    for kursor in ("pos=x", "pos=-1", "pos=" + "9" * 30, "pos=1", "pos=3&kunci=%01"):
        panggung.budi.buka(f"/kerja/pencarian?q=surat&{kursor}")
