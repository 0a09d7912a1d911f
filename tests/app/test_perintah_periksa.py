"""`riwayat periksa`: what is printed, and the exit codes. Files are checked without a database."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import infra.demo
from app.cli import main
from tenants.model import Tenant
from tests.app.conftest import Panggung
from tests.app.test_siklus import buat_sop, sop_sah
from tests.basis_data import BasisData

SOP = Path(infra.demo.__file__).parent / "data" / "sop"
IDEAL, CACAT = SOP / "16-contoh-ideal-rekaan.yaml", SOP / "17-contoh-cacat-rekaan.yaml"

Perintah = Callable[..., tuple[int, list[str], list[str]]]


@pytest.fixture
def periksa(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Perintah:
    """Exit code, what was printed, what was complained; no address of a database."""
    for nama in ("DATABASE_URL", "DATABASE_URL_MIGRASI", "DATABASE_URL_PEKERJA", "DATABASE_URL_PENANDA"):
        monkeypatch.delenv(nama, raising=False)

    def jalankan(*argumen: object) -> tuple[int, list[str], list[str]]:
        capsys.readouterr()
        kode = main(["periksa", *map(str, argumen)])
        tertulis = capsys.readouterr()
        return kode, tertulis.out.splitlines(), tertulis.err.splitlines()

    return jalankan


def test_berkas_tanpa_temuan(periksa: Perintah) -> None:
    assert periksa(IDEAL) == (0, [f"{IDEAL}: tidak ada temuan"], [])


def test_berkas_dengan_temuan_yang_menahan(periksa: Perintah) -> None:
    kode, baris, galat = periksa(CACAT)
    assert (kode, galat) == (1, [])
    assert baris[0].startswith(f"{CACAT}: ")
    assert "  E  DT-01  Tanggal pembuatan: Tanggal pembuatan lebih baru daripada tanggal efektif." in baris


def test_peringatan_saja_tidak_menahan(periksa: Perintah, tmp_path: Path) -> None:
    isi = IDEAL.read_text().replace("Apabila ", "Awas ")
    (tmp_path / "sop.yaml").write_text(isi)
    kode, baris, _ = periksa(tmp_path / "sop.yaml")
    assert (kode, len(baris)) == (0, 2)
    assert "1 peringatan" in baris[0]


@pytest.mark.parametrize("isi", [b"", b"\xff\xfe", b"identitas: [", b"langkah: []", b"identitas: {nama_sop: x}\n"])
def test_berkas_yang_tidak_terbaca(periksa: Perintah, tmp_path: Path, isi: bytes) -> None:
    (tmp_path / "sop.yaml").write_bytes(isi)
    kode, baris, (galat,) = periksa(tmp_path / "sop.yaml")
    assert (kode, baris) == (2, [])
    assert galat.startswith("riwayat: sop.yaml baris ")


def test_berkas_yang_tidak_ada(periksa: Perintah, tmp_path: Path) -> None:
    kode, baris, (galat,) = periksa(tmp_path / "tidak-ada.yaml")
    assert (kode, baris) == (2, [])
    assert "tidak ada atau tidak dapat dibaca" in galat


def test_beberapa_berkas_yang_terburuk_menentukan(periksa: Perintah, tmp_path: Path) -> None:
    assert periksa(IDEAL, CACAT)[0] == 1
    kode, baris, galat = periksa(tmp_path / "tidak-ada.yaml", IDEAL, CACAT)
    assert (kode, len(galat)) == (2, 1)
    assert f"{IDEAL}: tidak ada temuan" in baris


@pytest.mark.parametrize("argumen", [(), (IDEAL, "--pemda", "kota-x")])
def test_berkas_atau_pemda(periksa: Perintah, argumen: tuple[object, ...]) -> None:
    kode, baris, (galat,) = periksa(*argumen)
    assert (kode, baris) == (1, [])
    assert "sebutkan berkas" in galat


def test_semua_sop_sebuah_pemda(
    periksa: Perintah, panggung: Panggung, basis_data: BasisData, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", basis_data.app)
    sop = sop_sah(panggung)
    assert periksa("--pemda", panggung.tenant.kode)[:2] == (
        0,
        [f"Sekretariat DPRD: Pengelolaan Surat Masuk (disahkan, {sop}): tidak ada temuan"],
    )
    buat_sop(panggung.sari, panggung.opd, "SOP Rapat")
    kode, baris, _ = periksa("--pemda", panggung.tenant.kode)
    assert kode == 1
    assert "  E  LH-01  Dasar hukum: Belum ada dasar hukum." in baris


def test_pemda_tanpa_sop(
    periksa: Perintah, pemda: Tenant, basis_data: BasisData, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", basis_data.app)
    assert periksa("--pemda", pemda.kode) == (0, [], [])
    kode, _, (galat,) = periksa("--pemda", "kota-antah")
    assert kode == 1
    assert "tidak terdaftar" in galat
