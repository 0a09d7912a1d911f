"""The language of the search box: `pelaku: jabatan: opd: sop: tindakan: sejak: sampai:` and free text.

Words all have to occur, "words in quotation marks" one after another, -words not at all. A value of several words
stands in quotation marks: jabatan:"Kepala Seksi".
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from domain.kernel import teks_rapi
from domain.pencarian.errors import KueriTidakTerbacaError
from domain.pencarian.tindakan import TINDAKAN

PANJANG_KUERI = 300
PENANDA = ("pelaku", "jabatan", "opd", "sop", "tindakan", "sejak", "sampai")
PEMISAH = "/-.,;:()[]{}<>&|!*'\\_+=@#%^~`"
"""What stands between words and numbers: "94/2021" is found by "94 2021" and the other way round."""

_JADI_SPASI = str.maketrans(PEMISAH + '“”"', " " * (len(PEMISAH) + 3))
_BAGIAN = re.compile(r'(-?)(?:([A-Za-z]+):(?!//))?(?:"([^"]*)"|([^\s"]*))')
_KATA_UMUM = frozenset(
    ("dan", "atau", "yang", "di", "ke", "dari", "untuk", "dengan", "pada", "dalam", "oleh", "ini", "itu", "adalah")
)
_TANGGAL = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


@dataclass(frozen=True, slots=True)
class Kueri:
    """What is searched for. Empty texts and None ask for nothing; `tindakan` has words of TINDAKAN."""

    kata: tuple[str, ...] = ()
    frasa: tuple[str, ...] = ()
    kecuali: tuple[str, ...] = ()
    pelaku: str = ""
    jabatan: str = ""
    opd: str = ""
    sop: str = ""
    tindakan: tuple[str, ...] = ()
    sejak: date | None = None
    sampai: date | None = None

    @property
    def kosong(self) -> bool:
        return self == Kueri()

    @property
    def hanya_peristiwa(self) -> bool:
        """Content has no author of its own and is no act: these are asked of events."""
        return bool(self.pelaku or self.tindakan)


def polos(teks: str) -> str:
    """The text with blanks for what separates, letter for letter: what is indexed, and what a query is compared as."""
    return teks.translate(_JADI_SPASI)


def baca_kueri(teks: str) -> Kueri:
    """Raises KueriTidakTerbacaError with the sentence for whoever typed it."""
    teks = teks_rapi(teks).replace("“", '"').replace("”", '"')
    if len(teks) > PANJANG_KUERI:
        raise KueriTidakTerbacaError(f"Pencarian paling panjang {PANJANG_KUERI} huruf; sekarang {len(teks)}.")
    if teks.count('"') % 2:
        raise KueriTidakTerbacaError("Tanda kutip belum ditutup.")
    bebas: dict[str, list[str]] = {"kata": [], "frasa": [], "kecuali": []}
    tertentu: dict[str, list[str]] = {}
    for tanda, penanda, dikutip, lugas in _BAGIAN.findall(teks):
        nilai = dikutip or lugas
        if penanda:
            tertentu.setdefault(_penanda(penanda, nilai), []).append(nilai.strip())
        elif polos(nilai).strip():
            bebas["kecuali" if tanda else "frasa" if dikutip else "kata"].append(" ".join(polos(nilai).split()))
    return _susun(bebas, tertentu)


def _penanda(tertulis: str, nilai: str) -> str:
    penanda = tertulis.lower()
    if penanda not in PENANDA:
        dikenal = ", ".join(f"{p}:" for p in PENANDA)
        raise KueriTidakTerbacaError(
            f"“{tertulis}:” tidak dikenal. Yang dikenal: {dikenal}. Bila itu kata yang dicari, beri tanda kutip."
        )
    if not nilai.strip():
        raise KueriTidakTerbacaError(f"Tulis isinya langsung sesudah “{penanda}:”, tanpa spasi.")
    return penanda


def _susun(bebas: dict[str, list[str]], tertentu: dict[str, list[str]]) -> Kueri:
    kata = tuple(k for k in bebas["kata"] if k.lower() not in _KATA_UMUM)
    if bebas["kata"] and not (kata or bebas["frasa"] or tertentu):
        raise KueriTidakTerbacaError("Kata itu ada di mana-mana. Tambahkan kata yang lebih khusus.")
    if bebas["kecuali"] and not (kata or bebas["frasa"] or tertentu):
        raise KueriTidakTerbacaError("Tulis juga kata yang dicari, bukan hanya yang dikecualikan.")
    for penanda, isi in tertentu.items():
        if len(isi) > 1 and penanda != "tindakan":
            raise KueriTidakTerbacaError(f"“{penanda}:” hanya dapat ditulis satu kali.")
    sejak, sampai = (_tanggal(p, tertentu.get(p, [""])[0]) for p in ("sejak", "sampai"))
    if sejak and sampai and sejak > sampai:
        raise KueriTidakTerbacaError("Tanggal “sejak:” harus sebelum “sampai:”.")
    satu = {p: tertentu.get(p, [""])[0] for p in ("pelaku", "jabatan", "opd", "sop")}
    tindakan = tuple(_tindakan(t) for t in tertentu.get("tindakan", []))
    frasa, kecuali = tuple(bebas["frasa"]), tuple(bebas["kecuali"])
    return Kueri(kata, frasa, kecuali, **satu, tindakan=tindakan, sejak=sejak, sampai=sampai)


def _tindakan(nilai: str) -> str:
    if nilai.lower() not in TINDAKAN:
        raise KueriTidakTerbacaError(f"Tindakan “{nilai}” tidak dikenal. Yang dikenal: {', '.join(TINDAKAN)}.")
    return nilai.lower()


def _tanggal(penanda: str, nilai: str) -> date | None:
    """A day, or the first (of `sampai:` the last) day of a month or year."""
    if not nilai:
        return None
    cocok = _TANGGAL.fullmatch(nilai)
    try:
        if cocok:
            tahun, bulan, hari = (int(x) if x else None for x in cocok.groups())
            akhir = penanda == "sampai"
            bulan = bulan or (12 if akhir else 1)
            return date(tahun or 0, bulan, hari or (monthrange(tahun or 1, bulan)[1] if akhir else 1))
    except (ValueError, IndexError):
        pass
    raise KueriTidakTerbacaError(f"Tanggal “{nilai}” tidak dikenal. Tulis seperti 2026-03-14, 2026-03, atau 2026.")
