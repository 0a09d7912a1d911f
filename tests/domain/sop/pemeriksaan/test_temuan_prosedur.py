"""What the rules on procedures say where the table of examples is too small for it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.sop.langkah import Langkah, LangkahId, Panah, Simbol, Waktu
from domain.sop.naskah import Naskah
from domain.sop.pemeriksaan.bahan import Bahan
from domain.sop.pemeriksaan.letak import cuplik, daftar_kata
from tests.domain import pembangun as p
from tests.domain.sop.pemeriksaan.bahan import (
    ARSIP,
    CATAT,
    HARI_INI,
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

TERSESAT = LangkahId(p.id_dari("langkah yang tidak ada"))


def kalimat(kode: str, bahan: Bahan) -> list[str]:
    return [t.kalimat for t in kena(kode, bahan)]


def perbaikan(kode: str, bahan: Bahan) -> list[dict[str, str]]:
    return [dict(x.isi) for t in kena(kode, bahan) for x in t.perbaikan]


def test_sop_yang_belum_ada_isinya_tidak_dikejar_temuan() -> None:
    assert kode(Bahan(Naskah(), HARI_INI)) == set()
    assert kode(Bahan(Naskah(pelaksana=(STAF,)), HARI_INI)) == set()


def test_temuan_menunjuk_sel_langkahnya() -> None:
    (t,) = kena("MB-04", susun(waktu=Waktu("Secepatnya")))
    assert (t.tempat.sebutan, t.tempat.sel, t.tempat.bidang) == ("Langkah 3, waktu", f"langkah.{SUSUN.id}", "waktu")
    assert t.tempat.langkah == SUSUN.id
    assert t.kalimat == "Langkah 3: waktu “Secepatnya” belum terukur."
    assert [x.tombol for x in t.perbaikan] == ["Pakai: 1 jam", "Pakai: 1 hari kerja", "Pakai: 3 hari kerja"]
    assert dict(t.perbaikan[1].isi) == {"lama": "1", "satuan": "hari_kerja", "per": ""}


def test_cuplikan_satu_baris_pendek_dan_tanpa_tanda_arah() -> None:
    assert cuplik("a\n\u202eb\u200f  c") == "a b c"
    assert cuplik("panjang " * 20) == "panjang " * 7 + "pan…"
    assert cuplik("🙂é") == "🙂é"
    assert daftar_kata("abcdefghij") == "a, b, c, d, e, f, g, h, dan 2 lainnya"


# Columns


def test_kolom_luar_boleh_di_kanan_asal_alur_mulai_di_kiri() -> None:
    dari_luar = (replace(CATAT, pelaksana=(PEMOHON.id,)), PERIKSA, SUSUN, ARSIP)
    assert kalimat("PL-04", sop(*dari_luar, kolom=(PEMOHON, KASUBAG, STAF))) == []
    (k,) = kalimat("PL-04", sop(*dari_luar, kolom=(KASUBAG, STAF, PEMOHON)))
    assert "alur mulai di kolom “Pemohon”" in k
    tengah = (CATAT, replace(PERIKSA, pelaksana=(PEMOHON.id,)), SUSUN, ARSIP)
    assert kalimat("PL-04", sop(*tengah, kolom=(STAF, KASUBAG, PEMOHON))) == []


def test_urutan_kolom_tanpa_simbol_mulai_atau_tanpa_pelaksana() -> None:
    tanpa_mulai = (replace(SUSUN, id=CATAT.id), replace(ARSIP, simbol=Simbol.PROSES))
    (k,) = kalimat("PL-04", sop(*tanpa_mulai))
    assert k.endswith(": “Kepala Subbagian Umum dan Kepegawaian” bekerja lebih dahulu daripada “Staf Persuratan”.")

    assert kalimat("PL-04", sop(replace(CATAT, pelaksana=()))) == []
    assert kalimat("PL-04", sop(replace(CATAT, pelaksana=()), replace(ARSIP, pelaksana=(KASUBAG.id,)))) == []


@pytest.mark.parametrize(
    ("jabatan", "kata"),
    [
        ("Aplikasi SIPD", "bukan jabatan"),
        ("Drs. Budi", "nama orang"),
        ("Rina, M.Si", "nama orang"),
        ("Kepala UPT", ""),
        ("Analis Sistem", ""),
        ("🙂", ""),
    ],
)
def test_kolom_yang_bukan_jabatan(jabatan: str, kata: str) -> None:
    hasil = kalimat("PL-05", sop(kolom=(STAF, replace(KASUBAG, jabatan=jabatan))))
    assert [kata in k for k in hasil] == ([True] if kata else [])


def test_kolom_yang_ditandai_bukan_orang_ditemukan() -> None:
    assert kalimat("PL-05", sop(kolom=(STAF, replace(KASUBAG, bukan_orang=True))))


def test_sop_teknis_dengan_banyak_pelaksana() -> None:
    assert perbaikan("PL-06", sop(sifat="teknis")) == [{"nilai": "administratif"}]
    assert kena("PL-06", sop(sifat="")) == []


def test_jabatan_di_luar_susunan_organisasi_hanya_bila_yang_mirip_tercatat() -> None:
    for lain in ("Kepala Bidang Umum", "Kepala Subbagian Keuangan", "Kepala Subbagian Hukum dan Humas"):
        assert kena("PL-08", sop(jabatan=frozenset({lain}))) == []
    mirip = frozenset({"Kepala Subbagian Tata Usaha dan Kepegawaian"})
    assert perbaikan("PL-08", sop(jabatan=mirip)) == [{"jabatan": "Kepala Subbagian Tata Usaha dan Kepegawaian"}]
    assert kena("PL-08", sop(kolom=(STAF, replace(KASUBAG, eksternal=True)), jabatan=mirip)) == []


def test_pelaku_di_kolom_lain_dan_penerima_sendiri() -> None:
    (k,) = kalimat("PL-03", susun(kegiatan="Menyerahkan konsep kepada Kasubag Umum"))
    assert "ditujukan kepada" in k
    (k,) = kalimat("PL-03", susun(kegiatan="Menerima disposisi dari Kasubag Umum"))
    assert "diterima dari" in k
    assert kena("PL-03", susun(kegiatan="Menyerahkan konsep kepada Staf Persuratan")) == []
    berdua = susun(kegiatan="Menyerahkan konsep kepada Kasubag", pelaksana=(STAF.id, KASUBAG.id))
    assert kena("PL-03", berdua) == []
    assert kena("PL-03", susun(kegiatan="Staf Persuratan menyusun konsep", pelaksana=())) == []


# Sentences


@pytest.mark.parametrize(
    ("kegiatan", "berupa", "pakai"),
    [
        ("Upload dokumen", "kata kerja baku", "Mengunggah dokumen"),
        ("Konsep disusun oleh Kasubag", "kalimat pasif", "Menyusun konsep"),
        ("Surat balasan", "belum diawali kata kerja", None),
        ("Kasubag pengecekan berkas", "belum diawali kata kerja", None),
    ],
)
def test_kalimat_yang_belum_aktif(kegiatan: str, berupa: str, pakai: str | None) -> None:
    (t,) = kena("KG-01", susun(kegiatan=kegiatan))
    assert berupa in t.kalimat
    assert [dict(x.isi) for x in t.perbaikan] == ([{"kegiatan": pakai}] if pakai else [])


def test_kegiatan_yang_hanya_pelaku_atau_kosong_bukan_soal_kata_kerja() -> None:
    assert kena("KG-01", susun(kegiatan="Kasubag Umum")) == []
    assert kena("KG-01", susun(kegiatan="")) == []


def test_pelaku_dihapus_hanya_bila_kolomnya_memang_kolom_itu() -> None:
    assert perbaikan("KG-03", susun(kegiatan="Kasubag menyusun konsep")) == [{"kegiatan": "Menyusun konsep"}]
    assert perbaikan("KG-03", susun(kegiatan="Menyusun konsep oleh Kasubag")) == [{"kegiatan": "Menyusun konsep"}]
    assert perbaikan("KG-03", susun(kegiatan="Staf Persuratan menyusun konsep")) == []
    assert perbaikan("KG-03", susun(kegiatan="Disusun oleh Kasubag")) == []


def test_kalimat_panjang() -> None:
    (k,) = kalimat("KG-02", susun(kegiatan="Menyusun konsep surat " + "balasan " * 23))
    assert "26 kata" in k


@pytest.mark.parametrize(
    ("kegiatan", "keterangan", "banyak"),
    [
        ("Menyusun konsep, dll", "", 1),
        ("Menyusun konsep sesuai ketentuan yang berlaku, dsb.", "", 2),
        ("Menyusun konsep seperlunya", "", 1),
        ("Menyusun konsep sesuai ketentuan Pasal 3", "", 0),
        ("Melaporkan secara berkala", "Setiap Senin", 0),
        ("Melaporkan secara berkala setiap triwulan", "", 0),
    ],
)
def test_kata_samar(kegiatan: str, keterangan: str, banyak: int) -> None:
    assert len(kena("KG-05", susun(kegiatan=kegiatan, keterangan=keterangan))) == banyak


def test_kegiatan_kosong_dan_baris_terminal_tidak_dianggap_kembar() -> None:
    assert kena("KG-04", sop(CATAT, replace(SUSUN, kegiatan=""), replace(ARSIP, kegiatan=""))) == []


# Numbers and words


@pytest.mark.parametrize(
    ("nomor", "tempat"),
    [
        (("1", "2", "2a", "3"), ()),
        (("2", "3"), (0,)),
        (("1", "3", "4"), (1,)),
        (("1", "2", "2"), (2,)),
        (("1", "A", "2"), (1,)),
        (("1", "2a", "2"), (1, 2)),
        (("1", "1a", "1A"), (2,)),
        (("A", "1"), (0,)),
    ],
)
def test_nomor_berurutan(nomor: tuple[str, ...], tempat: tuple[int, ...]) -> None:
    baris = tuple(langkah(f"Mencatat {n}", nomor=x) for n, x in enumerate(nomor))
    letak = {x.id: n for n, x in enumerate(baris)}
    ditemukan = [letak[t.tempat.langkah] for t in kena("NM-01", sop(*baris)) if t.tempat.langkah]
    assert tuple(ditemukan) == tempat


def test_kata_asing_diganti_di_satu_langkah_saja() -> None:
    assert perbaikan("TX-03", susun(kegiatan="Menyusun email", output="email terkirim")) == [
        {"kegiatan": "Menyusun surel", "output": "surel terkirim"}
    ]
    assert perbaikan("TX-03", susun(kegiatan="Menyusun Email")) == []
    assert perbaikan("TX-03", susun(kegiatan="Menyusun email", kelengkapan=("email",))) == []
    (k,) = kalimat("TX-03", sop(replace(CATAT, output="email"), replace(ARSIP, output="email")))
    assert k == "Kata asing “email” dipakai pada langkah 1 dan 2."


# Links that lead nowhere, and merged cells


def test_panah_ke_id_yang_tidak_ada() -> None:
    assert kalimat("FL-07", susun(panah=(Panah(TERSESAT),))) == ["Langkah 3: panahnya menuju langkah yang tidak ada."]
    assert kalimat("FL-07", susun(panah=(Panah(None),))) == []


def test_waktu_gabungan_disebut_sekali() -> None:
    berdua = sop(
        replace(CATAT, waktu=Waktu("3 menit", gabung_dengan=PERIKSA.id)),
        replace(PERIKSA, waktu=Waktu("3 menit", gabung_dengan=CATAT.id)),
        SUSUN,
        ARSIP,
    )
    assert len(kena("MB-09", berdua)) == 1
    assert kena("MB-09", susun(waktu=Waktu("", gabung_dengan=SUSUN.id))) == []
    assert kena("MB-09", susun(waktu=Waktu("", gabung_dengan=TERSESAT))) == []


def test_terminal_tidak_punya_mutu_baku() -> None:
    mulai = Langkah(CATAT.id, "Mulai", Simbol.MULAI, (STAF.id,))
    assert kode(sop(mulai, SUSUN, replace(ARSIP, pelaksana=(STAF.id,)))) == {"FL-15"}


def test_keputusan_yang_diubah_tidak_merusak_contoh() -> None:
    assert kode(periksa()) == set()
    assert kode(susun(waktu=waktu("1 jam"))) == set()
