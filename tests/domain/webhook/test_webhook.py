"""Webhooks: where to and of what, sent again, ended."""

from __future__ import annotations

import pytest

from domain.kernel import IsianKosongError, IsianTerlaluPanjangError, RuleViolation
from domain.pencarian.tindakan import TINDAKAN
from domain.webhook import decisions
from domain.webhook.decisions import (
    PILIHAN,
    AlamatWebhookError,
    PosisiWebhookError,
    TindakanWebhookError,
    WebhookBerhentiError,
)
from domain.webhook.events import WebhookDihentikan, WebhookDipasang, WebhookDiulang
from domain.webhook.state import Webhook, evolve
from tests.domain.pembangun import catat, id_dari, lipat

ALAMAT = "https://arsip.contoh.go.id/kabar?a=1"


def webhook(*lanjutan: object) -> Webhook:
    dipasang = decisions.pasang(alamat=f" {ALAMAT} ", tindakan=["dicabut", "disahkan"])
    return lipat(evolve, Webhook(), catat(dipasang, *lanjutan, aliran=id_dari("webhook"), setelah=4))


def test_dipasang_dalam_urutan_yang_tetap() -> None:
    w = webhook()
    assert (w.alamat, w.tindakan, w.aktif) == (ALAMAT, ("disahkan", "dicabut"), True)
    assert w.id == id_dari("webhook")


@pytest.mark.parametrize(
    "alamat",
    ["http://a.contoh", "https://", "a.contoh", "https://u@a.contoh", "https://a b", "https://a/#x", "https://a:0/",
     "https://[a", "https://é.contoh", "ftp://a.contoh", "https://a\\b"],
)  # fmt: skip
def test_alamat_yang_ditolak(alamat: str) -> None:
    with pytest.raises(AlamatWebhookError):
        decisions.pasang(alamat=alamat, tindakan=["disahkan"])


@pytest.mark.parametrize(("alamat", "galat"), [("", IsianKosongError), ("x" * 501, IsianTerlaluPanjangError)])
def test_alamat_kosong_atau_terlalu_panjang(alamat: str, galat: type[RuleViolation]) -> None:
    with pytest.raises(galat):
        decisions.pasang(alamat=alamat, tindakan=["disahkan"])


def test_http_hanya_dalam_peragaan() -> None:
    dipasang = decisions.pasang(alamat="http://127.0.0.1:9/", tindakan=["disahkan"], boleh_http=True)
    assert dipasang == WebhookDipasang("http://127.0.0.1:9/", ("disahkan",))


@pytest.mark.parametrize("tindakan", [[], ["langkah"], ["disahkan", "entah"]])
def test_tindakan_harus_dipilih_dari_yang_ada(tindakan: list[str]) -> None:
    with pytest.raises(TindakanWebhookError):
        decisions.pasang(alamat=ALAMAT, tindakan=tindakan)


def test_diulang_dan_dihentikan() -> None:
    w = webhook()
    assert decisions.ulangi(w, dari=3) == WebhookDiulang(3)
    with pytest.raises(PosisiWebhookError):
        decisions.ulangi(w, dari=0)
    (henti,) = decisions.hentikan(w, alasan="Sistem arsip diganti")
    mati = webhook(WebhookDiulang(3), henti)
    assert henti == WebhookDihentikan("Sistem arsip diganti")
    assert not mati.aktif
    assert decisions.hentikan(mati, alasan="lagi") == ()
    with pytest.raises(WebhookBerhentiError):
        decisions.ulangi(mati, dari=3)
    with pytest.raises(IsianKosongError):
        decisions.hentikan(w, alasan=" ")


def test_pilihan_adalah_kata_tindakan_dan_tidak_tumpang_tindih() -> None:
    kelas = [k for t in PILIHAN for k in TINDAKAN[t]]
    assert len(kelas) == len(set(kelas))
