"""The government's own stream: name, printed labels, and the path that SOPs take."""

from __future__ import annotations

import pytest

from domain.kernel import IsianKosongError, IsianTerlaluPanjangError
from domain.log.note import LOG, WITNESS, Key
from domain.pemda import (
    ALIRAN,
    KebijakanDiubah,
    KebijakanTidakSahError,
    LabelFormulirDiubah,
    Pemda,
    PemdaDidaftarkan,
    daftarkan,
    evolve,
    ubah_kebijakan,
    ubah_label,
)
from domain.pemda.aturan import AturanTidakDikenalError, KeparahanAturanDiubah, ubah_keparahan
from domain.pemda.decisions import PARAF_TERBANYAK
from domain.pemda.log import DataPribadiDihapus, IsiPengganti, PemulihanDiterima, hapus_data_pribadi, terima_pemulihan
from domain.pemda.pembuktian import PembuktianUlangDiubah, ubah_pembuktian_ulang
from domain.pemda.saksi import (
    AlamatSaksiTidakSahError,
    KunciSaksiTidakSahError,
    Saksi,
    SaksiDiberhentikan,
    SaksiDitunjuk,
    SaksiSudahAdaError,
    SaksiTidakAdaError,
    berhentikan,
    tunjuk,
)
from domain.sop.pemeriksaan.temuan import Keparahan
from domain.sop.pengesahan import Kebijakan
from tests.domain.pembangun import catat, lipat


def pemda_dari(*peristiwa):
    return lipat(evolve, Pemda(), catat(*peristiwa, aliran=ALIRAN))


def test_pemda_didaftarkan_dengan_nama_kode_wilayah_dan_zona():
    peristiwa = daftarkan(nama=" Pemerintah Kota Contoh ", kode_wilayah=" 33.72 ", zona="WITA")
    assert peristiwa == PemdaDidaftarkan("Pemerintah Kota Contoh", "33.72", "WITA")
    pemda = pemda_dari(peristiwa)
    assert (pemda.nama, pemda.kode_wilayah, pemda.zona) == ("Pemerintah Kota Contoh", "33.72", "WITA")
    assert pemda.versi_aliran == 1


def test_pemda_tanpa_nama_tidak_dapat_didaftarkan():
    with pytest.raises(IsianKosongError):
        daftarkan(nama=" ", kode_wilayah="", zona="WIB")


def test_pemda_baru_memakai_sebutan_dan_jalur_bawaan():
    pemda = pemda_dari(PemdaDidaftarkan("Kota Contoh"))
    assert (pemda.label_nomor, pemda.label_tanggal_efektif) == ("Nomor SOP", "Tanggal Efektif")
    assert (pemda.kebijakan, pemda.evaluasi_bulan, pemda.zona) == (Kebijakan(), 12, "WIB")


def test_sebutan_formulir_dapat_diubah():
    pemda = pemda_dari(PemdaDidaftarkan("Kota Contoh"))
    (peristiwa,) = ubah_label(pemda, nomor="Nomor", tanggal_efektif="Berlaku Efektif")
    assert peristiwa == LabelFormulirDiubah("Nomor", "Berlaku Efektif")
    baru = pemda_dari(PemdaDidaftarkan("Kota Contoh"), peristiwa)
    assert (baru.label_nomor, baru.label_tanggal_efektif) == ("Nomor", "Berlaku Efektif")
    assert ubah_label(baru, nomor=" Nomor ", tanggal_efektif="Berlaku Efektif") == ()


@pytest.mark.parametrize(("nomor", "tanggal"), [("", "Tanggal"), ("Nomor", " ")])
def test_sebutan_formulir_tidak_boleh_kosong(nomor, tanggal):
    with pytest.raises(IsianKosongError):
        ubah_label(Pemda(), nomor=nomor, tanggal_efektif=tanggal)


def test_sebutan_formulir_tidak_boleh_terlalu_panjang():
    with pytest.raises(IsianTerlaluPanjangError):
        ubah_label(Pemda(), nomor="x" * 61, tanggal_efektif="Tanggal")


@pytest.mark.parametrize("paraf", [-1, PARAF_TERBANYAK + 1])
def test_jumlah_paraf_di_luar_batas_ditolak(paraf):
    with pytest.raises(KebijakanTidakSahError):
        ubah_kebijakan(Pemda(), kebijakan=Kebijakan(paraf), evaluasi_bulan=12)


@pytest.mark.parametrize("paraf", [1, PARAF_TERBANYAK])
def test_jalur_sop_dapat_diubah(paraf):
    (peristiwa,) = ubah_kebijakan(Pemda(), kebijakan=Kebijakan(paraf, True), evaluasi_bulan=6)
    assert peristiwa == KebijakanDiubah(paraf, True, 6)
    pemda = pemda_dari(peristiwa)
    assert (pemda.kebijakan, pemda.evaluasi_bulan) == (Kebijakan(paraf, verifikasi_sesudah=True), 6)
    assert ubah_kebijakan(pemda, kebijakan=Kebijakan(paraf, True), evaluasi_bulan=6) == ()


BAKU = {"ID-01": Keparahan.SAHKAN, "MB-04": Keparahan.AJUKAN}


