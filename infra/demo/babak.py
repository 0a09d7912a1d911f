"""All acts of one government in the order of time: the stories of its files laid on the calendar."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from infra.demo.adegan import Adegan, Kisah
from infra.demo.berkas import DATA, baca_yaml
from infra.demo.kalender import MULAI, SELESAI, Kalender, acak
from infra.demo.nasib import Nasib
from infra.demo.pemda import PemdaDemo
from infra.demo.templat import Babak, Templat, sotk

_SEBUTAN = ("hari", "oleh")
AWAL = -512
"""The working day on which the agencies' owed lists are drawn up; two days before it the posts are recorded."""


def jadwal(demo: PemdaDemo, kalender: Kalender) -> list[Adegan]:
    """Sorted by time; where two fall together, as the files have them."""
    adegan = [*_serah_terima(demo, kalender), *_daftar_wajib(demo, kalender)]
    kisah = {(k["opd"], k["judul"]): k["babak"] for k in _berkas_kisah(demo.kode)}
    for opd, daftar in demo.wajib.items():
        for isi in daftar:
            if isi.get("nasib") == "kisah":
                cerita = _terisi(demo, kalender, opd, kisah.pop((opd, isi["judul"])))
                babak = _terkait(_terurai(demo, opd, cerita))
            elif "nasib" in isi:
                babak = _terkait(_nasib(demo, opd, isi))
            else:
                continue
            adegan += susun(kalender, Kisah(opd, isi["judul"]), babak)
    if kisah:
        raise LookupError(f"kisah tanpa baris daftar wajib: {', '.join(judul for _, judul in kisah)}")
    return sorted(adegan, key=lambda a: a.pada)


def _berkas_kisah(kode: str) -> Iterator[dict[str, Any]]:
    for berkas in sorted((DATA / "cerita").glob(f"{kode}*.yaml")):
        yield from baca_yaml(f"cerita/{berkas.name}")


_TANGGAL = re.compile(r"\{(tahun|bulan) (-?\d+)\}")


def _terisi(demo: PemdaDemo, kalender: Kalender, opd: str, isi: Any) -> Any:
    """A told story with `{tahun -1000}` and `{bulan -1000}` of a working day, and `{sotk}`, filled in."""
    if isinstance(isi, dict):
        return {k: _terisi(demo, kalender, opd, v) for k, v in isi.items()}
    if isinstance(isi, list):
        return [_terisi(demo, kalender, opd, v) for v in isi]
    if not isinstance(isi, str):
        return isi

    def tanggal(cocok: re.Match[str]) -> str:
        return f"{kalender.hari(int(cocok[2])):{'%Y' if cocok[1] == 'tahun' else '%Y-%m'}}"

    return _TANGGAL.sub(tanggal, isi).replace("{sotk}", sotk(demo, demo.satu_opd(opd)))


