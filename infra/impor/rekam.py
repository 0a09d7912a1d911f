"""A file -> one command on a new SOP, decided by the same rules as everything that a person enters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import partial

from domain.kernel import Aktor, JabatanId, OpdId, RuleViolation, SopId
from domain.sop.events import PeristiwaSop
from domain.sop.langkah import LangkahId
from domain.sop.penyuntingan import buat, catat_asal, tambah_butir, ubah_isian
from domain.sop.penyuntingan_langkah import tambah_langkah, tambah_pelaksana
from domain.sop.state import Sop
from infra.clock import now
from infra.event_store.buku import Buku, Perintah, Rangkaian
from infra.impor import tafsir
from infra.impor.dokumen import Dokumen, tulisan
from infra.impor.ekspor import rincian_asal
from infra.impor.tempat import Simpul
from infra.projections.baris import SOP

Putusan = Callable[[Sop], PeristiwaSop | Iterable[PeristiwaSop]]
_KUNCI = {"nomor": ("urut",), "panah": ("cabang", "lanjut"), "teks": ("nama",), "rujukan": ("id",)}
"""Fields of the domain whose key in a file is another."""


def rekam(
    buku: Buku, dokumen: Dokumen, *, sop_id: SopId, opd_id: OpdId, penyusun: JabatanId | None, perintah: Perintah
) -> Sop:
    """Store the SOP of a file in one append. Raises ImporError, and then nothing is stored."""

    def putuskan(sop: Sop) -> list[PeristiwaSop]:
        if sop.versi_aliran:
            raise RuleViolation("SOP ini sudah ada. Impor selalu membuat SOP baru.")
        pada = perintah.pada or now()
        return rangkai(dokumen, sop_id, opd_id, penyusun, (perintah.aktor, pada)).peristiwa

    return buku.mulai(SOP, sop_id, perintah, putuskan)


def rangkai(
    dokumen: Dokumen, sop_id: SopId, opd_id: OpdId, penyusun: JabatanId | None, oleh: tuple[Aktor, datetime]
) -> Rangkaian[Sop, PeristiwaSop]:
    """All decisions of an import in their order, without storing anything."""
    rangkaian: Rangkaian[Sop, PeristiwaSop] = Rangkaian(SOP, SOP.awal, *oleh, [])
    for simpul, putuskan in _putusan(dokumen, sop_id, opd_id, penyusun):
        try:
            rangkaian.tambah(putuskan)
        except RuleViolation as error:
            raise _bidang(simpul, error.bidang).tempat.salah(error.kalimat) from error
    try:
        rangkaian.tambah(lambda sop: catat_asal(sop, rincian_asal(sop, dokumen.data)))
    except RuleViolation as error:
        kalimat = f"keterangan di luar isi SOP terlalu banyak. {error.kalimat}"
        raise dokumen.akar.tempat.kunci("asal", 1).salah(kalimat) from error
    return rangkaian


def _putusan(
    dokumen: Dokumen, sop_id: SopId, opd_id: OpdId, penyusun: JabatanId | None
) -> Iterator[tuple[Simpul, Putusan]]:
    """Each decision with the node that it takes over: identity sheet first, then columns, then rows."""
    nama, unit = dokumen.akar.anak("identitas").anak("nama_sop"), dokumen.akar.anak("instansi").anak("unit")
    lahir = Simpul(nama.tempat, {"nama": nama, "unit": unit})
    yield lahir, lambda _: (buat(nama=tulisan(nama), opd_id=opd_id, penyusun=penyusun, unit=tulisan(unit)),)
    for simpul, isian in tafsir.isian(dokumen):
        yield simpul, partial(ubah_isian, isian=isian, dari="", menjadi=tulisan(simpul))
    for simpul, daftar, butir_id, teks, rujukan in tafsir.butir(dokumen, sop_id):
        yield simpul, partial(tambah_butir, daftar=daftar, butir_id=butir_id, teks=teks, rujukan=rujukan)
    tabel = tafsir.Tabel(dokumen, sop_id)
    for simpul, pelaksana in tabel.pelaksana():
        yield simpul, partial(tambah_pelaksana, pelaksana=pelaksana)
    setelah: LangkahId | None = None
    for simpul, langkah in tabel.langkah():
        yield simpul, partial(tambah_langkah, langkah=langkah, setelah=setelah)
        setelah = langkah.id


def _bidang(simpul: Simpul, bidang: str) -> Simpul:
    """The node of the field that a refusal names, as near as can be told."""
    return next((simpul.peta[k] for k in _KUNCI.get(bidang, (bidang,)) if k in simpul.peta), simpul)
