"""Edits of the procedure table. Rows go by their printed number, columns by their code."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from domain.sop import penyuntingan_langkah as tabel
from domain.sop.langkah import (
    Langkah,
    LangkahId,
    Panah,
    Pelaksana,
    PelaksanaId,
    Simbol,
    UbahanLangkah,
    Waktu,
    nomor_langkah,
)
from domain.sop.naskah import Naskah
from domain.sop.pemeriksaan.waktu import baca_waktu
from domain.wewenang import Tindakan
from infra.demo.adegan import Adegan, NaskahPeragaanError
from infra.demo.panggung import Panggung
from infra.ids import new_id


def waktu(teks: str) -> Waktu:
    """Measurable where the text is; a vague text stays a text, as an editor would leave it."""
    return baca_waktu(teks) or Waktu(teks)


def baris(naskah: Naskah, nomor: object) -> LangkahId:
    for langkah_id, tercetak in nomor_langkah(naskah.langkah).items():
        if tercetak == str(nomor):
            return langkah_id
    raise NaskahPeragaanError(f"tidak ada langkah {nomor}")


def kolom(naskah: Naskah, kode: str) -> Pelaksana:
    return next(p for p in naskah.pelaksana if p.kode == kode)


def _ubahan(naskah: Naskah, isi: dict[str, Any]) -> UbahanLangkah:
    """The named columns of a row as values of the domain."""
    baca: dict[str, Any] = {
        "simbol": Simbol,
        "waktu": waktu,
        "kelengkapan": tuple,
        "pelaksana": lambda kode: tuple(kolom(naskah, k).id for k in kode),
        "panah": lambda cabang: tuple(Panah(baris(naskah, ke), label) for label, ke in cabang.items()),
    }
    return UbahanLangkah(**{nama: baca.get(nama, str)(nilai) for nama, nilai in isi.items() if nama != "nomor"})


def langkah(p: Panggung, a: Adegan) -> None:
    """Change the named columns of a row in one save."""

    def putuskan(sop: Any, _: object) -> Any:
        langkah_id = baris(sop.naskah, a.isi["nomor"])
        menjadi = _ubahan(sop.naskah, a.isi)
        kini = sop.naskah.cari_langkah(langkah_id)
        dilihat = {k: getattr(kini, k) for k in a.isi if k != "nomor"}
        return tabel.ubah_langkah(sop, langkah_id, dari=UbahanLangkah(**dilihat), menjadi=menjadi)

    p.lakukan(Tindakan.SOP_SUNTING, a, putuskan)


def langkah_baru(p: Panggung, a: Adegan) -> None:
    """A new row, at the end or after the one that `setelah` names."""
    langkah_id = LangkahId(new_id())

    def putuskan(sop: Any, _: object) -> Any:
        ubahan = _ubahan(sop.naskah, {k: v for k, v in a.isi.items() if k != "setelah"})
        isi = {k: getattr(ubahan, k) for k in a.isi if k not in ("setelah", "nomor")}
        ada = sop.naskah.langkah
        setelah = baris(sop.naskah, a.isi["setelah"]) if "setelah" in a.isi else (ada[-1].id if ada else None)
        return tabel.tambah_langkah(sop, Langkah(langkah_id, **isi), setelah=setelah)

    p.lakukan(Tindakan.SOP_SUNTING, a, putuskan)


def pindah_langkah(p: Panggung, a: Adegan) -> None:
    """`setelah` 0 puts the row first."""

    def putuskan(sop: Any, _: object) -> Any:
        setelah = baris(sop.naskah, a.isi["setelah"]) if a.isi["setelah"] else None
        digest = p.digest(a.kisah, sop)
        langkah_id = baris(sop.naskah, a.isi["nomor"])
        return tabel.pindah_langkah(sop, langkah_id, setelah=setelah, digest_dilihat=digest, digest_kini=digest)

    p.lakukan(Tindakan.SOP_SUNTING, a, putuskan)


def hapus_langkah(p: Panggung, a: Adegan) -> None:
    def putuskan(sop: Any, _: object) -> Any:
        digest = p.digest(a.kisah, sop)
        return tabel.hapus_langkah(sop, baris(sop.naskah, a.isi), digest_dilihat=digest, digest_kini=digest)

    p.lakukan(Tindakan.SOP_SUNTING, a, putuskan)


def pelaksana(p: Panggung, a: Adegan) -> None:
    baru = Pelaksana(PelaksanaId(new_id()), a.isi["jabatan"], a.isi["kode"], eksternal=a.isi.get("eksternal", False))
    p.lakukan(Tindakan.SOP_SUNTING, a, lambda sop, _: tabel.tambah_pelaksana(sop, baru))


def ubah_pelaksana(p: Panggung, a: Adegan) -> None:
    def putuskan(sop: Any, _: object) -> Any:
        lama = kolom(sop.naskah, a.isi["kode"])
        return tabel.ubah_pelaksana(sop, dari=lama, menjadi=replace(lama, jabatan=a.isi["jabatan"]))

    p.lakukan(Tindakan.SOP_SUNTING, a, putuskan)


def pindah_pelaksana(p: Panggung, a: Adegan) -> None:
    def putuskan(sop: Any, _: object) -> Any:
        setelah = kolom(sop.naskah, a.isi["setelah"]).id if a.isi["setelah"] else None
        return tabel.pindah_pelaksana(sop, kolom(sop.naskah, a.isi["kode"]).id, setelah=setelah)

    p.lakukan(Tindakan.SOP_SUNTING, a, putuskan)


LAKON = {
    "langkah": langkah,
    "langkah_baru": langkah_baru,
    "pindah_langkah": pindah_langkah,
    "hapus_langkah": hapus_langkah,
    "pelaksana": pelaksana,
    "ubah_pelaksana": ubah_pelaksana,
    "pindah_pelaksana": pindah_pelaksana,
}
