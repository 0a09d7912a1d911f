"""The language of the search box: what is understood, and what is answered to the rest."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.pencarian.errors import KueriTidakTerbacaError
from domain.pencarian.kueri import PANJANG_KUERI, PENANDA, Kueri, baca_kueri, polos
from domain.pencarian.tindakan import TINDAKAN
from domain.sop.events import PeristiwaSop
from tests.domain.strategi import anggota, hukum


@pytest.mark.parametrize(
    ("teks", "kueri"),
    [
        ("", Kueri()),
        ("  surat   masuk ", Kueri(kata=("surat", "masuk"))),
        ('surat "nota dinas" -rahasia', Kueri(kata=("surat",), frasa=("nota dinas",), kecuali=("rahasia",))),
        ("“nota dinas”", Kueri(frasa=("nota dinas",))),
        ("PP 94/2021 tentang disiplin", Kueri(kata=("PP", "94 2021", "tentang", "disiplin"))),
        ("surat yang masuk dan keluar", Kueri(kata=("surat", "masuk", "keluar"))),
        ('jabatan:"Kepala Seksi" Pelaku:sari', Kueri(jabatan="Kepala Seksi", pelaku="sari")),
        ("tindakan:disahkan tindakan:Dicabut", Kueri(tindakan=("disahkan", "dicabut"))),
        ("sejak:2024 sampai:2024-02", Kueri(sejak=date(2024, 1, 1), sampai=date(2024, 2, 29))),
        ("sejak:2024-03-05 sampai:2025", Kueri(sejak=date(2024, 3, 5), sampai=date(2025, 12, 31))),
        ("opd:kominfo sop:surat", Kueri(opd="kominfo", sop="surat")),
        ("yang sop:surat", Kueri(sop="surat")),
        ("-rahasia sop:surat", Kueri(kecuali=("rahasia",), sop="surat")),
        ("https://contoh.go.id", Kueri(kata=("https contoh go id",))),
        ('"oleh: siapa" ?', Kueri(frasa=("oleh siapa",), kata=("?",))),
        ("... -- //", Kueri()),
    ],
)
def test_yang_dipahami(teks: str, kueri: Kueri) -> None:
    assert baca_kueri(teks) == kueri
    assert baca_kueri(teks).kosong == (kueri == Kueri())
    assert baca_kueri(teks).hanya_peristiwa == bool(kueri.pelaku or kueri.tindakan)


@pytest.mark.parametrize(
    ("teks", "kalimat"),
    [
        ("oleh:sari", "“oleh:” tidak dikenal. Yang dikenal: pelaku:, jabatan:, opd:"),
        ("jabatan: kepala", "Tulis isinya langsung sesudah “jabatan:”, tanpa spasi."),
        ('jabatan:""', "Tulis isinya langsung sesudah"),
        ('"surat masuk', "Tanda kutip belum ditutup."),
        ("-rahasia", "Tulis juga kata yang dicari"),
        ("yang dan", "Kata itu ada di mana-mana."),
        ("sop:a sop:b", "“sop:” hanya dapat ditulis satu kali."),
        ("sejak:kemarin", "Tanggal “kemarin” tidak dikenal."),
        ("sejak:2024-13", "Tanggal “2024-13” tidak dikenal."),
        ("sampai:2024-13", "Tanggal “2024-13” tidak dikenal."),
        ("sampai:0000", "Tanggal “0000” tidak dikenal."),
        ("sejak:2024-02-30", "Tanggal “2024-02-30” tidak dikenal."),
        ("sejak:2025 sampai:2024", "Tanggal “sejak:” harus sebelum “sampai:”."),
        ("tindakan:dihapus", "Tindakan “dihapus” tidak dikenal. Yang dikenal: dibuat, "),
        ("a" * (PANJANG_KUERI + 1), "Pencarian paling panjang 300 huruf; sekarang 301."),
    ],
)
def test_yang_tidak_dipahami_dijawab_dengan_kalimat(teks: str, kalimat: str) -> None:
    with pytest.raises(KueriTidakTerbacaError) as galat:
        baca_kueri(teks)
    assert galat.value.kalimat.startswith(kalimat)
    assert galat.value.bidang == "q"


@hukum
@given(
    st.text() | st.lists(st.sampled_from([*(f"{p}:" for p in PENANDA), '"', "-", " ", "2024", "surat"])).map("".join)
)
def test_apa_pun_yang_diketik_dipahami_atau_dijawab(teks: str) -> None:
    """No other error than the refusal."""
    try:
        kueri = baca_kueri(teks)
    except KueriTidakTerbacaError:
        return
    assert all(polos(k) == k for k in (*kueri.kata, *kueri.frasa, *kueri.kecuali))
    assert {f.name for f in fields(kueri)} >= set(PENANDA)


@hukum
@given(st.text())
def test_teks_yang_dicari_sama_panjang_dengan_yang_ditampilkan(teks: str) -> None:
    assert len(polos(teks)) == len(teks)


def test_setiap_peristiwa_sop_dapat_dicari_menurut_tindakannya() -> None:
    assert {kelas for semua in TINDAKAN.values() for kelas in semua} == set(anggota(PeristiwaSop))
