"""The register of laws: what a citation names, what may be entered, and what follows."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.kernel import IsianKosongError, IsianTerlaluPanjangError
from domain.peraturan.daftar_awal import DAFTAR_AWAL
from domain.peraturan.decisions import (
    PenggantiDiriSendiriError,
    PenggantiTerlaluBanyakError,
    PengubahKosongError,
    PeraturanSudahAdaError,
    PeraturanTidakAdaError,
    catat,
    isi_daftar_awal,
    perbaiki,
    ubah_status,
)
from domain.peraturan.events import PeraturanDicatat, PeraturanDiperbaiki, PeraturanId, StatusPeraturanDiubah
from domain.peraturan.sebutan import SebutanTidakDikenalError, sebutan, sebutan_bersih, utuh
from domain.peraturan.state import ALIRAN, Register, evolve
from domain.sop.pemeriksaan.bahan import Peraturan, StatusPeraturan
from domain.sop.pemeriksaan.kutipan import kunci
from tests.domain.pembangun import catat as catat_peristiwa
from tests.domain.pembangun import id_dari, lipat
from tests.domain.strategi import hukum

BERLAKU, DIUBAH, DICABUT = StatusPeraturan
PP11, PP53 = PeraturanId(id_dari("PP 11")), PeraturanId(id_dari("PP 53"))
DICATAT = PeraturanDicatat(PP11, "PP 11/2017", "Manajemen PNS", date(2017, 4, 7))


def register(*peristiwa: Any) -> Register:
    return lipat(evolve, Register(), catat_peristiwa(*peristiwa, aliran=ALIRAN))


@pytest.mark.parametrize(
    ("kutipan", "pendek"),
    [
        ("Peraturan Pemerintah Nomor 94 Tahun 2021 tentang Disiplin PNS", "PP 94/2021"),
        ("PP 94/2021", "PP 94/2021"),
        ("pp no. 94 tahun 2021", "PP 94/2021"),
        ("Undang-undang  Nomor 043 Tahun 2009\ntentang Kearsipan", "UU 43/2009"),
        ("UU 23 / 2014", "UU 23/2014"),
        ("Peraturan Pemerintah Pengganti Undang-Undang Nomor 2 Tahun 2022", "Perppu 2/2022"),
        ("Peraturan Menteri Dalam Negeri Nomor 52 Tahun 2011", "Permendagri 52/2011"),
        (
            "Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Nomor 35 Tahun 2012",
            "PermenPAN-RB 35/2012",
        ),
        ("PERMENPAN-RB 35/2012", "PermenPAN-RB 35/2012"),
        ("Permenpan 12/2011", "PermenPAN-RB 12/2011"),
        ("PER/21/M.PAN/11/2008 tentang Pedoman", "PermenPAN-RB 21/2008"),
        ("Peraturan Wali Kota Surakarta Nomor 10.2 Tahun 2022", "Perwali Surakarta 10.2/2022"),
        ("Perda Kota Bontang 3/2019", "Perda Kota Bontang 3/2019"),
        ("Peraturan Menteri", ""),
        ("Peraturan BPS Nomor 5 Tahun 2023", "Peraturan BPS 5/2023"),
        ("Undang-Undang Dasar 1945", ""),
        ("", ""),
        ("<b>", ""),
    ],
)
def test_sebutan_pendek_sebuah_kutipan(kutipan, pendek):
    assert sebutan(kutipan) == pendek
    assert not pendek or sebutan(pendek) == pendek


@hukum
@given(st.text())
def test_tulisan_apa_pun_terbaca_atau_tidak(teks):
    assert isinstance(sebutan(teks), str)


@pytest.mark.parametrize("peraturan", DAFTAR_AWAL, ids=lambda p: p.sebutan)
def test_daftar_awal_terbaca_kembali_dari_kutipan_utuhnya(peraturan):
    assert sebutan(utuh(peraturan)) == sebutan(peraturan.sebutan) == peraturan.sebutan
    assert all(sebutan(p) == p for p in peraturan.pengganti)


def test_daftar_awal_satu_kali_dan_yang_dicabut_punya_pengganti():
    assert len({kunci(p.sebutan) for p in DAFTAR_AWAL}) == len(DAFTAR_AWAL)
    assert all(bool(p.pengganti) is (p.status is not BERLAKU) for p in DAFTAR_AWAL)


def test_kutipan_utuh_menyebut_perubahannya():
    diubah = Peraturan("PP 11/2017", "Manajemen PNS", None, DIUBAH, ("PP 17/2020",))
    assert utuh(diubah) == (
        "Peraturan Pemerintah Nomor 11 Tahun 2017 tentang Manajemen PNS"
        " sebagaimana telah diubah dengan Peraturan Pemerintah Nomor 17 Tahun 2020"
    )
    daerah = Peraturan("Perwali Surakarta 10/2022", "Tata Kerja")
    assert utuh(daerah) == "Peraturan Wali Kota Surakarta Nomor 10 Tahun 2022 tentang Tata Kerja"
    assert utuh(Peraturan("Peraturan BPS 5/2023", "X")) == "Peraturan BPS Nomor 5 Tahun 2023 tentang X"


@pytest.mark.parametrize("kutipan", ["aturan baru", "P" * 200 + " 1/2020"])
def test_sebutan_yang_tidak_terbaca_ditolak(kutipan):
    with pytest.raises(SebutanTidakDikenalError):
        sebutan_bersih(kutipan)


def test_dicatat():
    isi = catat(
        Register(),
        peraturan_id=PP53,
        sebutan="PP Nomor 53 Tahun 2010",
        tentang=" Disiplin ",
        status=DICABUT,
        pengganti=["PP 94/2021", " ", "pp no 94 tahun 2021"],
    )
    assert isi == PeraturanDicatat(PP53, "PP 53/2010", "Disiplin", None, DICABUT, ("PP 94/2021",))
    kini = register(isi)
    assert kini.peraturan[PP53] == Peraturan("PP 53/2010", "Disiplin", None, DICABUT, ("PP 94/2021",))
    assert kini.versi_aliran == 1


def test_yang_berlaku_tidak_punya_pengganti():
    isi = catat(Register(), peraturan_id=PP11, sebutan="PP 11/2017", tentang="X", pengganti=["PP 1/2020"])
    assert isi.pengganti == ()


@pytest.mark.parametrize(
    ("isi", "penolakan"),
    [
        ({"sebutan": "pp 11/2017"}, PeraturanSudahAdaError),
        ({"sebutan": "x"}, SebutanTidakDikenalError),
        ({"tentang": ""}, IsianKosongError),
        ({"tentang": "x" * 501}, IsianTerlaluPanjangError),
        ({"status": DIUBAH}, PengubahKosongError),
        ({"status": DICABUT, "pengganti": ["UU 1/2020"]}, PenggantiDiriSendiriError),
        ({"status": DICABUT, "pengganti": [f"UU {n}/2021" for n in range(1, 14)]}, PenggantiTerlaluBanyakError),
    ],
)
def test_yang_tidak_dapat_dicatat(isi, penolakan):
    with pytest.raises(penolakan):
        catat(register(DICATAT), **({"peraturan_id": PP53, "sebutan": "UU 1/2020", "tentang": "Y"} | isi))


def test_keterangan_diperbaiki():
    kini = register(DICATAT)
    sama = {"sebutan": "PP 11/2017", "tentang": "Manajemen PNS", "tanggal": date(2017, 4, 7)}
    assert perbaiki(kini, PP11, **sama) == ()
    (peristiwa,) = perbaiki(kini, PP11, **sama | {"tanggal": None, "sebutan": "PP 12/2017"})
    assert peristiwa == PeraturanDiperbaiki(PP11, "PP 12/2017", "Manajemen PNS", None)
    assert register(DICATAT, peristiwa).peraturan[PP11].sebutan == "PP 12/2017"
    dua = register(DICATAT, PeraturanDicatat(PP53, "PP 53/2010", "Disiplin"))
    with pytest.raises(PeraturanSudahAdaError):
        perbaiki(dua, PP53, **sama)
    with pytest.raises(PeraturanTidakAdaError):
        perbaiki(kini, PP53, **sama)


def test_status_diubah():
    kini = register(DICATAT)
    assert ubah_status(kini, PP11, status=BERLAKU, pengganti=[]) == ()
    (peristiwa,) = ubah_status(kini, PP11, status=DIUBAH, pengganti=["PP 17/2020"])
    assert peristiwa == StatusPeraturanDiubah(PP11, DIUBAH, ("PP 17/2020",))
    diubah = register(DICATAT, peristiwa)
    assert (diubah.peraturan[PP11].status, diubah.peraturan[PP11].tentang) == (DIUBAH, "Manajemen PNS")
    with pytest.raises(PeraturanTidakAdaError):
        ubah_status(kini, PP53, status=DICABUT, pengganti=[])


def test_daftar_awal_menambah_yang_belum_ada_saja():
    nomor = count(1)
    baru = isi_daftar_awal(register(DICATAT), lambda: UUID(int=next(nomor)))
    assert len(baru) == len(DAFTAR_AWAL) - 1
    assert isi_daftar_awal(register(DICATAT, *baru), lambda: UUID(int=1)) == []
