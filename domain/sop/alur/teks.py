"""The text twin of the chart: one sentence per row for those who do not see the picture."""

from collections.abc import Sequence

from domain.sop.alur.masukan import BarisAlur, Jenis, kotak_sah, terpisah, tujuan_sah

KATA = {
    Jenis.MULAI: "Mulai",
    Jenis.PROSES: "Proses",
    Jenis.KEPUTUSAN: "Keputusan",
    Jenis.SELESAI: "Selesai",
    Jenis.SEGILIMA: "Penghubung halaman",
}


def kalimat(baris: Sequence[BarisAlur], index: int, nama_kolom: Sequence[str]) -> str:
    """What the row's part of the chart says, in Indonesian.

    Branches to rows that do not exist are left out, as they are in the picture.
    """
    kotak = kotak_sah(baris[index], len(nama_kolom))
    bagian = _kotak(baris[index], kotak, nama_kolom) if kotak else ["Pelaksana belum ditentukan"]
    arah = ", ".join(_arah(baris, ke, label) for ke, label, _, _ in tujuan_sah(baris, index))
    if arah:
        bagian.append(arah[0].upper() + arah[1:])
    return ". ".join(bagian) + "."


def _kotak(satu: BarisAlur, kotak: Sequence[tuple[int, Jenis]], nama_kolom: Sequence[str]) -> list[str]:
    """Who, and with which symbol; each with their own where they differ."""
    penghubung = "atau" if terpisah(satu, len(nama_kolom)) else "bersama"
    if len({jenis for _, jenis in kotak}) == 1:
        return [f"Pelaksana: {_rangkai([nama_kolom[k] for k, _ in kotak], penghubung)}", KATA[kotak[0][1]]]
    beda = [f"{nama_kolom[k]} ({KATA[jenis].lower()})" for k, jenis in kotak]
    return [f"Pelaksana: {_rangkai(beda, penghubung)}"]


def _arah(baris: Sequence[BarisAlur], ke: int, label: str) -> str:
    arah = f"ke langkah {baris[ke].nomor}"
    return f"{label}: {arah}" if label else arah


def _rangkai(nama: Sequence[str], penghubung: str) -> str:
    pertama, *lain = nama
    if not lain:
        return pertama
    *depan, akhir = lain
    return f"{pertama} {penghubung} {', '.join(depan)}{' dan ' if depan else ''}{akhir}"
