"""The live check on honest logs: redactions that the log names, going on later, and the program that runs it."""

from __future__ import annotations

import json
from hashlib import sha256

import pytest

from app.cli import main
from app.cli.log import bilah_kemajuan
from domain.log.merkle import Tree
from infra.db.pool import Basis
from infra.tlog import keadaan, verifikasi
from infra.tlog.hasil import ribuan
from infra.tlog.tumbuh import Tumbuh, tepi
from infra.tlog.verifikasi import periksa_log
from tests.infra.tlog.panggung import catat, catat_satu, nilai

HAPUS = "pemda.data_pribadi_dihapus.v1"
PENGGANTI = b'{"data":"[dihapus]"}'


def _hapus_isi(superuser, pemda, pos: int, isi: bytes = PENGGANTI) -> None:
    superuser.execute(
        "UPDATE es.event SET payload_sha256 = coalesce(payload_sha256, sha256(salt || payload)), salt = NULL,"
        " payload = %s WHERE tenant_id = %s AND pos = %s",
        (isi, pemda.id, pos),
    )


def _izinkan(basis, pos: int, isi: bytes = PENGGANTI) -> None:
    pengganti = [{"pos": pos, "sidik": sha256(isi).hexdigest()}]
    catat_satu(
        basis, HAPUS, json.dumps({"aktor": {}, "data": {"dasar": "UU 27/2022", "pengganti": pengganti}}).encode()
    )


def test_log_kosong_dan_log_kecil_utuh(basis, pemda):
    hasil = periksa_log(basis, pemda)
    assert hasil.sah
    assert (hasil.size, hasil.akar) == (0, sha256(b"").digest())
    catat(basis, 3)
    assert periksa_log(basis, pemda).kalimat.startswith("Utuh: 3 peristiwa, belum ada titik periksa, akar ")


def test_penanda_dapat_memeriksa_dengan_haknya_sendiri(basis, basis_data, pemda, penanda):
    catat(basis, 300)
    penanda.tanda_tangani()
    milik_penanda = Basis(basis_data.penanda, kolam=2)
    try:
        hasil = periksa_log(milik_penanda, pemda)
    finally:
        milik_penanda.tutup()
    assert hasil.sah
    assert hasil.titik_periksa == 1


def test_isi_yang_dihapus_menurut_log_tetap_utuh(basis, pemda, superuser, penanda):
    catat(basis, 10)
    penanda.tanda_tangani()
    sebelum = periksa_log(basis, pemda)
    _izinkan(basis, 4)
    _hapus_isi(superuser, pemda, 4)
    assert sebelum.sah
    assert periksa_log(basis, pemda).sah
    _izinkan(basis, 4, b"{}")
    temuan = periksa_log(basis, pemda).temuan
    assert temuan.dari == 4
    assert "di posisi 12" in temuan.kalimat
    _hapus_isi(superuser, pemda, 4, b"{}")
    assert periksa_log(basis, pemda).sah


@pytest.mark.parametrize(
    ("serangan", "kalimat"),
    [
        ("payload_sha256 = sha256(salt || payload), payload = '{}', salt = NULL", "tanpa peristiwa penghapusan"),
        ("salt = NULL", "garam muatannya hilang"),
        ("payload_sha256 = sha256(salt || payload)", "tanpa peristiwa penghapusan"),
    ],
)
def test_penghapusan_yang_tidak_dicatat_ketahuan(basis, pemda, superuser, serangan, kalimat):
    catat(basis, 10)
    superuser.execute(f"UPDATE es.event SET {serangan} WHERE tenant_id = %s AND pos = 4", (pemda.id,))
    temuan = periksa_log(basis, pemda).temuan
    assert temuan.dari == temuan.sampai == 4
    assert kalimat in temuan.kalimat


def test_pengganti_lain_dan_izin_yang_mendahului_ketahuan(basis, pemda, superuser):
    _izinkan(basis, 2)
    catat(basis, 3)
    _hapus_isi(superuser, pemda, 2)
    assert "tanpa peristiwa penghapusan" in periksa_log(basis, pemda).temuan.kalimat
    _izinkan(basis, 2)
    assert periksa_log(basis, pemda).sah
    _hapus_isi(superuser, pemda, 2, b'{"lain":1}')
    assert "bukan yang disebut" in periksa_log(basis, pemda).temuan.kalimat


def test_peristiwa_penghapusan_yang_isinya_diganti_bukan_izin(basis, pemda, superuser):
    catat(basis, 3)
    _izinkan(basis, 2)
    _hapus_isi(superuser, pemda, 2)
    assert periksa_log(basis, pemda).sah
    isi = nilai(superuser, "SELECT payload FROM es.event WHERE tenant_id = %s AND pos = 4", (pemda.id,))
    _izinkan(basis, 4, isi)
    _hapus_isi(superuser, pemda, 4, isi)
    temuan = periksa_log(basis, pemda).temuan
    assert temuan.dari == 2
    assert "tanpa peristiwa penghapusan" in temuan.kalimat


