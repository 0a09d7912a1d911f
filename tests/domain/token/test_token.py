"""Issuing and revoking API tokens."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from domain.kernel import IsianKosongError
from domain.token.decisions import CakupanTokenError, MasaTokenError, PenyediaTokenError, cabut, terbitkan
from domain.token.events import Cakupan, TokenDicabut, TokenDiterbitkan
from domain.token.state import Token, evolve
from tests.domain.pembangun import catat, lipat

HARI = date(2026, 3, 2)
TERBIT = TokenDiterbitkan("BKPSDM", (Cakupan.SCIM,), HARI)


def token_dari(*peristiwa) -> Token:
    return lipat(evolve, Token(), catat(*peristiwa))


def test_token_diterbitkan_untuk_cakupan_yang_dikenal():
    peristiwa = terbitkan(nama=" BKPSDM ", cakupan=["peristiwa.baca", "scim"], akhir=HARI, hari=HARI)
    assert peristiwa == TokenDiterbitkan("BKPSDM", (Cakupan.SCIM, Cakupan.PERISTIWA_BACA), HARI)
    token = token_dari(peristiwa)
    assert (token.nama, token.akhir, token.dicabut) == ("BKPSDM", HARI, False)
    assert all(c.sebutan for c in token.cakupan)


@pytest.mark.parametrize("cakupan", [[], ["semua"], ["scim", "semua"]])
def test_cakupan_karangan_ditolak(cakupan):
    with pytest.raises(CakupanTokenError):
        terbitkan(nama="x", cakupan=cakupan, akhir=HARI, hari=HARI)


@pytest.mark.parametrize("lama", [-1, 367])
def test_masa_token_paling_lama_setahun(lama):
    with pytest.raises(MasaTokenError):
        terbitkan(nama="x", cakupan=["scim"], akhir=HARI + timedelta(days=lama), hari=HARI)


def test_token_scim_menyebut_penyedia_yang_aktif():
    isi = {"nama": "x", "akhir": HARI, "hari": HARI, "penyedia_aktif": {1, 2}}
    assert token_dari(terbitkan(cakupan=["scim"], penyedia=2, **isi)).penyedia == 2
    assert terbitkan(cakupan=["peristiwa.baca"], penyedia=2, **isi).penyedia == 0
    with pytest.raises(PenyediaTokenError):
        terbitkan(cakupan=["scim"], penyedia=3, **isi)


def test_token_tanpa_nama_ditolak():
    with pytest.raises(IsianKosongError):
        terbitkan(nama="", cakupan=["scim"], akhir=HARI, hari=HARI)


def test_token_dicabut_sekali_dengan_alasan():
    assert cabut(token_dari(TERBIT), alasan="Bocor") == (TokenDicabut("Bocor"),)
    assert token_dari(TERBIT, TokenDicabut("Bocor")).dicabut
    assert cabut(token_dari(TERBIT, TokenDicabut("Bocor")), alasan="Lagi") == ()
    with pytest.raises(IsianKosongError):
        cabut(token_dari(TERBIT), alasan="")
