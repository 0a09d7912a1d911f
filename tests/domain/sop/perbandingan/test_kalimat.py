"""The words of a difference, on edits of an ordinary SOP."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from domain.sop.langkah import Panah, Satuan, Simbol, Waktu
from domain.sop.naskah import Daftar, Isian, Naskah
from domain.sop.perbandingan import Angka, Macam, Nasib, angka, bandingkan, beda_kata, kamus, ringkas, ucapkan
from domain.sop.perbandingan.kata import TERBANYAK
from domain.sop.perhitungan import hitung
from tests.domain import pembangun as p

SATU, DUA = p.butir("UU 25 Tahun 2009"), p.butir("Permenpan 35 Tahun 2012")
KETUA = p.pelaksana("Ketua")
TIGA_HARI = Waktu("3 hari kerja", Decimal(3), satuan=Satuan.HARI_KERJA)
PERIKSA = replace(p.PERIKSA, simbol=Simbol.KEPUTUSAN, panah=(Panah(p.SIMPAN.id, "Ya"), Panah(p.TERIMA.id, "Tidak")))
ISI = Naskah(
    isian=((Isian.NAMA, "Surat Masuk"), (Isian.TANGGAL_REVISI, "2026-02-09")),
    daftar=((Daftar.DASAR_HUKUM, (SATU, DUA)),),
    pelaksana=(p.STAF, p.SEKRETARIS),
    langkah=(p.TERIMA, replace(PERIKSA, waktu=TIGA_HARI), p.SIMPAN),
)


def kata(baru: Naskah, lama: Naskah = ISI) -> list[str]:
    return [u.kata for u in ucapkan(bandingkan(lama, baru), lama, baru)]


def dengan_langkah(n: int, **kolom: object) -> Naskah:
    langkah = list(ISI.langkah)
    langkah[n] = replace(langkah[n], **kolom)  # type: ignore[arg-type]
    return replace(ISI, langkah=tuple(langkah))


TERUKUR = "waktu dari “3 hari kerja (terukur 3 hari kerja)” menjadi"
SATU_SEL = {
    "waktu": ({"waktu": Waktu("1 jam", Decimal(1), satuan=Satuan.JAM)}, "waktu dari “3 hari kerja” menjadi “1 jam”"),
    "satuan di balik tulisan": (
        {"waktu": replace(TIGA_HARI, satuan=Satuan.HARI)},
        f"{TERUKUR} “3 hari kerja (terukur 3 hari)”",
    ),
    "rentang tanpa tulisan": (
        {"waktu": Waktu(min=Decimal("1.5"), maks=Decimal(2), satuan=Satuan.JAM, per="berkas")},
        "waktu dari “3 hari kerja” menjadi “1,5-2 jam per berkas”",
    ),
    "sel waktu digabung": (
        {"waktu": replace(TIGA_HARI, gabung_dengan=p.TERIMA.id)},
        f"{TERUKUR} “3 hari kerja (terukur 3 hari kerja, satu sel dengan langkah 1)”",
    ),
    "tidak lagi terukur": ({"waktu": Waktu("3 hari kerja")}, f"{TERUKUR} “3 hari kerja (tidak terukur)”"),
    "dikosongkan": ({"waktu": Waktu()}, "waktu “3 hari kerja” dikosongkan"),
    "pelaksana": ({"pelaksana": (p.STAF.id,)}, "pelaksana dari “Sekretaris” menjadi “Staf”"),
    "simbol": ({"simbol": Simbol.PROSES}, "simbol dari “keputusan” menjadi “proses”"),
    "kelengkapan": ({"kelengkapan": ("Surat", "Agenda")}, "kelengkapan diisi “Surat; Agenda”"),
    "simbol per pelaksana": (
        {"simbol_per_pelaksana": ((p.STAF.id, Simbol.MULAI),)},
        "simbol per pelaksana diisi “Staf: mulai”",
    ),
    "cabang": (
        {"panah": (Panah(p.SIMPAN.id, "Ya"), Panah(None, "Tidak"), Panah(None, "", "9"), Panah(None))},
        (
            "arah berikutnya dari “… Tidak: ke langkah 1 (Menerima surat)” menjadi “… Tidak: ke langkah berikutnya; "
            "ke langkah 9 yang tidak ada di tabel; berhenti”"
        ),
    ),
}


@pytest.mark.parametrize(("kolom", "harap"), SATU_SEL.values(), ids=SATU_SEL.keys())
def test_satu_sel_langkah_diubah(kolom, harap):
    assert kata(dengan_langkah(1, **kolom)) == [f"Langkah 2 “Memeriksa surat”: {harap}"]


def test_beberapa_sel_dan_judulnya():
    baru = dengan_langkah(0, kegiatan="Menerima surat masuk", output="Surat")
    assert kata(baru) == [
        "Langkah 1: kegiatan dari “Menerima surat” menjadi “Menerima surat masuk”; output diisi “Surat”"
    ]


def test_langkah_datang_pergi_dan_pindah():
    baru = replace(ISI, langkah=(ISI.langkah[1], p.langkah("Menyalin surat"), ISI.langkah[0]))
    assert kata(baru) == [
        "Langkah 1 “Memeriksa surat” dipindah dari urutan 2 menjadi urutan 1",
        "Langkah 2 “Menyalin surat” ditambah",
        "Langkah 3 yang lama “Menyimpan arsip” dihapus",
    ]
    assert ringkas(bandingkan(ISI, baru)) == "1 langkah ditambah, 1 dihapus, 1 dipindah"


def test_langkah_yang_pindah_dengan_nomor_yang_sama():
    a, b, c = (p.langkah(x, nomor="7") for x in ("A", "B", "C"))
    pindah_ke_belakang, semula = Naskah(langkah=(b, c, a)), Naskah(langkah=(a, b, c))
    assert kata(pindah_ke_belakang, semula) == ["Langkah 7 “A” dipindah menjadi sesudah langkah 7"]
    assert kata(semula, pindah_ke_belakang) == ["Langkah 7 “A” dipindah ke depan"]


def test_langkah_tanpa_kegiatan_disebut_dengan_nomornya():
    lama = Naskah(langkah=(replace(p.TERIMA, kegiatan=""),))
    assert kata(Naskah(), lama) == ["Langkah 1 yang lama dihapus"]


def test_target_yang_dihapus_tetap_disebut():
    baru = ISI.tanpa_langkah(p.TERIMA.id)
    assert "ke langkah 1 yang tidak ada di tabel" in kata(baru)[0]
    lepas = replace(ISI.langkah[1], panah=(Panah(p.langkah("Hilang").id),))
    assert "ke langkah ? yang tidak ada di tabel" in kata(replace(ISI, langkah=(ISI.langkah[0], lepas)))[0]


def test_kolom_pelaksana():
    baru = replace(ISI, pelaksana=(replace(p.SEKRETARIS, eksternal=True), KETUA, replace(p.STAF, jabatan="Staf Umum")))
    assert kata(baru) == [
        "Kolom pelaksana “Ketua” ditambah",
        (
            "Kolom pelaksana “Sekretaris” dipindah dari kolom ke-2 menjadi kolom ke-1; "
            "pihak luar dari “tidak” menjadi “ya”"
        ),
        "Kolom pelaksana: jabatan dari “Staf” menjadi “Staf Umum”",
    ]
    assert kata(replace(ISI, pelaksana=(p.STAF,), langkah=(p.TERIMA,)), replace(ISI, langkah=(p.TERIMA,))) == [
        "Kolom pelaksana “Sekretaris” dihapus"
    ]


def test_pelaksana_yang_bernama_sama_dibedakan_menurut_kolomnya():
    kembar = p.pelaksana("Staf lain")
    lama = replace(ISI, pelaksana=(p.STAF, replace(kembar, jabatan="Staf")), langkah=(p.TERIMA,))
    baru = replace(lama, langkah=(replace(p.TERIMA, pelaksana=(kembar.id,)),))
    assert kata(baru, lama) == [
        "Langkah 1 “Menerima surat”: pelaksana dari “Staf (kolom ke-1)” menjadi “Staf (kolom ke-2)”"
    ]
    tanpa = replace(lama, langkah=(replace(p.TERIMA, pelaksana=(KETUA.id,)),))
    assert "menjadi “kolom yang tidak ada”" in kata(tanpa, lama)[0]


def test_kotak_identitas():
    tiga = p.butir("Perda 1 Tahun 2020")
    lama = ISI.dengan_daftar(Daftar.DASAR_HUKUM, (SATU, DUA, tiga))
    baru = ISI.dengan_daftar(
        Daftar.DASAR_HUKUM, (tiga, replace(SATU, rujukan="uu-25-2009"), p.butir("UU 23 Tahun 2014"))
    )
    assert kata(baru, lama) == [
        "Dasar hukum ditambah “UU 23 Tahun 2014”",
        "Dasar hukum “Permenpan 35 Tahun 2012” dihapus",
        "Dasar hukum “UU 25 Tahun 2009”: rujukan diisi “uu-25-2009”",
        "Dasar hukum “Perda 1 Tahun 2020” dipindah dari nomor 3 menjadi nomor 1",
    ]
    berganti = ISI.dengan_daftar(Daftar.DASAR_HUKUM, (SATU, replace(DUA, teks="Permenpan 2 Tahun 2026")))
    assert kata(berganti) == ["Dasar hukum: bunyi dari “Permenpan 35 Tahun 2012” menjadi “Permenpan 2 Tahun 2026”"]


def test_isian_identitas():
    baru = ISI.dengan_isian(Isian.NAMA, "").dengan_isian(Isian.TANGGAL_REVISI, "2026").dengan_isian(Isian.NOMOR, "1")
    ucapan = ucapkan(bandingkan(ISI, baru), ISI, baru)
    assert [(u.macam, u.kata) for u in ucapan] == [
        (Macam.HAPUS, "Nama SOP “Surat Masuk” dikosongkan"),
        (Macam.TAMBAH, "Nomor SOP diisi “1”"),
        (Macam.UBAH, "Tanggal revisi dari “9 Februari 2026” menjadi “2026”"),
    ]
    assert {u.bagian.sebutan for u in ucapan} == {"Isian lembar identitas"}


def test_beda_yang_tidak_tampak_tetap_disebut():
    assert "ditulis ulang" in kata(dengan_langkah(0, kegiatan="Menerima  surat"))[0]
    lama, baru = dengan_langkah(0, kelengkapan=()), dengan_langkah(0, kelengkapan=("",))
    assert kata(baru, lama) == ["Langkah 1 “Menerima surat”: kelengkapan berubah pada rincian yang tidak tercetak"]


def test_kutipan_panjang_dimulai_di_dekat_bedanya():
    panjang = "Mencatat surat yang diterima ke dalam buku agenda surat masuk menurut nomor, tanggal, asal, dan perihal"
    lama, baru = dengan_langkah(0, kegiatan=panjang), dengan_langkah(0, kegiatan=panjang.replace("perihal", "lampiran"))
    assert kata(baru, lama) == [
        "Langkah 1: kegiatan dari “… tanggal, asal, dan perihal” menjadi “… tanggal, asal, dan lampiran”"
    ]
    depan = dengan_langkah(0, kegiatan="Menulis" + panjang.removeprefix("Mencatat"))
    assert "menjadi “Menulis surat yang diterima" in kata(depan, lama)[0]
    tujuan = dengan_langkah(1, panah=(Panah(p.TERIMA.id),))
    nama = replace(tujuan, langkah=(replace(tujuan.langkah[0], kegiatan=panjang), *tujuan.langkah[1:]))
    assert "…" in kamus(nama).sel("panah", nama.langkah[1].panah)


def test_ringkasan_dalam_satu_kalimat():
    baru = replace(dengan_langkah(0, output="Surat"), pelaksana=(p.STAF, p.SEKRETARIS, KETUA))
    baru = baru.dengan_isian(Isian.NOMOR, "1").dengan_daftar(Daftar.PERINGATAN, (SATU,))
    assert ringkas(bandingkan(ISI, baru)) == (
        "1 langkah diubah; 1 kolom pelaksana ditambah; 1 butir lembar identitas ditambah; 1 isian identitas diubah"
    )
    assert ringkas(bandingkan(ISI, ISI)) == "Tidak ada yang berbeda"


def test_angka_sebelum_dan_sesudah():
    baru = dengan_langkah(1, waktu=Waktu("1-2 jam", min=Decimal(1), maks=Decimal("2.5"), satuan=Satuan.JAM))
    hasil = {x.apa: x for x in angka(hitung(ISI), hitung(baru), (3, 3))}
    assert hasil["Paling lama, dihitung dalam hari kerja"] == Angka(
        "Paling lama, dihitung dalam hari kerja", "3 hari kerja", "–"
    )
    assert hasil["Paling lama, dihitung dalam jam"].baru == "1–2,5 jam"
    assert hasil["Paling lama, dihitung dalam jam"].berubah
    assert not hasil["Alih tangan"].berubah


@pytest.mark.parametrize(
    ("lama", "baru", "harap"),
    [
        ("surat masuk", "surat keluar", "surat [-masuk-]{+keluar+}"),
        ("Menyimpan arsip", "Memusnahkan berkas lama", "[-Menyimpan arsip-]{+Memusnahkan berkas lama+}"),
        ("satu dua tiga empat lima", "satu 2 3 empat lima", "satu [-dua tiga-]{+2 3+} empat lima"),
        ("satu dua tiga empat", "satu tiga empat", "satu[- dua-] tiga empat"),
        ("a", "a", "a"),
        ("", "baru", "{+baru+}"),
        ("", "", ""),
    ],
)
def test_kata_demi_kata(lama, baru, harap):
    tanda = {Nasib.TETAP: "{}", Nasib.HAPUS: "[-{}-]", Nasib.TAMBAH: "{{+{}+}}"}
    assert "".join(tanda[x.nasib].format(x.teks) for x in beda_kata(lama, baru)) == harap


def test_teks_yang_sangat_panjang_dianggap_berganti_seluruhnya():
    panjang = "kata " * TERBANYAK
    assert [x.nasib for x in beda_kata(panjang, panjang + "lagi")] == [Nasib.HAPUS, Nasib.TAMBAH]