def test_keparahan_aturan_ditetapkan_satu_peristiwa_tiap_aturan():
    pilihan = {"ID-01": Keparahan.PERINGATAN, "MB-04": Keparahan.AJUKAN}
    (peristiwa,) = ubah_keparahan({}, pilihan=pilihan, baku=BAKU)
    assert peristiwa == KeparahanAturanDiubah("ID-01", Keparahan.PERINGATAN)
    pemda = pemda_dari(peristiwa, KeparahanAturanDiubah("MB-04", Keparahan.MATI))
    assert pemda.keparahan == {"ID-01": Keparahan.PERINGATAN, "MB-04": Keparahan.MATI}
    assert ubah_keparahan(pemda.keparahan, pilihan=pemda.keparahan, baku=BAKU) == ()
    (kembali,) = ubah_keparahan(pemda.keparahan, pilihan={"ID-01": Keparahan.SAHKAN}, baku=BAKU)
    assert pemda_dari(peristiwa, kembali).keparahan == {"ID-01": Keparahan.SAHKAN}


def test_keparahan_aturan_yang_tidak_ada_ditolak():
    with pytest.raises(AturanTidakDikenalError):
        ubah_keparahan({}, pilihan={"XX-01": Keparahan.MATI}, baku=BAKU)


def test_hanya_bulan_evaluasi_yang_berubah_juga_peristiwa():
    assert ubah_kebijakan(Pemda(), kebijakan=Kebijakan(), evaluasi_bulan=24) == (KebijakanDiubah(0, False, 24),)


def test_pembuktian_ulang_berlaku_sampai_pemda_memutuskan_lain():
    assert pemda_dari(PemdaDidaftarkan("Kota Contoh")).pembuktian_ulang is True
    assert ubah_pembuktian_ulang(True, wajib=True) == ()
    (mati,) = ubah_pembuktian_ulang(True, wajib=False)
    assert mati == PembuktianUlangDiubah(wajib=False)
    (nyala,) = ubah_pembuktian_ulang(False, wajib=True)
    assert [pemda_dari(*p).pembuktian_ulang for p in ((mati,), (mati, nyala))] == [False, True]


KUNCI = Key("saksi.contoh/kota-b", WITNESS, bytes(32)).vkey
KUNCI_LAIN = Key("saksi.contoh/kota-c", WITNESS, bytes([1] * 32)).vkey


def test_saksi_ditunjuk_lalu_diberhentikan():
    ditunjuk = tunjuk({}, kunci=f" {KUNCI}\n", alamat="https://saksi.contoh/ ")
    assert ditunjuk == SaksiDitunjuk("saksi.contoh/kota-b", KUNCI, "https://saksi.contoh")
    pemda = pemda_dari(ditunjuk)
    assert pemda.saksi == {"saksi.contoh/kota-b": Saksi(KUNCI, "https://saksi.contoh")}
    berhenti = berhentikan(pemda.saksi, nama="saksi.contoh/kota-b", alasan=" kuncinya bocor ")
    assert berhenti == SaksiDiberhentikan("saksi.contoh/kota-b", "kuncinya bocor")
    assert pemda_dari(ditunjuk, berhenti).saksi == {}


@pytest.mark.parametrize(
    ("galat", "isi"),
    [
        (KunciSaksiTidakSahError, {"kunci": "kunci"}),
        (KunciSaksiTidakSahError, {"kunci": Key("log", LOG, bytes(32)).vkey}),
        (AlamatSaksiTidakSahError, {"alamat": "ftp://saksi.contoh"}),
        (AlamatSaksiTidakSahError, {"alamat": "https:///x"}),
        (AlamatSaksiTidakSahError, {"alamat": "https://saksi.contoh/?a=1"}),
        (IsianKosongError, {"alamat": " "}),
        (SaksiSudahAdaError, {"kunci": KUNCI_LAIN}),
        (SaksiSudahAdaError, {"kunci": Key("nama-lain", WITNESS, bytes([1] * 32)).vkey}),
        (SaksiSudahAdaError, {"kunci": Key("saksi.contoh/kota-c", WITNESS, bytes(32)).vkey}),
    ],
)
def test_saksi_yang_ditolak(galat, isi):
    ada = {"saksi.contoh/kota-c": Saksi(KUNCI_LAIN, "https://c.contoh")}
    with pytest.raises(galat):
        tunjuk(ada, **{"kunci": KUNCI, "alamat": "https://saksi.contoh", **isi})


def test_saksi_yang_tidak_ada_tidak_diberhentikan():
    with pytest.raises(SaksiTidakAdaError):
        berhentikan({}, nama="x", alasan="y")


def test_pemulihan_dan_penghapusan_diceritakan_dalam_log():
    pulih = terima_pemulihan(2, ukuran=7, akar=bytes(32), alasan=" cadangan kemarin ")
    assert pulih == PemulihanDiterima(2, 7, "00" * 32, "cadangan kemarin")
    hapus = hapus_data_pribadi({9: b"\x01", 3: b"\x02"}, dasar=" permintaan ")
    assert hapus == DataPribadiDihapus("permintaan", (IsiPengganti(3, "02"), IsiPengganti(9, "01")))
    assert pemda_dari(pulih, hapus).pemulihan == 2
