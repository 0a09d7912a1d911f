"""Bundles made to hurt: each ends with exit code 2 and one sentence that names the file, never with a stack trace."""

from __future__ import annotations

import json
import os
import struct
import tracemalloc
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.log.bundle import LARGEST, LEAVES, LINES, MAGIC, NOTE, NOTES, POLICY, RECORDS
from domain.log.note import WITNESS
from domain.log.policy import Policy
from tests.infra.verify.dunia import PENANDA, Bukti, Penanda, jalankan, peristiwa

DASAR = [peristiwa(n) for n in range(1, 31)]
BARIS = DASAR[11].line


def ganti(kunci: str, nilai: str) -> bytes:
    """The line with this JSON for one of its fields."""
    isi = json.loads(BARIS)
    return BARIS.replace(json.dumps(isi[kunci], ensure_ascii=False).encode(), nilai.encode(), 1)


BARIS_JAHAT = {
    "bukan JSON": b"halo\n",
    "kosong": b"\n",
    "isian dua kali": BARIS.replace(b'{"pos":12,', b'{"pos":12,"pos":12,'),
    "isian tak dikenal": BARIS.replace(b'{"pos":12,', b'{"x":1,"pos":12,'),
    "urutan lain": BARIS.replace(b'"versi":4,', b"").replace(b'{"pos"', b'{"versi":4,"pos"'),
    "spasi": BARIS.replace(b'"pos":12', b'"pos": 12'),
    "CRLF": BARIS.replace(b"\n", b"\r\n"),
    "pos besar sekali": ganti("pos", "9" * 5000),
    "pos pecahan": ganti("pos", "12.0"),
    "pos teks": ganti("pos", '"12"'),
    "pos dengan nol": ganti("pos", "012"),
    "pos negatif": ganti("pos", "-12"),
    "versi lewat 64 bit": ganti("versi", "9" * 19),
    "pada lewat 64 bit": ganti("pada", "-" + "9" * 19),
    "pada null": ganti("pada", "null"),
    "aliran pendek": ganti("aliran", '"00000000"'),
    "aliran berhuruf besar": BARIS.replace(b'"aliran":"', b'"aliran":"A', 1),
    "garam pendek": ganti("garam", '"00"'),
    "garam tanpa sidik": ganti("garam", "null"),
    "muatan objek": ganti("muatan", "{}"),
    "muatan daftar dalam daftar": ganti("muatan", "[" * 100_000),
    "muatan dengan tanda kutip telanjang": ganti("muatan", '"a"b"'),
    "muatan dengan pelolosan yang salah": ganti("muatan", r'"\x41"'),
    "muatan dengan setengah karakter": ganti("muatan", r'"\ud800"'),
    "muatan dengan tab telanjang": ganti("muatan", '"a\tb"'),
    "topik terlalu panjang": ganti("topik", '"' + "t" * 1024 + '"'),
    "topik salah lolos": ganti("topik", r'"\q"'),
    "bukti tanpa koma": BARIS.replace(b',"garam"', b',"bukti":["' + b"0" * 64 + b'""' + b"0" * 64 + b'"],"garam"'),
    "bukti berkoma di ujung": BARIS.replace(b',"garam"', b',"bukti":["' + b"0" * 64 + b'",],"garam"'),
    "bukan UTF-8": BARIS.replace(b"surat", b"sur\xffat"),
    "terlalu panjang": b'{"pos":12,' + b" " * (LARGEST + (2 << 20)) + b"\n",
}


@pytest.mark.parametrize("apa", BARIS_JAHAT)
def test_baris_jahat(tmp_path: Path, capsys, apa: str):
    Bukti(DASAR).tulis(tmp_path)
    baris = [e.line for e in DASAR]
    assert BARIS_JAHAT[apa] != BARIS
    baris[11] = BARIS_JAHAT[apa]
    (tmp_path / LINES).write_bytes(b"".join(baris))
    kode, keluar = jalankan(capsys, tmp_path)
    assert kode == 2, keluar
    assert keluar.startswith(f"Tidak terbaca: {LINES}, baris 12: ")
    assert keluar.count("\n") == 1


