"""MB: what a step needs and what comes of it. The rules on its time are in `mutu_waktu` and `waktu_khusus`."""

from __future__ import annotations

from collections.abc import Iterator

from domain.sop.pemeriksaan import mutu_waktu, waktu_khusus
from domain.sop.pemeriksaan.aturan import Catatan, aturan
from domain.sop.pemeriksaan.bahan import Bahan
from domain.sop.pemeriksaan.graf import capaian, graf
from domain.sop.pemeriksaan.kata import KATA, kata, kata_kerja_aktif
from domain.sop.pemeriksaan.kosakata import KATA_UMUM
from domain.sop.pemeriksaan.letak import baris_kerja, cuplik
from domain.sop.pemeriksaan.temuan import Keparahan

PEDOMAN = "PermenPAN-RB 35/2012"
MEMBERI_ARAHAN = frozenset({"memerintahkan", "menugaskan", "menginstruksikan", "mengarahkan", "meneruskan", "menunjuk"})
HURUF_BERARTI = 3
AKAR = 6
"""So many letters say whether two words are forms of one."""
BUKTI = frozenset(
    {"bukti", "arsip", "terarsip", "dokumentasi", "foto", "hadir", "kesiapan", "nomor", "pengumuman", "terkirim"}
)
TANDA_TERIMA = ("tanda", "terima")


@aturan("MB-01", "Kelengkapan terisi", Keparahan.PERINGATAN, PEDOMAN)
def kelengkapan_terisi(bahan: Bahan) -> Iterator[Catatan]:
    for b in baris_kerja(bahan.naskah):
        if not any(map(kata, b.langkah.kelengkapan)):
            yield Catatan(
                b.tempat("kelengkapan"),
                f"{b.sebutan} belum punya kelengkapan.",
                "Tulis apa yang harus tersedia sebelum langkah ini dikerjakan.",
            )


@aturan("MB-03", "Output berupa hasil", Keparahan.PERINGATAN, PEDOMAN)
def output_hasil(bahan: Bahan) -> Iterator[Catatan]:
    for b in baris_kerja(bahan.naskah):
        output, kegiatan = kata(b.langkah.output), kata(b.langkah.kegiatan)
        if not output:
            yield Catatan(
                b.tempat("output"),
                f"{b.sebutan} belum punya output.",
                "Tulis hasil langkah ini; biasanya menjadi kelengkapan langkah berikutnya.",
            )
        elif output == ("disposisi",) and not _berdisposisi(kegiatan):
            yield Catatan(
                b.tempat("output"),
                f"{b.sebutan}: output “{cuplik(b.langkah.output)}” bukan hasil kegiatan ini.",
                "Tulis hasilnya, misalnya “Konsep surat” atau “Berkas lengkap”.",
            )
        elif kata_kerja_aktif(output[0]):
            yield Catatan(
                b.tempat("output"),
                f"{b.sebutan}: output “{cuplik(b.langkah.output)}” berupa kegiatan, bukan hasil.",
                "Tulis hasilnya sebagai kata benda, misalnya “Laporan” atau “Surat terkirim”.",
            )


def _berdisposisi(kegiatan: tuple[str, ...]) -> bool:
    return any("disposisi" in k for k in kegiatan) or not MEMBERI_ARAHAN.isdisjoint(kegiatan)


@aturan("MB-10", "Output dipakai langkah berikutnya", Keparahan.KETERANGAN, "PermenPAN-RB 35/2012; praktik")
def output_dipakai(bahan: Bahan) -> Iterator[Catatan]:
    """Somewhere later on the way one word that matters is enough: names are shortened and made longer freely."""
    dicapai = capaian(graf(bahan.naskah).tujuan)
    menurut_akar: dict[str, int] = {}
    kerja = baris_kerja(bahan.naskah)
    semua_kerja = sum(1 << b.letak for b in kerja)
    for b in kerja:
        for akar in _akar(" ".join((*b.langkah.kelengkapan, b.langkah.kegiatan, b.langkah.pertanyaan))):
            menurut_akar[akar] = menurut_akar.get(akar, 0) | 1 << b.letak
    for b in kerja:
        berikut, output = dicapai[b.letak] & semua_kerja & ~(1 << b.letak), _akar_output(b.langkah.output)
        if output and berikut and not any(menurut_akar.get(akar, 0) & berikut for akar in output):
            yield Catatan(
                b.tempat("output"),
                f"{b.sebutan}: output “{cuplik(b.langkah.output)}” tidak dipakai pada langkah mana pun sesudahnya.",
                "Tulis output ini pada kelengkapan langkah yang memakainya.",
            )


def _akar_output(output: str) -> set[str]:
    """Nothing for what is kept as evidence or makes something ready, rather than being handed on."""
    semua = kata(output)
    return set() if semua[:2] == TANDA_TERIMA or not BUKTI.isdisjoint(semua) else _akar(output)


def _akar(teks: str) -> set[str]:
    """How the words that matter begin; abbreviations matter however short."""
    panjang = {k[:AKAR] for k in kata(teks) if len(k) > HURUF_BERARTI and k not in KATA_UMUM}
    return panjang | {k.casefold() for k in KATA.findall(teks) if len(k) > 1 and k.isupper()}


ATURAN = (kelengkapan_terisi, output_hasil, output_dipakai, *mutu_waktu.ATURAN, *waktu_khusus.ATURAN)
