"""How often a decision goes which way, as those who do the work estimate it.

An event of the SOP, so that everybody sees the same figure and its riwayat says who estimated. Not part of the content
that is signed: an estimate may be mended on an approved SOP without another decree, and whoever estimates does not
become an author.
"""

from __future__ import annotations

from domain.kernel import Bentrok, RuleViolation
from domain.sop.langkah import Langkah, LangkahId, Panah, panah_keluar
from domain.sop.samping import PeluangCabang, PeluangDiperkirakan, Perkiraan
from domain.sop.state import Sop

SERATUS = 100


class PeluangTidakSeratusError(RuleViolation):
    kode = "perkiraan.tidak_seratus"
    bidang = "peluang"
    kalimat = "Jumlah semua cabang harus 100 persen."


class LangkahTidakBercabangError(RuleViolation):
    kode = "perkiraan.tidak_bercabang"
    bidang = "peluang"
    kalimat = "Langkah ini tidak bercabang, jadi tidak ada yang perlu diperkirakan."


def perkirakan(
    sop: Sop, langkah_id: LangkahId, *, dilihat: int, persen: tuple[int, ...]
) -> tuple[PeluangDiperkirakan, ...]:
    """One percentage for each branch, in their order; none at all takes an estimate back. `dilihat` is how many
    branches the form had."""
    indeks = next((n for n, x in enumerate(sop.naskah.langkah) if x.id == langkah_id), None)
    cabang = panah_keluar(sop.naskah.langkah, indeks) if indeks is not None else ()
    if len(cabang) < 2:  # noqa: PLR2004 - a branch leads two ways
        raise LangkahTidakBercabangError
    if dilihat != len(cabang) or len(persen) not in (0, dilihat):
        raise Bentrok("cabang")
    if persen and (any(not 0 <= p <= SERATUS for p in persen) or sum(persen) != SERATUS):
        raise PeluangTidakSeratusError(f"Jumlah semua cabang harus 100 persen; sekarang {sum(persen)} persen.")
    baru = tuple(PeluangCabang(c.ke, c.label, p) for c, p in zip(cabang, persen, strict=True)) if persen else ()
    return () if dict(sop.samping.perkiraan).get(langkah_id, ()) == baru else (PeluangDiperkirakan(langkah_id, baru),)


def peluang_cabang(langkah: tuple[Langkah, ...], perkiraan: Perkiraan, indeks: int) -> tuple[tuple[Panah, float], ...]:
    """Each arrow out of a row with its probability. Without an estimate, or where the branches have changed since,
    all are as likely."""
    keluar = panah_keluar(langkah, indeks)
    cabang = dict(perkiraan).get(langkah[indeks].id, ())
    if [(c.ke, c.label) for c in cabang] == [(p.ke, p.label) for p in keluar]:
        return tuple((p, c.persen / SERATUS) for p, c in zip(keluar, cabang, strict=True))
    return tuple((p, 1 / len(keluar)) for p in keluar)
