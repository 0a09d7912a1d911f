"""The difference of two moments on the screen: which moments, what is marked, and what verifiers see first."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest

from app.rumah import Rumah
from app.sop.baris_beda import Lipatan, baris_langkah, terlipat
from domain.sop.events import (
    IsianDiubah,
    LangkahDihapus,
    LangkahDipindah,
    LangkahDitambahkan,
    LangkahDiubah,
    PelaksanaDitambahkan,
    SopDibuat,
)
from domain.sop.langkah import Langkah, LangkahId, Panah, Pelaksana, PelaksanaId, Simbol, UbahanLangkah, Waktu
from domain.sop.naskah import Daftar, Isian, Naskah
from domain.sop.perbandingan import bandingkan
from domain.sop.state import Sop, evolve
from infra.event_store.buku import Buku, Jenis
from infra.event_store.mapper import Catatan
from infra.projections.baris import SOP
from infra.projections.baris_kejadian import JARAK_POTRET
from tenants.context import tenant_scope
from tests.app.conftest import Panggung, perintah_uji
from tests.app.halaman import formulir_ke, isi_formulir
from tests.app.test_siklus import isi_langkah, sop_diajukan, sop_sah
from tests.infra.cetak.pdf import Pdf

STAF = Pelaksana(PelaksanaId(uuid4()), "Staf")
BARIS = [Langkah(LangkahId(uuid4()), f"Mengerjakan bagian {n}", pelaksana=(STAF.id,)) for n in range(1, 7)]


@pytest.fixture
def sop(panggung: Panggung, rumah: Rumah) -> str:
    """Eight events that make it, then: step 2 changed, 5 moved to the front, 6 deleted, one new, its name changed."""
    sop_id = uuid4()
    awal = [LangkahDitambahkan(x, BARIS[n - 1].id if n else None) for n, x in enumerate(BARIS)]
    sunting = [
        LangkahDiubah(BARIS[1].id, UbahanLangkah(kegiatan="Mengerjakan <b>bagian</b> kedua", waktu=Waktu("1 jam"))),
        LangkahDipindah(BARIS[4].id, None),
        LangkahDihapus(BARIS[5].id),
        LangkahDitambahkan(Langkah(LangkahId(uuid4()), "Menyerahkan hasil"), BARIS[3].id),
        IsianDiubah(Isian.NAMA, "Legalisasi Surat Keterangan"),
    ]
    with tenant_scope(panggung.tenant):
        rumah.buku.mulai(
            SOP,
            sop_id,
            perintah_uji(panggung.sari.aktor),
            lambda _: [SopDibuat(panggung.opd, "Legalisasi Surat"), PelaksanaDitambahkan(STAF), *awal, *sunting],
        )
    return str(sop_id)


def alamat(sop: str, tanya: str = "") -> str:
    return f"/kerja/sop/{sop}/perbandingan{'?' if tanya else ''}{tanya}"


def test_halaman_mengatakan_lalu_menunjukkan(panggung: Panggung, sop: str) -> None:
    sup = panggung.sari.buka(alamat(sop, "dari=8&ke=13"))
    assert sup.h2 is not None
    teks = " ".join(sup.get_text(" ").split())
    assert "1 langkah ditambah, 1 dihapus, 1 diubah, 1 dipindah; 1 isian identitas diubah" in teks
    assert "Langkah 1 “Mengerjakan bagian 5” dipindah dari urutan 5 menjadi urutan 1" in teks
    assert "Nama SOP dari “Legalisasi Surat” menjadi “Legalisasi Surat Keterangan”" in teks
    assert "5 perubahan oleh 1 orang" in teks
    assert [x.get_text() for x in sup.select(".form-b .b-hapus td:nth-of-type(2) del")] == ["Mengerjakan bagian 6"]
    assert [x.get_text() for x in sup.select(".form-b .b-tambah td:nth-of-type(2) ins")] == ["Menyerahkan hasil"]
    assert "<b>" in " ".join(x.get_text() for x in sup.select(".form-b .b-ubah ins")), "escaped, and read as text"


def test_bagan_keduanya_bertanda(panggung: Panggung, sop: str) -> None:
    sup = panggung.sari.buka(alamat(sop, "dari=8&ke=13"))
    lama, baru = sup.select(".bagan-b")
    assert (len(lama.select(".u-s.b-hapus")), len(baru.select(".u-s.b-hapus"))) == (1, 0)
    assert (len(lama.select(".u-s.b-ubah")), len(baru.select(".u-s.b-ubah"))) == (1, 1)
    assert len(baru.select(".u-s.b-pindah")) == 1
    assert lama.select(".u-g.b-hapus")


def test_semua_langkah_dapat_ditampilkan(panggung: Panggung, sop: str) -> None:
    ringkas = panggung.sari.buka(alamat(sop, "dari=8&ke=9"))
    assert [x.get_text(strip=True) for x in ringkas.select(".b-lipat")] == [
        "Langkah 3 sampai 6: tidak ada yang berbeda"
    ]
    semua = panggung.sari.buka(alamat(sop, "dari=8&ke=9&tampil=semua"))
    assert len(semua.select(".form-b tbody tr")) == 6


def test_dibaca_mundur_dan_saat_yang_sama(panggung: Panggung, sop: str) -> None:
    mundur = panggung.sari.buka(alamat(sop, "dari=13&ke=8")).get_text(" ")
    assert "dibaca mundur" in mundur
    assert "1 langkah ditambah, 1 dihapus, 1 diubah, 1 dipindah" in " ".join(mundur.split())
    assert "Isinya sama persis" in panggung.sari.buka(alamat(sop, "dari=8&ke=8")).get_text(" ")


def test_tanpa_pilihan_dari_awal_sampai_kini(panggung: Panggung, sop: str) -> None:
    teks = " ".join(panggung.sari.buka(alamat(sop)).get_text(" ").split())
    assert "peristiwa ke-1 " in teks + " "
    assert "6 langkah ditambah; 1 kolom pelaksana ditambah; 1 isian identitas diubah" in teks


def test_tanggal_menjadi_alamat_yang_dapat_dikutip(panggung: Panggung, rumah: Rumah, sop: str) -> None:
    with tenant_scope(panggung.tenant):
        hari = rumah.buku.sejarah(UUID(sop))[-1].pada.date().isoformat()
    respons = panggung.sari.klien.get(f"/{panggung.tenant.kode}{alamat(sop, f'dari=8&ke=9&ke_lain={hari}')}")
    assert respons.status_code == 302
    assert respons.location.endswith("/perbandingan?dari=8&ke=13")


@pytest.mark.parametrize(
    ("tanya", "kalimat"),
    [
        ("dari=99", "dari 1 sampai 13"),
        ("ke=0", "dari 1 sampai 13"),
        ("dari=²", "dari 1 sampai 13"),
        ("ke=" + "9" * 5000, "dari 1 sampai 13"),
        ("dari=satu", "dari 1 sampai 13"),
        ("dari_lain=1999-01-01", "SOP ini belum ada"),
        ("ke_lain=2025-13-01", "tahun-bulan-tanggal"),
        ("versi=1", "misalnya 1..2"),
        ("versi=1..7", "Versi 7 belum pernah disahkan"),
    ],
)
def test_saat_yang_tidak_ada_disebut_di_tempatnya(panggung: Panggung, sop: str, tanya: str, kalimat: str) -> None:
    sup = panggung.sari.buka(alamat(sop, tanya), status=422)
    assert kalimat in sup.select_one(".pilih-b").get_text(" ")  # type: ignore[union-attr]
    assert sup.select(".pilih-b[open] [aria-invalid=true]")


def test_potongan_untuk_htmx(panggung: Panggung, sop: str) -> None:
    assert panggung.sari.buka(alamat(sop, "dari=8&ke=9"), htmx=True).find("header", class_="bilah") is None


def test_opd_lain_dan_sop_yang_tidak_ada(panggung: Panggung, sop: str) -> None:
    panggung.sari.buka(alamat(str(uuid4())), status=404)
    panggung.sari.buka(alamat(str(panggung.opd)), status=404)
    baca = panggung.siti.klien.get(f"/{panggung.tenant.kode}/kerja/sop/{sop}").status_code
    assert panggung.siti.klien.get(f"/{panggung.tenant.kode}{alamat(sop)}").status_code == baca


def test_pemeriksa_melihat_dahulu_apa_yang_berubah(panggung: Panggung) -> None:
    sop = sop_sah(panggung)
    halaman = f"/kerja/sop/{sop}"
    assert "sejak-berlaku" not in str(panggung.budi.buka(halaman)), "nothing is open"
    panggung.sari.isi_dan_kirim(halaman, "/revisi", alasan="Ada langkah yang kurang")
    assert "masih sama persis dengan versi 1" in panggung.sari.buka(halaman).get_text(" ")
    isi_langkah(panggung.sari, sop, "Menyampaikan tembusan")
    sup = panggung.budi.buka(halaman)
    panel = sup.select_one(".sejak-b")
    assert panel is not None
    assert "1 langkah ditambah" in panel.get_text(" ")
    taut = panel.select_one("a.tombol")
    assert taut is not None
    assert str(taut["href"]).endswith("perbandingan?versi=1..2")
    lengkap = panggung.budi.buka(str(taut["href"]).removeprefix(f"/{panggung.tenant.kode}"))
    assert "“Menyampaikan tembusan” ditambah" in lengkap.get_text(" ")
    assert panggung.ratna.buka(alamat(sop)).select_one("h2").get_text() == "1 langkah ditambah"  # type: ignore[union-attr]


def test_versi_pertama_tidak_punya_pendahulu(panggung: Panggung) -> None:
    assert "sejak-berlaku" not in str(panggung.budi.buka(f"/kerja/sop/{sop_diajukan(panggung)}"))


def test_lipatan_hanya_untuk_yang_lebih_dari_satu() -> None:
    lama = Naskah(pelaksana=(STAF,), langkah=tuple(BARIS))
    ubah = [*BARIS]
    ubah[1] = replace(BARIS[1], simbol=Simbol.KEPUTUSAN, panah=(Panah(BARIS[0].id, "Tidak"),), nomor="2a")
    baru = replace(lama, langkah=tuple(ubah))
    isi = terlipat(baris_langkah(bandingkan(lama, baru), lama, baru))
    assert [x.banyak if isinstance(x, Lipatan) else x.macam for x in isi] == ["", "ubah", 4]


def test_kotak_identitas_dan_kolom_ditunjukkan_seluruhnya(panggung: Panggung, rumah: Rumah, sop: str) -> None:
    with tenant_scope(panggung.tenant):
        rumah.buku.ubah(
            SOP,
            UUID(sop),
            perintah_uji(panggung.sari.aktor),
            lambda _: [PelaksanaDitambahkan(Pelaksana(PelaksanaId(uuid4()), "Kepala"), STAF.id)],
        )
    kirim = panggung.sari.kirim(
        f"/kerja/sop/{sop}/penyuntingan/butir/{Daftar.PERINGATAN}", {"nilai": "Jangan terlambat"}
    )
    assert kirim.status_code == 303
    sup = panggung.sari.buka(alamat(sop, "dari=13"))
    assert [x.get_text(strip=True) for x in sup.select(".butir-b ins")] == ["Jangan terlambat", "Kepala"]


def test_lampiran_pdf_mengatakan_hal_yang_sama(panggung: Panggung, sop: str) -> None:
    jalur = f"/{panggung.tenant.kode}/kerja/sop/{sop}/perbandingan.pdf"
    respons = panggung.sari.klien.get(f"{jalur}?dari=8&ke=13")
    assert (respons.status_code, respons.content_type) == (200, "application/pdf")
    kata = " ".join(Pdf(respons.data).kata().split())
    for teks in ("1 langkah ditambah, 1 dihapus, 1 diubah, 1 dipindah", "Menyerahkan hasil", "peristiwa ke-8", "<b>"):
        assert teks in kata
    assert panggung.sari.klien.get(f"{jalur}?dari=8&ke=13").data == respons.data, "the same bytes for the same moments"
    assert panggung.sari.klien.get(f"{jalur}?dari=99").status_code == 422


def test_dua_saat_yang_jauh_tidak_melipat_seluruh_riwayat(
    panggung: Panggung, rumah: Rumah, sop: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each moment starts at the state that is kept before it."""
    with tenant_scope(panggung.tenant):
        banyak = [IsianDiubah(Isian.UNIT, f"Subbagian {n}") for n in range(4 * JARAK_POTRET)]
        rumah.buku.ubah(SOP, UUID(sop), perintah_uji(panggung.sari.aktor), lambda _: banyak)
        akhir = rumah.buku.muat(SOP, UUID(sop)).versi_aliran
    dilipat = []

    def hitung(keadaan: Sop, catatan: Catatan[Any]) -> Sop:
        dilipat.append(catatan.versi)
        return evolve(keadaan, catatan)

    monkeypatch.setattr("infra.queries.bingkai.evolve", hitung)
    sup = panggung.sari.buka(alamat(sop, f"dari=5&ke={akhir}"))
    assert "Subbagian 399" in sup.get_text()
    assert dilipat == [*range(1, 6), *range(4 * JARAK_POTRET + 1, akhir + 1)]


def test_simpanan_membaca_aliran_sop_sekali(
    panggung: Panggung, rumah: Rumah, sop: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The state that the right was asked of is the one that is decided on."""
    sup = panggung.sari.buka(f"/kerja/sop/{sop}/penyuntingan?sel=isian.nomor")
    form = formulir_ke(sup, "/isian/nomor")
    dibaca: list[UUID] = []
    muat = Buku.muat

    def hitung(buku: Buku, jenis: Jenis[Any, Any], aliran: UUID) -> Any:
        dibaca.append(aliran)
        return muat(buku, jenis, aliran)

    monkeypatch.setattr(Buku, "muat", hitung)
    isi = dict(isi_formulir(form)) | {"nilai": "000.8/7"}
    panggung.sari.kirim(str(form["action"]).partition(panggung.tenant.kode)[2], isi)
    assert dibaca.count(UUID(sop)) == 1
