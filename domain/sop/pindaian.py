"""Scans of the paper that was signed, attached to an approved version: evidence beside it, never its official PDF.

Many governments sign an SOP and its decree on paper. What was approved stays what the approval says; the scan shows
the ink. None is ever taken off again: a wrong one is followed by the right one.
"""

from __future__ import annotations

from domain.kernel import RuleViolation, teks_bersih
from domain.sop.errors import VersiTidakAdaError
from domain.sop.samping import PindaianDilampirkan
from domain.sop.state import Sop

TERBESAR = 30 * 1024 * 1024
"""Bytes that one kept file may have (decision D17)."""
TERBANYAK = 5
"""Scans of one version: the SOP, its decree, and room for one of each that had to be made again."""


class BukanPindaianError(RuleViolation):
    kode = "pindaian.berkas"
    bidang = "pindaian"
    kalimat = "Pilih berkas PDF hasil pemindaian, paling besar 30 MB."


class PindaianSudahAdaError(RuleViolation):
    kode = "pindaian.sudah_ada"
    bidang = "pindaian"
    kalimat = "Berkas yang sama persis sudah dilampirkan pada versi ini."


class PindaianTerlaluBanyakError(RuleViolation):
    kode = "pindaian.terlalu_banyak"
    bidang = "pindaian"
    kalimat = f"Versi ini sudah memiliki {TERBANYAK} pindaian. Lebih dari itu tidak dapat dilampirkan."


def versi_sah(sop: Sop) -> tuple[int, ...]:
    """The versions that a scan can belong to, the newest first."""
    return tuple(sorted({p.fakta.versi for p in sop.pengesahan if not p.dibatalkan}, reverse=True))


def lampirkan_pindaian(sop: Sop, *, versi: int, nama: str, sha256: str, ukuran: int) -> PindaianDilampirkan:
    """`nama` is the file's own, as it may be shown; a NIK or NIP in it is refused like in any other text."""
    if versi not in versi_sah(sop):
        raise VersiTidakAdaError
    if not 0 < ukuran <= TERBESAR:
        raise BukanPindaianError
    ada = [p.fakta.sha256 for p in sop.samping.pindaian if p.fakta.versi == versi]
    if sha256 in ada:
        raise PindaianSudahAdaError
    if len(ada) >= TERBANYAK:
        raise PindaianTerlaluBanyakError
    return PindaianDilampirkan(versi, teks_bersih(nama, "pindaian", wajib=True), sha256, ukuran)
