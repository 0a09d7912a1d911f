"""Sessions: a list of one's own, ending them, and their end by themselves."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from app.masuk.peramban import TIDAK_DIKENAL, sebut_peramban
from app.rumah import Rumah
from infra.clock import now
from infra.sesi import DIAM, MUTLAK, CaraMasuk
from tests.app.conftest import Orang, Panggung, masuk
from tests.app.halaman import formulir_ke


def di_tempat_lain(panggung: Panggung, rumah: Rumah, orang: Orang) -> Orang:
    """The same person once more, in another browser."""
    klien, csrf = masuk(orang.klien.application, rumah, panggung.tenant, orang.id)
    return Orang(orang.id, orang.jabatan_id, orang.mandat_id, orang.aktor, csrf, klien, orang.tenant)


def di_dalam(orang: Orang) -> bool:
    return orang.klien.get(f"/{orang.tenant.kode}/kerja/").status_code == 200


def test_sesi_lain_diakhiri_satu_per_satu_atau_sekaligus(panggung: Panggung, rumah: Rumah) -> None:
    sari = panggung.sari
    assert "Anda hanya masuk di sini" in sari.buka("/kerja/sesi").get_text()
    lain = [di_tempat_lain(panggung, rumah, sari) for _ in range(3)]
    sup = sari.buka("/kerja/sesi")
    assert len(sup.select(".daftar-sesi li")) == 4
    assert "Sesi ini" in sup.select_one(".daftar-sesi li").get_text()  # type: ignore[union-attr]
    form = sup.select(".daftar-sesi form")[0]
    assert sari.kirim(str(form["action"])).status_code == 303
    assert sum(map(di_dalam, lain)) == 2
    assert sari.isi_dan_kirim("/kerja/sesi", "/kerja/sesi/pengakhiran").status_code == 303
    assert not any(map(di_dalam, lain))
    assert di_dalam(sari)


def test_sesi_orang_lain_sama_dengan_yang_tidak_ada(panggung: Panggung, rumah: Rumah) -> None:
    di_tempat_lain(panggung, rumah, panggung.sari)
    milik_sari = str(formulir_ke(panggung.sari.buka("/kerja/sesi"), "/pengakhiran")["action"])
    tiada = f"/kerja/sesi/{uuid4()}/pengakhiran"
    asing, tidak_ada = panggung.budi.kirim(milik_sari), panggung.budi.kirim(tiada)
    assert (asing.status_code, tidak_ada.status_code) == (404, 404)
    assert len(panggung.sari.buka("/kerja/sesi").select(".daftar-sesi li")) == 2


@pytest.mark.parametrize(
    ("dibuat", "terakhir", "hidup"),
    [
        (timedelta(), DIAM - timedelta(minutes=1), True),
        (timedelta(), DIAM + timedelta(minutes=1), False),
        (MUTLAK - timedelta(minutes=1), timedelta(), True),
        (MUTLAK + timedelta(minutes=1), timedelta(), False),
    ],
)
def test_sesi_berakhir_sendiri(
    panggung: Panggung, rumah: Rumah, dibuat: timedelta, terakhir: timedelta, *, hidup: bool
) -> None:
    lama = di_tempat_lain(panggung, rumah, panggung.sari)
    token = lama.klien.get_cookie("riwayat", path=f"/{lama.tenant.kode}/kerja/")
    assert token is not None
    rumah.basis.jalankan(
        "UPDATE tata.sesi SET dibuat = %s, terakhir = %s WHERE tenant_id = %s AND id_sha256 = sha256(%s)",
        (now() - max(dibuat, terakhir), now() - terakhir, lama.tenant.id, token.value.encode()),
    )
    assert (len(panggung.sari.buka("/kerja/sesi").select(".daftar-sesi li")) == 2) is hidup
    assert di_dalam(lama) is hidup


def test_sesi_mengingat_caranya_masuk(panggung: Panggung, rumah: Rumah) -> None:
    cara = CaraMasuk(now(), "emas", ("pwd", "otp"), "Firefox di Windows")
    kini = rumah.jam.kini()
    token = rumah.sesi.buka(panggung.sari.id, iss="i", sub="s", sid="", id_token="", kini=kini, cara=cara)
    sesi = rumah.sesi.ambil(token, kini)
    assert sesi is not None
    assert sesi.cara == cara
    assert "Firefox di Windows" in panggung.sari.buka("/kerja/sesi").get_text()


@pytest.mark.parametrize(
    ("user_agent", "sebutan"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/150.0 Safari/537.36",
            "Chrome di Windows",
        ),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/150.0 Safari/537.36 Edg/150.0", "Edge di Windows"),
        ("Mozilla/5.0 (Linux; Android 16) Chrome/150.0 Mobile Safari/537.36", "Chrome di Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) Version/26.0 Safari/604.1", "Safari di iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox di Linux"),
        ("198501012010012001", TIDAK_DIKENAL),
        ("", TIDAK_DIKENAL),
    ],
)
def test_peramban_disebut_dengan_kata_yang_dikenal(user_agent: str, sebutan: str) -> None:
    assert sebut_peramban(user_agent) == sebutan
