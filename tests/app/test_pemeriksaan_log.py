"""“Periksa sekarang” on the page of the log's health: who may, what it says, how often, and while it goes on."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from app import create_app
from app.rumah import Rumah
from infra.db.pool import Basis
from infra.settings import Settings
from tests.app.akses.panggung import RAHASIA, cabut_semua, sop_lain
from tests.app.conftest import HX, KUNCI, Panggung, Peramban, beri_akses, masuk
from tests.app.test_siklus import sop_sah
from tests.basis_data import BasisData
from tests.infra.tlog.panggung import Penanda

JALUR = "/kerja/log/pemeriksaan"


@pytest.fixture
def penanda(basis_data: BasisData, basis: Basis) -> Penanda:
    return Penanda(basis_data, basis)


def _periksa(panggung: Panggung, siapa: str = "budi") -> str:
    """Press the button, and read what the page says then."""
    orang = panggung.orang[siapa]
    respons = orang.isi_dan_kirim("/kerja/log", JALUR)
    assert (respons.status_code, respons.location) == (303, f"/{panggung.tenant.kode}/kerja/log#pemeriksaan")
    return " ".join(orang.buka("/kerja/log").get_text(" ").split())


def _ubah_isi(panggung: Panggung, superuser, pos: int) -> None:
    superuser.execute(
        "UPDATE es.event SET payload = convert_to(replace(convert_from(payload, 'UTF8'), 'a', 'b'), 'UTF8')"
        " WHERE tenant_id = %s AND pos = %s",
        (panggung.tenant.id, pos),
    )


def _berjalan(panggung: Panggung, superuser) -> None:
    """As if another process had begun a check."""
    superuser.execute(
        "INSERT INTO tata.pemeriksaan_log (tenant_id, mulai, denyut, berjalan, jabatan, diperiksa, jumlah)"
        " VALUES (%s, clock_timestamp(), clock_timestamp(), true, 'Wali Kota', 81920, 250000)",
        (panggung.tenant.id,),
    )


@pytest.mark.parametrize("siapa", ["budi", "ahmad", "tri", "dwi"])
def test_yang_boleh_melihat_keutuhan_boleh_memeriksa(panggung: Panggung, penanda: Penanda, siapa: str) -> None:
    titik = penanda.tanda_tangani()
    kata = _periksa(panggung, siapa)
    assert f"Semua {titik.size} peristiwa cocok" in kata
    assert "hasilnya sama dengan titik periksa yang ditandatangani" in kata


@pytest.mark.parametrize("siapa", ["sari", "hendra", "ratna"])
def test_yang_lain_tidak(panggung: Panggung, siapa: str) -> None:
    assert panggung.orang[siapa].kirim(JALUR).status_code == 403


def test_tanpa_titik_periksa(panggung: Panggung) -> None:
    assert "Titik periksa untuk membandingkannya belum ada" in _periksa(panggung)


def test_peristiwa_yang_diubah_disebut(panggung: Panggung, rumah: Rumah, penanda: Penanda, superuser) -> None:
    sop = sop_sah(panggung)
    penanda.tanda_tangani()
    penanda.jaga()
    assert "peristiwa cocok" in _periksa(panggung)
    sah = next(c for c in rumah.buku.sejarah(UUID(sop)) if type(c.peristiwa).__name__ == "SopDisahkan")
    _ubah_isi(panggung, superuser, sah.pos)
    kata = _periksa(panggung)
    assert f"Tidak cocok di peristiwa ke-{sah.pos}" in kata
    assert "isi peristiwa tidak cocok dengan hash daunnya" in kata
    assert "Riwayat utuh" not in kata
    tujuan = f"/{panggung.tenant.kode}/kerja/sop/{sop}/riwayat/{sah.versi}"
    assert "bukan lagi yang dicatat" in panggung.budi.buka(tujuan).get_text(" ")
    assert panggung.budi.buka("/kerja/log").find("a", href=tujuan) is not None
    assert panggung.dwi.buka("/kerja/log").find("a", href=tujuan) is None, "an admin reads no SOP"
    terjaga = panggung.budi.buka("/kerja/keadaan").select_one("details.terjaga")
    assert "Pemeriksaan terakhir atas seluruh catatan menemukan" in terjaga.get_text(" ")


def test_rentang_disebut_bila_hanya_pohon_yang_tahu(panggung: Panggung, penanda: Penanda, superuser) -> None:
    titik = penanda.tanda_tangani()
    superuser.execute("UPDATE es.checkpoint SET root = %s WHERE tenant_id = %s", (bytes(32), panggung.tenant.id))
    assert f"Tidak cocok di antara peristiwa ke-1 dan ke-{titik.size}" in _periksa(panggung)


def test_auditor_tidak_diberi_tahu_tentang_sop_di_luar_aksesnya(
    panggung: Panggung, rumah: Rumah, penanda: Penanda, superuser
) -> None:
    lain = sop_lain(panggung, rumah)
    penanda.tanda_tangani()
    pos = rumah.buku.sejarah(UUID(lain))[0].pos
    _ubah_isi(panggung, superuser, pos)
    assert RAHASIA in _periksa(panggung, "tri")
    hari = panggung.tenant.tanggal(rumah.jam.kini())
    for batas in ({"opd": (panggung.opd,)}, {"sejak": hari + timedelta(days=1)}):
        cabut_semua(panggung, rumah)
        beri_akses(rumah, panggung.budi.aktor, panggung.tri.id, **batas)
        kata = _periksa(panggung, "tri")
        assert f"Tidak cocok di peristiwa ke-{pos}" in kata
        assert RAHASIA not in kata


def test_selama_berjalan_dan_sesudahnya(panggung: Panggung, superuser) -> None:
    _berjalan(panggung, superuser)
    respons = panggung.budi.kirim(JALUR)
    assert respons.status_code == 303, "nobody begins a second one"
    sup = panggung.budi.buka("/kerja/log")
    assert "Sedang diperiksa: 81.920 dari 250.000 peristiwa. Diminta Wali Kota" in " ".join(sup.get_text(" ").split())
    lagi = sup.find("a", string=lambda t: t and "Lihat lagi" in t) or sup.select_one("#pemeriksaan a.tombol")
    assert lagi["hx-trigger"] == "every 1s"
    assert sup.find("button", string=lambda t: t and "Periksa sekarang" in t) is None
    potongan = panggung.budi.buka("/kerja/log", htmx=True)
    assert potongan.find("h1") is None
    assert potongan.find(id="pemeriksaan") is not None
    superuser.execute("UPDATE tata.pemeriksaan_log SET berjalan = false WHERE tenant_id = %s", (panggung.tenant.id,))
    respons = panggung.budi.klien.get(f"/{panggung.tenant.kode}/kerja/log", headers=HX)
    assert respons.headers["HX-Refresh"] == "true"


def test_server_dinyalakan_ulang_di_tengahnya(panggung: Panggung, superuser) -> None:
    _berjalan(panggung, superuser)
    superuser.execute(
        "UPDATE tata.pemeriksaan_log SET denyut = denyut - interval '2 min' WHERE tenant_id = %s", (panggung.tenant.id,)
    )
    kata = " ".join(panggung.budi.buka("/kerja/log").get_text(" ").split())
    assert "Pemeriksaan terakhir terputus Berhenti pada 81.920 peristiwa" in kata
    assert "peristiwa cocok" in _periksa(panggung)


def test_daerah_lain_sedang_diperiksa(panggung: Panggung, rumah: Rumah) -> None:
    with rumah.pemeriksa._giliran:
        respons = panggung.budi.kirim(JALUR)
    assert respons.status_code == 429
    assert "Catatan daerah lain sedang diperiksa" in respons.get_data(as_text=True)
    assert respons.headers["Retry-After"] == "15"


def test_tiga_kali_lalu_menunggu(basis_data: BasisData, panggung: Panggung) -> None:
    """The quota is the government's, whoever asks."""
    app = create_app(Settings(basis_data.app, alamat="http://localhost", kolam=4, kunci=KUNCI, jatah=1.0))
    app.testing, app.test_client_class = True, Peramban
    jalur = f"/{panggung.tenant.kode}{JALUR}"
    try:
        hasil = []
        for nama in ("budi", "ahmad", "tri", "budi"):
            klien, csrf = masuk(app, app.extensions["riwayat"], panggung.tenant, panggung.orang[nama].id)
            respons = klien.post(jalur, data={"csrf": csrf})
            hasil.append(respons.status_code)
        assert hasil == [303, 303, 303, 429]
        assert "baru saja diperiksa" in respons.get_data(as_text=True)
    finally:
        app.extensions["riwayat"].tutup()
