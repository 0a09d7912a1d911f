"""What is known of an SOP beside its content and its life: where it came from, whether it is a template, estimates,
scans of the paper that was signed.

None of it is part of what is signed, and recording it makes nobody an author.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from domain.kernel import SopId
from domain.sop.langkah import LangkahId


@dataclass(frozen=True, slots=True)
class SopDisalin:
    """SOP ini dimulai dari isi SOP lain atau sebuah templat."""

    asal: SopId
    nama: str
    versi: int
    templat: bool = False


@dataclass(frozen=True, slots=True)
class TemplatDitetapkan:
    """SOP ini ditawarkan sebagai templat bagi perangkat daerah lain."""

    catatan: str = ""


@dataclass(frozen=True, slots=True)
class TemplatDilepas:
    """SOP ini tidak lagi ditawarkan sebagai templat."""

    alasan: str


@dataclass(frozen=True, slots=True)
class PeluangCabang:
    """An arrow out of a decision, by target and label, and how many of a hundred cases take it."""

    ke: LangkahId | None
    label: str
    persen: int


@dataclass(frozen=True, slots=True)
class PeluangDiperkirakan:
    """Peluang setiap cabang sebuah keputusan diperkirakan, di luar isi SOP yang disahkan."""

    langkah_id: LangkahId
    cabang: tuple[PeluangCabang, ...]


@dataclass(frozen=True, slots=True)
class PindaianDilampirkan:
    """Pindaian dokumen yang ditandatangani di atas kertas dilampirkan pada versi yang disahkan."""

    versi: int
    nama: str
    sha256: str
    ukuran: int


PeristiwaSamping = SopDisalin | TemplatDitetapkan | TemplatDilepas | PeluangDiperkirakan | PindaianDilampirkan
Perkiraan = tuple[tuple[LangkahId, tuple[PeluangCabang, ...]], ...]


@dataclass(frozen=True, slots=True)
class Pindaian:
    """A scan, which post attached it, and when."""

    fakta: PindaianDilampirkan
    oleh: str
    pada: datetime


@dataclass(frozen=True, slots=True)
class Samping:
    templat: bool = False
    perkiraan: Perkiraan = ()
    pindaian: tuple[Pindaian, ...] = ()


def ikuti(samping: Samping, peristiwa: PeristiwaSamping, *, oleh: str, pada: datetime) -> Samping:
    match peristiwa:
        case SopDisalin():
            return samping
        case TemplatDitetapkan() | TemplatDilepas():
            return replace(samping, templat=isinstance(peristiwa, TemplatDitetapkan))
        case PeluangDiperkirakan(langkah_id, cabang):
            lain = {n: c for n, c in samping.perkiraan if n != langkah_id}
            return replace(samping, perkiraan=tuple((lain | {langkah_id: cabang} if cabang else lain).items()))
        case PindaianDilampirkan():  # pragma: no branch - mypy knows that it is the last
            return replace(samping, pindaian=(*samping.pindaian, Pindaian(peristiwa, oleh, pada)))
