"""What the rules on procedures find in the sample SOPs of the demonstration."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from domain.sop.pemeriksaan.bahan import Bahan
from tests.domain.sop.pemeriksaan.bahan import ATURAN, HARI_INI, temuan
from tests.infra.impor.bahan import CONTOH, impor

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


def kode(berkas: Path) -> set[str]:
    return {t.aturan for t in temuan(Bahan(impor(berkas.read_text("utf-8")).keadaan.naskah, HARI_INI))}


def _contoh(nomor: str) -> Path:
    return next(b for b in CONTOH if b.name.startswith(nomor))


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
    nyata = [b for b in CONTOH if b.name[:2] < "16"]
    assert len(nyata) == 15
    for berkas in nyata:
        assert not {"KG-01", "KG-03", "KG-04"} & kode(berkas), berkas.name


def test_aturan_lengkap() -> None:
    assert {a.kode[:2] for a in ATURAN} == set(KELOMPOK)
