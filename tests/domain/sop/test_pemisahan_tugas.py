"""Drafter, verifier and approver are three people, and all three judge the same content (decisions D5, D15; GV-04)."""

from __future__ import annotations

import pytest

from domain.sop.errors import IsiBergeserError, PemeriksaMengesahkanError
from domain.sop.pengesahan import Isi, kembalikan, sahkan, verifikasi
from tests.domain import pembangun as p
from tests.domain.pembangun import BUDI, DEWI, HARI_INI, RATNA, SEBELUM, SESUDAH, isi

BERGESER = Isi("f" * 64, "f" * 64)
"""The person looks at what is there now, but it is not what was handed in: the agency was renamed meanwhile."""


def _sahkan(sop, oleh, pengesah=None, isinya=None, kebijakan=SEBELUM):
    parameter = p.pengesahan(pengesah or oleh)
    isinya = isinya or isi(sop)
    return sahkan(sop, isi=isinya, kebijakan=kebijakan, pengesahan=parameter, oleh=oleh, hari_ini=HARI_INI)


def test_yang_memverifikasi_tidak_mengesahkan() -> None:
    with pytest.raises(PemeriksaMengesahkanError):
        _sahkan(p.sop_diverifikasi(), BUDI)


def test_yang_memverifikasi_tidak_dicatat_sebagai_pengesah_oleh_orang_lain() -> None:
    with pytest.raises(PemeriksaMengesahkanError):
        _sahkan(p.sop_diverifikasi(), RATNA, pengesah=BUDI)


def test_yang_mengesahkan_tidak_memverifikasi_sesudahnya() -> None:
    sop = p.sop_sah_tanpa_verifikasi()
    with pytest.raises(PemeriksaMengesahkanError):
        verifikasi(sop, isi=isi(sop), kebijakan=SESUDAH, oleh=RATNA)
    assert verifikasi(sop, isi=isi(sop), kebijakan=SESUDAH, oleh=BUDI).versi == 1


def test_setelah_dikembalikan_dan_diajukan_lagi_pemeriksa_lama_boleh_mengesahkan() -> None:
    sop = p.sop_diverifikasi()
    dikembalikan = p.lanjut(sop, (DEWI, kembalikan(sop, alasan="Perbaiki", langkah=(), oleh=DEWI)))
    lagi = p.lanjut(dikembalikan, p.peristiwa_diajukan()[-1])
    diperiksa = p.lanjut(lagi, (DEWI, verifikasi(lagi, isi=isi(lagi), kebijakan=SEBELUM, oleh=DEWI)))
    assert _sahkan(diperiksa, BUDI).versi == 1


@pytest.mark.parametrize("kebijakan", [SEBELUM, SESUDAH])
def test_isi_yang_bergeser_sejak_diajukan_tidak_disahkan(kebijakan) -> None:
    sop = p.sop_diverifikasi() if kebijakan is SEBELUM else p.sop_diajukan()
    with pytest.raises(IsiBergeserError):
        _sahkan(sop, RATNA, isinya=BERGESER, kebijakan=kebijakan)


@pytest.mark.parametrize(("sop", "kebijakan"), [(p.sop_diajukan(), SEBELUM), (p.sop_sah_tanpa_verifikasi(), SESUDAH)])
def test_isi_yang_bergeser_tidak_diverifikasi(sop, kebijakan) -> None:
    with pytest.raises(IsiBergeserError):
        verifikasi(sop, isi=BERGESER, kebijakan=kebijakan, oleh=BUDI)
