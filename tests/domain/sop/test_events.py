"""What an event is: a frozen fact with one Indonesian sentence that says what it remembers."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields, is_dataclass
from typing import get_type_hints

import pytest

import domain.jabatan.events
import domain.opd.events
import domain.peraturan.events
import domain.sop.events
import domain.sop.samping
from domain.jabatan.events import PeristiwaJabatan
from domain.opd.events import PeristiwaOpd
from domain.pemda import PeristiwaPemda
from domain.peraturan.events import PeristiwaPeraturan
from domain.sop.events import Jawaban, Pengesah, PeristiwaSop, SopDiajukan
from domain.sop.samping import PeluangCabang, PeristiwaSamping, Pindaian, Samping
from tests.domain.strategi import anggota

GABUNGAN = (PeristiwaSop, PeristiwaOpd, PeristiwaJabatan, PeristiwaPemda, PeristiwaPeraturan)
SEMUA = [k for gabungan in GABUNGAN for k in anggota(gabungan)]
PRIBADI = {"nip", "nik", "email", "surel", "telepon", "nama_orang", "nama_lengkap", "pangkat"}


@pytest.mark.parametrize(
    ("modul", "gabungan", "bagian"),
    [
        (domain.sop.events, PeristiwaSop, {Pengesah, Jawaban}),
        (domain.sop.samping, PeristiwaSamping, {PeluangCabang, Pindaian, Samping}),
        (domain.opd.events, PeristiwaOpd, set()),
        (domain.peraturan.events, PeristiwaPeraturan, set()),
        (domain.jabatan.events, PeristiwaJabatan, set()),
    ],
)
def test_setiap_peristiwa_masuk_gabungannya(modul, gabungan, bagian):
    """A class that is part of an event, and none itself, is named above."""
    milik = {k for k in vars(modul).values() if is_dataclass(k) and k.__module__ == modul.__name__}
    di_sini = {k for k in anggota(gabungan) if k.__module__ == modul.__name__}
    assert milik == di_sini | bagian
    assert {k.__module__ for k in set(anggota(gabungan)) - di_sini} <= {"domain.sop.samping"}
    assert len(SEMUA) == len(set(SEMUA))


@pytest.mark.parametrize("kelas", SEMUA)
def test_peristiwa_adalah_fakta_beku_dengan_satu_kalimat(kelas):
    assert is_dataclass(kelas)
    assert kelas.__dataclass_params__.frozen
    assert kelas.__doc__.endswith(".")
    assert "\n" not in kelas.__doc__


@pytest.mark.parametrize("kelas", SEMUA)
def test_peristiwa_tidak_menyimpan_data_pribadi(kelas):
    assert not {f.name for f in fields(kelas)} & PRIBADI
    assert get_type_hints(kelas)


def test_peristiwa_tidak_dapat_diubah():
    with pytest.raises(FrozenInstanceError):
        SopDiajukan("d").digest = "lain"
