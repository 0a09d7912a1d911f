"""Random procedures, hostile on purpose: many decisions, far jumps, steps done together."""

import random

from domain.sop.alur import BarisAlur, Jenis

SEBESAR_BIASA = 24


def sop_acak(benih: int) -> tuple[list[BarisAlur], int]:
    """5 to 80 steps and 3 to 12 columns; the same for the same seed."""
    rng = random.Random(benih)
    jumlah, kolom = rng.randint(5, SEBESAR_BIASA), rng.randint(3, 9)
    if benih % 25 == 0:  # large ones are rare in life, and take most of the time
        jumlah, kolom = rng.randint(SEBESAR_BIASA, 80) if benih else 80, rng.randint(5, 12) if benih else 12
    baris, letak = [], rng.randrange(kolom)
    for n in range(jumlah):
        letak = letak if rng.random() < 0.3 else rng.randrange(kolom)
        baris.append(_langkah(rng, n, jumlah, letak, kolom))
    return baris, kolom


def _langkah(rng: random.Random, n: int, jumlah: int, letak: int, kolom: int) -> BarisAlur:
    nomor = str(n + 1)
    if n == 0:
        return BarisAlur(nomor, ((letak, Jenis.MULAI),), ((1, ""),))
    if n == jumlah - 1:
        return BarisAlur(nomor, ((letak, Jenis.SELESAI),), ())
    if rng.random() < 0.3:
        tidak = rng.choice([x for x in range(min(jumlah, n + 5)) if x not in (n, n + 1)])
        ya, tidak = (tidak, n + 1) if rng.random() < 0.15 else (n + 1, tidak)
        return BarisAlur(nomor, ((letak, Jenis.KEPUTUSAN),), ((ya, "Ya"), (tidak, "Tidak")))
    if rng.random() < 0.06:
        bersama = sorted(rng.sample(range(kolom), 2))
        return BarisAlur(nomor, tuple((k, Jenis.PROSES) for k in bersama), ((n + 1, ""),))
    return BarisAlur(nomor, ((letak, Jenis.PROSES),), ((n + 1, ""),))


def potong_acak(benih: int, jumlah: int) -> list[int]:
    """Steps per page."""
    rng = random.Random(benih)
    potong: list[int] = []
    while sum(potong) < jumlah:
        potong.append(rng.randint(6, 10))
    return potong


def tinggi_acak(benih: int, jumlah: int) -> list[int]:
    """How much higher each row is than it must be (px), as wrapped text makes it."""
    rng = random.Random(benih)
    return [rng.choice((0, 0, 3, 17, 60, 140)) for _ in range(jumlah)]


def sop_beragam(benih: int, jumlah: int = 0, kolom: int = 0) -> tuple[list[BarisAlur], int]:
    """5 to 80 steps and 3 to 12 columns, with all that real documents hold: up to four boxes in a row, several
    ends, three branches with words of their own, and ways back from anywhere."""
    rng = random.Random(f"beragam {benih}")
    jumlah, kolom = jumlah or rng.randint(5, 80), kolom or rng.randint(3, 12)
    baris, letak = [], rng.randrange(kolom)
    for n in range(jumlah):
        letak = letak if rng.random() < 0.3 else rng.randrange(kolom)
        baris.append(_langkah_beragam(rng, n, jumlah, letak, kolom))
    return baris, kolom


def _langkah_beragam(rng: random.Random, n: int, jumlah: int, letak: int, kolom: int) -> BarisAlur:
    nomor, nasib = str(n + 1), rng.random()
    if 0 < n < jumlah - 3:
        dekat = [x for x in range(max(0, n - 12), min(jumlah, n + 6)) if x not in (n, n + 1)]
        if nasib < 0.04:
            return BarisAlur(nomor, ((letak, Jenis.SELESAI),), ())
        if nasib < 0.09 and 0 < letak < kolom - 1:
            lain = rng.sample(dekat, 2)
            cabang = zip((n + 1, *lain), ("Ada garansi", "Teknis", "Tidak ada"), strict=True)
            return BarisAlur(nomor, ((letak, Jenis.KEPUTUSAN),), tuple(cabang))
        if nasib < 0.14:
            bersama = rng.sample(range(kolom), rng.randint(2, min(4, kolom)))
            return BarisAlur(nomor, tuple((k, Jenis.PROSES) for k in bersama), ((n + 1, ""),))
    return _langkah(rng, n, jumlah, letak, kolom)
