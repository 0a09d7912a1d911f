"""riwayat-verify as one file: it runs where there is nothing but Python, and holds nothing that it does not need."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from app.cli import main
from infra.bukti.verifikator import program, sumber
from tests.architecture.sumber import AKAR
from tests.infra.verify.dunia import KINI, Bukti, peristiwa

DASAR = [peristiwa(n) for n in range(1, 31)]


def _python() -> list[str]:
    """This Python and, where it is on the machine, the oldest one we promise."""
    return sorted({sys.executable, shutil.which("python3.11") or sys.executable})


@pytest.mark.parametrize("python", _python())
def test_satu_berkas_yang_berjalan_tanpa_apa_pun(tmp_path: Path, capsys, python: str):
    ke = tmp_path / "riwayat-verify"
    assert main(["verifikator", "--ke", str(ke)]) == 0
    assert "SHA-256" in capsys.readouterr().out
    bukti = Bukti(DASAR)
    for kode in (0, 1, 2):
        if kode == 1:
            bukti.isi[3] = peristiwa(4, payload=b"{}")
        folder = bukti.tulis(tmp_path / str(kode))
        if kode == 2:
            (folder / "checkpoint").unlink()
        perintah = [python, "-I", "-S", "-B", str(ke), str(folder), "--kini", KINI]
        hasil = subprocess.run(perintah, cwd=tmp_path, env={}, capture_output=True, text=True, check=False)
        assert (hasil.returncode, hasil.stderr) == (kode, "")
    assert "Tidak terbaca: checkpoint" in hasil.stdout
    assert subprocess.run([ke, "--help"], capture_output=True, check=False).returncode == 0


def test_isinya_hanya_log_dan_pemeriksa():
    with zipfile.ZipFile(BytesIO(program(AKAR))) as arsip:
        nama = set(arsip.namelist())
    assert {"__main__.py", "domain/__init__.py", "domain/log/merkle.py", "infra/verify/__main__.py"} <= nama
    lain = {n for n in nama if not n.startswith(("domain/log/", "infra/verify/"))}
    assert lain == {"__main__.py", "domain/__init__.py", "infra/__init__.py"}


def test_sama_di_mana_pun_dikemas(tmp_path: Path):
    for nama, isi in sumber(AKAR).items():
        (tmp_path / nama).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / nama).write_bytes(isi)
    (tmp_path / "__main__.py").unlink()
    assert program(tmp_path) == program(AKAR)


def test_tempat_yang_tidak_dapat_ditulis(tmp_path: Path, capsys):
    assert main(["verifikator", "--ke", str(tmp_path / "tiada" / "v")]) == 1
    assert "tidak dapat menulis" in capsys.readouterr().err
    (tmp_path / "v").mkdir()
    assert main(["verifikator", "--ke", str(tmp_path / "v")]) == 1
    assert [p.name for p in tmp_path.iterdir()] == ["v"]
