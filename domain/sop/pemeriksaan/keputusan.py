"""FL: decisions and their branches."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from domain.sop.langkah import Langkah, Panah, Simbol, panah_keluar
from domain.sop.naskah import Naskah
from domain.sop.pemeriksaan.aturan import Catatan, aturan
from domain.sop.pemeriksaan.bahan import Bahan
from domain.sop.pemeriksaan.graf import graf
from domain.sop.pemeriksaan.kata import kata_kerja_terangkai
from domain.sop.pemeriksaan.letak import Baris, baris, baris_kerja, cuplik
from domain.sop.pemeriksaan.temuan import Keparahan, Perbaikan

PEDOMAN = "PermenPAN-RB 35/2012"
MENILAI = frozenset({"memeriksa", "memverifikasi", "mengoreksi", "menyetujui", "meneliti", "memvalidasi"})
_BUKAN_BERKAS = re.compile(r"\bmemeriksa (?:pasien|keadaan|kondisi|kesehatan|lokasi|lapangan)\b", re.IGNORECASE)
"""To look at somebody or something as it is, which nothing can be sent back for."""
DUA = 2
LAWAN = {"ya": "Tidak", "tidak": "Ya", "lengkap": "Tidak lengkap", "sesuai": "Tidak sesuai", "setuju": "Tidak setuju"}
"""What the other branch is called when one of the two has its name."""


def adalah_keputusan(langkah: Langkah) -> bool:
    return belah_ketupat(langkah) > 0 or langkah.simbol is Simbol.KEPUTUSAN


def belah_ketupat(langkah: Langkah) -> int:
    """How many diamonds are drawn in the row."""
    sendiri = dict(langkah.simbol_per_pelaksana)
    return sum(sendiri.get(p, langkah.simbol) is Simbol.KEPUTUSAN for p in langkah.pelaksana)


def berlabel_beda(keluar: tuple[Panah, ...]) -> bool:
    label = [p.label.strip().casefold() for p in keluar]
    return all(label) and len(set(label)) == len(label)


def _keputusan(naskah: Naskah) -> Iterator[tuple[Baris, tuple[Panah, ...]]]:
    for b in baris(naskah):
        if adalah_keputusan(b.langkah):
            yield b, panah_keluar(naskah.langkah, b.letak)


@aturan("FL-04", "Keputusan punya pertanyaan dan dua cabang berlabel", Keparahan.AJUKAN, PEDOMAN)
def cabang_lengkap(bahan: Bahan) -> Iterator[Catatan]:
    for b, keluar in _keputusan(bahan.naskah):
        if not b.langkah.pertanyaan.strip():
            yield Catatan(
                b.tempat("pertanyaan"),
                f"{b.sebutan}: keputusan ini belum punya pertanyaan.",
                "Tulis pertanyaannya, misalnya “Lengkap?”.",
            )
        if len(keluar) < DUA:
            yield _kurang_cabang(b, keluar)
        elif not all(p.label.strip() for p in keluar):
            yield Catatan(
                b.tempat("panah"),
                f"{b.sebutan}: ada cabang keputusan yang belum berlabel.",
                "Beri label setiap cabang, misalnya “Ya” dan “Tidak”.",
                _lengkapi_label(keluar),
            )
        elif not berlabel_beda(keluar):
            yield Catatan(
                b.tempat("panah"),
                f"{b.sebutan}: dua cabang keputusan berlabel sama.",
                "Bedakan labelnya, misalnya “Ya” dan “Tidak”.",
            )


def _kurang_cabang(b: Baris, keluar: tuple[Panah, ...]) -> Catatan:
    label = keluar[0].label.strip().casefold() if keluar else ""
    kurang = f"cabang “{LAWAN.get(label, 'Tidak')}”" if label else "cabang “Ya” dan “Tidak”"
    return Catatan(
        b.tempat("panah"),
        f"{b.sebutan}: keputusan ini belum punya {kurang}.",
        "Pilih langkah tujuannya.",
    )


def _lengkapi_label(keluar: tuple[Panah, ...]) -> tuple[Perbaikan, ...]:
    """Of two branches one is named: then the other's name is certain."""
    label = [p.label.strip() for p in keluar]
    lawan = LAWAN.get("".join(label).casefold())
    if len(keluar) != DUA or lawan is None or not all(p.ke for p in keluar):
        return ()
    isi: dict[str, str] = {}
    for n, panah in enumerate(keluar):
        isi |= {f"cabang_label_{n}": label[n] or lawan, f"cabang_ke_{n}": str(panah.ke)}
    return (Perbaikan(f"Pakai: {lawan}", isi),)