def susun(kalender: Kalender, kisah: Kisah, babak: Iterable[Babak]) -> Iterator[Adegan]:
    """Times for the acts of one story: some minutes apart, over to the next morning after office hours."""
    hari, detik, oleh = AWAL, 0, ""
    for n, satu in enumerate(babak):
        kunci = f"{kisah.opd} {kisah.judul} {n}"
        if detik == 0 or satu.get("hari", hari) > hari:
            hari, detik = satu.get("hari", hari), 60 * MULAI + acak(kunci, 5 * 3600)
        else:
            detik += 40 + acak(kunci, 7 * 60)
        if detik >= 60 * SELESAI:
            hari, detik = _besok(hari), 60 * MULAI + acak(kunci, 3600)
        oleh = satu.get("oleh", oleh)
        ((laku, isi),) = ((k, v) for k, v in satu.items() if k not in _SEBUTAN)
        yield Adegan(kalender.saat(hari, detik // 60, detik % 60), oleh, laku, isi, kisah)


def _besok(hari: int) -> int:
    if hari >= -1:
        raise ValueError("a story runs into today; begin it some days earlier")
    return hari + 1


def _terurai(demo: PemdaDemo, opd: str, babak: Iterable[Babak]) -> Iterator[Babak]:
    """A told story with its lists taken apart: one act for each cell. `ketik` and `perbaiki` go by a template."""
    templat: Templat | None = None
    for satu in babak:
        sebutan = {k: v for k, v in satu.items() if k in _SEBUTAN}
        ((laku, isi),) = ((k, v) for k, v in satu.items() if k not in _SEBUTAN)
        bagian: Iterable[Babak] = [{laku: isi}]
        if laku == "ketik":
            templat = Templat(demo, demo.satu_opd(opd), isi)
            bagian = list(templat.ketik())[: isi.get("batas")]
        elif laku == "perbaiki" and templat is not None:
            bagian = templat.perbaiki(isi)
        elif laku in ("isian", "butir"):
            bagian = [{laku: {nama: x}} for nama, nilai in isi.items() for x in _deret(nilai)]
        for n, x in enumerate(bagian):
            yield {**({} if n else sebutan), **x}


def _deret(nilai: Any) -> list[Any]:
    return nilai if isinstance(nilai, list) else [nilai]


def _nasib(demo: PemdaDemo, opd: str, isi: dict[str, Any]) -> Iterator[Babak]:
    templat = Templat(demo, demo.satu_opd(opd), isi)
    aturan = demo.kebijakan
    nasib = Nasib(templat, isi, paraf=aturan.paraf_internal > 0, verifikasi_sesudah=aturan.verifikasi_sesudah)
    return nasib.babak(isi["nasib"])


def _terkait(babak: Iterable[Babak]) -> Iterator[Babak]:
    """The SOP is linked to its line on the owed list as soon as it exists."""
    for n, satu in enumerate(babak):
        yield satu
        if n == 0:
            yield {"kaitkan": True}


def _daftar_wajib(demo: PemdaDemo, kalender: Kalender) -> Iterator[Adegan]:
    """Ortala draws up the owed lists, agency by agency; some lines are later found not to be needed, or moved."""
    oleh = ("ortala", "ortala2") if any(j.kunci == "ortala2" for j in demo.jabatan) else ("ortala",)
    for n, (opd, daftar) in enumerate(demo.wajib.items()):
        petugas = oleh[n % len(oleh)]
        for m, isi in enumerate(daftar):
            tenggat = isi.get("tenggat_semula", isi["tenggat"])
            babak: list[Babak] = [{"hari": AWAL + n // 6, "oleh": petugas, "wajibkan": tenggat}]
            if "tidak_perlu" in isi:
                babak.append({"hari": AWAL + 300 + 7 * m, "oleh": petugas, "tidak_perlu": isi["tidak_perlu"]})
            if "tenggat_semula" in isi:
                diubah = {"bulan": isi["tenggat"], "alasan": isi["alasan_tenggat"]}
                babak.append({"hari": -70 + n, "oleh": petugas, "tenggat": diubah})
            yield from susun(kalender, Kisah(opd, isi["judul"]), babak)


def _serah_terima(demo: PemdaDemo, kalender: Kalender) -> Iterator[Adegan]:
    for satu in demo.serah_terima:
        opd = satu["jabatan"].partition(".")[0]
        yield from susun(
            kalender,
            Kisah(opd, f"serah terima {satu['jabatan']}"),
            [{"hari": satu["hari"], "oleh": satu["oleh"], "serah_terima": satu}],
        )
    for kunci, hari in demo.pelaksana_tugas.items():
        opd = kunci.partition(".")[0]
        definitif = {"hari": hari, "oleh": "ortala", "definitifkan": {"jabatan": kunci, "sejak": hari}}
        yield from susun(kalender, Kisah(opd, f"pejabat definitif {kunci}"), [definitif])
