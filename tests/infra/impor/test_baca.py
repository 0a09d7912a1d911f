"""Every mistake in a file is told with file, line and field, on one line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from infra.impor import ImporError, baca_berkas
from infra.impor.rekam import rangkai
from infra.impor.skema import BERKAS, IDENTITAS, LANGKAH, PELAKSANA, WAKTU
from tests.domain.pembangun import AWAL, SARI
from tests.domain.strategi import hukum
from tests.infra.impor.bahan import CONTOH, KECIL, OPD_ID, SOP_ID, impor


def salah(teks: str | bytes) -> ImporError:
    with pytest.raises(ImporError) as galat:
        baca_berkas(teks, "contoh.yaml")
    assert "\n" not in str(galat.value)
    assert galat.value.berkas == "contoh.yaml"
    return galat.value


def test_the_sentence_names_file_line_and_field() -> None:
    galat = salah(KECIL.replace("satuan: menit", "satuan: mingguan"))
    assert str(galat) == (
        "contoh.yaml baris 20, langkah[1].waktu.satuan: satuan “mingguan” tidak dikenal; "
        "pilih menit, jam, hari, hari_kerja, minggu, bulan, atau tahun"
    )


DUA_BARIS = "{urut: 2, kegiatan: Menyimpan arsip, simbol: selesai, pelaksana: [SEK]}"

TGL = "identitas.tanggal_revisi"
KELIRU = {
    "unknown symbol": ("simbol: mulai", "simbol: awal", 15, "langkah[1].simbol", "pilih mulai, proses, keputusan"),
    "unknown klasifikasi": ("pelaksana:\n  -", "klasifikasi: {sifat: umum}\npelaksana:\n  -", 9, "klasifikasi.sifat",
                            "sifat “umum” tidak dikenal; pilih administratif atau teknis"),
    "unknown key at the top": ("id: kecil", "idd: kecil", 1, "idd", "mungkin maksudnya “id”"),
    "unknown key in the sheet": ("nama_sop", "nama", 3, "identitas.nama", "tidak dikenal"),
    "unknown key in a step": ("lanjut", "lanjutkan", 21, "langkah[1].lanjutkan", "mungkin maksudnya “lanjut”"),
    "unknown key in waktu": ("      satuan", "      unit", 20, "langkah[1].waktu.unit", "tidak dikenal"),
    "unknown key in a branch": ("lanjut: 2", "cabang: [{label: Ya, tujuan: 2}]", 21, "langkah[1].cabang[1].tujuan", ""),
    "unknown pelaksana": ("[STF]", "[STF, KDN]", 16, "langkah[1].pelaksana[2]", "“KDN” tidak ada di daftar pelaksana"),
    "unknown pelaksana of a symbol": ("lanjut: 2", "simbol_per_pelaksana: {KDN: proses}", 21,
                                      "langkah[1].simbol_per_pelaksana.KDN", "yang ada: STF, SEK"),
    "unknown pelaksana of a label": ("lanjut: 2", "label_simbol: {KDN: x}", 21, "langkah[1].label_simbol.KDN", "KDN"),
    "unknown symbol of a pelaksana": ("lanjut: 2", "simbol_per_pelaksana: {STF: kotak}", 21,
                                      "langkah[1].simbol_per_pelaksana.STF", "tidak dikenal"),
    "number for a text": ("Menerima surat", "15", 14, "langkah[1].kegiatan", "harus tulisan, bukan angka “15”; beri"),
    "truth for a text": ("Menerima surat", "no", 14, "langkah[1].kegiatan", "bukan ya/tidak “no”"),
    "date for a text": ("Menerima surat", "2020-01-02", 14, "langkah[1].kegiatan", "bukan tanggal"),
    "text for a number": ("nilai: 10", "nilai: sepuluh", 19, "langkah[1].waktu.nilai", "harus angka, bukan tulisan"),
    "truth for a number": ("nilai: 10", "nilai: true", 19, "langkah[1].waktu.nilai", "harus angka"),
    "fraction for a row": ("urut: 1", "urut: 1.5", 13, "langkah[1].urut", "harus nomor baris"),
    "text for a truth": ("jabatan: Staf", "jabatan: Staf, eksternal: ya", 10, "pelaksana[1].eksternal", "harus true"),
    "text for a list": ("[STF]", "STF", 16, "langkah[1].pelaksana", "harus daftar, bukan tulisan “STF”"),
    "list for a text": ("Menerima surat", "[a]", 14, "langkah[1].kegiatan", "harus tulisan, bukan daftar"),
    "text for a mapping": ("waktu:\n      teks: 10 menit\n      nilai: 10\n      satuan: menit", "waktu: 10 menit", 17,
                           "langkah[1].waktu", "harus pasangan kunci dan nilai"),
    "text for a step": ("- " + DUA_BARIS, "- Menyimpan", 22, "langkah[2]", "harus pasangan kunci"),
    "null in a list": ("- Undang-Undang Nomor 43 Tahun 2009", "- ", 8, "identitas.dasar_hukum[1]", "kosong"),
    "blank in a list": ("[STF]", '[STF, ""]', 16, "langkah[1].pelaksana[2]", "kosong"),
    "related SOP without id": ("tanggal_revisi: null", "keterkaitan: [{nama: X}]", 6, "identitas.keterkaitan[1].id",
                               "wajib diisi"),
    "name missing": ("nama_sop: Pengelolaan Surat", "nomor_sop: x", 2, "identitas.nama_sop", "wajib diisi"),
    "name blank": ("nama_sop: Pengelolaan Surat", 'nama_sop: " "', 3, "identitas.nama_sop", "wajib diisi"),
    "sheet missing": ("identitas:\n  nama_sop", "x_asal:\n  nama_sop", 1, "identitas", "wajib diisi"),
    "sheet null": ("id: kecil", "id: kecil\nlangkah: []\nidentitas:\n---", 4, "", "lebih dari satu dokumen"),
    "code missing": ("kode: SEK, ", "", 11, "pelaksana[2].kode", "wajib diisi"),
    "code twice": ("kode: SEK", "kode: STF", 11, "pelaksana[2].kode", "sudah dipakai pelaksana di baris 10"),
    "row number twice": ("urut: 2,", 'urut: "1",', 22, "langkah[2].urut", "“1” sudah dipakai langkah di baris 13"),
    "both ways on": ("lanjut: 2", "lanjut: 2\n    cabang: [{label: Ya, ke: 2}]", 21, "langkah[1].lanjut", "keduanya"),
    "merged with no row": ("nilai: 10", "gabung_dengan: 7", 19, "langkah[1].waktu.gabung_dengan", "“7”"),
    "key twice": ("urut: 1\n", "urut: 1\n    urut: 1\n", 14, "langkah[1].urut", "dua kali; yang pertama di baris 13"),
    "key that YAML takes for false": ("id: kecil", "cacat_nyata: {no: 1}", 1, "cacat_nyata.no", "beri tanda kutip"),
    "key that is a number": ("id: kecil", "sumber: {1: x}", 1, "sumber.1", "beri tanda kutip"),
    "key that is a list": ("id: kecil", "sumber: {[a]: x}", 1, "sumber.?", "bukan tulisan biasa"),
    "key of ours": ("id: kecil", "sumber: {$tanggal: x}", 1, "sumber.$tanggal", "jangan awali dengan $"),
    "merge key": ("id: kecil", "sumber: {<<: {a: b}}", 1, "sumber.<<", "bukan tulisan biasa"),
    "anchor": ("id: kecil", "id: &x kecil", 1, "", "jangkar dan rujukan"),
    "alias": ("id: kecil", "id: *x", 1, "", "jangkar dan rujukan"),
    "tag": ("id: kecil", "id: !!python/name:os.system x", 1, "", "penanda jenis YAML"),
    "standard tag": ("id: kecil", "id: !!binary aGFp", 1, "", "penanda jenis YAML"),
    "too deep": ("id: kecil", f"id: {'[' * 50}{']' * 50}", 1, "", "12 tingkat"),
    "date that is none": ("tanggal_revisi: null", "tanggal_revisi: 2020-02-31", 6, TGL, "“2020-02-31”"),
    "time of day": ("id: kecil", "id: 2020-01-02 10:00:00", 1, "id", "bukan nilai yang dikenal"),
    "infinity": ("id: kecil", "id: .inf", 1, "id", "terlalu besar"),
    "not a number": ("id: kecil", "id: .nan", 1, "id", "terlalu besar"),
    "a number too long to read": ("id: kecil", f"id: {'9' * 5000}", 1, "id", "tidak dapat dibaca"),
    "a number too large": ("id: kecil", "id: 9007199254740992", 1, "id", "terlalu besar"),
    "hidden letter": ("id: kecil", 'id: "a\\x07b"', 1, "id", "huruf kendali"),
    "half a letter": ("id: kecil", 'id: "a\\ud800b"', 1, "id", "huruf kendali"),
    "letter beyond Unicode": ("id: kecil", 'id: "\\UFFFFFFFF"', 1, "", "susunan YAML rusak"),
    "control character": ("Menerima surat", "Menerima\x07surat", 14, "", "huruf kendali"),
    "equals sign": ("id: kecil", "id: =", 1, "id", "beri tanda kutip"),
    "tab": ("    kegiatan", "\tkegiatan", 14, "", "tab"),
    "open quote": ("Menyimpan arsip", '"Menyimpan arsip', 22, "", "tidak ditutup"),
    "open bracket": ("[SEK]}", "[SEK}", 22, "", "susunan YAML rusak"),
    "colon in a text": ("kegiatan: Menerima surat", "kegiatan: Menerima: surat", 14, "", "titik dua di tempat"),
    "two documents": ("langkah:\n", "langkah: []\n---\nlangkah:\n", 13, "", "lebih dari satu dokumen"),
    "NIP in a text": ("Menerima surat", "Menerima 19800101 200501 1 999", 14, "langkah[1].kegiatan", "NIK atau NIP"),
    "NIK as a number": ("id: kecil", "id: 3372010101800001", 1, "id", "NIK atau NIP"),
    "NIP in a key": ("id: kecil", 'sumber: {"198001012005011999": x}', 1, "sumber", "NIK atau NIP"),
    "NIP in a box": ("Undang-Undang Nomor 43 Tahun 2009", "NIP 198001012005011999", 8, "identitas.dasar_hukum[1]", ""),
}  # fmt: skip


@pytest.mark.parametrize("apa", KELIRU)
def test_a_mistake_is_told_with_its_place(apa: str) -> None:
    lama, baru, baris, bidang, kalimat = KELIRU[apa]
    assert lama in KECIL
    galat = salah(KECIL.replace(lama, baru, 1))
    assert (galat.baris, galat.bidang) == (baris, bidang)
    assert kalimat in galat.kalimat


@pytest.mark.parametrize(
    ("teks", "baris", "kalimat"),
    [
        ("", 1, "kosong"),
        ("# hanya catatan\n", 1, "kosong"),
        ("null\n", 1, "kosong"),
        ("tulisan\n", 1, "harus pasangan kunci dan nilai, bukan tulisan “tulisan”"),
        ("- a\n", 1, "harus pasangan kunci dan nilai, bukan daftar"),
        (b"id: a\nnama: \xe9\n", 2, "bukan UTF-8"),
        ("id: a".encode("utf-16"), 1, "bukan UTF-8"),
        ("id: a\ud800", 1, "bukan UTF-8"),
        (b"#" * 1_000_001, 1, "lebih besar dari 1 MB"),
        ("identitas: {nama_sop: X}\n", 1, "wajib diisi"),
        ("id:\n" + "- a\n" * 20_001, 19_999, "lebih dari 20000 nilai"),
    ],
)
def test_what_is_no_sop_at_all(teks: str | bytes, baris: int, kalimat: str) -> None:
    galat = salah(teks)
    assert galat.baris == baris
    assert kalimat in galat.kalimat


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ImporError, match=r"^tiada\.yaml baris 1: berkas tidak ada atau tidak dapat dibaca$"):
        baca_berkas(tmp_path / "tiada.yaml")


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    (tmp_path / "bom.yaml").write_bytes(b"\xef\xbb\xbf" + KECIL.encode())
    assert baca_berkas(tmp_path / "bom.yaml").data["id"] == "kecil"


@pytest.mark.parametrize("path", CONTOH, ids=lambda p: p.name[:2])
def test_the_samples_have_no_mistakes(path: Path) -> None:
    assert baca_berkas(path).langkah


DITOLAK = {
    "name too long": ("Pengelolaan Surat", "x" * 301, 3, "identitas.nama_sop", "Paling banyak 300 huruf"),
    "unit too long": ("id: kecil", f"instansi: {{unit: {'x' * 301}}}", 1, "instansi.unit", "Paling banyak 300"),
    "no date": ("tanggal_revisi: null", "tanggal_revisi: bulan lalu", 6, TGL, "kalender"),
    "no month": ("tanggal_revisi: null", "tanggal_revisi: 2019-13", 6, TGL, "kalender"),
    "entry too long": ("Undang-Undang", "x" * 2001, 8, "identitas.dasar_hukum[1]", "Paling banyak 2000"),
    "reference too long": ("tanggal_revisi: null", f"keterkaitan: [{{nama: a, id: {'x' * 2001}}}]", 6,
                           "identitas.keterkaitan[1].id", "Paling banyak 2000"),
    "code too long": ("kode: SEK", f"kode: {'S' * 21}", 11, "pelaksana[2].kode", "Paling banyak 20"),
    "row number too long": ("urut: 1", f"urut: {'a' * 13}", 13, "langkah[1].urut", "Paling banyak 12"),
    "label too long": ("lanjut: 2", f"cabang: [{{label: {'x' * 61}, ke: 2}}]", 21, "langkah[1].cabang", "banyak 60"),
    "target too long": ("lanjut: 2", f"lanjut: {'x' * 2001}", 21, "langkah[1].lanjut", "Paling banyak 2000"),
    "time zero": ("nilai: 10", "nilai: 0", 17, "langkah[1].waktu", "lebih dari 0"),
    "range upside down": ("nilai: 10", "min: 10\n      maks: 2", 17, "langkah[1].waktu", "harus lebih kecil"),
    "record too long": ("id: kecil", f"id: {'x' * 20_001}", 1, "asal", "terlalu banyak"),
}  # fmt: skip


@pytest.mark.parametrize("apa", DITOLAK)
def test_what_the_rules_refuse_is_told_with_its_place_too(apa: str) -> None:
    lama, baru, baris, bidang, kalimat = DITOLAK[apa]
    teks = KECIL.replace(lama, baru, 1)
    if apa == "code too long":
        teks = teks.replace("[SEK]", f"[{'S' * 21}]")
    with pytest.raises(ImporError) as galat:
        impor(teks)
    assert (galat.value.baris, galat.value.bidang) == (baris, bidang)
    assert kalimat in galat.value.kalimat
    assert "\n" not in str(galat.value)


@hukum
@given(st.text(st.sampled_from("ab: -[]{}\n\t\"'#&*!|>%@`?,\\Ux0_.=~<19"), max_size=60) | st.text(max_size=60))
@example("? {a: b}\n: c")
@example("a: !<%")
@example("%YAML 1.1\n---\na: b")
@example("%TAG ! !\n---\n! a")
@example("a: 0b_")
@example("a: 1:99:3")
@example("a: |9\n x")
@example("a: \u2028b")
def test_any_text_is_taken_or_refused_in_one_sentence(teks: str) -> None:
    sah_atau_satu_kalimat(teks)


def sah_atau_satu_kalimat(teks: str) -> None:
    try:
        rangkai(baca_berkas(teks, "a\nb.yaml"), SOP_ID, OPD_ID, None, (SARI, AWAL))
    except ImporError as satu:
        galat = satu
    else:
        return
    assert "\n" not in str(galat)
    assert 1 <= galat.baris <= len(teks.splitlines()) + 1


TEMPAT = [
    *((kunci,) for kunci in BERKAS.kunci),
    *(("identitas", kunci) for kunci in IDENTITAS.kunci),
    *(("langkah", 0, kunci) for kunci in LANGKAH.kunci),
    *(("langkah", 0, "waktu", kunci) for kunci in WAKTU.kunci),
    *(("pelaksana", 0, kunci) for kunci in PELAKSANA.kunci),
]
nilai_apa_pun = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.dates() | st.datetimes() | st.text(max_size=4),
    lambda x: st.lists(x, max_size=2) | st.dictionaries(st.text(max_size=3) | st.sampled_from(("label", "ke")), x),
    max_leaves=4,
)


@hukum
@given(st.sampled_from(TEMPAT), nilai_apa_pun)
def test_any_value_anywhere_is_taken_or_refused_in_one_sentence(jalan: tuple[Any, ...], nilai: object) -> None:
    isi = yaml.safe_load(KECIL)
    induk = isi
    for kunci in jalan[:-1]:
        induk = induk[kunci]
    induk[jalan[-1]] = nilai
    sah_atau_satu_kalimat(yaml.safe_dump(isi))
