"""How a government prints its form: the paper, the identity sheet, the emblem at its head."""

from __future__ import annotations

from dataclasses import dataclass

from domain.kernel import RuleViolation
from domain.sop.cetak import Kertas, TataCetak


class KertasTidakDikenalError(RuleViolation):
    kode = "pemda.kertas"
    bidang = "kertas"
    kalimat = "Pilih salah satu ukuran kertas yang tersedia."


class LambangTidakSahError(RuleViolation):
    kode = "pemda.lambang"
    bidang = "lambang"
    kalimat = "Pilih berkas gambar PNG atau SVG, paling besar 512 KB."


@dataclass(frozen=True, slots=True)
class TataCetakDiubah:
    """Kertas dan letak lembar identitas pada SOP tercetak ditetapkan."""

    kertas: Kertas
    identitas_sendiri: bool


@dataclass(frozen=True, slots=True)
class LambangDiubah:
    """Lambang daerah pada SOP tercetak diganti, atau dilepas."""

    sha256: str  # of the PNG in tata.berkas, in hexadecimal; empty for none


def ubah_tata_cetak(kini: TataCetak, *, kertas: str, identitas_sendiri: bool) -> tuple[TataCetakDiubah, ...]:
    if kertas not in set(Kertas):
        raise KertasTidakDikenalError
    baru = TataCetak(Kertas(kertas), identitas_sendiri)
    return () if baru == kini else (TataCetakDiubah(baru.kertas, baru.identitas_sendiri),)


def ubah_lambang(kini: str, *, sha256: str) -> tuple[LambangDiubah, ...]:
    return () if sha256 == kini else (LambangDiubah(sha256),)
