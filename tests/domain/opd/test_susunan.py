"""The units of an agency as a tree, and the agency's end."""

from __future__ import annotations

from datetime import date

import pytest

from domain.kernel import IsianKosongError, Keputusan, OpdId
from domain.opd.events import OpdDibentuk, OpdDigabung, OpdDitutup, UnitDibentuk, UnitDitutup, UnitDiubah, UnitId
from domain.opd.state import Opd, Penutupan, evolve
from domain.opd.susunan import (
    OpdSudahDitutupError,
    OpdTujuanError,
    UnitBerisiError,
    UnitGandaError,
    UnitMelingkarError,
    UnitTidakAdaError,
    bentuk_unit,
    gabung,
    pohon,
    tutup,
    tutup_unit,
    ubah_unit,
)
from tests.domain.pembangun import catat, id_dari, lipat

SK, HARI = Keputusan("188/1/2026", date(2026, 3, 1), "Wali Kota"), date(2026, 4, 1)
A, B, C = (UnitId(id_dari(n)) for n in ("a", "b", "c"))
LAIN = OpdId(id_dari("opd lain"))
AWAL = OpdDibentuk("Dinas Kesehatan")
BERTINGKAT = (UnitDibentuk(A, "Sekretariat"), UnitDibentuk(B, "Subbagian Umum", A), UnitDibentuk(C, "Bidang P2P"))


def opd_dari(*peristiwa) -> Opd:
    return lipat(evolve, Opd(), catat(AWAL, *peristiwa))


def test_unit_dibentuk_di_bawah_kepala_atau_unit_lain():
    assert bentuk_unit(opd_dari(), unit_id=A, nama=" Sekretariat ", induk=None) == BERTINGKAT[0]
    assert bentuk_unit(opd_dari(BERTINGKAT[0]), unit_id=B, nama="Subbagian Umum", induk=A) == BERTINGKAT[1]
    assert [(d, u.nama) for d, u in pohon(opd_dari(*BERTINGKAT))] == [
        (0, "Bidang P2P"),
        (0, "Sekretariat"),
        (1, "Subbagian Umum"),
    ]


def test_unit_tanpa_nama_ganda_atau_berinduk_asing_ditolak():
    opd = opd_dari(*BERTINGKAT)
    with pytest.raises(IsianKosongError):
        bentuk_unit(opd, unit_id=UnitId(id_dari("d")), nama="", induk=None)
    with pytest.raises(UnitGandaError):
        bentuk_unit(opd, unit_id=UnitId(id_dari("d")), nama="sekretariat", induk=None)
    with pytest.raises(UnitTidakAdaError):
        bentuk_unit(opd, unit_id=UnitId(id_dari("d")), nama="x", induk=UnitId(id_dari("asing")))


def test_unit_berganti_nama_dan_berpindah():
    opd = opd_dari(*BERTINGKAT)
    assert ubah_unit(opd, B, nama="Subbagian Umum", induk=A) == ()
    (pindah,) = ubah_unit(opd, B, nama="Seksi Umum", induk=C)
    assert pindah == UnitDiubah(B, "Seksi Umum", C)
    unit = opd_dari(*BERTINGKAT, pindah).cari_unit(B)
    assert unit is not None
    assert (unit.nama, unit.induk) == ("Seksi Umum", C)
    assert ubah_unit(opd, B, nama="Subbagian Umum", induk=None) == (UnitDiubah(B, "Subbagian Umum", None),)


@pytest.mark.parametrize("induk", [A, B])
def test_unit_tidak_berada_di_bawah_dirinya(induk):
    with pytest.raises(UnitMelingkarError):
        ubah_unit(opd_dari(*BERTINGKAT), A, nama="Sekretariat", induk=induk)


def test_unit_yang_berisi_tidak_ditutup():
    opd = opd_dari(*BERTINGKAT)
    with pytest.raises(UnitBerisiError):
        tutup_unit(opd, A, alasan="Ditata")
    with pytest.raises(UnitTidakAdaError):
        tutup_unit(opd, UnitId(id_dari("asing")), alasan="Ditata")
    peristiwa = tutup_unit(opd, B, alasan="Ditata")
    assert peristiwa == UnitDitutup(B, "Ditata")
    assert opd_dari(*BERTINGKAT, peristiwa).cari_unit(B) is None


def test_opd_ditutup_atau_dilebur_sekali():
    assert tutup(opd_dari(), tanggal=HARI, keputusan=SK) == OpdDitutup(HARI, SK)
    assert opd_dari(OpdDitutup(HARI, SK)).penutupan == Penutupan(HARI)
    assert gabung(opd_dari(), opd_dari(), ke=LAIN, tanggal=HARI, keputusan=SK) == OpdDigabung(LAIN, HARI, SK)
    lebur = opd_dari(OpdDigabung(LAIN, HARI, SK))
    assert lebur.penutupan == Penutupan(HARI, LAIN)
    for ubah in (
        lambda: tutup(lebur, tanggal=HARI, keputusan=SK),
        lambda: gabung(lebur, opd_dari(), ke=LAIN, tanggal=HARI, keputusan=SK),
        lambda: bentuk_unit(lebur, unit_id=A, nama="x", induk=None),
        lambda: ubah_unit(lebur, A, nama="x", induk=None),
    ):
        with pytest.raises(OpdSudahDitutupError):
            ubah()


def test_tidak_dilebur_ke_dirinya_atau_ke_yang_sudah_tidak_ada():
    opd = opd_dari()
    with pytest.raises(OpdTujuanError):
        gabung(opd, opd, ke=OpdId(opd.id), tanggal=HARI, keputusan=SK)  # type: ignore[arg-type]
    with pytest.raises(OpdTujuanError):
        gabung(opd, opd_dari(OpdDitutup(HARI, SK)), ke=LAIN, tanggal=HARI, keputusan=SK)
