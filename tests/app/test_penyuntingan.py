"""The form as an editing surface: cell by cell, with and without htmx, never losing what was typed."""

from __future__ import annotations

import re
from uuid import UUID, uuid4

import pytest

from app.rumah import Rumah
from domain.sop.naskah import Daftar, Isian
from domain.sop.state import Sop
from infra.projections.baris import SOP
from tests.app.conftest import Orang, Panggung
from tests.app.halaman import formulir_ke, isi_formulir, periksa_halaman
from tests.app.test_siklus import buat_sop, isi_langkah, sop_diajukan, sop_konsep


@pytest.fixture
def sop(panggung: Panggung) -> str:
    return sop_konsep(panggung)


def _muat(rumah: Rumah, sop: str) -> Sop:
    return rumah.buku.muat(SOP, UUID(sop))


def _sunting(orang: Orang, sop: str, sel: str, akhir: str, **ubahan: object) -> int:
    respons = orang.isi_dan_kirim(f"/kerja/sop/{sop}/penyuntingan?sel={sel}", akhir, **ubahan)
    return respons.status_code


@pytest.mark.parametrize("isian", list(Isian))
def test_setiap_isian_dapat_dibuka_dan_disimpan(panggung: Panggung, rumah: Rumah, sop: str, isian: Isian) -> None:
    nilai = {Isian.SIFAT: "teknis", Isian.CAKUPAN: "makro", Isian.KELENGKAPAN: "parsial", Isian.JENIS: "spesifik"}
    baru = nilai.get(isian, "2025-03" if isian.value.startswith("tanggal") else "Isi baru")
    assert _sunting(panggung.sari, sop, f"isian.{isian}", f"/isian/{isian}", nilai=baru) == 303
    assert _muat(rumah, sop).naskah.nilai(isian) == baru


@pytest.mark.parametrize(
    ("isian", "nilai"),
    [("nama", " "), ("nama", "x" * 301), ("tanggal_pembuatan", "31 Februari"), ("sifat", "rahasia")]
    + [("pengesah", "Kepala, NIP 198001012005011999")],
)
def test_isian_yang_salah_tetap_terbuka_dengan_ketikannya(
    panggung: Panggung, rumah: Rumah, sop: str, isian: str, nilai: str
) -> None:
    sebelum = _muat(rumah, sop).versi_aliran
    respons = panggung.sari.kirim(f"/kerja/sop/{sop}/penyuntingan/isian/{isian}", {"dari": "", "nilai": nilai})
    assert respons.status_code == 422
    sup = periksa_halaman(respons)
    assert sup.find(class_="galat-teks") is not None
    assert _muat(rumah, sop).versi_aliran == sebelum


def test_sel_yang_diubah_orang_lain_menampilkan_kedua_nilai(panggung: Panggung, rumah: Rumah, sop: str) -> None:
    assert _sunting(panggung.sari, sop, "isian.nomor", "/isian/nomor", nilai="A-1") == 303
    respons = panggung.hendra.kirim(f"/kerja/sop/{sop}/penyuntingan/isian/nomor", {"dari": "", "nilai": "B-2"})
    assert respons.status_code == 409
    teks = periksa_halaman(respons).get_text(" ")
    assert "A-1" in teks
    assert "B-2" in teks
    lagi = formulir_ke(periksa_halaman(respons), "/isian/nomor")
    assert isi_formulir(lagi)["dari"] == "A-1", "saving again must be possible, knowingly"
    assert panggung.hendra.kirim(str(lagi["action"]), isi_formulir(lagi)).status_code == 303
    assert _muat(rumah, sop).naskah.nilai(Isian.NOMOR) == "B-2"


