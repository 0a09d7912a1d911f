"""The witness over HTTP: a machine of random requests against the specification, races, restarts, and its console."""

from __future__ import annotations

import tempfile
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from threading import Barrier

import pytest
from flask.testing import FlaskClient
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from werkzeug.test import TestResponse

from app.saksi import create_saksi
from app.saksi.jawaban import KALIMAT
from domain.log import tiles
from domain.log.checkpoint import Checkpoint
from domain.log.merkle import EMPTY_ROOT
from domain.log.note import LOG, Key, Note, read_signatures
from domain.log.witness import MOST_HASHES, text
from infra.rahasia import KunciRahasia
from infra.saksi.ingatan import sidik_asal
from infra.saksi.saksi import Saksi, SaksiError
from tests.domain.log.test_merkle import LEAVES, fetch, mth

KINI = datetime(2026, 3, 2, tzinfo=UTC)
PENANDA, PENCURI = KunciRahasia(bytes([7] * 32)), KunciRahasia(bytes([8] * 32))
ASAL = "riwayat/log/uji"
TERBESAR = 70


def akar(ukuran: int, cabang: int = 0) -> bytes:
    """Branch 0 is the honest log; others differ from it in the first leaf."""
    return mth([LEAVES[900 + cabang], *LEAVES[1:ukuran]]) if cabang and ukuran else mth(LEAVES[:ukuran])


def nota(ukuran: int, cabang: int = 0, asal: str = ASAL, kunci: KunciRahasia = PENANDA) -> str:
    teks = Checkpoint(asal, ukuran, akar(ukuran, cabang)).text
    return Note(teks, (kunci.tanda_tangani(asal, teks),)).full


def bukti(lama: int, baru: int) -> list[bytes]:
    return tiles.consistency_proof(lama, baru, fetch)


class Tamu:
    """A log's side of the conversation."""

    def __init__(self, folder: Path, *asal: str) -> None:
        self.saksi = Saksi(folder, "saksi.contoh/uji", lambda: KINI)
        for satu in asal:
            self.saksi.terima(PENANDA.log(satu).vkey)
        self.klien: FlaskClient = create_saksi(self.saksi).test_client()

    def kirim(self, lama: int, bukti: list[bytes], nota: str) -> TestResponse:
        return self.klien.post("/add-checkpoint", data=text(lama, bukti, nota).encode())

    def tumbuh(self, lama: int, baru: int, asal: str = ASAL) -> TestResponse:
        return self.kirim(lama, bukti(lama, baru), nota(baru, asal=asal))


def disaksikan(tamu: Tamu, jawaban: TestResponse, ukuran: int, asal: str = ASAL) -> None:
    assert jawaban.status_code == 200, jawaban.text
    kunci = Key.read(tamu.saksi.vkey)
    teks = Checkpoint(asal, ukuran, akar(ukuran)).text
    assert Note(teks, read_signatures(jawaban.text)).cosigned(kunci) == int(KINI.timestamp())


@pytest.fixture
def tamu(tmp_path: Path) -> Tamu:
    return Tamu(tmp_path / "saksi", ASAL)


