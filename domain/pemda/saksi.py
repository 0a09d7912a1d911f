"""Witnesses: others (cities, the inspectorate, the province) who confirm that a government's log only grows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from domain.kernel import RuleViolation, teks_bersih
from domain.log.note import WITNESS, Key, NoteError


class KunciSaksiTidakSahError(RuleViolation):
    kode = "saksi.kunci"
    bidang = "kunci"
    kalimat = "Kunci saksi tidak terbaca. Salin utuh satu baris kunci yang diberikan oleh saksi."


class AlamatSaksiTidakSahError(RuleViolation):
    kode = "saksi.alamat"
    bidang = "alamat"
    kalimat = "Alamat saksi harus berupa alamat web, misalnya https://saksi.contoh.go.id."


class SaksiSudahAdaError(RuleViolation):
    kode = "saksi.sudah_ada"
    bidang = "kunci"
    kalimat = "Saksi dengan nama atau kunci ini sudah ditunjuk."


class SaksiTidakAdaError(RuleViolation):
    kode = "saksi.tidak_ada"
    bidang = "nama"
    kalimat = "Tidak ada saksi dengan nama ini."


@dataclass(frozen=True, slots=True)
class SaksiDitunjuk:
    """Seorang saksi log ditunjuk."""

    nama: str  # the name in its key
    kunci: str  # a verifier key as C2SP tlog-cosignature writes it
    alamat: str


@dataclass(frozen=True, slots=True)
class SaksiDiberhentikan:
    """Seorang saksi log diberhentikan."""

    nama: str
    alasan: str


@dataclass(frozen=True, slots=True)
class Saksi:
    kunci: str
    alamat: str


def tunjuk(saksi: Mapping[str, Saksi], *, kunci: str, alamat: str) -> SaksiDitunjuk:
    bagian = urlsplit(teks_bersih(alamat, "alamat", wajib=True, panjang=200))
    terbaca = _kunci(kunci.strip())
    if bagian.scheme not in ("https", "http") or not bagian.hostname or bagian.query or bagian.fragment:
        raise AlamatSaksiTidakSahError
    if terbaca.name in saksi or any(_kunci(s.kunci).public == terbaca.public for s in saksi.values()):
        raise SaksiSudahAdaError
    return SaksiDitunjuk(terbaca.name, terbaca.vkey, bagian.geturl().rstrip("/"))


def _kunci(teks: str) -> Key:
    try:
        kunci = Key.read(teks)
    except NoteError:
        raise KunciSaksiTidakSahError from None
    if kunci.type != WITNESS:
        raise KunciSaksiTidakSahError
    return kunci


def berhentikan(saksi: Mapping[str, Saksi], *, nama: str, alasan: str) -> SaksiDiberhentikan:
    if nama not in saksi:
        raise SaksiTidakAdaError
    return SaksiDiberhentikan(nama, teks_bersih(alasan, "alasan", wajib=True))