def test_dua_orang_menyunting_sel_berbeda_keduanya_tersimpan(panggung: Panggung, rumah: Rumah, sop: str) -> None:
    sari = formulir_ke(panggung.sari.buka(f"/kerja/sop/{sop}/penyuntingan?sel=isian.nomor"), "/isian/nomor")
    hendra = formulir_ke(panggung.hendra.buka(f"/kerja/sop/{sop}/penyuntingan?sel=isian.pengesah"), "/isian/pengesah")
    panggung.sari.kirim(str(sari["action"]), isi_formulir(sari) | {"nilai": "A-1"})
    panggung.hendra.kirim(str(hendra["action"]), isi_formulir(hendra) | {"nilai": "Sekretaris DPRD"})
    naskah = _muat(rumah, sop).naskah
    assert (naskah.nilai(Isian.NOMOR), naskah.nilai(Isian.PENGESAH)) == ("A-1", "Sekretaris DPRD")


@pytest.mark.parametrize("daftar", list(Daftar))
def test_butir_ditambah_diubah_dipindah_dihapus(panggung: Panggung, rumah: Rumah, sop: str, daftar: Daftar) -> None:
    for teks in ("Pertama", "Kedua"):
        assert _sunting(panggung.sari, sop, f"butir.{daftar}.baru", f"/butir/{daftar}", nilai=teks) == 303
    satu, dua = _muat(rumah, sop).naskah.isi_daftar(daftar)
    sel = f"butir.{daftar}.{dua.id}"
    assert _sunting(panggung.sari, sop, sel, f"/{dua.id}", nilai="Kedua, baru") == 303
    assert _sunting(panggung.sari, sop, sel, f"/{dua.id}/perpindahan", arah="naik") == 303
    assert [b.teks for b in _muat(rumah, sop).naskah.isi_daftar(daftar)] == ["Kedua, baru", "Pertama"]
    sel = f"butir.{daftar}.{satu.id}"
    assert _sunting(panggung.sari, sop, sel, f"/{satu.id}/penghapusan") == 303
    assert [b.teks for b in _muat(rumah, sop).naskah.isi_daftar(daftar)] == ["Kedua, baru"]


def test_kolom_pelaksana(panggung: Panggung, rumah: Rumah, sop: str) -> None:
    for jabatan in ("Pemohon", "Petugas Loket"):
        isi = {"jabatan": jabatan, "eksternal": "ya" if jabatan == "Pemohon" else ""}
        assert _sunting(panggung.sari, sop, "pelaksana.baru", "/pelaksana", **isi) == 303
    pemohon, petugas = _muat(rumah, sop).naskah.pelaksana
    assert pemohon.eksternal
    sel = f"pelaksana.{petugas.id}"
    assert _sunting(panggung.sari, sop, sel, f"/pelaksana/{petugas.id}", jabatan="Petugas", unit="Bagian Umum") == 303
    assert _sunting(panggung.sari, sop, sel, f"/{petugas.id}/perpindahan", arah="naik") == 303
    kolom = _muat(rumah, sop).naskah.pelaksana
    assert [(p.jabatan, p.unit) for p in kolom] == [("Petugas", "Bagian Umum"), ("Pemohon", "")]
    assert _sunting(panggung.sari, sop, f"pelaksana.{pemohon.id}", f"/{pemohon.id}/penghapusan") == 303
    assert len(_muat(rumah, sop).naskah.pelaksana) == 1
    assert _sunting(panggung.sari, sop, "pelaksana.baru", "/pelaksana", jabatan=" ") == 422


