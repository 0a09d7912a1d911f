"""NM and TX: numbers of the rows, and one word for one thing.

TX-02 has no function: the headings of the table are the product's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from domain.sop.langkah import Langkah
from domain.sop.pemeriksaan.aturan import Catatan, aturan
from domain.sop.pemeriksaan.bahan import Bahan
from domain.sop.pemeriksaan.kosakata import ASING, EJAAN
from domain.sop.pemeriksaan.letak import Baris, baris, baris_kerja, cuplik, daftar_kata, daftar_langkah
from domain.sop.pemeriksaan.sebutan import hanya_menyebut, nama_inti
from domain.sop.pemeriksaan.temuan import Keparahan, Perbaikan

_NOMOR = re.compile(r"(?P<induk>[0-9]{1,6})(?P<anak>[a-z]|\.[0-9]{1,3})?", re.IGNORECASE)
BIDANG_TEKS = ("kegiatan", "output", "keterangan")


def _pola(kata: tuple[str, ...]) -> re.Pattern[str]:
    panjang_dulu = sorted(kata, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, panjang_dulu))})(?![\w-])")


_ASING = _pola(tuple(ASING))
_EJAAN = _pola(tuple(e for kelompok in EJAAN for e in kelompok))
_KELOMPOK = {ejaan: kelompok for kelompok in EJAAN for ejaan in kelompok}


@aturan("NM-01", "Nomor langkah berurutan", Keparahan.PERINGATAN, "PermenPAN-RB 35/2012")
def nomor_berurutan(bahan: Bahan) -> Iterator[Catatan]:
    """Only where the sequence breaks; the rows after it are counted from there."""
    terakhir = 0
    dipakai: set[str] = set()
    for b in baris(bahan.naskah):
        cocok = _NOMOR.fullmatch(b.nomor)
        induk = int(cocok["induk"]) if cocok else terakhir
        seharusnya = terakhir + (cocok is None or cocok["anak"] is None)
        if cocok is None or induk != seharusnya or b.nomor.casefold() in dipakai:
            yield Catatan(
                b.tempat("nomor"),
                f"Nomor langkah melompat: sesudah {terakhir} tertulis {cuplik(b.nomor)}."
                if terakhir
                else f"Nomor langkah pertama tertulis {cuplik(b.nomor)}.",
                f"Nomori berurutan; langkah ini bernomor {terakhir + 1}.",
            )
        dipakai.add(b.nomor.casefold())
        terakhir = induk


@aturan("NM-02", "Tanpa nomor bertingkat", Keparahan.KETERANGAN, "usul")
def nomor_bertingkat(bahan: Bahan) -> Iterator[Catatan]:
    for b in baris(bahan.naskah):
        cocok = _NOMOR.fullmatch(b.nomor)
        if cocok and cocok["anak"]:
            yield Catatan(
                b.tempat("nomor"),
                f"Langkah {cuplik(b.nomor)} memakai nomor bertingkat.",
                "Nomori setiap langkah dengan bilangan bulat.",
            )


@aturan(
    "TX-01", "Satu istilah untuk satu hal", Keparahan.KETERANGAN, "Asas kemudahan dan kejelasan, PermenPAN-RB 35/2012"
)
def satu_istilah(bahan: Bahan) -> Iterator[Catatan]:
    dipakai: dict[tuple[str, ...], dict[str, Baris]] = {}
    for b in baris(bahan.naskah):
        for ejaan in _EJAAN.findall(_semua_teks(b.langkah)):
            dipakai.setdefault(_KELOMPOK[ejaan], {}).setdefault(ejaan, b)
    for kelompok, ejaan in dipakai.items():
        if len(ejaan) > 1:
            sebut = daftar_kata(f"“{e}”" for e in ejaan)
            yield Catatan(
                list(ejaan.values())[-1].tempat(),
                f"Satu hal ditulis dengan beberapa istilah: {sebut}.",
                f"Pilih satu dan pakai di seluruh SOP, misalnya “{kelompok[0]}”.",
            )


@aturan("TX-03", "Kata asing diganti", Keparahan.KETERANGAN, "usul")
def kata_asing(bahan: Bahan) -> Iterator[Catatan]:
    ditemukan: dict[str, list[Baris]] = {}
    for b in baris(bahan.naskah):
        for asing in dict.fromkeys(_ASING.findall(_semua_teks(b.langkah))):
            ditemukan.setdefault(asing, []).append(b)
    for asing, semua in ditemukan.items():
        yield Catatan(
            semua[0].tempat(),
            f"Kata asing “{asing}” dipakai pada {daftar_langkah(semua)}.",
            f"Pakai “{ASING[asing]}”.",
            _ganti(semua, asing),
        )


def _semua_teks(langkah: Langkah) -> str:
    isi = (langkah.kegiatan, langkah.output, langkah.keterangan, *langkah.kelengkapan)
    return "\n".join(isi).casefold()


def _ganti(semua: list[Baris], asing: str) -> tuple[Perbaikan, ...]:
    """Where one row has the word, in lower case, in fields that hold one text each."""
    langkah = semua[0].langkah
    if len(semua) > 1 or asing in "\n".join(langkah.kelengkapan).casefold():
        return ()
    isi: dict[str, str] = {}
    for bidang in BIDANG_TEKS:
        teks: str = getattr(langkah, bidang)
        baru = re.sub(rf"(?<![\w-]){re.escape(asing)}(?![\w-])", ASING[asing], teks)
        isi |= {bidang: baru} if baru != teks else {}
    return (Perbaikan(f"Pakai: {ASING[asing]}", isi),) if isi else ()


@aturan("TX-04", "Keterangan tidak mengulang pelaksana", Keparahan.KETERANGAN, "praktik")
def keterangan_mengulang(bahan: Bahan) -> Iterator[Catatan]:
    nama = nama_inti(bahan.naskah.pelaksana)
    for b in baris_kerja(bahan.naskah):
        if hanya_menyebut(b.langkah.keterangan, nama):
            yield Catatan(
                b.tempat("keterangan"),
                f"{b.sebutan}: keterangan “{cuplik(b.langkah.keterangan)}” hanya mengulang pelaksana.",
                "Kosongkan; pelaksana sudah tampak dari kolomnya.",
                (Perbaikan("Kosongkan keterangan", {"keterangan": ""}),),
            )


ATURAN = (nomor_berurutan, nomor_bertingkat, satu_istilah, kata_asing, keterangan_mengulang)
