"""The environment, read once into one value. The only reader of os.environ."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import inf

from infra.errors import OperatorError


class SettingsError(OperatorError):
    """A variable that must be set is missing or makes no sense."""


@dataclass(frozen=True, slots=True)
class SsoOperator:
    """Where the platform's operators sign in, and which of those who can are operators: `orang` are their `sub`.

    `acr` and `amr` are the second factor that has to come back, as for a binding act.
    """

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    orang: tuple[str, ...]
    acr: tuple[str, ...] = ()
    amr: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """`alamat` is the public base URL without a slash at its end; `metrik_port` 0 switches metrics off.

    `proksi` are the reverse proxies whose X-Forwarded-For is believed, `jatah` multiplies all rate limits.
    """

    database_url: str
    database_url_migrasi: str = ""
    database_url_pekerja: str = ""
    database_url_penanda: str = ""
    database_url_operator: str = ""
    alamat: str = "http://127.0.0.1:8000"
    sso_alamat: str = "http://127.0.0.1:8001"
    metrik_port: int = 0
    data: str = ".data"
    smtp: str = ""
    pengirim: str = "riwayat@localhost"
    kolam: int = 10
    penanda: str = ""
    titik_detik: int = 60
    kunci: tuple[str, ...] = field(default=(), repr=False)
    proksi: str = ""
    jatah: float = 1.0
    kontak_keamanan: str = ""
    operator: SsoOperator | None = None
    demo_operator: str = field(default="", repr=False)  # the client secret of the demonstration's own operators

    @property
    def folder_penanda(self) -> str:
        """Where the signer keeps its keys and what it signed."""
        return self.penanda or f"{self.data}/penanda"


def settings_from(environ: Mapping[str, str]) -> Settings:
    """Settings from environment variables; ports, sizes and seconds are whole numbers."""
    try:
        metrik, kolam = int(environ.get("RIWAYAT_METRIK_PORT") or 0), int(environ.get("RIWAYAT_KOLAM") or 10)
        titik = int(environ.get("RIWAYAT_TITIK_DETIK") or 60)
    except ValueError as error:
        names = "RIWAYAT_METRIK_PORT, RIWAYAT_KOLAM and RIWAYAT_TITIK_DETIK"
        raise SettingsError(f"{names} must be whole numbers") from error
    return Settings(
        database_url=environ.get("DATABASE_URL", ""),
        database_url_migrasi=environ.get("DATABASE_URL_MIGRASI", ""),
        database_url_pekerja=environ.get("DATABASE_URL_PEKERJA", ""),
        database_url_penanda=environ.get("DATABASE_URL_PENANDA", ""),
        database_url_operator=environ.get("DATABASE_URL_OPERATOR", ""),
        alamat=environ.get("RIWAYAT_ALAMAT", "http://127.0.0.1:8000").rstrip("/"),
        sso_alamat=environ.get("RIWAYAT_SSO_ALAMAT", "http://127.0.0.1:8001").rstrip("/"),
        metrik_port=metrik,
        data=environ.get("RIWAYAT_DATA", ".data"),
        smtp=environ.get("RIWAYAT_SMTP", ""),
        pengirim=environ.get("RIWAYAT_PENGIRIM", "riwayat@localhost"),
        kolam=kolam,
        penanda=environ.get("RIWAYAT_PENANDA", ""),
        titik_detik=titik,
        kunci=_deret(environ.get("RIWAYAT_KUNCI", "")),
        proksi=environ.get("RIWAYAT_PROKSI", ""),
        jatah=_faktor(environ.get("RIWAYAT_JATAH") or "1"),
        kontak_keamanan=environ.get("RIWAYAT_KONTAK_KEAMANAN", ""),
        operator=_operator(environ),
        demo_operator=environ.get("RIWAYAT_DEMO_OPERATOR", ""),
    )


def _deret(teks: str) -> tuple[str, ...]:
    return tuple(filter(None, (satu.strip() for satu in teks.split(","))))


def _operator(environ: Mapping[str, str]) -> SsoOperator | None:
    """All of it or nothing: half of it would be a door that somebody believes to be locked."""
    perlu = ("RIWAYAT_OPERATOR_ISSUER", "RIWAYAT_OPERATOR_CLIENT_ID", "RIWAYAT_OPERATOR_CLIENT_SECRET")
    isi = [environ.get(nama, "") for nama in perlu]
    orang, basis_data = _deret(environ.get("RIWAYAT_OPERATOR", "")), environ.get("DATABASE_URL_OPERATOR")
    if not any(isi) and not orang:
        return None
    if not (all(isi) and orang and basis_data):
        raise SettingsError(
            f"screens for operators need {', '.join(perlu)}, RIWAYAT_OPERATOR and DATABASE_URL_OPERATOR"
        )
    acr, amr = (_deret(environ.get(nama, "")) for nama in ("RIWAYAT_OPERATOR_ACR", "RIWAYAT_OPERATOR_AMR"))
    issuer, client_id, rahasia = isi
    return SsoOperator(issuer, client_id, rahasia, orang, acr, amr)


def _faktor(teks: str) -> float:
    """What all rate limits are multiplied with; 0 switches them off."""
    try:
        faktor = float(teks)
    except ValueError:
        faktor = -1.0
    if not 0 <= faktor < inf:
        raise SettingsError("RIWAYAT_JATAH must be a number of at least 0")
    return faktor


def settings() -> Settings:
    return settings_from(os.environ)


def wajib(nilai: str, nama: str) -> str:
    """The value of a variable that this command cannot do without."""
    if not nilai:
        raise SettingsError(f"{nama} is not set")
    return nilai
