"""The log on the web: what anybody may fetch verifies on its own, entries need a right, and the page says how it is."""

from __future__ import annotations

from base64 import b64decode

import pytest
from flask import Flask

from domain.log.checkpoint import Checkpoint
from domain.log.merkle import includes, leaf_hash
from domain.log.note import LOG, Key, Note
from domain.log.tiles import addresses
from infra.db.pool import Basis
from tenants.model import Tenant
from tests.app.conftest import Panggung
from tests.basis_data import BasisData
from tests.infra.event_store.alat import log
from tests.infra.tlog.panggung import Penanda, Saksi, catat

BANYAK = 600
PADA = 1_780_000_000


@pytest.fixture
def penanda(basis_data: BasisData, basis: Basis) -> Penanda:
    return Penanda(basis_data, basis)


@pytest.fixture
def ambil(aplikasi: Flask, pemda: Tenant):
    """An outsider without any cookie."""
    klien = aplikasi.test_client()
    return lambda jalur: klien.get(f"/{pemda.kode}/log/{jalur}")


@pytest.fixture
def terbit(basis: Basis, pemda: Tenant, penanda: Penanda):
    catat(basis, BANYAK)
    titik = penanda.tanda_tangani()
    catat(basis, 7)
    return titik


def test_titik_periksa_terakhir_dengan_kosignaturnya(ambil, terbit, penanda) -> None:
    saksi = Saksi("saksi.contoh/inspektorat")
    penanda.saksikan(terbit, saksi, PADA)
    respons = ambil("checkpoint")
    assert (respons.status_code, respons.content_type) == (200, "text/plain; charset=utf-8")
    assert respons.headers["Cache-Control"] == "public, max-age=5"
    assert "Vary" not in respons.headers
    assert "Set-Cookie" not in respons.headers
    note = Note.read(respons.get_data(as_text=True))
    assert note.signed_by(penanda.vkey())
    assert note.cosigned(saksi.key) == PADA
    assert Checkpoint.read(note.text) == Checkpoint(penanda.vkey().name, BANYAK, terbit.root)


def test_sebelum_ada_titik_periksa(ambil) -> None:
    for jalur in ("checkpoint", "bukti/1"):
        respons = ambil(jalur)
        assert respons.status_code == 404
        assert "Belum ada titik periksa" in respons.get_data(as_text=True)
    assert ambil("tile/0/000.p/1").status_code == 404
    assert "quorum none" in ambil("kunci").get_data(as_text=True)


def test_titik_periksa_sebelum_pemulihan_milik_log_lain(ambil, terbit, pemda, superuser) -> None:
    superuser.execute("UPDATE sistem.tenant_head SET pemulihan = 1 WHERE tenant_id = %s", (pemda.id,))
    assert ambil("checkpoint").status_code == 404


def test_petak_yang_tercakup_diterbitkan_selamanya(ambil, terbit, pemda, superuser) -> None:
    daun = [e["leaf_hash"] for e in log(superuser, pemda)]
    for petak in addresses(BANYAK):
        respons = ambil(f"tile/{petak.level}/{petak.path}")
        assert respons.status_code == 200
        assert respons.content_type == "application/octet-stream"
        assert respons.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        if petak.level == 0:
            assert respons.data == b"".join(daun[petak.run.first : petak.run.first + petak.width])


@pytest.mark.parametrize(
    "tempat",
    ["0/002.p/89", "0/002", "0/003", "1/000", "1/000.p/3", "2/000.p/1", "00/000", "x/000", "-1/000", "7/000", "٠/000",
     "0/0", "0/000.p/256", "0/000/", "0/x000/000", "entries/000", "9" * 30 + "/000"],
)  # fmt: skip
def test_petak_lain_tidak_ada(ambil, terbit, tempat) -> None:
    respons = ambil(f"tile/{tempat}")
    assert respons.status_code == 404
    assert respons.headers["Cache-Control"] == "public, max-age=5"


