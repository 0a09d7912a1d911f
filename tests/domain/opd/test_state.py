"""An agency and its daftar wajib, folded from events."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from domain.kernel import SopId
from domain.opd.events import (
    NamaOpdDiubah,
    OpdDibentuk,
    PeristiwaOpd,
    SopDiwajibkan,
    SopWajibDikaitkan,
    SopWajibTidakDiperlukan,
    TenggatWajibDiubah,
    WajibId,
)
from domain.opd.state import Opd, Wajib, evolve
from tests.domain.pembangun import catat, id_dari, lipat
from tests.domain.strategi import anggota, hukum

OPD_ID = id_dari("opd")
WAJIB, LAIN = WajibId(id_dari("wajib")), WajibId(id_dari("wajib lain"))
TENGGAT = date(2026, 6, 30)
SURAT = SopId(id_dari("sop surat"))
DINAS = OpdDibentuk("Dinas Kesehatan", "Dinkes", "dinas")
DUA = (SopDiwajibkan(WAJIB, "Surat", None, TENGGAT), SopDiwajibkan(LAIN, "Arsip", None, TENGGAT))


def opd_dari(*peristiwa) -> Opd:
    return lipat(evolve, Opd(), catat(*peristiwa, aliran=OPD_ID))


def test_opd_yang_dibentuk_beridentitas_alirannya():
    assert opd_dari(DINAS) == Opd(OPD_ID, "Dinas Kesehatan", "Dinkes", "dinas", (), 1)


def test_nama_baru_menggantikan_nama_lama():
    opd = opd_dari(DINAS, NamaOpdDiubah("Dinas Kesehatan dan KB", "Dinkes KB"))
    assert (opd.nama, opd.singkatan, opd.jenis) == ("Dinas Kesehatan dan KB", "Dinkes KB", "dinas")


def test_daftar_wajib_bertambah_menurut_urutan_catatan():
    opd = opd_dari(DINAS, *DUA)
    assert opd.wajib == (Wajib(WAJIB, "Surat", None, TENGGAT), Wajib(LAIN, "Arsip", None, TENGGAT))
    assert opd.cari(LAIN) == opd.wajib[1]
    assert opd.cari(WajibId(id_dari("tidak ada"))) is None


def test_perubahan_satu_baris_tidak_menyentuh_baris_lain():
    opd = opd_dari(DINAS, *DUA, TenggatWajibDiubah(LAIN, date(2026, 12, 31), "Ditunda"))
    assert [w.tenggat for w in opd.wajib] == [TENGGAT, date(2026, 12, 31)]


def test_tidak_diperlukan_lalu_dikaitkan_menghapus_alasannya():
    tidak_perlu = opd_dari(DINAS, *DUA, SopWajibTidakDiperlukan(WAJIB, "Digabung"))
    assert tidak_perlu.wajib[0].tidak_perlu == "Digabung"
    terkait = opd_dari(DINAS, *DUA, SopWajibTidakDiperlukan(WAJIB, "Digabung"), SopWajibDikaitkan(WAJIB, SURAT))
    assert (terkait.wajib[0].tidak_perlu, terkait.wajib[0].sop_id) == ("", SURAT)


@hukum
@given(st.lists(st.one_of([st.from_type(kelas) for kelas in anggota(PeristiwaOpd)]), max_size=8), st.data())
def test_melipat_sekaligus_sama_dengan_melipat_dua_kali(peristiwa, data):
    batas = data.draw(st.integers(0, len(peristiwa)))
    semua = catat(*peristiwa, aliran=OPD_ID)
    sekaligus = lipat(evolve, Opd(), semua)
    assert lipat(evolve, lipat(evolve, Opd(), semua[:batas]), semua[batas:]) == sekaligus
    assert sekaligus.versi_aliran == len(peristiwa)
