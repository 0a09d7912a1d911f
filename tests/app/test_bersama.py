"""Several people on one form: who is here, what they saved, and what an answer costs when nothing moved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from bs4 import BeautifulSoup

from app.rumah import Rumah
from domain.sop.naskah import Daftar
from infra.db.pool import Basis
from infra.projections.baris import SOP
from infra.queries.kehadiran import catat, lihat
from tenants.context import tenant_scope
from tests.app.conftest import HX, Orang, Panggung
from tests.app.halaman import periksa_halaman
from tests.app.test_siklus import buat_sop, isi_langkah, sop_diajukan, sop_siap


@pytest.fixture
def sop(panggung: Panggung) -> str:
    sop = buat_sop(panggung.sari, panggung.opd)
    for kegiatan in ("Menyimpan surat", "Mencatat surat", "Menerima surat"):
        isi_langkah(panggung.sari, sop, kegiatan)
    return sop


@dataclass
class Formulir:
    """A form on somebody's screen: it asks as its page does, and remembers what the answers tell it to."""

    orang: Orang
    sop: str
    alamat: str = ""
    isi: BeautifulSoup | None = None
    mentah: str = ""

    def __post_init__(self) -> None:
        sup = self.orang.buka(f"/kerja/sop/{self.sop}/penyuntingan")
        self.alamat = str(sup.select_one("#kabar-sop")["hx-get"])

    def tanya(self, sel: str | None = "") -> int:
        alamat = self.alamat + (f"&sel={sel}" if sel is not None else "")
        respons = self.orang.klien.get(alamat, headers=HX)
        self.mentah = respons.get_data(as_text=True)
        if respons.status_code == 200:
            self.isi = periksa_halaman(respons)
            self.alamat = str(self.isi.select_one("#kabar-sop")["hx-get"])
        else:
            assert self.mentah == ""
        return respons.status_code

    def bagian(self, tujuan: str) -> str:
        """What the answer puts in that place; empty when it does not go there."""
        for tag, isi in re.findall(r"(<hx-partial [^>]*>)(.*?)</hx-partial>", self.mentah, re.DOTALL):
            if tujuan in BeautifulSoup(tag, "html5lib").find("hx-partial")["hx-target"]:
                return isi
        return ""


def _ubah(orang: Orang, sop: str, sel: str, akhir: str, **isi: Any) -> None:
    respons = orang.isi_dan_kirim(f"/kerja/sop/{sop}/penyuntingan?sel={sel}", akhir, **isi)
    assert respons.status_code == 303, respons.get_data(as_text=True)[:500]


def _langkah(rumah: Rumah, sop: str) -> list[str]:
    return [str(x.id) for x in rumah.buku.muat(SOP, UUID(sop)).naskah.langkah]


def test_formulir_sepi_dijawab_204(panggung: Panggung, sop: str) -> None:
    sari = Formulir(panggung.sari, sop)
    assert [sari.tanya(), sari.tanya(), sari.tanya("isian.nomor")] == [204, 204, 204]


def test_yang_hadir_terlihat_dengan_jabatan_dan_tempatnya(panggung: Panggung, rumah: Rumah, sop: str) -> None:
    sari, hendra = Formulir(panggung.sari, sop), Formulir(panggung.hendra, sop)
    langkah = _langkah(rumah, sop)[1]
    sari.tanya(f"langkah.{langkah}")
    assert hendra.tanya() == 200
    hadir = BeautifulSoup(hendra.bagian("#hadir"), "html5lib").get_text(" ", strip=True)
    assert "Sari Wulandari" in hadir
    assert "Pengadministrasi Persidangan" in hadir
    assert "menyunting langkah 2" in hadir
    assert "Hendra" not in hadir
    assert hendra.tanya() == 204
    for sel, kata in (
        ("langkah", "langkah baru"),
        (f"pelaksana.{uuid4()}", "kolom pelaksana"),
        ("isian.nomor", "nomor SOP"),
    ):
        sari.tanya(sel)
        assert hendra.tanya() == 200
        assert f"menyunting {kata}" in hendra.bagian("#hadir")


