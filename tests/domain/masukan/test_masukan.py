"""Threads of remarks: opened on a place of the form, answered, closed, opened again; they travel with their step."""

from __future__ import annotations

from datetime import timedelta
from functools import reduce
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.kernel import IsianKosongError, IsianTerlaluPanjangError, NomorPribadiError, Tercatat
from domain.masukan import decisions
from domain.masukan.decisions import BukanPembacaError, MasukanSelesaiError, TerlaluBanyakDisebutError
from domain.masukan.events import MasukanDibalas, MasukanDibuka, MasukanDiselesaikan, MasukanKembaliDibuka
from domain.masukan.kalimat import kalimat_masukan
from domain.masukan.state import Masukan, Ragam, evolve
from domain.masukan.tempat import (
    PANJANG_KUTIPAN,
    TempatMasukanError,
    kutipan_tempat,
    sebutan_tempat,
    tempat_ada,
    tempat_dari,
)
from domain.sop.isi import digest_isi
from domain.sop.langkah import Langkah, LangkahId
from domain.sop.naskah import Daftar, Isian, Naskah, pindah
from domain.sop.state import Sop, Tahap
from tests.domain.pembangun import AWAL, BUDI, CETAKAN, DEWI, SARI, SOP, butir, id_dari, langkah

SATU, DUA = langkah("Menerima surat"), langkah("Mencatat surat")
NASKAH = (
    Naskah(langkah=(SATU, DUA))
    .dengan_isian(Isian.NOMOR, "000.8/1/2026")
    .dengan_daftar(Daftar.DASAR_HUKUM, (butir("UU 43/2009"), butir("PP 28/2012")))
)
TEMPAT = f"langkah.{DUA.id}"
UTAS = id_dari("utas")
DIBUKA = MasukanDibuka(SOP, TEMPAT, "Buku mana?", 1, "Mencatat surat", (SARI.orang,))


def sop(tahap: Tahap = Tahap.KONSEP) -> Sop:
    return Sop(SOP, tahap=tahap, versi=1, naskah=NASKAH)


def masukan(*peristiwa: object) -> Masukan:
    tercatat = [
        Tercatat(UTAS, n, n, AWAL + timedelta(hours=n), BUDI, id_dari(f"perintah {n}"), p)
        for n, p in enumerate(peristiwa, 1)
    ]
    return reduce(evolve, tercatat, Masukan())  # type: ignore[arg-type]


def buka(teks: str = "Buku mana?", tempat: str = TEMPAT, disebut: tuple[object, ...] = ()) -> MasukanDibuka:
    return decisions.buka(
        sop(),
        sop_id=SOP,
        tempat=tempat,
        teks=teks,
        disebut=disebut,
        pembaca={SARI.orang, DEWI.orang},  # type: ignore[arg-type]
    )


def test_masukan_mengingat_tempat_isi_saat_itu_dan_yang_disebut():
    assert buka(disebut=(SARI.orang, SARI.orang)) == DIBUKA


@pytest.mark.parametrize("tahap", [t for t in Tahap if t is not Tahap.BELUM_ADA])
def test_masukan_dapat_ditulis_pada_setiap_tahap(tahap):
    dibuka = decisions.buka(sop(tahap), sop_id=SOP, tempat=TEMPAT, teks="Baik", disebut=(), pembaca=())
    assert dibuka.teks == "Baik"


@pytest.mark.parametrize(
    ("teks", "galat"),
    [
        ("", IsianKosongError),
        (" \x00 ", IsianKosongError),
        ("x" * 2001, IsianTerlaluPanjangError),
        ("Tanya 198001012005011999", NomorPribadiError),
    ],
)
def test_ucapan_diperiksa(teks, galat):
    with pytest.raises(galat) as salah:
        buka(teks)
    assert salah.value.bidang == "teks"
    with pytest.raises(galat):
        decisions.balas(masukan(DIBUKA), teks=teks, disebut=(), pembaca=())
    with pytest.raises(galat):
        decisions.buka_kembali(masukan(DIBUKA, MasukanDiselesaikan()), alasan=teks)


def test_hanya_yang_berhak_membaca_dapat_disebut():
    with pytest.raises(BukanPembacaError):
        buka(disebut=(BUDI.orang,))
    with pytest.raises(TerlaluBanyakDisebutError):
        buka(disebut=tuple(uuid4() for _ in range(21)))


