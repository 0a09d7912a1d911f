"""`riwayat bukti`: a bundle out of the database is what the offline check accepts, whole or of one SOP."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

import pytest

from app.cli import main
from domain.log.bundle import ERASED, INDEX, LEAVES, LINES, MANIFEST, NOTES, POLICY, README, RECORDS, SCHEMA
from domain.log.entry import payload_hash
from domain.pemda import ALIRAN
from infra.bukti.bundel import tulis_bundel
from infra.bukti.cakupan import Cakupan
from infra.bukti.titik import BuktiError
from tests.infra.bukti.alat import SAKSI, catat, isi, tandatangani, tunjuk_saksi
from tests.infra.event_store.alat import log
from tests.infra.verify.dunia import jalankan


@pytest.mark.parametrize("biner", [False, True])
@pytest.mark.parametrize("nama", ["bundel", "bundel.zip"])
def test_bundel_lengkap_diterima(basis, pemda, superuser, tmp_path: Path, capsys, nama, biner):
    tunjuk_saksi(basis)
    isi(basis, 40, uuid4(), uuid4())
    tandatangani(superuser, pemda)
    isi(basis, 20, uuid4())
    penanda = tandatangani(superuser, pemda, SAKSI[:2])
    isi(basis, 3, uuid4())  # after the checkpoint: in no bundle yet
    hasil = tulis_bundel(basis, tmp_path / nama, biner=biner)
    assert (hasil.peristiwa, hasil.ukuran) == (63, 63)
    kode, keluar = jalankan(capsys, tmp_path / nama, "--kunci", penanda.kunci.vkey)
    assert kode == 0, keluar
    assert "Semua 63 peristiwa ada" in keluar
    assert "2 dari 3 saksi" in keluar
    assert [p.name for p in tmp_path.iterdir()] == [nama]
    if nama == "bundel":
        assert {p.name for p in (tmp_path / nama).iterdir()} == {
            README, "checkpoint", NOTES, POLICY, LEAVES, RECORDS if biner else LINES, INDEX, SCHEMA, MANIFEST
        }  # fmt: skip
        assert "\n43\n" in (tmp_path / nama / NOTES).read_text()


@pytest.mark.parametrize("biner", [False, True])
def test_bundel_satu_sop_diterima(basis, pemda, superuser, tmp_path: Path, capsys, biner):
    sop, lain = uuid4(), uuid4()
    isi(basis, 600, sop, lain)
    tandatangani(superuser, pemda)
    assert tulis_bundel(basis, tmp_path / "b", Cakupan(sop=sop), biner=biner).peristiwa == 300
    kode, keluar = jalankan(capsys, tmp_path / "b")
    assert kode == 0, keluar
    assert "300 dari 600 peristiwa" in keluar


def test_bundel_satu_sop_dibandingkan_dengan_titik_lama(basis, pemda, superuser, tmp_path: Path, capsys):
    sop = uuid4()
    isi(basis, 270, sop, uuid4())
    tandatangani(superuser, pemda)
    tulis_bundel(basis, tmp_path / "lama")
    isi(basis, 30, uuid4())
    tandatangani(superuser, pemda)
    tulis_bundel(basis, tmp_path / "b", Cakupan(sop=sop), sejak=270)
    kode, keluar = jalankan(capsys, tmp_path / "b", "--terhadap", tmp_path / "lama" / "checkpoint")
    assert (kode, "masih utuh" in keluar) == (0, True)
    for sejak in (-1, 301):
        with pytest.raises(BuktiError, match="berisi 300 peristiwa"):
            tulis_bundel(basis, tmp_path / "c", Cakupan(sop=sop), sejak=sejak)
    superuser.execute("DELETE FROM es.tile WHERE tenant_id = %s", (pemda.id,))
    with pytest.raises(BuktiError, match="tidak lengkap"):
        tulis_bundel(basis, tmp_path / "c", Cakupan(sop=sop), sejak=270)


def test_saksi_menurut_peristiwa_sampai_titik_periksa(basis, pemda, superuser, tmp_path: Path, capsys):
    """Witnesses named after the newest checkpoint do not count for it."""
    isi(basis, 3, uuid4())
    tandatangani(superuser, pemda)
    tunjuk_saksi(basis)
    tulis_bundel(basis, tmp_path / "b")
    assert "quorum none" in (tmp_path / "b" / POLICY).read_text()
    assert jalankan(capsys, tmp_path / "b")[0] == 0


def test_titik_periksa_terbaru_yang_bersaksi_didahulukan(basis, pemda, superuser, tmp_path: Path, capsys):
    tunjuk_saksi(basis)
    tandatangani(superuser, pemda, SAKSI)
    isi(basis, 4, uuid4())
    tandatangani(superuser, pemda, SAKSI[:1])  # the others have not answered yet
    assert tulis_bundel(basis, tmp_path / "b").ukuran == 3
    assert jalankan(capsys, tmp_path / "b")[0] == 0


def test_tanpa_titik_bersaksi_yang_terbaru_dan_pemeriksa_menolaknya(basis, pemda, superuser, tmp_path: Path, capsys):
    tunjuk_saksi(basis)
    tandatangani(superuser, pemda, SAKSI[:1])
    tulis_bundel(basis, tmp_path / "b")
    kode, keluar = jalankan(capsys, tmp_path / "b")
    assert (kode, "hanya 1 dari 3 saksi" in keluar) == (1, True)


@pytest.mark.parametrize("bagian", [False, True])
def test_penghapusan_menurut_aturan_diterima(basis, pemda, superuser, tmp_path: Path, capsys, bagian):
    sop = uuid4()
    isi(basis, 5, sop)
    pengganti = b'{"aktor":{},"data":{}}'
    data = {"dasar": "UU 27/2022", "pengganti": [{"pos": 2, "sidik": sha256(pengganti).hexdigest()}]}
    catat(basis, ALIRAN, 1, json.dumps({"aktor": {}, "data": data}).encode(), ERASED.decode())
    korban = log(superuser, pemda)[1]
    superuser.execute(
        "UPDATE es.event SET payload = %s, salt = NULL, payload_sha256 = %s WHERE tenant_id = %s AND pos = 2",
        (pengganti, payload_hash(korban["salt"], korban["payload"]), pemda.id),
    )
    tandatangani(superuser, pemda)
    tulis_bundel(basis, tmp_path / "b", Cakupan(sop=sop if bagian else None))
    kode, keluar = jalankan(capsys, tmp_path / "b")
    assert (kode, "Isi 1 peristiwa diganti" in keluar) == (0, True), keluar
    catat(basis, ALIRAN, 2, json.dumps({"aktor": {}, "data": data}).encode(), ERASED.decode())
    with pytest.raises(BuktiError, match="dihapus sesudah titik periksa"):
        tulis_bundel(basis, tmp_path / "c")


def test_bundel_tidak_memuat_pemda_lain(basis, pemda, pemda_lain, superuser, tmp_path: Path):
    isi(basis, 2, uuid4())
    tandatangani(superuser, pemda)
    tulis_bundel(basis, tmp_path / "b")
    assert len((tmp_path / "b" / LINES).read_bytes().splitlines()) == 2
    assert len(log(superuser, pemda_lain)) > 2


def test_yang_tidak_dapat_dibuat_dikatakan(basis, pemda, superuser, tmp_path: Path):
    with pytest.raises(BuktiError, match="belum ada titik periksa"):
        tulis_bundel(basis, tmp_path / "b")
    isi(basis, 3, uuid4())
    tandatangani(superuser, pemda)
    with pytest.raises(BuktiError, match="tidak ada peristiwa"):
        tulis_bundel(basis, tmp_path / "b", Cakupan(sop=uuid4()))
    with pytest.raises(BuktiError, match="sudah ada"):
        tulis_bundel(basis, tmp_path)
    with pytest.raises(BuktiError, match="tidak dapat menulis"):
        tulis_bundel(basis, tmp_path / "tiada" / "b")
    with pytest.raises(BuktiError, match="tidak dapat menulis"):
        tulis_bundel(basis, tmp_path / "tiada" / "b.zip")
    superuser.execute("DELETE FROM es.event WHERE tenant_id = %s AND pos = 2", (pemda.id,))
    with pytest.raises(BuktiError, match="tidak lengkap"):
        tulis_bundel(basis, tmp_path / "b", Cakupan(sop=log(superuser, pemda)[0]["stream_id"]))
    assert list(tmp_path.iterdir()) == []


def test_perintahnya(basis, basis_data, pemda, superuser, tmp_path: Path, capsys, monkeypatch):
    isi(basis, 3, uuid4())
    tandatangani(superuser, pemda)
    monkeypatch.setenv("DATABASE_URL", basis_data.app)
    ke = str(tmp_path / "b.zip")
    assert main(["bukti", "--pemda", pemda.kode, "--ke", ke]) == 0
    assert capsys.readouterr().out == f"{ke}: 3 dari 3 peristiwa\n"
    assert main(["bukti", "--pemda", pemda.kode, "--ke", ke]) == 1
    assert capsys.readouterr().err == f"riwayat: {ke} sudah ada\n"
    assert main(["bukti", "--pemda", "tiada", "--ke", ke]) == 1
