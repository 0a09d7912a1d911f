"""The offline check: what it accepts, and each of the attacks that it can see, with the first bad position named."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from domain.log.bundle import LEAVES, NOTE, NOTES
from domain.log.checkpoint import origin
from domain.log.policy import Policy
from tests.infra.verify.dunia import (
    ASAL,
    KINI,
    LOG_ID,
    PENANDA,
    PENCURI,
    SAAT,
    SAKSI,
    Bukti,
    Penanda,
    aliran,
    bersaksi,
    hapus,
    jalankan,
    penghapusan,
    peristiwa,
)

DASAR = [peristiwa(n) for n in range(1, 301)]
DUA = SAKSI[:2]


def tempat(keluar: str) -> str:
    """What the last line names as the first bad place."""
    cocok = re.search(r"Tempat salah yang pertama: (.*)\.\n$", keluar)
    assert cocok is not None, keluar
    return cocok[1]


@pytest.mark.parametrize("biner", [False, True])
@pytest.mark.parametrize("ukuran", [1, 2, 255, 256, 257, 300])
def test_bundel_jujur_sesuai(tmp_path: Path, capsys, ukuran: int, biner: bool):
    Bukti(DASAR[:ukuran], biner=biner, lama=[1, ukuran // 2] if ukuran > 2 else []).tulis(tmp_path)
    kode, keluar = jalankan(capsys, tmp_path, "--kunci", PENANDA.kunci.vkey)
    assert kode == 0, keluar
    assert f"Semua {ukuran} peristiwa ada" in keluar
    assert "bundel ini sendiri" not in keluar
    assert "belum mempunyai tiga saksi" in keluar


def test_log_kosong_sesuai(tmp_path: Path, capsys):
    Bukti([]).tulis(tmp_path)
    kode, keluar = jalankan(capsys, tmp_path)
    assert kode == 0, keluar


def test_kuorum_saksi_yang_disebut_log(tmp_path: Path, capsys):
    bersaksi(DASAR, DUA).tulis(tmp_path)
    kode, keluar = jalankan(capsys, tmp_path)
    assert (kode, "2 dari 3 saksi" in keluar, "belum 48 jam" in keluar) == (0, True, True)
    assert "diambil dari bundel ini sendiri" in keluar


# --- attacks on the events


def _sunting(isi: list) -> str:
    isi[41] = replace(isi[41], payload=b'{"data":{"kegiatan":"lain"}}')
    return "peristiwa 42"


def _waktu(isi: list) -> str:
    isi[41] = replace(isi[41], at=isi[41].at - 3600 * 10**6)
    return "peristiwa 42"


def _waktu_urut(isi: list) -> str:
    """Still in order: only the leaf tells."""
    isi[:] = [replace(e, at=e.at * 2 - isi[0].at) for e in isi]
    return "peristiwa 2"


def _hapus_satu(isi: list) -> str:
    del isi[41]
    return "peristiwa 42"


def _hapus_satu_dan_geser(isi: list) -> str:
    del isi[41]
    isi[41:] = [replace(e, pos=e.pos - 1) for e in isi[41:]]
    return "peristiwa 42"


def _kosongkan(isi: list) -> str:
    isi.clear()
    return "peristiwa 1"


def _potong(isi: list) -> str:
    del isi[290:]
    return "peristiwa 291"


def _tambah(isi: list) -> str:
    isi.append(peristiwa(301))
    return "peristiwa 301"


def _tukar_muatan(isi: list) -> str:
    a, b = isi[41], isi[141]
    isi[41], isi[141] = replace(a, payload=b.payload, salt=b.salt), replace(b, payload=a.payload, salt=a.salt)
    return "peristiwa 42"


def _tukar_baris(isi: list) -> str:
    isi[41], isi[42] = isi[42], isi[41]
    return "peristiwa 42"


def _ganti_aliran(isi: list) -> str:
    isi[299] = replace(isi[299], stream=aliran(7), version=1)
    return "peristiwa 300"


def _versi_kembar(isi: list) -> str:
    isi[41] = replace(isi[41], version=isi[41].version - 1)
    return "peristiwa 42"


def _topik(isi: list) -> str:
    isi[41] = replace(isi[41], topic=b"sop.dicabut.v1")
    return "peristiwa 42"


def _pelaku(isi: list) -> str:
    isi[41] = replace(isi[41], actor=bytes(16))
    return "peristiwa 42"


def _garam(isi: list) -> str:
    isi[41] = replace(isi[41], salt=bytes(16))
    return "peristiwa 42"


def _ganti_tanpa_izin(isi: list) -> str:
    isi[41] = hapus(isi[41])
    return "peristiwa 42"


SERANGAN = [
    _sunting, _waktu, _waktu_urut, _hapus_satu, _hapus_satu_dan_geser, _kosongkan, _potong, _tambah, _tukar_muatan,
    _tukar_baris, _ganti_aliran, _versi_kembar, _topik, _pelaku, _garam, _ganti_tanpa_izin,
]  # fmt: skip


@pytest.mark.parametrize("biner", [False, True])
@pytest.mark.parametrize("serangan", SERANGAN)
def test_serangan_atas_peristiwa_ketahuan_di_tempatnya(tmp_path: Path, capsys, serangan, biner):
    bukti = Bukti(DASAR, biner=biner)
    di_mana = serangan(bukti.isi)
    bukti.tulis(tmp_path)
    kode, keluar = jalankan(capsys, tmp_path)
    assert (kode, tempat(keluar)) == (1, di_mana)


@pytest.mark.parametrize("serangan", [_sunting, _topik, _tukar_muatan, _garam])
def test_tanpa_daun_tempatnya_di_antara_dua_titik_periksa(tmp_path: Path, capsys, serangan):
    bukti = Bukti(DASAR, lama=[20, 40, 100, 200], dengan_daun=False)
    serangan(bukti.isi)
    bukti.tulis(tmp_path)
    kode, keluar = jalankan(capsys, tmp_path)
    assert (kode, tempat(keluar)) == (1, "di antara peristiwa 41 dan peristiwa 100")


def test_daun_palsu_tidak_dipercaya(tmp_path: Path, capsys):
    """Leaf hashes that fit the changed events, as one who rewrote the whole table would have them."""
    bukti = Bukti(DASAR, lama=[40, 100])
    _sunting(bukti.isi)
    bukti.tulis(tmp_path)
    (tmp_path / LEAVES).write_bytes(Bukti(bukti.isi).tulis(tmp_path / "palsu").joinpath(LEAVES).read_bytes())
    kode, keluar = jalankan(capsys, tmp_path)
    assert (kode, tempat(keluar)) == (1, "di antara peristiwa 41 dan peristiwa 100")


def test_yang_lebih_awal_disebut_walau_urutan_rusak_kemudian(tmp_path: Path, capsys):
    bukti = Bukti(DASAR)
    _hapus_satu(bukti.isi)
    bukti.isi[9] = replace(bukti.isi[9], payload=b"{}")
    bukti.tulis(tmp_path)
    assert tempat(jalankan(capsys, tmp_path)[1]) == "peristiwa 10"


@pytest.mark.parametrize("biner", [False, True])
def test_baris_log_lain_ketahuan(tmp_path: Path, capsys, biner):
    """The leaf names the log, so another log's events do not fit, whatever else is equal."""
    lain = origin(bytes(16), demonstrasi=False, pemulihan=0)
    penanda = Penanda(lain, b"q" * 32)
    bukti = Bukti(DASAR, asal=lain, oleh=[penanda], kebijakan=Policy.majority([penanda.kunci], []), biner=biner)
    kode, keluar = jalankan(capsys, bukti.tulis(tmp_path))
    assert (kode, tempat(keluar)) == (1, "peristiwa 1")


