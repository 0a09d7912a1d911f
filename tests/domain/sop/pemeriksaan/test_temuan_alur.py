"""The way through the steps: where it breaks, where it turns for ever, and what decisions lack."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.sop.langkah import Langkah, Panah, Simbol
from tests.domain.sop.pemeriksaan.bahan import (
    ARSIP,
    CATAT,
    KASUBAG,
    PERIKSA,
    STAF,
    SUSUN,
    kena,
    langkah,
    periksa,
    sop,
    susun,
)

LAIN = langkah("Melaporkan surat")
YA, TIDAK = Panah(SUSUN.id, "Ya"), Panah(CATAT.id, "Tidak")


def kalimat(kode: str, *baris: Langkah) -> list[str]:
    return [t.kalimat for t in kena(kode, sop(*baris))]


def test_simbol_mulai_dan_selesai_dipasang_sekali_klik() -> None:
    (t,) = kena("FL-02", sop(replace(CATAT, simbol=Simbol.PROSES), ARSIP))
    assert [(x.tombol, dict(x.isi)) for x in t.perbaikan] == [("Jadikan langkah 1 simbol mulai", {"simbol": "mulai"})]
    (t,) = kena("FL-05", sop(CATAT, replace(ARSIP, simbol=Simbol.PROSES)))
    assert [dict(x.isi) for x in t.perbaikan] == [{"simbol": "selesai"}]
    (t,) = kena("FL-02", sop(PERIKSA, SUSUN, ARSIP))
    assert t.perbaikan == ()


def test_dua_simbol_mulai() -> None:
    (k,) = kalimat("FL-02", CATAT, replace(LAIN, simbol=Simbol.MULAI), ARSIP)
    assert k == "Alur punya 2 simbol mulai: langkah 1 dan 2."


def test_simbol_selesai_di_tengah_alur_pada_satu_kolom() -> None:
    tengah = replace(SUSUN, simbol_per_pelaksana=((STAF.id, Simbol.SELESAI),))
    assert kalimat("FL-03", CATAT, tengah, ARSIP) == ["Alur punya 2 simbol selesai: langkah 2 dan 3."]


def test_hanya_pangkal_yang_terputus_disebut() -> None:
    loncat = replace(CATAT, panah=(Panah(ARSIP.id),))
    assert kalimat("FL-05", loncat, SUSUN, LAIN, ARSIP) == ["Langkah 2 tidak pernah tercapai."]


def test_perulangan_yang_terputus_disebut_sekali() -> None:
    loncat = replace(CATAT, panah=(Panah(ARSIP.id),))
    kembali = replace(LAIN, panah=(Panah(SUSUN.id),))
    assert kalimat("FL-05", loncat, SUSUN, kembali, ARSIP) == ["Langkah 2 tidak pernah tercapai."]
    menuju_perulangan = langkah("Menelaah surat", panah=(Panah(SUSUN.id),))
    assert kalimat("FL-05", loncat, menuju_perulangan, SUSUN, kembali, ARSIP) == ["Langkah 2 tidak pernah tercapai."]


def test_langkah_yang_berhenti_di_tengah() -> None:
    assert [t.kalimat for t in kena("FL-05", susun(panah=(Panah(None),)))] == [
        "Langkah 4 tidak pernah tercapai.",
        "Langkah 3 berhenti: belum ada panah ke langkah berikutnya.",
    ]


@pytest.mark.parametrize(
    ("susunan", "berputar"),
    [
        ((replace(CATAT, panah=(Panah(CATAT.id),)), ARSIP), "langkah 1"),
        ((CATAT, LAIN, replace(SUSUN, panah=(Panah(LAIN.id),)), ARSIP), "langkah 2 dan 3"),
        ((CATAT, LAIN, replace(SUSUN, panah=(Panah(LAIN.id), Panah(ARSIP.id))), ARSIP), ""),
        ((CATAT, LAIN, replace(SUSUN, panah=(Panah(LAIN.id), Panah(None, "", "9"))), ARSIP), ""),
        ((CATAT, replace(ARSIP, panah=(Panah(CATAT.id),))), ""),
    ],
    ids=["ke diri sendiri", "dua langkah", "ada jalan keluar", "jalan keluarnya putus", "melewati selesai"],
)
def test_perulangan_tanpa_jalan_keluar(susunan: tuple[Langkah, ...], berputar: str) -> None:
    ditemukan = kalimat("FL-08", *susunan)
    assert ditemukan == ([f"Alur berputar tanpa jalan keluar pada {berputar}."] if berputar else [])


def test_panah_keluar_dari_selesai() -> None:
    (k,) = kalimat("FL-06", CATAT, replace(ARSIP, panah=(Panah(CATAT.id),)))
    assert "masih punya panah keluar" in k


def test_beberapa_simbol_sebaris_boleh_berjalan_sendiri_sendiri() -> None:
    dua = (Panah(SUSUN.id, "Langsung"), Panah(ARSIP.id, "Lewat surel"))
    assert kalimat("FL-06", replace(CATAT, pelaksana=(STAF.id, KASUBAG.id), panah=dua), SUSUN, ARSIP) == []
    assert kalimat("FL-06", replace(CATAT, panah=dua), SUSUN, ARSIP)


def test_proses_bercabang_berlabel_dapat_dijadikan_keputusan() -> None:
    (t,) = kena("FL-06", susun(panah=(Panah(ARSIP.id, "Ya"), Panah(CATAT.id, "Tidak"))))
    assert [dict(x.isi) for x in t.perbaikan] == [{"simbol": "keputusan"}]
    (t,) = kena("FL-06", susun(panah=(Panah(ARSIP.id), Panah(CATAT.id))))
    assert t.perbaikan == ()


def test_panah_naik_hanya_dari_cabang_yang_menolak() -> None:
    assert kalimat("FL-10", CATAT, replace(SUSUN, panah=(Panah(CATAT.id),)), ARSIP) == [
        "Langkah 2: panahnya naik ke langkah 1."
    ]
    (k,) = kalimat("FL-10", CATAT, replace(SUSUN, panah=(Panah(SUSUN.id),)), ARSIP)
    assert "langkah itu sendiri" in k
    (t,) = kena("FL-10", periksa(panah=(Panah(SUSUN.id, "Tidak"), Panah(CATAT.id, "Ya"))))
    assert t.kalimat == "Langkah 2: cabang “Ya” naik ke langkah 1."


@pytest.mark.parametrize(
    ("panah", "kalimat"),
    [
        ((), "keputusan ini belum punya cabang “Ya” dan “Tidak”"),
        ((YA,), "keputusan ini belum punya cabang “Tidak”"),
        ((Panah(SUSUN.id, "Sesuai"),), "keputusan ini belum punya cabang “Tidak sesuai”"),
        ((Panah(SUSUN.id, "Teknis"),), "keputusan ini belum punya cabang “Tidak”"),
        ((YA, Panah(CATAT.id)), "ada cabang keputusan yang belum berlabel"),
        ((YA, Panah(CATAT.id, "ya ")), "dua cabang keputusan berlabel sama"),
    ],
)
def test_cabang_keputusan_yang_kurang(panah: tuple[Panah, ...], kalimat: str) -> None:
    assert [t.kalimat for t in kena("FL-04", periksa(panah=panah))] == [f"Langkah 2: {kalimat}."]


def test_keputusan_di_baris_terakhir_tanpa_cabang() -> None:
    (k,) = kalimat("FL-04", CATAT, replace(PERIKSA, panah=()))
    assert k.endswith("belum punya cabang “Ya” dan “Tidak”.")


def test_label_cabang_kedua_pasti_bila_yang_pertama_ada() -> None:
    (t,) = kena("FL-04", periksa(panah=(YA, Panah(CATAT.id))))
    assert [dict(x.isi) for x in t.perbaikan] == [
        {
            "cabang_label_0": "Ya",
            "cabang_ke_0": str(SUSUN.id),
            "cabang_label_1": "Tidak",
            "cabang_ke_1": str(CATAT.id),
        }
    ]
    (t,) = kena("FL-04", periksa(panah=(Panah(SUSUN.id), Panah(CATAT.id))))
    assert t.perbaikan == ()


def test_belah_ketupat_pada_satu_kolom_saja() -> None:
    campur = periksa(
        simbol=Simbol.PROSES, pelaksana=(STAF.id, KASUBAG.id), simbol_per_pelaksana=((KASUBAG.id, Simbol.KEPUTUSAN),)
    )
    assert kena("FL-09", campur) == []
    assert kena("FL-04", campur) == []
    assert kena("FL-04", periksa(pelaksana=(), pertanyaan=" "))


def test_pemeriksaan_yang_diputus_di_langkah_berikutnya() -> None:
    telaah = langkah("Memeriksa kelengkapan surat", pelaksana=(KASUBAG.id,))
    assert kalimat("FL-16", CATAT, telaah, PERIKSA, SUSUN, ARSIP) == []
    assert kalimat("FL-16", CATAT, telaah, SUSUN, ARSIP)
    assert kalimat("FL-16", CATAT, replace(ARSIP, kegiatan="Memverifikasi surat")) == []


def test_keputusan_di_ujung_alur() -> None:
    assert [k.split(",")[0] for k in kalimat("FL-14", PERIKSA)] == ["Langkah 1 adalah langkah pertama"]
