"""The export folder: what the format asks for, nothing before its time, and a second run that goes on."""

from __future__ import annotations

from hashlib import sha256

import pytest

from app.cli import main
from domain.log.merkle import leaf_hash
from domain.log.note import Note
from domain.log.tiles import addresses, tree_root
from infra.errors import TidakAdaError
from infra.tlog.ekspor import EksporError, ekspor_log
from tests.infra.event_store.alat import log
from tests.infra.tlog.panggung import catat

BANYAK = 600


@pytest.fixture
def titik(basis, pemda, penanda):
    catat(basis, BANYAK)
    titik = penanda.tanda_tangani()
    catat(basis, 5)
    return titik


def isi_folder(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def dari_folder(folder):
    """Hashes out of the files, as somebody else would find them."""

    def fetch(runs):
        hasil = []
        for run in runs:
            petak = next(
                a for a in addresses(BANYAK)
                if a.level == run.level and a.run.first <= run.first < run.first + run.count <= a.run.first + a.width
            )  # fmt: skip
            isi = (folder / "tile" / str(petak.level) / petak.path).read_bytes()
            awal = (run.first - petak.run.first) * 32
            hasil.append(isi[awal : awal + run.count * 32])
        return hasil

    return fetch


def test_folder_berisi_titik_periksa_dan_petaknya_saja(basis, titik, tmp_path):
    assert ekspor_log(basis, tmp_path) == 4
    isi = isi_folder(tmp_path)
    assert isi.keys() == {"checkpoint", "tile/0/000", "tile/0/001", "tile/0/002.p/88", "tile/1/000.p/2"}
    assert isi["checkpoint"].decode() == titik.teks
    assert tree_root(BANYAK, dari_folder(tmp_path)) == titik.root


def test_isi_ikut_bila_diminta(basis, pemda, titik, tmp_path, superuser):
    assert ekspor_log(basis, tmp_path, dengan_isi=True) == 7
    entri = []
    for nama in ("000", "001", "002.p/88"):
        bundel = (tmp_path / "tile/entries" / nama).read_bytes()
        while bundel:
            panjang = int.from_bytes(bundel[:2])
            entri.append(bundel[2 : 2 + panjang])
            bundel = bundel[2 + panjang :]
    assert [leaf_hash(e) for e in entri] == [e["leaf_hash"] for e in log(superuser, pemda)][:BANYAK]


def test_yang_sudah_ada_disimpan_yang_kurang_ditambah(basis, titik, penanda, tmp_path):
    ekspor_log(basis, tmp_path, dengan_isi=True)
    (tmp_path / "tile/0/001").write_bytes(b"terpotong")
    (tmp_path / "tile/entries/000").unlink()
    utuh = (tmp_path / "tile/0/000").stat().st_mtime_ns
    laporan = []
    assert ekspor_log(basis, tmp_path, dengan_isi=True, lapor=lambda *apa: laporan.append(apa)) == 2
    assert laporan == [(1, 2), (2, 2)]
    assert (tmp_path / "tile/0/000").stat().st_mtime_ns == utuh
    assert (tmp_path / "tile/0/001").stat().st_size == 8192
    penanda.tanda_tangani()
    assert ekspor_log(basis, tmp_path) == 1
    assert (tmp_path / "tile/0/002.p/93").stat().st_size == 93 * 32


def test_ditolak_dengan_kalimat(basis, pemda, penanda, superuser, tmp_path, buat_pemda):
    with pytest.raises(TidakAdaError, match="belum ada titik periksa"):
        ekspor_log(basis, tmp_path)
    catat(basis, 300)
    penanda.tanda_tangani()
    (tmp_path / "checkpoint").write_text("x")
    with pytest.raises(EksporError, match="bukan titik periksa"):
        ekspor_log(basis, tmp_path)
    (tmp_path / "checkpoint").write_text("lain/log\n0\n" + "A" * 43 + "=\n\n— lain/log AAAAAAAA\n")
    with pytest.raises(EksporError, match=r"berisi log lain \(lain/log\)"):
        ekspor_log(basis, tmp_path)
    (tmp_path / "checkpoint").unlink()
    superuser.execute("UPDATE es.tile SET hash = %s WHERE tenant_id = %s", (sha256(b"").digest(), pemda.id))
    with pytest.raises(EksporError, match="tidak cocok dengan titik periksa nomor 1"):
        ekspor_log(basis, tmp_path)
    superuser.execute("DELETE FROM es.tile WHERE tenant_id = %s", (pemda.id,))
    with pytest.raises(EksporError, match="tidak cocok dengan titik periksa nomor 1"):
        ekspor_log(basis, tmp_path)
    assert isi_folder(tmp_path) == {}


def test_perintah_ekspor(titik, pemda, basis_data, monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("DATABASE_URL", basis_data.app)
    assert main(["ekspor-log", "--pemda", pemda.kode, "--ke", str(tmp_path / "log")]) == 0
    assert f"4 berkas baru di {tmp_path / 'log'}" in capsys.readouterr().out
    assert Note.read((tmp_path / "log" / "checkpoint").read_text()).text.startswith("riwayat/log/")
    (tmp_path / "log" / "checkpoint").write_text("x")
    assert main(["ekspor-log", "--pemda", pemda.kode, "--ke", str(tmp_path / "log")]) == 1
    assert capsys.readouterr().err.startswith("riwayat: ")
