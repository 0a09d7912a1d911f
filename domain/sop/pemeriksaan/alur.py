"""FL: symbols and arrows. Where the arrows lead is judged in `jalan`, decisions in `keputusan`.

Two rules of the list have no function: the symbols are an enumeration (FL-01, FL-13), and the pages of the printed
table are the printer's (FL-11, FL-12).
"""

from __future__ import annotations

from collections.abc import Iterator

from domain.sop.langkah import Langkah, Panah, Simbol
from domain.sop.pemeriksaan import jalan, keputusan
from domain.sop.pemeriksaan.aturan import Catatan, aturan
from domain.sop.pemeriksaan.bahan import Bahan
from domain.sop.pemeriksaan.graf import graf
from domain.sop.pemeriksaan.jalan import berakhir, jadikan
from domain.sop.pemeriksaan.keputusan import adalah_keputusan
from domain.sop.pemeriksaan.letak import baris, cuplik, daftar_langkah
from domain.sop.pemeriksaan.temuan import Keparahan, Perbaikan

PEDOMAN = "PermenPAN-RB 35/2012"
TURUNAN = "Turunan dari PermenPAN-RB 35/2012"


@aturan("FL-02", "Tepat satu simbol mulai", Keparahan.AJUKAN, PEDOMAN)
def satu_mulai(bahan: Bahan) -> Iterator[Catatan]:
    semua = baris(bahan.naskah)
    mulai = [b for b in semua if b.langkah.simbol is Simbol.MULAI]
    if semua and not mulai:
        yield Catatan(
            semua[0].tempat("simbol"),
            "Alur belum punya simbol mulai.",
            "Pilih simbol mulai pada langkah pertama.",
            jadikan(Simbol.MULAI, semua[0]),
        )
    if len(mulai) > 1:
        yield Catatan(
            mulai[1].tempat("simbol"),
            f"Alur punya {len(mulai)} simbol mulai: {daftar_langkah(mulai)}.",
            "Sisakan satu simbol mulai, pada langkah pertama.",
        )


@aturan("FL-03", "Tepat satu simbol selesai", Keparahan.PERINGATAN, f"{PEDOMAN}; praktik")
def satu_selesai(bahan: Bahan) -> Iterator[Catatan]:
    """An SOP without any end is found by FL-05, which stops it."""
    selesai = [b for b in baris(bahan.naskah) if berakhir(b.langkah)]
    if len(selesai) > 1:
        yield Catatan(
            selesai[0].tempat("simbol"),
            f"Alur punya {len(selesai)} simbol selesai: {daftar_langkah(selesai)}.",
            "Satukan ke satu langkah akhir bila bisa.",
        )


@aturan("FL-06", "Satu panah keluar dari proses, tidak ada dari selesai", Keparahan.AJUKAN, TURUNAN)
def panah_keluar_tepat(bahan: Bahan) -> Iterator[Catatan]:
    g = graf(bahan.naskah)
    for b in baris(bahan.naskah):
        keluar = g.keluar[b.letak]
        if b.langkah.simbol is Simbol.SELESAI and keluar:
            yield Catatan(
                b.tempat("panah"),
                f"{b.sebutan} bersimbol selesai, tetapi masih punya panah keluar.",
                "Hapus panahnya, atau pilih simbol proses.",
            )
        elif len(keluar) > 1 and not adalah_keputusan(b.langkah) and not _tiap_simbol_satu(b.langkah, keluar):
            yield Catatan(
                b.tempat("panah"),
                f"{b.sebutan} punya {len(keluar)} panah keluar, tetapi bukan keputusan.",
                "Sisakan satu panah, atau pilih simbol keputusan.",
                (Perbaikan("Jadikan keputusan", {"simbol": Simbol.KEPUTUSAN.value}),)
                if b.langkah.simbol is Simbol.PROSES and keputusan.berlabel_beda(keluar)
                else (),
            )


def _tiap_simbol_satu(langkah: Langkah, keluar: tuple[Panah, ...]) -> bool:
    """Several boxes in a row that go on each in its own way ("Langsung ke kantor", "Lewat surel")."""
    return len(keluar) <= len(langkah.pelaksana) and keputusan.berlabel_beda(keluar)


@aturan("FL-07", "Panah menuju langkah yang ada", Keparahan.AJUKAN, TURUNAN)
def panah_putus(bahan: Bahan) -> Iterator[Catatan]:
    ada = {x.id for x in bahan.naskah.langkah}
    for b in baris(bahan.naskah):
        for panah in b.langkah.panah:
            if panah.ke not in ada and (panah.ke or panah.tertulis):
                tujuan = f"langkah {cuplik(panah.tertulis)}" if panah.tertulis else "langkah"
                yield Catatan(
                    b.tempat("panah"),
                    f"{b.sebutan}: panahnya menuju {tujuan} yang tidak ada.",
                    "Pilih langkah tujuan yang ada.",
                )


@aturan("FL-15", "Mulai dan Selesai bukan langkah tersendiri", Keparahan.KETERANGAN, PEDOMAN)
def baris_terminal(bahan: Bahan) -> Iterator[Catatan]:
    for b in baris(bahan.naskah):
        if b.terminal:
            yield Catatan(
                b.tempat("kegiatan"),
                f"{b.sebutan} hanya berisi “{cuplik(b.langkah.kegiatan)}”.",
                "Hapus baris ini, lalu pilih simbol mulai atau selesai pada kegiatan pertama atau terakhir.",
            )


ATURAN = (
    satu_mulai,
    satu_selesai,
    panah_keluar_tepat,
    panah_putus,
    baris_terminal,
    *jalan.ATURAN,
    *keputusan.ATURAN,
)
