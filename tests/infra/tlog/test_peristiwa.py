"""One event, checked on its own: where it stands, and every way in which somebody with the database could have changed
it. What it says must agree with the check of the whole log."""

from __future__ import annotations

import pytest

from infra.errors import TidakAdaError
from infra.event_store.mapper import AktorTersimpan
from infra.tlog.peristiwa import Putusan, bukti_peristiwa
from infra.tlog.pohon import Pohon
from infra.tlog.verifikasi import periksa_log
from tests.infra.tlog.panggung import Penanda, catat, catat_satu
from tests.infra.tlog.test_serangan import bangun_semua, hitung_daun, ubah
from tests.infra.tlog.test_verifikasi import PENGGANTI, _hapus_isi, _izinkan

BANYAK = 300


@pytest.fixture
def titik(basis, pemda, penanda):
    catat(basis, BANYAK, 60)
    titik = penanda.tanda_tangani()
    catat(basis, 5)
    return titik


@pytest.mark.parametrize("pos", [1, 2, 255, 256, 257, 299, 300])
def test_peristiwa_yang_tercakup_sampai_ke_akar(basis, titik, pos):
    bukti = bukti_peristiwa(basis, pos)
    assert (bukti.putusan, bukti.sebab) == (Putusan.COCOK, "")
    assert bukti.akar == titik.root
    tercakup = {pos - 1} | {n for r in bukti.jalan for n in range(r.span.start, r.span.end)}
    assert tercakup == set(range(BANYAK)), "the neighbours on the way are all the others, each once"


def test_yang_lebih_baru_menunggu(basis, titik):
    bukti = bukti_peristiwa(basis, BANYAK + 1)
    assert (bukti.putusan, bukti.jalan) == (Putusan.MENUNGGU, ())


def test_sebelum_ada_titik_periksa(basis, pemda):
    catat(basis, 3)
    assert bukti_peristiwa(basis, 2).putusan is Putusan.MENUNGGU
    with pytest.raises(TidakAdaError):
        bukti_peristiwa(basis, 4)


def test_satu_peristiwa_saja_adalah_akarnya_sendiri(basis, pemda, penanda):
    catat(basis, 1)
    titik = penanda.tanda_tangani()
    bukti = bukti_peristiwa(basis, 1)
    assert (bukti.putusan, bukti.jalan, bukti.akar) == (Putusan.COCOK, (), titik.root)


@pytest.mark.parametrize(
    ("apa", "nilai"),
    [
        ("payload = %s", b'{"data":{}}'),
        ("salt = %s", bytes(16)),
        ("topic = %s", "sop.lain.v1"),
        ("at = at + interval '%s microseconds'", 1),
        ("actor_id = %s::uuid", "00000000-0000-4000-8000-000000000001"),
        ("leaf_hash = %s", bytes(32)),
        ("payload_sha256 = %s, salt = NULL", bytes(32)),
    ],
)
def test_setiap_kolom_yang_diubah_ketahuan(basis, titik, pemda, superuser, apa, nilai):
    ubah(superuser, pemda, apa, 9, nilai)
    bukti = bukti_peristiwa(basis, 9)
    assert bukti.putusan is Putusan.BERUBAH
    temuan = periksa_log(basis, pemda).temuan
    assert (temuan.dari, temuan.kalimat) == (9, bukti.sebab)
    lain = Putusan.BUNTU if "leaf" in apa else Putusan.COCOK  # the stored leaf is part of its neighbours' way
    assert bukti_peristiwa(basis, 250).putusan is lain


def test_isi_dan_daun_diubah_bersama(basis, titik, pemda, superuser):
    ubah(superuser, pemda, "payload = %s", 9, b"{}")
    hitung_daun(superuser, pemda)
    bukti = bukti_peristiwa(basis, 9)
    assert bukti.sebab == "jalurnya tidak sampai ke sidik yang ditandatangani"
    assert bukti.akar != titik.root
    assert bukti_peristiwa(basis, BANYAK + 1).putusan is Putusan.MENUNGGU


def test_belum_tercakup_tetapi_sudah_diubah(basis, titik, pemda, superuser):
    ubah(superuser, pemda, "payload = %s", BANYAK + 2, b"{}")
    assert bukti_peristiwa(basis, BANYAK + 2).putusan is Putusan.BERUBAH


def test_pohon_yang_tidak_lengkap(basis, titik, pemda, superuser):
    superuser.execute("DELETE FROM es.tile WHERE tenant_id = %s", (pemda.id,))
    assert bukti_peristiwa(basis, 299).sebab == "pohon sidik di basis data tidak lengkap"


def test_titik_periksa_palsu(basis, titik, pemda, superuser, penanda):
    """The root in the row agrees with a changed log, but nobody signed it."""
    ubah(superuser, pemda, "payload = %s", 9, b"{}")
    bangun_semua(superuser, pemda)
    akar = bukti_peristiwa(basis, 9).akar
    superuser.execute("UPDATE es.checkpoint SET root = %s WHERE tenant_id = %s", (akar, pemda.id))
    assert "catatannya berbunyi lain" in bukti_peristiwa(basis, 9).sebab
    asing = Penanda(penanda.basis_data, basis)
    asing.tanda_tangani(Pohon(basis).root(BANYAK + 5))
    superuser.execute("DELETE FROM sistem.kunci_penanda WHERE publik = %s", (asing.publik,))
    assert "tidak sah" in bukti_peristiwa(basis, 9).sebab


def test_isi_yang_bukan_json_tetap_ditampilkan(basis, pemda):
    catat_satu(basis, "sop.dibuat.v1", b'{"aktor":{"jabatan":"Analis","mandat":"821/1"},"data":{"a":1}}')
    catat_satu(basis, "sop.dibuat.v1", b"\xff bukan json")
    terbaca = bukti_peristiwa(basis, 1)
    assert terbaca.aktor == AktorTersimpan("Analis", mandat="821/1")
    assert '\n  "data": {\n    "a": 1\n  }\n' in terbaca.terbaca
    rusak = bukti_peristiwa(basis, 2)
    assert (rusak.aktor, rusak.terbaca) == (None, "\ufffd bukan json")


def test_data_pribadi_yang_dihapus_dengan_izin_tetap_cocok(basis, pemda, penanda, superuser):
    catat(basis, 5)
    titik = penanda.tanda_tangani()
    _izinkan(basis, 3)
    _hapus_isi(superuser, pemda, 3)
    bukti = bukti_peristiwa(basis, 3)
    assert (bukti.putusan, bukti.akar, bukti.terhapus, bukti.muatan) == (Putusan.COCOK, titik.root, True, PENGGANTI)
    _hapus_isi(superuser, pemda, 4)
    assert "tanpa peristiwa penghapusan" in bukti_peristiwa(basis, 4).sebab
