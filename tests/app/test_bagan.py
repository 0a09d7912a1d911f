"""The charts of the seventeen sample SOPs, and the waktu cells that several rows share."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.formulir import alur_teks, rentang_waktu
from app.sop.bagan import bagan, baris_alur
from domain.sop.alur import susun_halaman
from domain.sop.langkah import Langkah, LangkahId, Waktu
from tests.domain.alur.juri import Juri
from tests.domain.pembangun import id_dari
from tests.infra.impor.bahan import CONTOH, impor


def test_there_are_seventeen_samples() -> None:
    assert len(CONTOH) == 17


@pytest.mark.parametrize("berkas", CONTOH, ids=lambda f: f.stem[:2])
def test_a_real_procedure_is_drawn_without_a_crossing(berkas: Path) -> None:
    naskah = impor(berkas.read_text(encoding="utf-8")).keadaan.naskah
    baris, gambar = baris_alur(naskah), bagan(naskah)
    juri = Juri(
        [b.kotak for b in baris],
        gambar,
        sambungan={n for n, b in enumerate(baris) if any(k > 0 for k in b.kolom_keluar)},
    )
    assert juri.keberatan() == []
    assert not gambar.tanpa_rute
    assert gambar.silang == len(juri.silang()) == 0
    assert bagan(naskah) is gambar
    assert len(alur_teks(naskah)) == len(baris)
    for halaman in susun_halaman(baris, len(naskah.pelaksana), [4] * len(baris)):
        assert not halaman.bagan.tanpa_rute


def _langkah(n: int, gabung: int | None = None) -> Langkah:
    id_ = LangkahId(id_dari(f"langkah {n}"))
    sama = LangkahId(id_dari(f"langkah {gabung}")) if gabung is not None else None
    return replace(Langkah(id_), waktu=Waktu("1 jam", gabung_dengan=sama))


def test_rows_that_share_a_waktu_cell_span_it() -> None:
    assert rentang_waktu(()) == []
    assert rentang_waktu((_langkah(0), _langkah(1, 0), _langkah(2))) == [2, 0, 1]
    assert rentang_waktu((_langkah(0, 1), _langkah(1, 0), _langkah(2, 1), _langkah(3))) == [3, 0, 0, 1]


def test_a_cell_shared_with_a_distant_row_stays_alone() -> None:
    assert rentang_waktu((_langkah(0, 2), _langkah(1), _langkah(2))) == [1, 1, 1]
