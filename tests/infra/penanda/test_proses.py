"""The signer as processes: one at a time, killed and started again, ended by SIGTERM, in a folder nobody else reads."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from infra.lokal.processes import wait_until
from infra.penanda.jalan import KUNCI
from infra.rahasia import FolderRahasia, FolderTidakAmanError
from tests.infra.penanda.panggung import Panggung

AKAR = Path(__file__).resolve().parents[3]


@contextmanager
def proses(panggung: Panggung, *perintah: str, masukan: str = "-m app.cli penanda") -> Iterator[subprocess.Popen[str]]:
    lingkungan = {
        "PATH": os.environ["PATH"],
        "DATABASE_URL_PENANDA": panggung.db.penanda,
        "RIWAYAT_PENANDA": str(panggung.folder),
        "RIWAYAT_TITIK_DETIK": "1",
    }
    menjalankan = [sys.executable, *(perintah or masukan.split())]
    with subprocess.Popen(
        menjalankan, cwd=AKAR, env=lingkungan, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as berjalan:
        try:
            yield berjalan
        finally:
            if berjalan.poll() is None:
                berjalan.kill()
            berjalan.communicate()


MULAI = "import sys\nfrom app.cli import main\nsys.exit(main(['penanda']))"
MATI_SEBELUM_BARIS = """
import os, signal, sys
from infra.penanda import tanda
tanda.simpan_titik = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
from app.cli import main
sys.exit(main(["penanda"]))
"""


def test_killed_between_memory_and_row_the_next_process_goes_on(panggung: Panggung) -> None:
    panggung.tulis(3)
    with proses(panggung, "-c", MATI_SEBELUM_BARIS) as pertama:
        assert pertama.wait(60) == -signal.SIGKILL
    assert panggung.titik() == []
    assert '"ukuran":3' in panggung.berkas()[0].read_text()
    panggung.tulis(2)
    with proses(panggung) as kedua:
        assert wait_until(lambda: panggung.ukuran() == [3, 5], 60), kedua.poll()
        kedua.send_signal(signal.SIGTERM)
        assert kedua.wait(30) == 0
    assert all(panggung.sah(row["note"]) for row in panggung.titik())


def test_killed_again_and_again_while_events_come(panggung: Panggung) -> None:
    for _ in range(3):
        panggung.tulis(5)
        with proses(panggung) as berjalan:
            sebelum = len(panggung.titik())
            assert wait_until(lambda n=sebelum: len(panggung.titik()) > n, 60)
            berjalan.send_signal(signal.SIGKILL)
            berjalan.wait(10)
    ukuran = panggung.ukuran()
    assert ukuran == sorted(ukuran)
    assert ukuran[-1] == 15
    panggung.nyalakan_ulang()
    panggung.putar()
    assert panggung.jaga()["sah"] is True


def test_one_signer_at_a_time(panggung: Panggung) -> None:
    panggung.tulis()
    with psycopg.connect(panggung.db.penanda, autocommit=True) as lain:
        lain.execute("SELECT pg_advisory_lock(%s)", (KUNCI,))
        with proses(panggung) as berjalan:
            assert berjalan.stderr is not None
            assert any("worker-waits-for-another" in baris for baris in berjalan.stderr)
            assert panggung.titik() == []
            lain.execute("SELECT pg_advisory_unlock(%s)", (KUNCI,))
            assert wait_until(lambda: panggung.ukuran() == [1], 60)


def satu_baris(panggung: Panggung, *perintah: str) -> str:
    with proses(panggung, "-m", "app.cli", *perintah) as berjalan:
        keluar, galat = berjalan.communicate(timeout=60)
    assert "Traceback" not in galat
    return keluar + galat


def test_keys_from_the_console(panggung: Panggung) -> None:
    panggung.tulis()
    panggung.putar()
    vkey = satu_baris(panggung, "penanda", "kunci", "--pemda", panggung.tenant.kode).strip()
    assert [kunci.vkey for kunci in panggung.kunci()] == [vkey]
    assert "mulai menandatangani" in satu_baris(panggung, "penanda", "kunci-baru")
    lama = panggung.kunci()[0].public.hex()[:8]
    assert "tidak ada kunci aktif" in satu_baris(panggung, "penanda", "kunci-berakhir", "salah")
    assert "berakhir dan dimusnahkan" in satu_baris(panggung, "penanda", "kunci-berakhir", lama)
    assert "satu-satunya" in satu_baris(panggung, "penanda", "kunci-berakhir", panggung.kunci()[0].public.hex()[:8])


def test_a_folder_that_others_can_read_stops_the_start(panggung: Panggung) -> None:
    FolderRahasia.buka(panggung.folder)
    panggung.folder.chmod(0o750)
    kata = satu_baris(panggung, "penanda")
    assert "dapat dibuka orang lain" in kata
    assert f"chmod 700 {panggung.folder}" in kata


@pytest.mark.parametrize("detik", ["0", "301", "sering"])
def test_a_distance_that_breaks_the_promise_is_refused(panggung: Panggung, detik: str) -> None:
    with proses(panggung, "-c", f"import os\nos.environ['RIWAYAT_TITIK_DETIK'] = '{detik}'\n{MULAI}") as berjalan:
        _, galat = berjalan.communicate(timeout=60)
    assert "RIWAYAT_TITIK_DETIK" in galat.splitlines()[-1]
    assert "Traceback" not in galat


@pytest.fixture
def folder(tmp_path: Path) -> FolderRahasia:
    return FolderRahasia.buka(tmp_path / "rahasia")


def test_the_folder_is_made_for_its_owner_alone(folder: FolderRahasia) -> None:
    folder.cabang("dalam").tulis("berkas", b"isi")
    assert folder.jalur.stat().st_mode & 0o777 == 0o700
    assert (folder.jalur / "dalam").stat().st_mode & 0o777 == 0o700
    assert (folder.jalur / "dalam" / "berkas").stat().st_mode & 0o777 == 0o600
    assert folder.cabang("dalam").baca("berkas") == b"isi"
    assert folder.baca("tidak-ada") is None


def _longgar(jalur: Path) -> None:
    jalur.chmod(0o640)


def _tautan(jalur: Path) -> None:
    jalur.unlink()
    jalur.symlink_to("/dev/null")


def _milik_lain(jalur: Path) -> None:
    os.chown(jalur, 12345, 12345)


@pytest.mark.parametrize(
    ("ulah", "kata"), [(_longgar, "chmod 600"), (_tautan, "tautan"), (_milik_lain, "milik pengguna lain")]
)
def test_what_others_could_read_or_change_is_refused(
    folder: FolderRahasia, ulah: Callable[[Path], None], kata: str
) -> None:
    if ulah is _milik_lain and os.geteuid() != 0:
        pytest.skip("only root gives files away")
    folder.tulis("berkas", b"isi")
    ulah(folder.jalur / "berkas")
    with pytest.raises(FolderTidakAmanError, match=kata):
        FolderRahasia.buka(folder.jalur)


def test_a_half_written_file_is_no_file(folder: FolderRahasia) -> None:
    (folder.jalur / ".a.baru").write_bytes(b"setengah")
    assert list(folder.semua("*")) == []
    folder.tulis("a", b"utuh")
    assert list(folder.semua("*")) == ["a"]
    assert folder.baca("a") == b"utuh"
