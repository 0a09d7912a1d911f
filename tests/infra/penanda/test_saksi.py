"""Signer and witnesses together, over HTTP on this machine: quorum, absence, refusal, lost memory."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import timedelta
from pathlib import Path

import pytest
import structlog

from app.cli import main
from domain.log.note import Key, Note, read_signatures
from domain.log.policy import majority
from domain.pemda import Pemda
from domain.pemda.saksi import AlamatSaksiTidakSahError
from infra.direktori import Direktori
from infra.errors import TersibukError
from infra.event_store.buku import Buku
from infra.jaringan.pengambil import PengambilAman
from infra.lokal.processes import wait_until
from infra.pemda import tunjuk_saksi
from infra.penanda.antar import JEDA_TERPANJANG
from infra.rahasia import KunciRahasia
from tests import basis_data as bd
from tests.infra.penanda.panggung import Panggung, SaksiMenyala, saksi_menyala
from tests.infra.penanda.test_penolakan import ditolak, hapus_ekor, pohon_baru, ubah_isi
from tests.infra.penanda.test_proses import AKAR

BuatSaksi = Callable[[str], SaksiMenyala]


@pytest.fixture
def buat_saksi(panggung: Panggung, tmp_path: Path) -> Iterator[BuatSaksi]:
    """A witness that knows the government's log."""
    with ExitStack() as menyala:

        def buat(nama: str) -> SaksiMenyala:
            return menyala.enter_context(saksi_menyala(tmp_path / nama, nama, panggung.kunci()))

        yield buat


@pytest.fixture
def tiga(panggung: Panggung, buat_saksi: BuatSaksi) -> list[SaksiMenyala]:
    panggung.penanda.kunci.pasang(panggung.basis_penanda)
    saksi = [buat_saksi(f"saksi-{n}") for n in (1, 2, 3)]
    for satu in saksi:
        panggung.tunjuk(satu)
    return saksi


def test_a_quorum_of_three_cosigns_every_checkpoint(panggung: Panggung, tiga: list[SaksiMenyala]) -> None:
    for banyak in (2, 300, 1):
        panggung.tulis(banyak)
        panggung.putar()
        panggung.antar()
    nama = [s.nama for s in tiga]
    assert panggung.kosaksi() == [(n, satu) for n in (1, 2, 3) for satu in nama]
    assert majority(len(nama)) == 2
    for row in panggung.baris(
        "SELECT note, baris, saksi, c.pada FROM es.cosignature c JOIN es.checkpoint USING (tenant_id, nomor)"
        " WHERE tenant_id = %(t)s"
    ):
        kunci = next(Key.read(s.saksi.vkey) for s in tiga if s.nama == row["saksi"])
        waktu = Note(Note.read(row["note"]).text, read_signatures(row["baris"])).cosigned(kunci)
        assert waktu == int(row["pada"].timestamp())


def test_a_quiet_day_brings_a_fresh_cosignature(panggung: Panggung, tiga: list[SaksiMenyala]) -> None:
    panggung.tulis()
    panggung.putar()
    panggung.antar()
    panggung.putar(timedelta(hours=24))
    panggung.antar()
    assert panggung.ukuran() == [4, 4]
    assert len(panggung.kosaksi()) == 6


def test_a_witness_that_does_not_know_the_log_is_no_bad_sign(panggung: Panggung, tmp_path: Path) -> None:
    panggung.penanda.kunci.pasang(panggung.basis_penanda)
    with saksi_menyala(tmp_path / "asing", "asing") as asing:
        panggung.tunjuk(asing)
        panggung.tulis()
        panggung.putar()
        with structlog.testing.capture_logs() as catatan:
            panggung.antar()
        assert [c["event"] for c in catatan] == ["witness-unknown"]
        assert panggung.jaga()["kalimat"] == ""
        asing.saksi.terima(panggung.kunci()[0].vkey)
        panggung.antar(timedelta(seconds=5))
    assert panggung.kosaksi() == [(1, "asing")]


def test_what_the_database_interrupts_is_handed_in_later(
    panggung: Panggung, tiga: list[SaksiMenyala], monkeypatch: pytest.MonkeyPatch
) -> None:
    panggung.tulis()
    panggung.putar()

    def sibuk(_: object) -> None:
        raise TersibukError("uji")

    with monkeypatch.context() as sementara:
        sementara.setattr("infra.penanda.antar.baca_log", sibuk)
        with pytest.raises(TersibukError):
            panggung.antar()
    panggung.antar()
    assert len(panggung.kosaksi()) == 3


