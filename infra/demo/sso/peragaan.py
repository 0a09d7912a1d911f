"""Starts the identity providers of all demonstration governments with their people."""

from __future__ import annotations

from urllib.parse import urlsplit

from infra.demo.pemda import semua
from infra.demo.rahasia import folder_sso, klien, rahasia_klien
from infra.demo.sso.aplikasi import jalankan
from infra.demo.sso.orang import OrangPeragaan, PemdaPeragaan
from infra.settings import Settings, SettingsError

OPERATOR = "operator"
ORANG_OPERATOR = OrangPeragaan("wahyu", "Wahyu Pamungkas", "", "Operator", "Pengelola platform")


def pemda_peragaan(settings: Settings) -> tuple[PemdaPeragaan, ...]:
    """The governments' providers; and that of the platform's operators, where the launcher has made a secret for it."""
    rahasia = rahasia_klien(settings)
    milik_pemda = (PemdaPeragaan(p.kode, p.nama, klien(p.kode), rahasia[p.kode], p.orang) for p in semua())
    platform = PemdaPeragaan(OPERATOR, "Pengelola platform", klien(OPERATOR), settings.demo_operator, (ORANG_OPERATOR,))
    return (*milik_pemda, *([platform] if settings.demo_operator else []))


def jalankan_peragaan(settings: Settings) -> None:
    """Serve until interrupted, on the port of RIWAYAT_SSO_ALAMAT."""
    port = urlsplit(settings.sso_alamat).port
    if port is None:
        raise SettingsError("RIWAYAT_SSO_ALAMAT must name a port, such as http://127.0.0.1:8001")
    jalankan(port, pemda_peragaan(settings), settings.alamat, folder_sso(settings) / "kunci")
