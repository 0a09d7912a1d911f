"""Binding acts ask for a sign-in of the last minutes, and what was typed comes back."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest

from app.masuk.bukti import periksa_bukti
from app.masuk.penolakan import MasukDitolakError
from app.rumah import Rumah
from domain.pemda.pembuktian import ubah_pembuktian_ulang
from infra.clock import now
from infra.pemda import ubah_pemda
from infra.sesi import CaraMasuk
from tenants.oidc import PengaturanOidc
from tests.app.conftest import Orang, Panggung, perintah_uji
from tests.app.halaman import formulir_ke, isi_formulir, periksa_halaman
from tests.app.masuk.medan import SENDIRI, Medan, Tamu, medan_baru
from tests.app.test_siklus import SK, sop_sah
from tests.conftest import BuatPemda

pytestmark = pytest.mark.usefixtures("penyedia_semula")
LAMA = timedelta(minutes=15)
CABUT = {"alasan": "Diganti SOP lain", "tanggal_efektif": "2026-01-02"} | SK


@pytest.fixture
def medan(panggung: Panggung, rumah: Rumah, buat_pemda: BuatPemda) -> Medan:
    """Ratna is known at her government's provider."""
    aplikasi = panggung.ratna.klien.application
    medan = medan_baru(aplikasi, rumah, SENDIRI, panggung.tenant, buat_pemda())
    rumah.direktori.hubungkan(medan.penyedia_a.issuer, medan.sub, panggung.ratna.id)
    return medan


def masuk_lama(medan: Medan, ratna: Orang) -> Tamu:
    """Ratna signed in at the provider so long ago that it does not count any more."""
    tamu = medan.masuk(auth_time=medan.penyedia_a.kini() - int(LAMA.total_seconds()))
    ratna.klien = tamu.klien
    perbarui_csrf(medan, ratna)
    return tamu


def perbarui_csrf(medan: Medan, ratna: Orang) -> None:
    sesi = medan.rumah.sesi.ambil(Tamu(ratna.klien).kuki(medan.a), medan.rumah.jam.kini())
    assert sesi is not None
    ratna.csrf = sesi.csrf


def buktikan(medan: Medan, ratna: Orang, halaman: str, **klaim: Any) -> str:
    """Press the button on that page, sign in at the provider; returns where one stands afterwards."""
    respons = ratna.kirim(halaman)
    assert respons.status_code == 303
    tanya = parse_qs(urlsplit(respons.location).query)
    assert (tanya["prompt"], tanya["max_age"]) == (["login"], ["900"])
    parameter = medan.penyedia_a.setujui(respons.location, **({"sub": medan.sub} | klaim))
    return Tamu(ratna.klien).kembali(medan.a, parameter).location


def minta(ratna: Orang, sop: str, **isi: str) -> str:
    respons = ratna.kirim(f"/kerja/sop/{sop}/pencabutan", CABUT | isi)
    assert respons.status_code == 303
    assert "/kerja/pembuktian/" in respons.location
    return respons.location


def test_yang_baru_masuk_tidak_ditanya_lagi(panggung: Panggung) -> None:
    sop = sop_sah(panggung)
    assert panggung.ratna.kirim(f"/kerja/sop/{sop}/pencabutan", CABUT).location.endswith(f"/kerja/sop/{sop}")


def test_masuk_ulang_lalu_formulirnya_kembali_dengan_isinya(panggung: Panggung, medan: Medan) -> None:
    sop, ratna = sop_sah(panggung), panggung.ratna
    lama = masuk_lama(medan, ratna)
    kuki_lama = lama.kuki(medan.a)
    assert "diminta masuk sekali lagi" in ratna.buka(f"/kerja/sop/{sop}").get_text()
    halaman = minta(ratna, sop)
    sup = ratna.buka(halaman)
    assert "Isian Anda tersimpan" in sup.get_text()
    assert "Pencabutan SOP mengikat" in sup.get_text()
    tujuan = buktikan(medan, ratna, halaman)
    assert tujuan == halaman
    # Another session under another token: the one that asked has ended.
    assert lama.kuki(medan.a) != kuki_lama
    pencuri = medan.tamu()
    pencuri.pakai_kuki(medan.a, kuki_lama)
    assert not pencuri.di_dalam(medan.a)
    perbarui_csrf(medan, ratna)
    lanjut = ratna.klien.get(tujuan)
    assert (lanjut.status_code, "?tertunda=" in lanjut.location) == (303, True)
    sup = ratna.buka(lanjut.location)
    assert "Sudah terbukti ini Anda" in sup.get_text()
    form = formulir_ke(sup, "/pencabutan")
    isi = isi_formulir(form)
    assert {k: isi[k] for k in CABUT} == CABUT
    assert form.find_parent("details").has_attr("open")
    assert ratna.kirim(str(form["action"]), isi).status_code == 303
    assert "Dicabut" in ratna.buka(f"/kerja/sop/{sop}").get_text()


def test_htmx_dibawa_ke_halaman_pembuktian(panggung: Panggung, medan: Medan) -> None:
    sop = sop_sah(panggung)
    masuk_lama(medan, panggung.ratna)
    respons = panggung.ratna.kirim(f"/kerja/sop/{sop}/pengesahan", {"nomor": "1"}, htmx=True)
    assert respons.status_code == 200
    assert "/kerja/pembuktian/" in respons.headers["HX-Redirect"]