def test_yang_pergi_hilang_dari_daftar(
    panggung: Panggung, sop: str, superuser: psycopg.Connection[Any], rumah: Rumah
) -> None:
    sari, hendra = Formulir(panggung.sari, sop), Formulir(panggung.hendra, sop)
    sari.tanya()
    hendra.tanya()
    assert "Sari" in hendra.bagian("#hadir")
    superuser.execute(
        "UPDATE tata.kehadiran SET pada = pada - interval '26 s' WHERE orang_id = %s", (panggung.sari.id,)
    )
    assert hendra.tanya() == 200
    assert "Sari" not in hendra.bagian("#hadir")
    superuser.execute("UPDATE tata.kehadiran SET pada = pada - interval '1 h' WHERE orang_id = %s", (panggung.sari.id,))
    catat(rumah.basis, UUID(sop), panggung.ratna.id, "Sekretaris", "", baru=True)
    sisa = superuser.execute("SELECT orang_id FROM tata.kehadiran WHERE tenant_id = %s", (panggung.tenant.id,))
    assert panggung.sari.id not in {r[0] for r in sisa}


def test_sel_yang_disimpan_orang_lain_datang_sendiri(panggung: Panggung, rumah: Rumah, sop: str) -> None:
    hendra, langkah = Formulir(panggung.hendra, sop), _langkah(rumah, sop)
    _ubah(panggung.sari, sop, f"langkah.{langkah[0]}", f"/langkah/{langkah[0]}", kegiatan="Menerima <b>surat</b> dinas")
    assert hendra.tanya("isian.nomor") == 200
    assert "Menerima &lt;b&gt;surat&lt;/b&gt; dinas" in hendra.bagian(f"#l-{langkah[0]}")
    assert not hendra.bagian(f"#l-{langkah[1]}"), "only what changed"
    assert not hendra.bagian("#lembar")
    assert "Sari Wulandari" in hendra.bagian("#berita")
    assert f"#l-{langkah[0]}" in str(hendra.isi.select_one("#kabar-sop")["data-sorot"])
    assert hendra.tanya("isian.nomor") == 204


def test_yang_tampak_punya_sidik_yang_kini(panggung: Panggung, rumah: Rumah, sop: str) -> None:
    """Acts on the whole carry the digest of what was seen; what waits for a cell to close was not seen yet."""
    hendra, langkah = Formulir(panggung.hendra, sop), _langkah(rumah, sop)
    _ubah(panggung.sari, sop, f"langkah.{langkah[0]}", f"/langkah/{langkah[0]}", output="Baru")
    hendra.tanya(f"langkah.{langkah[1]}")
    sidik = hendra.isi.select_one("#kabar-sop")["data-sidik"]
    terbuka = panggung.sari.buka(f"/kerja/sop/{sop}/penyuntingan?sel=langkah.{langkah[1]}")
    assert sidik == terbuka.select_one("input[name=digest]")["value"]
    isi_langkah(panggung.sari, sop, "Menggandakan surat")
    hendra.tanya(f"langkah.{langkah[1]}")
    assert hendra.isi.select_one("#kabar-sop")["data-sidik"] == ""


def test_isian_dan_butir_datang_sendiri(panggung: Panggung, rumah: Rumah, sop: str) -> None:
    _ubah(panggung.sari, sop, "butir.dasar_hukum.baru", "/butir/dasar_hukum", nilai="UU 43/2009")
    hendra = Formulir(panggung.hendra, sop)
    butir = rumah.buku.muat(SOP, UUID(sop)).naskah.isi_daftar(Daftar.DASAR_HUKUM)[0].id
    _ubah(panggung.sari, sop, f"butir.dasar_hukum.{butir}", f"/butir/dasar_hukum/{butir}", nilai="UU 23/2014")
    _ubah(panggung.sari, sop, "isian.tanggal_revisi", "/isian/tanggal_revisi", nilai="2025-11-03")
    assert hendra.tanya("isian.nomor") == 200
    assert "UU 23/2014" in hendra.bagian(f'[data-buka="butir.dasar_hukum.{butir}"]')
    assert "3 November 2025" in hendra.bagian('[data-buka="isian.tanggal_revisi"]')


