"""Acts on a post: who holds it, on which decree, and its handover."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.jabatan.decisions import (
    MandatTidakBerlakuError,
    MasaMandatTerbalikError,
    PejabatSamaError,
    SudahMemangkuError,
    akhiri,
    bentuk,
    serah_terima,
    tetapkan,
)
from domain.jabatan.events import (
    JabatanDibentuk,
    JabatanDiserahterimakan,
    JenisMandat,
    MandatDiakhiri,
    PejabatDitetapkan,
)
from domain.jabatan.state import Jabatan, evolve
from domain.kernel import IsianKosongError, Keputusan, MandatId
from domain.wewenang import Peran
from tests.domain.pembangun import BUDI, OPD, RATNA, SARI, catat, id_dari, lipat

KEPALA = JabatanDibentuk("Kepala Dinas Kominfo", Peran.KEPALA_OPD, OPD)
LAMA, BARU = MandatId(id_dari("mandat lama")), MandatId(id_dari("mandat baru"))
SK = Keputusan("821.2/014/2026", date(2026, 1, 2), "Wali Kota", "Keputusan Wali Kota")
MULAI = date(2026, 2, 1)


def jabatan_dari(*peristiwa) -> Jabatan:
    return lipat(evolve, Jabatan(), catat(KEPALA, *peristiwa))


def dijabat(mulai: date = MULAI, akhir: date | None = None) -> Jabatan:
    return jabatan_dari(PejabatDitetapkan(LAMA, RATNA.orang, SK, mulai, akhir))


def test_jabatan_dibentuk_dengan_perannya():
    assert bentuk(nama=" Kepala Dinas Kominfo ", peran=Peran.KEPALA_OPD, opd_id=OPD) == KEPALA


def test_jabatan_tanpa_nama_tidak_dapat_dibentuk():
    with pytest.raises(IsianKosongError):
        bentuk(nama=" ", peran=Peran.PENYUSUN, opd_id=OPD)


def test_pejabat_ditetapkan_dengan_keputusan_yang_rapi():
    sk = Keputusan(" 821.2/014/2026 ", SK.tanggal, " Wali Kota ", " Keputusan Wali Kota ")
    peristiwa = tetapkan(
        jabatan_dari(), mandat_id=LAMA, orang=RATNA.orang, keputusan=sk, mulai=MULAI, jenis=JenisMandat.PLT
    )
    assert peristiwa == PejabatDitetapkan(LAMA, RATNA.orang, SK, MULAI, None, JenisMandat.PLT)


def test_pejabat_tanpa_nomor_keputusan_ditolak():
    sk = Keputusan(" ", SK.tanggal)
    with pytest.raises(IsianKosongError) as tolak:
        tetapkan(jabatan_dari(), mandat_id=LAMA, orang=RATNA.orang, keputusan=sk, mulai=MULAI)
    assert tolak.value.bidang == "sk_nomor"


def test_masa_mandat_tidak_boleh_terbalik():
    with pytest.raises(MasaMandatTerbalikError):
        tetapkan(jabatan_dari(), mandat_id=LAMA, orang=RATNA.orang, keputusan=SK, mulai=MULAI, akhir=date(2026, 1, 31))


def test_mandat_satu_hari_diperbolehkan():
    peristiwa = tetapkan(jabatan_dari(), mandat_id=LAMA, orang=RATNA.orang, keputusan=SK, mulai=MULAI, akhir=MULAI)
    assert peristiwa.akhir == MULAI


def test_orang_yang_sedang_memangku_tidak_ditetapkan_lagi():
    with pytest.raises(SudahMemangkuError):
        tetapkan(dijabat(), mandat_id=BARU, orang=RATNA.orang, keputusan=SK, mulai=date(2026, 1, 1))


hari = st.integers(1, 12).map(lambda n: date(2026, 2, n))
masa = st.tuples(hari, st.none() | hari).filter(lambda m: m[1] is None or m[0] <= m[1])


@given(masa, masa)
def test_orang_yang_sama_tidak_memangku_dua_kali_pada_hari_yang_sama(ada, minta):
    def memangku(m: tuple[date, date | None], pada: int) -> bool:
        return m[0] <= date(2026, 2, pada) and (m[1] is None or date(2026, 2, pada) <= m[1])

    beririsan = any(memangku(ada, n) and memangku(minta, n) for n in range(1, 15))
    jabatan = dijabat(*ada)
    if beririsan:
        with pytest.raises(SudahMemangkuError):
            tetapkan(jabatan, mandat_id=BARU, orang=RATNA.orang, keputusan=SK, mulai=minta[0], akhir=minta[1])
    else:
        assert tetapkan(jabatan, mandat_id=BARU, orang=RATNA.orang, keputusan=SK, mulai=minta[0], akhir=minta[1])


def test_orang_lain_boleh_memangku_jabatan_yang_sama():
    assert tetapkan(dijabat(), mandat_id=BARU, orang=BUDI.orang, keputusan=SK, mulai=MULAI).orang == BUDI.orang


def test_mandat_yang_diserahkan_pada_hari_pertamanya_tidak_menghalangi():
    jabatan = jabatan_dari(
        PejabatDitetapkan(LAMA, RATNA.orang, SK, MULAI), JabatanDiserahterimakan(LAMA, BARU, BUDI.orang, SK, MULAI)
    )
    kembali = tetapkan(
        jabatan,
        mandat_id=MandatId(id_dari("lagi")),
        orang=RATNA.orang,
        keputusan=SK,
        mulai=date(2026, 1, 31),
        akhir=MULAI,
    )
    assert kembali.orang == RATNA.orang


def test_mandat_diakhiri_dengan_alasan():
    assert akhiri(dijabat(), LAMA, akhir=date(2026, 5, 31), alasan=" Pensiun ") == MandatDiakhiri(
        LAMA, date(2026, 5, 31), "Pensiun"
    )
    with pytest.raises(IsianKosongError):
        akhiri(dijabat(), LAMA, akhir=date(2026, 5, 31), alasan="")


@pytest.mark.parametrize("mandat_id", [LAMA, MandatId(UUID(int=9))])
def test_mandat_yang_tidak_sedang_berlaku_tidak_dapat_diakhiri(mandat_id):
    with pytest.raises(MandatTidakBerlakuError):
        akhiri(dijabat(), mandat_id, akhir=date(2026, 1, 31), alasan="Pensiun")


def test_jabatan_diserahterimakan_kepada_penggantinya():
    peristiwa = serah_terima(
        dijabat(), dari=LAMA, kepada=BUDI.orang, mandat_id=BARU, keputusan=SK, tanggal=date(2026, 6, 1)
    )
    assert peristiwa == JabatanDiserahterimakan(LAMA, BARU, BUDI.orang, SK, date(2026, 6, 1))
    jabatan = jabatan_dari(PejabatDitetapkan(LAMA, RATNA.orang, SK, MULAI), peristiwa)
    assert [m.orang for m in jabatan.mandat if m.berlaku(date(2026, 5, 31))] == [RATNA.orang]
    assert [m.orang for m in jabatan.mandat if m.berlaku(date(2026, 6, 1))] == [BUDI.orang]


def test_serah_terima_kepada_diri_sendiri_ditolak():
    with pytest.raises(PejabatSamaError):
        serah_terima(dijabat(), dari=LAMA, kepada=RATNA.orang, mandat_id=BARU, keputusan=SK, tanggal=MULAI)


def test_serah_terima_dari_mandat_yang_sudah_berakhir_ditolak():
    with pytest.raises(MandatTidakBerlakuError):
        serah_terima(
            dijabat(akhir=date(2026, 3, 1)),
            dari=LAMA,
            kepada=SARI.orang,
            mandat_id=BARU,
            keputusan=SK,
            tanggal=date(2026, 3, 2),
        )
