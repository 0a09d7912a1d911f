"""The start page recognises a government by the last sign-in or by an e-mail domain, and a person by nothing."""

from __future__ import annotations

import pytest

from tests.app.halaman import periksa_halaman
from tests.app.sso.conftest import ADMIN, Lapangan
from tests.app.sso.test_sso import teks


def domain(lapangan: Lapangan, isi: str) -> int:
    return lapangan.panggung.dwi.kirim(f"{ADMIN}/domain", {"domain": isi}).status_code


def dicari(lapangan: Lapangan, surel: str) -> str:
    return teks(periksa_halaman(lapangan.peramban.post("/", data={"surel": surel})))


def test_daerah_terakhir_diingat_dengan_kodenya_saja(lapangan: Lapangan) -> None:
    lapangan.pasang()
    assert "Terakhir Anda masuk" not in teks(periksa_halaman(lapangan.peramban.get("/")))
    respons = lapangan.masuk()
    (kuki,) = [k for k in respons.headers.getlist("Set-Cookie") if k.startswith("riwayat-daerah=")]
    assert kuki.startswith(f"riwayat-daerah={lapangan.kode};")
    assert "HttpOnly" in kuki
    assert "Path=/;" in kuki + ";"
    halaman = teks(periksa_halaman(lapangan.peramban.get("/")))
    assert f"Terakhir Anda masuk ke {lapangan.panggung.tenant.nama}" in halaman


@pytest.mark.parametrize("isi", ["", "tidak-ada-daerah-ini", "aset", "../x", "<b>", "a" * 3000])
def test_kuki_yang_diubah_tidak_berarti_apa_apa(lapangan: Lapangan, isi: str) -> None:
    lapangan.peramban.set_cookie("riwayat-daerah", isi, path="/")
    assert "Terakhir Anda masuk" not in teks(periksa_halaman(lapangan.peramban.get("/")))


def test_domain_surel_menunjuk_daerah_dan_bukan_orang(lapangan: Lapangan) -> None:
    unik = f"{lapangan.kode}.go.id"
    assert domain(lapangan, f"@{unik.upper()}, dinkes.{unik}") == 303
    for surel in (f"siapa.saja@{unik}", f"tidak.ada@{unik}", f"x@setda.{unik}.", unik):
        halaman = dicari(lapangan, surel)
        assert "Surel itu dipakai di daerah berikut" in halaman
        assert lapangan.panggung.tenant.nama in halaman
        assert surel.partition("@")[0] not in halaman or surel == unik
    assert "Belum ada daerah yang mendaftarkan" in dicari(lapangan, f"a@x{unik}")
    assert domain(lapangan, "") == 303
    assert "Belum ada daerah yang mendaftarkan" in dicari(lapangan, f"siapa.saja@{unik}")


def test_domain_milik_daerah_lain_tidak_tersentuh(lapangan: Lapangan, superuser: object, pemda_lain: object) -> None:
    superuser.execute(  # type: ignore[attr-defined]
        "INSERT INTO sistem.domain_surel VALUES (%s, 'lain.go.id')",
        (pemda_lain.id,),  # type: ignore[attr-defined]
    )
    assert domain(lapangan, "") == 303
    assert domain(lapangan, "lain.go.id") == 303
    halaman = dicari(lapangan, "a@lain.go.id")
    assert lapangan.panggung.tenant.nama in halaman, "both named it, both are shown"
    assert pemda_lain.nama in halaman  # type: ignore[attr-defined]


@pytest.mark.parametrize("isi", ["go", "a b@c", "http://kota.go.id", "-a.go.id", "a..id", "x" * 260 + ".id"])
def test_domain_yang_salah_disebut(lapangan: Lapangan, isi: str) -> None:
    respons = lapangan.panggung.dwi.kirim(f"{ADMIN}/domain", {"domain": isi})
    assert respons.status_code == 422
    halaman = periksa_halaman(respons)
    assert "bukan domain surel" in teks(halaman)
    assert isi.strip()[:20] in str(halaman.find(id="domain"))


def test_terlalu_banyak_domain(lapangan: Lapangan) -> None:
    assert domain(lapangan, " ".join(f"a{n}.go.id" for n in range(21))) == 422


def test_surel_dikirim_dari_halaman_sendiri_dan_hanya_di_awal(lapangan: Lapangan) -> None:
    asing = lapangan.peramban.post("/", data={"surel": "a@b.id"}, headers={"Origin": "https://jahat.test"})
    assert asing.status_code == 403
    assert lapangan.peramban.post(f"/{lapangan.kode}/", data={"surel": "a@b.id"}).status_code == 404
    assert lapangan.peramban.get("/masuk/").status_code == 404
    assert lapangan.peramban.post("/masuk/").status_code == 404
    assert lapangan.peramban.get("/masuk/kembali").status_code == 404
