"""The engine: which rules look, how grave their findings are, and in which order they come."""

from __future__ import annotations

from datetime import date

import pytest

from domain.sop.errors import TemuanMenghalangiError
from domain.sop.langkah import LangkahId
from domain.sop.naskah import Isian
from domain.sop.pemeriksaan import katalog
from domain.sop.pemeriksaan.katalog import KATALOG, KEPARAHAN_BAKU
from domain.sop.pemeriksaan.periksa import periksa
from domain.sop.pemeriksaan.saat_disahkan import saat_disahkan
from domain.sop.pemeriksaan.tempat import PANJANG_PETIKAN, petik
from domain.sop.pemeriksaan.temuan import Aturan, Keparahan, Tempat, Temuan
from domain.sop.pengesahan import ajukan, sahkan
from tests.domain import pembangun as p
from tests.domain.sop.pemeriksaan.lembar import DASAR, isian
from tests.domain.sop.pemeriksaan.test_lembar import ATURAN as ATURAN_LEMBAR

K = Keparahan
URUT = [Tempat("Langkah 2", f"langkah.{p.PERIKSA.id}", "waktu", p.PERIKSA.id), Tempat("Nomor", "isian.nomor")]
URUT += [Tempat("Peringatan", "butir.peringatan.baru"), Tempat("SOP ini"), Tempat("Hilang", "x", "", LangkahId(p.SOP))]


def aturan(kode: str, keparahan: Keparahan, *temuan: Temuan) -> Aturan:
    return Aturan(kode, "Judul", keparahan, "Sumber", lambda _: temuan)


def satu(kode: str, tempat: Tempat = URUT[1], keparahan: Keparahan = K.PERINGATAN) -> Temuan:
    return Temuan(kode, tempat, "Salah.", keparahan=keparahan)


def test_lembar_yang_benar_tanpa_temuan():
    """By the rules on the sheet; the rows of this example are bare."""
    assert periksa(DASAR, {}, ATURAN_LEMBAR.values()) == ()


def test_temuan_mendapat_keparahan_aturannya_kecuali_menyebut_sendiri():
    berat = aturan("A", K.AJUKAN, satu("A"), satu("A", keparahan=K.KETERANGAN))
    assert [t.keparahan for t in periksa(DASAR, {}, [berat])] == [K.AJUKAN, K.KETERANGAN]


def test_keparahan_pemda_menang_dan_yang_mati_tidak_berkata_apa_apa():
    dua = [aturan("A", K.AJUKAN, satu("A")), aturan("B", K.MATI, satu("B"))]
    assert [t.keparahan for t in periksa(DASAR, {"A": K.KETERANGAN}, dua)] == [K.KETERANGAN]
    assert periksa(DASAR, {"A": K.MATI}, dua) == ()
    assert [t.aturan for t in periksa(DASAR, {"A": K.MATI, "B": K.PERINGATAN}, dua)] == ["B"]


def test_yang_berat_dahulu_lalu_menurut_letaknya_di_formulir():
    ringan = aturan("W", K.PERINGATAN, *(satu("W", t) for t in URUT))
    semua = periksa(DASAR, {}, [ringan, aturan("E", K.AJUKAN, satu("E"))])
    assert [t.aturan for t in semua] == ["E", "W", "W", "W", "W", "W"]
    assert [t.tempat.sebutan for t in semua[1:]] == ["Nomor", "Peringatan", "SOP ini", "Hilang", "Langkah 2"]


def test_katalog_memuat_setiap_kelompok_dan_bawaan_terberat():
    assert {a.kode for a in KATALOG} == set(KEPARAHAN_BAKU)
    assert all(a.judul and a.sumber for a in KATALOG)
    for kode in KEPARAHAN_BAKU:
        keparahan = [a.keparahan for a in KATALOG if a.kode == kode]
        assert KEPARAHAN_BAKU[kode] is min(keparahan, key=list(Keparahan).index)
    modul = [m for m in vars(katalog).values() if hasattr(m, "ATURAN")]
    assert {a.kode for m in modul for a in m.ATURAN} == set(KEPARAHAN_BAKU)


@pytest.mark.parametrize("keparahan", Keparahan)
def test_setiap_keparahan_bersebutan(keparahan):
    assert keparahan.sebutan[0].isupper()


def test_petikan_pendek_dan_sebaris():
    assert petik("a\n b\u202e") == "a b"
    assert len(petik("x" * 500)) == PANJANG_PETIKAN


def test_yang_diperiksa_saat_disahkan_memuat_isian_pengesahan():
    baru = saat_disahkan(
        isian(nomor="", tanggal_efektif=""), p.pengesahan(nomor=" 12 ", tanggal_pembuatan="2026-01-02")
    )
    assert baru.naskah.nilai(Isian.NOMOR) == "12"
    assert baru.naskah.nilai(Isian.TANGGAL_EFEKTIF) == "2026-02-09"
    assert baru.naskah.nilai(Isian.PENGESAH) == p.RATNA.jabatan
    assert (baru.pengesahan.sk_nomor, baru.pengesahan.sk_tanggal) == (p.SK.nomor, date(2026, 2, 2))


BERAT, SEDANG, RINGAN = (satu("A", keparahan=k) for k in (K.AJUKAN, K.SAHKAN, K.PERINGATAN))


def test_pengajuan_ditahan_temuan_berat_dengan_daftarnya():
    sop = p.sop_konsep()
    with pytest.raises(
        TemuanMenghalangiError, match="Ada 1 hal yang perlu diperbaiki sebelum SOP ini diajukan"
    ) as galat:
        ajukan(sop, isi=p.isi(sop), kebijakan=p.SEBELUM, temuan=(SEDANG, BERAT, RINGAN))
    assert galat.value.temuan == (BERAT,)
    assert ajukan(sop, isi=p.isi(sop), kebijakan=p.SEBELUM, temuan=(SEDANG, RINGAN))


def test_pengesahan_ditahan_temuan_berat_dan_sedang():
    sop = p.sop_diverifikasi()
    isi = {"isi": p.isi(sop), "kebijakan": p.SEBELUM, "pengesahan": p.pengesahan(), "oleh": p.RATNA}
    with pytest.raises(
        TemuanMenghalangiError, match="Ada 2 hal yang perlu diperbaiki sebelum SOP ini disahkan"
    ) as galat:
        sahkan(sop, **isi, hari_ini=p.HARI_INI, temuan=(BERAT, SEDANG, RINGAN))
    assert galat.value.temuan == (BERAT, SEDANG)
    assert sahkan(sop, **isi, hari_ini=p.HARI_INI, temuan=(RINGAN,)).versi == 1
