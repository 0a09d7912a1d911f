"""Threads through the screens: written at every stage, answered, closed, opened again; told to whom they mention."""

from __future__ import annotations

import re
from uuid import UUID, uuid4

import pytest
from bs4 import BeautifulSoup, Tag

from app.masukan.pembaca import pembaca
from app.rumah import Rumah
from domain.sop.state import Sop
from infra.projections.baris import SOP
from infra.projections.baris_masukan import MASUKAN
from infra.queries.masukan import menunggu, terbuka
from tests.app.conftest import Orang, Panggung
from tests.app.halaman import formulir_ke, isi_formulir, periksa_halaman
from tests.app.test_siklus import isi_langkah, sop_diajukan, sop_konsep, sop_sah

TEKS = "Buku agenda yang mana?"


@pytest.fixture
def sop(panggung: Panggung) -> str:
    return sop_konsep(panggung)


def _muat(rumah: Rumah, sop: str) -> Sop:
    return rumah.buku.muat(SOP, UUID(sop))


def _langkah(rumah: Rumah, sop: str) -> str:
    return f"langkah.{_muat(rumah, sop).naskah.langkah[0].id}"


def _tulis(orang: Orang, sop: str, tempat: str, teks: str = TEKS, **lain: object) -> str:
    respons = orang.isi_dan_kirim(f"/kerja/sop/{sop}/masukan", "/masukan", tempat=tempat, teks=teks, **lain)
    assert respons.status_code == 303, respons.get_data(as_text=True)[:800]
    cocok = re.search(r"#utas-([0-9a-f-]{36})$", respons.location)
    assert cocok is not None
    return cocok.group(1)


def _utas(orang: Orang, sop: str, utas: str) -> Tag:
    unsur = orang.buka(f"/kerja/sop/{sop}/masukan").find(id=f"utas-{utas}")
    assert isinstance(unsur, Tag)
    return unsur


def _balas(orang: Orang, sop: str, utas: str, teks: str, akhir: str = "/balasan") -> int:
    return orang.isi_dan_kirim(f"/kerja/sop/{sop}/masukan?utas={utas}", akhir, teks=teks).status_code


@pytest.mark.parametrize("tahap", [sop_konsep, sop_diajukan, sop_sah])
def test_masukan_ditulis_dan_dibalas_pada_setiap_tahap(panggung: Panggung, rumah: Rumah, tahap: object) -> None:
    sop = tahap(panggung)  # type: ignore[operator]
    sebelum = _muat(rumah, sop)
    utas = _tulis(panggung.budi, sop, _langkah(rumah, sop))
    assert _balas(panggung.sari, sop, utas, "Buku agenda surat masuk") == 303
    teks = _utas(panggung.ratna, sop, utas).get_text(" ", strip=True)
    for kata in (
        "Langkah 1",
        "Terbuka",
        "Mencatat surat masuk",
        "Budi Santoso",
        TEKS,
        "Sari Wulandari",
        "agenda surat",
    ):
        assert kata in teks
    assert _muat(rumah, sop) == sebelum, "neither content nor stage nor authors move"


def test_masukan_tidak_membuat_pemeriksa_menjadi_penulis(panggung: Panggung, rumah: Rumah) -> None:
    sop = sop_diajukan(panggung)
    _tulis(panggung.budi, sop, _langkah(rumah, sop))
    assert panggung.budi.isi_dan_kirim(f"/kerja/sop/{sop}", "/verifikasi").status_code == 303


def test_selesai_lalu_dibuka_kembali(panggung: Panggung, rumah: Rumah, sop: str) -> None:
    utas = _tulis(panggung.budi, sop, "isian.nomor")
    assert panggung.sari.isi_dan_kirim(f"/kerja/sop/{sop}/masukan", f"{utas}/penyelesaian").status_code == 303
    assert terbuka(rumah.basis, UUID(sop)) == {}
    assert "1 masukan selesai" in panggung.sari.buka(f"/kerja/sop/{sop}/masukan").get_text()
    jalur = f"/kerja/sop/{sop}/masukan/{utas}"
    respons = panggung.sari.kirim(f"{jalur}/balasan", {"teks": "Terlambat"})
    assert respons.status_code == 422
    assert "sudah dinyatakan selesai" in periksa_halaman(respons).get_text()
    assert _balas(panggung.budi, sop, utas, " ", "/pembukaan-kembali") == 422
    assert _balas(panggung.budi, sop, utas, "Belum jelas", "/pembukaan-kembali") == 303
    assert terbuka(rumah.basis, UUID(sop)) == {"isian.nomor": 1}
    teks = _utas(panggung.budi, sop, utas).get_text(" ", strip=True)
    assert "menandai selesai" in teks
    assert "membuka kembali" in teks
    assert "Belum jelas" in teks


