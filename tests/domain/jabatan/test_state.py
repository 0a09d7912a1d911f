"""A post and its holders over time, folded from events."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.jabatan.events import (
    JabatanDibentuk,
    JabatanDiserahterimakan,
    JenisMandat,
    MandatDiakhiri,
    PejabatDitetapkan,
)
from domain.jabatan.state import Jabatan, Mandat, evolve
from domain.kernel import MandatId
from domain.wewenang import Peran
from tests.domain.pembangun import BUDI, OPD, RATNA, SK, catat, id_dari, lipat
from tests.domain.strategi import hukum

ID = id_dari("jabatan")
LAMA, BARU = MandatId(id_dari("mandat lama")), MandatId(id_dari("mandat baru"))
KEPALA = JabatanDibentuk("Kepala Dinas", Peran.KEPALA_OPD, OPD)
MULAI = date(2026, 2, 1)
RATNA_MENJABAT = PejabatDitetapkan(LAMA, RATNA.orang, SK, MULAI)
hari = st.integers(1, 20).map(lambda n: date(2026, 2, n))


def jabatan_dari(*peristiwa) -> Jabatan:
    return lipat(evolve, Jabatan(), catat(*peristiwa, aliran=ID))


def test_jabatan_yang_dibentuk_belum_ada_pemangkunya():
    assert jabatan_dari(KEPALA) == Jabatan(ID, "Kepala Dinas", Peran.KEPALA_OPD, OPD, (), 1)


def test_jabatan_yang_belum_dibentuk_tidak_berhak_apa_apa():
    assert Jabatan().peran is Peran.PEMBACA


def test_pejabat_yang_ditetapkan_menambah_mandat():
    jabatan = jabatan_dari(KEPALA, RATNA_MENJABAT)
    assert jabatan.mandat == (Mandat(LAMA, RATNA.orang, SK, MULAI, None, JenisMandat.DEFINITIF),)
    assert jabatan.cari(LAMA) == jabatan.mandat[0]
    assert jabatan.cari(BARU) is None


def test_mandat_yang_diakhiri_masih_berlaku_pada_hari_terakhirnya():
    jabatan = jabatan_dari(KEPALA, RATNA_MENJABAT, MandatDiakhiri(LAMA, date(2026, 5, 31), "Pensiun"))
    (mandat,) = jabatan.mandat
    assert mandat.berlaku(date(2026, 5, 31))
    assert not mandat.berlaku(date(2026, 6, 1))
    assert not mandat.berlaku(date(2026, 1, 31))


def test_serah_terima_mengakhiri_yang_lama_sehari_sebelumnya():
    jabatan = jabatan_dari(
        KEPALA, RATNA_MENJABAT, JabatanDiserahterimakan(LAMA, BARU, BUDI.orang, SK, date(2026, 6, 1))
    )
    lama, baru = jabatan.mandat
    assert (lama.akhir, baru.mulai, baru.akhir) == (date(2026, 5, 31), date(2026, 6, 1), None)
    assert (baru.orang, baru.jenis) == (BUDI.orang, JenisMandat.DEFINITIF)


@pytest.mark.parametrize(
    ("jenis", "sebutan"),
    [
        (JenisMandat.DEFINITIF, "Kepala Dinas"),
        (JenisMandat.PLT, "Plt. Kepala Dinas"),
        (JenisMandat.PLH, "Plh. Kepala Dinas"),
    ],
)
def test_sebutan_pejabat_menurut_jenis_mandatnya(jenis, sebutan):
    assert jenis.sebutan("Kepala Dinas") == sebutan


@hukum
@given(mulai=hari, akhir=st.none() | hari, lain=hari, lain_akhir=st.none() | hari)
def test_dua_masa_beririsan_bila_ada_hari_yang_sama(mulai, akhir, lain, lain_akhir):
    mandat = Mandat(LAMA, RATNA.orang, SK, mulai, akhir, JenisMandat.DEFINITIF)
    minta = Mandat(BARU, RATNA.orang, SK, lain, lain_akhir, JenisMandat.DEFINITIF)
    sama = any(mandat.berlaku(date(2026, 2, n)) and minta.berlaku(date(2026, 2, n)) for n in range(1, 29))
    assert mandat.beririsan(lain, lain_akhir) == sama


mandat_id = st.sampled_from((LAMA, BARU))
peristiwa_jabatan = st.one_of(
    st.builds(JabatanDibentuk),
    st.builds(PejabatDitetapkan, mandat_id=mandat_id, mulai=hari, akhir=st.none() | hari),
    st.builds(MandatDiakhiri, mandat_id, hari),
    st.builds(JabatanDiserahterimakan, dari=mandat_id, mandat_id=mandat_id, tanggal=hari),
)


@hukum
@given(st.lists(peristiwa_jabatan, max_size=8), st.data())
def test_melipat_sekaligus_sama_dengan_melipat_dua_kali(peristiwa, data):
    batas = data.draw(st.integers(0, len(peristiwa)))
    semua = catat(*peristiwa, aliran=ID)
    sekaligus = lipat(evolve, Jabatan(), semua)
    assert lipat(evolve, lipat(evolve, Jabatan(), semua[:batas]), semua[batas:]) == sekaligus
    assert sekaligus.versi_aliran == len(peristiwa)