def test_balasan_selesai_dan_dibuka_kembali():
    terbuka = masukan(DIBUKA)
    dibalas = decisions.balas(terbuka, teks=" Agenda ", disebut=[DEWI.orang], pembaca=[DEWI.orang])
    assert dibalas == MasukanDibalas("Agenda", (DEWI.orang,))
    assert decisions.selesaikan(terbuka, catatan=" ok ") == (MasukanDiselesaikan("ok"),)
    assert decisions.buka_kembali(terbuka, alasan="") == ()
    selesai = masukan(DIBUKA, dibalas, MasukanDiselesaikan())
    assert selesai.selesai
    assert selesai.disebut == (SARI.orang, DEWI.orang)
    assert decisions.selesaikan(selesai) == ()
    with pytest.raises(MasukanSelesaiError):
        decisions.balas(selesai, teks="Lagi", disebut=(), pembaca=())
    assert decisions.buka_kembali(selesai, alasan="Belum") == (MasukanKembaliDibuka("Belum"),)
    kembali = masukan(DIBUKA, dibalas, MasukanDiselesaikan(), MasukanKembaliDibuka("Belum"))
    assert not kembali.selesai
    assert [u.ragam for u in kembali.ucapan] == list(Ragam)
    assert [u.nomor for u in kembali.ucapan] == [1, 2, 3, 4]
    assert kembali.versi_aliran == 4


@pytest.mark.parametrize(
    ("sel", "tempat"),
    [
        (TEMPAT, TEMPAT),
        (f"{TEMPAT}.waktu", TEMPAT),
        (f"langkah.{str(DUA.id).upper()}", TEMPAT),
        ("isian.nomor", "isian.nomor"),
        (f"butir.dasar_hukum.{id_dari('lain')}", "butir.dasar_hukum"),
        ("butir.dasar_hukum", "butir.dasar_hukum"),
        ("langkah.baru.", ""),
        ("isian.rahasia", ""),
        ("butir.nomor", ""),
        ("pelaksana.x", ""),
        ("", ""),
    ],
)
def test_sel_formulir_membawa_ke_tempat_masukan(sel, tempat):
    assert tempat_dari(sel) == tempat


@pytest.mark.parametrize("sel", ["", "isian.rahasia", f"langkah.{id_dari('lain')}"])
def test_tempat_yang_tidak_ada_ditolak(sel):
    with pytest.raises(TempatMasukanError):
        tempat_ada(sel, NASKAH)


def test_sebutan_dan_kutipan_tempat():
    assert sebutan_tempat(TEMPAT, NASKAH) == "langkah 2"
    assert sebutan_tempat("isian.nomor", NASKAH) == "nomor SOP"
    assert sebutan_tempat("butir.dasar_hukum", NASKAH) == "dasar hukum"
    assert kutipan_tempat(TEMPAT, NASKAH) == "Mencatat surat"
    assert kutipan_tempat("isian.nomor", NASKAH) == "000.8/1/2026"
    assert kutipan_tempat("butir.dasar_hukum", NASKAH) == "UU 43/2009; PP 28/2012"
    panjang = Naskah(langkah=(Langkah(DUA.id, "kata " * 100),))
    assert len(kutipan_tempat(TEMPAT, panjang)) <= PANJANG_KUTIPAN
    assert kutipan_tempat(TEMPAT, panjang).endswith("…")


def test_langkah_yang_dihapus_masih_disebut():
    tanpa = NASKAH.tanpa_langkah(DUA.id)
    assert sebutan_tempat(TEMPAT, tanpa) == "langkah yang sudah dihapus"
    assert kutipan_tempat(TEMPAT, tanpa) == ""


@given(st.permutations(range(6)), st.integers(0, 5))
def test_masukan_ikut_langkahnya_ke_mana_pun(urutan, dipilih):
    baris = tuple(langkah(f"Langkah {n}") for n in range(6))
    yang = baris[dipilih]
    sesudah: tuple[Langkah, ...] = baris
    for n in urutan:
        sesudah = pindah(sesudah, LangkahId(baris[n].id), None)
    tempat = tempat_ada(f"langkah.{yang.id}", Naskah(langkah=sesudah))
    nomor = [x.id for x in sesudah].index(yang.id) + 1
    assert sebutan_tempat(tempat, Naskah(langkah=sesudah)) == f"langkah {nomor}"


def test_isi_sop_dan_sidiknya_tidak_tersentuh():
    keadaan = sop()
    sebelum = digest_isi(keadaan.naskah, CETAKAN)
    buka()
    assert digest_isi(keadaan.naskah, CETAKAN) == sebelum
    assert keadaan.penulis == frozenset()


def test_kalimat_setiap_peristiwa():
    utas = masukan(DIBUKA)
    ucapan = [
        kalimat_masukan(utas, p, NASKAH)
        for p in (DIBUKA, MasukanDibalas("Agenda"), MasukanDiselesaikan("ok"), MasukanKembaliDibuka("Belum"))
    ]
    assert [k.apa for k in ucapan] == [
        "Masukan atas langkah 2",
        "Masukan atas langkah 2 dibalas",
        "Masukan atas langkah 2 selesai",
        "Masukan atas langkah 2 dibuka kembali",
    ]
    assert [k.mengapa for k in ucapan] == ["Buku mana?", "Agenda", "ok", "Belum"]
    assert not any(k.tonggak for k in ucapan)