def test_masukan_ikut_langkahnya_dan_bertahan_sesudah_langkah_dihapus(
    panggung: Panggung, rumah: Rumah, sop: str
) -> None:
    tempat = _langkah(rumah, sop)
    utas = _tulis(panggung.budi, sop, tempat)
    isi_langkah(panggung.sari, sop, "Menerima surat")
    assert "Langkah 2" in _utas(panggung.budi, sop, utas).get_text()
    assert terbuka(rumah.basis, UUID(sop)) == {tempat: 1}
    halaman = f"/kerja/sop/{sop}/penyuntingan?sel={tempat}"
    assert panggung.sari.isi_dan_kirim(halaman, "/penghapusan").status_code == 303
    teks = _utas(panggung.budi, sop, utas).get_text(" ", strip=True)
    assert "Langkah yang sudah dihapus" in teks
    assert "Mencatat surat masuk" in teks
    assert _balas(panggung.sari, sop, utas, "Langkahnya digabung") == 303


def test_panel_menjawab_htmx_dengan_dirinya_sendiri(panggung: Panggung, rumah: Rumah, sop: str) -> None:
    tempat = _langkah(rumah, sop)
    sup = panggung.sari.buka(f"/kerja/sop/{sop}/masukan?tempat={tempat}.waktu", htmx=True)
    assert sup.find("main") is None
    form = formulir_ke(sup, "/masukan")
    assert isi_formulir(form)["tempat"] == tempat
    respons = panggung.sari.kirim(f"/kerja/sop/{sop}/masukan", {"tempat": tempat, "teks": TEKS}, htmx=True)
    assert respons.status_code == 200
    assert respons.headers["HX-Trigger"] == "masukan-berubah"
    panel = periksa_halaman(respons)
    assert panel.select_one("#masukan article[data-fokus]") is not None
    assert panel.select_one(f'article[data-tempat="{tempat}"]') is not None


@pytest.mark.parametrize(
    ("ubahan", "kalimat"),
    [
        ({"teks": ""}, "wajib diisi"),
        ({"teks": "Tanya 198001012005011999 ya"}, "NIK atau NIP"),
        ({"teks": "x" * 2001}, "Paling banyak 2000 huruf"),
        ({"tempat": ""}, "Pilih langkah atau isian"),
        ({"tempat": f"langkah.{uuid4()}"}, "Pilih langkah atau isian"),
        ({"tempat": "<script>"}, "Pilih langkah atau isian"),
        ({"disebut": str(uuid4())}, "tidak berhak membaca"),
        ({"disebut": "bukan-id"}, "tidak berhak membaca"),
    ],
)
def test_masukan_yang_salah_kembali_dengan_ketikannya(
    panggung: Panggung, rumah: Rumah, sop: str, ubahan: dict[str, str], kalimat: str
) -> None:
    isi = {"tempat": "isian.nomor", "teks": "Tolong <b>dilengkapi</b>"} | ubahan
    respons = panggung.sari.kirim(f"/kerja/sop/{sop}/masukan", isi)
    assert respons.status_code == 422
    sup = periksa_halaman(respons)
    assert kalimat in sup.get_text(" ", strip=True)
    assert isi_formulir(formulir_ke(sup, "/masukan"))["teks"] == isi["teks"]
    assert terbuka(rumah.basis, UUID(sop)) == {}


def test_markah_dalam_masukan_tetap_tulisan(panggung: Panggung, sop: str) -> None:
    aneh = "<script>alert(1)</script> \u202e{{ 7*7 }} 🙂 #set page()"
    utas = _tulis(panggung.sari, sop, "isian.nama", aneh)
    unsur = _utas(panggung.sari, sop, utas)
    assert unsur.find("script") is None
    assert "<script>alert(1)</script>" in unsur.get_text()
    assert "{{ 7*7 }} 🙂" in unsur.get_text()


def test_yang_disebut_melihatnya_di_beranda_sampai_selesai(panggung: Panggung, rumah: Rumah, sop: str) -> None:
    utas = _tulis(panggung.budi, sop, "isian.nomor", disebut=[str(panggung.sari.id), str(panggung.hendra.id)])
    assert "Untuk Sari Wulandari, Hendra Wijaya" in _utas(panggung.budi, sop, utas).get_text(" ", strip=True)
    for orang, ada in ((panggung.sari, True), (panggung.hendra, True), (panggung.ratna, False)):
        beranda = orang.buka("/kerja/")
        assert (beranda.find("a", href=re.compile(f"/masukan#utas-{utas}$")) is not None) is ada
    assert panggung.sari.isi_dan_kirim(f"/kerja/sop/{sop}/masukan", f"{utas}/penyelesaian").status_code == 303
    assert "Masukan yang menyebut Anda" not in panggung.sari.buka("/kerja/").get_text()


