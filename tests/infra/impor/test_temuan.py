"""What the check finds in the 17 sample SOPs, written down in tests/samples/temuan.txt and read line by line.

After a rule was added or mended, write it anew and read what changed:

    .venv/bin/python -m tests.infra.impor.test_temuan
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import infra.demo
from domain.sop.pemeriksaan.bahan import Pengesahan
from domain.sop.pemeriksaan.katalog import KEPARAHAN_BAKU
from domain.sop.pemeriksaan.periksa import periksa
from domain.sop.pemeriksaan.temuan import Temuan
from infra.impor import baca_berkas
from infra.impor.bahan import bahan_berkas

SOP = Path(infra.demo.__file__).parent / "data" / "sop"
BERKAS = sorted(SOP.glob("*.yaml"))
CATATAN = Path(__file__).parents[2] / "samples" / "temuan.txt"
HARI = date(2026, 1, 5)


def temuan(berkas: Path) -> tuple[Temuan, ...]:
    return periksa(bahan_berkas(baca_berkas(berkas), HARI), {})


def catatan() -> Iterator[str]:
    """Severity, rule, place and sentence of every finding, file by file; corrections that are certain behind them."""
    for berkas in BERKAS:
        semua = temuan(berkas)
        yield f"{berkas.stem}: {len(semua)}"
        for t in semua:
            pakai = "".join(f" [{p.tombol}]" for p in t.perbaikan)
            yield f"  {t.keparahan} {t.aturan} | {t.tempat.sebutan} | {t.kalimat}{pakai}"
        yield ""


def test_temuan_seperti_yang_tercatat():
    assert list(catatan()) == CATATAN.read_text().splitlines()


def test_contoh_ideal_tanpa_temuan():
    assert temuan(SOP / "16-contoh-ideal-rekaan.yaml") == ()


def test_contoh_cacat_menunjukkan_yang_tertulis_di_dalamnya():
    """Rules of groups that the catalogue does not have yet are left out; none of what it has may be missing."""
    berkas = SOP / "17-contoh-cacat-rekaan.yaml"
    tertulis = {str(x.nilai) for x in baca_berkas(berkas).akar.anak("temuan_diharapkan").deret}
    diharapkan = tertulis & KEPARAHAN_BAKU.keys()
    assert len(diharapkan) >= 15
    assert diharapkan <= {t.aturan for t in temuan(berkas)}


@pytest.mark.parametrize(
    ("ganti", "versi"),
    [(("  versi: 1\n", ""), 1), (("tanggal_revisi: null", "tanggal_revisi: 2025-08-20"), 1)],
)
def test_versi_yang_tercetak(ganti, versi):
    teks = (SOP / "16-contoh-ideal-rekaan.yaml").read_text().replace(*ganti)
    assert bahan_berkas(baca_berkas(teks), HARI).versi == versi


def test_tanpa_versi_tercetak_yang_direvisi_sekurangnya_kedua():
    teks = (SOP / "16-contoh-ideal-rekaan.yaml").read_text()
    teks = teks.replace("  versi: 1\n", "").replace("tanggal_revisi: null", "tanggal_revisi: 2025-08-20")
    bahan = bahan_berkas(baca_berkas(teks), HARI)
    assert (bahan.versi, bahan.daerah, bahan.unit) == (2, "Pemerintah Kota Contoh", ("Sekretariat",))


def test_yang_tidak_disebut_berkas_tidak_dinilai():
    """Sample 1 has no key for decree and signature: nothing is known of them. Sample 17 has empty ones."""
    satu, cacat = (bahan_berkas(baca_berkas(b), HARI).pengesahan for b in (BERKAS[0], BERKAS[-1]))
    assert satu == Pengesahan()
    assert (cacat.sk_nomor, cacat.nama, cacat.nip) == ("", "", "")


if __name__ == "__main__":
    CATATAN.write_text("\n".join(catatan()) + "\n")