# --- redactions


def test_penghapusan_yang_disebut_peristiwanya_sah(tmp_path: Path, capsys):
    korban = hapus(DASAR[41])
    asli = [*DASAR, penghapusan(301, 1, korban)]
    bukti = Bukti(asli)
    bukti.isi[41] = korban
    kode, keluar = jalankan(capsys, bukti.tulis(tmp_path))
    assert kode == 0, keluar
    assert "Isi 1 peristiwa diganti" in keluar


def test_penghapusan_dengan_isi_lain_daripada_yang_disebut(tmp_path: Path, capsys):
    asli = [*DASAR, penghapusan(301, 1, hapus(DASAR[41]))]
    bukti = Bukti(asli)
    bukti.isi[41] = hapus(DASAR[41], b'{"data":{"kegiatan":"dikarang"}}')
    kode, keluar = jalankan(capsys, bukti.tulis(tmp_path))
    assert (kode, tempat(keluar)) == (1, "peristiwa 42")


def test_penghapusan_terakhir_yang_berlaku(tmp_path: Path, capsys):
    """A second erasure cannot be undone by putting the first one's text back."""
    pertama, kedua = hapus(DASAR[41], b'{"data":{"a":1}}'), hapus(DASAR[41])
    asli = [*DASAR, penghapusan(301, 1, pertama), penghapusan(302, 2, kedua)]
    for isi, kode in ((kedua, 0), (pertama, 1)):
        bukti = Bukti(asli)
        bukti.isi[41] = isi
        assert jalankan(capsys, bukti.tulis(tmp_path))[0] == kode


