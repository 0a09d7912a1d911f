"""What templates may use: filters for dates and numbers, icons, and the shared pieces as one global `ui`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from babel.dates import format_date
from flask import Flask
from jinja2 import StrictUndefined
from lucide.jinja import lucide
from markupsafe import Markup

from app import formulir
from app.aset import aset
from app.permintaan import hari_ini, kini, permintaan
from app.sop.bagan import gambar_ubin
from app.sop.rujukan import keadaan_butir
from domain.peraturan.sebutan import utuh
from domain.sop.langkah import KOLOM_LANGKAH, Langkah, LangkahId, UbahanLangkah, Waktu
from domain.sop.naskah import Naskah
from domain.wewenang import Tindakan
from infra.ids import new_id
from infra.tlog.hasil import ribuan
from tenants.context import TenantMissingError, current_tenant
from tenants.model import Tenant

LOKAL = "id"


def tanggal(nilai: date | str | None) -> str:
    """4 Maret 2026; partial dates of old sheets as far as they go."""
    if not nilai:
        return ""
    if isinstance(nilai, date):
        return format_date(nilai, "d MMMM y", locale=LOKAL)
    bagian = nilai.split("-")
    if len(bagian) == 1:
        return nilai
    pola = "d MMMM y" if len(bagian) == 3 else "MMMM y"  # noqa: PLR2004 - year, month, day
    return format_date(date(*(int(b) for b in (*bagian, "1")[:3])), pola, locale=LOKAL)


def hari(nilai: datetime) -> str:
    return tanggal(current_tenant().tanggal(nilai))


def jam(nilai: datetime) -> str:
    """14.05 WIB, where this government is. Without Babel: figures alone, on every line of a riwayat."""
    zona = current_tenant().zona
    return f"{nilai.astimezone(zona.tzinfo):%H.%M} {zona.value}"


def lama_hari(nilai: datetime) -> int:
    """Whole calendar days since then."""
    return (hari_ini() - current_tenant().tanggal(nilai)).days


def sejak(nilai: datetime) -> str:
    """hari ini, kemarin, 12 hari lalu."""
    lama = lama_hari(nilai)
    return {0: "hari ini", 1: "kemarin"}.get(lama, f"{lama} hari lalu")


def inisial(nama: str) -> str:
    kata = [k for k in nama.replace(",", " ").split() if k[0].isalpha() and not k.endswith(".")]
    return "".join(k[0] for k in kata[:2]).upper() or "?"


def waktu(nilai: Waktu) -> str:
    """Time as printed; built from number and unit when no text was given."""
    if nilai.teks or nilai.satuan is None:
        return nilai.teks
    angka = f"{nilai.min:f}-{nilai.maks:f}" if nilai.min is not None and nilai.maks is not None else f"{nilai.nilai:f}"
    per = f"/{nilai.per}" if nilai.per else ""
    return f"{angka} {nilai.satuan.sebutan}{per}"


def angka(nilai: Decimal) -> str:
    return format(nilai.normalize(), "f").replace(".", ",")


def nomor_ditunjuk(naskah: Naskah, langkah: Iterable[LangkahId]) -> str:
    """The printed numbers of the steps that somebody pointed at."""
    nomor = formulir.nomor(naskah)
    return ", ".join(nomor[x] for x in langkah if x in nomor)


def ubahan(langkah: Langkah) -> UbahanLangkah:
    """A row as the editing form draws it: what a later save is compared with."""
    return UbahanLangkah(**{kolom: getattr(langkah, kolom) for kolom in KOLOM_LANGKAH})


@cache
def ikon(nama: str) -> Markup:
    """An inline icon, invisible to screen readers: the word beside it says what it means."""
    return Markup(lucide(nama, size=16, **{"class": "ik", "aria-hidden": "true", "focusable": "false"}))  # noqa: S704


def _tenant() -> Tenant | None:
    try:
        return current_tenant()
    except TenantMissingError:
        return None


def pasang(app: Flask) -> None:
    env = app.jinja_env
    env.undefined = StrictUndefined
    env.trim_blocks = env.lstrip_blocks = True
    env.filters.update(
        tanggal=tanggal,
        hari=hari,
        jam=jam,
        sejak=sejak,
        lama_hari=lama_hari,
        inisial=inisial,
        waktu=waktu,
        penggal=formulir.penggal,
        kelompok_unit=formulir.kelompok_unit,
        rentang_waktu=formulir.rentang_waktu,
        angka=angka,
        ribuan=ribuan,
        nomor_ditunjuk=nomor_ditunjuk,
        ubahan=ubahan,
        sebutan_isian=formulir.sebutan_isian,
        kutipan_utuh=utuh,
    )
    env.globals.update(
        aset=aset,
        ikon=ikon,
        nonce=lambda: permintaan().nonce,
        csrf=lambda: sesi.csrf if (sesi := permintaan().sesi or permintaan().operator) else "",
        perintah_baru=new_id,
        pelaku_kini=lambda: permintaan().pelaku,
        operator_kini=lambda: sesi.oleh if (sesi := permintaan().operator) else None,
        tenant=_tenant,
        kini=kini,
        hari_ini=hari_ini,
        Tindakan=Tindakan,
        id_permintaan=lambda: permintaan().id,
        nomor=formulir.nomor,
        alur_teks=formulir.alur_teks,
        nama_pelaksana=formulir.nama_pelaksana,
        sebutan_daftar=formulir.sebutan_daftar,
        keadaan_butir=keadaan_butir,
        di_kolom=formulir.di_kolom,
        gambar_ubin=gambar_ubin,
    )
    env.globals["ui"] = _Bagian(app)


class _Bagian:
    """The macros of templates/components as attributes: ui.tombol(...). Loaded on first use."""

    def __init__(self, app: Flask) -> None:
        self._app = app

    def __getattr__(self, nama: str) -> Any:
        for berkas in ("ui", "formulir", "sunting", "temuan", "rujukan"):
            modul = self._modul(berkas)
            if hasattr(modul, nama):
                return getattr(modul, nama)
        raise AttributeError(nama)

    @cache  # noqa: B019 - one object per application, for as long as the application
    def _modul(self, berkas: str) -> Any:
        return self._app.jinja_env.get_template(f"components/{berkas}.html").module
