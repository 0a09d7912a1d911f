"""Acts on an agency and on what it owes."""

from __future__ import annotations

from datetime import date

import pytest

from domain.kernel import IsianKosongError, JabatanId, SopId
from domain.opd.decisions import (
    JudulWajibGandaError,
    WajibTidakAdaError,
    bentuk,
    kaitkan,
    nyatakan_tidak_perlu,
    ubah_nama,
    ubah_tenggat,
    wajibkan,
)
from domain.opd.events import (
    NamaOpdDiubah,
    OpdDibentuk,
    SopDiwajibkan,
    SopWajibDikaitkan,
    SopWajibTidakDiperlukan,
    TenggatWajibDiubah,
    WajibId,
)
from domain.opd.state import Opd, evolve
from tests.domain.pembangun import catat, id_dari, lipat

DINAS = OpdDibentuk("Dinas Komunikasi dan Informatika", "Diskominfo", "dinas")
WAJIB, LAIN = WajibId(id_dari("wajib")), WajibId(id_dari("wajib lain"))
KABID = JabatanId(id_dari("kabid"))
TENGGAT = date(2026, 6, 30)
BARIS = SopDiwajibkan(WAJIB, "Pengelolaan Surat Masuk", KABID, TENGGAT)
SURAT, ARSIP = SopId(id_dari("sop surat")), SopId(id_dari("sop arsip"))


def opd_dari(*peristiwa) -> Opd:
    return lipat(evolve, Opd(), catat(DINAS, *peristiwa))


def test_opd_dibentuk_dengan_nama_yang_rapi():
    assert bentuk(nama=" Dinas Kesehatan ", singkatan=" Dinkes ", jenis=" dinas ") == OpdDibentuk(
        "Dinas Kesehatan", "Dinkes", "dinas"
    )


def test_opd_tanpa_nama_tidak_dapat_dibentuk():
    with pytest.raises(IsianKosongError):
        bentuk(nama="")


def test_nama_opd_dapat_diubah():
    peristiwa = ubah_nama(opd_dari(), nama="Dinas Kominfo dan Persandian", singkatan="Diskominfosandi")
    assert peristiwa == (NamaOpdDiubah("Dinas Kominfo dan Persandian", "Diskominfosandi"),)


def test_nama_opd_yang_sama_tidak_dicatat_lagi():
    assert ubah_nama(opd_dari(), nama=DINAS.nama + " ", singkatan=DINAS.singkatan) == ()


def test_sop_diwajibkan_dengan_judul_dan_tenggat():
    peristiwa = wajibkan(
        opd_dari(), wajib_id=WAJIB, judul=" Pengelolaan Surat Masuk ", penanggung_jawab=KABID, tenggat=TENGGAT
    )
    assert peristiwa == BARIS


@pytest.mark.parametrize("judul", ["Pengelolaan Surat Masuk", " pengelolaan SURAT masuk "])
def test_judul_wajib_tidak_boleh_ganda(judul):
    with pytest.raises(JudulWajibGandaError):
        wajibkan(opd_dari(BARIS), wajib_id=LAIN, judul=judul, penanggung_jawab=None, tenggat=TENGGAT)


def test_judul_wajib_lain_dapat_ditambahkan_di_samping_yang_ada():
    peristiwa = wajibkan(opd_dari(BARIS), wajib_id=LAIN, judul="Arsip", penanggung_jawab=None, tenggat=TENGGAT)
    assert peristiwa == SopDiwajibkan(LAIN, "Arsip", None, TENGGAT)


def test_tenggat_diubah_dengan_alasan():
    opd = opd_dari(BARIS)
    peristiwa = ubah_tenggat(opd, WAJIB, tenggat=date(2026, 9, 30), alasan="Menunggu perwali")
    assert peristiwa == (TenggatWajibDiubah(WAJIB, date(2026, 9, 30), "Menunggu perwali"),)
    with pytest.raises(IsianKosongError):
        ubah_tenggat(opd, WAJIB, tenggat=date(2026, 9, 30), alasan=" ")


def test_tenggat_yang_sama_tidak_dicatat_lagi():
    assert ubah_tenggat(opd_dari(BARIS), WAJIB, tenggat=TENGGAT, alasan="") == ()


def test_baris_wajib_dikaitkan_dengan_sop():
    opd = opd_dari(BARIS)
    assert kaitkan(opd, WAJIB, sop_id=SURAT) == (SopWajibDikaitkan(WAJIB, SURAT),)
    terkait = opd_dari(BARIS, SopWajibDikaitkan(WAJIB, SURAT))
    assert kaitkan(terkait, WAJIB, sop_id=SURAT) == ()
    assert kaitkan(terkait, WAJIB, sop_id=ARSIP) == (SopWajibDikaitkan(WAJIB, ARSIP),)


def test_baris_yang_tidak_perlu_dapat_dikaitkan_kembali_dengan_sop_yang_sama():
    opd = opd_dari(BARIS, SopWajibDikaitkan(WAJIB, SURAT), SopWajibTidakDiperlukan(WAJIB, "Digabung"))
    assert kaitkan(opd, WAJIB, sop_id=SURAT) == (SopWajibDikaitkan(WAJIB, SURAT),)


def test_baris_wajib_dinyatakan_tidak_perlu_dengan_alasan():
    opd = opd_dari(BARIS)
    peristiwa = nyatakan_tidak_perlu(opd, WAJIB, alasan=" Digabung ")
    assert peristiwa == (SopWajibTidakDiperlukan(WAJIB, "Digabung"),)
    assert nyatakan_tidak_perlu(opd_dari(BARIS, *peristiwa), WAJIB, alasan="Digabung") == ()
    with pytest.raises(IsianKosongError):
        nyatakan_tidak_perlu(opd, WAJIB, alasan="")


@pytest.mark.parametrize(
    "tindakan",
    [
        lambda opd: ubah_tenggat(opd, LAIN, tenggat=TENGGAT, alasan="x"),
        lambda opd: kaitkan(opd, LAIN, sop_id=SURAT),
        lambda opd: nyatakan_tidak_perlu(opd, LAIN, alasan="x"),
    ],
)
def test_baris_wajib_yang_tidak_ada_ditolak(tindakan):
    with pytest.raises(WajibTidakAdaError):
        tindakan(opd_dari(BARIS))
