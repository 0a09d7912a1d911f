"""The text twin of the chart: one sentence per row for those who do not see the picture."""

from collections.abc import Sequence

from domain.sop.alur.masukan import BarisAlur, Jenis, kotak_sah, tujuan_sah

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
    if not kotak:
        bagian = ["Pelaksana belum ditentukan"]
    else:
        bagian = [f"Pelaksana: {_bersama([nama_kolom[k] for k, _ in kotak])}", KATA[kotak[0][1]]]
    arah = ", ".join(
        f"{label}: ke langkah {baris[ke].nomor}" if label else f"ke langkah {baris[ke].nomor}"
        for ke, label, _ in tujuan_sah(baris, index)
    )
    if arah:
        bagian.append(arah[0].upper() + arah[1:])
    return ". ".join(bagian) + "."


def _bersama(nama: Sequence[str]) -> str:
    pertama, *lain = nama
    if not lain:
        return pertama
    *depan, akhir = lain
    return f"{pertama} bersama {', '.join(depan)}{' dan ' if depan else ''}{akhir}"
