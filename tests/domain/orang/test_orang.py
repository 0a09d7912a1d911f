"""A person's way in: closed, opened, and the emergency access."""

from __future__ import annotations

import pytest

from domain.kernel import IsianKosongError, OrangId
from domain.orang.decisions import (
    AksesDaruratHabisError,
    DiriSendiriError,
    TidakAktifError,
    aktifkan,
    buka_darurat,
    nonaktifkan,
    pakai_darurat,
)
from domain.orang.events import AksesDaruratDibuka, AksesDaruratDipakai, OrangDiaktifkan, OrangDinonaktifkan
from domain.orang.state import Orang, evolve
from tests.domain.pembangun import catat, id_dari, lipat

SIAPA, OLEH = OrangId(id_dari("sari")), OrangId(id_dari("dwi"))


def orang_dari(*peristiwa) -> Orang:
    return lipat(evolve, Orang(), catat(*peristiwa)) if peristiwa else Orang()


def test_siapa_pun_aktif_sampai_dinonaktifkan():
    assert orang_dari().aktif
    (peristiwa,) = nonaktifkan(orang_dari(), siapa=SIAPA, oleh=OLEH, alasan=" Pindah ")
    assert peristiwa == OrangDinonaktifkan("Pindah")
    assert not orang_dari(peristiwa).aktif
    (kembali,) = aktifkan(orang_dari(peristiwa), siapa=SIAPA, oleh=OLEH, alasan="Kembali")
    assert orang_dari(peristiwa, kembali).aktif


def test_yang_sudah_demikian_tidak_mencatat_apa_apa():
    assert nonaktifkan(orang_dari(OrangDinonaktifkan("x")), siapa=SIAPA, oleh=OLEH, alasan="Pindah") == ()
    assert aktifkan(orang_dari(), siapa=SIAPA, oleh=OLEH, alasan="Kembali") == ()


@pytest.mark.parametrize("ubah", [nonaktifkan, aktifkan])
def test_tidak_bagi_diri_sendiri_dan_tidak_tanpa_alasan(ubah):
    with pytest.raises(DiriSendiriError):
        ubah(orang_dari(), siapa=SIAPA, oleh=SIAPA, alasan="x")
    with pytest.raises(IsianKosongError):
        ubah(orang_dari(), siapa=SIAPA, oleh=OLEH, alasan=" ")


def test_akses_darurat_dipakai_sekali():
    dibuka = buka_darurat(orang_dari(), alasan="SSO mati")
    assert dibuka == AksesDaruratDibuka("SSO mati", 60)
    assert pakai_darurat(orang_dari(dibuka)) == AksesDaruratDipakai()
    with pytest.raises(AksesDaruratHabisError):
        pakai_darurat(orang_dari(dibuka, AksesDaruratDipakai()))
    with pytest.raises(AksesDaruratHabisError):
        pakai_darurat(orang_dari())


def test_yang_dinonaktifkan_tidak_mendapat_dan_tidak_memakai_akses_darurat():
    tutup = OrangDinonaktifkan("Pindah")
    with pytest.raises(TidakAktifError):
        buka_darurat(orang_dari(tutup), alasan="SSO mati")
    with pytest.raises(AksesDaruratHabisError):
        pakai_darurat(orang_dari(AksesDaruratDibuka("x", 60), tutup))
    with pytest.raises(AksesDaruratHabisError):
        pakai_darurat(orang_dari(AksesDaruratDibuka("x", 60), tutup, OrangDiaktifkan("Kembali")))
