"""The riwayat: timeline, replay and asal-usul as pages, and that each of them reads what the fold says."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from bs4 import BeautifulSoup

from app.rumah import Rumah
from domain.sop.bingkai import bingkai
from domain.sop.events import IsianDiubah
from domain.sop.naskah import Isian
from domain.sop.state import Sop, evolve
from infra.clock import now
from infra.event_store.buku import Perintah
from infra.projections.baris import SOP
from infra.projections.baris_kejadian import JARAK_POTRET
from infra.queries.bingkai import keadaan_beberapa
from tenants.model import Tenant
from tests.app.conftest import Panggung
from tests.app.test_siklus import sop_sah


def _isi(panggung: Panggung, rumah: Rumah, sop: str, *nilai: str) -> None:
    """Sari changes the unit to each of these, one save each."""
    for satu in nilai:
        rumah.buku.ubah(
            SOP, UUID(sop), Perintah(uuid4(), panggung.sari.aktor), lambda _, n=satu: IsianDiubah(Isian.UNIT, n)
        )


def _garis(panggung: Panggung, sop: str, tanya: str = "") -> str:
    sup: BeautifulSoup = panggung.tri.buka(f"/kerja/sop/{sop}/riwayat{tanya}")
    bagian = sup.find(id="garis")
    assert bagian is not None
    return bagian.get_text(" ", strip=True)


def _film(panggung: Panggung, sop: str, tanya: str) -> BeautifulSoup:
    return panggung.tri.buka(f"/kerja/sop/{sop}/riwayat{tanya}", htmx=True)


def test_bingkai_di_setiap_peristiwa_sama_dengan_lipatannya(panggung: Panggung, rumah: Rumah, pemda: Tenant) -> None:
    """Over more than one kept state, before and after each."""
    sop = UUID(sop_sah(panggung))
    banyak = [IsianDiubah(Isian.UNIT, f"Subbagian {n}") for n in range(2 * JARAK_POTRET)]
    rumah.buku.ubah(SOP, sop, Perintah(uuid4(), panggung.sari.aktor), lambda _: banyak)
    keadaan, lipat = Sop(), list[Sop]()
    for catatan in rumah.buku.sejarah(sop):
        keadaan = evolve(keadaan, catatan)
        lipat.append(bingkai(keadaan))
    terbaca = keadaan_beberapa(rumah.buku, sop, range(1, len(lipat) + 1))
    assert [terbaca[n + 1] for n in range(len(lipat))] == lipat
    for n in (1, JARAK_POTRET - 1, JARAK_POTRET, JARAK_POTRET + 1, len(lipat)):
        assert keadaan_beberapa(rumah.buku, sop, [n]) == {n: lipat[n - 1]}


def test_tiga_kedekatan(panggung: Panggung, rumah: Rumah) -> None:
    sop = sop_sah(panggung)
    _isi(panggung, rumah, sop, "A", "B", "C", "D")
    assert "Unit kerja diubah" not in _garis(panggung, sop, "?zum=tonggak")
    assert "disahkan dengan nomor" in _garis(panggung, sop, "?zum=tonggak")
    assert "4 perubahan isi: unit kerja" in _garis(panggung, sop)
    peristiwa = _garis(panggung, sop, "?zum=peristiwa")
    assert "menjadi “D”" in peristiwa
    assert "perubahan isi" not in peristiwa


def test_yang_bolak_balik_terlipat(panggung: Panggung, rumah: Rumah) -> None:
    sop = sop_sah(panggung)
    _isi(panggung, rumah, sop, "A", "B", "A", "B", "A")
    assert "Tidak ada perubahan bersih (4)" in _garis(panggung, sop, "?zum=peristiwa")


def test_saringan(panggung: Panggung, rumah: Rumah) -> None:
    sop = sop_sah(panggung)
    _isi(panggung, rumah, sop, "A")
    hari = panggung.tenant.tanggal(now())
    assert "Unit kerja diubah" in _garis(
        panggung, sop, f"?zum=peristiwa&orang={panggung.sari.id}&sejak={hari}&sampai={hari}"
    )
    assert "disahkan" not in _garis(panggung, sop, f"?zum=peristiwa&orang={panggung.sari.id}")
    assert "Unit kerja diubah" in _garis(panggung, sop, "?jenis=identitas&jabatan=Pengadministrasi Persidangan")
    assert "Tidak ada kejadian yang cocok" in _garis(panggung, sop, f"?sejak={hari + timedelta(days=2)}")
    langkah = rumah.buku.muat(SOP, UUID(sop)).naskah.langkah[0].id
    satu = _garis(panggung, sop, f"?zum=peristiwa&sel=langkah.{langkah}")
    assert "ditambahkan" in satu
    assert "Unit kerja diubah" not in satu


@pytest.mark.parametrize(
    ("tanya", "kata"),
    [
        ("?sejak=kemarin", "tanggal yang ada di kalender"),
        ("?orang=sari", "Pilih orang dari daftar"),
        ("?peristiwa=99999", "punya peristiwa 1 sampai"),
        ("?peristiwa=-1", "punya peristiwa 1 sampai"),
        ("?pada=2026-02-30", "tanggal yang ada di kalender"),
        ("?pada=9999-12-31", "tanggal yang ada di kalender"),
        ("?pada=2026-02-01&jam=berlaku&tahu=x", "tanggal yang ada di kalender"),
    ],
)
def test_alamat_yang_tidak_masuk_akal_dijawab_dengan_kata(panggung: Panggung, tanya: str, kata: str) -> None:
    sop = sop_sah(panggung)
    assert kata in panggung.tri.buka(f"/kerja/sop/{sop}/riwayat{tanya}", status=422).get_text(" ")


def test_halaman_berikutnya_melanjutkan_tanpa_celah(panggung: Panggung, rumah: Rumah) -> None:
    sop = sop_sah(panggung)
    rumah.buku.ubah(
        SOP,
        UUID(sop),
        Perintah(uuid4(), panggung.sari.aktor),
        lambda _: [IsianDiubah(Isian.UNIT, f"U{n}") for n in range(130)],
    )
    terbaca, tanya = list[str](), "?zum=peristiwa"
    while tanya:
        sup = panggung.tri.buka(f"/kerja/sop/{sop}/riwayat/kejadian{tanya}", htmx=True)
        terbaca += [str(a["id"]) for a in sup.find_all("a", id=lambda x: bool(x) and x.startswith("k-"))]
        lanjut = sup.find("a", string="Lebih lama ›")
        tanya = "?" + str(lanjut["href"]).partition("?")[2] if lanjut else ""
    banyak = rumah.buku.muat(SOP, UUID(sop)).versi_aliran
    assert terbaca == [f"k-{n}" for n in range(banyak, 0, -1)]


def test_bingkai_menandai_sel_yang_diubah_peristiwa_itu(panggung: Panggung, rumah: Rumah) -> None:
    sop = sop_sah(panggung)
    _isi(panggung, rumah, sop, "A")
    sah = next(c.versi for c in rumah.buku.sejarah(UUID(sop)) if type(c.peristiwa).__name__ == "SopDisahkan")
    sup = _film(panggung, sop, f"?peristiwa={sah}")
    ditandai = {td.find_previous("th").get_text(" ", strip=True).partition(" ,")[0] for td in sup.select("td.diubah")}
    assert {"Nomor SOP", "Tanggal Efektif"} <= ditandai
    assert "Anda melihat keadaan" in sup.get_text()
    assert sup.find("main") is None, "a fragment"


def test_dua_jam(panggung: Panggung) -> None:
    """What had been recorded by a day, and what was in force on it as known then, are two questions."""
    sop = sop_sah(panggung)
    hari = panggung.tenant.tanggal(now())
    efektif = date(2025, 6, 2)
    assert "belum ada pada" in _film(panggung, sop, f"?pada={efektif}").get_text()
    berlaku = _film(panggung, sop, f"?pada={efektif}&jam=berlaku").get_text(" ")
    kata = "Anda melihat yang berlaku pada 2 Juni 2025"
    assert kata in berlaku or "Belum ada versi yang berlaku" in berlaku
    kini = _film(panggung, sop, f"?pada={hari}&jam=berlaku").get_text(" ")
    assert "Anda melihat yang berlaku pada" in kini
    lama = _film(panggung, sop, f"?pada={hari}&jam=berlaku&tahu={hari - timedelta(days=1)}").get_text(" ")
    assert "Belum ada versi yang berlaku" in lama


def test_asal_usul_menyebut_yang_terakhir_dan_yang_sebelumnya(panggung: Panggung, rumah: Rumah) -> None:
    sop = sop_sah(panggung)
    _isi(panggung, rumah, sop, "A", "B")
    sup = panggung.tri.buka(f"/kerja/sop/{sop}/asal-usul?sel=isian.unit")
    satu = sup.find(class_="silsilah").get_text(" ", strip=True)
    assert satu.index("menjadi “B”") < satu.index("Perubahan sebelumnya") < satu.index("menjadi “A”")
    assert "Sari Wulandari, Pengadministrasi Persidangan" in satu
    langkah = rumah.buku.muat(SOP, UUID(sop)).naskah.langkah[1]
    sup = panggung.tri.buka(f"/kerja/sop/{sop}/asal-usul?sel=langkah.{langkah.id}")
    assert "Asal-usul langkah 2" in sup.get_text(" ", strip=True)
    assert langkah.kegiatan in sup.get_text(" ")
    semua = panggung.tri.buka(f"/kerja/sop/{sop}/asal-usul?peristiwa=1").get_text(" ")
    assert "nama SOP" in semua
    assert langkah.kegiatan not in semua


def test_asal_usul_menyebut_revisi_tempat_perubahan_itu_terjadi(panggung: Panggung, rumah: Rumah) -> None:
    sop = sop_sah(panggung)
    alamat = f"/kerja/sop/{sop}/asal-usul?sel=isian.unit"
    _isi(panggung, rumah, sop, "A")
    assert "Dasar hukumnya berubah" not in panggung.tri.buka(alamat).get_text()
    panggung.ratna.isi_dan_kirim(f"/kerja/sop/{sop}", "/revisi", alasan="Dasar hukumnya berubah")
    assert "Dasar hukumnya berubah" not in panggung.tri.buka(alamat).get_text()
    _isi(panggung, rumah, sop, "B")
    satu = panggung.tri.buka(alamat).find(class_="silsilah").get_text(" ", strip=True)
    assert satu.count("Dasar hukumnya berubah") == 1
    assert satu.index("Dasar hukumnya berubah") < satu.index("Perubahan sebelumnya")


@pytest.mark.parametrize("sel", ["langkah", "isian.xyz", "apa.1", "'; --"])
def test_asal_usul_tempat_yang_tidak_ada(panggung: Panggung, sel: str) -> None:
    panggung.tri.buka(f"/kerja/sop/{sop_sah(panggung)}/asal-usul?sel={sel}", status=404)


def test_riwayat_tertutup_bagi_perangkat_daerah_lain(panggung: Panggung) -> None:
    sop = sop_sah(panggung)
    for akhir in ("riwayat", "riwayat/kejadian", "asal-usul"):
        panggung.siti.buka(f"/kerja/sop/{sop}/{akhir}", status=403)
        panggung.tri.buka(f"/kerja/sop/{uuid4()}/{akhir}", status=404)