@aturan("FL-09", "Satu keputusan dalam satu langkah", Keparahan.PERINGATAN, "praktik")
def satu_keputusan(bahan: Bahan) -> Iterator[Catatan]:
    for b in baris(bahan.naskah):
        banyak = belah_ketupat(b.langkah)
        if banyak > 1:
            yield Catatan(
                b.tempat("simbol"),
                f"{b.sebutan} punya {banyak} belah ketupat.",
                "Yang memutuskan satu pelaksana; pelaksana lain memakai simbol proses atau langkah tersendiri.",
            )


@aturan("FL-14", "Langkah pertama dan terakhir bukan keputusan", Keparahan.PERINGATAN, PEDOMAN)
def ujung_bukan_keputusan(bahan: Bahan) -> Iterator[Catatan]:
    semua = baris(bahan.naskah)
    for b in dict.fromkeys((*semua[:1], *semua[-1:])):
        if adalah_keputusan(b.langkah):
            mana = "pertama" if b.letak == 0 else "terakhir"
            yield Catatan(
                b.tempat("simbol"),
                f"{b.sebutan} adalah langkah {mana}, tetapi berupa keputusan.",
                "Alur dimulai dan diakhiri dengan kegiatan, bukan dengan keputusan.",
            )


@aturan("FL-16", "Pemeriksaan berupa keputusan", Keparahan.PERINGATAN, f"{PEDOMAN} (FL-04)")
def periksa_tanpa_keputusan(bahan: Bahan) -> Iterator[Catatan]:
    """Not at the ends of the flow, and not where the very next step decides."""
    g = graf(bahan.naskah)
    memutus = [adalah_keputusan(x) for x in bahan.naskah.langkah]
    for b in baris_kerja(bahan.naskah):
        diputus = memutus[b.letak] or any(memutus[ke] for ke in g.tujuan[b.letak])
        menilai = not MENILAI.isdisjoint(kata_kerja_terangkai(_BUKAN_BERKAS.sub("", b.langkah.kegiatan)))
        if b.langkah.simbol is Simbol.PROSES and menilai and not diputus:
            yield Catatan(
                b.tempat("simbol"),
                f"{b.sebutan}: “{cuplik(b.langkah.kegiatan)}” belum berupa keputusan, "
                "jadi tidak tampak apa yang terjadi bila hasilnya tidak sesuai.",
                "Pilih simbol keputusan, tulis pertanyaannya, lalu tunjuk cabang “Ya” dan “Tidak”.",
            )


@aturan("FL-17", "Keputusan punya paling banyak dua cabang", Keparahan.PERINGATAN, "praktik (FL-04)")
def banyak_cabang(bahan: Bahan) -> Iterator[Catatan]:
    for b, keluar in _keputusan(bahan.naskah):
        if len(keluar) > DUA:
            yield Catatan(
                b.tempat("panah"),
                f"{b.sebutan}: keputusan ini punya {len(keluar)} cabang.",
                "Pecah menjadi beberapa pertanyaan dengan dua jawaban.",
            )


@aturan("FL-18", "Cabang menuju langkah yang berbeda", Keparahan.KETERANGAN, "usul (FL-04)")
def cabang_ke_tempat_sama(bahan: Bahan) -> Iterator[Catatan]:
    for b, keluar in _keputusan(bahan.naskah):
        tujuan = Counter(p.ke for p in keluar if p.ke)
        if any(banyak > 1 for banyak in tujuan.values()):
            yield Catatan(
                b.tempat("panah"),
                f"{b.sebutan}: dua cabang menuju langkah yang sama.",
                "Periksa apakah keputusan ini diperlukan.",
            )


ATURAN = (
    cabang_lengkap,
    satu_keputusan,
    ujung_bukan_keputusan,
    periksa_tanpa_keputusan,
    banyak_cabang,
    cabang_ke_tempat_sama,
)
