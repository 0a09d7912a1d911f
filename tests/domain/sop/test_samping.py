"""Beside the content: estimates of branches, copies, templates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count
from uuid import UUID

import pytest
from hypothesis import given

from domain.kernel import Bentrok, IsianKosongError, SopId
from domain.sop.events import PengesahanDibatalkan, RevisiDibuka
from domain.sop.isi import BUKAN_ISI, digest_isi
from domain.sop.kalimat import kalimat
from domain.sop.langkah import Panah, Simbol, Waktu
from domain.sop.naskah import Daftar, Isian, Naskah
from domain.sop.penyalinan import (
    BukanTemplatError,
    Sumber,
    TemplatKosongError,
    VersiSalinanTidakAdaError,
    lepas_templat,
    salin,
    sumber,
    tetapkan_templat,
)
from domain.sop.perkiraan import LangkahTidakBercabangError, PeluangTidakSeratusError, perkirakan
from domain.sop.samping import PeluangCabang, PeluangDiperkirakan, SopDisalin, TemplatDilepas, TemplatDitetapkan
from domain.sop.state import Sop
from tests.domain.pembangun import (
    CETAKAN,
    JOKO,
    OPD,
    PENYUSUN,
    PERIKSA,
    RATNA,
    SIMPAN,
    SK_BATAL,
    TERIMA,
    butir,
    digest,
    lanjut,
    sop_dari,
    sop_konsep,
    sop_kosong,
    sop_revisi,
    sop_sah,
)
from tests.domain.strategi import hukum, naskah

CABANG = (Panah(SIMPAN.id, "Ya"), Panah(TERIMA.id, "Tidak"))
TUJUH_TIGA = (PeluangCabang(SIMPAN.id, "Ya", 70), PeluangCabang(TERIMA.id, "Tidak", 30))


def bercabang() -> Sop:
    sop = sop_konsep()
    baris = tuple(replace(x, panah=CABANG) if x.id == PERIKSA.id else x for x in sop.naskah.langkah)
    return replace(sop, naskah=replace(sop.naskah, langkah=baris))


def id_urut() -> Callable[[], UUID]:
    nomor = count(1)
    return lambda: UUID(int=next(nomor))


# estimates


def test_perkiraan_dicatat_di_luar_isi():
    sop = bercabang()
    (peristiwa,) = perkirakan(sop, PERIKSA.id, dilihat=2, persen=(70, 30))
    assert peristiwa == PeluangDiperkirakan(PERIKSA.id, TUJUH_TIGA)
    sesudah = lanjut(sop, (JOKO, peristiwa))
    assert sesudah.samping.perkiraan == ((PERIKSA.id, TUJUH_TIGA),)
    assert (digest(sesudah), sesudah.penulis) == (digest(sop), sop.penulis)
    assert perkirakan(sesudah, PERIKSA.id, dilihat=2, persen=(70, 30)) == ()
    (batal,) = perkirakan(sesudah, PERIKSA.id, dilihat=2, persen=())
    assert lanjut(sesudah, batal).samping.perkiraan == ()
    assert perkirakan(sop, PERIKSA.id, dilihat=2, persen=()) == ()


@pytest.mark.parametrize("persen", [(70, 20), (101, -1), (0, 0)])
def test_perkiraan_berjumlah_seratus(persen):
    with pytest.raises(PeluangTidakSeratusError):
        perkirakan(bercabang(), PERIKSA.id, dilihat=2, persen=persen)


@pytest.mark.parametrize(("dilihat", "persen"), [(3, (50, 30, 20)), (2, (50, 30, 20))])
def test_perkiraan_atas_cabang_yang_sudah_lain_bentrok(dilihat, persen):
    with pytest.raises(Bentrok):
        perkirakan(bercabang(), PERIKSA.id, dilihat=dilihat, persen=persen)


@pytest.mark.parametrize("langkah_id", [TERIMA.id, SIMPAN.id, OPD])
def test_langkah_yang_tidak_bercabang_tidak_diperkirakan(langkah_id):
    with pytest.raises(LangkahTidakBercabangError):
        perkirakan(bercabang(), langkah_id, dilihat=2, persen=(50, 50))


# copies


@hukum
@given(naskah())
def test_salinan_sama_isinya_dan_lain_idnya(asal):
    """The digest tells whether anything was lost, but for name, unit, and what an approval gives."""
    acuan = asal
    for isian in (*BUKAN_ISI, Isian.UNIT):
        acuan = acuan.dengan_isian(isian, "")
    dari = Sumber(SopId(OPD), "Asal", 1, asal)
    sop = sop_dari(*salin(dari, nama="Baru", opd_id=OPD, penyusun=PENYUSUN, id_baru=id_urut()))
    bersama = {x.id for x in asal.langkah} & {x.id for x in sop.naskah.langkah}
    assert not bersama
    assert digest_isi(_utuh(sop.naskah), CETAKAN) == digest_isi(_utuh(acuan.dengan_isian(Isian.NAMA, "Baru")), CETAKAN)


def _utuh(isi: Naskah) -> Naskah:
    """Without arrows to rows, and cells of rows, that were not there in the original either."""
    ada = {x.id for x in isi.langkah}
    return replace(
        isi,
        langkah=tuple(
            replace(
                x,
                panah=tuple(p if p.ke in ada else Panah(None, p.label, p.tertulis) for p in x.panah),
                waktu=x.waktu if x.waktu.gabung_dengan in ada else replace(x.waktu, gabung_dengan=None),
            )
            for x in isi.langkah
        ),
    )


def test_salinan_menunjuk_kepada_miliknya_sendiri():
    sop = bercabang()
    baris = tuple(
        replace(x, waktu=Waktu(gabung_dengan=TERIMA.id), simbol_per_pelaksana=((x.pelaksana[0], Simbol.KEPUTUSAN),))
        if x.id == PERIKSA.id
        else x
        for x in sop.naskah.langkah
    )
    dari = Sumber(SopId(OPD), "Asal", 3, replace(sop.naskah, langkah=baris), templat=True)
    semua = salin(dari, nama="Baru", opd_id=OPD, penyusun=None, id_baru=id_urut())
    assert semua[1] == SopDisalin(SopId(OPD), "Asal", 3, templat=True)
    terima, periksa, simpan = sop_dari(*semua).naskah.langkah
    assert [p.ke for p in periksa.panah] == [simpan.id, terima.id]
    assert periksa.waktu.gabung_dengan == terima.id
    assert periksa.simbol_per_pelaksana == ((periksa.pelaksana[0], Simbol.KEPUTUSAN),)


def test_salinan_harus_bernama():
    with pytest.raises(IsianKosongError):
        salin(Sumber(SopId(OPD), "Asal", 1, Naskah()), nama=" ", opd_id=OPD, penyusun=None, id_baru=id_urut())


def test_sumber_adalah_versi_yang_disahkan_atau_yang_sedang_disusun():
    revisi = lanjut(sop_revisi())
    assert sumber(revisi, 1).naskah == revisi.pengesahan[0].naskah
    assert sumber(revisi, 2).naskah == revisi.naskah
    assert sumber(revisi, 2).nama == revisi.nama


@pytest.mark.parametrize("versi", [0, 3, -1])
def test_versi_yang_tidak_ada_tidak_disalin(versi):
    with pytest.raises(VersiSalinanTidakAdaError):
        sumber(sop_revisi(), versi)
    with pytest.raises(VersiSalinanTidakAdaError):
        sumber(Sop(), 1)


def test_pengesahan_yang_dibatalkan_bukan_sumber():
    batal = (RATNA, PengesahanDibatalkan(1, "Keliru", SK_BATAL))
    with pytest.raises(VersiSalinanTidakAdaError):
        sumber(lanjut(sop_sah(), batal, RevisiDibuka(2, "Ulang")), 1)


# templates


def test_templat_ditetapkan_dan_dilepas_sekali():
    sop = sop_konsep()
    (peristiwa,) = tetapkan_templat(sop, catatan=" Contoh ")
    assert peristiwa == TemplatDitetapkan("Contoh")
    templat = lanjut(sop, peristiwa)
    assert templat.samping.templat
    assert tetapkan_templat(templat) == ()
    assert sumber(templat, 1).templat
    assert not lanjut(templat, lepas_templat(templat, alasan="Usang")).samping.templat


def test_templat_yang_tidak_dapat():
    with pytest.raises(TemplatKosongError):
        tetapkan_templat(sop_kosong())
    with pytest.raises(BukanTemplatError):
        lepas_templat(sop_konsep(), alasan="Usang")
    with pytest.raises(IsianKosongError):
        lepas_templat(lanjut(sop_konsep(), TemplatDitetapkan()), alasan=" ")


# sentences


@pytest.mark.parametrize(
    ("peristiwa", "apa", "mengapa"),
    [
        (SopDisalin(SopId(OPD), "Asal", 2), "Isi disalin dari SOP “Asal” versi 2", ""),
        (SopDisalin(SopId(OPD), "Asal", 2, templat=True), "Isi disalin dari templat “Asal” versi 2", ""),
        (TemplatDitetapkan("Baik"), "Ditetapkan sebagai templat", "Baik"),
        (TemplatDilepas("Usang"), "Tidak lagi menjadi templat", "Usang"),
        (
            PeluangDiperkirakan(PERIKSA.id, TUJUH_TIGA),
            "Peluang cabang langkah 2 diperkirakan: Ya: ke langkah 3 70%, Tidak: ke langkah 1 30%",
            "",
        ),
        (PeluangDiperkirakan(PERIKSA.id, ()), "Peluang cabang langkah 2 dianggap sama besar", ""),
    ],
)
def test_kalimatnya(peristiwa, apa, mengapa):
    satu = kalimat(bercabang(), peristiwa)
    assert (satu.apa, satu.mengapa, satu.tonggak) == (apa, mengapa, False)


def test_daftar_ikut_disalin_berurutan():
    asal = Naskah().dengan_daftar(Daftar.PERINGATAN, (butir("satu"), butir("dua"), butir("tiga")))
    sop = sop_dari(*salin(Sumber(SopId(OPD), "A", 1, asal), nama="B", opd_id=OPD, penyusun=None, id_baru=id_urut()))
    assert [b.teks for b in sop.naskah.isi_daftar(Daftar.PERINGATAN)] == ["satu", "dua", "tiga"]