def test_penghapusan_di_tengah_pemeriksaan_bukan_pelanggaran(basis, pemda, superuser, halaman_kecil):
    catat(basis, 600)

    def sela(selesai: int, _: int) -> None:
        if selesai == 256:
            _izinkan(basis, 400)
            _hapus_isi(superuser, pemda, 400)

    assert periksa_log(basis, pemda, lapor=sela).sah
    assert periksa_log(basis, pemda).sah


def test_peristiwa_penghapusan_yang_rusak_bukan_izin(basis, pemda, superuser):
    catat(basis, 3)
    sidik = sha256(PENGGANTI).hexdigest()
    rusak = [f'{{"data":{{"pengganti":[1,{{"pos":"2","sidik":"{sidik}"}},{{"pos":2}}]}}}}', '{"data":{"pengganti":2}}']
    for isi in (b"bukan json", b"[]", *(r.encode() for r in rusak)):
        catat_satu(basis, HAPUS, isi)
    assert periksa_log(basis, pemda).sah
    _hapus_isi(superuser, pemda, 2)
    assert "tanpa peristiwa penghapusan" in periksa_log(basis, pemda).temuan.kalimat


@pytest.fixture
def halaman_kecil(monkeypatch):
    monkeypatch.setattr(verifikasi, "HALAMAN", 256)


def test_dilanjutkan_dari_tempat_terakhir(basis, pemda, superuser, penanda, halaman_kecil):
    catat(basis, 700)
    penanda.tanda_tangani()
    simpanan, laporan = [], []
    utuh = periksa_log(basis, pemda, simpan=simpanan.append, lapor=lambda *apa: laporan.append(apa))
    assert [s.size for s in simpanan] == [256, 512]
    assert laporan == [(256, 700), (512, 700), (700, 700)]
    catat(basis, 400)
    lagi = periksa_log(basis, pemda, lanjut=simpanan[-1])
    assert lagi.sah
    assert (lagi.mulai, lagi.size) == (512, 1100)
    assert lagi.akar == periksa_log(basis, pemda).akar != utuh.akar
    for satu in simpanan:
        assert periksa_log(basis, pemda, lanjut=satu).akar == lagi.akar


def test_lanjutan_melihat_log_yang_dipotong_dan_simpul_yang_berubah(basis, pemda, superuser, halaman_kecil):
    catat(basis, 600)
    simpanan = []
    periksa_log(basis, pemda, simpan=simpanan.append)
    asli = nilai(superuser, "SELECT hash FROM es.tile WHERE tenant_id = %s AND idx = 1", (pemda.id,))
    superuser.execute("UPDATE es.tile SET hash = %s WHERE tenant_id = %s AND idx = 1", (bytes(32), pemda.id))
    temuan = periksa_log(basis, pemda, lanjut=simpanan[-1]).temuan
    assert (temuan.dari, temuan.sampai) == (1, 512)
    superuser.execute("UPDATE es.tile SET hash = %s WHERE tenant_id = %s AND idx = 1", (asli, pemda.id))
    superuser.execute("UPDATE sistem.tenant_head SET last_pos = 300 WHERE tenant_id = %s", (pemda.id,))
    temuan = periksa_log(basis, pemda, lanjut=simpanan[-1]).temuan
    assert (temuan.dari, temuan.sampai) == (301, 512)
    superuser.execute("UPDATE sistem.tenant_head SET pemulihan = 1, last_pos = 600 WHERE tenant_id = %s", (pemda.id,))
    assert periksa_log(basis, pemda, lanjut=simpanan[-1]).mulai == 0


def test_peristiwa_baru_di_tengah_pemeriksaan_tidak_mengganggu(basis, pemda, penanda, halaman_kecil):
    catat(basis, 600)

    def sela(selesai: int, _: int) -> None:
        if selesai == 256:
            catat(basis, 300)
            penanda.tanda_tangani()

    hasil = periksa_log(basis, pemda, lapor=sela)
    assert hasil.sah
    assert (hasil.size, hasil.titik_periksa) == (600, 0)
    assert periksa_log(basis, pemda).titik_periksa == 1


def test_banyak_halaman_hilang_sekaligus(basis, pemda, superuser, halaman_kecil):
    catat(basis, 1200)
    superuser.execute("DELETE FROM es.event WHERE tenant_id = %s AND pos BETWEEN 257 AND 1100", (pemda.id,))
    temuan = periksa_log(basis, pemda).temuan
    assert (temuan.dari, temuan.sampai, temuan.kalimat) == (257, 1100, "844 peristiwa hilang")
    superuser.execute("DELETE FROM es.event WHERE tenant_id = %s AND pos > 256", (pemda.id,))
    superuser.execute("UPDATE sistem.tenant_head SET last_pos = 1000000000000 WHERE tenant_id = %s", (pemda.id,))
    assert periksa_log(basis, pemda).temuan.dari == 257