def test_penghapusan_sebelumnya_atau_yang_sendiri_terhapus_tidak_mengizinkan(tmp_path: Path, capsys):
    izin = penghapusan(301, 1, hapus(peristiwa(302, stream=aliran(5), version=1)))
    asli = [*DASAR, izin, peristiwa(302, stream=aliran(5), version=1), penghapusan(303, 2, hapus(izin, izin.payload))]
    bukti = Bukti(asli)
    bukti.isi[301] = hapus(asli[301])
    kode, keluar = jalankan(capsys, bukti.tulis(tmp_path))
    assert (kode, tempat(keluar)) == (1, "peristiwa 302")
    izin2 = penghapusan(301, 1, hapus(DASAR[41]))
    bukti = Bukti([*DASAR, izin2, penghapusan(302, 2, hapus(izin2, izin2.payload))])
    bukti.isi[41], bukti.isi[300] = hapus(DASAR[41]), hapus(izin2, izin2.payload)
    kode, keluar = jalankan(capsys, bukti.tulis(tmp_path))
    assert (kode, tempat(keluar)) == (1, "peristiwa 42")


# --- signatures, witnesses, keys


def test_pencuri_kunci_log_tidak_mendapat_kuorum(tmp_path: Path, capsys):
    """With the log's key but without the witnesses: a history of their own."""
    lain = bersaksi([replace(e, payload=b"{}") for e in DASAR], saksi=())
    kode, keluar = jalankan(capsys, lain.tulis(tmp_path))
    assert kode == 1
    assert "Kuorum saksi tidak tercapai: hanya 0 dari 3 saksi" in keluar


def test_kunci_lain_tidak_diterima(tmp_path: Path, capsys):
    """A forger with a key of their own, in the log's name."""
    palsu = Bukti(DASAR, oleh=[PENCURI], kebijakan=Policy.majority([PENCURI.kunci], []))
    palsu.tulis(tmp_path)
    kode, keluar = jalankan(capsys, tmp_path)
    assert (kode, "diambil dari bundel ini sendiri" in keluar) == (0, True)  # what the warning is for
    kode, keluar = jalankan(capsys, tmp_path, "--kunci", PENANDA.kunci.vkey)
    assert kode == 1
    assert "tidak ditandatangani dengan kunci log ini" in keluar
    kode, keluar = jalankan(capsys, tmp_path, "--kunci", Penanda("log/lain", b"z" * 32).kunci.vkey)
    assert kode == 1
    assert "milik log lain" in keluar


def test_titik_periksa_yang_disunting(tmp_path: Path, capsys):
    Bukti(DASAR).tulis(tmp_path)
    asli = (tmp_path / NOTE).read_text()
    (tmp_path / NOTE).write_text(asli.replace("\n300\n", "\n299\n"))
    kode, keluar = jalankan(capsys, tmp_path)
    assert kode == 1
    assert "tidak ditandatangani" in keluar


def test_kunci_berganti_yang_mana_pun_berlaku(tmp_path: Path, capsys):
    baru = Penanda(ASAL, b"n" * 32)
    kebijakan = Policy.majority([PENANDA.kunci, baru.kunci], [])
    kode, keluar = jalankan(capsys, Bukti(DASAR, oleh=[baru], kebijakan=kebijakan).tulis(tmp_path))
    assert kode == 0, keluar


def test_tanda_tangan_saksi_yang_rusak(tmp_path: Path, capsys):
    bersaksi(DASAR, SAKSI).tulis(tmp_path)
    catatan = (tmp_path / NOTE).read_text()
    palsu = replace(SAKSI[0], benih=b"y" * 32)
    salah = SAKSI[0].baris("teks lain", SAAT)
    asli = next(b for b in catatan.splitlines(keepends=True) if SAKSI[0].nama in b)
    (tmp_path / NOTE).write_text(catatan.replace(asli, salah))
    kode, keluar = jalankan(capsys, tmp_path)
    assert (kode, "saksi-1.contoh tidak sah" in keluar, "Kuorum saksi tercapai: 2" in keluar) == (1, True, True)
    # a key with another id is simply another witness
    (tmp_path / NOTE).write_text(catatan.replace(asli, palsu.baris("lain")))
    assert jalankan(capsys, tmp_path)[0] == 0


