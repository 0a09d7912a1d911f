"""Mutu baku: needed, done in, come out of."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from domain.sop.langkah import Satuan, Waktu
from tests.domain.sop.pemeriksaan.bahan import ARSIP, CATAT, PERIKSA, SUSUN, kena, langkah, sop, susun, waktu


@pytest.mark.parametrize(
    ("teks", "kode"),
    [
        ("", {"MB-02"}),
        ("-", {"MB-02"}),
        ("kira-kira sebentar", {"MB-02"}),
        ("15", {"MB-02", "MB-06"}),
        ("Sesuai jadwal", {"MB-04"}),
        ("3 (tiga) hr", {"MB-06"}),
        ("10 menit", {"MB-06"}),
    ],
)
def test_waktu_yang_hanya_tulisan(teks: str, kode: set[str]) -> None:
    """A text that can be read is no hindrance, but it is not counted until it is stored as a number and a unit."""
    semua = [t for k in ("MB-02", "MB-04", "MB-06") for t in kena(k, susun(waktu=Waktu(teks)))]
    assert {t.aturan for t in semua} == kode


def test_waktu_yang_terbaca_disimpan_sekali_klik() -> None:
    (t,) = kena("MB-06", susun(waktu=Waktu("Maks. 3 (tiga) hari kerja/berkas")))
    assert [(x.tombol, dict(x.isi)) for x in t.perbaikan] == [
        ("Pakai: 3 hari kerja/berkas", {"lama": "3", "satuan": "hari_kerja", "per": "berkas"})
    ]


def test_angka_tanpa_satuan_memakai_satuan_yang_sudah_dipahami() -> None:
    dipahami = Waktu("10", nilai=Decimal(10), satuan=Satuan.MENIT)
    (t,) = kena("MB-06", susun(waktu=dipahami))
    assert [x.tombol for x in t.perbaikan] == ["Pakai: 10 menit"]
    (t,) = kena("MB-06", susun(waktu=Waktu("10")))
    assert [x.tombol for x in t.perbaikan] == ["Pakai: 10 menit", "Pakai: 10 jam", "Pakai: 10 hari kerja"]


def test_hari_dan_hari_kerja_dalam_satu_sop() -> None:
    campur = (replace(CATAT, waktu=waktu("1 hari kerja")), PERIKSA, replace(SUSUN, waktu=waktu("2 hari")), ARSIP)
    (t,) = kena("MB-06", sop(*campur))
    assert t.tempat.langkah == SUSUN.id
    assert [x.tombol for x in t.perbaikan] == ["Pakai: 2 hari kerja"]
    assert kena("MB-06", susun(waktu=waktu("2 hari"))) == []
    tegas = (*campur[:2], replace(SUSUN, waktu=waktu("2 hari kalender")), ARSIP)
    assert kena("MB-06", sop(*tegas)) == []


def test_rentang_memakai_yang_terlama() -> None:
    (t,) = kena("MB-05", susun(waktu=Waktu("", min=Decimal(1), maks=Decimal(2), satuan=Satuan.JAM, per="berkas")))
    assert t.kalimat == "Langkah 3: waktu “1-2 jam/berkas” berupa rentang."
    assert [dict(x.isi) for x in t.perbaikan] == [{"lama": "2", "satuan": "jam", "per": "berkas"}]
    assert kena("MB-05", susun(waktu=Waktu("", maks=Decimal(2), min=Decimal(2), satuan=Satuan.JAM))) == []


@pytest.mark.parametrize(
    ("teks", "temuan"),
    [
        ("1 menit", 0),
        ("12 bulan", 0),
        ("13 bulan", 1),
        ("400 hari", 1),
        ("2 tahun", 1),
        ("1-2 tahun", 1),
        ("99 jam", 0),
    ],
)
def test_waktu_masuk_akal(teks: str, temuan: int) -> None:
    assert len(kena("MB-07", susun(waktu=waktu(teks)))) == temuan


@pytest.mark.parametrize(
    ("keterangan", "temuan"),
    [
        ("Proses pengajuan 2 bulan", 1),
        ("Menunggu 3 hari, lalu 2 hari", 1),
        ("Selesai dalam 1 jam", 1),
        ("Usia pemohon 17 tahun", 0),
        ("Arsip disimpan 5 tahun", 0),
        ("Dilakukan setiap 2 minggu", 0),
        ("Jam layanan 08.00-15.30 WIB", 0),
        ("Tahun anggaran 2025", 0),
        ("Paling lama 10 menit", 0),
        ("", 0),
    ],
)
def test_waktu_tersembunyi_di_keterangan(keterangan: str, temuan: int) -> None:
    assert len(kena("MB-08", susun(keterangan=keterangan))) == temuan


def test_output_kosong_atau_berupa_kegiatan() -> None:
    (kosong,) = kena("MB-03", susun(output=" "))
    (kegiatan,) = kena("MB-03", susun(output="Menyerahkan surat"))
    assert kosong.kalimat == "Langkah 3 belum punya output."
    assert kegiatan.kalimat == "Langkah 3: output “Menyerahkan surat” berupa kegiatan, bukan hasil."
    assert kena("MB-03", susun(kegiatan="Menugaskan staf", output="Disposisi")) == []


@pytest.mark.parametrize(
    ("output", "temuan"),
    [
        ("Surat pengantar", 0),
        ("Surat perintah", 0),
        ("Notula", 1),
        ("KGB", 0),
        ("SPP", 1),
        ("Tanda terima", 0),
        ("Nomor agenda", 0),
        ("-", 0),
    ],
)
def test_output_dipakai_sesudahnya(output: str, temuan: int) -> None:
    akhir = replace(ARSIP, kelengkapan=("Surat masuk", "Daftar KGB"))
    assert len(kena("MB-10", sop(CATAT, replace(SUSUN, output=output), akhir))) == temuan


def test_output_langkah_terakhir_tidak_perlu_dipakai() -> None:
    assert kena("MB-10", sop(CATAT, replace(ARSIP, output="Berkas terarsip"))) == []
    selesai = langkah("Selesai", kelengkapan=())
    assert kena("MB-10", sop(CATAT, replace(SUSUN, output="Notula"), selesai)) == []