def test_bukti_berlaku_bagi_titik_periksanya(ambil, terbit, pemda, superuser) -> None:
    daun = [e["leaf_hash"] for e in log(superuser, pemda)]
    for pos in (1, 2, 256, 257, 599, 600):
        kepala, _, note = ambil(f"bukti/{pos}").get_data(as_text=True).partition("\n\n")
        versi, index, *hashes = kepala.split("\n")
        assert (versi, index) == ("c2sp.org/tlog-proof@v1", f"index {pos - 1}")
        titik = Checkpoint.read(Note.read(note).text)
        assert includes(pos - 1, titik.size, daun[pos - 1], [b64decode(h) for h in hashes], titik.root)
        assert not includes(pos - 1, titik.size, daun[pos], [b64decode(h) for h in hashes], titik.root)


@pytest.mark.parametrize("pos", ["0", "601", "-1", "x", "9" * 40, "٣", "1.0"])
def test_bukti_lain_tidak_ada(ambil, terbit, pos) -> None:
    assert ambil(f"bukti/{pos}").status_code == 404


def test_bukti_yang_tidak_berlaku_tidak_diberikan(ambil, terbit, pemda, superuser) -> None:
    superuser.execute("UPDATE es.event SET leaf_hash = %s WHERE tenant_id = %s AND pos = 9", (bytes(32), pemda.id))
    respons = ambil("bukti/10")
    assert respons.status_code == 500
    assert "tidak cocok" in respons.get_data(as_text=True)
    superuser.execute("DELETE FROM es.tile WHERE tenant_id = %s", (pemda.id,))
    assert ambil("bukti/10").status_code == 500
    assert ambil("tile/1/000.p/2").status_code == 404


def test_kunci_dan_kuorum_sebagai_kebijakan(ambil, terbit, penanda, pemda, superuser) -> None:
    saksi = [Saksi(f"saksi.contoh/{n}") for n in range(3)]
    for n, satu in enumerate(saksi):
        penanda.tunjuk(satu, n + 1)
    superuser.execute(
        "INSERT INTO sistem.kunci_penanda (publik, mulai, berakhir) VALUES (%s, '2025-01-01', '2026-01-01')"
        " ON CONFLICT DO NOTHING",
        (bytes(range(32)),),
    )
    baris = ambil("kunci").get_data(as_text=True).splitlines()
    asal = penanda.vkey().name
    assert f"log {penanda.vkey().vkey} http://localhost/{pemda.kode}/log" in baris
    assert f"# Tidak dipakai lagi sejak 2026-01-01: {Key(asal, LOG, bytes(range(32))).vkey}" in baris
    assert [b for b in baris if b.startswith("witness")] == [
        f"witness saksi-{n + 1} {satu.key.vkey} https://saksi.contoh" for n, satu in enumerate(saksi)
    ]
    assert baris[-2:] == ["group kuorum 2 saksi-1 saksi-2 saksi-3", "quorum kuorum"]
    assert [Key.read(b.split()[1]).name for b in baris if b.startswith("log ")].count(asal) >= 1


def test_di_luar_pemda_tidak_ada_log(aplikasi: Flask) -> None:
    for jalur in ("checkpoint", "kunci", "tile/0/000", "bukti/1"):
        assert aplikasi.test_client().get(f"/log/{jalur}").status_code == 404


def test_isi_hanya_bagi_yang_berhak(aplikasi, basis, panggung: Panggung, penanda, superuser) -> None:
    penanda.tanda_tangani()
    daun = [e["leaf_hash"] for e in log(superuser, panggung.tenant)]
    jalur = f"/{panggung.tenant.kode}/kerja/log/tile/entries/000.p/{len(daun)}"
    for nama in ("tri", "budi", "ahmad"):
        respons = panggung.orang[nama].klien.get(jalur)
        assert respons.status_code == 200
        assert respons.headers["Cache-Control"].startswith("private")
        isi, entri = respons.data, []
        while isi:
            panjang = int.from_bytes(isi[:2])
            entri.append(isi[2 : 2 + panjang])
            isi = isi[2 + panjang :]
        assert [leaf_hash(satu) for satu in entri] == daun
    for nama in ("sari", "hendra", "ratna", "dwi"):  # entries hold content, which an admin never sees
        assert panggung.orang[nama].klien.get(jalur).status_code == 403
    assert aplikasi.test_client().get(jalur).status_code == 303
    for salah in (f"000.p/{len(daun) + 1}", "000", "abc", "000.p/0"):
        assert panggung.tri.klien.get(f"/{panggung.tenant.kode}/kerja/log/tile/entries/{salah}").status_code == 404
    superuser.execute("DELETE FROM es.event WHERE tenant_id = %s AND pos = 3", (panggung.tenant.id,))
    assert panggung.tri.klien.get(jalur).status_code == 404


