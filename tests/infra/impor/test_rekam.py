"""What an import records: the same events as a person's acts, in one command, with stable ids."""

from __future__ import annotations

from decimal import Decimal

import pytest
import yaml

from domain.sop.events import (
    AsalDicatat,
    ButirDitambahkan,
    IsianDiubah,
    LangkahDitambahkan,
    PelaksanaDitambahkan,
    SopDibuat,
)
from domain.sop.langkah import Langkah, Panah, Satuan, Simbol, Waktu, nomor_langkah, panah_keluar
from domain.sop.naskah import Daftar, Isian
from domain.sop.state import Tahap
from tests.domain.pembangun import PENYUSUN, SARI
from tests.infra.impor.bahan import CONTOH, KECIL, OPD_ID, impor


def contoh(nomor: int) -> str:
    return CONTOH[nomor - 1].read_text("utf-8")


def langkah(nomor: int) -> dict[str, Langkah]:
    semua = impor(contoh(nomor)).keadaan.naskah.langkah
    urut = nomor_langkah(semua)
    return {urut[x.id]: x for x in semua}


def tujuan(nomor: int, dari: str) -> list[tuple[str, str, str]]:
    """Number, label and text of the arrows that leave a row as they are drawn."""
    semua = impor(contoh(nomor)).keadaan.naskah.langkah
    urut = nomor_langkah(semua)
    indeks = next(n for n, x in enumerate(semua) if urut[x.id] == dari)
    return [(urut[p.ke] if p.ke else "", p.label, p.tertulis) for p in panah_keluar(semua, indeks)]


def test_the_events_come_in_the_order_of_the_form() -> None:
    jenis = [type(p) for p in impor(contoh(16)).peristiwa]
    urutan = [SopDibuat, IsianDiubah, ButirDitambahkan, PelaksanaDitambahkan, LangkahDitambahkan, AsalDicatat]
    assert list(dict.fromkeys(jenis)) == urutan
    assert jenis == sorted(jenis, key=urutan.index)


def test_the_sop_is_a_draft_of_the_agency_and_its_author() -> None:
    sop = impor(contoh(16)).keadaan
    assert (sop.tahap, sop.versi, sop.opd_id, sop.penyusun) == (Tahap.KONSEP, 1, OPD_ID, PENYUSUN)
    assert sop.penulis == {SARI.orang}


def test_the_identity_sheet_is_filled() -> None:
    naskah = impor(contoh(2)).keadaan.naskah
    assert dict(naskah.isian) == {
        Isian.NAMA: "Pemusnahan Arsip",
        Isian.UNIT: "Tim Bagian Umum",
        Isian.NOMOR: "SOP-016/17000/2025",
        Isian.TANGGAL_PEMBUATAN: "2025-06-02",
        Isian.TANGGAL_EFEKTIF: "2025-06-02",
        Isian.PENGESAH: "Kepala BPS Provinsi Bengkulu",
        Isian.LABEL_NOMOR: "NOMOR SOP AP",
        Isian.LABEL_TANGGAL_EFEKTIF: "TGL. EFEKTIF",
        Isian.SIFAT: "administratif",
        Isian.CAKUPAN: "mikro",
        Isian.KELENGKAPAN: "parsial",
        Isian.JENIS: "generik",
    }
    assert {d: len(butir) for d, butir in naskah.daftar} == {
        Daftar.DASAR_HUKUM: 7,
        Daftar.KUALIFIKASI_PELAKSANA: 3,
        Daftar.KETERKAITAN: 3,
        Daftar.PERALATAN_PERLENGKAPAN: 4,
        Daftar.PERINGATAN: 1,
        Daftar.PENCATATAN_PENDATAAN: 1,
    }


def test_a_related_sop_keeps_what_it_refers_to() -> None:
    butir = impor(contoh(16)).keadaan.naskah.isi_daftar(Daftar.KETERKAITAN)
    assert [(b.teks, b.rujukan) for b in butir] == [
        ("Pengelolaan Surat Keluar", "contoh-surat-keluar"),
        ("Pengelolaan Arsip Dinamis Aktif", "contoh-arsip-aktif"),
    ]


def test_columns_are_posts_with_their_marks() -> None:
    kolom = impor(contoh(4)).keadaan.naskah.pelaksana
    assert [(p.kode, p.eksternal, p.bukan_orang) for p in kolom] == [
        ("PL", True, False),
        ("RS", False, False),
        ("PT", False, False),
        ("SP", False, True),
    ]


