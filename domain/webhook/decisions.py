"""Putting a webhook in place, sending again, and ending it."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlsplit

from domain.kernel import RuleViolation, teks_bersih
from domain.webhook.events import WebhookDihentikan, WebhookDipasang, WebhookDiulang
from domain.webhook.state import Webhook

PILIHAN = (
    "dibuat", "diubah", "diajukan", "ditarik", "dikembalikan", "diverifikasi", "disahkan", "dibatalkan", "direvisi",
    "dicabut", "dievaluasi", "diujicoba",
)  # fmt: skip
"""Kinds of acts that can be told of, as `tindakan:` of the search names them."""
PANJANG_ALAMAT = 500


class AlamatWebhookError(RuleViolation):
    kode = "webhook.alamat"
    bidang = "alamat"
    kalimat = "Tulis alamat lengkap yang diawali https://, tanpa nama pengguna dan tanpa tanda #."


class TindakanWebhookError(RuleViolation):
    kode = "webhook.tindakan"
    bidang = "tindakan"
    kalimat = "Pilih sedikitnya satu tindakan."


class WebhookBerhentiError(RuleViolation):
    kode = "webhook.berhenti"
    kalimat = "Webhook ini sudah dihentikan. Pasang yang baru bila masih diperlukan."


class PosisiWebhookError(RuleViolation):
    kode = "webhook.posisi"
    bidang = "dari"
    kalimat = "Tulis posisi peristiwa pertama yang dikirim ulang, bilangan bulat mulai dari 1."


def pasang(*, alamat: str, tindakan: Collection[str], boleh_http: bool = False) -> WebhookDipasang:
    """`boleh_http` is for demonstrations, whose receivers run on the same machine."""
    bersih = teks_bersih(alamat, "alamat", wajib=True, panjang=PANJANG_ALAMAT)
    if not _sah(bersih, ("https", "http") if boleh_http else ("https",)):
        raise AlamatWebhookError
    if not tindakan or not set(tindakan) <= set(PILIHAN):
        raise TindakanWebhookError
    return WebhookDipasang(bersih, tuple(t for t in PILIHAN if t in tindakan))


def _sah(alamat: str, skema: Collection[str]) -> bool:
    if not alamat.isascii() or not alamat.isprintable() or " " in alamat or "#" in alamat or "\\" in alamat:
        return False
    try:
        bagian = urlsplit(alamat)
        return bagian.scheme in skema and bool(bagian.hostname) and "@" not in bagian.netloc and bagian.port != 0
    except ValueError:
        return False


def ulangi(webhook: Webhook, *, dari: int) -> WebhookDiulang:
    if not webhook.aktif:
        raise WebhookBerhentiError
    if dari < 1:
        raise PosisiWebhookError
    return WebhookDiulang(dari)


def hentikan(webhook: Webhook, *, alasan: str) -> tuple[WebhookDihentikan, ...]:
    bersih = teks_bersih(alasan, "alasan", wajib=True, panjang=500)
    return (WebhookDihentikan(bersih),) if webhook.aktif else ()