def test_baris_terakhir_terpotong(tmp_path: Path, capsys):
    Bukti(DASAR).tulis(tmp_path)
    isi = (tmp_path / LINES).read_bytes()
    (tmp_path / LINES).write_bytes(isi[:-1])
    kode, keluar = jalankan(capsys, tmp_path)
    assert (kode, keluar) == (2, f"Tidak terbaca: {LINES}, baris 30: terpotong: barisnya tidak berakhir.\n")


REKAMAN = DASAR[11].record
REKAMAN_JAHAT = {
    "jenis tak dikenal": REKAMAN[:12] + b"\x07" + REKAMAN[13:],
    "panjang nol": bytes(4) + REKAMAN[4:],
    "panjang besar": b"\xff" * 4 + REKAMAN[4:],
    "panjang pendek": (90).to_bytes(4) + REKAMAN[4:],
    "versi nol": REKAMAN[:29] + bytes(8) + REKAMAN[37:],
    "topik panjang": REKAMAN[:77] + b"\xff\xff" + REKAMAN[79:],
    "bukti lebih panjang daripada rekaman": REKAMAN[:12] + b"\x01" + REKAMAN[13:100] + b"\xff" + REKAMAN[101:],
}


@pytest.mark.parametrize("apa", REKAMAN_JAHAT)
def test_rekaman_jahat(tmp_path: Path, capsys, apa: str):
    Bukti(DASAR, biner=True).tulis(tmp_path)
    rekaman = [e.record for e in DASAR]
    rekaman[11] = REKAMAN_JAHAT[apa]
    (tmp_path / RECORDS).write_bytes(MAGIC + b"".join(rekaman))
    kode, keluar = jalankan(capsys, tmp_path)
    assert kode == 2, keluar
    assert keluar.startswith(f"Tidak terbaca: {RECORDS}, rekaman 1")


@pytest.mark.parametrize("isi", [b"", b"riwayat", b"lain sekali daripada yang ditulis di sini"])
def test_bukan_rekaman(tmp_path: Path, capsys, isi: bytes):
    Bukti(DASAR, biner=True).tulis(tmp_path)
    (tmp_path / RECORDS).write_bytes(isi)
    assert jalankan(capsys, tmp_path)[0] == 2


BERKAS_JAHAT = {
    (NOTE, b""), (NOTE, b"halo\n"), (NOTE, b"\xff\xfe"), (NOTE, b"a" * (5 << 20)),
    (NOTE, b"a\n1\nAA==\n\n\xe2\x80\x94 a AAAAAAA=\n"),
    (NOTE, b"lain/log\n1\n" + b"A" * 43 + "=\n\n— lain/log AAAAAAA=\n".encode()),
    (POLICY, b""), (POLICY, b"quorum"), (POLICY, b"quorum none\nquorum none\n"), (POLICY, b"log abc\nquorum none\n"),
    (POLICY, b"\x00\n"), (POLICY, b"\xff\n"), (NOTES, b"x"), (NOTES, b"x\n\ny\n"), (NOTES, b"\n\n" * 50_000),
    (LEAVES, b"x" * 33),
}  # fmt: skip


@pytest.mark.parametrize(("nama", "isi"), sorted(BERKAS_JAHAT))
def test_berkas_kecil_jahat(tmp_path: Path, capsys, nama: str, isi: bytes):
    bukti = Bukti(DASAR)
    bukti.isi[3] = peristiwa(4, payload=b"")  # so that the leaves are read
    bukti.tulis(tmp_path)
    (tmp_path / nama).write_bytes(isi)
    kode, keluar = jalankan(capsys, tmp_path)
    assert (kode, keluar.startswith(f"Tidak terbaca: {nama}")) == (2, True), keluar


@pytest.mark.parametrize("nama", [NOTE, POLICY, LINES])
def test_berkas_yang_tidak_ada(tmp_path: Path, capsys, nama: str):
    (Bukti(DASAR).tulis(tmp_path) / nama).unlink()
    kode, keluar = jalankan(capsys, tmp_path)
    assert (kode, nama in keluar, "tidak ada" in keluar) == (2, True, True)