def _teks(panggung: Panggung) -> str:
    return panggung.tri.buka("/kerja/log").get_text(" ", strip=True)


def test_halaman_menceritakan_keadaannya(panggung: Panggung, basis, penanda, pemda, superuser) -> None:
    assert "Belum ada titik periksa" in _teks(panggung)
    titik = penanda.tanda_tangani()
    assert "Penanda belum memeriksa" in _teks(panggung)
    penanda.jaga()
    teks = _teks(panggung)
    assert "Riwayat utuh" in teks
    assert f"Nomor 1, {titik.size} peristiwa" not in teks
    assert f"{titik.size} peristiwa" in teks
    assert titik.root.hex() in teks
    assert penanda.vkey().vkey in teks
    penanda.jaga("Saksi provinsi menolak.")
    assert "Riwayat utuh, tetapi ada yang perlu dilihat Saksi provinsi menolak." in _teks(panggung)
    superuser.execute("UPDATE es.checkpoint SET pada = pada - interval '26 hours' WHERE tenant_id = %s", (pemda.id,))
    assert "Titik periksa terakhir sudah lebih dari sehari" in _teks(panggung)
    catat(basis, 3)
    assert "3 peristiwa baru menunggu titik periksa berikutnya" in _teks(panggung)
    penanda.jaga("Pohon tidak meneruskan yang ditandatangani kemarin.", sah=False)
    teks = _teks(panggung)
    assert "Penanda menolak menandatangani" in teks
    assert "Pohon tidak meneruskan yang ditandatangani kemarin." in teks


def test_halaman_menyebut_saksi_dan_kuorumnya(panggung: Panggung, penanda, pemda, superuser) -> None:
    titik = penanda.tanda_tangani()
    assert "Belum ada yang ditunjuk" in _teks(panggung)
    saksi = [Saksi(f"saksi.contoh/{n}") for n in range(3)]
    for n, satu in enumerate(saksi):
        penanda.tunjuk(satu, n + 1)
        if n == 1:
            assert "0 dari 2 membenarkan; kuorum baru ada bila saksinya paling sedikit tiga" in _teks(panggung)
    penanda.saksikan(titik, saksi[0], PADA)
    assert "1 dari 3 membenarkan; kuorum belum tercapai (perlu 2)" in _teks(panggung)
    penanda.saksikan(titik, saksi[2], PADA)
    teks = _teks(panggung)
    assert "2 dari 3 membenarkan; kuorum tercapai (perlu 2)" in teks
    assert teks.count("Belum membenarkan") == 1


def test_riwayat_yang_terpotong_disebut(panggung: Panggung, penanda, pemda, superuser) -> None:
    penanda.tanda_tangani()
    penanda.jaga()
    superuser.execute("UPDATE sistem.tenant_head SET last_pos = 2 WHERE tenant_id = %s", (pemda.id,))
    assert "Sebagian riwayat hilang" in _teks(panggung)


def test_tautan_hanya_bagi_yang_berhak(panggung: Panggung) -> None:
    alamat = f"/{panggung.tenant.kode}/kerja/log"
    assert panggung.tri.buka("/kerja/").find("a", href=alamat) is not None
    assert panggung.sari.buka("/kerja/").find("a", href=alamat) is None
    assert panggung.sari.buka("/kerja/log", status=403)
