"""What an administrator of the database can do to a log behind our back, and what the live check says to it.

Every attack runs as the superuser. Each names the position that was touched; where only the tree can tell, a range
that holds it. The log is the same in all: 300 events, a checkpoint over 280 of them, another over 120.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import pytest

from domain.log.checkpoint import Checkpoint
from domain.log.entry import leaf_hasher
from domain.log.merkle import Tree
from infra.tlog.silang import periksa_perintah
from infra.tlog.verifikasi import periksa_log
from tests.daun_sql import pasang_daun
from tests.infra.tlog.panggung import catat, nilai

PERTAMA, KEDUA, SEMUA = 120, 280, 300


@pytest.fixture
def korban(basis, pemda, penanda):
    catat(basis, PERTAMA, 40)
    penanda.tanda_tangani()
    catat(basis, KEDUA - PERTAMA, 40)
    penanda.tanda_tangani()
    catat(basis, SEMUA - KEDUA, 10)
    return pemda


@pytest.fixture
def periksa(basis, korban):
    def jalan():
        return periksa_log(basis, korban)

    assert jalan().sah
    assert periksa_perintah(basis, korban) is None
    return jalan


def ubah(superuser, tenant, apa: str, pos: int, *nilai_baru: Any) -> None:
    superuser.execute(f"UPDATE es.event SET {apa} WHERE tenant_id = %s AND pos = %s", (*nilai_baru, tenant.id, pos))


def hitung_daun(superuser, tenant) -> None:
    """Leaf hashes that fit whatever the columns say now."""
    pasang_daun(superuser)
    superuser.execute(
        "UPDATE es.event e SET leaf_hash = pg_temp.daun(h.log_id, stream_id, version, at, actor_id, command_id, topic,"
        " coalesce(payload_sha256, sha256(salt || payload))) FROM sistem.tenant_head h"
        " WHERE h.tenant_id = e.tenant_id AND e.tenant_id = %s",
        (tenant.id,),
    )


def bangun_semua(superuser, tenant) -> None:
    """Leaves, nodes and head all anew, so that the database agrees with itself."""
    hitung_daun(superuser, tenant)
    rows = superuser.execute(
        "SELECT leaf_hash FROM es.event WHERE tenant_id = %s ORDER BY pos", (tenant.id,)
    ).fetchall()
    pohon = Tree()
    petak = pohon.extend([daun for (daun,) in rows])
    superuser.execute("DELETE FROM es.tile WHERE tenant_id = %s", (tenant.id,))
    for idx, hash_petak in enumerate(petak):
        superuser.execute("INSERT INTO es.tile VALUES (%s, 1, %s, %s)", (tenant.id, idx, hash_petak))
    superuser.execute(
        "UPDATE sistem.tenant_head SET last_pos = %s, last_at = coalesce((SELECT max(at) FROM es.event e"
        " WHERE e.tenant_id = tenant_head.tenant_id), 'epoch') WHERE tenant_id = %s",
        (pohon.size, tenant.id),
    )


def test_isi_satu_baris_diubah(korban, periksa, superuser):
    ubah(superuser, korban, "payload = %s", 57, b'{"n":"palsu"}')
    temuan = periksa().temuan
    assert (temuan.dari, temuan.sampai) == (57, 57)
    assert "tidak cocok dengan hash daunnya" in temuan.kalimat


@pytest.mark.parametrize(("pos", "rentang"), [(57, (1, 120)), (130, (121, 256)), (270, (121, 280))])
def test_isi_diubah_dan_hash_daunnya_dihitung_ulang(korban, periksa, superuser, pos, rentang):
    """Every event agrees with itself; the checkpoint or the stored node behind it does not. (After the newest of both
    nothing in the database could tell: that is why a checkpoint follows within a minute.)"""
    ubah(superuser, korban, "payload = %s", pos, b'{"n":"palsu"}')
    hitung_daun(superuser, korban)
    temuan = periksa().temuan
    assert (temuan.dari, temuan.sampai) == rentang


def test_baris_di_tengah_dihapus(korban, periksa, superuser):
    superuser.execute("DELETE FROM es.event WHERE tenant_id = %s AND pos IN (57, 58)", (korban.id,))
    temuan = periksa().temuan
    assert (temuan.dari, temuan.sampai, temuan.kalimat) == (57, 58, "2 peristiwa hilang")


def test_baris_terakhir_dihapus(korban, periksa, superuser):
    superuser.execute("DELETE FROM es.event WHERE tenant_id = %s AND pos > 297", (korban.id,))
    temuan = periksa().temuan
    assert (temuan.dari, temuan.sampai) == (298, 300)


def test_log_dikosongkan(korban, periksa, superuser):
    superuser.execute("DELETE FROM es.event WHERE tenant_id = %s", (korban.id,))
    temuan = periksa().temuan
    assert (temuan.dari, temuan.sampai) == (1, SEMUA)
    superuser.execute("DELETE FROM es.command WHERE tenant_id = %s", (korban.id,))
    bangun_semua(superuser, korban)
    temuan = periksa().temuan
    assert (temuan.dari, temuan.sampai) == (1, KEDUA)
    assert "titik periksa" in temuan.kalimat


def test_dua_baris_ditukar(korban, periksa, superuser):
    for dari, ke in ((57, 10_000), (91, 57), (10_000, 91)):
        ubah(superuser, korban, "pos = %s", dari, ke)
    temuan = periksa().temuan
    assert (temuan.dari, temuan.sampai) == (57, 58)
    assert "waktu pencatatan" in temuan.kalimat


def test_dua_baris_ditukar_berikut_waktunya(korban, periksa, superuser):
    """With the times swapped back and the leaves hashed again only the tree tells."""
    waktu = {
        p: nilai(superuser, "SELECT at FROM es.event WHERE tenant_id = %s AND pos = %s", (korban.id, p))
        for p in (57, 91)
    }
    for dari, ke in ((57, 10_000), (91, 57), (10_000, 91)):
        ubah(superuser, korban, "pos = %s", dari, ke)
    for pos, saat in waktu.items():
        ubah(superuser, korban, "at = %s", pos, saat)
    hitung_daun(superuser, korban)
    temuan = periksa().temuan
    assert (temuan.dari, temuan.sampai) == (1, PERTAMA)


@pytest.mark.parametrize(
    "saat", ["at + interval '1 microsecond'", "at - interval '1 day'", "'infinity'", "'-infinity'"]
)
def test_waktu_diubah(korban, periksa, superuser, saat):
    ubah(superuser, korban, f"at = {saat}", 60)
    temuan = periksa().temuan
    assert temuan.dari in (59, 60)
    assert temuan.sampai == 60 or (temuan.dari, temuan.sampai) == (60, 61)


def test_baris_dipindah_ke_pemda_lain(basis, korban, periksa, superuser, buat_pemda):
    lain = buat_pemda()
    superuser.execute("UPDATE es.event SET tenant_id = %s WHERE tenant_id = %s AND pos = 57", (lain.id, korban.id))
    temuan = periksa().temuan
    assert (temuan.dari, temuan.sampai, temuan.kalimat) == (57, 57, "peristiwa hilang")
    temuan = periksa_log(basis, lain).temuan
    assert (temuan.dari, temuan.kalimat) == (57, "peristiwa di luar jangkauan kepala log")
    superuser.execute("UPDATE es.event SET pos = 1 WHERE tenant_id = %s", (lain.id,))
    superuser.execute("UPDATE sistem.tenant_head SET last_pos = 1 WHERE tenant_id = %s", (lain.id,))
    temuan = periksa_log(basis, lain).temuan
    assert (temuan.dari, temuan.kalimat) == (1, "isi peristiwa tidak cocok dengan hash daunnya")


def test_ekor_dipotong_dan_kepala_dimundurkan(korban, periksa, superuser):
    superuser.execute("DELETE FROM es.event WHERE tenant_id = %s AND pos > 270", (korban.id,))
    bangun_semua(superuser, korban)
    temuan = periksa().temuan
    assert (temuan.dari, temuan.sampai) == (271, KEDUA)
    assert "sudah ditandatangani" in temuan.kalimat


def test_simpul_tersimpan_diubah_dihapus_atau_ditambah(korban, periksa, superuser):
    asli = nilai(superuser, "SELECT hash FROM es.tile WHERE tenant_id = %s", (korban.id,))
    superuser.execute("UPDATE es.tile SET hash = %s WHERE tenant_id = %s", (bytes(32), korban.id))
    temuan = periksa().temuan
    assert (temuan.dari, temuan.sampai) == (121, 256)
    assert "simpul pohon tingkat 1 nomor 0 tidak cocok" in temuan.kalimat
    superuser.execute("DELETE FROM es.tile WHERE tenant_id = %s", (korban.id,))
    assert "simpul pohon tingkat 1 nomor 0 hilang" in periksa().temuan.kalimat
    superuser.execute("INSERT INTO es.tile VALUES (%s, 1, 0, %s), (%s, 2, 0, %s)", (korban.id, asli) * 2)
    assert "simpul pohon tingkat 2 nomor 0 berlebih" in periksa().temuan.kalimat


def test_semua_dibangun_ulang_sesudah_titik_periksa(korban, periksa, superuser):
    """The database agrees with itself in everything; what was signed says otherwise."""
    ubah(superuser, korban, "payload = %s", 200, b'{"n":"palsu"}')
    bangun_semua(superuser, korban)
    temuan = periksa().temuan
    assert (temuan.dari, temuan.sampai) == (PERTAMA + 1, KEDUA)
    assert "bukan lagi yang ditandatangani" in temuan.kalimat


def test_semua_dibangun_ulang_berikut_titik_periksanya(korban, periksa, superuser):
    """Who forges the checkpoint as well lacks the signer's key."""
    ubah(superuser, korban, "payload = %s", 200, b'{"n":"palsu"}')
    bangun_semua(superuser, korban)
    rows = superuser.execute(
        "SELECT leaf_hash FROM es.event WHERE tenant_id = %s AND pos <= %s ORDER BY pos", (korban.id, KEDUA)
    ).fetchall()
    pohon = Tree()
    pohon.extend([daun for (daun,) in rows])
    asal, note = superuser.execute(
        "SELECT split_part(note, e'\\n', 1), note FROM es.checkpoint WHERE tenant_id = %s AND nomor = 2", (korban.id,)
    ).fetchone()
    palsu = Checkpoint(asal, KEDUA, pohon.root).text + "\n" + note.partition("\n\n")[2]
    superuser.execute("UPDATE es.checkpoint SET root = %s WHERE tenant_id = %s AND nomor = 2", (pohon.root, korban.id))
    assert "catatannya berbunyi lain" in periksa().temuan.kalimat
    superuser.execute("UPDATE es.checkpoint SET note = %s WHERE tenant_id = %s AND nomor = 2", (palsu, korban.id))
    temuan = periksa().temuan
    assert "tanda tangan titik periksa nomor 2 tidak sah" in temuan.kalimat
    superuser.execute("UPDATE es.checkpoint SET note = 'x' WHERE tenant_id = %s AND nomor = 2", (korban.id,))
    assert "catatannya tidak terbaca" in periksa().temuan.kalimat


