"""Issuing and revoking API tokens."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from domain.kernel import RuleViolation, teks_bersih
from domain.token.events import Cakupan, TokenDicabut, TokenDiterbitkan
from domain.token.state import Token

TERLAMA = timedelta(days=366)


class CakupanTokenError(RuleViolation):
    kode = "token.cakupan"
    bidang = "cakupan"
    kalimat = "Pilih sedikitnya satu cakupan yang tersedia."


class MasaTokenError(RuleViolation):
    kode = "token.masa"
    bidang = "akhir"
    kalimat = "Hari terakhir token antara hari ini dan setahun lagi."


class PenyediaTokenError(RuleViolation):
    kode = "token.penyedia"
    bidang = "penyedia"
    kalimat = "Pilih penyedia yang sedang aktif."


def terbitkan(
    *,
    nama: str,
    cakupan: Collection[str],
    akhir: date,
    hari: date,
    penyedia: int = 0,
    penyedia_aktif: Collection[int] = (),
) -> TokenDiterbitkan:
    bersih = teks_bersih(nama, "nama", wajib=True, panjang=80)
    if not cakupan or not set(cakupan) <= set(Cakupan):
        raise CakupanTokenError
    if not hari <= akhir <= hari + TERLAMA:
        raise MasaTokenError
    if penyedia and penyedia not in penyedia_aktif:
        raise PenyediaTokenError
    milik = penyedia if Cakupan.SCIM in cakupan else 0
    return TokenDiterbitkan(bersih, tuple(c for c in Cakupan if c in cakupan), akhir, milik)


def cabut(token: Token, *, alasan: str) -> tuple[TokenDicabut, ...]:
    bersih = teks_bersih(alasan, "alasan", wajib=True, panjang=500)
    return () if token.dicabut else (TokenDicabut(bersih),)
