"""The content of an SOP as plain data in the shape of a file, without what its own file said beside it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from domain.sop.langkah import Langkah, LangkahId, Panah, Pelaksana, PelaksanaId, Waktu, nomor_langkah
from domain.sop.langkah import panah_keluar as panah_tergambar
from domain.sop.naskah import TANGGAL, Butir, Daftar, Isian, Naskah
from infra.impor.skema import ISIAN, KLASIFIKASI

Isi = dict[str, Any]


def isi_naskah(naskah: Naskah) -> Isi:
    """Empty fields of the official form are written as empty; what few SOPs have is left out when empty."""
    kode = kode_pelaksana(naskah.pelaksana)
    return {
        **_terisi({"instansi": _terisi({"unit": naskah.nilai(Isian.UNIT)})}),
        "identitas": _identitas(naskah),
        **_terisi({"klasifikasi": _terisi({k: naskah.nilai(Isian(k)) for k in KLASIFIKASI.kunci})}),
        "pelaksana": [_pelaksana(p, kode[p.id]) for p in naskah.pelaksana],
        "langkah": [_langkah(naskah, n, kode) for n in range(len(naskah.langkah))],
    }


def _terisi(isi: Isi) -> Isi:
    return {kunci: nilai for kunci, nilai in isi.items() if nilai not in (None, "", [], {}, False)}


def _identitas(naskah: Naskah) -> Isi:
    isian = {kunci: _nilai(naskah, satu) for kunci, satu in ISIAN.items()}
    for kunci in ("label_nomor", "label_tanggal_efektif"):
        if isian[kunci] is None:
            del isian[kunci]
    daftar = {d.value: [_butir(b) for b in naskah.isi_daftar(d)] for d in Daftar}
    return {"nama_sop": naskah.nilai(Isian.NAMA), **isian, **daftar}


def _nilai(naskah: Naskah, isian: Isian) -> str | date | None:
    """A whole date as a date, a partial one as the text it is."""
    nilai = naskah.nilai(isian)
    if isian in TANGGAL and nilai.count("-") == 2:  # noqa: PLR2004 - year, month and day
        return date.fromisoformat(nilai)
    return nilai or None


def _butir(butir: Butir) -> str | Isi:
    return {"nama": butir.teks, "id": butir.rujukan} if butir.rujukan else butir.teks


def kode_pelaksana(pelaksana: Iterable[Pelaksana]) -> dict[PelaksanaId, str]:
    """The code by which rows name a column; one that has none gets P1, P2, ..."""
    semua = list(pelaksana)
    terpakai = {p.kode for p in semua}
    baru = (kode for kode in (f"P{n}" for n in count(1)) if kode not in terpakai)
    return {p.id: p.kode or next(baru) for p in semua}


def _pelaksana(p: Pelaksana, kode: str) -> Isi:
    tambahan = {"unit": p.unit, "eksternal": p.eksternal, "bukan_orang": p.bukan_orang}
    return {"kode": kode, "jabatan": p.jabatan, **_terisi(tambahan)}


def _langkah(naskah: Naskah, indeks: int, kode: dict[PelaksanaId, str]) -> Isi:
    baris = naskah.langkah[indeks]
    nomor = nomor_langkah(naskah.langkah)
    jarang = {
        "pertanyaan": baris.pertanyaan,
        "simbol_per_pelaksana": {kode[p]: simbol.value for p, simbol in baris.simbol_per_pelaksana if p in kode},
        "label_simbol": {kode[p]: label for p, label in baris.label_simbol if label and p in kode},
    }
    return {
        "urut": _angka_atau_teks(nomor[baris.id]),
        "kegiatan": baris.kegiatan,
        "simbol": baris.simbol.value,
        **_terisi(jarang),
        "pelaksana": [kode[p] for p in baris.pelaksana if p in kode],
        "kelengkapan": list(baris.kelengkapan),
        "waktu": _waktu(baris.waktu, nomor),
        "output": baris.output,
        "keterangan": baris.keterangan,
        **_keluar(naskah.langkah, indeks, nomor),
    }


def _keluar(langkah: tuple[Langkah, ...], indeks: int, nomor: dict[LangkahId, str]) -> Isi:
    """How a row leads on: `lanjut` for one arrow without a label, `cabang` for all others."""

    def ke(panah: Panah) -> int | str | None:
        return _angka_atau_teks(nomor.get(panah.ke, panah.tertulis) if panah.ke else panah.tertulis)

    panah = langkah[indeks].panah or panah_tergambar(langkah, indeks)  # a branch without a target stays one
    if len(panah) == 1 and not panah[0].label:
        return _terisi({"lanjut": ke(panah[0])})
    return _terisi({"cabang": [{"label": p.label, "ke": ke(p)} for p in panah]})


def _angka_atau_teks(nomor: str) -> int | str | None:
    bulat = nomor.isascii() and nomor.isdigit() and (nomor == "0" or nomor[0] != "0")
    return int(nomor) if bulat else nomor or None


def _waktu(waktu: Waktu, nomor: dict[LangkahId, str]) -> Isi:
    gabung = nomor.get(waktu.gabung_dengan) if waktu.gabung_dengan else None
    angka = {"nilai": waktu.nilai, "min": waktu.min, "maks": waktu.maks}
    lain = {"satuan": waktu.satuan.value if waktu.satuan else "", "per": waktu.per}
    return {
        "teks": waktu.teks,
        **{kunci: _angka(nilai) for kunci, nilai in angka.items() if nilai is not None},
        **_terisi({**lain, "gabung_dengan": _angka_atau_teks(gabung or "")}),
    }


def _angka(nilai: Decimal) -> int | float:
    """A whole number stays whole (2), one with a point keeps it (2.0)."""
    return int(nilai) if nilai == nilai.to_integral() and int(nilai.as_tuple().exponent) >= 0 else float(nilai)