def test_beranda_tidak_menyebut_sop_yang_tak_boleh_dibaca(panggung: Panggung, rumah: Rumah, sop: str) -> None:
    _tulis(panggung.budi, sop, "isian.nomor", disebut=str(panggung.sari.id))
    assert menunggu(rumah.basis, panggung.sari.id, ()) == []
    assert len(menunggu(rumah.basis, panggung.sari.id, (panggung.opd,))) == 1
    assert len(menunggu(rumah.basis, panggung.sari.id, None)) == 1


def test_hanya_yang_berhak_membaca_ditawarkan(panggung: Panggung, rumah: Rumah, aplikasi: object, sop: str) -> None:
    with aplikasi.test_request_context():  # type: ignore[attr-defined]
        nama = [p.nama for p in pembaca(_muat(rumah, sop))]
    assert nama == sorted(nama)
    assert {"Sari Wulandari", "Budi Santoso", "Ahmad Fauzi"} <= set(nama)
    assert not {"Siti Aminah", "Dwi Astuti", "Tri Hartono"} & set(nama)
    teks = panggung.sari.buka(f"/kerja/sop/{sop}/masukan").find("fieldset").get_text()
    assert "Sari Wulandari" not in teks, "nobody tells himself"


def test_pembaca_membaca_tanpa_dapat_menulis(panggung: Panggung, sop: str) -> None:
    utas = _tulis(panggung.sari, sop, "isian.nomor")
    sup = panggung.tri.buka(f"/kerja/sop/{sop}/masukan")
    assert sup.find(id=f"utas-{utas}") is not None
    assert not [f for f in sup.find_all("form") if "/masukan" in f["action"]]
    jalur = f"/kerja/sop/{sop}/masukan"
    for akhir in ("", f"/{utas}/balasan", f"/{utas}/penyelesaian", f"/{utas}/pembukaan-kembali"):
        for orang in (panggung.tri, panggung.siti, panggung.dwi):
            assert orang.kirim(jalur + akhir, {"tempat": "isian.nomor", "teks": "Masuk"}).status_code == 403
    assert panggung.siti.klien.get(f"/{panggung.tenant.kode}{jalur}").status_code == 403


def test_utas_sop_lain_tidak_dapat_dijawab_lewat_sop_ini(panggung: Panggung, rumah: Rumah, sop: str) -> None:
    lain = sop_konsep(panggung)
    utas = _tulis(panggung.sari, lain, "isian.nomor")
    for kemana in (utas, str(uuid4()), sop):
        respons = panggung.sari.kirim(f"/kerja/sop/{sop}/masukan/{kemana}/balasan", {"teks": "Salah alamat"})
        assert respons.status_code == 404
    assert rumah.buku.muat(MASUKAN, UUID(utas)).versi_aliran == 1


def test_perintah_yang_terkirim_dua_kali_tercatat_sekali(panggung: Panggung, rumah: Rumah, sop: str) -> None:
    isi = {"tempat": "isian.nomor", "teks": TEKS, "perintah": str(uuid4())}
    alamat = {panggung.sari.kirim(f"/kerja/sop/{sop}/masukan", isi).location for _ in range(2)}
    assert len(alamat) == 1, "the second answer leads to the thread of the first"
    assert terbuka(rumah.basis, UUID(sop)) == {"isian.nomor": 1}


def test_riwayat_menceritakan_masukan_di_antara_perubahan(panggung: Panggung, rumah: Rumah, sop: str) -> None:
    tempat = _langkah(rumah, sop)
    utas = _tulis(panggung.budi, sop, tempat)
    isi_langkah(panggung.sari, sop, "Menerima surat")
    assert _balas(panggung.sari, sop, utas, "Sudah ditambahkan") == 303
    teks = panggung.tri.buka(f"/kerja/sop/{sop}/riwayat").find(class_="kejadian").get_text(" ", strip=True)
    urut = ["Masukan atas langkah 2 dibalas", "Langkah “Menerima surat” ditambahkan", "Masukan atas langkah 1"]
    letak = [teks.index(kata) for kata in urut]
    assert letak == sorted(letak), "newest first; each names the step by the number it had then"
    assert "Sudah ditambahkan" in teks


def test_halaman_sop_menghitung_masukan_terbuka(panggung: Panggung, sop: str) -> None:
    def tautan() -> str:
        sup: BeautifulSoup = panggung.budi.buka(f"/kerja/sop/{sop}")
        return sup.find("a", href=re.compile("/masukan$")).get_text(" ", strip=True)

    assert tautan() == "Masukan"
    _tulis(panggung.budi, sop, "isian.nomor")
    assert tautan() == "Masukan 1 terbuka"
