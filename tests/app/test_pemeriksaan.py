"""The check on the screens: page and panel, corrections by a click, acts held back, the government's own levels."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from app.pelaku import Pelaku
from app.permintaan import permintaan
from app.rumah import Rumah
from app.sop.tanda import tanda_sel
from domain.pemda import ALIRAN
from domain.sop.pemeriksaan.temuan import Keparahan
from infra.clock import now
from infra.projections.baris import PEMDA, SOP
from tenants.context import tenant_scope
from tests.app.conftest import Panggung
from tests.app.halaman import formulir_ke, isi_formulir
from tests.app.test_siklus import SK, buat_sop, isi_langkah, naskah, sop_diajukan, sop_sah, sop_siap

ATURAN = "/kerja/aturan-pemeriksaan"


def _ubah_isian(panggung: Panggung, sop: str, isian: str, nilai: str) -> None:
    jalur = f"/kerja/sop/{sop}/penyuntingan/isian/{isian}"
    dari = naskah(panggung.sari, sop).nilai(isian)  # type: ignore[arg-type]
    assert panggung.sari.kirim(jalur, {"dari": dari, "nilai": nilai}).status_code == 303


def _tetapkan(panggung: Panggung, **pilihan: str) -> int:
    form = isi_formulir(formulir_ke(panggung.budi.buka(ATURAN), ATURAN))
    ubahan = {kode.replace("_", "-"): nilai for kode, nilai in pilihan.items()}
    return panggung.budi.kirim(ATURAN, form | ubahan).status_code


def test_draf_kosong_menunjukkan_temuan_dengan_jalan_ke_selnya(panggung: Panggung) -> None:
    sop = buat_sop(panggung.sari, panggung.opd)
    halaman = panggung.sari.buka(f"/kerja/sop/{sop}/pemeriksaan")
    teks = halaman.get_text(" ", strip=True)
    for kata in ("Menahan pengajuan", "Belum ada dasar hukum.", "LH-01", "PermenPAN-RB 35/2012"):
        assert kata in teks
    tautan = [str(a["href"]) for a in halaman.find_all("a")]
    assert any(t.endswith("?sel=butir.dasar_hukum.baru#sel") for t in tautan)


def test_potongan_untuk_panel_di_samping_formulir(panggung: Panggung) -> None:
    sop = buat_sop(panggung.sari, panggung.opd, "SOP Rapat Dinas")
    potongan = panggung.sari.buka(f"/kerja/sop/{sop}/pemeriksaan", htmx=True)
    assert potongan.find(id="panel-pemeriksaan") is not None
    assert potongan.find("h1") is None
    assert formulir_ke(potongan, "/isian/nama")["hx-target"] == "#lembar"


def test_pembaca_melihat_temuan_tanpa_jalan_menyunting(panggung: Panggung) -> None:
    sop = buat_sop(panggung.sari, panggung.opd, "SOP Rapat Dinas")
    halaman = panggung.tri.buka(f"/kerja/sop/{sop}/pemeriksaan")
    assert "mengulang kata “SOP”" in halaman.get_text()
    assert not [a for a in halaman.find_all("a") if "sel=" in str(a["href"])]
    assert not [f for f in halaman.find_all("form") if "penyuntingan" in str(f["action"])]
    assert panggung.siti.klien.get(f"/{panggung.tenant.kode}/kerja/sop/{sop}/pemeriksaan").status_code == 403


def test_sop_yang_beres_dikatakan_beres(panggung: Panggung) -> None:
    sop = sop_sah(panggung)
    assert "Tidak ada temuan" in panggung.tri.buka(f"/kerja/sop/{sop}/pemeriksaan").get_text()


def test_perbaikan_satu_klik_pada_isian_dan_butir(panggung: Panggung) -> None:
    sop = buat_sop(panggung.sari, panggung.opd, "SOP Rapat Dinas")
    hukum = {"nilai": "UU No 32 Tahun 2004 tentang Pemerintahan Daerah"}
    panggung.sari.kirim(f"/kerja/sop/{sop}/penyuntingan/butir/dasar_hukum", hukum)
    jalur = f"/kerja/sop/{sop}/pemeriksaan"
    assert panggung.sari.isi_dan_kirim(jalur, "/isian/nama").status_code == 303
    butir = naskah(panggung.sari, sop).isi_daftar("dasar_hukum")[0]  # type: ignore[arg-type]
    assert panggung.sari.isi_dan_kirim(jalur, f"/butir/dasar_hukum/{butir.id}").status_code == 303
    jadi = naskah(panggung.sari, sop)
    assert jadi.nilai("nama") == "Rapat Dinas"  # type: ignore[arg-type]
    baru = jadi.isi_daftar("dasar_hukum")[0].teks  # type: ignore[arg-type]
    assert baru == "Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah"


def test_pengajuan_ditahan_dengan_daftarnya_dan_tidak_ada_yang_hilang(panggung: Panggung) -> None:
    sop = buat_sop(panggung.sari, panggung.opd)
    isi_langkah(panggung.sari, sop)
    respons = panggung.sari.isi_dan_kirim(f"/kerja/sop/{sop}", "/pengajuan", catatan="Mohon <b>diperiksa</b>")
    teks = respons.get_data(as_text=True)
    assert respons.status_code == 422
    assert "perlu diperbaiki sebelum SOP ini diajukan" in teks
    assert "sel=butir.dasar_hukum.baru" in teks
    assert "Mohon &lt;b&gt;diperiksa&lt;/b&gt;" in teks


def test_penyimpanan_tidak_pernah_ditahan(panggung: Panggung) -> None:
    """Decision D7: what is wrong is found, and stored."""
    sop = sop_siap(panggung)
    _ubah_isian(panggung, sop, "tanggal_efektif", "2019-10")
    assert "belum lengkap" in panggung.sari.buka(f"/kerja/sop/{sop}/pemeriksaan").get_text()


def _sahkan(panggung: Panggung, sop: str, **isi: Any) -> Any:
    isi = {"nomor": f"SOP/{sop[:8]}", "tanggal_efektif": now().date().isoformat(), **SK} | isi
    return panggung.ratna.isi_dan_kirim(f"/kerja/sop/{sop}", "/pengesahan", **isi)


def test_pengesahan_ditahan_dan_kalimatnya_ada_di_bidangnya(panggung: Panggung) -> None:
    sop = sop_diajukan(panggung)
    panggung.budi.isi_dan_kirim(f"/kerja/sop/{sop}", "/verifikasi")
    respons = _sahkan(panggung, sop, tanggal_pembuatan="", tanggal_revisi="2025-06-01")
    teks = respons.get_data(as_text=True)
    assert respons.status_code == 422
    assert "perlu diperbaiki sebelum SOP ini disahkan" in teks
    assert 'id="sah-tanggal_revisi-galat"' in teks
    assert "Lembar identitas belum lengkap: tanggal pembuatan." in teks
    assert "kembalikan kepada penyusun" in teks
    assert _sahkan(panggung, sop, tanggal_revisi="").status_code == 303


def test_ortala_menetapkan_tingkat_dan_mematikan_aturan(panggung: Panggung, rumah: Rumah) -> None:
    sop = buat_sop(panggung.sari, panggung.opd)
    isi_langkah(panggung.sari, sop)
    menahan = dict.fromkeys(_menahan(panggung, sop), "-")
    assert "LH-01" in menahan
    assert _tetapkan(panggung, **{k.replace("-", "_"): v for k, v in menahan.items()}) == 303
    with tenant_scope(panggung.tenant):
        pemda = rumah.buku.muat(PEMDA, ALIRAN)
    assert pemda.keparahan == dict.fromkeys(menahan, Keparahan.MATI)
    assert "bawaannya: menahan pengajuan" in panggung.sari.buka(ATURAN).get_text(" ")
    assert panggung.sari.isi_dan_kirim(f"/kerja/sop/{sop}", "/pengajuan").status_code == 303


def _menahan(panggung: Panggung, sop: str) -> set[str]:
    halaman = panggung.sari.buka(f"/kerja/sop/{sop}/pemeriksaan")
    bagian = halaman.find("section", attrs={"aria-labelledby": "tingkat-ajukan"})
    return {str(p.get_text()).split(" · ")[0] for p in bagian.find_all("p", class_="asal")}


def test_dua_orang_menetapkan_aturan_berbeda_keduanya_tersimpan(panggung: Panggung, rumah: Rumah) -> None:
    basi = isi_formulir(formulir_ke(panggung.budi.buka(ATURAN), ATURAN))
    assert _tetapkan(panggung, ID_01="W") == 303
    assert panggung.budi.kirim(ATURAN, basi | {"ID-02": "I"}).status_code == 303
    with tenant_scope(panggung.tenant):
        keparahan = rumah.buku.muat(PEMDA, ALIRAN).keparahan
    assert keparahan == {"ID-01": Keparahan.PERINGATAN, "ID-02": Keparahan.KETERANGAN}


@pytest.mark.parametrize("nilai", ["X", "", "<b>"])
def test_tingkat_yang_tidak_ada_ditolak(panggung: Panggung, nilai: str) -> None:
    form = isi_formulir(formulir_ke(panggung.budi.buka(ATURAN), ATURAN))
    respons = panggung.budi.kirim(ATURAN, form | {"ID-01": nilai})
    assert respons.status_code == 422
    assert "Pilih salah satu" in respons.get_data(as_text=True)


@pytest.mark.parametrize("siapa", ["sari", "hendra", "ratna", "dwi", "ahmad"])
def test_aturan_terbaca_semua_dan_ditetapkan_ortala_saja(panggung: Panggung, siapa: str) -> None:
    orang = panggung.orang[siapa]
    assert orang.buka(ATURAN).find("select") is None
    assert orang.kirim(ATURAN, {"ID-01": "-", "dari-ID-01": "P"}).status_code == 403


def test_aturan_bukan_bagian_dari_akses_auditor(panggung: Panggung) -> None:
    panggung.tri.buka(ATURAN, status=403)
    assert panggung.tri.kirim(ATURAN, {"ID-01": "-", "dari-ID-01": "P"}).status_code == 403


def test_tanda_sel_untuk_penyunting(panggung: Panggung, rumah: Rumah) -> None:
    """What the editor marks its cells with: by the name that `?sel=` takes."""
    sop = buat_sop(panggung.sari, panggung.opd, "SOP Rapat Dinas")
    with panggung.sari.klien.application.test_request_context(), tenant_scope(panggung.tenant):
        permintaan().pelaku = Pelaku(panggung.sari.id, "Sari", ())
        sel = tanda_sel(rumah.buku.muat(SOP, UUID(sop)))
    assert {t.kelas for t in sel["isian.nama"]} == {"awas"}
    assert [t.kelas for t in sel["butir.dasar_hukum.baru"]] == ["galat"]
