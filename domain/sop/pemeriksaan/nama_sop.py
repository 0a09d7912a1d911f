"""The name of an SOP: the activity as a noun phrase, without the word SOP, short, no list (rule ID-03)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from domain.sop.naskah import Isian
from domain.sop.pemeriksaan.bahan import Bahan
from domain.sop.pemeriksaan.tempat import pada_isian, petik
from domain.sop.pemeriksaan.temuan import Perbaikan, Temuan

PANJANG = 120
_SOP = r"(?:standar|standard)\s+operasional\s+prosedur|sop(?:[- ]?ap)?"
_AWALAN_SOP = re.compile(rf"\s*(?:(?:{_SOP})\b(?:\s*\((?:{_SOP})\))?[\s:–-]*)+(?:tentang\s+)?", re.IGNORECASE)
_KATA_KERJA = re.compile(r"^(?:me(?:ng|ny|[nmlr])[a-z]{3,}|melaksanakan)\b", re.IGNORECASE)
_BUKAN_KATA_KERJA = frozenset({"mental", "mentoring", "menara", "merek", "melayu", "memori", "memorandum", "mengenai"})
_BUTIR = 3
"""With as many commas a name has become a list."""


def periksa_nama(bahan: Bahan) -> Iterator[Temuan]:
    nama, tempat = bahan.naskah.nilai(Isian.NAMA), pada_isian(Isian.NAMA)
    if _AWALAN_SOP.match(nama):
        sisa = _AWALAN_SOP.sub("", nama, count=1)
        tanpa = sisa[:1].upper() + sisa[1:]
        perbaikan = (Perbaikan(f"Pakai: {petik(tanpa)}", {"nilai": tanpa}),) if tanpa else ()
        saran = "Cukup nama kegiatannya; kata “SOP” sudah tercetak pada formulir."
        yield Temuan("ID-03", tempat, "Nama SOP mengulang kata “SOP”.", saran, perbaikan)
        nama = tanpa
    kata = nama.split()[0] if nama.split() else ""
    if _KATA_KERJA.match(kata) and kata.casefold() not in _BUKAN_KATA_KERJA:
        saran = "Pakai kata benda: “Pengelolaan …”, “Penyusunan …”, “Pelayanan …”."
        yield Temuan("ID-03", tempat, f"Nama SOP diawali kata kerja “{petik(kata)}”.", saran)
    if len(nama) > PANJANG or nama.count(",") >= _BUTIR or ";" in nama or "\n" in nama:
        kalimat = f"Nama SOP terlalu panjang atau berupa daftar ({len(nama)} huruf)."
        yield Temuan(
            "ID-03", tempat, kalimat, "Satu SOP satu kegiatan. Pisahkan, atau pakai nama yang mencakup semuanya."
        )
