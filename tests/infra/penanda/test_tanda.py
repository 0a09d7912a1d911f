"""Signing: it grows, carries every active key, stays fresh, and survives a kill between memory and row."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from domain.log.checkpoint import Checkpoint
from domain.log.merkle import Tree
from domain.log.note import Note
from infra.penanda import tanda
from infra.penanda.kunci import KunciError
from infra.penanda.log import LogTidakSahError, akar_tersimpan, baca_log, tumbuhkan
from tests.infra.penanda.panggung import SEMENIT, Panggung


def test_what_grew_is_signed_and_verifies(panggung: Panggung) -> None:
    for banyak in (1, 300, 5):
        panggung.tulis(banyak)
        panggung.putar()
    assert panggung.ukuran() == [1, 301, 306]
    for row in panggung.titik():
        titik = Checkpoint.read(Note.read(row["note"]).text)
        assert (titik.size, titik.root) == (row["size"], row["root"])
        assert titik.root == akar_tersimpan(panggung.basis_penanda, titik.size)
        assert panggung.sah(row["note"])
    assert panggung.jaga()["sah"] is True
    assert panggung.jaga()["size"] == 306


def test_two_checkpoints_are_at_least_the_distance_apart_and_no_event_waits_longer(panggung: Panggung) -> None:
    panggung.tulis()
    panggung.putar()
    panggung.tulis()
    panggung.putar(timedelta(seconds=2))
    assert panggung.ukuran() == [1]
    panggung.putar(timedelta(seconds=58))
    assert panggung.ukuran() == [1, 2]


def test_a_quiet_log_gets_a_fresh_checkpoint_every_day(panggung: Panggung) -> None:
    panggung.tulis(3)
    panggung.putar()
    panggung.putar(timedelta(hours=23))
    assert panggung.ukuran() == [3]
    panggung.putar(timedelta(hours=1))
    assert panggung.ukuran() == [3, 3]
    panggung.nyalakan_ulang()
    panggung.putar(timedelta(hours=24))
    assert panggung.ukuran() == [3, 3, 3]


def test_each_active_key_signs_and_the_oldest_ends_first(panggung: Panggung) -> None:
    panggung.tulis()
    panggung.putar()
    (lama,) = panggung.kunci()
    rangkaian = panggung.penanda.kunci
    with pytest.raises(KunciError, match="satu-satunya"):
        rangkaian.akhiri(panggung.basis_penanda, lama.public.hex()[:8])
    baru_id = rangkaian.tambah(panggung.basis_penanda)
    panggung.tulis()
    panggung.putar()
    nota = Note.read(panggung.titik()[-1]["note"])
    assert len(nota.signatures) == 2
    assert panggung.sah(nota.full)
    with pytest.raises(KunciError, match="lebih tua"):
        rangkaian.akhiri(panggung.basis_penanda, baru_id)
    with pytest.raises(KunciError, match="tidak ada kunci"):
        rangkaian.akhiri(panggung.basis_penanda, "00000000")
    rangkaian.akhiri(panggung.basis_penanda, lama.public.hex()[:8])
    panggung.tulis()
    panggung.putar()
    nota = Note.read(panggung.titik()[-1]["note"])
    assert len(nota.signatures) == 1
    assert not nota.signed_by(lama)
    tercatat = panggung.baris("SELECT publik, berakhir FROM sistem.kunci_penanda ORDER BY mulai")
    assert [row["berakhir"] is not None for row in tercatat] == [True, False]
    assert tercatat[0]["publik"] == lama.public


def test_killed_between_memory_and_row_it_adds_the_row_and_goes_on(
    panggung: Panggung, monkeypatch: pytest.MonkeyPatch
) -> None:
    panggung.tulis(2)
    panggung.putar()
    panggung.tulis(3)

    def mati(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as sementara:
        sementara.setattr(tanda, "simpan_titik", mati)
        with pytest.raises(KeyboardInterrupt):
            panggung.putar()
    assert panggung.ukuran() == [2]
    panggung.nyalakan_ulang()
    panggung.tulis()
    panggung.putar()
    assert panggung.ukuran() == [2, 5, 6]
    assert all(panggung.sah(row["note"]) for row in panggung.titik())


def test_an_empty_log_is_signed_too(panggung: Panggung) -> None:
    panggung.putar()
    assert panggung.ukuran() == [0]
    panggung.nyalakan_ulang()
    panggung.tulis(2)
    panggung.putar()
    assert panggung.ukuran() == [0, 2]


def test_a_redacted_event_keeps_its_leaf(panggung: Panggung) -> None:
    panggung.tulis(3)
    panggung.ubah(
        "UPDATE es.event SET payload_sha256 = sha256(salt || payload), payload = '{}', salt = NULL"
        " WHERE tenant_id = %(t)s AND pos = 2"
    )
    panggung.putar()
    assert panggung.ukuran() == [3]


def test_rows_are_read_in_batches(panggung: Panggung, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("infra.penanda.log.SEKALI_BACA", 7)
    panggung.tulis(20)
    log, pohon = baca_log(panggung.basis_penanda), Tree()
    tumbuhkan(panggung.basis_penanda, log, pohon, 20)
    assert pohon.root == akar_tersimpan(panggung.basis_penanda, 20)


def test_a_mistake_in_one_log_does_not_stop_the_others(panggung: Panggung, monkeypatch: pytest.MonkeyPatch) -> None:
    asli = tanda.baca_log
    panggung.tulis()

    def tersandung(basis: Any) -> Any:
        raise ZeroDivisionError

    monkeypatch.setattr(tanda, "baca_log", tersandung)
    panggung.putar()
    assert panggung.titik() == []
    monkeypatch.setattr(tanda, "baca_log", asli)
    panggung.putar(SEMENIT)
    assert panggung.ukuran() == [1]


def test_a_log_without_a_head_is_no_log(panggung: Panggung) -> None:
    panggung.ubah("DELETE FROM sistem.tenant_head WHERE tenant_id = %(t)s")
    with pytest.raises(LogTidakSahError, match="Kepala log tidak ada"):
        baca_log(panggung.basis_penanda)
    panggung.putar()
    assert panggung.jaga()["sah"] is False
