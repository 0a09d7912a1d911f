"""Rebuilding beside the live rows: what differs is found and named, and looking changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg.types.json import Jsonb

from domain.opd.events import NamaOpdDiubah
from infra.errors import PeristiwaTakTerbacaError
from infra.event_store.buku import Buku
from infra.event_store.mapper import Catatan
from infra.projections import bangun, tampungan
from infra.projections.banding import PALING_BANYAK, Beda
from infra.projections.bangun import bangun_ulang, periksa
from infra.projections.baris import OPD
from infra.projections.lipat import baris_semua
from infra.projections.model import MODEL, TABEL
from tenants.model import Tenant
from tests.domain.pembangun import SARI, catat, peristiwa_sah
from tests.infra.event_store.alat import log, perintah
from tests.infra.event_store.test_model_baca import OPD_BARU, SETIAP_TABEL, isi_baca, jalani, pasti

Superuser = psycopg.Connection[Any]

KOLOM = {
    "sop": "tahap_sejak",
    "keberlakuan": "tanggal",
    "nomor": "pada",
    "evaluasi": "simpulan",
    "opd": "nama",
    "wajib": "opd_id",
    "jabatan": "peran",
    "mandat": "orang_id",
    "saksi": "alamat",
    "masukan": "oleh",
    "peraturan": "status",
    "templat": "aktif",
    "kejadian": "kalimat",
    "potret": "isi",
    "orang": "aktif",
    "undangan": "menunggu",
    "token": "nama",
    "penutupan_opd": "tanggal",
    "pantauan": "aktif",
    "webhook": "aktif",
}
"""One column of each table, to plant a difference in."""

UBAHAN = {
    "timestamp with time zone": "{} + interval '1 microsecond'",
    "text": "{} || ' '",
    "date": "{} + 1",
    "uuid": "gen_random_uuid()",
    "boolean": "NOT {}",
}


@pytest.fixture
def terisi(buku: Buku, pemda: Tenant) -> Tenant:
    """A tenant with rows in every table."""
    jalani(buku, SETIAP_TABEL)
    return pemda


def beda(superuser: Superuser, tenant: Tenant) -> dict[str, tuple[Beda, ...]]:
    """What a check finds, and that it leaves everything as it was."""
    sebelum = isi_baca(superuser, tenant)
    temuan = periksa(superuser, tenant.id)
    assert isi_baca(superuser, tenant) == sebelum
    assert [s.tabel for s in temuan] == list(TABEL)
    assert {s.tabel: s.baris for s in temuan} == {tabel: len(rows) for tabel, rows in sebelum.items()}
    assert all(len(s.beda) == min(s.banyak, PALING_BANYAK) for s in temuan)
    return {s.tabel: s.beda for s in temuan if s.banyak}


def kunci(superuser: Superuser, tenant: Tenant, tabel: str) -> str:
    """One row of the table."""
    return str(isi_baca(superuser, tenant)[tabel][0][0][MODEL[tabel].kunci])


def test_tanpa_ubahan_semuanya_sama(superuser: Superuser, terisi: Tenant) -> None:
    assert all(isi_baca(superuser, terisi).values())
    assert beda(superuser, terisi) == {}


@pytest.mark.parametrize("tabel", TABEL)
def test_nilai_yang_diubah_ditemukan_dan_disebut(superuser: Superuser, terisi: Tenant, tabel: str) -> None:
    jenis = superuser.execute(
        "SELECT format_type(atttypid, NULL) FROM pg_attribute WHERE attrelid = %s::regclass AND attname = %s",
        (f"baca.{tabel}", KOLOM[tabel]),
    ).fetchone()
    assert jenis is not None
    baru = UBAHAN[jenis[0]].format(KOLOM[tabel])
    nama = kunci(superuser, terisi, tabel)
    superuser.execute(
        f"UPDATE baca.{tabel} SET {KOLOM[tabel]} = {baru} WHERE tenant_id = %s AND {MODEL[tabel].kunci}::text = %s",
        (terisi.id, nama),
    )
    assert beda(superuser, terisi) == {tabel: (Beda(nama, (KOLOM[tabel],)),)}


@pytest.mark.parametrize("tabel", TABEL)
def test_baris_yang_hilang_ditemukan_dan_disebut(superuser: Superuser, terisi: Tenant, tabel: str) -> None:
    nama = kunci(superuser, terisi, tabel)
    superuser.execute(
        f"DELETE FROM baca.{tabel} WHERE tenant_id = %s AND {MODEL[tabel].kunci}::text = %s", (terisi.id, nama)
    )
    assert beda(superuser, terisi) == {tabel: (Beda(nama, (), hilang=True),)}


@pytest.mark.parametrize("tabel", TABEL)
def test_baris_yang_lebih_ditemukan_dan_disebut(superuser: Superuser, terisi: Tenant, tabel: str) -> None:
    k = MODEL[tabel].kunci
    lain: dict[str, Any] = {k: 999 if k == "pos" else str(uuid4())}
    superuser.execute(
        f"INSERT INTO baca.{tabel} SELECT (jsonb_populate_record(t, %s)).* FROM baca.{tabel} t WHERE tenant_id = %s"
        " LIMIT 1",
        (Jsonb(lain), terisi.id),
    )
    assert beda(superuser, terisi) == {tabel: (Beda(str(lain[k]), (), lebih=True),)}


def test_semua_beda_terhitung_dan_yang_pertama_disebut(superuser: Superuser, pemda: Tenant) -> None:
    banyak = PALING_BANYAK + 3
    superuser.execute(
        "INSERT INTO baca.opd SELECT %s, gen_random_uuid(), '', '', '', n, now() FROM generate_series(1, %s) n",
        (pemda.id, banyak),
    )
    (opd,) = (s for s in periksa(superuser, pemda.id) if s.tabel == "opd")
    assert (opd.baris, opd.banyak, len(opd.beda)) == (banyak, banyak, PALING_BANYAK)


def test_membangun_ulang_mengembalikan_semuanya(superuser: Superuser, terisi: Tenant) -> None:
    hidup = isi_baca(superuser, terisi)
    for tabel in TABEL:
        superuser.execute(f"DELETE FROM baca.{tabel} WHERE tenant_id = %s", (terisi.id,))
    bangun_ulang(superuser, terisi.id)
    assert isi_baca(superuser, terisi) == hidup


def test_pemda_lain_tidak_ikut_diperiksa(superuser: Superuser, terisi: Tenant, pemda_lain: Tenant) -> None:
    superuser.execute("UPDATE baca.sop SET nama = 'rusak' WHERE tenant_id = %s", (pemda_lain.id,))
    assert beda(superuser, terisi) == {}
    assert beda(superuser, pemda_lain).keys() == {"sop"}


def test_memeriksa_melihat_satu_saat_dan_tidak_menahan(
    buku: Buku, superuser: Superuser, pemda: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """People write on while it reads, and what they write is not taken for a difference."""
    aliran, saat = uuid4(), list[int]()
    buku.mulai(OPD, aliran, perintah(), pasti(OPD_BARU))

    def tulis(sudah: int, _: int) -> None:
        buku.mulai(OPD, uuid4(), perintah(), pasti(OPD_BARU))
        saat.append(sudah)

    monkeypatch.setattr(bangun, "SEKALI_BACA", 1)
    assert not any(s.banyak for s in periksa(superuser, pemda.id, tulis))
    assert (saat[0], len(log(superuser, pemda))) == (1, 1 + len(saat))


@pytest.mark.parametrize("sekali", [1, 2, 100])
def test_yang_ditulis_selama_dibangun_ulang_ikut(
    buku: Buku, superuser: Superuser, pemda: Tenant, monkeypatch: pytest.MonkeyPatch, sekali: int
) -> None:
    """Streams go on and begin while the log is read; in the end their rows are what the log says."""
    satu, dua = uuid4(), uuid4()
    for aliran in (satu, dua):
        buku.mulai(OPD, aliran, perintah(), pasti(OPD_BARU))

    def tulis(sudah: int, semua: int) -> None:
        assert (semua, len(selama) + 1) == (2, min(sudah, semua) if sekali == 1 else 1)
        selama.append(uuid4())
        buku.ubah(OPD, satu, perintah(), pasti(NamaOpdDiubah(f"Selama {sudah}")))
        buku.mulai(OPD, selama[-1], perintah(), pasti(OPD_BARU))

    selama: list[UUID] = []
    monkeypatch.setattr(bangun, "SEKALI_BACA", sekali)
    superuser.execute("UPDATE baca.opd SET nama = 'rusak' WHERE tenant_id = %s", (pemda.id,))
    assert bangun_ulang(superuser, pemda.id, tulis) == len(log(superuser, pemda)) == 2 + 2 * len(selama)
    nama = {rows[0]["opd_id"]: rows[0]["nama"] for rows in isi_baca(superuser, pemda)["opd"]}
    assert nama == {
        str(satu): "Selama 2",
        str(dua): OPD_BARU.nama,
        **{str(aliran): OPD_BARU.nama for aliran in selama},
    }
    assert beda(superuser, pemda) == {}


@pytest.mark.parametrize("sekali", [1, 2, 3])
def test_berapa_pun_sekali_baca_dan_sekali_tulis(
    superuser: Superuser, terisi: Tenant, monkeypatch: pytest.MonkeyPatch, sekali: int
) -> None:
    monkeypatch.setattr(bangun, "SEKALI_BACA", sekali)
    monkeypatch.setattr(tampungan, "SEKALI_TULIS", sekali)
    kabar: list[tuple[int, int]] = []
    semua = len(log(superuser, terisi))
    hidup = isi_baca(superuser, terisi)
    assert bangun_ulang(superuser, terisi.id, lambda *k: kabar.append(k)) == semua
    assert isi_baca(superuser, terisi) == hidup
    assert kabar == [(n, semua) for n in range(1, semua + 1) if n % sekali == 0 or n == semua]


def aliran_sop(nomor: int) -> list[Catatan[Any]]:
    tercatat = catat(*peristiwa_sah(), aliran=UUID(int=nomor), setelah=0)
    return [Catatan(t.aliran, t.versi, t.pos, t.pada, t.aktor, t.perintah, t.peristiwa) for t in tercatat]


def test_hanya_satu_aliran_di_ingatan() -> None:
    """The rows of a stream come when the next one begins: nothing of the log is gathered."""
    terbaca: list[UUID] = []

    def membaca() -> Iterator[Catatan[Any]]:
        for nomor in range(1, 1000):
            for catatan in aliran_sop(nomor):
                terbaca.append(catatan.aliran)
                yield catatan

    baris = baris_semua(membaca())
    for nomor in range(1, 4):
        milik = [next(baris) for _ in range(3 + len(aliran_sop(nomor)))]
        assert {tabel for tabel, _ in milik} == {"sop", "keberlakuan", "nomor", "kejadian"}
        assert set(terbaca) == {UUID(int=n) for n in range(1, nomor + 2)}
        assert terbaca.count(UUID(int=nomor + 1)) == 1


def test_hanya_baris_yang_tersisa() -> None:
    """An SOP that went through every stage leaves one row of the list, not one for each stage."""
    (sop,) = (isi for tabel, isi in baris_semua(aliran_sop(1)) if tabel == "sop")
    assert (sop["tahap"], sop["versi"], sop["pos"], sop["tahap_sejak"]) == ("disahkan", 1, 9, aliran_sop(1)[-1].pada)
    assert sop["penulis"] == [str(SARI.orang)]


@pytest.mark.parametrize(
    ("ubahan", "nilai"),
    [("topic", "sop.entah.v1"), ("payload", b"bukan json"), ("payload", b'{"aktor": 1}')],
)
def test_peristiwa_yang_tak_terbaca_disebut_dan_tidak_ada_yang_berubah(
    superuser: Superuser, terisi: Tenant, ubahan: str, nilai: Any
) -> None:
    superuser.execute(f"UPDATE es.event SET {ubahan} = %s WHERE tenant_id = %s AND pos = 2", (nilai, terisi.id))
    superuser.execute("UPDATE baca.sop SET nama = 'lama' WHERE tenant_id = %s", (terisi.id,))
    hidup = isi_baca(superuser, terisi)
    for lakukan in (bangun_ulang, periksa):
        with pytest.raises(PeristiwaTakTerbacaError) as galat:
            lakukan(superuser, terisi.id)
        assert galat.value.pos == 2
    assert isi_baca(superuser, terisi) == hidup
