"""What happens to the log itself, told in the log: an accepted recovery, and personal data that were erased."""

from __future__ import annotations

from dataclasses import dataclass

from domain.kernel import teks_bersih


@dataclass(frozen=True, slots=True)
class PemulihanDiterima:
    """Basis data dipulihkan dari cadangan yang lebih tua; peristiwa sesudahnya hilang dan hal itu diterima."""

    ke: int  # counts the recoveries
    ukuran: int  # with `akar` (hex): the last checkpoint known of the log that was lost
    akar: str
    alasan: str


@dataclass(frozen=True, slots=True)
class IsiPengganti:
    """`pos` of the event, and SHA-256 (hex) of the payload that stands there now."""

    pos: int
    sidik: str


@dataclass(frozen=True, slots=True)
class DataPribadiDihapus:
    """Data pribadi seseorang dihapus; isi beberapa peristiwa diganti (UU 27/2022 pasal 8, 42-44)."""

    dasar: str
    pengganti: tuple[IsiPengganti, ...]


def terima_pemulihan(ke: int, *, ukuran: int, akar: bytes, alasan: str) -> PemulihanDiterima:
    return PemulihanDiterima(ke, ukuran, akar.hex(), teks_bersih(alasan, "alasan", wajib=True))


def hapus_data_pribadi(pengganti: dict[int, bytes], *, dasar: str) -> DataPribadiDihapus:
    """`pengganti` gives for each position the SHA-256 of its new payload."""
    isi = tuple(IsiPengganti(pos, sidik.hex()) for pos, sidik in sorted(pengganti.items()))
    return DataPribadiDihapus(teks_bersih(dasar, "dasar", wajib=True), isi)
