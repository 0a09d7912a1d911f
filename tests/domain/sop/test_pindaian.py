"""Scans of the signed paper: of an approved version alone, each file once, five at most, beside everything else."""

from __future__ import annotations

import pytest

from domain.kernel import IsianKosongError, NomorPribadiError
from domain.sop.errors import VersiTidakAdaError
from domain.sop.events import PengesahanDibatalkan
from domain.sop.kalimat import kalimat
from domain.sop.pindaian import (
    TERBANYAK,
    TERBESAR,
    BukanPindaianError,
    PindaianSudahAdaError,
    PindaianTerlaluBanyakError,
    lampirkan_pindaian,
    versi_sah,
)
from domain.sop.samping import PindaianDilampirkan
from tests.domain import pembangun as p

SIDIK = "ab" * 32


def lampirkan(sop, **lain):
    return lampirkan_pindaian(sop, **({"versi": 1, "nama": "SK 12.pdf", "sha256": SIDIK, "ukuran": 9} | lain))


def penuh(sop):
    return p.lanjut(sop, *(PindaianDilampirkan(1, f"{n}.pdf", f"{n:064x}", 9) for n in range(TERBANYAK)))


@pytest.mark.parametrize("keadaan", [p.sop_sah, p.sop_revisi, p.sop_dicabut], ids=["sah", "revisi", "dicabut"])
def test_versi_yang_disahkan_mendapat_pindaiannya_juga_kelak(keadaan):
    sop = keadaan()
    peristiwa = lampirkan(sop, nama=" SK 12.pdf ")
    assert peristiwa == PindaianDilampirkan(1, "SK 12.pdf", SIDIK, 9)
    sesudah = p.lanjut(sop, (p.RATNA, peristiwa))
    (satu,) = sesudah.samping.pindaian
    assert (satu.fakta, satu.oleh) == (peristiwa, p.RATNA.jabatan)
    assert (sesudah.naskah, sesudah.penulis, sesudah.tahap) == (sop.naskah, sop.penulis, sop.tahap)


@pytest.mark.parametrize("keadaan", [p.sop_konsep, p.sop_diajukan, p.sop_diverifikasi])
def test_yang_belum_disahkan_tidak_punya_pindaian(keadaan):
    assert versi_sah(keadaan()) == ()
    with pytest.raises(VersiTidakAdaError):
        lampirkan(keadaan())


def test_versi_lain_dan_pengesahan_yang_dibatalkan_ditolak():
    for sop, versi in (
        (p.sop_revisi(), 2),
        (p.sop_sah(), 0),
        (p.lanjut(p.sop_sah(), PengesahanDibatalkan(1, "x", p.SK)), 1),
    ):
        with pytest.raises(VersiTidakAdaError):
            lampirkan(sop, versi=versi)


def test_berkas_yang_sama_hanya_sekali_untuk_satu_versi():
    sop = p.lanjut(p.sop_sah(), lampirkan(p.sop_sah()))
    with pytest.raises(PindaianSudahAdaError):
        lampirkan(sop, nama="nama lain.pdf")
    kedua = p.lanjut(sop, p.fakta_sah(2))
    assert versi_sah(kedua) == (2, 1)
    assert lampirkan(kedua, versi=2).versi == 2


def test_paling_banyak_lima_untuk_satu_versi():
    with pytest.raises(PindaianTerlaluBanyakError):
        lampirkan(penuh(p.sop_sah()))
    assert lampirkan(p.lanjut(penuh(p.sop_sah()), p.fakta_sah(2)), versi=2)


@pytest.mark.parametrize("ukuran", [0, -1, TERBESAR + 1])
def test_kosong_dan_terlalu_besar_ditolak(ukuran):
    assert lampirkan(p.sop_sah(), ukuran=TERBESAR)
    with pytest.raises(BukanPindaianError):
        lampirkan(p.sop_sah(), ukuran=ukuran)


def test_nama_berkas_ada_dan_tanpa_nomor_pribadi():
    with pytest.raises(IsianKosongError):
        lampirkan(p.sop_sah(), nama=" ")
    with pytest.raises(NomorPribadiError) as tolak:
        lampirkan(p.sop_sah(), nama="SK 198001012005011999.pdf")
    assert tolak.value.bidang == "pindaian"


def test_kalimatnya():
    satu = kalimat(p.sop_sah(), PindaianDilampirkan(2, "SK 12.pdf", SIDIK, 9))
    assert (satu.apa, satu.tonggak) == ("Pindaian dokumen bertanda tangan versi 2 dilampirkan: SK 12.pdf", False)