def test_kepala_log_diubah(korban, periksa, superuser):
    superuser.execute(
        "UPDATE sistem.tenant_head SET last_at = last_at + interval '1 day' WHERE tenant_id = %s", (korban.id,)
    )
    assert "waktu terakhir di kepala log" in periksa().temuan.kalimat


def test_versi_melompat_walau_semuanya_dibangun_ulang(basis, pemda, superuser):
    catat(basis, 20, 10)
    ubah(superuser, pemda, "version = 99", 7)
    bangun_semua(superuser, pemda)
    temuan = periksa_log(basis, pemda).temuan
    assert temuan.dari == 7
    assert "nomor versi" in temuan.kalimat


@pytest.mark.parametrize(
    ("serangan", "pos", "kalimat"),
    [
        ("DELETE FROM es.command WHERE tenant_id = %s AND first_pos = 11", 11, "tidak tercatat"),
        ("UPDATE es.command SET last_pos = last_pos - 1 WHERE tenant_id = %s AND first_pos = 11", 11, "posisi lain"),
        ("INSERT INTO es.command SELECT %s, gen_random_uuid(), sha256(''), 900, 900", 900, "posisi lain"),
    ],
)
def test_tabel_perintah_diubah(basis, pemda, superuser, serangan, pos, kalimat):
    catat(basis, 20, 10)
    assert periksa_perintah(basis, pemda) is None
    superuser.execute(serangan, (pemda.id,))
    temuan = periksa_perintah(basis, pemda)
    assert temuan.dari == pos
    assert kalimat in temuan.kalimat


def test_daun_dari_kolom_sama_dengan_yang_disimpan(korban, superuser):
    """The attacks above are no use if the honest leaf is computed wrongly: once more from the columns, here."""
    kolom = superuser.execute(
        "SELECT h.log_id, uuid_send(stream_id), version, (extract(epoch FROM at) * 1000000)::bigint,"
        " uuid_send(actor_id), uuid_send(command_id), topic, salt, payload, leaf_hash FROM es.event e"
        " JOIN sistem.tenant_head h USING (tenant_id) WHERE tenant_id = %s AND pos = 57",
        (korban.id,),
    ).fetchone()
    log_id, *isi, topik, garam, muatan, daun = kolom
    assert leaf_hasher(log_id)(*isi, topik.encode(), sha256(garam + muatan).digest()) == daun
