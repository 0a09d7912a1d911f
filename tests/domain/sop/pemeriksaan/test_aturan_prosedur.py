"""Every rule on procedures has an SOP that breaks it and one, as near as can be, that does not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.sop.langkah import Panah, Simbol, Waktu
from domain.sop.pemeriksaan.bahan import Bahan
from tests.domain import pembangun as p
from tests.domain.sop.pemeriksaan.bahan import (
    ARSIP,
    ATURAN,
    BAIK,
    CATAT,
    KASUBAG,
    PEMOHON,
    PERIKSA,
    STAF,
    SUSUN,
    kena,
    kode,
    langkah,
    periksa,
    sop,
    susun,
    waktu,
)

YA, TIDAK = Panah(SUSUN.id, "Ya"), Panah(CATAT.id, "Tidak")
SEMBILAN = [p.pelaksana(f"Seksi {n}") for n in range(9)]
KASUBAG_LAIN = "Kepala Subbagian Umum dan Keuangan"
PEDOMAN = langkah("Menyiapkan pedoman", output="Pedoman")

CONTOH: dict[str, tuple[Bahan, Bahan]] = {
    "PL-01": (susun(pelaksana=()), susun(pelaksana=(STAF.id,))),
    "PL-02": (sop(kolom=(STAF, KASUBAG, PEMOHON)), sop()),
    "PL-03": (susun(kegiatan="Staf Persuratan menyusun konsep"), susun(kegiatan="Menugaskan Staf Persuratan")),
    "PL-04": (sop(kolom=(KASUBAG, STAF)), sop(kolom=(STAF, KASUBAG))),
    "PL-05": (sop(kolom=(STAF, replace(KASUBAG, jabatan="Andi Wijaya, S.Sos"))), sop()),
    "PL-06": (sop(CATAT, ARSIP, kolom=(STAF,)), sop(CATAT, ARSIP, kolom=(STAF,), sifat="teknis")),
    "PL-07": (sop(kolom=SEMBILAN), sop(kolom=SEMBILAN[:8])),
    "PL-08": (
        sop(jabatan=frozenset({KASUBAG_LAIN})),
        sop(jabatan=frozenset({KASUBAG_LAIN, "Kepala Subbagian Umum dan Kepegawaian Dinas Kominfo"})),
    ),
    "KG-01": (susun(kegiatan="Penyusunan konsep surat"), susun(kegiatan="1. Menyusun konsep surat")),
    "KG-02": (susun(kegiatan="Menyusun, mencetak, dan mengirim surat"), susun(kegiatan="Menyusun dan mencetak surat")),
    "KG-03": (
        susun(kegiatan="Kasubag menyusun konsep surat"),
        susun(kegiatan="Menelaah surat yang telah dicatat oleh Staf Persuratan"),
    ),
    "KG-04": (sop(CATAT, SUSUN, replace(SUSUN, id=PERIKSA.id), ARSIP), sop()),
    "KG-05": (
        susun(kegiatan="Menyusun konsep secara berkala"),
        susun(kegiatan="Menyusun konsep sesuai ketentuan SIPD"),
    ),
    "FL-02": (sop(replace(CATAT, simbol=Simbol.PROSES), ARSIP), sop()),
    "FL-03": (susun(simbol=Simbol.SELESAI), sop()),
    "FL-04": (periksa(pertanyaan=""), periksa(panah=(Panah(SUSUN.id, "Lengkap"), Panah(CATAT.id, "Belum")))),
    "FL-05": (periksa(panah=(Panah(ARSIP.id, "Ya"), TIDAK)), sop()),
    "FL-06": (susun(panah=(Panah(ARSIP.id), Panah(CATAT.id))), susun(panah=(Panah(ARSIP.id),))),
    "FL-07": (susun(panah=(Panah(None, "", "9"),)), susun(panah=(Panah(ARSIP.id),))),
    "FL-08": (susun(panah=(Panah(CATAT.id),), simbol=Simbol.PROSES), sop()),
    "FL-09": (periksa(pelaksana=(STAF.id, KASUBAG.id)), sop()),
    "FL-10": (periksa(panah=(Panah(SUSUN.id, "Tidak"), Panah(CATAT.id, "Ya"))), sop()),
    "FL-14": (sop(CATAT, SUSUN, replace(PERIKSA, panah=(YA, TIDAK))), sop()),
    "FL-15": (sop(replace(CATAT, kegiatan="Mulai"), SUSUN, ARSIP), sop()),
    "FL-16": (susun(kegiatan="Meneliti konsep surat"), susun(kegiatan="Memeriksa keadaan gedung")),
    "FL-17": (periksa(panah=(YA, TIDAK, Panah(ARSIP.id, "Ragu"))), sop()),
    "FL-18": (periksa(panah=(YA, Panah(SUSUN.id, "Tidak"))), sop()),
    "MB-01": (susun(kelengkapan=("-",)), sop()),
    "MB-02": (susun(waktu=Waktu("-")), susun(waktu=Waktu("", gabung_dengan=CATAT.id))),
    "MB-03": (susun(output="Disposisi"), susun(kegiatan="Memberikan disposisi", output="Disposisi")),
    "MB-04": (susun(waktu=Waktu("Secepatnya")), susun(waktu=replace(waktu("1 jam"), teks="segera, paling lama 1 jam"))),
    "MB-05": (susun(waktu=waktu("1-2 hari")), susun(waktu=waktu("2 hari"))),
    "MB-06": (susun(waktu=Waktu("15")), susun(waktu=waktu("15 menit"))),
    "MB-07": (susun(waktu=waktu("20 detik")), susun(waktu=waktu("20 detik/berkas"))),
    "MB-08": (susun(keterangan="Menunggu Camat 2 hari"), susun(keterangan="Paling lama 10 menit")),
    "MB-09": (susun(waktu=Waktu("10 menit", gabung_dengan=CATAT.id)), sop()),
    "MB-10": (sop(CATAT, replace(PEDOMAN, pelaksana=(KASUBAG.id,)), ARSIP), sop()),
    "MB-11": (susun(waktu=waktu("2 menit/berkas")), sop()),
    "NM-01": (susun(nomor="4"), susun(nomor="2a")),
    "NM-02": (susun(nomor="2a"), sop()),
    "TX-01": (susun(kegiatan="Menyusun notulen", output="Notula"), susun(kegiatan="Menyusun notula")),
    "TX-03": (susun(kegiatan="Menyusun email"), susun(kegiatan="Menyusun surel")),
    "TX-04": (susun(keterangan="Kasubag UK"), susun(keterangan="Kasubag membubuhkan paraf")),
}


def test_setiap_aturan_punya_contoh_dan_kode_sendiri() -> None:
    assert sorted(CONTOH) == sorted(a.kode for a in ATURAN)


def test_setiap_aturan_berjudul_dan_bersumber() -> None:
    assert all(a.judul and a.sumber for a in ATURAN)
    assert len({a.judul for a in ATURAN}) == len(ATURAN)


def test_sop_yang_baik_tidak_punya_temuan() -> None:
    assert sop().naskah.langkah == BAIK
    assert kode(sop()) == set()


@pytest.mark.parametrize("kode", CONTOH)
def test_contoh_yang_salah_ditemukan_dengan_kalimat_dan_tempatnya(kode: str) -> None:
    (aturan,) = [a for a in ATURAN if a.kode == kode]
    semua = kena(kode, CONTOH[kode][0])
    assert semua
    for t in semua:
        assert (t.aturan, t.keparahan) == (kode, aturan.keparahan)
        assert t.kalimat.endswith(".")
        assert t.kalimat[0].isupper()
        assert t.saran.endswith(".")
        assert t.tempat.sebutan


@pytest.mark.parametrize("kode", CONTOH)
def test_contoh_yang_benar_tidak_ditemukan(kode: str) -> None:
    assert kena(kode, CONTOH[kode][1]) == []
