"""What comes in goes out again, field by field and type by type, without a database."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import yaml
from hypothesis import assume, given

from domain.sop.isi import Cetakan, digest_isi
from domain.sop.langkah import Langkah, LangkahId, nomor_langkah
from domain.sop.state import Sop
from infra.event_store.mapper import muatan
from infra.impor import baca_berkas, ke_yaml
from infra.impor.bentuk import Deret, Peta
from infra.impor.ekspor import ekspor
from infra.impor.lapis import serupa
from infra.impor.skema import BERKAS, PRIBADI
from tests.domain.pembangun import SARI
from tests.domain.strategi import hukum, sop_konsep
from tests.infra.impor.bahan import CONTOH, Ingatan, beda, impor, pulang_pergi
from tests.infra.impor.strategi import Isi, berkas


@pytest.mark.parametrize("path", CONTOH, ids=lambda p: p.name[:2])
def test_a_sample_comes_back_as_it_was(path: Any) -> None:
    teks = path.read_text("utf-8")
    kembali = pulang_pergi(teks)
    assert beda(kembali, yaml.safe_load(teks)) == []
    assert beda(yaml.safe_load(ke_yaml(kembali)), yaml.safe_load(teks)) == []
    assert list(kembali) == list(pulang_pergi(ke_yaml(kembali)))


@hukum
@given(berkas())
def test_any_file_comes_back_as_it_was(isi: Isi) -> None:
    kembali = pulang_pergi(yaml.safe_dump(isi, sort_keys=False))
    assert beda(kembali, isi) == []


@hukum
@given(berkas())
def test_what_is_written_reads_the_same(isi: Isi) -> None:
    kembali = pulang_pergi(yaml.safe_dump(isi, sort_keys=False))
    tertulis = ke_yaml(kembali)
    assert beda(yaml.safe_load(tertulis), kembali) == []
    assert ke_yaml(pulang_pergi(tertulis)) == tertulis


@hukum
@given(berkas())
def test_the_signature_block_is_in_no_event(isi: Isi) -> None:
    for kunci in PRIBADI:
        isi["identitas"][kunci] = "Siti Ämïnah 198001012005011999"
    rangkaian = impor(yaml.safe_dump(isi))
    for peristiwa in rangkaian.peristiwa:
        tersimpan = muatan(SARI, peristiwa).decode()
        assert "Siti" not in tersimpan
        assert "198001012005011999" not in tersimpan


def isi_saja(isi: Any, bentuk: Any) -> Any:
    """The file without everything that is no content."""
    if isinstance(isi, list) and isinstance(bentuk, Deret):
        return [isi_saja(x, bentuk.unsur) for x in isi]
    if isinstance(isi, dict) and isinstance(bentuk, Peta):
        return {kunci: isi_saja(x, bentuk.kunci[kunci]) for kunci, x in isi.items() if bentuk.isi(kunci)}
    return isi


@hukum
@given(berkas())
def test_the_content_is_in_the_content_and_not_in_the_record_of_its_origin(isi: Isi) -> None:
    teks = yaml.safe_dump(isi, sort_keys=False)
    tanpa_asal = replace(impor(teks).keadaan, asal="")
    kembali = ekspor(tanpa_asal, Ingatan(baca_berkas(teks)))
    assert serupa(kembali, isi_saja(isi, BERKAS)), beda(kembali, isi_saja(isi, BERKAS))


@pytest.mark.parametrize("path", CONTOH, ids=lambda p: p.name[:2])
def test_a_sample_has_the_same_content_after_a_second_import(path: Any) -> None:
    pertama = impor(path.read_text("utf-8")).keadaan
    kedua = impor(ke_yaml(ekspor(pertama, Ingatan()))).keadaan
    assert digest_isi(kedua.naskah, Cetakan()) == digest_isi(pertama.naskah, Cetakan())
    assert kedua.naskah == pertama.naskah


def terarah(langkah: Langkah, nomor: dict[LangkahId, str]) -> Langkah:
    """The row with arrows as decisions leave them: to a row, or to a text that is no row's number."""
    ke_baris = (replace(p, tertulis="") if p.ke else p for p in langkah.panah if p.ke is None or p.ke in nomor)
    return replace(langkah, panah=tuple(p for p in ke_baris if p.ke or p.tertulis not in ("", *nomor.values())))


@hukum
@given(sop_konsep())
def test_a_draft_that_was_typed_in_can_be_written_and_read_again(sop: Sop) -> None:
    """But for rows that share a number: by it rows name each other in a file."""
    nomor = nomor_langkah(sop.naskah.langkah)
    assume(len(set(nomor.values())) == len(nomor))
    langkah = tuple(terarah(x, nomor) for x in sop.naskah.langkah)
    sop = replace(sop, naskah=replace(sop.naskah, langkah=langkah))
    kedua = impor(ke_yaml(ekspor(sop, Ingatan()))).keadaan
    assert digest_isi(kedua.naskah, Cetakan()) == digest_isi(sop.naskah, Cetakan())
