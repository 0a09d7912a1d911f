"""What the tests of the import share: the samples, a small file, and an import without a database."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from domain.kernel import OpdId, SopId
from domain.sop.events import PeristiwaSop
from domain.sop.state import Sop
from infra.dokumen import PengesahTercetak
from infra.event_store.buku import Rangkaian
from infra.impor.dokumen import Dokumen, baca_berkas
from infra.impor.ekspor import ekspor
from infra.impor.rekam import rangkai
from tests.domain.pembangun import AWAL, PENYUSUN, SARI, id_dari

FOLDER = Path(__file__).parents[3] / "infra" / "demo" / "data" / "sop"
CONTOH = sorted(FOLDER.glob("*.yaml"))
SOP_ID = SopId(id_dari("sop impor"))
OPD_ID = OpdId(id_dari("opd impor"))

KECIL = """\
id: kecil
identitas:
  nama_sop: Pengelolaan Surat
  disahkan_oleh_nama: Siti Aminah
  disahkan_oleh_nip: "198001012005011999"
  tanggal_revisi: null
  dasar_hukum:
    - Undang-Undang Nomor 43 Tahun 2009
pelaksana:
  - {kode: STF, jabatan: Staf}
  - {kode: SEK, jabatan: Sekretaris}
langkah:
  - urut: 1
    kegiatan: Menerima surat
    simbol: mulai
    pelaksana: [STF]
    waktu:
      teks: 10 menit
      nilai: 10
      satuan: menit
    lanjut: 2
  - {urut: 2, kegiatan: Menyimpan arsip, simbol: selesai, pelaksana: [SEK]}
"""


class Ingatan:
    """Signature blocks without a database."""

    def __init__(self, dokumen: Dokumen | None = None) -> None:
        self.isi: dict[tuple[UUID, int], PengesahTercetak] = {}
        if dokumen and any(dokumen.pengesah):
            self.isi[SOP_ID, 1] = PengesahTercetak(*dokumen.pengesah)

    def ambil(self, sop_id: UUID, versi: int) -> PengesahTercetak | None:
        return self.isi.get((SOP_ID, versi))


def impor(teks: str) -> Rangkaian[Sop, PeristiwaSop]:
    return rangkai(baca_berkas(teks, "contoh.yaml"), SOP_ID, OPD_ID, PENYUSUN, (SARI, AWAL))


def pulang_pergi(teks: str) -> dict[str, Any]:
    """Import and export, nothing stored."""
    dokumen = baca_berkas(teks, "contoh.yaml")
    keadaan = rangkai(dokumen, SOP_ID, OPD_ID, PENYUSUN, (SARI, AWAL)).keadaan
    return ekspor(keadaan, Ingatan(dokumen))


def beda(kiri: object, kanan: object, jalan: str = "") -> list[str]:
    """Where two values differ, types included: 1, 1.0, True and "1" are four things."""
    if type(kiri) is not type(kanan):
        return [f"{jalan}: {kiri!r} dan {kanan!r}"]
    if isinstance(kiri, dict) and isinstance(kanan, dict):
        tiada = object()
        semua = {**kiri, **kanan}
        return [x for k in semua for x in beda(kiri.get(k, tiada), kanan.get(k, tiada), f"{jalan}.{k}")]
    if isinstance(kiri, list) and isinstance(kanan, list) and len(kiri) == len(kanan):
        return [x for n, (a, b) in enumerate(zip(kiri, kanan, strict=True)) for x in beda(a, b, f"{jalan}[{n}]")]
    assert isinstance(kiri, str | int | float | bool | date | list | dict | None), f"{jalan}: {type(kiri)}"
    return [] if kiri == kanan else [f"{jalan}: {kiri!r} dan {kanan!r}"]
