"""Auditors' grants, dossier links, sensitive SOPs, figures for a province: what may be opened, and what ends it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.akses import decisions as d
from domain.akses.events import (
    AksesDiberikan,
    AksesDicabut,
    AksesId,
    AngkaDibagikan,
    DosirDibagikan,
    DosirDicabut,
    DosirId,
    PemantauanDihentikan,
    PembacaanDipantau,
    PembagianAngkaDihentikan,
)
from domain.akses.state import Akses, DaftarAkses, Dosir, evolve
from domain.kernel import IsianKosongError, NomorPribadiError, OpdId
from tests.domain.pembangun import BUDI, OPD, RATNA, SARI, SK, SOP, catat, id_dari, lipat

HARI = date(2026, 3, 2)
SATU, DUA = AksesId(id_dari("akses satu")), AksesId(id_dari("akses dua"))
DOSIR = DosirId(id_dari("dosir"))
LAIN = OpdId(id_dari("opd lain"))
USUL = AksesDiberikan(
    SATU, SARI.orang, (OPD,), None, None, "Audit kinerja pelayanan", SK, HARI, HARI + timedelta(days=29)
)
hari_lain = st.integers(-100, 100).map(lambda n: HARI + timedelta(days=n))


def daftar(*peristiwa) -> DaftarAkses:
    return lipat(evolve, DaftarAkses(), catat(*peristiwa))


def beri(sebelum: DaftarAkses, usul: AksesDiberikan, *, menjabat: bool = False) -> AksesDiberikan:
    return d.beri(sebelum, usul, pemberi=BUDI.orang, menjabat=menjabat, hari=HARI)


def test_akses_diberikan_dengan_teks_yang_rapi_dan_opd_sekali_saja():
    usul = replace(USUL, opd=(OPD, LAIN, OPD), tujuan="  Audit \r\n kinerja ")
    assert beri(DaftarAkses(), usul) == replace(USUL, opd=(OPD, LAIN), tujuan="Audit \n kinerja")


@pytest.mark.parametrize(
    ("ubahan", "galat"),
    [
        ({"akhir": HARI - timedelta(days=1)}, d.MasaAksesTerbalikError),
        ({"mulai": HARI - timedelta(days=1)}, d.AksesBerlakuSurutError),
        ({"akhir": HARI + timedelta(days=90)}, d.AksesTerlaluLamaError),
        ({"sejak": HARI, "sampai": HARI - timedelta(days=1)}, d.PeriodeTerbalikError),
        ({"orang": BUDI.orang}, d.AksesDiriSendiriError),
        ({"tujuan": "  "}, IsianKosongError),
        ({"tujuan": "Tentang 198001012005011999"}, NomorPribadiError),
        ({"keputusan": replace(SK, nomor=" ")}, IsianKosongError),
    ],
)
def test_akses_yang_ditolak(ubahan, galat):
    with pytest.raises(galat):
        beri(DaftarAkses(), replace(USUL, **ubahan))


def test_yang_menjabat_tidak_diaudit_oleh_dirinya():
    with pytest.raises(d.AuditorMenjabatError):
        beri(DaftarAkses(), USUL, menjabat=True)


def test_paling_lama_sembilan_puluh_hari_termasuk_hari_pertama():
    terlama = replace(USUL, akhir=HARI + timedelta(days=89))
    assert beri(DaftarAkses(), terlama).akhir == terlama.akhir


@given(st.integers(0, 200), st.integers(0, 200))
def test_tidak_ada_akses_yang_lebih_lama_dari_batasnya(dari: int, lama: int):
    usul = replace(USUL, mulai=HARI + timedelta(days=dari), akhir=HARI + timedelta(days=dari + lama))
    try:
        diberi = beri(DaftarAkses(), usul)
    except d.AksesTerlaluLamaError:
        assert lama >= d.AKSES_TERLAMA
    else:
        terbuka = [n for n in range(500) if Akses(diberi, BUDI, SARI_PADA).berlaku(HARI + timedelta(days=n))]
        assert len(terbuka) == lama + 1 <= d.AKSES_TERLAMA


SARI_PADA = catat(USUL)[0].pada


def test_satu_orang_satu_akses_pada_satu_waktu():
    ada = daftar((BUDI, USUL))
    with pytest.raises(d.AksesMasihAdaError):
        beri(ada, replace(USUL, akses_id=DUA, mulai=USUL.akhir, akhir=USUL.akhir))
    sesudah = replace(USUL, akses_id=DUA, mulai=USUL.akhir + timedelta(days=1), akhir=USUL.akhir + timedelta(days=5))
    assert beri(ada, sesudah) == sesudah
    assert beri(ada, replace(USUL, akses_id=DUA, orang=RATNA.orang)).orang == RATNA.orang
    assert beri(daftar((BUDI, USUL), (BUDI, AksesDicabut(SATU, "Selesai"))), replace(USUL, akses_id=DUA))
    with pytest.raises(d.AksesMasihAdaError):  # nothing that begins after both of these ends lies before them
        beri(daftar((BUDI, sesudah)), replace(USUL, akhir=sesudah.mulai))


@given(hari_lain)
def test_akses_terbuka_hanya_di_antara_mulai_dan_akhir(hari: date):
    akses = daftar((BUDI, USUL)).akses[SATU]
    assert akses.berlaku(hari) is (USUL.mulai <= hari <= USUL.akhir)
    assert akses.berakhir(hari) is (hari > USUL.akhir)
    assert (daftar((BUDI, USUL)).milik(SARI.orang, hari) is not None) is akses.berlaku(hari)
    assert daftar((BUDI, USUL)).milik(RATNA.orang, hari) is None


@given(hari_lain)
def test_akses_yang_dicabut_tidak_pernah_terbuka(hari: date):
    ada = daftar((BUDI, USUL), (RATNA, AksesDicabut(SATU, "Pemeriksaan selesai")))
    assert not ada.akses[SATU].berlaku(hari)
    assert ada.akses[SATU].berakhir(hari)
    assert ada.akses[SATU].alasan == "Pemeriksaan selesai"
    assert ada.milik(SARI.orang, hari) is None


def test_akses_membuka_opd_yang_disebut_saja():
    akses = daftar((BUDI, USUL)).akses[SATU]
    assert (akses.membuka(OPD), akses.membuka(LAIN), akses.membuka(None)) == (True, False, True)
    semua = Akses(replace(USUL, opd=()), BUDI, SARI_PADA)
    assert semua.membuka(LAIN)


@pytest.mark.parametrize(
    ("ubahan", "seluruhnya"),
    [({}, True), ({"opd": (OPD,)}, False), ({"sejak": HARI}, False), ({"sampai": HARI}, False)],
)
def test_log_utuh_hanya_untuk_akses_tanpa_batas_isi(ubahan, seluruhnya):
    assert Akses(replace(USUL, **({"opd": ()} | ubahan)), BUDI, SARI_PADA).seluruhnya is seluruhnya


def test_pencabutan_akses():
    ada = daftar((BUDI, USUL))
    assert d.cabut(ada, SATU, hari=HARI, alasan="Selesai ") == AksesDicabut(SATU, "Selesai")
    with pytest.raises(IsianKosongError):
        d.cabut(ada, SATU, hari=HARI, alasan="")
    with pytest.raises(d.AksesTidakAdaError):
        d.cabut(ada, DUA, hari=HARI, alasan="x")
    with pytest.raises(d.AksesTidakAdaError):
        d.cabut(ada, SATU, hari=USUL.akhir + timedelta(days=1), alasan="x")


def bagikan(**ubahan) -> DosirDibagikan:
    bahan = {"sop_id": SOP, "opd_id": None, "tujuan": "Permintaan BPK", "lama": 7, "hari": HARI} | ubahan
    return d.bagikan(DOSIR, **bahan)


def test_dosir_terbuka_selama_hari_yang_dipilih():
    isi = bagikan()
    assert isi == DosirDibagikan(DOSIR, SOP, None, "Permintaan BPK", HARI + timedelta(days=6))
    dosir = Dosir(isi, BUDI, SARI_PADA)
    assert [n for n in range(60) if dosir.terbuka(HARI + timedelta(days=n))] == list(range(7))


@pytest.mark.parametrize("lama", [0, -1, 31])
def test_dosir_paling_lama_tiga_puluh_hari(lama: int):
    with pytest.raises(d.LamaDosirError):
        bagikan(lama=lama)
    assert bagikan(lama=30).sampai == HARI + timedelta(days=29)


@pytest.mark.parametrize("isi", [{"sop_id": None}, {"opd_id": OPD}])
def test_dosir_berisi_satu_sop_atau_satu_opd(isi):
    with pytest.raises(d.DosirTanpaIsiError):
        bagikan(**isi)
    with pytest.raises(IsianKosongError):
        bagikan(tujuan="")


def test_dosir_membuka_isinya_saja():
    satu, semua = Dosir(bagikan(), BUDI, SARI_PADA), Dosir(bagikan(sop_id=None, opd_id=OPD), BUDI, SARI_PADA)
    assert satu.membuka(SOP, OPD)
    assert not satu.membuka(id_dari("sop lain"), OPD)
    assert semua.membuka(SOP, OPD)
    assert not semua.membuka(SOP, LAIN)


def test_dosir_ditutup_sebelum_waktunya():
    ada = daftar((BUDI, bagikan()))
    tutup = d.tutup_dosir(ada, DOSIR, hari=HARI, alasan="Salah alamat")
    assert tutup == DosirDicabut(DOSIR, "Salah alamat")
    sesudah = daftar((BUDI, bagikan()), (BUDI, tutup))
    assert not sesudah.dosir[DOSIR].terbuka(HARI)
    assert sesudah.dosir[DOSIR].alasan == "Salah alamat"
    for keadaan in (sesudah, DaftarAkses()):
        with pytest.raises(d.DosirTidakAdaError):
            d.tutup_dosir(keadaan, DOSIR, hari=HARI, alasan="x")


def test_sop_peka_dipantau_lalu_dihentikan():
    pantau = d.pantau(DaftarAkses(), SOP, alasan="Memuat data pasien")
    assert pantau == PembacaanDipantau(SOP, "Memuat data pasien")
    ada = daftar((BUDI, pantau))
    assert dict(ada.dipantau) == {SOP: "Memuat data pasien"}
    with pytest.raises(d.SudahDipantauError):
        d.pantau(ada, SOP, alasan="lagi")
    henti = d.hentikan_pantau(ada, SOP, alasan="Sudah umum")
    assert henti == PemantauanDihentikan(SOP, "Sudah umum")
    assert not daftar((BUDI, pantau), (BUDI, henti)).dipantau
    with pytest.raises(d.TidakDipantauError):
        d.hentikan_pantau(DaftarAkses(), SOP, alasan="x")


def test_angka_dibagikan_kepada_provinsi_lalu_dihentikan():
    setuju = d.bagikan_angka(DaftarAkses(), "provinsi-jawa-tengah", dasar="Surat 12")
    assert setuju == AngkaDibagikan("provinsi-jawa-tengah", "Surat 12")
    ada = daftar((BUDI, setuju))
    assert dict(ada.provinsi) == {"provinsi-jawa-tengah": "Surat 12"}
    with pytest.raises(d.SudahBerbagiError):
        d.bagikan_angka(ada, "provinsi-jawa-tengah", dasar="lagi")
    henti = d.hentikan_angka(ada, "provinsi-jawa-tengah", alasan="Selesai")
    assert henti == PembagianAngkaDihentikan("provinsi-jawa-tengah", "Selesai")
    assert not daftar((BUDI, setuju), (BUDI, henti)).provinsi
    with pytest.raises(d.TidakBerbagiError):
        d.hentikan_angka(DaftarAkses(), "provinsi-jawa-tengah", alasan="x")


def test_setiap_peristiwa_menaikkan_versi_aliran():
    assert daftar((BUDI, USUL), (BUDI, bagikan())).versi_aliran == 2
