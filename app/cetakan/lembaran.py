"""The words of a printed SOP, from its text and from what the government decided about its form."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import partial

from app.formulir import alur_teks, penggal
from app.jinja import tanggal, waktu
from app.sop.bagan import baris_alur
from domain.sop.cetak import TataCetak
from domain.sop.isi import Cetakan
from domain.sop.langkah import Langkah, nomor_langkah
from domain.sop.naskah import Daftar, Isian, Naskah
from infra.cetak import BarisCetak, Lembaran, Pengesah
from infra.cetak.lembaran import Rinci


def lembaran(
    naskah: Naskah,
    cetakan: Cetakan,
    *,
    kaki: str,
    tata: TataCetak,
    pengesah: Pengesah | None = None,
    lambang: bytes = b"",
) -> Lembaran:
    """A sheet; without `pengesah` the space for the signature bears the post alone."""
    susun = partial(Lembaran, tata=tata, lambang=lambang)
    return susun(
        instansi=cetakan.instansi,
        perangkat=cetakan.perangkat_daerah,
        unit=naskah.nilai(Isian.UNIT),
        judul=naskah.nilai(Isian.NAMA),
        rinci=_rinci(naskah, cetakan),
        pengesah=pengesah or Pengesah(naskah.nilai(Isian.PENGESAH)),
        kotak=tuple((d.sebutan, tuple(b.teks for b in naskah.isi_daftar(d))) for d in Daftar),
        pelaksana=tuple((p.unit, penggal(p.jabatan)) for p in naskah.pelaksana),
        baris=_baris(naskah),
        alur=baris_alur(naskah),
        kaki=kaki,
    )


def _rinci(naskah: Naskah, cetakan: Cetakan) -> tuple[Rinci, ...]:
    return (
        (naskah.nilai(Isian.LABEL_NOMOR) or cetakan.label_nomor, naskah.nilai(Isian.NOMOR)),
        ("Tanggal Pembuatan", tanggal(naskah.nilai(Isian.TANGGAL_PEMBUATAN))),
        ("Tanggal Revisi", tanggal(naskah.nilai(Isian.TANGGAL_REVISI)) or "-"),
        (
            naskah.nilai(Isian.LABEL_TANGGAL_EFEKTIF) or cetakan.label_tanggal_efektif,
            tanggal(naskah.nilai(Isian.TANGGAL_EFEKTIF)),
        ),
    )


def _baris(naskah: Naskah) -> tuple[BarisCetak, ...]:
    nomor, alur = nomor_langkah(naskah.langkah), alur_teks(naskah)
    return tuple(
        BarisCetak(
            nomor=nomor[x.id],
            kegiatan=x.kegiatan,
            pertanyaan=x.pertanyaan,
            kelengkapan="; ".join(x.kelengkapan),
            waktu=waktu(x.waktu),
            output=x.output,
            keterangan=x.keterangan,
            alur=alur[n],
            waktu_lanjutan=_lanjutan(naskah.langkah, n),
        )
        for n, x in enumerate(naskah.langkah)
    )


def _lanjutan(langkah: tuple[Langkah, ...], n: int) -> bool:
    """Whether the waktu of this row is printed in the cell of the row above."""
    return n > 0 and langkah[n].waktu.gabung_dengan == langkah[n - 1].id


def detik(hari: date) -> int:
    """A day as the date in a document's metadata."""
    return int(datetime(hari.year, hari.month, hari.day, tzinfo=UTC).timestamp())
