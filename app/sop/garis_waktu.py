"""The timeline of an SOP: lines in words, by day and by sitting, runs that came to nothing in one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import groupby
from uuid import UUID

from app.akses.batas import terlihat
from app.masukan.utas import peristiwa_masukan, satu_lagi
from app.rumah import rumah
from domain.masukan.kalimat import kalimat_masukan
from domain.masukan.state import Masukan
from domain.sop.impas import bolak_balik
from domain.sop.naskah import SEBUTAN_ISIAN, Daftar, Isian
from domain.sop.sel import UbahanSel
from infra.direktori import TANPA_NAMA
from infra.event_store.mapper import Catatan
from infra.queries.bingkai import keadaan_beberapa
from infra.queries.kejadian import Jejak
from tenants.context import current_tenant

DUDUK = timedelta(minutes=45)
"""Who pauses longer has sat down anew."""
TANPA_VERSI = -1


@dataclass(frozen=True, slots=True)
class Kejadian:
    """One line: what, who in which capacity, when, why. A thread's line names the thread instead of an event."""

    versi: int
    pos: int
    pada: datetime
    hari: date
    nama: str
    jabatan: str
    apa: str
    mengapa: str
    tonggak: bool = False
    jenis: str = ""
    sk: str = ""
    ubahan: tuple[UbahanSel, ...] = ()
    masukan: UUID | None = None


@dataclass(frozen=True, slots=True)
class Rombongan:
    """Lines that are told together: one sitting, or a run of changes that took each other back (`impas`)."""

    isi: list[Kejadian]
    impas: bool = False
    bagian: list[Rombongan] = field(default_factory=list)

    @property
    def tempat(self) -> str:
        """Where the changes were: 3 langkah, dasar hukum."""
        langkah, kolom, lain = set[str](), set[str](), dict[str, None]()
        for satu in (u.sel.split(".") for k in self.isi for u in k.ubahan):
            match satu:
                case ["langkah", ident, *_]:
                    langkah.add(ident)
                case ["pelaksana", ident, *_]:
                    kolom.add(ident)
                case ["butir", daftar, *_]:
                    lain[Daftar(daftar).sebutan] = None
                case _:
                    lain[SEBUTAN_ISIAN[Isian(satu[1])]] = None
        banyak = [(len(langkah), "langkah"), (len(kolom), "kolom pelaksana")]
        return ", ".join([*(f"{n} {kata}" for n, kata in banyak if n), *lain])


Harian = list[tuple[date, list[Rombongan]]]


def baris(jejak: Sequence[Jejak]) -> list[Kejadian]:
    """The stored lines with the names of those who are still in the directory."""
    nama = rumah().direktori.nama(j.orang for j in jejak)
    return [_baris(j, nama.get(j.orang, TANPA_NAMA)) for j in jejak]


def _baris(j: Jejak, nama: str) -> Kejadian:
    ubahan = tuple(map(UbahanSel, j.sel, j.dari, j.ke))
    hari = current_tenant().tanggal(j.pada)
    return Kejadian(
        j.versi, j.pos, j.pada, hari, nama, j.jabatan, j.kalimat, j.mengapa, j.tonggak, j.jenis, j.sk, ubahan
    )


def dengan_masukan(sop_id: UUID, kejadian: list[Kejadian], dari: int, sampai: int | None) -> list[Kejadian]:
    """Newest first as they are, with the lines of the threads between these two positions of the log among them."""
    if not kejadian:
        return []
    utas, sela = dict[UUID, Masukan](), list[tuple[Catatan[object], Masukan]]()
    for c in peristiwa_masukan(sop_id):
        utas[c.aliran] = satu_lagi(utas.get(c.aliran), c)
        if c.pos > dari and (sampai is None or c.pos < sampai) and terlihat(c.pada):
            sela.append((c, utas[c.aliran]))
    return sorted([*kejadian, *_ucapan(sop_id, kejadian, sela)], key=lambda k: -k.pos) if sela else kejadian


def _ucapan(sop_id: UUID, kejadian: list[Kejadian], sela: list[tuple[Catatan[object], Masukan]]) -> list[Kejadian]:
    """Each thread's line names its place as it was called then."""
    versi = {c.pos: next((k.versi for k in kejadian if k.pos < c.pos), kejadian[-1].versi) for c, _ in sela}
    keadaan = keadaan_beberapa(rumah().buku, sop_id, versi.values())
    nama = rumah().direktori.nama(c.aktor.orang for c, _ in sela)
    hasil = []
    for c, masukan in sela:
        ucapan = kalimat_masukan(masukan, c.peristiwa, keadaan[versi[c.pos]].naskah)  # type: ignore[arg-type]
        siapa, hari = nama.get(c.aktor.orang, TANPA_NAMA), current_tenant().tanggal(c.pada)
        hasil.append(
            Kejadian(
                TANPA_VERSI, c.pos, c.pada, hari, siapa, c.aktor.jabatan, ucapan.apa, ucapan.mengapa, masukan=c.aliran
            )
        )
    return hasil


def per_hari(kejadian: Iterable[Kejadian], *, sesi: bool) -> Harian:
    """Newest first: days, and in each its lines or its sittings."""
    hasil = []
    for hari, milik in groupby(kejadian, key=lambda k: k.hari):
        isi = list(milik)
        hasil.append((hari, [_duduk(d) for d in _sesi(isi)] if sesi else _balik(isi)))
    return hasil


def _sesi(kejadian: list[Kejadian]) -> list[list[Kejadian]]:
    """What one person did in a row, in one capacity and without a long pause; milestones and threads stand alone."""
    hasil: list[list[Kejadian]] = []
    for k in kejadian:
        lalu = hasil[-1][-1] if hasil else None
        if lalu and _serangkai(lalu, k):
            hasil[-1].append(k)
        else:
            hasil.append([k])
    return hasil


def _serangkai(lalu: Kejadian, k: Kejadian) -> bool:
    sama = (lalu.nama, lalu.jabatan, lalu.masukan is None) == (k.nama, k.jabatan, k.masukan is None)
    return sama and not (lalu.tonggak or k.tonggak) and lalu.pada - k.pada <= DUDUK


def _duduk(isi: list[Kejadian]) -> Rombongan:
    bagian = _balik(isi)
    return bagian[0] if len(bagian) == 1 and bagian[0].impas else Rombongan(isi, bagian=bagian)


def _balik(isi: list[Kejadian]) -> list[Rombongan]:
    """Lines one by one, and those in one that came to nothing."""
    urut = isi[::-1]
    hasil, sampai = list[Rombongan](), 0
    for dari, akhir in bolak_balik([k.ubahan for k in urut]):
        hasil += [Rombongan([k]) for k in urut[sampai:dari]]
        hasil.append(Rombongan(urut[dari:akhir][::-1], impas=True))
        sampai = akhir
    return [*hasil, *(Rombongan([k]) for k in urut[sampai:])][::-1]
