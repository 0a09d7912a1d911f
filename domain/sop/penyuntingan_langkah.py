"""Edits of the procedure table: steps and pelaksana columns."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from domain.kernel import Bentrok, teks_bersih, teks_rapi
from domain.sop.errors import KodePelaksanaGandaError, UnsurTidakAdaError, WaktuTidakDikenalError
from domain.sop.events import (
    LangkahDihapus,
    LangkahDipindah,
    LangkahDitambahkan,
    LangkahDiubah,
    PelaksanaDihapus,
    PelaksanaDipindah,
    PelaksanaDitambahkan,
    PelaksanaDiubah,
)
from domain.sop.langkah import (
    KOLOM_LANGKAH,
    Langkah,
    LangkahId,
    Panah,
    Pelaksana,
    PelaksanaId,
    UbahanLangkah,
    Waktu,
)
from domain.sop.naskah import sebelum
from domain.sop.penyuntingan import pastikan_dapat_disunting
from domain.sop.state import Sop
from domain.sop.terapan import ubah_langkah as terapkan_ubahan

PANJANG_JABATAN = 200
WAKTU_TERBESAR = Decimal(100_000)
WAKTU_TERKECIL = Decimal("0.000001")
"""Also the finest step: the digest writes the number out in full, so it must stay short."""


def _langkah(sop: Sop, langkah_id: LangkahId) -> Langkah:
    langkah = sop.naskah.cari_langkah(langkah_id)
    if langkah is None:
        raise UnsurTidakAdaError("Langkah")
    return langkah


def _pelaksana(sop: Sop, pelaksana_id: PelaksanaId) -> Pelaksana:
    pelaksana = sop.naskah.cari_pelaksana(pelaksana_id)
    if pelaksana is None:
        raise UnsurTidakAdaError("Pelaksana")
    return pelaksana


def waktu_bersih(waktu: Waktu) -> Waktu:
    """A sound time: positive numbers, a range that goes upwards. A vague text stays as it is (finding MB-04)."""
    for angka in (waktu.nilai, waktu.min, waktu.maks):
        if angka is not None and not (angka.is_finite() and WAKTU_TERKECIL <= angka <= WAKTU_TERBESAR):
            raise WaktuTidakDikenalError(f"Tulis angka lebih dari 0 sampai {WAKTU_TERBESAR}.")
        if angka is not None and angka % WAKTU_TERKECIL:
            raise WaktuTidakDikenalError("Tulis paling banyak enam angka di belakang koma.")
    if waktu.min is not None and waktu.maks is not None and waktu.min > waktu.maks:
        raise WaktuTidakDikenalError("Angka pertama rentang harus lebih kecil daripada angka kedua.")
    return replace(waktu, teks=teks_bersih(waktu.teks, "waktu"), per=teks_bersih(waktu.per, "waktu"))


def _bersih(sop: Sop, langkah: Langkah) -> Langkah:
    """The row with clean texts; its pelaksana must be columns of this SOP."""
    for pelaksana_id in langkah.pelaksana:
        _pelaksana(sop, pelaksana_id)

    def panah_bersih(panah: Panah) -> Panah:
        return Panah(panah.ke, teks_bersih(panah.label, "panah", panjang=60), teks_bersih(panah.tertulis, "panah"))

    return replace(
        langkah,
        label_simbol=tuple((p, teks_bersih(t, "label_simbol")) for p, t in langkah.label_simbol),
        kegiatan=teks_bersih(langkah.kegiatan, "kegiatan"),
        pertanyaan=teks_bersih(langkah.pertanyaan, "pertanyaan"),
        kelengkapan=tuple(t for t in (teks_bersih(k, "kelengkapan") for k in langkah.kelengkapan) if t),
        waktu=waktu_bersih(langkah.waktu),
        output=teks_bersih(langkah.output, "output"),
        keterangan=teks_bersih(langkah.keterangan, "keterangan"),
        panah=tuple(panah_bersih(p) for p in langkah.panah),
        nomor=teks_bersih(langkah.nomor, "nomor", panjang=12),
    )


def tambah_langkah(sop: Sop, langkah: Langkah, *, setelah: LangkahId | None) -> LangkahDitambahkan:
    """A new row after the one named; None puts it first."""
    pastikan_dapat_disunting(sop)
    if setelah is not None:
        _langkah(sop, setelah)
    return LangkahDitambahkan(_bersih(sop, langkah), setelah)


def ubah_langkah(
    sop: Sop, langkah_id: LangkahId, *, dari: UbahanLangkah, menjadi: UbahanLangkah
) -> tuple[LangkahDiubah, ...]:
    """Change the named columns of a row. Only those columns are compared with what the form was drawn from."""
    pastikan_dapat_disunting(sop)
    kini = _langkah(sop, langkah_id)
    baru = _bersih(sop, terapkan_ubahan(kini, menjadi))
    diubah = {}
    for kolom in KOLOM_LANGKAH:
        if getattr(menjadi, kolom) is None or getattr(baru, kolom) == getattr(kini, kolom):
            continue
        dilihat = getattr(dari, kolom)
        if dilihat is not None and _rapi(dilihat) != getattr(kini, kolom):
            raise Bentrok(kolom, _teks(getattr(kini, kolom)), _teks(getattr(baru, kolom)))
        diubah[kolom] = getattr(baru, kolom)
    return (LangkahDiubah(langkah_id, UbahanLangkah(**diubah)),) if diubah else ()


def _rapi(nilai: object) -> object:
    """A column as the form sent it back: browsers turn line ends in texts into CRLF."""
    return teks_rapi(nilai) if type(nilai) is str else nilai


def _teks(nilai: object) -> str:
    """A column's value as the form shows it."""
    if isinstance(nilai, Waktu):
        return nilai.teks
    if isinstance(nilai, tuple):
        return "\n".join(str(getattr(x, "label", x)) for x in nilai)
    return str(nilai)