def penjabat(panggung: Panggung) -> str:
    """The full name of somebody who holds a post."""
    isi = bd.isi_pemda(panggung.basis, Buku(panggung.basis), panggung.tenant)
    return Direktori(panggung.basis).nama([isi.orang_id])[isi.orang_id]


def test_naming_and_dismissing_from_the_console(
    panggung: Panggung, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    nama = penjabat(panggung)
    monkeypatch.setenv("DATABASE_URL", panggung.db.app)
    kunci = KunciRahasia(bytes([4] * 32)).saksi("saksi-uji").vkey

    def riwayat(*kata: str) -> tuple[int, str]:
        kode = main(["pemda", "saksi", "--pemda", panggung.tenant.kode, "--oleh", nama, *kata])
        keluar = capsys.readouterr()
        return kode, keluar.out + keluar.err

    assert riwayat("--tunjuk", kunci, "--alamat", "https://saksi.contoh.go.id") == (
        0,
        "Saksi yang bertugas: saksi-uji\n",
    )
    assert riwayat("--tunjuk", kunci, "--alamat", "https://saksi.contoh.go.id")[0] == 1
    assert riwayat("--tunjuk", "salah", "--alamat", "https://saksi.contoh.go.id")[0] == 1
    assert riwayat("--berhentikan", "saksi-uji")[0] == 1
    assert riwayat("--berhentikan", "saksi-uji", "--alasan", "Pindah tugas.") == (0, "Saksi yang bertugas: tidak ada\n")
    assert panggung.baris("SELECT nama, aktif FROM baca.saksi WHERE tenant_id = %(t)s") == [
        {"nama": "saksi-uji", "aktif": False}
    ]


def test_a_signer_that_forgot_what_they_saw_is_told(panggung: Panggung, tiga: list[SaksiMenyala]) -> None:
    """409 with the size: the proof is made again from there."""
    panggung.tulis(5)
    panggung.putar()
    panggung.antar()
    panggung.nyalakan_ulang()
    panggung.tulis(5)
    panggung.putar()
    panggung.antar()
    assert len(panggung.kosaksi()) == 6


def test_a_witness_that_is_away_delays_nothing_and_is_asked_again_ever_later(
    panggung: Panggung, buat_saksi: BuatSaksi, tmp_path: Path
) -> None:
    panggung.penanda.kunci.pasang(panggung.basis_penanda)
    ada = buat_saksi("ada")
    with saksi_menyala(tmp_path / "pergi", "pergi", panggung.kunci()) as pergi:
        panggung.tunjuk(pergi)
    panggung.tunjuk(ada)
    panggung.tulis()
    panggung.putar()
    with structlog.testing.capture_logs() as catatan:
        panggung.antar()
        for detik in (1, 3, 1, 4, 6, 4_000, 4_000):
            panggung.antar(timedelta(seconds=detik))
    assert panggung.kosaksi() == [(1, "ada")]
    assert [c["attempt"] for c in catatan if c["event"] == "witness-away"] == [1, 2, 3, 4, 5]
    assert panggung.jaga()["sah"] is True
    assert panggung.jaga()["kalimat"] == ""
    with saksi_menyala(tmp_path / "pergi", "pergi") as kembali:
        panggung.ubah(f"UPDATE baca.saksi SET alamat = '{kembali.alamat}' WHERE tenant_id = %(t)s AND nama = 'pergi'")
        panggung.antar(JEDA_TERPANJANG)
    assert panggung.kosaksi() == [(1, "ada"), (1, "pergi")]


def test_a_tampered_log_signed_by_its_own_signer_is_refused_by_all(
    panggung: Panggung, tiga: list[SaksiMenyala]
) -> None:
    """The operator with the key: memory thrown away, history rewritten, signed anew. The witnesses remember."""
    panggung.tulis(5)
    panggung.putar()
    panggung.antar()
    ubah_isi(panggung, 4)
    pohon_baru(panggung)
    panggung.tulis(2)
    for berkas in panggung.berkas():
        berkas.unlink()
    panggung.superuser.execute("DELETE FROM es.cosignature")
    panggung.superuser.execute("DELETE FROM es.checkpoint")
    panggung.nyalakan_ulang()
    panggung.putar()
    assert panggung.ukuran() == [10]  # three events named the witnesses
    with structlog.testing.capture_logs() as catatan:
        panggung.antar()
    assert panggung.kosaksi() == []
    assert [c["log_level"] for c in catatan if c["event"] == "witness-refuses"] == ["error"] * 3
    jaga = panggung.jaga()
    assert jaga["sah"] is True
    assert "Saksi saksi-1, saksi-2, saksi-3 menolak log ini" in jaga["kalimat"]
    assert all(len(s.saksi.ingatan.bukti(panggung.kunci()[0].name)) == 1 for s in tiga)
    panggung.tulis()
    panggung.putar()
    assert panggung.ukuran() == [10, 11]
    assert "menolak log ini" in panggung.jaga()["kalimat"]


def test_an_old_backup_with_the_signers_folder_is_refused(panggung: Panggung, tiga: list[SaksiMenyala]) -> None:
    """Signer and database both from yesterday: only the witnesses know of today."""
    panggung.tulis(2)
    panggung.putar()
    kemarin = [(berkas, berkas.read_bytes()) for berkas in panggung.berkas()]
    panggung.tulis(4)
    panggung.putar()
    panggung.antar()
    hapus_ekor(panggung, 5)
    panggung.superuser.execute("DELETE FROM es.cosignature")
    panggung.superuser.execute("DELETE FROM es.checkpoint WHERE nomor > 1")
    pohon_baru(panggung)
    for berkas, isi in kemarin:
        berkas.write_bytes(isi)
    panggung.nyalakan_ulang()
    panggung.putar()
    panggung.antar()
    assert panggung.kosaksi() == []
    assert "menolak log ini" in panggung.jaga()["kalimat"]


def test_lost_memory_comes_back_from_the_witnesses(panggung: Panggung, tiga: list[SaksiMenyala]) -> None:
    panggung.tulis(5)
    panggung.putar()
    panggung.antar()
    shutil.rmtree(panggung.folder / "log")
    panggung.tulis()
    panggung.nyalakan_ulang()
    panggung.putar()
    assert panggung.jaga()["sah"] is True
    assert panggung.ukuran() == [8, 9]
    panggung.antar()
    assert len(panggung.kosaksi()) == 6


@pytest.mark.parametrize("cara", ["ubah", "potong"])
def test_lost_memory_and_a_changed_log_is_found_by_the_witnesses(
    panggung: Panggung, tiga: list[SaksiMenyala], cara: str
) -> None:
    panggung.tulis(5)
    panggung.putar()
    panggung.antar()
    shutil.rmtree(panggung.folder / "log")
    if cara == "ubah":
        ubah_isi(panggung, 5)
        pohon_baru(panggung)
    else:
        hapus_ekor(panggung, 6)
        pohon_baru(panggung)
    panggung.nyalakan_ulang()
    panggung.putar()
    if cara == "ubah":
        ditolak(panggung, "bukan yang dulu disaksikan")
    assert panggung.jaga()["sah"] is False


def test_without_a_quorum_of_answers_lost_memory_stays_lost(panggung: Panggung, tiga: list[SaksiMenyala]) -> None:
    panggung.tulis(5)
    panggung.putar()
    panggung.antar()
    shutil.rmtree(panggung.folder / "log")
    panggung.ubah("UPDATE baca.saksi SET alamat = 'http://127.0.0.1:1' WHERE tenant_id = %(t)s AND nama <> 'saksi-1'")
    panggung.nyalakan_ulang()
    panggung.putar()
    ditolak(panggung, "hanya 1 dari 3 saksi")


def test_a_split_view_gets_no_second_quorum(panggung: Panggung, tiga: list[SaksiMenyala]) -> None:
    """Two histories, both signed with the log's key, one shown to each: two of three is more than either can have."""
    panggung.tulis(5)
    panggung.putar()
    panggung.ubah("UPDATE baca.saksi SET aktif = (nama <> 'saksi-3') WHERE tenant_id = %(t)s")
    panggung.antar()
    assert [nama for _, nama in panggung.kosaksi()] == ["saksi-1", "saksi-2"]
    panggung.superuser.execute("DELETE FROM es.cosignature")
    panggung.superuser.execute("DELETE FROM es.checkpoint")
    ubah_isi(panggung, 6)
    pohon_baru(panggung)
    panggung.tulis()
    for berkas in panggung.berkas():
        berkas.unlink()
    panggung.ubah("UPDATE baca.saksi SET aktif = true WHERE tenant_id = %(t)s")
    panggung.nyalakan_ulang()
    panggung.putar()
    panggung.antar()
    assert [nama for _, nama in panggung.kosaksi()] == ["saksi-3"]
    assert len(panggung.kosaksi()) < majority(3)


def test_a_lying_witness_gives_nothing(panggung: Panggung, buat_saksi: BuatSaksi) -> None:
    """Somebody else's signature in its name, or a word that is no cosignature, is not stored."""
    panggung.penanda.kunci.pasang(panggung.basis_penanda)
    saksi = buat_saksi("saksi-1")
    panggung.tunjuk(saksi)
    saksi.saksi._kunci = KunciRahasia(bytes([3] * 32))
    panggung.tulis()
    panggung.putar()
    panggung.antar()
    assert panggung.kosaksi() == []


def test_an_address_without_https_is_for_demonstrations(panggung: Panggung, tmp_path: Path) -> None:
    kunci = KunciRahasia(bytes([4] * 32)).saksi("saksi").vkey
    assert tunjuk_saksi(panggung.basis, Pemda(), kunci=kunci, alamat="http://127.0.0.1:9").nama == "saksi"
    panggung.superuser.execute("DELETE FROM sistem.tanda")
    with pytest.raises(AlamatSaksiTidakSahError):
        tunjuk_saksi(panggung.basis, Pemda(), kunci=kunci, alamat="http://127.0.0.1:9")
    assert tunjuk_saksi(panggung.basis, Pemda(), kunci=kunci, alamat="https://saksi.contoh.go.id").alamat


def test_outside_a_demonstration_loopback_is_never_asked(panggung: Panggung, tiga: list[SaksiMenyala]) -> None:
    panggung.penanda.pengantar.http = PengambilAman()
    panggung.tulis()
    panggung.putar()
    panggung.antar()
    assert panggung.kosaksi() == []


def bebas() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as telinga:
        port: int = telinga.getsockname()[1]
        return port


def test_the_witness_as_a_process(panggung: Panggung, tmp_path: Path) -> None:
    """As its operator runs it: accept a log, serve, be named, cosign, survive a kill."""
    panggung.penanda.kunci.pasang(panggung.basis_penanda)
    folder, port = tmp_path / "saksi", bebas()
    alamat = f"http://127.0.0.1:{port}"

    def riwayat(*kata: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "app.cli", "saksi", *kata, "--folder", str(folder)],
            cwd=AKAR, env={"PATH": ""}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip

    with riwayat("terima", panggung.kunci()[0].vkey) as menerima:
        kata, _ = menerima.communicate(timeout=60)
    assert "diterima" in kata
    http = PengambilAman(boleh_loopback=True)

    def kunci() -> str:
        try:
            return http.teks(f"{alamat}/kunci").isi.strip()
        except Exception:
            return ""

    vkey = ""
    for putaran in (1, 2):
        with riwayat("--port", str(port)) as melayani:
            try:
                assert wait_until(lambda: bool(kunci()), 60), melayani.poll()
                assert vkey in ("", kunci())
                if not vkey:
                    vkey = kunci()
                    panggung.ubah(
                        "INSERT INTO baca.saksi (tenant_id, nama, kunci, alamat, aktif, pos, pada)"
                        f" VALUES (%(t)s, '{Key.read(vkey).name}', '{vkey}', '{alamat}', true, 1, now())"
                    )
                panggung.tulis()
                panggung.putar()
                panggung.antar()
                assert len(panggung.kosaksi()) == putaran
            finally:
                melayani.terminate()
                melayani.communicate(timeout=60)


def test_bad_words_to_the_witness_console_get_a_sentence(tmp_path: Path) -> None:
    folder = ("--folder", str(tmp_path / "s"))
    for kata in (("saksi",), ("saksi", "terima", "bukan", *folder), ("saksi", "--port", "99999", *folder)):
        hasil = subprocess.run(
            [sys.executable, "-m", "app.cli", *kata], cwd=AKAR, env={"PATH": ""}, capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        assert hasil.returncode == 1
        assert hasil.stderr.startswith("riwayat: ")
        assert hasil.stderr.count("\n") == 1
