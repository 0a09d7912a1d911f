"""A manifest beside a part of a log: periods, erasures in them and after them, and which files events name."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest

from domain.log import sayings
from domain.log.bundle import MANIFEST, Special
from domain.log.manifest import ALL, Manifest
from domain.log.sayings import Sayings, TooMuchError, files
from tests.infra.verify.dunia import Bukti, aliran, hapus, jalankan, muatan, penghapusan, peristiwa

MULAI = 1_700_000_000_000_000
DASAR = [peristiwa(n) for n in range(1, 301)]
SIDIK = "ab" * 32


def bermanifes(folder: Path, bukti: Bukti, sejak: int | None, sampai: int | None) -> Path:
    bukti.bagian(*{e.stream for e in bukti.asli})
    bukti.isi = [e for e in bukti.isi if e.stream == aliran(98) or (sejak or 0) <= e.at < (sampai or 1 << 62)]
    bukti.tulis(folder)
    sidik = {p.name: sha256(p.read_bytes()).hexdigest() for p in folder.iterdir() if p.name != MANIFEST}
    (folder / MANIFEST).write_bytes(Manifest(ALL, (), sejak, sampai, sidik).encoded)
    return folder


@pytest.mark.parametrize("sejak", [None, MULAI + 30])
@pytest.mark.parametrize("sampai", [None, MULAI + 200])
def test_penghapusan_dalam_periode_dan_sesudahnya(tmp_path: Path, capsys, sejak: int | None, sampai: int | None):
    """An event that allows an erasure stands in the row of positions inside the period, and alone after it."""
    korban = hapus(DASAR[40])
    bukti = Bukti([*DASAR, penghapusan(301, 1, korban), peristiwa(302)])
    bukti.isi[40] = korban
    kode, keluar = jalankan(capsys, bermanifes(tmp_path, bukti, sejak, sampai))
    assert (kode, "Posisinya tanpa celah" in keluar, "Isi 1 peristiwa diganti" in keluar) == (0, True, True), keluar


def test_penghapusan_yang_dibuang_dari_periode_ketahuan(tmp_path: Path, capsys):
    korban = hapus(DASAR[40])
    bukti = Bukti([*DASAR, penghapusan(301, 1, korban), penghapusan(302, 2, korban), peristiwa(303)])
    bukti.isi[40] = korban
    del bukti.isi[300]
    kode, keluar = jalankan(capsys, bermanifes(tmp_path, bukti, MULAI, None))
    assert (kode, "seharusnya di sini peristiwa 301" in keluar) == (1, True), keluar


@pytest.mark.parametrize(
    ("data", "disebut"),
    [
        ({"dokumen_sha256": SIDIK}, [SIDIK]),
        ({"sha256": ""}, []),
        ({"pindaian": [{"sha256": SIDIK}, {"halaman": {"sha256": "cd" * 32}}]}, ["cd" * 32, SIDIK]),
        ({"teks": f'"sha256": "{SIDIK}"', "sha256": SIDIK.upper(), "sha256_lain": SIDIK}, []),
    ],
)
def test_berkas_yang_disebut_peristiwa(data: dict[str, object], disebut: list[str]):
    assert sorted(files(muatan(**data))) == sorted(disebut)
    assert list(files(json.dumps(data).encode())) == []  # outside of `data` it names nothing


def test_berkas_yang_disebut_sebuah_peristiwa_terhapus_tidak_dihitung(monkeypatch: pytest.MonkeyPatch):
    kata, isi = Sayings(), muatan(dokumen_sha256=SIDIK)
    kata.hear(1, Special(b"sop.disahkan.v1", isi, redacted=True, proof=None))
    assert kata.files == {}
    for pos in (2, 3):
        kata.hear(pos, Special(b"sop.disahkan.v1", isi, redacted=False, proof=None))
    assert kata.files == {SIDIK: 2}
    monkeypatch.setattr(sayings, "MOST_FILES", 1)
    with pytest.raises(TooMuchError):
        kata.hear(4, Special(b"sop.disahkan.v1", muatan(sha256="cd" * 32), redacted=False, proof=None))
