"""Which cells an event changed, and that its sentence names these and no other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.sop.bingkai import bingkai
from domain.sop.events import (
    ButirDihapus,
    ButirDipindah,
    ButirDitambahkan,
    ButirDiubah,
    IsianDiubah,
    LangkahDihapus,
    LangkahDipindah,
    LangkahDitambahkan,
    LangkahDiubah,
    PelaksanaDihapus,
    PelaksanaDipindah,
    PelaksanaDitambahkan,
    PelaksanaDiubah,
)
from domain.sop.impas import TERPANJANG, Neraca, bolak_balik
from domain.sop.kalimat import kalimat
from domain.sop.kalimat_sel import SEBUTAN_KOLOM, SEBUTAN_PELAKSANA
from domain.sop.langkah import UbahanLangkah, nomor_langkah
from domain.sop.naskah import SEBUTAN_ISIAN, Daftar, Isian, Naskah
from domain.sop.sel import UbahanSel, induk, ubahan_sel
from domain.sop.state import Sop, evolve
from domain.sop.terapan import terapkan
from tests.domain import pembangun as p
from tests.domain.strategi import hukum, peristiwa_sunting, riwayat, sop_konsep

HUKUM, UU = Daftar.DASAR_HUKUM, p.butir("UU 43/2009")
SOP = p.lanjut(p.sop_konsep(), ButirDitambahkan(HUKUM, UU), ButirDitambahkan(HUKUM, p.butir("UU 23/2014")))
U = UbahanLangkah


def sel(sop: Sop, peristiwa: Any) -> set[str]:
    return {u.sel for u in ubahan(sop.naskah, peristiwa)}


def ubahan(naskah: Naskah, peristiwa: Any) -> tuple[UbahanSel, ...]:
    return ubahan_sel(naskah, peristiwa, terapkan(naskah, peristiwa))


LANGKAH, KOLOM, BUTIR = f"langkah.{p.PERIKSA.id}", f"pelaksana.{p.STAF.id}", f"butir.dasar_hukum.{UU.id}"


@pytest.mark.parametrize(
    ("peristiwa", "berubah"),
    [
        (IsianDiubah(Isian.SIFAT, "teknis"), {"isian.sifat"}),
        (IsianDiubah(Isian.SIFAT, ""), set()),
        (ButirDiubah(HUKUM, replace(UU, teks="x")), {BUTIR}),
        (ButirDiubah(HUKUM, UU), set()),
        (ButirDihapus(HUKUM, UU.id), {BUTIR}),
        (ButirDipindah(HUKUM, UU.id, None), {f"{BUTIR}.urutan"}),
        (ButirDipindah(HUKUM, p.butir("tiada").id, None), set()),
        (PelaksanaDiubah(replace(p.STAF, unit="Loket")), {f"{KOLOM}.unit"}),
        (PelaksanaDipindah(p.SEKRETARIS.id, None), {f"pelaksana.{p.SEKRETARIS.id}.urutan"}),
        (LangkahDiubah(p.PERIKSA.id, U(kegiatan="Meneliti", nomor="1a")), {f"{LANGKAH}.kegiatan", f"{LANGKAH}.nomor"}),
        (LangkahDipindah(p.PERIKSA.id, None), {f"{LANGKAH}.urutan"}),
        (LangkahDihapus(p.PERIKSA.id), {LANGKAH}),
    ],
)
def test_sel_yang_berubah(peristiwa, berubah):
    assert sel(SOP, peristiwa) == berubah


def test_yang_datang_dan_pergi_bersidik_kosong_di_satu_sisi():
    (datang,) = ubahan(SOP.naskah, LangkahDitambahkan(p.langkah("baru")))
    (pergi,) = ubahan(SOP.naskah, LangkahDihapus(p.PERIKSA.id))
    assert datang.dari == pergi.ke == ""
    assert datang.ke
    assert pergi.dari


def test_peristiwa_siklus_tidak_mengubah_sel_kecuali_pengesahan():
    sah = p.fakta_sah(1)
    kini = p.lanjut(SOP, (p.RATNA, sah))
    berubah = {u.sel for u in ubahan_sel(SOP.naskah, sah, kini.naskah)}
    assert berubah == {"isian.nomor", "isian.tanggal_efektif", "isian.pengesah"}
    assert ubahan_sel(kini.naskah, sah, kini.naskah) == ()


@pytest.mark.parametrize(
    ("sel", "milik"),
    [("isian.nama", "isian.nama"), (f"{BUTIR}.urutan", BUTIR), (f"{LANGKAH}.waktu", LANGKAH), (KOLOM, KOLOM)],
)
def test_induk(sel, milik):
    assert induk(sel) == milik


# what the sentence names


def _di_luar_kutip(teks: str) -> str:
    hasil, dalam = "", 0
    for huruf in teks:
        dalam += (huruf == "“") - (huruf == "”")
        hasil += huruf if not dalam and huruf != "”" else ""
    return hasil


def _nomor_disebut(teks: str) -> list[str]:
    cocok = re.search(r"(?:dilepas dari langkah|panah dari langkah) ([\w, ]+?)(?: terputus)?$", teks)
    return [f"langkah {n}" for n in cocok.group(1).split(", ")] if cocok else []


def _disebut(peristiwa: Any, teks: str) -> list[str]:
    """The cells that the words outside quotations name."""
    teks = _di_luar_kutip(teks)
    match peristiwa:
        case LangkahDiubah():
            bagian = teks.partition(": ")[2].split("; ")
            return [re.sub(r" (dari|menjadi).*", "", b) for b in bagian if b != "tidak ada yang berubah"]
        case PelaksanaDiubah():
            kepala, *lain = teks.split("; ")
            return [
                *(["jabatan"] if "diubah dari" in kepala else []),
                *(re.sub(r" (dari|menjadi).*", "", b) for b in lain),
            ]
        case PelaksanaDihapus() | LangkahDihapus():
            return ["itu", *_nomor_disebut(teks)]
        case _:
            return [re.sub(r" (dari|menjadi|diubah|ditambah|dihapus|dipindah).*", "", teks).strip().lower()]


def _berubah(naskah: Naskah, peristiwa: Any) -> list[str]:
    """The same for the cells that did change."""
    nomor = {str(x): n for x, n in nomor_langkah(naskah.langkah).items()}
    semua = [u.sel.split(".") for u in ubahan(naskah, peristiwa)]
    if isinstance(peristiwa, PelaksanaDihapus):  # a row that lost the column may have lost its symbol there with it
        semua = list({tuple(bagian[:2]): bagian for bagian in semua}.values())
    return [_sebutan(peristiwa, bagian, nomor) for bagian in semua]


def _sebutan(peristiwa: Any, bagian: list[str], nomor: dict[str, str]) -> str:
    if isinstance(peristiwa, LangkahDiubah):
        return SEBUTAN_KOLOM[bagian[2]]
    if isinstance(peristiwa, PelaksanaDiubah):
        return {"jabatan": "jabatan", **SEBUTAN_PELAKSANA}[bagian[2]]
    if isinstance(peristiwa, PelaksanaDihapus | LangkahDihapus):
        return f"langkah {nomor[bagian[1]]}" if len(bagian) > 2 else "itu"
    if bagian[0] == "isian":
        return SEBUTAN_ISIAN[Isian(bagian[1])].lower()
    return {"pelaksana": "kolom pelaksana", "langkah": "langkah"}.get(bagian[0]) or Daftar(bagian[1]).sebutan


def _wajar(naskah: Naskah, peristiwa: Any) -> bool:
    """As a decision could have made it: it changes what is there, adds what is not, and moves nothing behind itself."""
    unsur = next((getattr(peristiwa, k) for k in ("langkah", "pelaksana", "butir") if hasattr(peristiwa, k)), None)
    nama = ("langkah_id", "pelaksana_id", "butir_id")
    ident = unsur.id if unsur else next((getattr(peristiwa, k) for k in nama if hasattr(peristiwa, k)), None)
    ada = {x.id for x in (*naskah.langkah, *naskah.pelaksana)} | _butir(naskah, getattr(peristiwa, "daftar", None))
    if isinstance(peristiwa, LangkahDitambahkan | PelaksanaDitambahkan | ButirDitambahkan):
        return ident not in ada | _butir(naskah, None)
    return ident is None or (ident in ada and getattr(peristiwa, "setelah", None) != ident)


def _butir(naskah: Naskah, daftar: Daftar | None) -> set[Any]:
    """Ids in this box, or in all."""
    return {b.id for d, isi in naskah.daftar if daftar in (None, d) for b in isi}


def _wajar_saja(naskah: Naskah, semua: list[Any]) -> Iterator[Any]:
    for satu in semua:
        if _wajar(naskah, satu):
            yield satu
            naskah = terapkan(naskah, satu)


@hukum
@given(sop_konsep(), st.lists(peristiwa_sunting, max_size=8))
def test_kalimat_menyebut_setiap_sel_yang_berubah_dan_tidak_yang_lain(sop, semua):
    for peristiwa in _wajar_saja(sop.naskah, semua):
        berubah = _berubah(sop.naskah, peristiwa)
        disebut = _disebut(peristiwa, kalimat(sop, peristiwa).apa)
        tetap_bernama = not berubah and not isinstance(peristiwa, LangkahDiubah | PelaksanaDiubah)
        if isinstance(peristiwa, LangkahDipindah | LangkahDitambahkan):  # by its number, or as new
            disebut = ["langkah"] if disebut[0].startswith("langkah") else disebut
        assert tetap_bernama or sorted(disebut) == sorted(berubah), kalimat(sop, peristiwa).apa
        sop = p.lanjut(sop, peristiwa)


def test_pembaca_kalimat_ini_melihat_sel_yang_tak_disebut():
    """Canary: a sentence that names too little or too much is told from the right one."""
    peristiwa = LangkahDiubah(p.PERIKSA.id, U(kegiatan="Meneliti", output="Surat"))
    assert sorted(_disebut(peristiwa, kalimat(SOP, peristiwa).apa)) == sorted(_berubah(SOP.naskah, peristiwa))
    assert _disebut(peristiwa, "Langkah 2: kegiatan dari “a” menjadi “b”") != _berubah(SOP.naskah, peristiwa)
    assert _nomor_disebut("Kolom pelaksana  dihapus dan dilepas dari langkah 1, 3") == ["langkah 1", "langkah 3"]


# runs that came to nothing


@hukum
@given(sop_konsep(), st.lists(peristiwa_sunting, max_size=10))
def test_yang_impas_meninggalkan_isi_seperti_semula(sop, semua):
    naskah, neraca = sop.naskah, Neraca()
    for peristiwa in _wajar_saja(naskah, semua):
        baru = terapkan(naskah, peristiwa)
        if neraca.impas(ubahan_sel(naskah, peristiwa, baru)):
            assert baru == sop.naskah
        naskah = baru


def u(nama: str, dari: str, ke: str) -> list[UbahanSel]:
    return [UbahanSel(nama, dari, ke)]


MAJU, MUNDUR = u("isian.nama", "a", "b"), u("isian.nama", "b", "a")


@pytest.mark.parametrize(
    ("urut", "rentang"),
    [
        ([], []),
        ([MAJU], []),
        ([MAJU, MUNDUR], [(0, 2)]),
        ([MAJU, MUNDUR, MAJU, MUNDUR], [(0, 4)]),
        ([u("isian.unit", "x", "y"), MAJU, MUNDUR, u("isian.jenis", "", "z")], [(1, 3)]),
        ([MAJU, [], MUNDUR], []),
        ([u("langkah.1", "", "p"), u("langkah.1.output", "a", "b"), u("langkah.1", "q", "")], [(0, 3)]),
        ([u("langkah.1", "", "p"), u("langkah.1.output", "a", "b")], []),
        ([MAJU, *[u(f"isian.{n}", "", "x") for n in range(TERPANJANG)], MUNDUR], []),
    ],
)
def test_bolak_balik(urut, rentang):
    assert bolak_balik(urut) == rentang


# one moment


@hukum
@given(riwayat, st.data())
def test_bingkai_dapat_dilanjutkan_seperti_seluruhnya(riwayat, data):
    """From any kept state on, folding comes to the same moment as from the first event."""
    batas = data.draw(st.integers(0, len(riwayat)))
    semua = p.catat(*riwayat)
    potret = bingkai(p.lipat(evolve, Sop(), semua[:batas]))
    assert bingkai(p.lipat(evolve, potret, semua[batas:])) == bingkai(p.lipat(evolve, Sop(), semua))
