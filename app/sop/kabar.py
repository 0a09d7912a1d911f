"""What others saved since a form was drawn, as parts of the page: what changed, never the cell that is open here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import current_app
from jinja2_fragments.flask import render_block

from app.htmx import Bagian
from app.permintaan import pelaku
from app.rumah import rumah
from app.sop.lembar import BLOK, TEMPLAT, Sel, konteks
from app.sop.perubahan import Perubahan, perubahan
from app.sop.sel_tertutup import sel_tertutup
from domain.masukan.tempat import sebutan_tempat, tempat_dari
from domain.sop.kalimat import kalimat
from domain.sop.naskah import Naskah
from domain.sop.state import Sop, evolve
from infra.direktori import TANPA_NAMA
from infra.event_store.mapper import Catatan
from infra.queries.kehadiran import Hadir

SEL_TERBANYAK = 12
"""Beyond that many changed cells the whole form is the smaller answer."""


@dataclass(frozen=True, slots=True)
class Tanya:
    """What a form says of itself: the version it shows, the one it has told its reader of, and its open cell.

    `sel` is empty when none is open, and None where the browser did not say: then nothing is taken away.
    """

    sejak: int
    sudah: int
    sel: str | None


@dataclass(frozen=True, slots=True)
class Kabar:
    """What happened since: the SOP now, the changes, and a sentence for each that others made and nobody has told."""

    sop: Sop
    perubahan: list[Perubahan]
    kalimat: dict[int, str]


def bagian_kabar(sop_id: UUID, tanya: Tanya, hadir: tuple[Hadir, ...], jejak: str) -> list[Bagian]:
    """All parts of one answer. What cannot be shown beside an open cell waits until it is closed."""
    kabar = _kumpulkan(sop_id, tanya)
    sel_demi_sel = _sel_demi_sel(kabar.perubahan)
    utuh = bool(kabar.perubahan) and not sel_demi_sel and tanya.sel == ""
    tertunda = not sel_demi_sel and not utuh
    isi = _seluruhnya(kabar.sop) if utuh else _satu_satu(kabar, tanya)
    nama = rumah().direktori.nama({p.oleh for p in kabar.perubahan})
    berita = [
        (nama.get(p.oleh, TANPA_NAMA), kabar.kalimat[p.versi]) for p in kabar.perubahan if p.versi in kabar.kalimat
    ]
    di_sini = [
        (nama.get(p.oleh, TANPA_NAMA), kabar.kalimat[p.versi])
        for p in kabar.perubahan
        if tanya.sel and p.sel == tanya.sel and p.versi in kabar.kalimat
    ]
    versi, sorot = kabar.sop.versi_aliran, _sorot(kabar, tanya)
    penanya = _cetak("penanya", sop_id, tanya.sejak if tertunda else versi, versi, jejak, sorot)
    orang = [(h, sebutan_sel(h.sel, kabar.sop.naskah)) for h in hadir]
    isi += [Bagian("#f-sel", _cetak("didahului", *satu), "afterbegin") for satu in di_sini[-1:]]
    isi += [Bagian("#berita", _cetak("berita", berita, tertunda), "innerHTML")] if berita else []
    return [*isi, Bagian("#hadir", _cetak("hadir", orang)), Bagian("#kabar-sop", penanya)]


def _kumpulkan(sop_id: UUID, tanya: Tanya) -> Kabar:
    sejarah: list[Catatan[Any]] = rumah().buku.sejarah(sop_id)
    sop, ucapan = Sop(), dict[int, str]()
    for catatan in sejarah:
        if catatan.versi > tanya.sudah and catatan.aktor.orang != pelaku().orang_id:
            ucapan[catatan.versi] = kalimat(sop, catatan.peristiwa).apa
        sop = evolve(sop, catatan)
    return Kabar(sop, perubahan(c for c in sejarah if c.versi > tanya.sejak), ucapan)


def _sel_demi_sel(semua: list[Perubahan]) -> bool:
    return all(p.satu_sel for p in semua) and len({p.sel for p in semua}) <= SEL_TERBANYAK


def _seluruhnya(sop: Sop) -> list[Bagian]:
    return [Bagian("#lembar", render_block(TEMPLAT, BLOK, **konteks(sop, Sel())), "outerMorph")]


def _satu_satu(kabar: Kabar, tanya: Tanya) -> list[Bagian]:
    """The changed cells, each once and as it is now."""
    berubah = dict.fromkeys(p.sel for p in kabar.perubahan if p.satu_sel and p.sel != tanya.sel)
    if not berubah:
        return []
    isi = konteks(kabar.sop, Sel())
    return [bagian for sel in list(berubah)[:SEL_TERBANYAK] if (bagian := sel_tertutup(isi, sel))]


def _sorot(kabar: Kabar, tanya: Tanya) -> str:
    """Where the light falls: rows and cells that somebody else changed and that are not open here."""
    sel = dict.fromkeys(p.sel for p in kabar.perubahan if p.versi in kabar.kalimat and p.sel != tanya.sel)
    baris = [f"#l-{s.removeprefix('langkah.')}" for s in sel if s.startswith("langkah.")]
    return "|".join([*baris, *(f'.e:has(> [data-buka="{s}"])' for s in sel if s and not s.startswith("langkah."))])


def _cetak(makro: str, *nilai: object) -> str:
    modul: Any = current_app.jinja_env.get_template("components/hadir.html").module
    return str(getattr(modul, makro)(*nilai))


def sebutan_sel(sel: str, naskah: Naskah) -> str:
    """How a reader calls the cell that somebody has open; empty where none is."""
    jenis = sel.partition(".")[0]
    if jenis == "pelaksana":
        return "kolom pelaksana"
    if tempat := tempat_dari(sel):
        return sebutan_tempat(tempat, naskah)
    return "langkah baru" if jenis == "langkah" else ""
