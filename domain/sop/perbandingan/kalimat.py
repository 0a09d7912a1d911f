"""The difference in sentences: every changed cell is named, and no other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from domain.sop.kalimat_sel import isian_terbaca, kutip
from domain.sop.langkah import Langkah, LangkahId, Pelaksana
from domain.sop.naskah import SEBUTAN_ISIAN, Beridentitas, Butir, Daftar, Naskah
from domain.sop.perbandingan.barisan import BedaBarisan, Sel, Ubah
from domain.sop.perbandingan.beda import Beda, BedaIsian
from domain.sop.perbandingan.sebutan import SEBUTAN_SEL, Kamus, kamus

_PANJANG, _PENGANTAR = 80, 3
"""Letters of a quotation, and the words before the difference that are kept of a longer one."""
_JUDUL = 60


class Macam(StrEnum):
    TAMBAH = "tambah"
    HAPUS = "hapus"
    UBAH = "ubah"
    PINDAH = "pindah"


class Bagian(StrEnum):
    """The parts of the form, in the order in which they are told."""

    LANGKAH = "langkah"
    PELAKSANA = "pelaksana"
    DAFTAR = "daftar"
    ISIAN = "isian"

    @property
    def sebutan(self) -> str:
        return {
            "langkah": "Langkah",
            "pelaksana": "Kolom pelaksana",
            "daftar": "Kotak lembar identitas",
            "isian": "Isian lembar identitas",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Ucapan:
    """One sentence about one thing. `sel` are the cells that it names; `tempat` names the thing as the form does."""

    bagian: Bagian
    macam: Macam
    tempat: str
    kata: str
    sel: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Mata:
    """Both states as their readers know them."""

    lama: Kamus
    baru: Kamus


def ucapkan(beda: Beda, lama: Naskah, baru: Naskah) -> tuple[Ucapan, ...]:
    mata = _Mata(kamus(lama), kamus(baru))
    return (
        *_langkah(beda.langkah, mata),
        *_pelaksana(beda.pelaksana, lama, baru, mata),
        *(u for daftar, isi in beda.daftar for u in _daftar(daftar, isi, lama, baru, mata)),
        *map(_isian, beda.isian),
    )


def _isian(satu: BedaIsian) -> Ucapan:
    lama, baru = (isian_terbaca(satu.isian, x) for x in (satu.lama, satu.baru))
    sebutan = SEBUTAN_ISIAN[satu.isian]
    macam = Macam.UBAH if satu.lama and satu.baru else Macam.TAMBAH if satu.baru else Macam.HAPUS
    return Ucapan(Bagian.ISIAN, macam, f"isian.{satu.isian}", _besar(_dari_ke(sebutan, lama, baru)), (satu.isian,))


def _daftar(daftar: Daftar, beda: BedaBarisan[Butir], lama: Naskah, baru: Naskah, mata: _Mata) -> Iterator[Ucapan]:
    sebutan, isi_lama, isi_baru = _besar(daftar.sebutan), lama.isi_daftar(daftar), baru.isi_daftar(daftar)
    dulu, kini = _letak(isi_lama), _letak(isi_baru)
    teks: dict[UUID, str] = {b.id: b.teks for b in isi_baru}

    def ucap(macam: Macam, butir_id: object, kata: str, sel: tuple[str, ...] = ()) -> Ucapan:
        return Ucapan(Bagian.DAFTAR, macam, f"butir.{daftar}.{butir_id}", kata, sel)

    for b in beda.tambah:
        yield ucap(Macam.TAMBAH, b.id, f"{sebutan} ditambah {kutip(b.teks)}")
    for b in beda.hilang:
        yield ucap(Macam.HAPUS, b.id, f"{sebutan} {kutip(b.teks)} dihapus")
    for u in _tetap(beda):
        pindah = any(p.id == u.id for p in beda.pindah)
        letak = f"dipindah dari nomor {dulu[u.id]} menjadi nomor {kini[u.id]}" if pindah else ""
        judul = sebutan if any(s.nama == "teks" for s in u.sel) else f"{sebutan} {kutip(teks[u.id], _JUDUL)}"
        yield ucap(_macam(u), u.id, _rangkai(judul, letak, u, mata), _nama(u))


def _pelaksana(beda: BedaBarisan[Pelaksana], lama: Naskah, baru: Naskah, mata: _Mata) -> Iterator[Ucapan]:
    dulu, kini = _letak(lama.pelaksana), _letak(baru.pelaksana)

    def ucap(macam: Macam, pelaksana_id: object, kata: str, sel: tuple[str, ...] = ()) -> Ucapan:
        return Ucapan(Bagian.PELAKSANA, macam, f"pelaksana.{pelaksana_id}", kata, sel)

    for p in beda.tambah:
        yield ucap(Macam.TAMBAH, p.id, f"Kolom pelaksana {kutip(p.jabatan)} ditambah")
    for p in beda.hilang:
        yield ucap(Macam.HAPUS, p.id, f"Kolom pelaksana {kutip(p.jabatan)} dihapus")
    for u in _tetap(beda):
        pindah = any(p.id == u.id for p in beda.pindah)
        letak = f"dipindah dari kolom ke-{dulu[u.id]} menjadi kolom ke-{kini[u.id]}" if pindah else ""
        jabatan = "" if any(s.nama == "jabatan" for s in u.sel) else f" {kutip(baru.pelaksana[kini[u.id] - 1].jabatan)}"
        yield ucap(_macam(u), u.id, _rangkai(f"Kolom pelaksana{jabatan}", letak, u, mata), _nama(u))


def _langkah(beda: BedaBarisan[Langkah], mata: _Mata) -> Iterator[Ucapan]:
    """In the order of the new table; what went comes last."""
    pindah, baru = {p.id for p in beda.pindah}, {x.id for x in beda.tambah}
    ubah = {u.id: u for u in beda.ubah}
    for langkah_id, no in mata.baru.nomor.items():
        judul = f"Langkah {no}{_kegiatan(mata.baru.langkah[langkah_id], ubah.get(langkah_id))}"
        tempat = f"langkah.{langkah_id}"
        if langkah_id in baru:
            yield Ucapan(Bagian.LANGKAH, Macam.TAMBAH, tempat, f"{judul} ditambah")
        elif langkah_id in pindah or langkah_id in ubah:
            u = ubah.get(langkah_id, Ubah(langkah_id, ()))
            letak = _letak_langkah(langkah_id, mata) if langkah_id in pindah else ""
            yield Ucapan(Bagian.LANGKAH, _macam(u), tempat, _rangkai(judul, letak, u, mata), _nama(u))
    for x in beda.hilang:
        kata = f"Langkah {mata.lama.nomor[x.id]} yang lama{_kegiatan(x, None)} dihapus"
        yield Ucapan(Bagian.LANGKAH, Macam.HAPUS, f"langkah.{x.id}", kata)


def _letak(barisan: Sequence[Beridentitas]) -> dict[UUID, int]:
    return {x.id: n for n, x in enumerate(barisan, 1)}


def _letak_langkah(langkah_id: LangkahId, mata: _Mata) -> str:
    dulu, kini = mata.lama.nomor[langkah_id], mata.baru.nomor[langkah_id]
    if dulu != kini:
        return f"dipindah dari urutan {dulu} menjadi urutan {kini}"
    urut = list(mata.baru.nomor)
    tempat = urut.index(langkah_id)
    return f"dipindah menjadi sesudah langkah {mata.baru.nomor[urut[tempat - 1]]}" if tempat else "dipindah ke depan"


def _kegiatan(langkah: Langkah, ubah: Ubah | None) -> str:
    if not langkah.kegiatan or (ubah and any(s.nama == "kegiatan" for s in ubah.sel)):
        return ""
    return f" {kutip(langkah.kegiatan, _JUDUL)}"


def _tetap(beda: BedaBarisan[Butir] | BedaBarisan[Pelaksana]) -> tuple[Ubah, ...]:
    """What is there before and after, and changed or moved."""
    ubah = {u.id for u in beda.ubah}
    return (*beda.ubah, *(Ubah(p.id, ()) for p in beda.pindah if p.id not in ubah))


def _macam(ubah: Ubah) -> Macam:
    return Macam.UBAH if ubah.sel else Macam.PINDAH


def _nama(ubah: Ubah) -> tuple[str, ...]:
    return tuple(s.nama for s in ubah.sel)


def _rangkai(judul: str, letak: str, ubah: Ubah, mata: _Mata) -> str:
    bagian = [letak, *(_satu_sel(s, mata) for s in ubah.sel)]
    return f"{judul}{' ' if letak else ': '}" + "; ".join(filter(None, bagian))


def _satu_sel(sel: Sel, mata: _Mata) -> str:
    lama, baru = mata.lama.sel(sel.nama, sel.lama), mata.baru.sel(sel.nama, sel.baru)
    if _datar(lama) == _datar(baru):
        lama, baru = mata.lama.sel(sel.nama, sel.lama, rinci=True), mata.baru.sel(sel.nama, sel.baru, rinci=True)
    return _dari_ke(SEBUTAN_SEL[sel.nama], lama, baru)


def _dari_ke(sebutan: str, lama: str, baru: str) -> str:
    if not baru:
        return f"{sebutan} {kutip(lama)} dikosongkan" if lama else f"{sebutan} berubah pada rincian yang tidak tercetak"
    if not lama:
        return f"{sebutan} diisi {kutip(baru)}"
    if _datar(lama) == _datar(baru):
        return f"{sebutan} {kutip(baru)} ditulis ulang (beda spasi, ganti baris, atau rincian yang tidak tercetak)"
    dulu, kini = _dekat_beda(_datar(lama), _datar(baru))
    return f"{sebutan} dari {kutip(dulu)} menjadi {kutip(kini)}"


def _dekat_beda(lama: str, baru: str) -> tuple[str, str]:
    """Two long texts from shortly before where they part, so that their quotations differ."""
    if max(len(lama), len(baru)) <= _PANJANG:
        return lama, baru
    dulu, kini = lama.split(" "), baru.split(" ")
    sama = next((n for n, (a, b) in enumerate(zip(dulu, kini, strict=False)) if a != b), min(len(dulu), len(kini)))
    if sama <= _PENGANTAR:
        return lama, baru
    dari = sama - _PENGANTAR
    return "… " + " ".join(dulu[dari:]), "… " + " ".join(kini[dari:])


def _datar(teks: str) -> str:
    return " ".join(teks.split())


def _besar(teks: str) -> str:
    return teks[:1].upper() + teks[1:]
