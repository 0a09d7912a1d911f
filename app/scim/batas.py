"""How much one request may ask for.

A filter or a path costs the library about a millisecond per term and person, and more the longer it is; each operation
copies what it touches. Without a bound one token holds a processor for minutes, and nobody else of the process is
served. The bounds lie far above what a directory sends: a person has six attributes here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from scim2_models import InvalidFilterException, InvalidPathException, InvalidValueException, TooManyException

OPERASI_TERBANYAK = 100
"""Of one PATCH, counted after what is not kept fell out; each value of a list counts like an operation."""
OPERASI_ANGGOTA_TERBANYAK = 1_000
"""Of one PATCH of a group: changes of members are sets here and cheap, and some directories name one per operation."""
TANYA_TERPANJANG = 1_000
"""Characters of a filter, and of all names in `attributes` or `excludedAttributes` together."""
PERBANDINGAN_TERBANYAK = 10
"""In a filter: each may cost a tenth of a millisecond per person, and directories send one or two."""
NAMA_TERBANYAK = 50
"""Names in one of these lists: more than all attributes that there are."""
JALUR_TERPANJANG = 100
"""Characters of the path of an operation, without the URN; `emails[type eq "work"].value` has 28."""
_KUTIPAN = re.compile(r'"(?:[^"\\]|\\.)*"')
_PERBANDINGAN = re.compile(r"\s(?:eq|ne|co|sw|ew|gt|ge|lt|le|pr)\b", re.IGNORECASE)


def batasi_operasi(banyak: int, terbanyak: int = OPERASI_TERBANYAK) -> None:
    if banyak > terbanyak:
        raise TooManyException(detail=f"at most {terbanyak} operations and values in one request")


def batasi_jalur(jalur: str) -> None:
    if len(jalur) > JALUR_TERPANJANG:
        raise InvalidPathException(detail=f"a path has at most {JALUR_TERPANJANG} characters")


def batasi_tanya(tanya: Mapping[str, Any]) -> None:
    """What a search or a representation is asked for with, whatever the parameter is called: the library parses it."""
    for nama, nilai in tanya.items():
        teks = nilai if isinstance(nilai, str) else ",".join(_nama(nilai))
        if nama.lower() == "filter":
            _batasi_saringan(teks)
        elif len(teks) > TANYA_TERPANJANG or teks.count(",") >= NAMA_TERBANYAK:
            kalimat = f"at most {TANYA_TERPANJANG} characters and {NAMA_TERBANYAK} names"
            raise InvalidValueException(detail=f"{nama[:40]}: {kalimat}")


def _batasi_saringan(teks: str) -> None:
    if len(teks) > TANYA_TERPANJANG or len(_PERBANDINGAN.findall(_KUTIPAN.sub("", teks))) > PERBANDINGAN_TERBANYAK:
        kalimat = f"at most {TANYA_TERPANJANG} characters and {PERBANDINGAN_TERBANYAK} comparisons"
        raise InvalidFilterException(detail=f"filter: {kalimat}")


def _nama(nilai: object) -> Iterable[str]:
    return (satu if isinstance(satu, str) else "" for satu in nilai) if isinstance(nilai, list) else ()
