"""The figures of an SOP: the page, the panel beside the form, and estimates of branches."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID, uuid4

import pytest

from app.rumah import Rumah
from app.sop.perhitungan import lama_kerja
from domain.sop.events import LangkahDitambahkan, PelaksanaDitambahkan, SopDibuat
from domain.sop.langkah import Langkah, LangkahId, Panah, Pelaksana, PelaksanaId, Satuan, Simbol, Waktu
from domain.sop.perhitungan import JamKerja
from infra.projections.baris import SOP
from tenants.context import tenant_scope
from tests.app.conftest import Orang, Panggung, perintah_uji
from tests.app.halaman import formulir_ke, isi_formulir, periksa_halaman
from tests.app.test_siklus import sop_konsep


@pytest.fixture
def langkah() -> list[Langkah]:
    """Receive, check (back to receive, or on), hand over."""
    terima, periksa, serah = (LangkahId(uuid4()) for _ in range(3))
    return [
        Langkah(
            terima, "Menerima berkas", Simbol.MULAI, waktu=Waktu("1-2 jam", None, Decimal(1), Decimal(2), Satuan.JAM)
        ),
        Langkah(
            periksa,
            "Memeriksa berkas",
            Simbol.KEPUTUSAN,
            waktu=Waktu("1 hari kerja", Decimal(1), satuan=Satuan.HARI_KERJA),
            pertanyaan="Lengkap?",
            panah=(Panah(serah, "Ya"), Panah(terima, "Tidak")),
        ),
        Langkah(
            serah,
            "Menyerahkan surat",
            Simbol.SELESAI,
            waktu=Waktu("2 menit/berkas", Decimal(2), satuan=Satuan.MENIT, per="berkas"),
        ),
    ]


@pytest.fixture
def sop(panggung: Panggung, rumah: Rumah, langkah: list[Langkah]) -> str:
    sop_id = uuid4()
    staf = Pelaksana(PelaksanaId(uuid4()), "Staf")
    baris = [LangkahDitambahkan(x, langkah[n - 1].id if n else None) for n, x in enumerate(langkah)]
    with tenant_scope(panggung.tenant):
        rumah.buku.mulai(
            SOP,
            sop_id,
            perintah_uji(panggung.sari.aktor),
            lambda _: [SopDibuat(panggung.opd, "Legalisasi <b>Surat</b>"), PelaksanaDitambahkan(staf), *baris],
        )
    return str(sop_id)


def _perkiraan(orang: Orang, sop: str, ya: str, tidak: str, *, htmx: bool = False) -> tuple[int, str]:
    form = formulir_ke(orang.buka(f"/kerja/sop/{sop}/perhitungan"), str(_id_keputusan(orang, sop)))
    isi = isi_formulir(form) | {"persen_0": ya, "persen_1": tidak}
    respons = orang.kirim(str(form["action"]), isi, htmx=htmx)
    return respons.status_code, respons.get_data(as_text=True)


def _id_keputusan(orang: Orang, sop: str) -> str:
    sup = orang.buka(f"/kerja/sop/{sop}/perhitungan")
    return next(str(f["action"]).rpartition("/")[2] for f in sup.find_all("form") if "/perkiraan/" in str(f["action"]))


def test_halaman_menjawab_berapa_lama(panggung: Panggung, sop: str) -> None:
    teks = panggung.sari.buka(f"/kerja/sop/{sop}/perhitungan").get_text(" ", strip=True)
    assert "2 jam ditambah 1 hari kerja" in " ".join(teks.split())
    assert "1–2 jam" in teks
    assert "langkah 3 (2 menit/berkas)" in teks
    assert "belum diperkirakan" in teks


def test_panel_adalah_potongan_halaman_yang_sama(panggung: Panggung, sop: str) -> None:
    potongan = panggung.sari.buka(f"/kerja/sop/{sop}/perhitungan", htmx=True)
    assert potongan.find(id="perhitungan") is not None
    assert potongan.find("h1") is None


def test_enam_hari_kerja_seminggu_dapat_dipilih(panggung: Panggung, sop: str) -> None:
    teks = panggung.sari.buka(f"/kerja/sop/{sop}/perhitungan?hari=6").get_text(" ")
    assert "6,25 jam" in teks
    assert "7,5 jam" in panggung.sari.buka(f"/kerja/sop/{sop}/perhitungan?hari=x").get_text(" ")


def test_perkiraan_tersimpan_dan_mengubah_angkanya(panggung: Panggung, rumah: Rumah, sop: str) -> None:
    """The content stays as it was, and who estimated is no author."""
    with tenant_scope(panggung.tenant):
        sebelum = rumah.buku.muat(SOP, UUID(sop))
    status, isi = _perkiraan(panggung.hendra, sop, "90", "10", htmx=True)
    assert status == 200
    assert "Ya 90%, Tidak 10%" in isi
    with tenant_scope(panggung.tenant):
        sesudah = rumah.buku.muat(SOP, UUID(sop))
    assert sesudah.naskah == sebelum.naskah
    assert panggung.hendra.id not in sesudah.penulis
    riwayat = panggung.sari.buka(f"/kerja/sop/{sop}/riwayat").get_text(" ")
    assert "Peluang cabang langkah 2 diperkirakan: Ya: ke langkah 3 90%, Tidak: ke langkah 1 10%" in riwayat
    assert _perkiraan(panggung.sari, sop, "", "")[0] == 303
    assert "belum diperkirakan" in panggung.sari.buka(f"/kerja/sop/{sop}/perhitungan").get_text(" ")


@pytest.mark.parametrize(
    ("ya", "tidak", "kalimat"),
    [
        ("90", "20", "sekarang 110 persen"),
        ("90", "", "Tulis angka bulat"),
        ("sering", "<script>", "Tulis angka bulat"),
        ("-10", "110", "Tulis angka bulat"),
        ("٩٠", "10", "Tulis angka bulat"),
        ("9" * 5000, "10", "Tulis angka bulat"),
    ],
)
def test_perkiraan_yang_salah_disebut_di_tempatnya(
    panggung: Panggung, sop: str, ya: str, tidak: str, kalimat: str
) -> None:
    status, isi = _perkiraan(panggung.sari, sop, ya, tidak)
    assert status == 422
    assert kalimat in isi
    assert "<script>" not in isi.replace("<script nonce", "")


def test_cabang_yang_berubah_sementara_itu_dikatakan(panggung: Panggung, sop: str) -> None:
    alamat = f"/kerja/sop/{sop}/perhitungan/perkiraan/{_id_keputusan(panggung.sari, sop)}"
    respons = panggung.sari.kirim(alamat, {"persen_0": "50", "persen_1": "30", "persen_2": "20"})
    assert respons.status_code == 409
    assert "berubah sejak Anda membukanya" in periksa_halaman(respons).get_text(" ")


def test_langkah_tanpa_cabang_tidak_diperkirakan(panggung: Panggung, sop: str, langkah: list[Langkah]) -> None:
    alamat = f"/kerja/sop/{sop}/perhitungan/perkiraan/{langkah[0].id}"
    respons = panggung.sari.kirim(alamat, {"persen_0": "100"})
    assert respons.status_code == 422
    assert "tidak bercabang" in periksa_halaman(respons).get_text(" ")


def test_yang_hanya_membaca_melihat_tanpa_formulir(panggung: Panggung, sop: str) -> None:
    sup = panggung.tri.buka(f"/kerja/sop/{sop}/perhitungan")
    assert not [f for f in sup.find_all("form") if "/perkiraan/" in str(f["action"])]
    alamat = f"/kerja/sop/{sop}/perhitungan/perkiraan/{_id_keputusan(panggung.sari, sop)}"
    assert panggung.tri.kirim(alamat, {"persen_0": "50", "persen_1": "50"}).status_code == 403


def test_sop_kosong_tetap_punya_halaman(panggung: Panggung) -> None:
    sop = sop_konsep(panggung)
    assert "10 menit" in panggung.sari.buka(f"/kerja/sop/{sop}/perhitungan").get_text(" ")
    kosong = panggung.sari.kirim("/kerja/sop", {"nama": "Kosong", "opd": str(panggung.opd)}).location
    teks = panggung.sari.buka(kosong.removesuffix("/penyuntingan") + "/perhitungan").get_text(" ")
    assert "Belum dapat dihitung" in teks


@pytest.mark.parametrize(
    ("jam", "kata"),
    [(0.5, "30 menit"), (1.0, "1 jam"), (3.26, "3,3 jam"), (7.5, "1 hari kerja"), (20.0, "2,7 hari kerja")],
)
def test_lama_dikatakan_seperti_orang_mengatakannya(jam: float, kata: str) -> None:
    assert lama_kerja(jam, JamKerja()) == kata
