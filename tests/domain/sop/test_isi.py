"""The content digest: what an approver signs is exactly what is printed, and nothing else moves it."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import replace
from decimal import Decimal
from itertools import count

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from domain.sop.isi import BUKAN_ISI, Cetakan, digest_isi, isi_kanonik
from domain.sop.langkah import Langkah, Panah, Satuan, Simbol, Waktu
from domain.sop.naskah import Butir, Daftar, Isian, Naskah
from domain.sop.terapan import terapkan
from tests.domain.pembangun import CETAKAN, PERIKSA, SIMPAN, STAF, TERIMA, butir, id_dari, langkah, pelaksana, sop_sah
from tests.domain.strategi import hukum, naskah, peristiwa_sunting, teks

CONTOH = "35cd48c5c70ce2aa6bc6261d2d29c3d5258196f4f9af3341aeb432b1e1a3efab"


def digest(isi: Naskah) -> str:
    return digest_isi(isi, CETAKAN)


def nfc(nilai: str) -> str:
    return unicodedata.normalize("NFC", nilai)


def semua_teks(nilai: object) -> list[str]:
    if isinstance(nilai, dict):
        return [t for x in nilai.values() for t in semua_teks(x)]
    if isinstance(nilai, list):
        return [t for x in nilai for t in semua_teks(x)]
    return [str(nilai)]


def tercetak(isi: Naskah) -> tuple:
    """What a reader of the print sees, by place: written apart from domain/sop/isi.py, as nested tuples."""
    urut = count(1)
    return (
        [nfc(isi.nilai(i)) for i in Isian if i not in BUKAN_ISI and not i.value.startswith("label_")],
        [nfc(isi.nilai(Isian.LABEL_NOMOR)) or "Nomor SOP"],
        [nfc(isi.nilai(Isian.LABEL_TANGGAL_EFEKTIF)) or "Tanggal Efektif"],
        [[nfc(b.teks) for b in isi.isi_daftar(d)] for d in Daftar],
        [(nfc(p.jabatan), nfc(p.unit), p.eksternal, p.bukan_orang) for p in isi.pelaksana],
        [x.nomor or str(next(urut)) for x in isi.langkah],
        [baris_tercetak(isi, n, x) for n, x in enumerate(isi.langkah)],
    )


def baris_tercetak(isi: Naskah, n: int, x: Langkah) -> tuple:
    letak, w = [y.id for y in isi.langkah], x.waktu
    teks = [nfc(t) for t in (x.kegiatan, x.pertanyaan, x.output, x.keterangan, w.teks, w.per, *x.kelengkapan)]
    waktu = w.nilai, w.min, w.maks, w.satuan, letak.index(w.gabung_dengan) if w.gabung_dengan in letak else None
    return teks, x.simbol, waktu, sel_tercetak(isi, x), panah_tercetak(letak, n, x)


def sel_tercetak(isi: Naskah, x: Langkah) -> list[tuple]:
    kolom, simbol, label = [p.id for p in isi.pelaksana], dict(x.simbol_per_pelaksana), dict(x.label_simbol)
    return [(kolom.index(k), simbol.get(k, x.simbol), nfc(label.get(k, ""))) for k in x.pelaksana if k in kolom]


def panah_tercetak(letak: list, n: int, x: Langkah) -> list[tuple]:
    if not x.panah and x.simbol is not Simbol.SELESAI and n + 1 < len(letak):
        return [(n + 1, "", "")]
    ke = [(letak.index(a.ke), "") if a.ke in letak else (None, "" if a.ke else nfc(a.tertulis)) for a in x.panah]
    return [(*tujuan, nfc(a.label)) for tujuan, a in zip(ke, x.panah, strict=True)]


@hukum
@given(naskah(), peristiwa_sunting)
def test_digest_berubah_tepat_bila_yang_tercetak_berubah(isi, peristiwa):
    lain = terapkan(isi, peristiwa)
    assume(all(len({x.id for x in barisan}) == len(barisan) for barisan in (lain.langkah, lain.pelaksana)))
    assert (digest(isi) == digest(lain)) == (tercetak(isi) == tercetak(lain))


@hukum
@given(naskah(), naskah())
def test_dua_isi_yang_berbeda_berdigest_berbeda(satu, dua):
    assert (digest(satu) == digest(dua)) == (tercetak(satu) == tercetak(dua))


@hukum
@given(naskah())
def test_bentuk_kanonik_adalah_json_yang_terurut_rapat_dan_nfc(isi):
    mentah = isi_kanonik(isi, CETAKAN).decode()
    terbaca = json.loads(mentah)
    assert mentah == json.dumps(terbaca, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert all(unicodedata.is_normalized("NFC", t) for t in semua_teks(terbaca))
    assert terbaca["tata_letak"] == 1


def lain(nilai: object) -> object:
    """Another id in the place of this one; none for none."""
    return nilai and id_dari(f"lain {nilai}")


def ganti_id(isi: Naskah) -> Naskah:
    """The same content under other ids, as an import into another tenant would give it."""
    return replace(
        isi,
        daftar=tuple((d, tuple(replace(b, id=lain(b.id), rujukan="lain") for b in bs)) for d, bs in isi.daftar),
        pelaksana=tuple(replace(k, id=lain(k.id), kode="X") for k in isi.pelaksana),
        langkah=tuple(map(ganti_id_baris, isi.langkah)),
    )


def ganti_id_baris(x: Langkah) -> Langkah:
    return replace(
        x,
        id=lain(x.id),
        pelaksana=tuple(map(lain, x.pelaksana)),
        simbol_per_pelaksana=tuple((lain(k), v) for k, v in x.simbol_per_pelaksana),
        label_simbol=tuple((lain(k), v) for k, v in x.label_simbol),
        waktu=replace(x.waktu, gabung_dengan=lain(x.waktu.gabung_dengan)),
        panah=tuple(replace(a, ke=lain(a.ke)) for a in x.panah),
    )


@hukum
@given(naskah())
def test_identitas_unsur_tidak_memengaruhi_digest(isi):
    assert digest(ganti_id(isi)) == digest(isi)


@hukum
@given(naskah(), st.sampled_from(BUKAN_ISI), teks)
def test_nomor_tanggal_dan_pengesah_tidak_memengaruhi_digest(isi, isian, nilai):
    assert digest(isi.dengan_isian(isian, nilai)) == digest(isi)


def test_pengesahan_sendiri_tidak_menggeser_digest_yang_disahkan():
    sop = sop_sah()
    assert digest(sop.naskah) == sop.terakhir_sah.fakta.digest


@hukum
@given(naskah(), st.sampled_from(tuple(i for i in Isian if i not in BUKAN_ISI)), st.text(max_size=6))
def test_teks_yang_sama_menurut_nfc_berdigest_sama(isi, isian, nilai):
    terurai = unicodedata.normalize("NFD", nilai)
    assert digest(isi.dengan_isian(isian, terurai)) == digest(isi.dengan_isian(isian, nfc(nilai)))


@pytest.mark.parametrize("daftar", Daftar)
def test_urutan_butir_memengaruhi_digest(daftar):
    satu, dua = butir("satu"), butir("dua")
    assert digest(Naskah().dengan_daftar(daftar, (satu, dua))) != digest(Naskah().dengan_daftar(daftar, (dua, satu)))


@pytest.mark.parametrize("bagian", ["langkah", "pelaksana"])
def test_urutan_langkah_dan_kolom_memengaruhi_digest(bagian):
    isi = sop_sah().naskah
    assert digest(replace(isi, **{bagian: getattr(isi, bagian)[::-1]})) != digest(isi)


def satu_baris(**kolom: object) -> Naskah:
    return Naskah(pelaksana=(STAF,), langkah=(replace(TERIMA, **kolom), SIMPAN))


@pytest.mark.parametrize(
    ("satu", "dua"),
    [
        (satu_baris(kegiatan="a"), satu_baris(kegiatan="b")),
        (satu_baris(kelengkapan=("a", "b")), satu_baris(kelengkapan=("b", "a"))),
        (satu_baris(kelengkapan=("a", "b")), satu_baris(kelengkapan=("a\nb",))),
        (satu_baris(waktu=Waktu("1 hari", satuan=Satuan.HARI)), satu_baris(waktu=Waktu("1 hari"))),
        (satu_baris(waktu=Waktu(nilai=Decimal(1))), satu_baris(waktu=Waktu(nilai=Decimal(10)))),
        (satu_baris(waktu=Waktu(min=Decimal(1))), satu_baris(waktu=Waktu(maks=Decimal(1)))),
        (satu_baris(panah=(Panah(SIMPAN.id),)), satu_baris(panah=(Panah(None, tertulis="2"),))),
        (satu_baris(output="a"), satu_baris(keterangan="a")),
        (satu_baris(nomor="1"), satu_baris()),
        (Naskah(pelaksana=(STAF,)), Naskah(pelaksana=(replace(STAF, jabatan="Staf Umum"),))),
        (Naskah(pelaksana=(STAF,)), Naskah(pelaksana=(replace(STAF, eksternal=True),))),
    ],
)
def test_perubahan_kecil_mengubah_digest(satu, dua):
    assert digest(satu) != digest(dua)


def test_kolom_berjabatan_sama_tetap_dibedakan_menurut_letaknya():
    kiri, kanan = pelaksana("Staf", unit="Bidang A"), replace(pelaksana("Staf lain"), jabatan="Staf", unit="Bidang B")
    di_kiri = Naskah(pelaksana=(kiri, kanan), langkah=(replace(TERIMA, pelaksana=(kiri.id,)),))
    di_kanan = Naskah(pelaksana=(kiri, kanan), langkah=(replace(TERIMA, pelaksana=(kanan.id,)),))
    assert digest(di_kiri) != digest(di_kanan)


def test_langkah_bernomor_cetak_sama_tetap_dibedakan_menurut_letaknya():
    ganda = replace(PERIKSA, nomor="3")
    panah = langkah("cabang", panah=(Panah(ganda.id),))
    isi = Naskah(langkah=(panah, ganda, TERIMA, SIMPAN))
    lain = replace(isi, langkah=(replace(panah, panah=(Panah(SIMPAN.id),)), ganda, TERIMA, SIMPAN))
    assert digest(isi) != digest(lain)


def test_tanda_gabung_setelah_baris_baru_tidak_merusak_json():
    isi = satu_baris(kegiatan="a\n\u0303b\t\u0308c")
    assert json.loads(isi_kanonik(isi, CETAKAN))["langkah"][0]["kegiatan"] == "a\n\u0303b\t\u0308c"


def test_panah_diam_sama_dengan_panah_tertulis_ke_langkah_berikutnya():
    assert digest(satu_baris()) == digest(satu_baris(panah=(Panah(SIMPAN.id),)))


def test_angka_waktu_yang_sama_nilainya_berdigest_sama():
    assert digest(satu_baris(waktu=Waktu(nilai=Decimal("1.50")))) == digest(
        satu_baris(waktu=Waktu(nilai=Decimal("1.5")))
    )
    besar = isi_kanonik(satu_baris(waktu=Waktu(nilai=Decimal("1E+5"))), CETAKAN)
    assert json.loads(besar)["langkah"][0]["waktu"]["nilai"] == "100000"


def test_rujukan_yang_menunjuk_unsur_hilang_ditulis_kosong():
    hilang = langkah("hilang").id
    isi = satu_baris(waktu=Waktu(gabung_dengan=hilang), panah=(Panah(hilang),), pelaksana=(pelaksana("hilang").id,))
    baris = json.loads(isi_kanonik(isi, CETAKAN))["langkah"][0]
    assert (baris["waktu"]["gabung_dengan"], baris["pelaksana"]) == ("", [])
    assert baris["panah"] == [{"baris": "", "ke": "", "label": ""}]


@pytest.mark.parametrize("bagian", ["instansi", "perangkat_daerah", "label_nomor", "label_tanggal_efektif"])
def test_teks_cetakan_ikut_disahkan(bagian):
    isi = satu_baris()
    assert digest_isi(isi, CETAKAN) != digest_isi(isi, replace(CETAKAN, **{bagian: "Lain"}))


def test_sebutan_pada_sop_menggantikan_sebutan_pemda():
    isi = Naskah().dengan_isian(Isian.LABEL_NOMOR, "Nomor")
    assert digest_isi(isi, CETAKAN) == digest_isi(isi, replace(CETAKAN, label_nomor="Lain"))


def test_digest_contoh_tetap():
    """A changed digest makes every approval of the past unprovable. A new layout needs a new TATA_LETAK, the old one
    kept for old approvals, and docs/format-isi.md with new test vectors."""
    isi = replace(
        sop_sah().naskah, langkah=(replace(TERIMA, kelengkapan=("Surat",), waktu=Waktu("5 menit", Decimal(5))), SIMPAN)
    )
    isi = isi.dengan_daftar(Daftar.DASAR_HUKUM, (Butir(butir("x").id, "Undang-Undang Nomor 43 Tahun 2009"),))
    assert digest_isi(isi, Cetakan("Pemerintah Kota Contoh", "Dinas")) == CONTOH, test_digest_contoh_tetap.__doc__
