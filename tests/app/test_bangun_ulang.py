"""`riwayat bangun-ulang`: what the operator reads, and the exit code."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.cli import main
from infra.projections import bangun, jalan
from infra.projections.model import TABEL
from infra.tenants_pg import PgRegistry
from tenants.model import Tenant
from tests.basis_data import BasisData, IsiPemda


@pytest.fixture
def perintah(
    basis_data: BasisData, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, list[str]]]:
    """The command with the administrator's address alone: its exit code and what it wrote."""
    for nama in ("DATABASE_URL", "DATABASE_URL_PEKERJA", "DATABASE_URL_PENANDA"):
        monkeypatch.delenv(nama, raising=False)
    monkeypatch.setenv("DATABASE_URL_MIGRASI", basis_data.superuser)

    def jalankan(*argumen: str) -> tuple[int, list[str]]:
        kode = main(["bangun-ulang", *argumen])
        keluaran = capsys.readouterr()
        return kode, (keluaran.out + keluaran.err).splitlines()

    return jalankan


def test_memeriksa_menyebut_yang_berbeda(perintah, superuser, isi_lain: IsiPemda):
    tenant = isi_lain.tenant
    kode, baris = perintah("--pemda", tenant.kode, "--periksa")
    assert (kode, len(baris)) == (0, 2 + len(TABEL))
    assert baris[0].startswith(f"{tenant.kode}: ")
    assert "  sop: sama, 1 baris" in baris
    superuser.execute("UPDATE baca.sop SET nama = 'rusak', tahap = 'konsep' WHERE tenant_id = %s", (tenant.id,))
    superuser.execute("DELETE FROM baca.opd WHERE tenant_id = %s", (tenant.id,))
    kode, baris = perintah("--pemda", tenant.kode, "--periksa")
    assert kode == 1
    tempat = baris.index("  sop: 1 BERBEDA, 1 baris")
    assert baris[tempat + 1] == f"    berbeda {isi_lain.sop_id}: nama, tahap"
    tempat = baris.index("  opd: 1 BERBEDA, 0 baris")
    assert baris[tempat + 1] == f"    hilang {isi_lain.opd_id}"
    assert "rusak" not in "".join(baris)


def test_membangun_ulang_satu_pemda(perintah, superuser, isi_lain: IsiPemda):
    tenant = isi_lain.tenant
    superuser.execute("UPDATE baca.sop SET nama = 'rusak' WHERE tenant_id = %s", (tenant.id,))
    kode, (satu,) = perintah("--pemda", tenant.kode)
    assert kode == 0
    assert " peristiwa dibangun ulang dalam " in satu
    assert perintah("--pemda", tenant.kode, "--periksa")[0] == 0


def test_beda_yang_banyak_disebut_sebagian(perintah, superuser, pemda: Tenant):
    superuser.execute(
        "INSERT INTO baca.opd SELECT %s, gen_random_uuid(), '', '', '', n, now() FROM generate_series(1, 60) n",
        (pemda.id,),
    )
    kode, baris = perintah("--pemda", pemda.kode, "--periksa")
    assert kode == 1
    assert "  opd: 60 BERBEDA, 60 baris" in baris
    assert "    dan 10 lagi" in baris


def test_pemda_yang_tidak_terdaftar(perintah):
    assert perintah("--pemda", "kota-entah") == (1, ["riwayat: pemda “kota-entah” tidak terdaftar"])


def test_tanpa_alamat_pengurus(perintah, monkeypatch):
    monkeypatch.delenv("DATABASE_URL_MIGRASI")
    assert perintah() == (1, ["riwayat: DATABASE_URL_MIGRASI is not set"])


def test_semua_pemda(perintah, monkeypatch, pemda, pemda_lain, superuser):
    semua = dict(superuser.execute("SELECT kode, tenant_id FROM sistem.pemda").fetchall())
    dikunjungi = []
    monkeypatch.setattr(jalan, "bangun_ulang", lambda _, tenant_id, __: dikunjungi.append(tenant_id))
    monkeypatch.setattr(jalan, "bangun_pencarian", lambda _connection, _tenant: 0)
    kode, baris = perintah()
    assert (kode, len(baris)) == (0, len(semua))
    assert sorted(dikunjungi) == sorted(semua.values())


def test_kabar_di_tengah_jalan(perintah, isi_lain: IsiPemda, monkeypatch):
    monkeypatch.setattr(jalan, "JEDA_KABAR", 0)
    monkeypatch.setattr(bangun, "SEKALI_BACA", 2)
    _, baris = perintah("--pemda", isi_lain.tenant.kode)
    assert baris[0].startswith(f"{isi_lain.tenant.kode}: 2 dari ")
    assert baris[0].endswith("%)")
    assert "dibangun ulang" in baris[-1]


def test_pemda_yang_tak_terbaca_tidak_menghentikan_yang_lain(
    perintah, superuser, isi_lain: IsiPemda, isi_pemda, pemda, monkeypatch
):
    isi_pemda(pemda)
    superuser.execute("UPDATE es.event SET topic = 'sop.entah.v1' WHERE tenant_id = %s AND pos = 2", (pemda.id,))
    monkeypatch.setattr(PgRegistry, "semua", lambda _: (pemda, isi_lain.tenant))  # other tests break theirs on purpose
    kode, baris = perintah("--periksa")
    assert kode == 1
    assert baris[0] == f"{pemda.kode}: peristiwa 2 tidak dapat dibaca; tidak ada yang diubah"
    assert (baris[1].startswith(f"{isi_lain.tenant.kode}: "), len(baris)) == (True, 3 + len(TABEL))