class MesinSaksi(RuleBasedStateMachine):
    """`terakhir` is what the witness may have cosigned last in each log, by the specification alone."""

    @initialize()
    def mulai(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="riwayat-saksi-")
        self.jalur = Path(self._folder.name) / "saksi"
        self.asal = [ASAL, "riwayat/log/lain"]
        self.tamu = Tamu(self.jalur, *self.asal)
        self.terakhir = dict.fromkeys(self.asal, 0)

    def teardown(self) -> None:
        if hasattr(self, "_folder"):
            self._folder.cleanup()

    @rule(n=st.integers(0, 1), lama=st.integers(0, TERBESAR), baru=st.integers(0, TERBESAR), tepat=st.booleans())
    def tumbuh(self, n: int, lama: int, baru: int, tepat: bool) -> None:
        asal = self.asal[n]
        lama = self.terakhir[asal] if tepat else lama
        jawaban = self.tamu.kirim(lama, bukti(lama, baru) if lama <= baru else [], nota(baru, asal=asal))
        if lama > baru:
            assert jawaban.status_code == 400
        elif lama != self.terakhir[asal]:
            assert (jawaban.status_code, jawaban.content_type) == (409, "text/x.tlog.size")
            assert jawaban.text == f"{self.terakhir[asal]}\n"
        else:
            disaksikan(self.tamu, jawaban, baru, asal)
            self.terakhir[asal] = baru

    @rule(n=st.integers(0, 1), baru=st.integers(1, TERBESAR), cabang=st.integers(1, 3))
    def belah(self, n: int, baru: int, cabang: int) -> None:
        """Another history: refused as soon as the witness has seen the honest one."""
        asal, lama = self.asal[n], self.terakhir[self.asal[n]]
        if not 0 < lama <= baru:
            return
        jawaban = self.tamu.kirim(lama, bukti(lama, baru), nota(baru, cabang, asal))
        assert jawaban.status_code == (409 if lama == baru else 422)
        assert "Yang harus dilakukan" in jawaban.text
        assert "What to do" in jawaban.text
        assert jawaban.content_type.startswith("text/plain")

    @rule(n=st.integers(0, 1), tambah=st.integers(1, 20), letak=st.integers(0, 10), cara=st.integers(0, 2))
    def palsukan_bukti(self, n: int, tambah: int, letak: int, cara: int) -> None:
        asal, lama = self.asal[n], self.terakhir[self.asal[n]]
        palsu = bukti(lama, lama + tambah)
        if cara == 0 or not palsu:
            palsu = [*palsu, EMPTY_ROOT]
        elif cara == 1:
            palsu = palsu[:-1]
        else:
            palsu[letak % len(palsu)] = bytes(32)
        assert self.tamu.kirim(lama, palsu, nota(lama + tambah, asal=asal)).status_code == 422

    @rule(baru=st.integers(0, TERBESAR))
    def kunci_lain(self, baru: int) -> None:
        lama = self.terakhir[ASAL]
        assert self.tamu.kirim(lama, [], nota(baru, kunci=PENCURI)).status_code == 403
        asing = nota(baru).replace(nota(baru).split("\n")[2], nota(baru, 1).split("\n")[2])
        if baru:  # a genuine signature on another text
            assert self.tamu.kirim(lama, [], asing).status_code == 403

    @rule(baru=st.integers(0, TERBESAR))
    def asal_tak_dikenal(self, baru: int) -> None:
        assert self.tamu.kirim(0, [], nota(baru, asal="riwayat/log/asing")).status_code == 404

    @rule()
    def nyalakan_ulang(self) -> None:
        self.tamu = Tamu(self.jalur)

    @rule(n=st.integers(0, 1))
    def tanya(self, n: int) -> None:
        asal = self.asal[n]
        jawaban = self.tamu.klien.get(f"/log/{sidik_asal(asal)}")
        if jawaban.status_code == 404:
            assert self.terakhir[asal] == 0
            return
        tersimpan = Note.read(jawaban.text)
        assert Checkpoint.read(tersimpan.text).size == self.terakhir[asal]
        assert tersimpan.signed_by(PENANDA.log(asal))
        assert tersimpan.cosigned(Key.read(self.tamu.saksi.vkey)) is not None


MesinSaksi.TestCase.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
TestMesinSaksi = MesinSaksi.TestCase


@pytest.mark.parametrize("cabang", [0, 1])
def test_of_two_submissions_at_once_exactly_one_wins(tamu: Tamu, cabang: int) -> None:
    """The same step twice, and two histories that part: whoever comes second is told what the first left."""
    for putaran in range(8):
        lama = putaran * 5
        if lama:
            tamu.tumbuh(lama - 5, lama)
        mulai = Barrier(2)

        def satu(ke: int, lama: int = lama, mulai: Barrier = mulai) -> int:
            mulai.wait(30)
            baru = lama + 1 + ke
            return tamu.kirim(lama, bukti(lama, baru), nota(baru, cabang if lama == 0 and ke else 0)).status_code

        with ThreadPoolExecutor(2) as benang:
            assert sorted(benang.map(satu, range(2))) == [200, 409]
        titik = Checkpoint.read(Note.read(tamu.klien.get(f"/log/{sidik_asal(ASAL)}").text).text)
        assert titik.size in (lama + 1, lama + 2)
        if cabang and titik.root != akar(titik.size):
            return
        tamu.tumbuh(titik.size, lama + 5)


