"""An old backup: dumped with pg_dump, restored into an empty cluster, and found out before anybody is served."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import psycopg
import pytest

from infra.db import siap
from infra.db.migrate import migrasi, pasang_sandi
from infra.db.pool import Basis
from infra.db.siap import Kesiapan, kesiapan
from infra.lokal.binaries import unprivileged
from infra.lokal.cluster_folder import bare_environment
from infra.lokal.kluster import Kluster
from infra.penanda.pulih import pulihkan_log
from tests import basis_data as bd
from tests.basis_data import BasisData
from tests.infra.penanda.panggung import Panggung, panggung_di


def jalankan(kluster: Kluster, program: str, *argumen: str, masukan: bytes = b"") -> bytes:
    if not (kluster.bin_dir / program).exists():
        pytest.skip(f"{program} is not beside this postgres")
    perintah = unprivileged([str(kluster.bin_dir / program), *argumen])
    hasil = subprocess.run(perintah, input=masukan, capture_output=True, check=False, env=bare_environment())
    assert hasil.returncode == 0, hasil.stderr.decode()
    return hasil.stdout


@pytest.fixture
def kosong() -> Iterator[BasisData]:
    """An empty cluster, which knows our roles."""
    with bd.kluster_sementara(bd.TANPA_FSYNC) as kluster:
        with psycopg.connect(kluster.superuser_url("postgres"), autocommit=True) as connection:
            connection.execute("CREATE DATABASE peran")
        migrasi(kluster.superuser_url("peran"))
        lain = BasisData(kluster, "peran")
        pasang_sandi(lain.superuser, lain.app, lain.pekerja, lain.penanda)
        yield lain


def pulihkan_dump(dump: bytes, nama: str, di: Kluster) -> BasisData:
    """With --create: the rights on the database itself are part of what the lint asks for."""
    jalankan(di, "pg_restore", "--create", "-d", di.superuser_url("postgres"), "--exit-on-error", masukan=dump)
    return BasisData(di, nama)


@pytest.fixture
def cadangan(panggung: Panggung) -> Callable[[], bytes]:
    return lambda: jalankan(panggung.db.kluster, "pg_dump", "-Fc", panggung.db.superuser)


def siap_menurut(db: BasisData) -> Kesiapan:
    basis = Basis(db.app)
    try:
        return kesiapan(basis)
    finally:
        basis.tutup()


@pytest.mark.parametrize("lama", [True, False])
def test_a_restored_dump(
    panggung: Panggung, kosong: BasisData, cadangan: Callable[[], bytes], *, lama: bool
) -> None:  # fmt: skip
    panggung.tulis(3)
    panggung.putar()
    dump_lama = cadangan()
    panggung.tulis(2)
    panggung.putar()
    pulih_di = pulihkan_dump(dump_lama if lama else cadangan(), panggung.db.nama, kosong.kluster)
    with psycopg.connect(pulih_di.superuser) as connection:  # as if its server had been restarted since
        connection.execute("UPDATE sistem.pemda SET dibuat = dibuat - interval '1 day'")

    assert siap_menurut(pulih_di).halangan == (f"log {panggung.tenant.kode}: belum dibandingkan oleh penanda",)
    assert siap_menurut(pulih_di).tetap == ()

    with panggung_di(pulih_di, panggung.folder, panggung.tenant) as pulih:
        pulih.putar()
        if not lama:
            assert siap_menurut(pulih_di) == Kesiapan()
            assert pulih.ukuran() == [3, 5]
            return
        (kalimat,) = siap_menurut(pulih_di).tetap
        assert "memuat 3 peristiwa, padahal sudah ditandatangani 5" in kalimat
        assert pulih.ukuran() == [3]
        pulihkan_log(pulih.basis, pulih_di.superuser, panggung.folder, "Cadangan terbaru ikut terbakar.")
        pulih.putar()
        assert siap_menurut(pulih_di) == Kesiapan()
        assert pulih.ukuran() == [3, 5], "the recovery, and before it the registration, which this log did not have yet"


def test_a_clean_lint_is_not_believed_across_a_restart_of_the_server(
    panggung: Panggung, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The minute of memory is one of this run of the server alone."""
    dilihat: list[Any] = []

    def dihitung(_: Any) -> list[Any]:
        dilihat.append(1)
        return []

    monkeypatch.setattr(siap, "periksa", dihitung)
    for _ in range(3):
        assert kesiapan(panggung.basis).halangan == ()
    assert len(dilihat) == 1
    (dari, sampai) = siap._ingat[id(panggung.basis)]
    assert isinstance(dari, datetime)
    siap._ingat[id(panggung.basis)] = (dari - timedelta(hours=1), sampai)
    kesiapan(panggung.basis)
    assert len(dilihat) == 2


def test_a_verdict_of_an_earlier_run_counts_for_nothing(panggung: Panggung) -> None:
    panggung.tulis()
    panggung.putar()
    panggung.ubah("UPDATE sistem.pemda SET dibuat = dibuat - interval '1 day' WHERE tenant_id = %(t)s")
    assert kesiapan(panggung.basis) == Kesiapan()
    panggung.ubah("UPDATE sistem.jaga SET server = server - interval '1 hour' WHERE tenant_id = %(t)s")
    assert "belum dibandingkan" in kesiapan(panggung.basis).halangan[0]
    panggung.nyalakan_ulang()
    panggung.putar()
    assert kesiapan(panggung.basis) == Kesiapan()


def test_a_new_run_of_the_server_is_noticed(panggung: Panggung, monkeypatch: pytest.MonkeyPatch) -> None:
    panggung.tulis()
    panggung.putar()
    panggung.ubah("DELETE FROM sistem.jaga WHERE tenant_id = %(t)s")
    panggung.putar()
    assert panggung.baris("SELECT 1 FROM sistem.jaga WHERE tenant_id = %(t)s") == []
    monkeypatch.setattr("infra.penanda.penanda.mulai_server", lambda _: datetime.max)
    panggung.putar()
    assert panggung.jaga()["sah"] is True
