"""What a check found, collected, and said in plain words."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

from domain.log.checkpoint import Checkpoint

_BULAN = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip


class Nilai(StrEnum):
    SAH = "[ sah ]"
    PERHATIAN = "[ perhatian ]"
    SALAH = "[ SALAH ]"


@dataclass(slots=True)
class Laporan:
    judul: list[str] = field(default_factory=list)
    temuan: list[tuple[Nilai, str]] = field(default_factory=list)
    tempat: list[tuple[int, int]] = field(default_factory=list)  # first to last position that may be wrong

    def sah(self, kalimat: str) -> None:
        self.temuan.append((Nilai.SAH, kalimat))

    def perhatian(self, kalimat: str) -> None:
        self.temuan.append((Nilai.PERHATIAN, kalimat))

    def salah(self, kalimat: str, tempat: tuple[int, int] | None = None) -> None:
        self.temuan.append((Nilai.SALAH, kalimat))
        if tempat:
            self.tempat.append(tempat)

    @property
    def sesuai(self) -> bool:
        return all(nilai != Nilai.SALAH for nilai, _ in self.temuan)

    @property
    def pertama(self) -> tuple[int, int]:
        """The narrowest place that the first bad event must be in: the one that ends first, and then begins last."""
        return min(self.tempat, key=lambda tempat: (tempat[1], -tempat[0]))

    @property
    def teks(self) -> str:
        baris = [*self.judul, "", *(f"{nilai} {kalimat}" for nilai, kalimat in self.temuan), "", self._simpulan()]
        return "".join(aman(satu) + "\n" for satu in baris)

    def _simpulan(self) -> str:
        if self.sesuai:
            syarat = " dengan catatan di atas" if any(n == Nilai.PERHATIAN for n, _ in self.temuan) else ""
            return f"Kesimpulan: SESUAI{syarat}."
        if not self.tempat:
            return "Kesimpulan: TIDAK SESUAI."
        return f"Kesimpulan: TIDAK SESUAI. Tempat salah yang pertama: {rentang(self.pertama)}."


def aman(teks: str) -> str:
    """Names in a bundle are its sender's; none of them may move the cursor or turn the line around."""
    return "".join(huruf if huruf.isprintable() else "?" for huruf in teks)


def rentang(tempat: tuple[int, int]) -> str:
    dari, sampai = tempat
    if dari == sampai:
        return f"peristiwa {angka(dari)}"
    return f"di antara peristiwa {angka(dari)} dan peristiwa {angka(sampai)}"


def angka(bilangan: int) -> str:
    return f"{bilangan:,}".replace(",", ".")


def waktu(detik: int) -> str:
    try:
        w = datetime.fromtimestamp(detik, UTC)
    except (ValueError, OverflowError, OSError):
        return "waktu yang tidak mungkin"
    return f"{w.day} {_BULAN[w.month - 1]} {w.year} pukul {w:%H.%M} UTC"


def titik(checkpoint: Checkpoint) -> str:
    return f"{angka(checkpoint.size)} peristiwa, akar {b64encode(checkpoint.root).decode()}"
