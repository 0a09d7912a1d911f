"""What becomes of an SOP from a template: the acts of its life, from the first cell to where it stands today."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from infra.demo.berkas import baca_yaml
from infra.demo.kalender import acak
from infra.demo.templat import Babak, Templat


class Nasib:
    """`mulai` is the working day on which the drafting begins; the acts follow at the pace of an office."""

    def __init__(self, templat: Templat, isi: dict[str, Any], *, paraf: bool, verifikasi_sesudah: bool) -> None:
        self._t, self._judul = templat, isi["judul"]
        self._hari: int = isi["mulai"]
        self._paraf, self._sesudah = paraf, verifikasi_sesudah
        self._ortala = ("ortala", "ortala2")[acak(f"{self._judul} ortala", 2)]

    def _lewat(self, paling_lama: int) -> int:
        """Some days later, but never today: what is recorded lies behind us."""
        self._hari = min(self._hari + 1 + acak(f"{self._judul} {self._hari}", paling_lama), -1)
        return self._hari

    def _pilih(self, kata: str) -> Any:
        pilihan = baca_yaml("tanggapan.yaml")[kata]
        return pilihan[acak(f"{self._judul} {kata}", len(pilihan))]

    def babak(self, nasib: str) -> Iterator[Babak]:
        cara = {
            "draf_awal": self._draf_awal,
            "draf": self._draf,
            "reviu": self._sampai_diajukan,
            "dikembalikan": self._dikembalikan,
            "pengesahan": self._sampai_diverifikasi,
            "berlaku": self._sampai_berlaku,
            "berlaku_lama": self._berlaku_lama,
            "revisi": self._direvisi,
            "dicabut": self._dicabut,
        }
        yield from cara[nasib]()

    def _draf_awal(self) -> Iterator[Babak]:
        yield from _oleh("penyusun", self._hari, self._t.ketik_awal())

    def _draf(self) -> Iterator[Babak]:
        """Typed in two sittings, and partly mended."""
        semua = list(self._t.ketik())
        batas = len(semua) - acak(f"{self._judul} sisa", 3)
        tengah = batas // 2
        yield from _oleh("penyusun", self._hari, semua[:tengah])
        yield from _oleh("penyusun", self._lewat(4), semua[tengah:batas])
        if batas == len(semua):
            yield from _oleh("kasubag", self._lewat(3), self._t.perbaiki(self._t.lemah[:1]))

    def _tersusun(self, sisa: int) -> Iterator[Babak]:
        """A complete draft; `sisa` weak rows are left in it."""
        semua, lemah = list(self._t.ketik()), self._t.lemah
        tengah = len(semua) // 2
        yield from _oleh("penyusun", self._hari, semua[:tengah])
        yield from _oleh("penyusun", self._lewat(5), semua[tengah:])
        yield from _oleh("penyusun", self._lewat(4), self._t.perbaiki(lemah[: len(lemah) - sisa]))

    def _serahkan(self, catatan: str) -> Iterator[Babak]:
        if self._paraf:
            yield {"hari": self._lewat(2), "oleh": "kasubag", "paraf": True}
        yield {"hari": self._lewat(2), "oleh": "penyusun", "ajukan": catatan}

    def _sampai_diajukan(self) -> Iterator[Babak]:
        sekali_kembali = acak(f"{self._judul} kembali", 5) < 2  # noqa: PLR2004 - two in five come back once
        yield from self._tersusun(1 if sekali_kembali else 0)
        yield from self._serahkan("Mohon diverifikasi.")
        if sekali_kembali:
            yield from self._kembali()
            yield from _oleh("penyusun", self._lewat(5), self._t.perbaiki(self._t.lemah[-1:]))
            yield from self._serahkan("Catatan sudah diperbaiki.")

    def _kembali(self) -> Iterator[Babak]:
        nomor = self._t.lemah[-1:]
        alasan = {"alasan": self._t.sebab(nomor), "langkah": nomor}
        yield {"hari": self._lewat(4), "oleh": self._ortala, "kembalikan": alasan}

    def _dikembalikan(self) -> Iterator[Babak]:
        yield from self._tersusun(1)
        yield from self._serahkan("Mohon diverifikasi.")
        yield from self._kembali()

    def _verifikasi(self) -> Babak:
        return {"hari": self._lewat(5), "oleh": self._ortala, "verifikasi": self._pilih("terima")}

    def _sampai_diverifikasi(self) -> Iterator[Babak]:
        yield from self._sampai_diajukan()
        yield self._verifikasi()

    def _sampai_berlaku(self) -> Iterator[Babak]:
        yield from self._sampai_diajukan()
        if not self._sesudah:
            yield self._verifikasi()
        yield {"hari": self._lewat(6), "oleh": "kepala", "sahkan": None}
        if self._sesudah:
            yield self._verifikasi()

    def _berlaku_lama(self) -> Iterator[Babak]:
        """In force for more than a year, evaluated once unless that is still owed."""
        yield from self._sampai_berlaku()
        if acak(f"{self._judul} nilai", 2):
            self._hari = max(self._hari + 180, -60)
            nilai = {"simpulan": "tetap", "catatan": self._pilih("tetap")}
            yield {"hari": self._hari, "oleh": "kasubag", "evaluasi": nilai}

    def _direvisi(self) -> Iterator[Babak]:
        yield from self._sampai_berlaku()
        self._hari = -62
        kata, langkah = self._pilih("tidak"), self._t.lemah[-1]
        tidak = {kata["pernyataan"]: {"alasan": kata["alasan"], "langkah": [langkah]}}
        yield {"hari": self._hari, "oleh": "kasubag", "evaluasi": {"tidak": tidak, "simpulan": "revisi"}}
        yield {"hari": self._lewat(10), "oleh": "penyusun", "revisi": kata["revisi"]}
        ubahan = {"nomor": langkah, "keterangan": kata["keterangan"]}
        yield {"hari": self._lewat(6), "oleh": "penyusun", "langkah": ubahan}

    def _dicabut(self) -> Iterator[Babak]:
        yield from self._sampai_berlaku()
        yield {"hari": -75, "oleh": "kepala", "cabut": {"alasan": self._pilih("cabut")}}


def _oleh(siapa: str, hari: int, babak: Any) -> Iterator[Babak]:
    """One person's sitting on one day."""
    for n, satu in enumerate(babak):
        yield {"oleh": siapa, **({"hari": hari} if n == 0 else {}), **satu}
