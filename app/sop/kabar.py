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
    """What happened since: the SOP now, the changes, and for those that others made and nobody has told of yet, by the
    version they made: who, and the sentence.
    """

    sop: Sop
    perubahan: list[Perubahan]
    cerita: dict[int, tuple[str, str]]


def bagian_kabar(sop_id: UUID, tanya: Tanya, hadir: tuple[Hadir, ...], jejak: str) -> list[Bagian]:
    """All parts of one answer. What cannot be shown beside an open cell waits until it is closed."""
    kabar = _kumpulkan(sop_id, tanya)
    sel_demi_sel = _sel_demi_sel(kabar.perubahan)
    tertunda = not sel_demi_sel and tanya.sel != ""
    halaman = konteks(kabar.sop, Sel()) if kabar.perubahan else {}
    if sel_demi_sel or tertunda:
        isi = _satu_satu(kabar, tanya, halaman)
    else:
        isi = [Bagian("#lembar", render_block(TEMPLAT, BLOK, **halaman), "outerMorph")]
    return [*isi, *_berita(kabar, tanya, tertunda=tertunda), *_penutup(kabar, tanya, halaman, (hadir, jejak), tertunda)]


def _berita(kabar: Kabar, tanya: Tanya, *, tertunda: bool) -> list[Bagian]:
    """The line that is read aloud, and the notice in the open cell when that very cell was saved elsewhere."""
    berita = list(kabar.cerita.values())
    di_sini = [kabar.cerita[p.versi] for p in kabar.perubahan if p.sel == tanya.sel and p.versi in kabar.cerita]
    bagian = [Bagian("#f-sel", _cetak("didahului", *satu), "afterbegin") for satu in di_sini[-1:] if tanya.sel]
    return bagian + ([Bagian("#berita", _cetak("berita", berita, tertunda), "innerHTML")] if berita else [])


def _penutup(
    kabar: Kabar, tanya: Tanya, halaman: dict[str, Any], siapa: tuple[tuple[Hadir, ...], str], tertunda: bool
) -> list[Bagian]:
    """Who is here, and the next question. What waits is asked for again; what is shown has this digest."""
    hadir, jejak = siapa
    orang = [(h, sebutan_sel(h.sel, kabar.sop.naskah)) for h in hadir]
    versi = kabar.sop.versi_aliran
    sejak, sidik = (tanya.sejak, "") if tertunda else (versi, halaman.get("digest", ""))
    penanya = _cetak("penanya", kabar.sop.id, sejak, versi, jejak, _sorot(kabar, tanya), sidik)
    return [Bagian("#hadir", _cetak("hadir", orang)), Bagian("#kabar-sop", penanya)]


def _kumpulkan(sop_id: UUID, tanya: Tanya) -> Kabar:
    sop, baru, sesudah = Sop(), dict[int, tuple[UUID, str]](), list[Catatan[Any]]()
    for catatan in rumah().buku.sejarah(sop_id):
        oleh = catatan.aktor.orang
        if catatan.versi > tanya.sejak:
            sesudah.append(catatan)
        if catatan.versi > tanya.sudah and oleh != pelaku().orang_id:
            baru[catatan.versi] = (oleh, kalimat(sop, catatan.peristiwa).apa)
        sop = evolve(sop, catatan)
    nama = rumah().direktori.nama(oleh for oleh, _ in baru.values()) if baru else {}
    cerita = {versi: (nama.get(oleh, TANPA_NAMA), apa) for versi, (oleh, apa) in baru.items()}
    return Kabar(sop, perubahan(sesudah), cerita)


def _sel_demi_sel(semua: list[Perubahan]) -> bool:
    return all(p.satu_sel for p in semua) and len({p.sel for p in semua}) <= SEL_TERBANYAK


def _satu_satu(kabar: Kabar, tanya: Tanya, halaman: dict[str, Any]) -> list[Bagian]:
    """The changed cells, each once and as it is now."""
    berubah = dict.fromkeys(p.sel for p in kabar.perubahan if p.satu_sel and p.sel != tanya.sel)
    return [bagian for sel in list(berubah)[:SEL_TERBANYAK] if (bagian := sel_tertutup(halaman, sel))]


def _sorot(kabar: Kabar, tanya: Tanya) -> str:
    """Where the light falls: rows and cells that somebody else changed and that are not open here."""
    sel = dict.fromkeys(p.sel for p in kabar.perubahan if p.versi in kabar.cerita and p.sel != tanya.sel)
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