def test_a_refused_history_is_kept_as_evidence(tamu: Tamu) -> None:
    tamu.tumbuh(0, 5)
    for _ in range(2):
        tamu.kirim(5, [], nota(5, 1))
    tamu.kirim(5, bukti(5, 9), nota(9, 1))
    assert [sebab for sebab, _ in tamu.saksi.ingatan.bukti(ASAL)] == ["UNPROVED", "OTHER_ROOT"]
    assert tamu.saksi.ingatan.bukti(ASAL)[1][1] == nota(5, 1)


def test_a_second_key_of_a_log_and_unknown_signatures_beside_it(tamu: Tamu) -> None:
    tamu.saksi.terima(PENCURI.log(ASAL).vkey)
    teks = Checkpoint(ASAL, 3, akar(3)).text
    ketiga = KunciRahasia(bytes([9] * 32))
    banyak = Note(teks, tuple(k.tanda_tangani(ASAL, teks) for k in (ketiga, PENCURI, PENANDA))).full
    disaksikan(tamu, tamu.kirim(0, [], banyak), 3)
    disaksikan(tamu, tamu.kirim(3, bukti(3, 4), nota(4, kunci=PENCURI)), 4)


def test_what_is_no_submission_and_what_is_too_large(tamu: Tamu) -> None:
    for isi in (b"", b"\xff\xfe", b"old x\n\n", b"x" * 50_000):
        assert tamu.klien.post("/add-checkpoint", data=isi).status_code == 400
    assert tamu.klien.post("/add-checkpoint", data=b"x" * 200_000).status_code == 413
    assert tamu.kirim(0, [bytes(32)] * (MOST_HASHES + 1), nota(3)).status_code == 400
    assert tamu.klien.get("/add-checkpoint").status_code == 405
    assert tamu.klien.get("/lain").status_code == 404
    assert tamu.klien.get("/log/" + "0" * 64).status_code == 404


def test_its_key_and_a_restart_with_the_same_memory(tamu: Tamu, tmp_path: Path) -> None:
    vkey = tamu.klien.get("/kunci").text.strip()
    assert Key.read(vkey) == Key.read(tamu.saksi.vkey)
    tamu.tumbuh(0, 5)
    lagi = Tamu(tmp_path / "saksi")
    assert lagi.saksi.vkey == vkey
    assert lagi.tumbuh(0, 5).text == "5\n"
    disaksikan(lagi, lagi.tumbuh(5, 5), 5)  # the same size again: a fresh time
    with pytest.raises(SaksiError, match="sudah bernama"):
        Saksi(tmp_path / "saksi", "lain")


def test_names_and_keys_that_are_none(tmp_path: Path) -> None:
    assert Saksi(tmp_path / "a").nama.startswith("riwayat/saksi/")
    for nama in ("dua kata", "a+b", "x" * 300):
        with pytest.raises(SaksiError):
            Saksi(tmp_path / nama[:5].replace(" ", "_"), nama)
    saksi = Saksi(tmp_path / "b", "baik")
    with pytest.raises(SaksiError, match="tidak terbaca"):
        saksi.terima("bukan kunci")
    with pytest.raises(SaksiError, match="kunci sebuah saksi"):
        saksi.terima(saksi.vkey)
    for _ in range(2):
        assert saksi.terima(PENANDA.log(ASAL).vkey).type == LOG
    assert (tmp_path / "b" / "log.txt").read_text().count("\n") == 1
    (tmp_path / "b" / "log.txt").write_text("# catatan\n\nrusak\n")
    with pytest.raises(SaksiError, match=r"log\.txt"):
        saksi.kunci_log(ASAL)


def test_its_own_trouble_is_not_the_logs(tamu: Tamu, tmp_path: Path) -> None:
    (tmp_path / "saksi" / "log.txt").write_text("rusak\n")
    jawaban = tamu.tumbuh(0, 5)
    assert jawaban.status_code == 500
    assert "kirim lagi nanti" in jawaban.text


def test_every_refusal_says_what_to_do() -> None:
    for _, kalimat in KALIMAT.values():
        assert "Yang harus dilakukan" in kalimat
        assert "What to do" in kalimat
