"""FL: the way through the steps, judged on the graph of rows and arrows."""

from __future__ import annotations

from collections.abc import Iterator

from domain.sop.langkah import Langkah, Panah, Simbol
from domain.sop.pemeriksaan.aturan import Catatan, aturan
from domain.sop.pemeriksaan.bahan import Bahan
from domain.sop.pemeriksaan.graf import capaian, graf, komponen
from domain.sop.pemeriksaan.keputusan import adalah_keputusan
from domain.sop.pemeriksaan.letak import Baris, baris, cuplik, daftar_langkah
from domain.sop.pemeriksaan.temuan import Keparahan, Perbaikan

PEDOMAN = "PermenPAN-RB 35/2012"
TURUNAN = "Turunan dari PermenPAN-RB 35/2012"
MENERIMA = frozenset({"ya", "lengkap", "sesuai", "setuju", "disetujui", "benar", "lulus", "sudah", "layak", "memenuhi"})


def jadikan(simbol: Simbol, b: Baris) -> tuple[Perbaikan, ...]:
    """An ordinary step may become a capsule at once; a decision would lose its branches."""
    if b.langkah.simbol is not Simbol.PROSES:
        return ()
    return (Perbaikan(f"Jadikan {b.sebutan.casefold()} simbol {simbol}", {"simbol": simbol.value}),)


def berakhir(langkah: Langkah) -> bool:
    return langkah.simbol is Simbol.SELESAI or any(s is Simbol.SELESAI for _, s in langkah.simbol_per_pelaksana)


@aturan("FL-05", "Setiap langkah tercapai dan sampai ke selesai", Keparahan.AJUKAN, TURUNAN)
def tercapai(bahan: Bahan) -> Iterator[Catatan]:
    """Only where the way breaks is said, not every row behind the break."""
    g, semua = graf(bahan.naskah), baris(bahan.naskah)
    bagian = sorted(komponen(g.tujuan))
    letak = {titik: n for n, anggota in enumerate(bagian) for titik in anggota}
    terputus = [(n, tujuan) for n, tujuan in enumerate(g.tujuan) if n not in g.terjangkau]
    didatangi = {letak[ke] for n, tujuan in terputus for ke in tujuan if letak[ke] != letak[n]}
    for n in dict.fromkeys(letak[titik] for titik, _ in terputus):
        if n not in didatangi:
            kepala = semua[bagian[n][0]]
            yield Catatan(
                kepala.tempat("panah"),
                f"{kepala.sebutan} tidak pernah tercapai.",
                "Hubungkan dari langkah lain, atau hapus.",
            )
    for b in semua:
        if not g.tujuan[b.letak] and not berakhir(b.langkah) and not any(p.tertulis for p in g.keluar[b.letak]):
            yield _buntu(b, b.letak + 1 == len(semua))


def _buntu(b: Baris, terakhir: bool) -> Catatan:
    if terakhir:
        return Catatan(
            b.tempat("simbol"),
            f"{b.sebutan} adalah langkah terakhir, tetapi simbolnya belum “selesai”.",
            "Pilih simbol selesai, atau tunjuk langkah berikutnya.",
            jadikan(Simbol.SELESAI, b),
        )
    return Catatan(
        b.tempat("panah"),
        f"{b.sebutan} berhenti: belum ada panah ke langkah berikutnya.",
        "Tunjuk langkah berikutnya, atau pilih simbol selesai.",
    )


@aturan("FL-08", "Setiap perulangan punya jalan keluar", Keparahan.AJUKAN, TURUNAN)
def berputar(bahan: Bahan) -> Iterator[Catatan]:
    """A loop is a strongly connected part of the graph; without an arrow out of it nobody ever gets on."""
    g, semua = graf(bahan.naskah), baris(bahan.naskah)
    dicapai = capaian(g.tujuan)
    for anggota in sorted(komponen(g.tujuan)):
        bit = sum(1 << n for n in anggota)
        if dicapai[anggota[0]] == bit and not any(_keluar_lain(g.keluar[n], semua[n].langkah) for n in anggota):
            berputar = daftar_langkah(semua[n] for n in anggota)
            yield Catatan(
                semua[anggota[-1]].tempat("panah"),
                f"Alur berputar tanpa jalan keluar pada {berputar}.",
                "Tambahkan keputusan dengan cabang yang meneruskan alur sampai selesai.",
            )


def _keluar_lain(keluar: tuple[Panah, ...], langkah: Langkah) -> bool:
    """An arrow to a row that is gone (FL-07) was meant to lead out; an end is a way out."""
    return langkah.simbol is Simbol.SELESAI or any(p.tertulis for p in keluar)


@aturan("FL-10", "Alur berjalan ke bawah", Keparahan.PERINGATAN, PEDOMAN)
def panah_naik(bahan: Bahan) -> Iterator[Catatan]:
    g, semua = graf(bahan.naskah), baris(bahan.naskah)
    letak = {b.langkah.id: b.letak for b in semua}
    for b in semua:
        for panah in g.keluar[b.letak]:
            ke = letak.get(panah.ke, b.letak + 1) if panah.ke else b.letak + 1
            if ke == b.letak:
                yield Catatan(
                    b.tempat("panah"),
                    f"{b.sebutan}: panahnya kembali ke langkah itu sendiri, jadi tidak tergambar.",
                    "Kembalikan ke langkah yang harus diulang.",
                )
            elif ke < b.letak and (not adalah_keputusan(b.langkah) or _menerima(panah.label)):
                cabang = f"cabang “{cuplik(panah.label)}”" if panah.label else "panahnya"
                yield Catatan(
                    b.tempat("panah"),
                    f"{b.sebutan}: {cabang} naik ke langkah {cuplik(semua[ke].nomor)}.",
                    "Alur berjalan ke bawah; hanya cabang “Tidak” dari keputusan yang kembali ke atas.",
                )


def _menerima(label: str) -> bool:
    return label.strip(" .?").casefold() in MENERIMA


ATURAN = (tercapai, berputar, panah_naik)
