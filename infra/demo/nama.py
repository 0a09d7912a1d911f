"""Names and NIPs of people who do not exist. A NIP here is right in form alone, and lives in the directory only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

from infra.demo.berkas import baca_yaml
from infra.demo.kalender import acak

GELAR = {
    "kepala": (", S.Sos., M.Si.", ", S.H., M.H.", ", S.E., M.M.", ", S.T., M.T.", ", S.STP., M.Si.", ", S.Pd., M.Pd."),
    "kasubag": (", S.Sos.", ", S.E.", ", S.AP.", ", S.H.", ", S.IP."),
    "penyusun": (", S.AP.", ", A.Md.", ", S.Kom.", ", S.IP.", ", S.Sos."),
}
LAHIR = {"kepala": 1968, "kasubag": 1976, "penyusun": 1984}
_DEPAN = {"1": ("pria",), "2": ("wanita",)}
_BELAKANG = {"1": ("belakang",), "2": ("belakang", "belakang_wanita")}


@dataclass(frozen=True, slots=True)
class Rekaan:
    sub: str
    nama: str
    nip: str


def _pilih(daftar: tuple[str, ...], kunci: str) -> str:
    kata: list[str] = [x for satu in daftar for x in baca_yaml("nama-rekaan.yaml")[satu]]
    return kata[acak(kunci, len(kata))]


def rekaan(benih: str, terpakai: set[str]) -> Iterator[tuple[str, str, str]]:
    """First name, last name and sex (1, 2), each pair once; `terpakai` are the pairs of others."""
    for n in count():
        jenis = str(acak(f"{benih} jenis {n}", 2) + 1)
        depan = _pilih(_DEPAN[jenis], f"{benih} depan {n}")
        belakang = _pilih(_BELAKANG[jenis], f"{benih} belakang {n}")
        if f"{depan} {belakang}" not in terpakai:
            terpakai.add(f"{depan} {belakang}")
            yield depan, belakang, jenis


def orang_rekaan(benih: str, peran: str, terpakai: set[str]) -> Rekaan:
    depan, belakang, jenis = next(rekaan(benih, terpakai))
    gelar = GELAR.get(peran, GELAR["penyusun"])
    akhiran = gelar[acak(f"{benih} gelar", len(gelar))]
    return Rekaan(f"{depan}-{belakang}".lower(), f"{depan} {belakang}{akhiran}", nip_rekaan(benih, peran, jenis))


def nip_rekaan(benih: str, peran: str, jenis: str) -> str:
    """Birth date, month of appointment at about 24 years, sex, and a sequence number."""
    lahir = date(LAHIR.get(peran, 1985), 1, 1) + timedelta(days=acak(f"{benih} lahir", 9 * 365))
    angkat = lahir + timedelta(days=24 * 365 + acak(f"{benih} angkat", 4 * 365))
    return f"{lahir:%Y%m%d}{angkat:%Y%m}{jenis}{acak(f'{benih} urut', 9) + 1:03d}"