def test_a_number_is_kept_only_where_it_is_not_the_automatic_one() -> None:
    semua = impor(contoh(1)).keadaan.naskah.langkah
    assert [x.nomor for x in semua] == ["", "", "", "", "", "5a", "", "", "", "", "", ""]
    assert list(nomor_langkah(semua).values()) == ["1", "2", "3", "4", "5", "5a", *map(str, range(6, 12))]


def test_a_gap_in_the_numbers_stays_a_gap() -> None:
    semua = impor(contoh(17)).keadaan.naskah.langkah
    assert list(nomor_langkah(semua).values()) == ["1", "2", "4", "5", "6"]


def test_an_arrow_to_the_next_row_is_silent() -> None:
    baris = langkah(16)
    assert baris["1"].panah == ()
    assert tujuan(16, "1") == [("2", "", "")]


def test_an_arrow_over_rows_and_branches_are_drawn() -> None:
    assert tujuan(1, "2") == [("4", "", "")]
    assert tujuan(1, "5") == [("5a", "Ya", ""), ("6", "Tidak", "")]
    assert tujuan(16, "2") == [("3", "Ya", ""), ("1", "Tidak", "")]


def test_an_arrow_to_a_row_that_is_not_there_stays_as_written() -> None:
    assert tujuan(17, "2") == [("", "", "3")]
    assert tujuan(17, "5") == [("", "", "9")]


def test_an_end_in_the_middle_leads_nowhere() -> None:
    assert tujuan(5, "4") == []


@pytest.mark.parametrize("cara", ["", "    lanjut: null\n", '    lanjut: ""\n', "    cabang: []\n"])
def test_a_row_in_the_middle_from_which_nothing_leads_on_is_not_helped_along(cara: str) -> None:
    semua = impor(KECIL.replace("    lanjut: 2\n", cara)).keadaan.naskah.langkah
    assert semua[0].panah == (Panah(None),)


def test_an_end_with_an_arrow_keeps_it() -> None:
    semua = impor(KECIL.replace("simbol: mulai", "simbol: selesai")).keadaan.naskah.langkah
    assert semua[0].panah == (Panah(semua[1].id),)


def test_times_are_exact() -> None:
    baris = langkah(5)
    assert baris["3"].waktu == Waktu("1-2 jam", min=Decimal(1), maks=Decimal(2), satuan=Satuan.JAM)
    assert langkah(2)["1"].waktu == Waktu("2 menit/berkas", Decimal(2), satuan=Satuan.MENIT, per="berkas")
    assert langkah(17)["2"].waktu == Waktu("secepatnya")
    satu = langkah(1)
    assert satu["4"].waktu.gabung_dengan == satu["5"].id


def test_a_fraction_is_no_approximation() -> None:
    semua = impor(KECIL.replace("nilai: 10", "nilai: 0.1")).keadaan.naskah.langkah
    assert semua[0].waktu.nilai == Decimal("0.1")


def test_symbols_and_labels_of_single_pelaksana() -> None:
    naskah = impor(contoh(2)).keadaan.naskah
    kode = {p.id: p.kode for p in naskah.pelaksana}
    simbol = {kode[p]: s for p, s in langkah(2)["8"].simbol_per_pelaksana}
    assert simbol == {"PU": Simbol.SELESAI, "PJ": Simbol.SELESAI, "AR": Simbol.PROSES}
    assert [t for _, t in langkah(1)["1"].label_simbol] == ["Langsung ke kantor", "Via email"]


def test_what_is_no_content_is_in_one_event_by_itself() -> None:
    *_, asal = impor(contoh(16)).peristiwa
    assert isinstance(asal, AsalDicatat)
    lapis = yaml.safe_load(asal.rincian)
    assert lapis["id"] == "contoh-ideal-surat-masuk"
    assert lapis["identitas"]["keputusan"]["tanggal"] == {"$tanggal": "2025-09-01"}
    assert "unit" not in lapis["instansi"]
    assert lapis["klasifikasi"] == {"asal": "rekaan"}


def test_where_a_cell_comes_from_is_kept_by_the_id_of_its_row() -> None:
    rangkaian = impor(contoh(6))
    lapis = yaml.safe_load(rangkaian.keadaan.asal)
    kedua = rangkaian.keadaan.naskah.langkah[1]
    assert lapis["langkah"][str(kedua.id)] == {
        "cabang_asal": "label ditemukan, arah disimpulkan",
        "pelaksana_asal": "disimpulkan",
        "waktu": {"satuan_asal": "disimpulkan"},
    }


def test_the_same_command_gives_the_same_events() -> None:
    assert impor(contoh(1)).peristiwa == impor(contoh(1)).peristiwa
