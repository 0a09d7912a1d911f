"""Readable given-steps: a few persons with fixed names, and SOPs at each stage of their life.

Every `peristiwa_...` gives the events of a history, every `sop_...` the SOP after them. An event that
somebody other than Sari records is written as a pair: `(BUDI, SopDiverifikasi(...))`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from functools import reduce
from typing import Any, TypeVar
from uuid import UUID, uuid5

from domain.kernel import Aktor, JabatanId, Keputusan, MandatId, OpdId, OrangId, SopId, Tercatat
from domain.sop.events import (
    LangkahDitambahkan,
    PelaksanaDitambahkan,
    Pengesah,
    PeristiwaSop,
    RevisiDibuka,
    SopDiajukan,
    SopDibuat,
    SopDicabut,
    SopDisahkan,
    SopDiverifikasi,
)
from domain.sop.isi import Cetakan, digest_isi
from domain.sop.langkah import Langkah, LangkahId, Pelaksana, PelaksanaId, Simbol
from domain.sop.naskah import Butir, ButirId
from domain.sop.pengesahan import Isi, Kebijakan, Pengesahan
from domain.sop.state import Sop
from domain.sop.state import evolve as evolve_sop

S = TypeVar("S")
Langkahnya = PeristiwaSop | tuple[Aktor, PeristiwaSop]

AWAL = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
HARI_INI = date(2026, 3, 2)
CETAKAN = Cetakan("Pemerintah Kota Contoh", "Dinas Komunikasi dan Informatika")
SEBELUM, SESUDAH = Kebijakan(), Kebijakan(verifikasi_sesudah=True)


def id_dari(nama: str) -> UUID:
    """The same id for the same name, in every run."""
    return uuid5(UUID("7269776a-6174-4000-8000-000000000000"), nama)


def aktor(nama: str, jabatan: str = "Analis Kebijakan") -> Aktor:
    return Aktor(OrangId(id_dari(f"orang {nama}")), jabatan, "Dinas Kominfo", f"SK {jabatan}")


SARI = aktor("Sari", "Analis Kebijakan")
DEWI = aktor("Dewi", "Kasubag Umum dan Kepegawaian")
BUDI = aktor("Budi", "Analis Ortala")
RATNA = aktor("Ratna", "Kepala Dinas")
JOKO = aktor("Joko", "Kepala Dinas di pemda lain")

OPD = OpdId(id_dari("opd"))
SOP = SopId(id_dari("sop"))
PENYUSUN = JabatanId(id_dari("jabatan penyusun"))
SK = Keputusan("000.8.3.3/014/KOMINFO/2026", date(2026, 2, 2), "Kepala Dinas", "Keputusan Kepala Dinas")
SK_BATAL = Keputusan("000.8.3.3/021/KOMINFO/2026", date(2026, 2, 20), "Kepala Dinas")


def langkah(nama: str, **kolom: Any) -> Langkah:
    """A row whose id comes from its first name: `langkah("Menerima surat", simbol=Simbol.MULAI)`."""
    return Langkah(LangkahId(id_dari(f"langkah {nama}")), kegiatan=nama, **kolom)


def pelaksana(jabatan: str, **kolom: Any) -> Pelaksana:
    return Pelaksana(PelaksanaId(id_dari(f"pelaksana {jabatan}")), jabatan, **kolom)


def butir(teks: str) -> Butir:
    return Butir(ButirId(id_dari(f"butir {teks}")), teks)


STAF, SEKRETARIS = pelaksana("Staf"), pelaksana("Sekretaris")
TERIMA = langkah("Menerima surat", simbol=Simbol.MULAI, pelaksana=(STAF.id,))
PERIKSA = langkah("Memeriksa surat", pelaksana=(SEKRETARIS.id,))
SIMPAN = langkah("Menyimpan arsip", simbol=Simbol.SELESAI, pelaksana=(STAF.id,))


def catat(
    *peristiwa: Any, oleh: Aktor = SARI, aliran: UUID = SOP, setelah: int = 0, sejak: datetime = AWAL
) -> tuple[Tercatat[Any], ...]:
    """Events in their envelopes: version and position go on from `setelah`, one minute apart."""
    hasil = []
    for nomor, satu in enumerate(peristiwa, setelah + 1):
        siapa, isi = satu if isinstance(satu, tuple) else (oleh, satu)
        perintah = id_dari(f"perintah {nomor}")
        hasil.append(Tercatat(aliran, nomor, nomor, sejak + timedelta(minutes=nomor), siapa, perintah, isi))
    return tuple(hasil)


def lipat(evolve: Callable[[S, Any], S], awal: S, tercatat: Iterable[Tercatat[Any]]) -> S:
    return reduce(evolve, tercatat, awal)


def sop_dari(*peristiwa: Langkahnya) -> Sop:
    return lanjut(Sop(), *peristiwa)


def lanjut(sop: Sop, *peristiwa: Langkahnya) -> Sop:
    """The SOP after more events."""
    return lipat(evolve_sop, sop, catat(*peristiwa, setelah=sop.versi_aliran))


def digest(sop: Sop) -> str:
    return digest_isi(sop.naskah, CETAKAN)


def isi(sop: Sop) -> Isi:
    """The person looks at what is stored now."""
    return Isi(digest(sop), digest(sop))


def isi_basi(sop: Sop) -> Isi:
    """The person looks at something older."""
    return Isi(digest(sop), "0" * 64)


def pengesah(siapa: Aktor = RATNA) -> Pengesah:
    return Pengesah(siapa.jabatan, siapa.orang, siapa.mandat, MandatId(id_dari(f"mandat {siapa.jabatan}")))


def fakta_sah(versi: int = 1, digest: str = "d", **lain: Any) -> SopDisahkan:
    """The approval of a version by Ratna, with the usual number and decree unless others are named."""
    bawaan = {"nomor": f"000.8.3.3/{versi:03d}/KOMINFO/2026", "tanggal_efektif": date(2026, 2, 9), "keputusan": SK}
    return SopDisahkan(versi, digest, **{**bawaan, "pengesah": pengesah(), **lain})


def pengesahan(oleh: Aktor = RATNA, **lain: Any) -> Pengesahan:
    """The parameters of `sahkan`."""
    bawaan = {"nomor": "000.8.3.3/001/KOMINFO/2026", "tanggal_efektif": date(2026, 2, 9), "keputusan": SK}
    return Pengesahan(**{**bawaan, "pengesah": pengesah(oleh), **lain})


def peristiwa_konsep() -> tuple[Langkahnya, ...]:
    return (
        SopDibuat(OPD, "Pengelolaan Surat Masuk", PENYUSUN, "Sekretariat"),
        PelaksanaDitambahkan(STAF),
        PelaksanaDitambahkan(SEKRETARIS, STAF.id),
        LangkahDitambahkan(TERIMA),
        LangkahDitambahkan(PERIKSA, TERIMA.id),
        LangkahDitambahkan(SIMPAN, PERIKSA.id),
    )


def peristiwa_diajukan() -> tuple[Langkahnya, ...]:
    return (*peristiwa_konsep(), SopDiajukan(digest(sop_konsep())))


def peristiwa_diverifikasi() -> tuple[Langkahnya, ...]:
    return (*peristiwa_diajukan(), (BUDI, SopDiverifikasi(digest(sop_konsep()), versi=1)))


def peristiwa_sah() -> tuple[Langkahnya, ...]:
    return (*peristiwa_diverifikasi(), (RATNA, fakta_sah(1, digest(sop_konsep()))))


def peristiwa_dicabut() -> tuple[Langkahnya, ...]:
    return (*peristiwa_sah(), (RATNA, SopDicabut("Tugas beralih", date(2026, 3, 1), SK_BATAL)))


def sop_kosong() -> Sop:
    """A draft with a name and nothing else."""
    return sop_dari(SopDibuat(OPD, "Pengelolaan Surat Masuk"))


def sop_konsep() -> Sop:
    return sop_dari(*peristiwa_konsep())


def sop_diajukan() -> Sop:
    return sop_dari(*peristiwa_diajukan())


def sop_diverifikasi() -> Sop:
    return sop_dari(*peristiwa_diverifikasi())


def sop_sah() -> Sop:
    return sop_dari(*peristiwa_sah())


def sop_sah_tanpa_verifikasi() -> Sop:
    """Approved where the tenant verifies afterwards: Ortala has not looked yet."""
    return sop_dari(*peristiwa_diajukan(), (RATNA, fakta_sah(1, digest(sop_konsep()))))


def sop_revisi() -> Sop:
    """Version 1 is approved, version 2 is open and nobody has edited it yet."""
    return lanjut(sop_sah(), (RATNA, RevisiDibuka(2, "Perubahan peraturan")))


def sop_dicabut() -> Sop:
    return sop_dari(*peristiwa_dicabut())