def test_langkah_disunting_seluruh_barisnya(panggung: Panggung, rumah: Rumah, sop: str) -> None:
    _sunting(panggung.sari, sop, "pelaksana.baru", "/pelaksana", jabatan="Petugas")
    satu = _muat(rumah, sop).naskah.langkah[0]
    isi_langkah(panggung.sari, sop, "Memeriksa berkas", str(satu.id))
    naskah = _muat(rumah, sop).naskah
    dua, petugas = naskah.langkah[1], naskah.pelaksana[0]
    ubahan = {
        "kegiatan": "Memeriksa kelengkapan berkas",
        "simbol": "keputusan",
        "pertanyaan": "Lengkap?",
        "pelaksana": [str(petugas.id)],
        "kelengkapan": "KTP\n\nFormulir",
        "lama": "1-2",
        "satuan": "hari_kerja",
        "cabang_label_0": "Ya",
        "cabang_ke_0": str(dua.id),
        "cabang_label_1": "Tidak",
        "cabang_ke_1": str(satu.id),
    }
    assert _sunting(panggung.sari, sop, f"langkah.{dua.id}", f"/langkah/{dua.id}", **ubahan) == 303
    baru = _muat(rumah, sop).naskah.langkah[1]
    assert (baru.kelengkapan, baru.waktu.teks, baru.pelaksana) == (("KTP", "Formulir"), "1-2 hari kerja", (petugas.id,))
    assert [(p.label, p.ke) for p in baru.panah] == [("Ya", dua.id), ("Tidak", satu.id)]
    assert "Langkah 2: kegiatan dari" in panggung.tri.buka(f"/kerja/sop/{sop}/riwayat").get_text(" ")


def test_menyimpan_langkah_tanpa_perubahan_tidak_mencatat_apa_pun(panggung: Panggung, rumah: Rumah, sop: str) -> None:
    keadaan = _muat(rumah, sop)
    langkah = keadaan.naskah.langkah[0]
    assert _sunting(panggung.sari, sop, f"langkah.{langkah.id}", f"/langkah/{langkah.id}") == 303
    assert _muat(rumah, sop).versi_aliran == keadaan.versi_aliran


@pytest.mark.parametrize(
    ("isi", "kalimat"),
    [
        ({"lama": "secepatnya", "satuan": "menit"}, "Tulis angka"),
        ({"lama": "0", "satuan": "menit"}, "lebih dari 0"),
        ({"lama": "5-2", "satuan": "jam"}, "lebih kecil"),
        ({"lama": "5", "satuan": "abad"}, "Pilih satuan"),
    ],
)
def test_waktu_yang_tidak_terukur_ditolak_di_selnya(
    panggung: Panggung, rumah: Rumah, sop: str, isi: dict[str, str], kalimat: str
) -> None:
    langkah = _muat(rumah, sop).naskah.langkah[0]
    halaman = f"/kerja/sop/{sop}/penyuntingan?sel=langkah.{langkah.id}"
    respons = panggung.sari.isi_dan_kirim(halaman, f"/langkah/{langkah.id}", kegiatan="Ketikan lain", **isi)
    assert respons.status_code == 422
    sup = periksa_halaman(respons)
    assert kalimat in sup.get_text(" ")
    assert "Ketikan lain" in str(sup.find(id="s-kegiatan")), "what was typed must stay"
    assert sup.find(id="s-lama")["aria-invalid"] == "true"


def test_langkah_dipindah_dan_dihapus_dengan_sidik_isi(panggung: Panggung, rumah: Rumah, sop: str) -> None:
    satu = _muat(rumah, sop).naskah.langkah[0]
    isi_langkah(panggung.sari, sop, "Kedua", str(satu.id))
    usang = formulir_ke(panggung.sari.buka(f"/kerja/sop/{sop}/penyuntingan?sel=langkah.{satu.id}"), "/penghapusan")
    assert _sunting(panggung.sari, sop, f"langkah.{satu.id}", f"/{satu.id}/perpindahan", arah="turun") == 303
    assert [x.kegiatan for x in _muat(rumah, sop).naskah.langkah] == ["Kedua", "Mencatat surat masuk"]
    assert panggung.sari.kirim(str(usang["action"]), isi_formulir(usang)).status_code == 409
    assert _sunting(panggung.sari, sop, f"langkah.{satu.id}", f"/{satu.id}/penghapusan") == 303
    assert [x.kegiatan for x in _muat(rumah, sop).naskah.langkah] == ["Kedua"]


