"""Which sign-on settings count: only what was tried, one issuer once, never none at all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.pemda import ALIRAN, Pemda, evolve
from domain.pemda.masuk import (
    BelumDicobaError,
    Calon,
    IssuerGandaError,
    PengaturanMasukDiaktifkan,
    PenyediaMasukDihentikan,
    PenyediaTerakhirError,
    aktifkan,
    hentikan,
)
from tests.domain.pembangun import catat, lipat

CALON = Calon(1, 3, "https://sso.example", bersama=False, aktif=False, teruji=True)
AKTIF = replace(CALON, aktif=True)
LAIN = ("https://lain.example",)


def test_what_was_tried_can_be_switched_on() -> None:
    (peristiwa,) = aktifkan(CALON, issuer_lain=LAIN)
    assert peristiwa == PengaturanMasukDiaktifkan(1, 3, "https://sso.example", False)
    assert lipat(evolve, Pemda(), catat(peristiwa, aliran=ALIRAN)).masuk == {1: 3}


def test_what_was_never_tried_cannot() -> None:
    with pytest.raises(BelumDicobaError):
        aktifkan(replace(CALON, teruji=False), issuer_lain=())


def test_one_issuer_is_active_once() -> None:
    with pytest.raises(IssuerGandaError):
        aktifkan(CALON, issuer_lain=(CALON.issuer,))


def test_the_same_again_stores_nothing() -> None:
    assert aktifkan(AKTIF, issuer_lain=()) == ()
    assert hentikan(CALON, issuer_lain=()) == ()


def test_the_last_provider_cannot_be_switched_off() -> None:
    with pytest.raises(PenyediaTerakhirError):
        hentikan(AKTIF, issuer_lain=())


def test_another_one_can_and_its_version_counts_no_more() -> None:
    (mulai,) = aktifkan(CALON, issuer_lain=())
    (henti,) = hentikan(AKTIF, issuer_lain=LAIN)
    assert henti == PenyediaMasukDihentikan(1, 3, "https://sso.example")
    assert lipat(evolve, Pemda(), catat(mulai, henti, aliran=ALIRAN)).masuk == {}
