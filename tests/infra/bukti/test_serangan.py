"""A database superuser changes the log behind the product's back; the bundle made of it afterwards tells where."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from infra.bukti.bundel import tulis_bundel
from tests.infra.bukti.alat import SAKSI, isi, tandatangani, tunjuk_saksi
from tests.infra.event_store.alat import log
from tests.infra.event_store.test_merkle import daun_dari
from tests.infra.verify.dunia import jalankan
from tests.infra.verify.test_periksa import tempat

DI_SINI = "WHERE tenant_id = %(t)s AND pos"
MUATAN = "convert_to('{\"aktor\":{},\"data\":{}}', 'UTF8')"

SERANGAN = {
    "sunting": ([f"UPDATE es.event SET payload = {MUATAN} {DI_SINI} = 12"], "peristiwa 12"),
    "hapus": ([f"DELETE FROM es.event {DI_SINI} = 12"], "peristiwa 12"),
    "kosongkan": (["DELETE FROM es.event WHERE tenant_id = %(t)s"], "peristiwa 1"),
    "potong": ([f"DELETE FROM es.event {DI_SINI} > 25"], "peristiwa 26"),
    "tukar dua baris": (
        [
            f"UPDATE es.event SET pos = 1000 {DI_SINI} = 12",
            f"UPDATE es.event SET pos = 12 {DI_SINI} = 13",
            f"UPDATE es.event SET pos = 13 {DI_SINI} = 1000",
        ],
        "di antara peristiwa 12 dan peristiwa 13",
    ),
    "tukar dua muatan": (
        [
            (
                "UPDATE es.event a SET payload = b.payload, salt = b.salt FROM es.event b WHERE a.tenant_id = %(t)s"
                " AND b.tenant_id = %(t)s AND (a.pos, b.pos) IN ((12, 13), (13, 12))"
            )
        ],
        "peristiwa 12",
    ),
    "ubah waktu": ([f"UPDATE es.event SET at = at + interval '1 microsecond' {DI_SINI} = 12"], "peristiwa 12"),
    "mundurkan waktu": ([f"UPDATE es.event SET at = at - interval '1 year' {DI_SINI} = 12"], "peristiwa 12"),
    "waktu tak hingga": ([f"UPDATE es.event SET at = 'infinity' {DI_SINI} = 12"], "peristiwa 12"),
    "pindahkan ke aliran lain": (
        [f"UPDATE es.event SET stream_id = gen_random_uuid(), version = 1 {DI_SINI} = 33"],
        "peristiwa 33",
    ),
    "ganti pelaku": ([f"UPDATE es.event SET actor_id = gen_random_uuid() {DI_SINI} = 12"], "peristiwa 12"),
    "ganti topik": ([f"UPDATE es.event SET topic = 'sop.dicabut.v1' {DI_SINI} = 12"], "peristiwa 12"),
    "ganti sidik saja": ([f"UPDATE es.event SET leaf_hash = sha256('x') {DI_SINI} = 12"], None),
    "hapus isi tanpa izin": (
        [
            (
                "UPDATE es.event SET payload_sha256 = sha256(salt || payload), salt = NULL, "
                f"payload = {MUATAN} {DI_SINI} = 12"
            )
        ],
        "peristiwa 12",
    ),
    "hapus isi tanpa sidik": ([f"UPDATE es.event SET salt = NULL, payload = {MUATAN} {DI_SINI} = 12"], "peristiwa 12"),
    "isi bukan UTF-8": ([f"UPDATE es.event SET payload = '\\xff00'::bytea {DI_SINI} = 12"], "peristiwa 12"),
}


@pytest.mark.parametrize("biner", [False, True])
@pytest.mark.parametrize("apa", SERANGAN)
def test_serangan_superuser_ketahuan_di_tempatnya(basis, pemda, superuser, tmp_path: Path, capsys, apa, biner):
    tunjuk_saksi(basis)
    isi(basis, 30, uuid4(), uuid4())
    tandatangani(superuser, pemda, SAKSI)
    perintah, di_mana = SERANGAN[apa]
    for satu in perintah:
        assert superuser.execute(satu, {"t": pemda.id}).rowcount > 0
    tulis_bundel(basis, tmp_path / "b", biner=biner)
    kode, keluar = jalankan(capsys, tmp_path / "b")
    if di_mana is None:  # what the bundle is judged by are the events; a wrong hint changes nothing
        assert kode == 0
    else:
        assert (kode, tempat(keluar)) == (1, di_mana)


def test_baris_pemda_lain_yang_dipindahkan_ketahuan(basis, pemda, pemda_lain, superuser, tmp_path: Path, capsys):
    isi(basis, 8, uuid4())
    tandatangani(superuser, pemda)
    superuser.execute("DELETE FROM es.event WHERE tenant_id = %s AND pos = 5", (pemda.id,))
    superuser.execute(
        "UPDATE es.event SET tenant_id = %s, pos = 5 WHERE (tenant_id, pos) = (%s, 1)", (pemda.id, pemda_lain.id)
    )
    tulis_bundel(basis, tmp_path / "b")
    kode, keluar = jalankan(capsys, tmp_path / "b")
    # its recording time is older than that of its neighbour, and one of the two must be wrong
    assert (kode, tempat(keluar)) == (1, "di antara peristiwa 4 dan peristiwa 5")


def _tulis_ulang(superuser: psycopg.Connection[Any], tenant: Any) -> None:
    """Payload and leaf of a log below 256 events, consistently: what the database alone cannot show."""
    log_id = superuser.execute("SELECT log_id FROM sistem.tenant_head WHERE tenant_id = %s", (tenant.id,)).fetchone()[0]
    superuser.execute(f"UPDATE es.event SET payload = {MUATAN} WHERE tenant_id = %s AND pos = 12", (tenant.id,))
    for e in log(superuser, tenant):
        daun = daun_dari(log_id, e)
        superuser.execute(
            "UPDATE es.event SET leaf_hash = %s WHERE tenant_id = %s AND pos = %s", (daun, tenant.id, e["pos"])
        )


def test_penulisan_ulang_yang_rapi(basis, pemda, superuser, tmp_path: Path, capsys):
    """Without the key: between two checkpoints. With the key: no quorum, and the kept bundle names the place."""
    tunjuk_saksi(basis)
    isi(basis, 5, uuid4())
    tandatangani(superuser, pemda, SAKSI)
    isi(basis, 22, uuid4())
    tandatangani(superuser, pemda, SAKSI)
    tulis_bundel(basis, tmp_path / "lama")
    _tulis_ulang(superuser, pemda)
    tulis_bundel(basis, tmp_path / "tanpa_kunci")
    kode, keluar = jalankan(capsys, tmp_path / "tanpa_kunci")
    assert (kode, tempat(keluar)) == (1, "di antara peristiwa 9 dan peristiwa 30")
    superuser.execute("DELETE FROM es.cosignature WHERE tenant_id = %s", (pemda.id,))
    superuser.execute("DELETE FROM es.checkpoint WHERE tenant_id = %s", (pemda.id,))
    tandatangani(superuser, pemda)
    tulis_bundel(basis, tmp_path / "dengan_kunci")
    kode, keluar = jalankan(capsys, tmp_path / "dengan_kunci")
    assert (kode, "hanya 0 dari 3 saksi" in keluar) == (1, True)
    kode, keluar = jalankan(capsys, tmp_path / "dengan_kunci", "--terhadap", tmp_path / "lama")
    assert (kode, tempat(keluar)) == (1, "peristiwa 12")