def test_isi_yang_diajukan_beku(panggung: Panggung) -> None:
    sop = sop_diajukan(panggung)
    assert "tidak dapat disunting" in panggung.sari.buka(f"/kerja/sop/{sop}/penyuntingan").get_text()
    respons = panggung.sari.kirim(f"/kerja/sop/{sop}/penyuntingan/isian/nomor", {"dari": "", "nilai": "1"})
    assert respons.status_code == 422


def test_yang_tidak_ada_404(panggung: Panggung, sop: str) -> None:
    for akhir in ("isian/harga", "butir/lampiran"):
        assert panggung.sari.kirim(f"/kerja/sop/{sop}/penyuntingan/{akhir}", {"nilai": "1"}).status_code == 404
    butir = panggung.sari.kirim(
        f"/kerja/sop/{sop}/penyuntingan/butir/dasar_hukum/{uuid4()}", {"dari": "", "nilai": "x"}
    )
    assert butir.status_code == 422
    langkah = panggung.sari.kirim(f"/kerja/sop/{sop}/penyuntingan/langkah/{uuid4()}", {"dari": "{}", "kegiatan": "x"})
    assert langkah.status_code == 422
    rusak = panggung.sari.kirim(f"/kerja/sop/{sop}/penyuntingan/langkah/{uuid4()}", {"dari": "rusak"})
    assert rusak.status_code == 400


def test_opd_lain_tidak_dapat_menyunting(panggung: Panggung, sop: str) -> None:
    assert panggung.budi.klien.get(f"/{panggung.tenant.kode}/kerja/sop/{sop}/penyuntingan").status_code == 403
    assert panggung.siti.kirim(f"/kerja/sop/{sop}/penyuntingan/isian/nomor", {"nilai": "1"}).status_code == 403


def test_potongan_htmx_sama_dengan_halaman_yang_dibuka_baru(panggung: Panggung, rumah: Rumah, sop: str) -> None:
    isi = {"dari": "", "nilai": "000.8/7"}
    potongan = panggung.sari.kirim(f"/kerja/sop/{sop}/penyuntingan/isian/nomor", isi, htmx=True)
    assert potongan.status_code == 200
    assert potongan.headers["HX-Replace-Url"].endswith("/penyuntingan")
    versi = _muat(rumah, sop).versi_aliran
    baru = panggung.sari.buka(f"/kerja/sop/{sop}/penyuntingan?simpan={versi}").find(id="lembar")
    assert _tanpa_acak(periksa_halaman(potongan).find(id="lembar")) == _tanpa_acak(baru)


def test_butir_baru_langsung_membuka_isian_berikutnya(panggung: Panggung, sop: str) -> None:
    isi = {"nilai": "UU 43/2009", "lanjut": "butir.dasar_hukum.baru"}
    respons = panggung.sari.kirim(f"/kerja/sop/{sop}/penyuntingan/butir/dasar_hukum", isi)
    assert respons.location.endswith("&sel=butir.dasar_hukum.baru#sel")


def _tanpa_acak(unsur: object) -> str:
    """Without what differs between any two renderings: nonces and command ids."""
    tanpa_nonce = re.sub(r'hx-nonce="[^"]+"', "", str(unsur))
    tanpa_nonce = re.sub(r"\d\d\.\d\d WI\w+", "", tanpa_nonce)
    return re.sub(r'(?<=name="perintah" type="hidden" value=")[^"]+|hx-push-url="[^"]*"', "", tanpa_nonce)


def test_sop_baru_dari_daftar(panggung: Panggung) -> None:
    assert panggung.sari.kirim("/kerja/sop", {"nama": " ", "opd": str(panggung.opd)}).status_code == 422
    assert panggung.sari.kirim("/kerja/sop", {"nama": "X", "opd": str(panggung.opd_lain)}).status_code == 403
    assert panggung.sari.kirim("/kerja/sop", {"nama": "X", "opd": "bukan-id"}).status_code == 403
    sop = buat_sop(panggung.sari, panggung.opd, "Surat Keluar")
    assert "Surat Keluar" in panggung.sari.buka(f"/kerja/sop/{sop}").get_text()
