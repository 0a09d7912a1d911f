"""The pages of a bundle that people open in a browser, without a network and without scripts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from domain.log.bundle import INDEX
from domain.sop.kalimat_sel import tanggal_terbaca
from infra.bukti.cakupan import Cakupan
from infra.bukti.dokumen import Dokumen, slug
from infra.bukti.kisah import Kejadian, Kisah
from infra.bukti.titik import Dasar
from infra.bukti.wadah import Wadah
from infra.clock import now
from infra.tlog.hasil import ribuan
from tenants.context import current_tenant

_RIWAYAT = "riwayat/"


@dataclass(frozen=True, slots=True)
class Baris:
    """An SOP on the first page: where its history stands, and its documents."""

    kisah: Kisah
    alamat: str
    banyak: int
    dokumen: tuple[Dokumen, ...]


@dataclass(frozen=True, slots=True)
class Sampul:
    """What the first page tells. `lain` are documents that belong to no SOP of the bundle."""

    cakupan: Cakupan
    alas: Dasar
    banyak: int
    baris: Sequence[Baris]
    lain: Sequence[Dokumen]

    @property
    def tunggal(self) -> Baris | None:
        """The one SOP that the bundle is about: its history stands on the first page itself."""
        return self.baris[0] if self.cakupan.sop and self.baris else None


def tulis_riwayat(wadah: Wadah, kisah: Kisah, dokumen: Mapping[int, Dokumen]) -> Baris:
    """The history of one of several SOPs; the line that leads to it from the first page has no events any more."""
    alamat = f"{_RIWAYAT}{slug(kisah.nama)}-{str(kisah.sop_id)[:8]}.html"
    isi = _templat("riwayat.html").render(k=kisah, dokumen=dokumen, pemda=current_tenant().nama)
    wadah.tulis(alamat, isi.encode())
    return Baris(replace(kisah, kejadian=()), alamat, len(kisah.kejadian), tuple(dokumen.values()))


def tulis_sampul(wadah: Wadah, sampul: Sampul) -> None:
    baris = sorted(sampul.baris, key=lambda b: (b.kisah.nama.casefold(), str(b.kisah.sop_id)))
    dokumen = [d for b in baris for d in b.dokumen] + list(sampul.lain)
    isi = _templat("index.html").render(
        sampul=sampul,
        tunggal=sampul.tunggal,
        milik={d.pos: d for d in sampul.tunggal.dokumen} if sampul.tunggal else {},
        baris=baris,
        dokumen=dokumen,
        pemda=current_tenant().nama,
        dibuat=now(),
    )
    wadah.tulis(INDEX, isi.encode())


@cache
def _templat(nama: str) -> Any:
    lingkungan = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("halaman")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    lingkungan.filters |= {"tanggal": _tanggal, "jam": _jam, "harian": _harian, "ribuan": ribuan}
    return lingkungan.get_template(nama)


def _tanggal(saat: datetime) -> str:
    return tanggal_terbaca(current_tenant().tanggal(saat))


def _jam(saat: datetime) -> str:
    zona = current_tenant().zona
    return f"{saat.astimezone(zona.tzinfo):%H.%M} {zona.value}"


def _harian(kejadian: Sequence[Kejadian]) -> list[tuple[str, list[Kejadian]]]:
    """Oldest first, by day: this is read as a report."""
    return [(hari, list(isi)) for hari, isi in groupby(kejadian, key=lambda k: _tanggal(k.pada))]
