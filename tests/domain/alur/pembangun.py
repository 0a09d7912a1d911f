"""Short ways to write rows and to read tiles."""

from domain.sop.alur import Bagan, BarisAlur, Jenis

M, P, K, S = Jenis.MULAI, Jenis.PROSES, Jenis.KEPUTUSAN, Jenis.SELESAI


def baris(
    nomor: int,
    kolom: int | tuple[int, ...],
    jenis: Jenis,
    *keluar: int | tuple[int, str],
    kelas: str = "",
    kelas_keluar: tuple[str, ...] = (),
) -> BarisAlur:
    """`keluar` are indices of rows, with a label where there is one."""
    semua = kolom if isinstance(kolom, tuple) else (kolom,)
    arah = tuple(k if isinstance(k, tuple) else (k, "") for k in keluar)
    return BarisAlur(str(nomor), tuple((k, jenis) for k in semua), arah, kelas, kelas_keluar)


def bersarang(kalang: int) -> list[BarisAlur]:
    """One column with that many loops inside each other, each to a row of its own."""
    jumlah = 2 * kalang + 1
    return [
        baris(n + 1, 0, P, n + 1) if n <= kalang else baris(n + 1, 0, K, (n + 1, "Ya"), (jumlah - 1 - n, "Tidak"))
        for n in range(jumlah)
    ]


def arah(bagan: Bagan) -> dict[tuple[int, int], str]:
    """Exit and entry of each arrow, such as "BA" for straight down."""
    return {(p.dari, p.ke): p.keluar + p.masuk for p in bagan.panah}


def label(bagan: Bagan, nomor: int) -> dict[str, tuple[int, int, bool]]:
    """Where the labels of a row stand."""
    return {t.teks: (t.x, t.y, t.rata_kanan) for b in bagan.ubin[nomor].bentuk for t in b.label}
