"""The chart of a procedure: from its rows to the router's input, laid out once per structure and kept."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

from flask import current_app, has_app_context
from markupsafe import Markup

from app.rumah import rumah
from domain.sop.alur import Bagan, BarisAlur, Jenis, Ubin, susun, warnai
from domain.sop.langkah import nomor_langkah, panah_keluar
from domain.sop.naskah import Naskah
from domain.sop.perbandingan import Warna
from infra.bagan import ambil, sidik_bagan, simpan

BAGAN_DIINGAT = 512
PANTAS_DISIMPAN = 8
"""Rows from which looking a chart up is quicker than laying it out."""
UBIN_DIINGAT = 4096


def baris_alur(naskah: Naskah) -> tuple[BarisAlur, ...]:
    """Rows as the router knows them; arrows to rows that are not there are left to the findings."""
    nomor = nomor_langkah(naskah.langkah)
    letak = {x.id: n for n, x in enumerate(naskah.langkah)}
    kolom = {p.id: n for n, p in enumerate(naskah.pelaksana)}
    hasil = []
    for n, langkah in enumerate(naskah.langkah):
        simbol = dict(langkah.simbol_per_pelaksana)
        kotak = tuple((kolom[p], Jenis(simbol.get(p, langkah.simbol).value)) for p in langkah.pelaksana if p in kolom)
        keluar = tuple((letak[p.ke], p.label) for p in panah_keluar(naskah.langkah, n) if p.ke in letak)
        # a branch named like one of the symbols leaves from it: two ways to begin, one in each column
        berlabel = {label: kolom[p] for p, label in langkah.label_simbol if label and p in kolom}
        asal = tuple(berlabel.get(label, -1) for _, label in keluar) if berlabel else ()
        hasil.append(BarisAlur(nomor[langkah.id], kotak, keluar, kolom_keluar=asal))
    return tuple(hasil)


@lru_cache(maxsize=BAGAN_DIINGAT)
def _susun(baris: tuple[BarisAlur, ...], kolom: int) -> Bagan:
    if len(baris) < PANTAS_DISIMPAN or not has_app_context():
        return susun(baris, kolom)
    sidik = sidik_bagan(baris, kolom)
    jadi = ambil(rumah().basis, sidik)
    if jadi is None:
        jadi = susun(baris, kolom)
        simpan(rumah().basis, sidik, jadi)
    return jadi


def bagan(naskah: Naskah) -> Bagan:
    return _susun(baris_alur(naskah), len(naskah.pelaksana))


def bagan_berwarna(naskah: Naskah, warna: Warna) -> Bagan:
    """The same drawing with what differs marked; nothing is laid out for it again."""
    berwarna = [
        replace(
            b,
            kelas=warna.langkah.get(x.id, ""),
            kelas_keluar=tuple(warna.panah.get((x.id, naskah.langkah[ke].id, label), "") for ke, label in b.keluar),
        )
        for x, b in zip(naskah.langkah, baris_alur(naskah), strict=True)
    ]
    return _warnai(tuple(berwarna), bagan(naskah))


@lru_cache(maxsize=BAGAN_DIINGAT)
def _warnai(baris: tuple[BarisAlur, ...], gambar: Bagan) -> Bagan:
    return warnai(gambar, baris)


@lru_cache(maxsize=UBIN_DIINGAT)
def gambar_ubin(ubin: Ubin) -> Markup:
    """One row of a chart, drawn. From one frame of a replay to the next most rows stay as they are."""
    gambar: Any = current_app.jinja_env.get_template("components/bagan.html").module
    return Markup(gambar.ubin(ubin))  # noqa: S704 - a macro's output, escaped by it
