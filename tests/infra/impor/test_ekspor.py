"""What an export shows after the import: edits, approvals, and SOPs that never were a file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import yaml

from domain.sop.events import (
    AsalDicatat,
    IsianDiubah,
    LangkahDihapus,
    LangkahDitambahkan,
    LangkahDiubah,
    PelaksanaDitambahkan,
    RevisiDibuka,
)
from domain.sop.langkah import LangkahId, UbahanLangkah
from domain.sop.naskah import Isian
from domain.sop.state import Sop
from infra.dokumen import PengesahTercetak
from infra.impor import ekspor, ke_yaml
from tests.domain import pembangun as p
from tests.infra.impor.bahan import KECIL, SOP_ID, Ingatan, impor


def setelah(sop: Sop, *peristiwa: object) -> Sop:
    return p.lanjut(sop, *peristiwa)  # type: ignore[arg-type]


def tanpa_nama(sop: Sop) -> dict[str, Any]:
    return ekspor(sop, Ingatan())


def test_a_sop_that_was_typed_in_has_the_fields_of_the_form() -> None:
    assert (
        ke_yaml(tanpa_nama(p.sop_konsep()))
        == """\
instansi: {unit: Sekretariat}
identitas:
  nomor_sop: null
  nama_sop: Pengelolaan Surat Masuk
  tanggal_pembuatan: null
  tanggal_revisi: null
  tanggal_efektif: null
  disahkan_oleh_jabatan: null
  dasar_hukum: []
  keterkaitan: []
  peringatan: []
  kualifikasi_pelaksana: []
  peralatan_perlengkapan: []
  pencatatan_pendataan: []
pelaksana:
  - {kode: P1, jabatan: Staf}
  - {kode: P2, jabatan: Sekretaris}
langkah:
  - {urut: 1, kegiatan: Menerima surat, simbol: mulai, pelaksana: [P1], kelengkapan: [], waktu: {teks: ""}, \
output: "", keterangan: "", lanjut: 2}
  - {urut: 2, kegiatan: Memeriksa surat, simbol: proses, pelaksana: [P2], kelengkapan: [], waktu: {teks: ""}, \
output: "", keterangan: "", lanjut: 3}
  - {urut: 3, kegiatan: Menyimpan arsip, simbol: selesai, pelaksana: [P1], kelengkapan: [], waktu: {teks: ""}, \
output: "", keterangan: ""}
"""
    )


def test_a_column_without_code_gets_one_that_is_free() -> None:
    sop = setelah(p.sop_kosong(), PelaksanaDitambahkan(p.pelaksana("Lurah", kode="P1")), PelaksanaDitambahkan(p.STAF))
    assert [x["kode"] for x in tanpa_nama(sop)["pelaksana"]] == ["P2", "P1"]


def test_an_edit_shows_and_the_way_the_old_value_was_written_is_forgotten() -> None:
    teks = KECIL.replace("tanggal_revisi: null", 'tanggal_revisi: ""\n  tanggal_efektif: "2025-01-02"')
    sop = impor(teks).keadaan
    identitas = yaml.safe_load(ke_yaml(tanpa_nama(sop)))["identitas"]
    assert (identitas["tanggal_revisi"], identitas["tanggal_efektif"]) == ("", "2025-01-02")
    sop = setelah(sop, IsianDiubah(Isian.TANGGAL_REVISI, "2026-01"), IsianDiubah(Isian.TANGGAL_EFEKTIF, "2026-02-03"))
    identitas = yaml.safe_load(ke_yaml(tanpa_nama(sop)))["identitas"]
    assert (identitas["tanggal_revisi"], identitas["tanggal_efektif"]) == ("2026-01", date(2026, 2, 3))
    sop = setelah(sop, IsianDiubah(Isian.TANGGAL_EFEKTIF, ""))
    assert tanpa_nama(sop)["identitas"]["tanggal_efektif"] is None


def test_rows_keep_their_own_record_when_others_come_and_go() -> None:
    teks = KECIL.replace("SEK]}", "SEK], asal: dilengkapi, keterangan: null}").replace(
        "lanjut: 2", "lanjut: 2\n    asal: x"
    )
    sop = impor(teks).keadaan
    pertama, kedua = sop.naskah.langkah
    baru = p.langkah("Mencatat surat", pelaksana=pertama.pelaksana)
    sop = setelah(sop, LangkahDitambahkan(baru, None), LangkahDihapus(pertama.id))
    sop = setelah(sop, LangkahDiubah(LangkahId(kedua.id), UbahanLangkah(output="Arsip")))
    sisa = tanpa_nama(sop)["langkah"]
    assert [(x["kegiatan"], x.get("asal"), x.get("output"), x.get("keterangan", "-")) for x in sisa] == [
        ("Mencatat surat", None, "", ""),
        ("Menyimpan arsip", "dilengkapi", "Arsip", None),
    ]


def test_the_record_of_some_other_origin_is_left_alone() -> None:
    for rincian in ('{"sumber":"x"}', "[1]", '{"$skema":2,"id":"x"}'):
        assert "sumber" not in tanpa_nama(setelah(p.sop_konsep(), AsalDicatat(rincian)))


def test_the_decree_of_this_version_goes_before_the_one_that_was_imported() -> None:
    teks = KECIL.replace("tanggal_revisi: null", "versi: 3\n  keputusan: {nomor: lama}")
    sop = impor(teks).keadaan
    assert tanpa_nama(sop)["identitas"]["keputusan"] == {"nomor": "lama"}
    sah = setelah(sop, p.fakta_sah(1))
    assert tanpa_nama(sah)["identitas"]["keputusan"] == {
        "jenis": p.SK.jenis,
        "nomor": p.SK.nomor,
        "tanggal": p.SK.tanggal,
        "penerbit": p.SK.penerbit,
    }
    revisi = tanpa_nama(setelah(sah, RevisiDibuka(2, "Perubahan")))["identitas"]
    assert isinstance(revisi, dict)
    assert not revisi.keys() & {"keputusan", "versi"}


def test_the_signature_block_is_that_of_the_version() -> None:
    sop = replace(impor(KECIL).keadaan, id=SOP_ID)
    blok = Ingatan()
    blok.isi[SOP_ID, 1] = PengesahTercetak("Siti Aminah", "Pembina", "")
    identitas = ekspor(sop, blok)["identitas"]
    assert identitas["disahkan_oleh_nama"] == "Siti Aminah"
    assert identitas["disahkan_oleh_pangkat"] == "Pembina"
    assert "disahkan_oleh_nip" not in identitas
    assert "disahkan_oleh_nama" not in ekspor(replace(sop, versi=2), blok)["identitas"]


@pytest.mark.parametrize(
    "teks", ["y", "N", "no", "2019-10-01", "5:30", "1_000", "0x1F", "~", "null", "", "- a", "a: b", "a\nb"]
)
def test_texts_stay_texts_for_readers_of_yaml_1_1(teks: str) -> None:
    tertulis = ke_yaml({"id": teks})
    assert yaml.safe_load(tertulis) == {"id": teks}
    assert tertulis.startswith(('id: "', "id: '"))
