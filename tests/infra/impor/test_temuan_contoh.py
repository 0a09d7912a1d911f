"""What the rules on procedures find in the sample SOPs of the demonstration."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from domain.kernel import SopId
from domain.sop.naskah import Isian, Naskah
from domain.sop.pemeriksaan.bahan import Bahan
from infra.impor.dokumen import baca_berkas, tulisan
from infra.impor.tafsir import Tabel, isian
from tests.domain.pembangun import id_dari
from tests.domain.sop.pemeriksaan.bahan import ATURAN, temuan

BERKAS = sorted((Path(__file__).parents[3] / "infra/demo/data/sop").glob("*.yaml"))
KELOMPOK = ("PL", "KG", "FL", "MB", "NM", "TX")
TERCATAT = {
    "01": {"MB-02", "FL-09", "MB-09"},
    "02": {"FL-03", "MB-08", "PL-04"},
    "04": {"MB-01", "MB-02", "MB-03", "PL-03", "PL-05"},
    "05": {"MB-05", "FL-03"},
    "06": {"MB-06"},
    "07": {"PL-04"},
    "08": {"MB-03"},
    "09": {"TX-04"},
    "11": {"TX-04"},
    "13": {"FL-15", "FL-16"},
    "14": {"KG-05"},
}
"""Defects that those who transcribed the originals wrote down, as far as the transcript still has them."""


def naskah(berkas: Path) -> Naskah:
    dokumen = baca_berkas(berkas)
    tabel = Tabel(dokumen, SopId(id_dari(berkas.name)))
    isi = Naskah(pelaksana=tuple(p for _, p in tabel.pelaksana()), langkah=tuple(x for _, x in tabel.langkah()))
    semua = {i: tulisan(simpul) for simpul, i in isian(dokumen)}
    return isi.dengan_isian(Isian.SIFAT, semua.get(Isian.SIFAT, ""))


def kode(berkas: Path) -> set[str]:
    return {t.aturan for t in temuan(Bahan(naskah(berkas), date(2026, 3, 2)))}


def _contoh(nomor: str) -> Path:
    return next(b for b in BERKAS if b.name.startswith(nomor))


def test_contoh_emas_tidak_punya_temuan() -> None:
    assert kode(_contoh("16")) == set()


def test_contoh_cacat_punya_semua_temuan_yang_diharapkan() -> None:
    berkas = _contoh("17")
    diharapkan = {k for k in yaml.safe_load(berkas.read_text())["temuan_diharapkan"] if k[:2] in KELOMPOK}
    assert len(diharapkan) > 20
    assert diharapkan <= kode(berkas)


@pytest.mark.parametrize("nomor", TERCATAT)
def test_cacat_nyata_yang_tercatat_ditemukan(nomor: str) -> None:
    assert TERCATAT[nomor] <= kode(_contoh(nomor))


def test_kalimat_kegiatan_pada_dokumen_nyata_tidak_disalahkan() -> None:
    """All sentences of the real samples begin with an active verb and name no actor: any finding would be false."""
    nyata = [b for b in BERKAS if b.name[:2] < "16"]
    assert len(nyata) == 15
    for berkas in nyata:
        assert not {"KG-01", "KG-03", "KG-04"} & kode(berkas), berkas.name


def test_aturan_lengkap() -> None:
    assert {a.kode[:2] for a in ATURAN} == set(KELOMPOK)
