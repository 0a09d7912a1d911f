"""What a government calls itself, and the pattern of its numbers."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.kernel import IsianKosongError
from domain.pemda import Pemda, evolve
from domain.pemda.profil import (
    IdentitasDiubah,
    KodeWilayahError,
    PolaNomorDiubah,
    PolaNomorError,
    nomor_berikut,
    ubah_identitas,
    ubah_pola_nomor,
)
from tests.domain.pembangun import catat, lipat

HARI = date(2026, 3, 2)
POLA = "SOP/{urut}/{opd}/{romawi}/{tahun}"


def test_identitas_diubah_dan_dilipat():
    (peristiwa,) = ubah_identitas(("", ""), nama=" Pemerintah Kota ", kode_wilayah="33.72")
    assert peristiwa == IdentitasDiubah("Pemerintah Kota", "33.72")
    pemda = lipat(evolve, Pemda(), catat(peristiwa, PolaNomorDiubah(POLA)))
    assert (pemda.nama, pemda.kode_wilayah, pemda.pola_nomor) == ("Pemerintah Kota", "33.72", POLA)
    assert ubah_identitas(("Pemerintah Kota", "33.72"), nama="Pemerintah Kota", kode_wilayah="33.72") == ()


def test_nama_wajib_dan_kode_wilayah_berupa_angka():
    with pytest.raises(IsianKosongError):
        ubah_identitas(("", ""), nama="", kode_wilayah="")
    for kode in ("tiga", "33.", ".7", "33..1"):
        with pytest.raises(KodeWilayahError):
            ubah_identitas(("", ""), nama="x", kode_wilayah=kode)


@pytest.mark.parametrize("pola", ["SOP", "{urut}{urut}", "{urut}/{nomor}", "{urut", "urut}", "{urut}/{", "{}{urut}"])
def test_pola_yang_salah_ditolak(pola):
    with pytest.raises(PolaNomorError):
        ubah_pola_nomor("", pola=pola)


def test_pola_ditetapkan_dan_dilepas():
    assert ubah_pola_nomor("", pola=POLA) == (PolaNomorDiubah(POLA),)
    assert ubah_pola_nomor(POLA, pola=POLA) == ()
    assert ubah_pola_nomor(POLA, pola="") == (PolaNomorDiubah(""),)


def test_nomor_berikut_melanjutkan_tahun_dan_opd_itu_saja():
    terpakai = [
        "SOP/001/DINKES/I/2026",
        "SOP/007/DINKES/II/2026",
        "SOP/009/DISDIK/II/2026",
        "SOP/030/DINKES/I/2025",
        "x",
    ]
    assert nomor_berikut(POLA, terpakai, opd="DINKES", hari=HARI) == "SOP/008/DINKES/III/2026"
    assert nomor_berikut(POLA, (), opd="DINKES", hari=HARI) == "SOP/001/DINKES/III/2026"
    assert nomor_berikut("{urut}.{bulan}", ["4.02"], opd="", hari=HARI) == "005.03"
    assert nomor_berikut("", terpakai, opd="DINKES", hari=HARI) == ""


@given(st.integers(1, 500), st.text(max_size=5), st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_nomor_yang_diberikan_selalu_dikenali_kembali(banyak, opd, hari):
    """Numbers given one after the other never repeat: what was given is found again, whatever the agency is called."""
    pertama = nomor_berikut(POLA, [f"SOP/{banyak:03d}/{opd}/I/{hari:%Y}"], opd=opd, hari=hari)
    assert pertama.startswith(f"SOP/{banyak + 1:03d}/")
    assert nomor_berikut(POLA, [pertama], opd=opd, hari=hari) != pertama
