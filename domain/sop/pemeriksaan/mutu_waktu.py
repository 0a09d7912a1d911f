"""MB: the time of each step. What is said of time elsewhere, or of several steps at once, is in `waktu_khusus`."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from domain.sop.langkah import Satuan, Waktu
from domain.sop.pemeriksaan.aturan import Catatan, aturan
from domain.sop.pemeriksaan.bahan import Bahan
from domain.sop.pemeriksaan.kata import kata
from domain.sop.pemeriksaan.kosakata import WAKTU_SAMAR
from domain.sop.pemeriksaan.letak import Baris, baris_kerja, cuplik
from domain.sop.pemeriksaan.temuan import Keparahan, Perbaikan
from domain.sop.pemeriksaan.waktu import baca_waktu, lama_formulir, tanpa_satuan, tulis_waktu

PEDOMAN = "PermenPAN-RB 35/2012"
LAZIM = tuple(
    Waktu(nilai=Decimal(nilai), satuan=satuan)
    for nilai, satuan in ((1, Satuan.JAM), (1, Satuan.HARI_KERJA), (3, Satuan.HARI_KERJA))
)
"""What is offered for a time that nobody can measure."""
SATUAN_LAZIM = (Satuan.MENIT, Satuan.JAM, Satuan.HARI_KERJA)
_SETAHUN = {Satuan.BULAN: 12, Satuan.MINGGU: 53, Satuan.HARI: 366, Satuan.HARI_KERJA: 366, Satuan.TAHUN: 1}


def terukur(waktu: Waktu) -> bool:
    return waktu.satuan is not None and (waktu.nilai is not None or waktu.maks is not None)


def samar(waktu: Waktu) -> bool:
    return not terukur(waktu) and not WAKTU_SAMAR.isdisjoint(kata(waktu.teks))


def sebut_waktu(waktu: Waktu) -> str:
    return cuplik(tulis_waktu(waktu))


def _pakai(*pilihan: Waktu) -> tuple[Perbaikan, ...]:
    return tuple(Perbaikan(f"Pakai: {sebut_waktu(w)}", _isi(w)) for w in pilihan)


def _isi(waktu: Waktu) -> dict[str, str]:
    return {"lama": lama_formulir(waktu), "satuan": waktu.satuan.value if waktu.satuan else "", "per": waktu.per}


@aturan("MB-02", "Waktu terisi dengan angka dan satuan", Keparahan.AJUKAN, PEDOMAN)
def waktu_terisi(bahan: Bahan) -> Iterator[Catatan]:
    """A time shared with another row is that row's; a vague one is MB-04, a readable one MB-06."""
    for b in baris_kerja(bahan.naskah):
        waktu = b.langkah.waktu
        if terukur(waktu) or samar(waktu) or baca_waktu(waktu.teks) or waktu.gabung_dengan:
            continue
        if not kata(waktu.teks) and not tanpa_satuan(waktu.teks):
            kalimat, saran = f"{b.sebutan} belum punya waktu.", "Tulis angka dan satuan, misalnya “15 menit”."
        else:
            kalimat = f"{b.sebutan}: waktu “{cuplik(waktu.teks)}” belum terukur."
            saran = "Tulis angka dan satuan."
        yield Catatan(b.tempat("waktu"), kalimat, saran)


@aturan("MB-04", "Waktu tidak samar", Keparahan.AJUKAN, "praktik")
def waktu_samar(bahan: Bahan) -> Iterator[Catatan]:
    for b in baris_kerja(bahan.naskah):
        if samar(b.langkah.waktu):
            yield Catatan(
                b.tempat("waktu"),
                f"{b.sebutan}: waktu “{cuplik(b.langkah.waktu.teks)}” belum terukur.",
                "Tulis angka dan satuan.",
                _pakai(*LAZIM),
            )


@aturan("MB-05", "Waktu berupa satu angka", Keparahan.PERINGATAN, "praktik")
def rentang(bahan: Bahan) -> Iterator[Catatan]:
    for b in baris_kerja(bahan.naskah):
        w = b.langkah.waktu
        if terukur(w) and w.maks is not None and w.min != w.maks:
            terlama = Waktu(nilai=w.maks, satuan=w.satuan, per=w.per)
            yield Catatan(
                b.tempat("waktu"),
                f"{b.sebutan}: waktu “{cuplik(w.teks) or sebut_waktu(w)}” berupa rentang.",
                f"Pakai yang terlama, {sebut_waktu(terlama)}; yang terlama pula yang dihitung dalam waktu total.",
                _pakai(terlama),
            )


@aturan("MB-06", "Satuan waktu jelas", Keparahan.PERINGATAN, "praktik")
def satuan_jelas(bahan: Bahan) -> Iterator[Catatan]:
    semua = baris_kerja(bahan.naskah)
    memakai_hari_kerja = any(b.langkah.waktu.satuan is Satuan.HARI_KERJA for b in semua)
    for b in semua:
        w = b.langkah.waktu
        terbaca = baca_waktu(w.teks)
        if tanpa_satuan(w.teks):
            yield _tanpa_satuan(b)
        elif not terukur(w) and terbaca is not None:
            yield Catatan(
                b.tempat("waktu"),
                f"{b.sebutan}: waktu “{cuplik(w.teks)}” belum tercatat sebagai angka dan satuan, "
                "jadi tidak ikut dihitung.",
                "Simpan waktunya sebagai angka dan satuan.",
                _pakai(terbaca),
            )
        elif w.satuan is Satuan.HARI and memakai_hari_kerja and terukur(w) and "kalender" not in kata(w.teks):
            kerja = Waktu("", w.nilai, w.min, w.maks, Satuan.HARI_KERJA, w.per)
            yield Catatan(
                b.tempat("waktu"),
                f"{b.sebutan}: “{sebut_waktu(w)}” berarti hari kalender, padahal langkah lain memakai hari kerja.",
                "Pastikan mana yang dimaksud.",
                _pakai(kerja),
            )


def _tanpa_satuan(b: Baris) -> Catatan:
    """The printed cell says a number only; where the unit was understood, it is offered, else the usual ones."""
    w = b.langkah.waktu
    terbaca = [baca_waktu(f"{w.teks} {s.sebutan}") for s in SATUAN_LAZIM]
    return Catatan(
        b.tempat("waktu"),
        f"{b.sebutan}: waktu “{cuplik(w.teks)}” belum menyebut satuannya.",
        "Tulis satuannya, misalnya menit, jam, atau hari kerja.",
        _pakai(*([w] if terukur(w) else [x for x in terbaca if x])),
    )


@aturan("MB-07", "Waktu masuk akal", Keparahan.PERINGATAN, "usul; praktik")
def masuk_akal(bahan: Bahan) -> Iterator[Catatan]:
    for b in baris_kerja(bahan.naskah):
        w = b.langkah.waktu
        lama = w.maks if w.maks is not None else w.nilai
        if not terukur(w) or lama is None or w.per:
            continue
        if w.satuan is Satuan.MENIT and lama < 1:
            yield Catatan(
                b.tempat("waktu"),
                f"{b.sebutan}: waktu {sebut_waktu(w)} kurang dari satu menit.",
                "Gabungkan dengan langkah lain, atau tulis waktu yang nyata.",
            )
        elif w.satuan in _SETAHUN and lama > _SETAHUN[w.satuan]:
            yield Catatan(
                b.tempat("waktu"),
                f"{b.sebutan}: waktu {sebut_waktu(w)} lebih dari satu tahun.",
                "Periksa angka dan satuannya.",
            )


ATURAN = (waktu_terisi, waktu_samar, rentang, satuan_jelas, masuk_akal)
