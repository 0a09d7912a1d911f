"""File -> domain values. Ids follow from the SOP's own random id, so the same command gives the same events."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from uuid import UUID, uuid5

from domain.kernel import SopId
from domain.sop.langkah import Langkah, LangkahId, Panah, Pelaksana, PelaksanaId, Satuan, Simbol, Waktu
from domain.sop.naskah import ButirId, Daftar, Isian
from infra.impor.dokumen import Baris, Dokumen, tulisan
from infra.impor.skema import ISIAN, KLASIFIKASI
from infra.impor.tempat import Simpul


def _id(sop_id: SopId, apa: str, nomor: int) -> UUID:
    """As hard to guess as the SOP's id, and as unique."""
    return uuid5(sop_id, f"{apa} {nomor}")


def isian(dokumen: Dokumen) -> Iterator[tuple[Simpul, Isian]]:
    """Every single field of the identity sheet but for the name and the unit, with which an SOP begins."""
    identitas, klasifikasi = dokumen.akar.anak("identitas"), dokumen.akar.anak("klasifikasi")
    yield from ((identitas.anak(kunci), satu) for kunci, satu in ISIAN.items())
    yield from ((klasifikasi.anak(kunci), Isian(kunci)) for kunci in KLASIFIKASI.kunci)


def butir(dokumen: Dokumen, sop_id: SopId) -> Iterator[tuple[Simpul, Daftar, ButirId, str, str]]:
    """Every entry of the six boxes: place, box, id, text, what it refers to."""
    for daftar in Daftar:
        for n, simpul in enumerate(dokumen.akar.anak("identitas").anak(daftar.value).deret, 1):
            butir_id = ButirId(_id(sop_id, daftar.value, n))
            if simpul.peta:
                yield simpul, daftar, butir_id, tulisan(simpul.anak("nama")), tulisan(simpul.anak("id"))
            else:
                yield simpul, daftar, butir_id, tulisan(simpul), ""


class Tabel:
    """The columns and rows of the procedure table."""

    def __init__(self, dokumen: Dokumen, sop_id: SopId) -> None:
        self._sop_id = sop_id
        self._pelaksana = dokumen.pelaksana
        self._langkah = dokumen.langkah
        self._kolom = {
            tulisan(x.anak("kode")): PelaksanaId(_id(sop_id, "pelaksana", n)) for n, x in enumerate(self._pelaksana, 1)
        }
        self._baris = {b.nomor: LangkahId(_id(sop_id, "langkah", n)) for n, b in enumerate(self._langkah, 1)}

    def pelaksana(self) -> Iterator[tuple[Simpul, Pelaksana]]:
        for simpul in self._pelaksana:
            kode, jabatan, unit = (tulisan(simpul.anak(kunci)) for kunci in ("kode", "jabatan", "unit"))
            eksternal, bukan_orang = (simpul.anak(kunci).nilai is True for kunci in ("eksternal", "bukan_orang"))
            yield simpul, Pelaksana(self._kolom[kode], jabatan, kode, unit, eksternal, bukan_orang)

    def langkah(self) -> Iterator[tuple[Simpul, Langkah]]:
        for n, baris in enumerate(self._langkah):
            yield baris.simpul, self._satu(n, baris)

    def _satu(self, n: int, baris: Baris) -> Langkah:
        simpul = baris.simpul
        simbol = Simbol(tulisan(simpul.anak("simbol")) or Simbol.PROSES)
        return Langkah(
            self._baris[baris.nomor],
            kegiatan=tulisan(simpul.anak("kegiatan")),
            simbol=simbol,
            pelaksana=tuple(self._kolom[tulisan(p)] for p in simpul.anak("pelaksana").deret),
            simbol_per_pelaksana=tuple(
                (self._kolom[kode], Simbol(tulisan(x))) for kode, x in simpul.anak("simbol_per_pelaksana").peta.items()
            ),
            label_simbol=tuple((self._kolom[kode], tulisan(x)) for kode, x in simpul.anak("label_simbol").peta.items()),
            pertanyaan=tulisan(simpul.anak("pertanyaan")),
            kelengkapan=tuple(tulisan(x) for x in simpul.anak("kelengkapan").deret),
            waktu=self._waktu(simpul.anak("waktu")),
            output=tulisan(simpul.anak("output")),
            keterangan=tulisan(simpul.anak("keterangan")),
            panah=self._panah(n, simpul, simbol),
            nomor=baris.sendiri,
        )

    def _panah(self, n: int, simpul: Simpul, simbol: Simbol) -> tuple[Panah, ...]:
        cabang = tuple(self._ke(x.anak("ke"), tulisan(x.anak("label"))) for x in simpul.anak("cabang").deret)
        if cabang:
            return cabang
        terakhir, ujung = n + 1 == len(self._langkah), simbol is Simbol.SELESAI
        lanjut = self._ke(simpul.anak("lanjut"))
        if lanjut == Panah(None):
            # a row in the middle from which nothing leads on: without this arrow it would silently lead to the next
            return () if terakhir or ujung else (lanjut,)
        diam = not terakhir and not ujung and lanjut.ke == self._baris[self._langkah[n + 1].nomor]
        return () if diam else (lanjut,)

    def _ke(self, simpul: Simpul, label: str = "") -> Panah:
        """An arrow; a target that is no row stays as it was written (sample 17 has two)."""
        nomor = tulisan(simpul)
        ke = self._baris.get(nomor)
        return Panah(ke, label, "" if ke else nomor)

    def _waktu(self, simpul: Simpul) -> Waktu:
        satuan = tulisan(simpul.anak("satuan"))
        nilai, paling_sedikit, paling_banyak = (_angka(simpul.anak(kunci)) for kunci in ("nilai", "min", "maks"))
        return Waktu(
            teks=tulisan(simpul.anak("teks")),
            nilai=nilai,
            min=paling_sedikit,
            maks=paling_banyak,
            satuan=Satuan(satuan) if satuan else None,
            per=tulisan(simpul.anak("per")),
            gabung_dengan=self._baris.get(tulisan(simpul.anak("gabung_dengan"))),
        )


def _angka(simpul: Simpul) -> Decimal | None:
    """The number exactly: a whole number stays one (2), a fraction keeps its point (2.0)."""
    return None if simpul.nilai is None else Decimal(repr(simpul.nilai))