def test_jalur_yang_bukan_bundel(tmp_path: Path, capsys):
    assert jalankan(capsys, tmp_path / "tiada")[1] == "Tidak terbaca: tiada: berkas ini tidak ada.\n"
    assert jalankan(capsys, tmp_path)[0] == 2
    assert jalankan(capsys, "a\0b")[0] == 2
    os.mkfifo(tmp_path / "pipa")
    assert jalankan(capsys, tmp_path / "pipa")[0] == 2
    Bukti(DASAR).tulis(tmp_path / "b")
    (tmp_path / "b" / POLICY).unlink()
    os.mkfifo(tmp_path / "b" / POLICY)
    assert jalankan(capsys, tmp_path / "b")[0] == 2
    assert jalankan(capsys, tmp_path / "b", "--kebijakan", tmp_path / "tiada")[0] == 2
    (tmp_path / "b" / RECORDS).write_bytes(b"")
    assert "salah satu" in jalankan(capsys, tmp_path / "b")[1]


# --- zip


def zipkan(folder: Path, ke: Path, ubah: Callable[[zipfile.ZipFile], None] = lambda _: None, cara: int = 8) -> Path:
    with zipfile.ZipFile(ke, "w", cara) as arsip:
        for berkas in sorted(folder.iterdir()):
            arsip.write(berkas, berkas.name)
        ubah(arsip)
    return ke


def test_zip_sesuai_dan_nama_jahat_di_dalamnya_tidak_menyentuh_apa_pun(tmp_path: Path, capsys):
    def jahat(arsip: zipfile.ZipFile) -> None:
        arsip.writestr("../keluar.txt", "x")
        arsip.writestr("/etc/keluar", "x")
        arsip.writestr("checkpoint/", "")

    folder = Bukti(DASAR, lama=[7]).tulis(tmp_path / "b")
    for cara in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        kode, keluar = jalankan(capsys, zipkan(folder, tmp_path / f"{cara}.zip", jahat, cara))
        assert kode == 0, keluar
    assert {p.name for p in tmp_path.iterdir()} == {"b", "0.zip", "8.zip"}


def test_zip_dari_folder_bundel(tmp_path: Path, capsys):
    """As file managers pack: everything inside one folder."""
    folder = Bukti(DASAR).tulis(tmp_path / "b")
    with zipfile.ZipFile(tmp_path / "a.zip", "w", 8) as arsip:
        for berkas in [folder, *sorted(folder.iterdir())]:
            arsip.write(berkas, berkas.relative_to(tmp_path))
    assert jalankan(capsys, tmp_path / "a.zip")[0] == 0
    with zipfile.ZipFile(tmp_path / "kosong.zip", "w"):
        pass
    assert jalankan(capsys, tmp_path / "kosong.zip")[0] == 2


def test_nama_saksi_tidak_mengatur_layar(tmp_path: Path, capsys):
    saksi = Penanda("saksi\u202e\u009b31m", b"9" * 32, WITNESS)
    kebijakan = Policy.majority([PENANDA.kunci], [saksi.kunci])
    bukti = Bukti(DASAR, kebijakan=kebijakan, saksi=[replace(saksi, benih=b"8" * 32)])
    bukti.tulis(tmp_path)
    palsu = (tmp_path / NOTE).read_text().splitlines(keepends=True)
    palsu[-1] = saksi.baris("lain")
    (tmp_path / NOTE).write_text("".join(palsu))
    kode, keluar = jalankan(capsys, tmp_path)
    assert (kode, "saksi??31m tidak sah" in keluar) == (1, True)


def test_zip_bom(tmp_path: Path, capsys):
    """A gigabyte of nothing in a megabyte: it is left as soon as it is no line."""
    folder = Bukti(DASAR).tulis(tmp_path / "b")
    for nama in (LINES, POLICY, NOTE):
        (folder / nama).unlink()
        zipkan(folder, tmp_path / "bom.zip")
        with zipfile.ZipFile(tmp_path / "bom.zip", "a", 8) as arsip, arsip.open(nama, "w", force_zip64=True) as berkas:
            for _ in range(256):
                berkas.write(bytes(1 << 20))
        tracemalloc.start()
        kode, keluar = jalankan(capsys, tmp_path / "bom.zip")
        puncak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert (kode, nama in keluar) == (2, True)
        assert puncak < 60 << 20
        Bukti(DASAR).tulis(folder)