def test_sel_yang_terbuka_tidak_pernah_diganti_tetapi_dikabarkan(panggung: Panggung, sop: str) -> None:
    hendra = Formulir(panggung.hendra, sop)
    _ubah(panggung.sari, sop, "isian.nomor", "/isian/nomor", nilai="A-1")
    assert hendra.tanya("isian.nomor") == 200
    assert not hendra.bagian("isian.nomor")
    assert "Sari Wulandari baru saja menyimpan isian ini" in hendra.bagian("#f-sel")
    assert "A-1" in hendra.bagian("#f-sel")
    assert hendra.tanya("isian.nomor") == 204
    respons = panggung.hendra.kirim(
        f"/kerja/sop/{sop}/penyuntingan/isian/nomor", {"dari": "", "nilai": "B-2"}, htmx=True
    )
    assert respons.status_code == 409
    assert "A-1" in respons.get_data(as_text=True)
    assert "B-2" in respons.get_data(as_text=True)


def test_perubahan_bentuk_menunggu_sel_yang_terbuka(panggung: Panggung, rumah: Rumah, sop: str) -> None:
    hendra = Formulir(panggung.hendra, sop)
    isi_langkah(panggung.sari, sop, "Menggandakan surat")
    for sel in ("isian.nomor", None):
        hendra.tanya(sel)
        assert not hendra.bagian("#lembar")
    assert "setelah isian yang sedang Anda buka ditutup" in hendra.mentah or hendra.tanya("isian.nomor") == 204
    assert hendra.tanya("") == 200
    assert "Menggandakan surat" in hendra.bagian("#lembar")
    assert hendra.tanya("") == 204


def test_simpanan_sendiri_tidak_diumumkan(panggung: Panggung, sop: str) -> None:
    sari = Formulir(panggung.sari, sop)
    _ubah(panggung.sari, sop, "isian.nomor", "/isian/nomor", nilai="A-1")
    assert sari.tanya("") == 200
    assert "A-1" in sari.bagian('[data-buka="isian.nomor"]')
    assert not sari.bagian("#berita")
    assert sari.isi.select_one("#kabar-sop")["data-sorot"] == ""


def test_banyak_perubahan_datang_sebagai_formulir_utuh(panggung: Panggung, rumah: Rumah, sop: str) -> None:
    for n in range(11):
        isi_langkah(panggung.sari, sop, f"Langkah {n}")
    hendra = Formulir(panggung.hendra, sop)
    for n, langkah in enumerate(_langkah(rumah, sop)):
        _ubah(panggung.sari, sop, f"langkah.{langkah}", f"/langkah/{langkah}", keterangan=f"Catatan {n}")
    assert hendra.tanya("") == 200
    assert "Catatan 13" in hendra.bagian("#lembar")
    assert "dan 12 perubahan lain" in hendra.bagian("#berita")


def test_kabar_hanya_untuk_yang_menyunting_di_opd_itu(panggung: Panggung, sop: str) -> None:
    kabar = f"/{panggung.tenant.kode}/kerja/sop/{sop}/penyuntingan/kabar"
    for orang, status in ((panggung.siti, 403), (panggung.budi, 403), (panggung.tri, 403)):
        assert orang.klien.get(kabar, headers=HX).status_code == status
    tiada = kabar.replace(sop, str(uuid4()))
    assert panggung.sari.klien.get(tiada, headers=HX).status_code == 404


@pytest.mark.parametrize(
    "tanya", ["", "?sejak=x&sudah=-1&hadir=%01&sel=" + "x" * 5000, "?sejak=" + "9" * 40, "?sejak=²"]
)
def test_pertanyaan_yang_aneh_dijawab_tanpa_galat(panggung: Panggung, sop: str, tanya: str) -> None:
    alamat = f"/{panggung.tenant.kode}/kerja/sop/{sop}/penyuntingan/kabar{tanya}"
    assert panggung.sari.klien.get(alamat, headers=HX).status_code in (200, 204)


