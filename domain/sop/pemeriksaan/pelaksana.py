"""PL: the columns of the chart, and who stands in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from domain.sop.langkah import Pelaksana, Simbol
from domain.sop.naskah import Isian, Naskah
from domain.sop.pemeriksaan.aturan import Catatan, aturan
from domain.sop.pemeriksaan.bahan import Bahan
from domain.sop.pemeriksaan.kosakata import BUKAN_PELAKU, KATA_UMUM
from domain.sop.pemeriksaan.letak import baris, cuplik, daftar_kata, tempat_pelaksana
from domain.sop.pemeriksaan.sebutan import nama_baku
from domain.sop.pemeriksaan.temuan import Keparahan, Perbaikan, Tempat

TERBANYAK_TERBACA = 8
SELURUHNYA = Tempat("Pelaksana")
_GELAR = re.compile(
    r",\s*(?:S\.? ?(?:Sos|E|H|Kom|T|Pd|IP|STP|Ag|Si|AP|Kep|KM|P|Psi|Hum)|M\.? ?(?:Si|M|H|T|Kom|AP|Pd|Kes|Sc|Ec)"
    r"|A\.?Md|SE|SH|MM|MH|MT|ST|SKM|Apt)\b|(?:^|\s)(?:Drs|Dra|Ir|Hj|H|Dr)\.\s+[A-Z]"
)
_JABATAN_STRUKTURAL = frozenset({"kepala", "sekretaris", "inspektur", "direktur", "asisten"})
TERBANYAK_MIRIP = 3
KATA_JENIS = 2
"""So many words say which kind of post it is ("Kepala Seksi"); what follows says which one."""


@aturan("PL-01", "Setiap langkah punya pelaksana", Keparahan.AJUKAN, "PermenPAN-RB 35/2012")
def tanpa_pelaksana(bahan: Bahan) -> Iterator[Catatan]:
    kolom = {p.id for p in bahan.naskah.pelaksana}
    for b in baris(bahan.naskah):
        if not kolom.intersection(b.langkah.pelaksana):
            yield Catatan(
                b.tempat("pelaksana"),
                f"{b.sebutan} belum punya pelaksana.",
                "Pilih kolom jabatan yang mengerjakan langkah ini.",
            )


@aturan("PL-02", "Setiap kolom pelaksana dipakai", Keparahan.AJUKAN, "PermenPAN-RB 35/2012")
def kolom_kosong(bahan: Bahan) -> Iterator[Catatan]:
    dipakai = {p for x in bahan.naskah.langkah for p in x.pelaksana}
    for kolom in bahan.naskah.pelaksana if bahan.naskah.langkah else ():
        if kolom.id not in dipakai:
            yield Catatan(
                tempat_pelaksana(kolom),
                f"Kolom pelaksana “{cuplik(kolom.jabatan)}” belum dipakai pada langkah mana pun.",
                "Pilih kolom ini pada langkah yang dikerjakannya, atau hapus kolomnya.",
            )


@aturan("PL-04", "Kolom pelaksana mengikuti urutan alur", Keparahan.PERINGATAN, "PermenPAN-RB 35/2012")
def urutan_kolom(bahan: Bahan) -> Iterator[Catatan]:
    """Outsiders may stand at either side, as most sheets have them, but the flow starts on the left."""
    muncul = _urutan_muncul(bahan.naskah)
    mulai = _kolom_mulai(bahan.naskah)
    terbalik = _terbalik(bahan.naskah, [k for k in muncul if not k.eksternal])
    if mulai and bahan.naskah.pelaksana[0] not in mulai:
        salah, sebab = mulai[0], f"alur mulai di kolom “{cuplik(mulai[0].jabatan)}”, yang tidak paling kiri"
    elif terbalik:
        dulu, lalu = terbalik
        salah, sebab = dulu, f"“{cuplik(dulu.jabatan)}” bekerja lebih dahulu daripada “{cuplik(lalu.jabatan)}”"
    else:
        return
    yield Catatan(
        tempat_pelaksana(salah),
        f"Kolom pelaksana belum mengikuti alur dari kiri ke kanan: {sebab}.",
        f"Urutkan kolom menurut langkah: {daftar_kata(cuplik(k.jabatan) for k in muncul)}.",
    )


def _terbalik(naskah: Naskah, urut: list[Pelaksana]) -> tuple[Pelaksana, Pelaksana] | None:
    """The first two neighbours of the flow that stand the other way round."""
    kolom = {k.id: n for n, k in enumerate(naskah.pelaksana)}
    return next(((a, b) for a, b in pairwise(urut) if kolom[a.id] > kolom[b.id]), None)


def _urutan_muncul(naskah: Naskah) -> list[Pelaksana]:
    """The columns in the order of the steps; columns that begin on the same row as they stand."""
    pertama: dict[object, int] = {}
    for n, x in enumerate(naskah.langkah):
        for p in x.pelaksana:
            pertama.setdefault(p, n)
    return sorted((k for k in naskah.pelaksana if k.id in pertama), key=lambda k: pertama[k.id])


def _kolom_mulai(naskah: Naskah) -> list[Pelaksana]:
    mulai = next((x for x in naskah.langkah if x.simbol is Simbol.MULAI), None)
    return [k for k in naskah.pelaksana if mulai and k.id in mulai.pelaksana]


@aturan("PL-05", "Pelaksana adalah jabatan atau peran", Keparahan.PERINGATAN, "PermenPAN-RB 35/2012; praktik")
def bukan_jabatan(bahan: Bahan) -> Iterator[Catatan]:
    for kolom in bahan.naskah.pelaksana:
        nama = nama_baku(kolom.jabatan)
        if _GELAR.search(kolom.jabatan):
            yield Catatan(
                tempat_pelaksana(kolom),
                f"Kolom pelaksana “{cuplik(kolom.jabatan)}” tampaknya nama orang.",
                "Tulis nama jabatannya; pejabat berganti, jabatannya tetap.",
            )
        elif kolom.bukan_orang or (nama and nama[0] in BUKAN_PELAKU):
            yield Catatan(
                tempat_pelaksana(kolom),
                f"Kolom pelaksana “{cuplik(kolom.jabatan)}” bukan jabatan atau peran.",
                "Tulis siapa yang mengerjakan; alat, tempat, dan aplikasi ditulis pada kelengkapan.",
            )


@aturan("PL-06", "Jumlah pelaksana sesuai sifat SOP", Keparahan.PERINGATAN, "PermenPAN-RB 35/2012")
def jumlah_menurut_sifat(bahan: Bahan) -> Iterator[Catatan]:
    sifat, banyak = bahan.naskah.nilai(Isian.SIFAT), len(bahan.naskah.pelaksana)
    tempat = Tempat("Sifat SOP", f"isian.{Isian.SIFAT}")
    if sifat == "administratif" and banyak == 1:
        yield Catatan(
            tempat,
            "SOP administratif dikerjakan sedikitnya dua pelaksana, tetapi SOP ini baru punya satu.",
            "Tambahkan pelaksana lain yang terlibat. Bila memang satu orang, pilih sifat “teknis”.",
        )
    elif sifat == "teknis" and banyak > 1:
        yield Catatan(
            tempat,
            f"SOP teknis biasanya dikerjakan satu pelaksana, tetapi SOP ini punya {banyak}.",
            "Bila beberapa jabatan memang terlibat, pilih sifat “administratif”.",
            (Perbaikan("Pakai: administratif", {"nilai": "administratif"}),),
        )


@aturan("PL-07", "Kolom pelaksana masih terbaca", Keparahan.KETERANGAN, "praktik")
def terlalu_banyak_kolom(bahan: Bahan) -> Iterator[Catatan]:
    banyak = len(bahan.naskah.pelaksana)
    if banyak > TERBANYAK_TERBACA:
        yield Catatan(
            SELURUHNYA,
            f"Ada {banyak} kolom pelaksana; lebih dari {TERBANYAK_TERBACA} kolom sulit dibaca pada cetakan.",
            "Gabungkan pelaksana yang perannya sama, atau pecah menjadi beberapa SOP.",
        )


@aturan("PL-08", "Jabatan ada dalam susunan organisasi", Keparahan.PERINGATAN, "Susunan organisasi perangkat daerah")
def jabatan_tak_dikenal(bahan: Bahan) -> Iterator[Catatan]:
    """Only where the register has posts so alike that one was probably meant: registers are seldom complete."""
    tercatat = [(nama, nama_baku(nama)) for nama in sorted(bahan.jabatan)]
    for kolom in bahan.naskah.pelaksana:
        nama_kolom = nama_baku(kolom.jabatan)
        mirip = [nama for nama, baku in tercatat if _mirip(nama_kolom, baku)][:TERBANYAK_MIRIP]
        if _khusus(kolom, nama_kolom) and mirip and not any(_semula(nama_kolom, baku) for _, baku in tercatat):
            yield Catatan(
                tempat_pelaksana(kolom),
                f"Jabatan “{cuplik(kolom.jabatan)}” tidak ada dalam susunan organisasi.",
                f"Yang mirip dan tercatat: {daftar_kata(cuplik(x) for x in mirip)}.",
                tuple(Perbaikan(f"Pakai: {cuplik(x)}", {"jabatan": x}) for x in mirip),
            )


def _khusus(kolom: Pelaksana, nama: tuple[str, ...]) -> bool:
    """ "Kepala Seksi" alone is a role, not one certain post."""
    return not kolom.eksternal and len(nama) > KATA_JENIS and nama[0] in _JABATAN_STRUKTURAL


def _mirip(satu: tuple[str, ...], lain: tuple[str, ...]) -> bool:
    """Posts of one kind that share a word of what says which one."""
    khas = set(satu[KATA_JENIS:]) & set(lain[KATA_JENIS:]) - KATA_UMUM
    return satu[:KATA_JENIS] == lain[:KATA_JENIS] and bool(khas)


def _semula(satu: tuple[str, ...], lain: tuple[str, ...]) -> bool:
    """Whether the shorter name is how the longer one begins."""
    panjang = min(len(satu), len(lain))
    return satu[:panjang] == lain[:panjang]


ATURAN = (
    tanpa_pelaksana,
    kolom_kosong,
    urutan_kolom,
    bukan_jabatan,
    jumlah_menurut_sifat,
    terlalu_banyak_kolom,
    jabatan_tak_dikenal,
)
