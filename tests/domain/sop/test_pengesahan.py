"""Acts on a whole version: given a stage, when an act, then its event or its refusal (decision D5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from domain.kernel import Bentrok, IsianKosongError, IsianTerlaluPanjangError, Keputusan, SopId
from domain.sop.errors import (
    KeputusanKosongError,
    KeputusanMendahuluiError,
    NomorSopKosongError,
    PenulisMenilaiSendiriError,
    TahapTidakSesuaiError,
    TanggalTidakDikenalError,
    VersiTidakAdaError,
)
from domain.sop.events import (
    PengesahanDibatalkan,
    RevisiDibuka,
    SopDicabut,
)
from domain.sop.pengesahan import (
    ajukan,
    batalkan_pengesahan,
    buka_revisi,
    cabut,
    kembalikan,
    normal_nomor,
    paraf,
    sahkan,
    tarik,
    verifikasi,
)
from tests.domain import pembangun as p
from tests.domain.pembangun import BUDI, DEWI, HARI_INI, RATNA, SARI, SEBELUM, SESUDAH, isi, isi_basi

KONSEP, DIAJUKAN, DIVERIFIKASI = p.sop_konsep(), p.sop_diajukan(), p.sop_diverifikasi()
SAH, REVISI, DICABUT = p.sop_sah(), p.sop_revisi(), p.sop_dicabut()
SAH_BELUM_DIPERIKSA = p.sop_sah_tanpa_verifikasi()
D = p.digest(KONSEP)
BESOK = replace(p.SK, tanggal=date(2026, 3, 3))


def mengesahkan(sop, oleh=RATNA, kebijakan=SEBELUM, isinya=None, **lain):
    return sahkan(
        sop,
        isi=isinya or isi(sop),
        kebijakan=kebijakan,
        pengesahan=p.pengesahan(**lain),
        oleh=oleh,
        hari_ini=HARI_INI,
    )


def mencabut(sop, alasan="Tugas beralih", keputusan=p.SK, **lain):
    return cabut(sop, alasan=alasan, tanggal_efektif=date(2026, 4, 1), keputusan=keputusan, hari_ini=HARI_INI, **lain)


def membatalkan(sop, versi=1, alasan="Keliru", keputusan=p.SK_BATAL):
    return batalkan_pengesahan(sop, versi, alasan=alasan, keputusan=keputusan, hari_ini=HARI_INI)


TINDAKAN = {
    "diparaf": (lambda sop: paraf(sop, isi=isi(sop), oleh=DEWI), {"konsep"}),
    "diajukan": (lambda sop: ajukan(sop, isi=isi(sop), kebijakan=SEBELUM), {"konsep"}),
    "ditarik": (lambda sop: tarik(sop, alasan="x"), {"diajukan"}),
    "dikembalikan": (
        lambda sop: kembalikan(sop, alasan="x", langkah=(), oleh=BUDI),
        {"diajukan", "diverifikasi"},
    ),
    "diverifikasi": (lambda sop: verifikasi(sop, isi=isi(sop), kebijakan=SEBELUM, oleh=BUDI), {"diajukan"}),
    "disahkan": (mengesahkan, {"diverifikasi"}),
    "direvisi": (lambda sop: buka_revisi(sop, alasan="x"), {"disahkan", "dicabut"}),
    "dicabut": (mencabut, {"disahkan"}),
}


@pytest.mark.parametrize("sebutan", TINDAKAN)
@pytest.mark.parametrize(
    "sop", [p.Sop(), KONSEP, DIAJUKAN, DIVERIFIKASI, SAH, DICABUT], ids=lambda sop: sop.tahap.value
)
def test_setiap_tindakan_hanya_pada_tahapnya(sebutan, sop):
    tindakan, tahap = TINDAKAN[sebutan]
    if sop.tahap in tahap:
        assert tindakan(sop)
    else:
        with pytest.raises(TahapTidakSesuaiError, match=f"tidak dapat {sebutan} pada tahap “{sop.tahap.sebutan}”"):
            tindakan(sop)


@pytest.mark.parametrize(
    "tindakan",
    [
        lambda: paraf(KONSEP, isi=isi(KONSEP), oleh=SARI),
        lambda: kembalikan(DIAJUKAN, alasan="x", langkah=(), oleh=SARI),
        lambda: kembalikan(DIVERIFIKASI, alasan="x", langkah=(), oleh=SARI),
        lambda: verifikasi(DIAJUKAN, isi=isi(DIAJUKAN), kebijakan=SEBELUM, oleh=SARI),
        lambda: verifikasi(SAH_BELUM_DIPERIKSA, isi=isi(SAH), kebijakan=SESUDAH, oleh=SARI),
        lambda: mengesahkan(DIVERIFIKASI, oleh=SARI),
        lambda: mengesahkan(DIVERIFIKASI, pengesah=p.pengesah(SARI)),
        lambda: mengesahkan(DIAJUKAN, oleh=SARI, kebijakan=SESUDAH),
    ],
)
def test_penulis_tidak_menilai_tulisannya_sendiri(tindakan):
    with pytest.raises(PenulisMenilaiSendiriError):
        tindakan()


@pytest.mark.parametrize(
    "tindakan",
    [
        lambda: paraf(KONSEP, isi=isi_basi(KONSEP), oleh=DEWI),
        lambda: ajukan(KONSEP, isi=isi_basi(KONSEP), kebijakan=SEBELUM),
        lambda: verifikasi(DIAJUKAN, isi=isi_basi(DIAJUKAN), kebijakan=SEBELUM, oleh=BUDI),
        lambda: verifikasi(SAH_BELUM_DIPERIKSA, isi=isi_basi(SAH), kebijakan=SESUDAH, oleh=BUDI),
        lambda: mengesahkan(DIVERIFIKASI, isinya=isi_basi(DIVERIFIKASI)),
    ],
)
def test_isi_yang_berubah_sejak_dilihat_bentrok(tindakan):
    with pytest.raises(Bentrok) as bentrok:
        tindakan()
    assert bentrok.value.apa == "isi"


@pytest.mark.parametrize(
    "tindakan",
    [
        lambda: tarik(DIAJUKAN, alasan=" "),
        lambda: kembalikan(DIAJUKAN, alasan="", langkah=(), oleh=BUDI),
        lambda: buka_revisi(SAH, alasan=" "),
        lambda: mencabut(SAH, alasan=""),
        lambda: membatalkan(SAH, alasan=" "),
    ],
)
def test_tindakan_mundur_wajib_beralasan(tindakan):
    with pytest.raises(IsianKosongError) as tolak:
        tindakan()
    assert tolak.value.bidang == "alasan"


def test_sop_disahkan_dengan_semua_keterangannya():
    peristiwa = mengesahkan(
        DIVERIFIKASI,
        nomor=" 000.8/1 ",
        tanggal_pembuatan="2026-01",
        tanggal_revisi=" 2026 ",
        versi_cetak=" Rev. 3 ",
        dokumen_sha256="ab",
    )
    assert (peristiwa.versi, peristiwa.digest, peristiwa.nomor) == (1, D, "000.8/1")
    assert (peristiwa.tanggal_pembuatan, peristiwa.tanggal_revisi) == ("2026-01", "2026")
    assert (peristiwa.versi_cetak, peristiwa.dokumen_sha256) == ("Rev. 3", "ab")
    assert (peristiwa.keputusan, peristiwa.pengesah, peristiwa.tanggal_efektif) == (
        p.SK,
        p.pengesah(RATNA),
        date(2026, 2, 9),
    )


def test_pengesahan_mendahului_verifikasi_bila_pemda_memindahkannya():
    assert mengesahkan(DIAJUKAN, kebijakan=SESUDAH).versi == 1
    with pytest.raises(TahapTidakSesuaiError):
        mengesahkan(DIAJUKAN, kebijakan=SEBELUM)


@pytest.mark.parametrize("nomor", ["", "  ", "...", " . . ", ". \t ."])
def test_sop_tidak_disahkan_tanpa_nomor(nomor):
    with pytest.raises(NomorSopKosongError):
        mengesahkan(DIVERIFIKASI, nomor=nomor)


@pytest.mark.parametrize("bagian", ["tanggal_pembuatan", "tanggal_revisi"])
def test_tanggal_lembar_diperiksa_saat_disahkan(bagian):
    with pytest.raises(TanggalTidakDikenalError) as tolak:
        mengesahkan(DIVERIFIKASI, **{bagian: "kemarin"})
    assert tolak.value.bidang == bagian


@pytest.mark.parametrize(
    ("keputusan", "penolakan"),
    [
        (replace(p.SK, nomor=" "), KeputusanKosongError),
        (BESOK, KeputusanMendahuluiError),
        (replace(p.SK, penerbit=""), IsianKosongError),
    ],
)
@pytest.mark.parametrize(
    "tindakan",
    [
        lambda sk: mengesahkan(DIVERIFIKASI, keputusan=sk),
        lambda sk: membatalkan(SAH, keputusan=sk),
        lambda sk: mencabut(SAH, keputusan=sk),
    ],
)
def test_keputusan_harus_bernomor_berpenerbit_dan_tidak_dari_masa_depan(tindakan, keputusan, penolakan):
    with pytest.raises(penolakan):
        tindakan(keputusan)


@pytest.mark.parametrize(
    ("banyak", "tindakan"),
    [
        (120, lambda t: mengesahkan(DIVERIFIKASI, nomor=t)),
        (20, lambda t: mengesahkan(DIVERIFIKASI, versi_cetak=t)),
        (200, lambda t: mengesahkan(DIVERIFIKASI, pengesah=replace(p.pengesah(), jabatan=t))),
        (200, lambda t: mengesahkan(DIVERIFIKASI, pengesah=replace(p.pengesah(), mandat=t))),
        (120, lambda t: mencabut(SAH, keputusan=replace(p.SK, nomor=t))),
        (200, lambda t: mencabut(SAH, keputusan=replace(p.SK, penerbit=t))),
        (120, lambda t: mencabut(SAH, keputusan=replace(p.SK, jenis=t))),
    ],
)
def test_tulisan_pada_pengesahan_dan_keputusan_terbatas_panjangnya(banyak, tindakan):
    assert tindakan("x" * banyak)
    with pytest.raises(IsianTerlaluPanjangError):
        tindakan("x" * (banyak + 1))


def test_keputusan_hari_ini_dan_keputusan_lama_diterima():
    for tanggal in (HARI_INI, date(1999, 1, 1)):
        sk = Keputusan(" 1 ", tanggal, " Kepala ", " SK ")
        assert mengesahkan(DIVERIFIKASI, keputusan=sk).keputusan == Keputusan("1", tanggal, "Kepala", "SK")


@pytest.mark.parametrize("efektif", [date(2012, 1, 1), date(2030, 1, 1)])
def test_tanggal_efektif_boleh_lama_atau_nanti(efektif):
    assert mengesahkan(DIVERIFIKASI, tanggal_efektif=efektif).tanggal_efektif == efektif


@pytest.mark.parametrize("sop", [SAH, REVISI, DICABUT])
def test_pengesahan_yang_keliru_dibatalkan_dengan_keputusan_baru(sop):
    assert membatalkan(sop, alasan=" Keliru ") == PengesahanDibatalkan(1, "Keliru", p.SK_BATAL)


@pytest.mark.parametrize(
    ("sop", "versi"), [(KONSEP, 1), (SAH, 2), (p.lanjut(SAH, PengesahanDibatalkan(1, "x", p.SK)), 1)]
)
def test_hanya_versi_yang_sah_dapat_dibatalkan(sop, versi):
    with pytest.raises(VersiTidakAdaError):
        membatalkan(sop, versi)


def test_revisi_membuka_versi_berikutnya():
    assert buka_revisi(SAH, alasan=" Aturan baru ") == RevisiDibuka(2, "Aturan baru")
    assert buka_revisi(DICABUT, alasan="Perlu lagi").versi == 2


def test_paling_banyak_satu_versi_terbuka():
    with pytest.raises(TahapTidakSesuaiError):
        buka_revisi(REVISI, alasan="x")


def test_sop_dicabut_dengan_keputusan_dan_penggantinya():
    lain = SopId(p.id_dari("sop pengganti"))
    peristiwa = mencabut(SAH, alasan=" Digabung ", pengganti=lain)
    assert peristiwa == SopDicabut("Digabung", date(2026, 4, 1), p.SK, lain)


@pytest.mark.parametrize(
    ("nomor", "normal"),
    [(" 000.8 / 1 / sop ", "000.8/1/SOP"), ("..a. b.", "A.B"), ("", ""), (" . ", "")],
)
def test_nomor_sop_dibandingkan_tanpa_spasi_huruf_besar_dan_titik_tepi(nomor, normal):
    assert normal_nomor(nomor) == normal