def _pastikan_sama(digest_dilihat: str, digest_kini: str) -> None:
    if digest_dilihat != digest_kini:
        raise Bentrok("isi")


def pindah_langkah(
    sop: Sop, langkah_id: LangkahId, *, setelah: LangkahId | None, digest_dilihat: str, digest_kini: str
) -> tuple[LangkahDipindah, ...]:
    """Move a row; the whole content must be as it was when the mover looked at it (D4)."""
    pastikan_dapat_disunting(sop)
    _langkah(sop, langkah_id)
    if setelah is not None:
        _langkah(sop, setelah)
    _pastikan_sama(digest_dilihat, digest_kini)
    if setelah in (langkah_id, sebelum(sop.naskah.langkah, langkah_id)):
        return ()
    return (LangkahDipindah(langkah_id, setelah),)


def hapus_langkah(sop: Sop, langkah_id: LangkahId, *, digest_dilihat: str, digest_kini: str) -> LangkahDihapus:
    pastikan_dapat_disunting(sop)
    _langkah(sop, langkah_id)
    _pastikan_sama(digest_dilihat, digest_kini)
    return LangkahDihapus(langkah_id)


def _kolom_bersih(sop: Sop, pelaksana: Pelaksana) -> Pelaksana:
    kode = teks_bersih(pelaksana.kode, "kode", panjang=20)
    if kode and any(p.kode == kode and p.id != pelaksana.id for p in sop.naskah.pelaksana):
        raise KodePelaksanaGandaError
    return replace(
        pelaksana,
        jabatan=teks_bersih(pelaksana.jabatan, "jabatan", wajib=True, panjang=PANJANG_JABATAN),
        kode=kode,
        unit=teks_bersih(pelaksana.unit, "unit", panjang=PANJANG_JABATAN),
    )


def tambah_pelaksana(sop: Sop, pelaksana: Pelaksana) -> PelaksanaDitambahkan:
    """A new column at the right."""
    pastikan_dapat_disunting(sop)
    kolom = sop.naskah.pelaksana
    return PelaksanaDitambahkan(_kolom_bersih(sop, pelaksana), kolom[-1].id if kolom else None)


def ubah_pelaksana(sop: Sop, *, dari: Pelaksana, menjadi: Pelaksana) -> tuple[PelaksanaDiubah, ...]:
    pastikan_dapat_disunting(sop)
    kini = _pelaksana(sop, menjadi.id)
    baru = _kolom_bersih(sop, menjadi)
    if baru == kini:
        return ()
    if dari != kini:
        raise Bentrok("pelaksana", kini.jabatan, baru.jabatan)
    return (PelaksanaDiubah(baru),)


def pindah_pelaksana(
    sop: Sop, pelaksana_id: PelaksanaId, *, setelah: PelaksanaId | None
) -> tuple[PelaksanaDipindah, ...]:
    pastikan_dapat_disunting(sop)
    _pelaksana(sop, pelaksana_id)
    if setelah is not None:
        _pelaksana(sop, setelah)
    if setelah in (pelaksana_id, sebelum(sop.naskah.pelaksana, pelaksana_id)):
        return ()
    return (PelaksanaDipindah(pelaksana_id, setelah),)


def hapus_pelaksana(sop: Sop, pelaksana_id: PelaksanaId, *, dari: str) -> PelaksanaDihapus:
    pastikan_dapat_disunting(sop)
    kini = _pelaksana(sop, pelaksana_id)
    if teks_rapi(dari) != kini.jabatan:
        raise Bentrok("pelaksana", kini.jabatan)
    return PelaksanaDihapus(pelaksana_id)
