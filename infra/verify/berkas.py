"""The files of a bundle beside its events: whether each is the one that it came with, or that an event names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.log.bundle import DOCUMENTS, INDEX, MANIFEST, SCHEMA
from domain.log.manifest import AGENCY, ALL, Manifest
from infra.verify.bundel import Bundel
from infra.verify.laporan import Laporan, angka, waktu
from infra.verify.sumber import digest


@dataclass(slots=True)
class Berkas:
    """`dokumen`: the SHA-256 of each file in its folder, by name."""

    dokumen: dict[str, str] = field(default_factory=dict)


def periksa(bundel: Bundel, laporan: Laporan) -> Berkas:
    """Every file against the manifest: missing, changed, or not in it."""
    ada = bundel.sumber.names
    if bundel.manifes is None:
        if INDEX in ada or SCHEMA in ada or any(nama.startswith(DOCUMENTS) for nama in ada):
            laporan.salah(f"{MANIFEST}: berkas ini tidak ada, padahal bundel ini dibuat dengannya.")
        return Berkas()
    tercatat = bundel.manifes.files
    sidik = {nama: digest(bundel.sumber, nama) for nama in sorted(ada - {MANIFEST})}
    beda = [
        *(f"{nama}: berkas ini tidak ada dalam bundel." for nama in sorted(tercatat.keys() - ada)),
        *(f"{nama}: isinya berubah." for nama, isi in sidik.items() if tercatat.get(nama, isi) != isi),
        *(f"{nama}: berkas ini bukan bagian bundel." for nama in sidik if nama not in tercatat),
    ]
    for kalimat in beda:
        laporan.salah(kalimat)
    if not beda:
        laporan.sah(f"Semua {angka(len(sidik))} berkas ada dan tidak berubah sejak bundel dibuat.")
    return Berkas({nama: isi for nama, isi in sidik.items() if nama.startswith(DOCUMENTS)})


def periksa_dokumen(berkas: Berkas, disebut: Mapping[str, int], laporan: Laporan) -> None:
    """The documents against the events: each is named by one that is proved, and none that is named is missing."""
    asing = [nama for nama, sidik in berkas.dokumen.items() if sidik not in disebut]
    for nama in asing:
        laporan.salah(f"{nama}: bukan dokumen yang disebut sebuah peristiwa dalam bundel ini.")
    ada = set(berkas.dokumen.values())
    hilang = [(pos, sidik) for sidik, pos in disebut.items() if sidik not in ada]
    for pos, sidik in hilang:
        laporan.salah(f"Dokumen yang disebut peristiwa {angka(pos)} tidak ada dalam bundel (SHA-256 {sidik}).")
    if ada and not asing and not hilang:
        laporan.sah(f"{angka(len(ada))} dokumen sama persis dengan yang disebut peristiwanya.")


def cakupan(manifes: Manifest) -> str:
    """What the bundle says it is about."""
    apa = {ALL: "seluruh riwayat", AGENCY: f"{len(manifes.ids)} perangkat daerah"}.get(manifes.scope, "satu SOP")
    dari = f", sejak {waktu(manifes.since // 10**6)}" if manifes.since is not None else ""
    sampai = f", sebelum {waktu(manifes.until // 10**6)}" if manifes.until is not None else ""
    return f"Cakupan: {apa}{dari}{sampai}"
