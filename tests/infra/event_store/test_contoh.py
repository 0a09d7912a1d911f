"""A stored event is a promise: one sample of each kind, as it was stored, still loads and folds.

The files in tests/samples/events hold the exact bytes of a payload. For a new kind of event this makes the one that
is missing, with every field filled:

    .venv/bin/python -m tests.infra.event_store.test_contoh

A file that is there is never written again. When a test here fails, the code has broken the promise, not the file.
"""

from __future__ import annotations

import json
import types
import typing
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from domain.kernel import Aktor, JabatanId, OrangId
from infra.event_store.catalog import KATALOG, NAMA_TERSIMPAN
from infra.event_store.mapper import CatalogMapper, Catatan, PeristiwaTersimpan, muatan
from infra.projections.model import JENIS
from tests.domain.pembangun import id_dari

FOLDER = Path(__file__).parents[2] / "samples" / "events"
AKTOR = Aktor(
    OrangId(id_dari("orang")), "Kepala Dinas", "Dinas Kominfo", "SK 821/7/2026", JabatanId(id_dari("jabatan"))
)


def penuh(jenis: Any, nama: str) -> Any:
    """A value of this type with nothing left out; `nama` makes texts and ids tell where they belong."""
    if isinstance(jenis, typing.NewType):
        return penuh(jenis.__supertype__, nama)
    if typing.get_origin(jenis) in (typing.Union, types.UnionType):
        return penuh(next(j for j in typing.get_args(jenis) if j is not type(None)), nama)
    if typing.get_origin(jenis) is tuple:
        return tuple(penuh(j, nama) for j in typing.get_args(jenis) if j is not ...)
    if is_dataclass(jenis):
        petunjuk = typing.get_type_hints(jenis)
        return jenis(**{f.name: penuh(petunjuk[f.name], f.name) for f in fields(jenis)})
    if issubclass(jenis, Enum):
        return list(jenis)[-1]
    biasa = {str: f"isi “{nama}”", bool: True, int: 2, Decimal: Decimal("1.50"), date: date(2026, 2, 9)}
    return id_dari(nama) if jenis is UUID else biasa[jenis]


def tulis_yang_belum_ada(folder: Path = FOLDER) -> list[str]:
    """Write a sample for each kind of event that has none; returns their names."""
    belum = [nama for nama in KATALOG if not (folder / f"{nama}.json").exists()]
    for nama in belum:
        (folder / f"{nama}.json").write_bytes(muatan(AKTOR, penuh(KATALOG[nama], "")))
    return belum


def muat(nama: str, isi: bytes) -> Catatan[Any]:
    pada = datetime(2026, 1, 5, tzinfo=UTC)
    tersimpan = PeristiwaTersimpan(id_dari(nama), 7, nama, isi, 9, pada, AKTOR.orang, id_dari("perintah"))
    return CatalogMapper().to_domain_event(tersimpan)


def hilang(asli: Any, kini: Any, tempat: str = "") -> list[str]:
    """What was in the stored JSON and is no longer there after loading it and writing it again."""
    if isinstance(asli, dict) and isinstance(kini, dict):
        return [
            x
            for k, v in asli.items()
            for x in (hilang(v, kini[k], f"{tempat}.{k}") if k in kini else [f"{tempat}.{k}"])
        ]
    if isinstance(asli, list) and isinstance(kini, list) and len(asli) == len(kini):
        return [x for n, v in enumerate(asli) for x in hilang(v, kini[n], f"{tempat}[{n}]")]
    return [] if asli == kini else [tempat]


BERKAS = sorted(FOLDER.glob("*.json"))


def test_setiap_nama_di_katalog_punya_contoh_dan_setiap_contoh_punya_nama():
    assert [path.stem for path in BERKAS] == sorted(KATALOG)


@pytest.mark.parametrize("path", BERKAS, ids=lambda path: path.stem)
def test_contoh_yang_tersimpan_masih_terbaca_dan_terlipat(path):
    nama, isi = path.stem, path.read_bytes()
    catatan = muat(nama, isi)
    jenis = JENIS[nama.split(".")[0]]
    assert type(catatan.peristiwa) is KATALOG[nama]
    assert catatan.aktor == AKTOR
    keadaan = jenis.evolve(jenis.awal, catatan)
    assert keadaan.versi_aliran == 7
    assert jenis.evolve(keadaan, catatan).versi_aliran == 7
    jenis.semua_baris(jenis.awal, [(catatan, keadaan)])


@pytest.mark.parametrize("path", BERKAS, ids=lambda path: path.stem)
def test_tidak_ada_isi_contoh_yang_hilang_saat_dibaca(path):
    isi = path.read_bytes()
    catatan = muat(path.stem, isi)
    assert hilang(json.loads(isi), json.loads(muatan(catatan.aktor, catatan.peristiwa))) == []


def test_contoh_yang_ada_tidak_ditulis_ulang(tmp_path):
    (tmp_path / "sop.dibuat.v1.json").write_bytes(b"{}")
    baru = tulis_yang_belum_ada(tmp_path)
    assert sorted([*baru, "sop.dibuat.v1"]) == sorted(KATALOG)
    assert (tmp_path / "sop.dibuat.v1.json").read_bytes() == b"{}"
    assert tulis_yang_belum_ada(tmp_path) == []


def test_hilang_melihat_yang_hilang():
    asli = {"a": [{"b": 1, "c": 2}], "d": 3}
    assert hilang(asli, asli | {"baru": 4}) == []
    assert hilang(asli, {"a": [{"b": 1}], "d": 4}) == [".a[0].c", ".d"]


def test_satu_nama_satu_kelas():
    assert len(NAMA_TERSIMPAN) == len(KATALOG)
    assert all(nama.split(".")[0] in JENIS and nama.rpartition(".v")[2].isdecimal() for nama in KATALOG)


if __name__ == "__main__":
    tulis_yang_belum_ada()