def test_sop_yang_diajukan_mengabari_yang_masih_menyunting(panggung: Panggung) -> None:
    sop = sop_siap(panggung)
    hendra = Formulir(panggung.hendra, sop)
    assert panggung.sari.isi_dan_kirim(f"/kerja/sop/{sop}", "/pengajuan").status_code == 303
    assert hendra.tanya("isian.nomor") == 200
    assert "diajukan" in hendra.bagian("#berita")
    assert hendra.tanya("") == 200
    assert "sedang tidak dapat disunting" in hendra.bagian("#lembar")


def test_yang_beku_tidak_bertanya(panggung: Panggung) -> None:
    sop = sop_diajukan(panggung)
    assert panggung.sari.buka(f"/kerja/sop/{sop}/penyuntingan").select_one("#kabar-sop") is None


@contextmanager
def pertanyaan(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Every statement that reaches the database meanwhile, but for binding the tenant."""
    terkirim: list[str] = []
    asli = psycopg.Cursor.execute

    def catat_dan_kirim(self: Any, query: Any, *args: Any, **kwargs: Any) -> Any:
        teks = query if isinstance(query, str) else query.as_string(self)
        if "app.tenant_id" not in teks:
            terkirim.append(teks)
        return asli(self, query, *args, **kwargs)

    with monkeypatch.context() as m:
        m.setattr(psycopg.Cursor, "execute", catat_dan_kirim)
        yield terkirim


def _tabel(teks: str) -> set[str]:
    return set(re.findall(r"\b(?:baca|tata|es|sistem)\.\w+", teks))


def test_kabar_sepi_satu_pertanyaan_dan_tanpa_tulisan(
    panggung: Panggung, sop: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Besides who is asking (session, person, mandates): one, and no event is read."""
    sari = Formulir(panggung.sari, sop)
    sari.tanya()
    with pertanyaan(monkeypatch) as terkirim:
        assert sari.tanya() == 204
    sendiri = [t for t in terkirim if "tata.kehadiran" in t]
    assert len(sendiri) == 1
    assert sendiri[0].startswith("SELECT")
    assert len(terkirim) <= 4, terkirim
    assert not [t for t in terkirim if "es.event" in t]
    with pertanyaan(monkeypatch) as terkirim:  # the canary: what costs more is seen to cost more
        sari.tanya("isian.nomor")
    assert [t for t in terkirim if t.startswith("INSERT INTO tata.kehadiran")]


def test_kabar_sepi_hanya_lewat_indeks(
    panggung: Panggung, sop: str, superuser: psycopg.Connection[Any], rumah: Rumah, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pertanyaan(monkeypatch) as terkirim:
        lihat(rumah.basis, UUID(sop))
    (teks,) = terkirim
    isi = {"tenant": panggung.tenant.id, "sop": UUID(sop), "tanpa_nama": "", "segar": 9, "hadir": 25}
    with superuser.transaction():
        superuser.execute("SET LOCAL enable_seqscan = off")
        rencana = "\n".join(r[0] for r in superuser.execute("EXPLAIN " + teks, isi))
    assert "Seq Scan" not in rencana, rencana


def test_kehadiran_tidak_melihat_pemda_lain(
    panggung: Panggung, sop: str, pemda_lain: Any, rumah: Rumah, basis: Basis
) -> None:
    Formulir(panggung.sari, sop).tanya()
    with tenant_scope(pemda_lain):
        assert lihat(basis, UUID(sop)) is None


def test_formulir_yang_ditinggal_tidak_memperpanjang_sesi(
    panggung: Panggung, sop: str, superuser: psycopg.Connection[Any]
) -> None:
    """Half an hour without a person ends the session; the form says so and keeps what was typed into it."""

    def diam(menit: int) -> None:
        superuser.execute(
            "UPDATE tata.sesi SET terakhir = terakhir - make_interval(mins => %s) WHERE orang_id = %s",
            (menit, panggung.sari.id),
        )

    sari = Formulir(panggung.sari, sop)
    diam(20)
    assert sari.tanya() == 204
    diam(11)
    respons = panggung.sari.klien.get(sari.alamat, headers=HX)
    assert respons.status_code == 401
    assert "HX-Redirect" not in respons.headers
    assert "Sesi Anda berakhir" in respons.get_data(as_text=True)
    assert panggung.sari.klien.get(f"/{panggung.tenant.kode}/kerja/", headers=HX).headers["HX-Redirect"]