@pytest.mark.parametrize(
    ("sebab", "klaim", "kata"),
    [
        ("bukti-lama", {"auth_time": ...}, "tidak menyatakan bahwa Anda baru saja masuk"),
        ("bukti-lama", {"auth_time": 0}, "tidak menyatakan bahwa Anda baru saja masuk"),
        ("orang-lain", {"sub": "rekan-di-meja-sebelah"}, "bukan orang yang memulai tindakan ini"),
        ("nonce-beda", {"nonce": "lain"}, "tidak dapat dipercaya"),
    ],
)
def test_yang_tidak_terbukti_tetap_di_depan_pintu(
    panggung: Panggung, medan: Medan, sebab: str, klaim: dict[str, Any], kata: str
) -> None:
    sop, ratna = sop_sah(panggung), panggung.ratna
    masuk_lama(medan, ratna)
    halaman = minta(ratna, sop)
    tujuan = buktikan(medan, ratna, halaman, **klaim)
    assert tujuan == f"{halaman}?sebab={sebab}"
    assert kata in ratna.buka(tujuan).get_text()
    assert ratna.kirim(f"/kerja/sop/{sop}/pencabutan", CABUT).location.endswith(tuple("0123456789abcdef"))
    assert "Dicabut" not in ratna.buka(f"/kerja/sop/{sop}").get_text()


def test_isian_orang_lain_tidak_terbaca(panggung: Panggung, medan: Medan) -> None:
    sop = sop_sah(panggung)
    masuk_lama(medan, panggung.ratna)
    halaman = minta(panggung.ratna, sop)
    nomor = halaman.rsplit("/", 1)[1]
    panggung.siti.buka(halaman, status=404)
    panggung.budi.buka(f"/kerja/pembuktian/{uuid4()}", status=404)
    assert "Diganti SOP lain" not in str(panggung.budi.buka(f"/kerja/sop/{sop}?tertunda={nomor}"))
    assert "Diganti SOP lain" in str(panggung.ratna.buka(f"/kerja/sop/{sop}?tertunda={nomor}"))
    panggung.ratna.buka(f"/kerja/sop/{sop}?tertunda=x")


def test_penyedia_yang_mati_tidak_membuang_isian(panggung: Panggung, medan: Medan) -> None:
    sop, ratna = sop_sah(panggung), panggung.ratna
    masuk_lama(medan, ratna)
    halaman = minta(ratna, sop)
    medan_baru(medan.aplikasi, medan.rumah, SENDIRI, medan.a, medan.b).jaringan.mati = True
    respons = ratna.kirim(halaman)
    assert respons.status_code == 422
    assert "tidak dapat dihubungi" in periksa_halaman(respons).get_text()


def test_pemda_dapat_melepas_dan_memasang_pembuktian_ulang(panggung: Panggung, medan: Medan) -> None:
    sop, jalur = sop_sah(panggung), "/kerja/pembuktian-ulang"
    masuk_lama(medan, panggung.ratna)
    assert panggung.dwi.isi_dan_kirim(jalur, jalur, wajib="tidak").location.endswith(f"{jalur}?tersimpan")
    assert "Tersimpan" in panggung.dwi.buka(f"{jalur}?tersimpan").get_text()
    assert panggung.dwi.kirim(jalur, {"wajib": "entah"}).status_code == 422
    panggung.ratna.buka(jalur, status=403)
    assert panggung.ratna.kirim(f"/kerja/sop/{sop}/pencabutan", CABUT).location.endswith(f"/kerja/sop/{sop}")
    ubah_pemda(medan.rumah.buku, perintah_uji(), lambda p: ubah_pembuktian_ulang(p.pembuktian_ulang, wajib=True))
    assert "/kerja/pembuktian/" in panggung.ratna.kirim(f"/kerja/sop/{sop}/pencabutan", CABUT).location


PENGATURAN = PengaturanOidc("https://sso.example", "a", "b", acr=("emas", "perak"), amr=("mfa", "otp"))
KINI = now()


@pytest.mark.parametrize(
    ("kode", "auth_time", "acr", "amr"),
    [
        ("", KINI, "perak", ("otp", "mfa", "pwd")),
        ("", KINI - LAMA + timedelta(seconds=1), "emas", ("otp", "mfa")),
        ("", KINI + timedelta(seconds=90), "emas", ("otp", "mfa")),
        ("bukti-lama", KINI - LAMA, "emas", ("otp", "mfa")),
        ("bukti-lama", None, "emas", ("otp", "mfa")),
        ("bukti-lemah", KINI, "perunggu", ("otp", "mfa")),
        ("bukti-lemah", KINI, "", ("otp", "mfa")),
        ("bukti-lemah", KINI, "emas", ("otp",)),
        ("bukti-lemah", KINI, "emas", ()),
    ],
)
def test_bukti_segar_dan_kuat(kode: str, auth_time: datetime | None, acr: str, amr: tuple[str, ...]) -> None:
    cara = CaraMasuk(auth_time, acr, amr)
    if not kode:
        periksa_bukti(cara, PENGATURAN, KINI)
        return
    with pytest.raises(MasukDitolakError) as galat:
        periksa_bukti(cara, PENGATURAN, KINI)
    assert galat.value.kode == kode