def test_kebijakan_yang_dilonggarkan_ketahuan_dari_peristiwa(tmp_path: Path, capsys):
    """The operator strikes the witnesses from the bundle's policy; the log's events still name them."""
    bukti = bersaksi(DASAR, saksi=())
    for kebijakan in (
        Policy.majority([PENANDA.kunci], []),
        Policy.majority([PENANDA.kunci], [s.kunci for s in SAKSI[:2]]),
        replace(Policy.majority([PENANDA.kunci], [s.kunci for s in SAKSI]), quorum="none"),
    ):
        bukti.kebijakan = kebijakan
        kode, keluar = jalankan(capsys, bukti.tulis(tmp_path))
        assert kode == 1
        assert "Kebijakan dalam bundel" in keluar


def test_kebijakan_sendiri_menggantikan_yang_dalam_bundel(tmp_path: Path, capsys):
    bukti = bersaksi(DASAR, saksi=SAKSI[:1])
    bukti.kebijakan = Policy.majority([PENANDA.kunci], [])
    bukti.tulis(tmp_path)
    milikku = tmp_path / "milikku"
    milikku.write_text(Policy.majority([PENANDA.kunci], [s.kunci for s in SAKSI]).text)
    kode, keluar = jalankan(capsys, tmp_path, "--kebijakan", milikku)
    assert (kode, "hanya 1 dari 3" in keluar, "bundel ini sendiri" in keluar) == (1, True, False)


@pytest.mark.parametrize(
    ("saat", "kata"),
    [
        (SAAT - 49 * 3600, "lebih dari 48 jam yang lalu"),
        (SAAT - 40 * 3600, "belum 48 jam"),
        (SAAT + 3600 + 301, "sesudah waktu komputer ini"),
        (1 << 62, "waktu yang tidak mungkin"),
    ],
)
def test_kesegaran(tmp_path: Path, capsys, saat: int, kata: str):
    kode, keluar = jalankan(capsys, bersaksi(DASAR, saat=saat).tulis(tmp_path))
    assert (kode, kata in keluar) == (0, True), keluar


def test_satu_saksi_tidak_dapat_menyegarkan(tmp_path: Path, capsys):
    """The time is the quorum's, not that of the newest signature."""
    bukti = bersaksi(DASAR, DUA, saat=SAAT - 90 * 3600)
    bukti.tulis(tmp_path)
    teks, _, baris = (tmp_path / NOTE).read_text().partition("\n\n")
    (tmp_path / NOTE).write_text(f"{teks}\n\n{baris}{SAKSI[2].baris(teks + chr(10), SAAT)}")
    assert "lebih dari 48 jam" in jalankan(capsys, tmp_path)[1]


def test_peragaan_disebut(tmp_path: Path, capsys):
    nama = origin(LOG_ID, demonstrasi=True, pemulihan=0)
    p = Penanda(nama, b"d" * 32)
    Bukti(DASAR, asal=nama, oleh=[p], kebijakan=Policy.majority([p.kunci], [])).tulis(tmp_path)
    kode, keluar = jalankan(capsys, tmp_path)
    assert (kode, "log peragaan" in keluar) == (0, True)


def test_titik_periksa_lama_yang_bertentangan(tmp_path: Path, capsys):
    """The log once signed another history: its own old note convicts it."""
    Bukti(DASAR, lama=[50]).tulis(tmp_path)
    lain = Bukti([replace(e, payload=b"{}") for e in DASAR]).catatan(150)
    with (tmp_path / NOTES).open("a") as berkas:
        berkas.write("\n" + lain)
    kode, keluar = jalankan(capsys, tmp_path)
    assert (kode, tempat(keluar)) == (1, "di antara peristiwa 51 dan peristiwa 150")
    (tmp_path / NOTES).write_text(Bukti([replace(e, payload=b"{}") for e in DASAR], oleh=[PENCURI]).catatan(150))
    kode, keluar = jalankan(capsys, tmp_path)
    assert (kode, "tidak bertanda tangan sah" in keluar) == (1, True)


def test_kini_dan_kunci_yang_salah_tulis(tmp_path: Path, capsys):
    for argumen in (["--kini", "kemarin"], ["--kunci", "x"], ["--kunci", SAKSI[0].kunci.vkey], ["--apa"], []):
        with pytest.raises(SystemExit) as henti:
            jalankan(capsys, *([tmp_path] if argumen else []), *argumen)
        assert henti.value.code == 2
        assert "tidak dipahami" in capsys.readouterr().err
    assert jalankan(capsys, Bukti(DASAR).tulis(tmp_path), "--kini", KINI[:-6])[0] == 0
