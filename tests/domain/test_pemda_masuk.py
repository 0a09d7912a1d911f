"""Which sign-on settings count: only what was tried, one issuer once, never none at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from domain.kernel import IsianKosongError, OrangId
from domain.pemda import ALIRAN, Pemda, evolve
from domain.pemda.masuk import (
    TENGGANG,
    BelumDicobaError,
    Calon,
    IssuerGandaError,
    MenungguPersetujuanError,
    Pengaju,
    PengaturanMasukDiaktifkan,
    PengaturanMasukDitolak,
    PengaturanMasukDiusulkan,
    PenyediaMasukDihentikan,
    PenyediaTerakhirError,
    PenyetujuBaruError,
    Usulan,
    aktifkan,
    hentikan,
    tolak,
)
from tests.domain.pembangun import catat, lipat

CALON = Calon(1, 3, "https://sso.example", bersama=False, aktif=False, teruji=True)
AKTIF = replace(CALON, aktif=True)
LAIN = ("https://lain.example",)
DWI, RINA = OrangId(uuid4()), OrangId(uuid4())
KINI = datetime(2026, 3, 2, 9, tzinfo=UTC)
SENDIRI = Pengaju(DWI, KINI, sendirian=True, penyetuju=True, issuer_aktif=LAIN)
BERDUA = replace(SENDIRI, sendirian=False)
USULAN = Usulan(CALON.versi, DWI, KINI)


def putuskan(pengaju: Pengaju, usulan: Usulan | None) -> tuple[object, ...]:
    return aktifkan(CALON, issuer_lain=LAIN, pengaju=pengaju, usulan=usulan)


def test_what_was_tried_can_be_switched_on() -> None:
    (peristiwa,) = aktifkan(CALON, issuer_lain=LAIN, pengaju=SENDIRI, usulan=None)
    assert peristiwa == PengaturanMasukDiaktifkan(1, 3, "https://sso.example", False)
    assert lipat(evolve, Pemda(), catat(peristiwa, aliran=ALIRAN)).masuk == {1: 3}


def test_what_was_never_tried_cannot() -> None:
    with pytest.raises(BelumDicobaError):
        aktifkan(replace(CALON, teruji=False), issuer_lain=(), pengaju=SENDIRI, usulan=None)


def test_one_issuer_is_active_once() -> None:
    with pytest.raises(IssuerGandaError):
        aktifkan(CALON, issuer_lain=(CALON.issuer,), pengaju=SENDIRI, usulan=None)


def test_the_same_again_stores_nothing() -> None:
    assert aktifkan(AKTIF, issuer_lain=(), pengaju=SENDIRI, usulan=None) == ()
    assert hentikan(CALON, issuer_lain=()) == ()


def test_the_last_provider_cannot_be_switched_off() -> None:
    with pytest.raises(PenyediaTerakhirError):
        hentikan(AKTIF, issuer_lain=())


def test_another_one_can_and_its_version_counts_no_more() -> None:
    (mulai,) = aktifkan(CALON, issuer_lain=(), pengaju=SENDIRI, usulan=None)
    (henti,) = hentikan(AKTIF, issuer_lain=LAIN)
    assert henti == PenyediaMasukDihentikan(1, 3, "https://sso.example")
    pemda = lipat(evolve, Pemda(), catat(mulai, henti, aliran=ALIRAN))
    assert (pemda.masuk, pemda.penyedia_dihentikan) == ({}, {1})
    assert lipat(evolve, Pemda(), catat(mulai, henti, mulai, aliran=ALIRAN)).penyedia_dihentikan == frozenset()


def test_another_issuer_waits_for_a_second_admin() -> None:
    (usul,) = putuskan(BERDUA, None)
    assert usul == PengaturanMasukDiusulkan(1, 3, CALON.issuer)
    assert isinstance(putuskan(replace(BERDUA, oleh=RINA), USULAN)[0], PengaturanMasukDiaktifkan)
    with pytest.raises(PenyetujuBaruError):
        putuskan(replace(BERDUA, oleh=RINA, penyetuju=False), USULAN)
    with pytest.raises(MenungguPersetujuanError):
        putuskan(replace(BERDUA, kini=KINI + TENGGANG - timedelta(seconds=1)), USULAN)
    assert isinstance(putuskan(replace(BERDUA, kini=KINI + TENGGANG), USULAN)[0], PengaturanMasukDiaktifkan)


def test_consent_is_for_the_very_version_that_was_proposed() -> None:
    assert isinstance(putuskan(replace(BERDUA, oleh=RINA), replace(USULAN, versi=2))[0], PengaturanMasukDiusulkan)


def test_nobody_is_asked_where_people_go_on_signing_in_at_the_same_place_or_nowhere_yet() -> None:
    for issuer_aktif in ((), (CALON.issuer,)):
        pengaju = replace(BERDUA, issuer_aktif=issuer_aktif)
        assert not pengaju.penerbit_baru(CALON.issuer)
        (peristiwa,) = aktifkan(CALON, issuer_lain=(), pengaju=pengaju, usulan=None)
        assert isinstance(peristiwa, PengaturanMasukDiaktifkan)


def test_a_proposal_is_gone_once_it_counts_or_its_provider_does_not() -> None:
    usul, mulai = PengaturanMasukDiusulkan(1, 3, CALON.issuer), PengaturanMasukDiaktifkan(1, 3, CALON.issuer)
    henti = PenyediaMasukDihentikan(1, 2, "https://lama.example")
    assert lipat(evolve, Pemda(), catat(usul, aliran=ALIRAN)).usulan_masuk[1].versi == 3
    for akhir in (mulai, henti):
        assert lipat(evolve, Pemda(), catat(usul, akhir, aliran=ALIRAN)).usulan_masuk == {}


def test_a_proposal_is_refused_with_a_reason_and_may_come_again() -> None:
    usul = PengaturanMasukDiusulkan(1, 3, CALON.issuer)
    with pytest.raises(IsianKosongError):
        tolak(CALON, usulan=USULAN, alasan=" ")
    (tidak,) = tolak(CALON, usulan=USULAN, alasan="Bukan penyedia kita")
    assert tidak == PengaturanMasukDitolak(1, 3, CALON.issuer, "Bukan penyedia kita")
    keadaan = lipat(evolve, Pemda(), catat(usul, tidak, aliran=ALIRAN))
    assert keadaan.usulan_masuk == {}
    assert keadaan.penolakan_masuk[1].alasan == "Bukan penyedia kita"
    lagi = lipat(evolve, Pemda(), catat(usul, tidak, usul, aliran=ALIRAN))
    assert lagi.penolakan_masuk == {}
    assert lagi.usulan_masuk[1].versi == 3


def test_what_nobody_proposed_is_not_refused() -> None:
    assert tolak(CALON, usulan=None, alasan="x") == ()
    assert tolak(CALON, usulan=replace(USULAN, versi=2), alasan="x") == ()
