"""Who a sentence says does the step: "Kasubag memeriksa berkas", "Berkas diperiksa oleh Kasubag"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from domain.sop.langkah import Langkah, Pelaksana
from domain.sop.pemeriksaan.kata import (
    huruf_besar_di_depan,
    kata,
    kata_kerja_aktif,
    kata_kerja_pasif,
    tanpa_nomor,
)
from domain.sop.pemeriksaan.sebutan import Nama, Penggal, Sebutan, penggal

_OLEH = frozenset({"oleh"})
_KEPADA = frozenset({"kepada"})
_DARI = frozenset({"dari"})
_ANAK_KALIMAT = re.compile(r"\byang\s+(?:\w+\s+){0,2}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pelaku:
    """`subjek` in front of the verb, `oleh` at the end of the sentence; `tertulis` is what the text calls the actor."""

    kalimat: str
    subjek: tuple[Pelaksana, ...] = ()
    oleh: tuple[Pelaksana, ...] = ()
    tertulis: str = ""
    sesudah_subjek: str = ""
    tanpa_oleh: str = ""

    @property
    def semua(self) -> tuple[Pelaksana, ...]:
        return (*self.subjek, *self.oleh)


@dataclass(frozen=True, slots=True)
class Penerima:
    kalimat: str
    pelaksana: Pelaksana


def pelaku(kegiatan: str, nama: Nama) -> Pelaku:
    kalimat = tanpa_nomor(kegiatan)
    semua = penggal(kalimat)
    subjek, panjang = nama.di(kalimat, semua, 0)
    sisa = kalimat[semua[panjang - 1].akhir :].lstrip(" ,:-/") if panjang else kalimat
    if subjek and (not kata(sisa) or kata_kerja_aktif(kata(sisa)[0])):
        return Pelaku(kalimat, subjek, (), kalimat[: semua[panjang - 1].akhir], sisa, kalimat)
    oleh = next((s for s in nama.sesudah(kalimat, semua, _OLEH) if not _menerangkan(kalimat, semua, s)), None)
    if oleh is None:
        return Pelaku(kalimat, sesudah_subjek=kalimat, tanpa_oleh=kalimat)
    awal = kalimat[: semua[oleh.letak].awal].rstrip(" ,") if oleh.di_ujung else kalimat
    return Pelaku(kalimat, (), oleh.pelaksana, oleh.nama, kalimat, awal)


def _menerangkan(kalimat: str, semua: tuple[Penggal, ...], oleh: Sebutan) -> bool:
    """Whether "oleh" belongs to a clause about the object: "pengaduan yang diberikan oleh pemohon"."""
    sebelum = oleh.letak - 1
    if sebelum < 0 or not kata_kerja_pasif(semua[sebelum].kata):
        return False
    return _ANAK_KALIMAT.search(kalimat[: semua[sebelum].awal]) is not None


def tanpa_pelaku(siapa: Pelaku) -> str:
    """The sentence without its actor, where something that can stand alone remains; else as it is."""
    if siapa.subjek:
        return huruf_besar_di_depan(siapa.sesudah_subjek) if kata(siapa.sesudah_subjek) else siapa.kalimat
    return siapa.tanpa_oleh if len(kata(siapa.tanpa_oleh)) > 1 else siapa.kalimat


def penerima_sendiri(langkah: Langkah, nama: Nama) -> Penerima | None:
    """A step of one column that is done towards that very column: it stands with the receiver, not with the doer."""
    if len(langkah.pelaksana) != 1:
        return None
    semua = penggal(langkah.kegiatan)
    menerima = bool(semua) and semua[0].kata == "menerima"
    arah, kalimat = (_DARI, "kegiatan diterima dari") if menerima else (_KEPADA, "kegiatan ditujukan kepada")
    for sebutan in nama.sesudah(langkah.kegiatan, semua, arah):
        if [p.id for p in sebutan.pelaksana] == list(langkah.pelaksana):
            return Penerima(kalimat, sebutan.pelaksana[0])
    return None
