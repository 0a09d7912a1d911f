"""How gravely a government takes each rule of the check: what stops an SOP, what only warns, what is not looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from domain.kernel import RuleViolation
from domain.sop.pemeriksaan.temuan import Keparahan


class AturanTidakDikenalError(RuleViolation):
    kode = "aturan.tidak_dikenal"
    kalimat = "Aturan pemeriksaan itu tidak dikenal. Muat ulang halaman, lalu coba lagi."


@dataclass(frozen=True, slots=True)
class KeparahanAturanDiubah:
    """Tingkat keparahan satu aturan pemeriksaan ditetapkan oleh pemerintah daerah."""

    aturan: str
    keparahan: Keparahan


def ubah_keparahan(
    kini: Mapping[str, Keparahan], *, pilihan: Mapping[str, Keparahan], baku: Mapping[str, Keparahan]
) -> tuple[KeparahanAturanDiubah, ...]:
    """One event for each rule that changes; `baku` holds every rule there is, as it comes with the product."""
    if not pilihan.keys() <= baku.keys():
        raise AturanTidakDikenalError
    berlaku = {**baku, **kini}
    return tuple(KeparahanAturanDiubah(kode, baru) for kode, baru in pilihan.items() if baru is not berlaku[kode])
