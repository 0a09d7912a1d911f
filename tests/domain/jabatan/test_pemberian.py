"""Who may give a post to whom, and its end at once."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.jabatan.decisions import MandatTidakBerlakuError
from domain.jabatan.events import JabatanDibentuk, MandatDiakhiri, PejabatDitetapkan
from domain.jabatan.pemberian import (
    AkhirWajibError,
    DiriSendiriDiberiError,
    PeranBersilanganError,
    bersilangan,
    hentikan,
    periksa_masa,
    periksa_penerima,
)
from domain.jabatan.state import Jabatan, evolve
from domain.kernel import IsianKosongError, Keputusan, MandatId
from domain.wewenang import TABEL, Peran, Tindakan
from tests.domain.pembangun import BUDI, OPD, RATNA, SARI, catat, id_dari, lipat

HARI = date(2026, 3, 2)
MANDAT = MandatId(id_dari("mandat"))
MENGERJAKAN_ISI = {Peran.PENYUSUN, Peran.KASUBAG, Peran.KEPALA_OPD, Peran.ORTALA}


def dijabat(mulai: date, akhir: date | None = None) -> Jabatan:
    peristiwa = PejabatDitetapkan(MANDAT, RATNA.orang, Keputusan("SK", mulai), mulai, akhir)
    return lipat(evolve, Jabatan(), catat(JabatanDibentuk("Kepala", Peran.KEPALA_OPD, OPD), peristiwa))


@pytest.mark.parametrize("peran", Peran)
def test_tidak_seorang_pun_memberi_dirinya_sendiri(peran):
    with pytest.raises(DiriSendiriDiberiError):
        periksa_penerima(peran, pemberi=BUDI.orang, penerima=BUDI.orang, dipegang=())


def test_admin_bersilangan_dengan_setiap_peran_yang_mengerjakan_isi():
    for a, b in product(Peran, Peran):
        seharusnya = (a is Peran.ADMIN and b in MENGERJAKAN_ISI) or (b is Peran.ADMIN and a in MENGERJAKAN_ISI)
        assert bersilangan(a, b) is seharusnya, (a, b)


@given(st.lists(st.sampled_from(Peran), max_size=5))
def test_tidak_ada_urutan_pemberian_yang_membuat_admin_memutuskan_isi(urutan):
    """However posts are given one after the other: nobody comes to both."""
    dipegang: list[Peran] = []
    for peran in urutan:
        try:
            periksa_penerima(peran, pemberi=BUDI.orang, penerima=SARI.orang, dipegang=dipegang)
        except PeranBersilanganError:
            continue
        dipegang.append(peran)
    hak = {t for p in dipegang for t in TABEL[p]}
    assert not (Tindakan.PEMDA_KELOLA in hak and {Tindakan.SOP_SAHKAN, Tindakan.SOP_VERIFIKASI} & hak)


def test_auditor_harus_berbatas_waktu():
    with pytest.raises(AkhirWajibError):
        periksa_masa(Peran.AUDITOR, None)
    periksa_masa(Peran.AUDITOR, HARI)
    periksa_masa(Peran.PENYUSUN, None)


@pytest.mark.parametrize(
    ("mulai", "akhir"), [(HARI - timedelta(days=9), None), (HARI, None), (HARI + timedelta(days=3), None), (HARI, HARI)]
)
def test_yang_dihentikan_tidak_berlaku_pada_hari_itu_dan_sesudahnya(mulai, akhir):
    jabatan = dijabat(mulai, akhir)
    peristiwa = hentikan(jabatan, MANDAT, hari=HARI, alasan=" Mutasi ")
    assert peristiwa == MandatDiakhiri(MANDAT, max(HARI, mulai) - timedelta(days=1), "Mutasi")
    mandat = lipat(evolve, jabatan, catat(peristiwa)).cari(MANDAT)
    assert mandat is not None
    assert not any(mandat.berlaku(HARI + timedelta(days=n)) for n in range(30))


@pytest.mark.parametrize("akhir", [HARI - timedelta(days=1), HARI - timedelta(days=20)])
def test_yang_sudah_berakhir_tidak_dihentikan_lagi(akhir):
    with pytest.raises(MandatTidakBerlakuError):
        hentikan(dijabat(HARI - timedelta(days=9), akhir), MANDAT, hari=HARI, alasan="Mutasi")


def test_mandat_asing_dan_tanpa_alasan_ditolak():
    with pytest.raises(MandatTidakBerlakuError):
        hentikan(dijabat(HARI), MandatId(id_dari("lain")), hari=HARI, alasan="x")
    with pytest.raises(IsianKosongError):
        hentikan(dijabat(HARI), MANDAT, hari=HARI, alasan="")