def test_zip_dengan_daftar_raksasa(tmp_path: Path, capsys):
    """The list of files alone may not fill the memory: it is measured before it is read."""
    jahat = zipkan(Bukti(DASAR).tulis(tmp_path / "b"), tmp_path / "a.zip")
    with zipfile.ZipFile(jahat, "a") as arsip:
        for n in range(20_000):
            arsip.writestr(f"{n:0200}", "")
    assert jalankan(capsys, jahat)[0] == 2


@pytest.mark.parametrize("cara", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_zip_dengan_cara_lain(tmp_path: Path, capsys, cara: int):
    kode, keluar = jalankan(capsys, zipkan(Bukti(DASAR).tulis(tmp_path / "b"), tmp_path / "a.zip", cara=cara))
    assert (kode, "dimampatkan dengan cara lain" in keluar) == (2, True)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_zip_dengan_nama_kembar_atau_terkunci(tmp_path: Path, capsys):
    folder = Bukti(DASAR).tulis(tmp_path / "b")
    kembar = zipkan(folder, tmp_path / "kembar.zip", lambda arsip: arsip.writestr(NOTE, "lain"))
    assert "dua kali" in jalankan(capsys, kembar)[1]
    isi = bytearray(zipkan(folder, tmp_path / "kunci.zip").read_bytes())
    isi[isi.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "kunci.zip").write_bytes(isi)
    assert "dikunci" in jalankan(capsys, tmp_path / "kunci.zip")[1]


def test_zip_besar_sah(tmp_path: Path, capsys):
    """The form for more than 4 GB, as our own writer makes it."""
    folder = Bukti(DASAR).tulis(tmp_path / "b")
    jalur = tmp_path / "a.zip"
    zipkan(folder, jalur)
    isi = jalur.read_bytes()
    akhir = isi.rindex(b"PK\x05\x06")
    banyak, ukuran, mulai = struct.unpack_from("<HII", isi, akhir + 10)
    besar = struct.pack("<4sQHHIIQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, banyak, banyak, ukuran, mulai)
    besar += struct.pack("<4sIQI", b"PK\x06\x07", 0, akhir, 1)
    jalur.write_bytes(isi[:akhir] + besar + isi[akhir:])
    assert jalankan(capsys, jalur)[0] == 0
    raksasa = besar.replace(ukuran.to_bytes(8, "little"), (1 << 40).to_bytes(8, "little"))
    jalur.write_bytes(isi[:akhir] + raksasa + isi[akhir:])
    assert jalankan(capsys, jalur)[0] == 2


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_bit_mana_pun_yang_terbalik_tidak_lolos(tmp_path: Path, capsys, data: st.DataObject):
    """Whatever byte of a bundle changes, the check says no or that it cannot read; only hints may change freely."""
    for biner in (False, True):
        folder = Bukti(DASAR, biner=biner).tulis(tmp_path / str(biner))
        nama = data.draw(st.sampled_from([NOTE, RECORDS if biner else LINES]))
        isi = bytearray((folder / nama).read_bytes())
        isi[data.draw(st.integers(0, len(isi) - 1))] ^= 1 << data.draw(st.integers(0, 7))
        (folder / nama).write_bytes(isi)
        assert jalankan(capsys, folder)[0] in (1, 2)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_zip_yang_dirusak_tidak_menjatuhkan(tmp_path: Path, capsys, data: st.DataObject):
    utuh = zipkan(Bukti(DASAR).tulis(tmp_path / "b"), tmp_path / "a.zip").read_bytes()
    isi = bytearray(utuh[: data.draw(st.integers(2, len(utuh)))])
    for _ in range(data.draw(st.integers(0, 3))):
        isi[data.draw(st.integers(2, len(isi) - 1), label="at") if len(isi) > 2 else 0] = data.draw(st.integers(0, 255))
    (tmp_path / "a.zip").write_bytes(isi)
    assert jalankan(capsys, tmp_path / "a.zip")[0] in (0, 1, 2)