def test_tepi_dari_simpul_yang_menunggu():
    """What is read back to go on must give the peaks of the tree, at every number of whole tiles."""
    daun = [sha256(bytes([n % 256, n // 256])).digest() for n in range(256 * 9)]
    for banyak in range(10):
        pohon = Tree()
        petak = pohon.extend(daun[: 256 * banyak])
        tumbuh = Tumbuh("", Tree(), [])
        tumbuh.tambah(daun[: 256 * banyak], {(1, n): h for n, h in enumerate(petak)}, [])
        assert tepi(tumbuh.tunggu) == pohon.frontier == tumbuh.pohon.frontier


def test_catatan_kemajuan_pulang_pergi_dan_kerusakannya_ketahuan(tmp_path):
    berkas = tmp_path / "verifikasi" / "a.json"
    assert keadaan.baca(berkas) is None
    satu = keadaan.Keadaan(bytes(16), 0, 256, bytes(range(32)), 7)
    keadaan.tulis(berkas, satu)
    assert keadaan.baca(berkas) == satu
    for asal, menjadi in (("256", "512"), ("00010203", "ff010203"), ("{", "x"), ("ukuran", "luas")):
        keadaan.tulis(berkas, satu)
        berkas.write_text(berkas.read_text().replace(asal, menjadi, 1))
        with pytest.raises(keadaan.KemajuanRusakError, match="hapus berkas itu"):
            keadaan.baca(berkas)


@pytest.fixture
def lingkungan(monkeypatch, basis_data, tmp_path):
    monkeypatch.setenv("DATABASE_URL", basis_data.app)
    monkeypatch.setenv("DATABASE_URL_PENANDA", basis_data.penanda)
    monkeypatch.setenv("RIWAYAT_DATA", str(tmp_path))
    return tmp_path


def test_perintah_verifikasi(basis, pemda, superuser, lingkungan, capsys, halaman_kecil):
    catat(basis, 600)
    assert main(["verifikasi", "--pemda", pemda.kode]) == 0
    assert "Utuh: 600 peristiwa" in capsys.readouterr().out
    assert main(["verifikasi", "--pemda", pemda.kode, "--lanjut"]) == 0
    assert "(512 di antaranya sudah diperiksa sebelumnya)" in capsys.readouterr().out
    superuser.execute("UPDATE es.event SET payload = '{}' WHERE tenant_id = %s AND pos = 57", (pemda.id,))
    assert main(["verifikasi", "--pemda", pemda.kode]) == 1
    assert "TIDAK UTUH, posisi 57: isi peristiwa tidak cocok" in capsys.readouterr().out


def test_perintah_verifikasi_memeriksa_tabel_perintah(basis, pemda, superuser, lingkungan, capsys, monkeypatch):
    catat(basis, 20, 10)
    superuser.execute("DELETE FROM es.command WHERE tenant_id = %s AND first_pos = 11", (pemda.id,))
    assert main(["verifikasi", "--pemda", pemda.kode]) == 1
    assert "TIDAK UTUH, posisi 11: perintah yang menulis" in capsys.readouterr().out
    monkeypatch.setenv("DATABASE_URL", "")
    assert main(["verifikasi", "--pemda", pemda.kode]) == 0
    assert "tabel perintah tidak ikut diperiksa" in capsys.readouterr().out


def test_salah_pakai_adalah_satu_kalimat(lingkungan, capsys, monkeypatch):
    assert main(["verifikasi", "--pemda", "kota-antah"]) == 1
    assert capsys.readouterr().err == "riwayat: pemda “kota-antah” tidak terdaftar\n"
    monkeypatch.setenv("DATABASE_URL_PENANDA", "")
    assert main(["verifikasi", "--pemda", "kota-antah"]) == 1
    assert capsys.readouterr().err == "riwayat: DATABASE_URL_PENANDA is not set\n"


def test_bilah_kemajuan_hanya_di_terminal(capsys, monkeypatch):
    bilah_kemajuan("kota")(5, 10)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    lapor = bilah_kemajuan("kota")
    lapor(5_000, 10_000)
    lapor(6_000, 10_000)
    lapor(10_000, 10_000)
    tertulis = capsys.readouterr().err
    assert "kota ███████████████··············· 5.000 dari 10.000 peristiwa" in tertulis
    assert "6.000" not in tertulis
    assert tertulis.endswith("10.000 dari 10.000 peristiwa\n")
    assert ribuan(1234567) == "1.234.567"
