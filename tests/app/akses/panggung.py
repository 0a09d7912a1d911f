"""What the tests of reading share: a second agency with an SOP that nobody was let in to, and grants."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID, uuid4

from app.rumah import Rumah
from domain.akses import decisions
from domain.akses.state import ALIRAN, DaftarAkses
from domain.jabatan import decisions as jabatan
from domain.kernel import Aktor, JabatanId, Keputusan, MandatId, OpdId
from domain.sop import penyuntingan
from domain.wewenang import Peran
from infra.akses import ubah_akses
from infra.event_store.buku import Perintah
from infra.projections.baris import JABATAN, SOP
from infra.projections.baris_akses import AKSES
from tests.app.conftest import Panggung, perintah_uji

RAHASIA = "Penanganan Wabah Tertutup"
"""The name of the SOP outside of every scope: wherever an auditor reads it, something leaks."""


def perintah(rumah: Rumah, aktor: Aktor | None = None) -> Perintah:
    """By the clock of the demonstration, where it is one."""
    return replace(perintah_uji(aktor), pada=rumah.jam.pencatatan())


PEJABAT, SK = "Wirasena Tersembunyi", "821/77/TERTUTUP"
"""Who serves in the other agency, and by which decree: no auditor of the first has to know."""


def sop_lain(
    panggung: Panggung, rumah: Rumah, nama: str = RAHASIA, opd: OpdId | None = None, oleh: Aktor | None = None
) -> str:
    sop_id, minta = uuid4(), perintah(rumah, oleh)
    milik = opd or panggung.opd_lain
    rumah.buku.mulai(SOP, sop_id, minta, lambda _: penyuntingan.buat(nama=nama, opd_id=milik, penyusun=None))
    return str(sop_id)


def angkat(rumah: Rumah, opd: OpdId, nama: str = PEJABAT, sk: str = SK) -> Aktor:
    """An official of that agency, appointed at this moment by the clock of the house."""
    orang, jabatan_id, mandat_id = rumah.direktori.tambah(nama), JabatanId(uuid4()), MandatId(uuid4())
    hari, peran = rumah.jam.kini().date(), Peran.PENYUSUN
    rumah.buku.mulai(
        JABATAN,
        jabatan_id,
        perintah(rumah),
        lambda _: jabatan.bentuk(nama=f"Pengelola {sk}", peran=peran, opd_id=opd),
    )
    rumah.buku.ubah(
        JABATAN,
        jabatan_id,
        perintah(rumah),
        lambda j: jabatan.tetapkan(
            j, mandat_id=mandat_id, orang=orang, keputusan=Keputusan(sk, hari), mulai=hari, akhir=None
        ),
    )
    return Aktor(orang, f"Pengelola {sk}", "", sk, jabatan_id)


def daftar(rumah: Rumah) -> DaftarAkses:
    return rumah.buku.muat(AKSES, ALIRAN)


def cabut_semua(panggung: Panggung, rumah: Rumah) -> None:
    """End every grant that is open."""
    hari = panggung.tenant.tanggal(rumah.jam.kini())
    for akses_id, akses in daftar(rumah).akses.items():
        if not akses.berakhir(hari):
            ubah_akses(
                rumah.buku,
                perintah(rumah, panggung.budi.aktor),
                lambda d, satu=akses_id: decisions.cabut(d, satu, hari=hari, alasan="Ganti lingkup"),
            )


def jejak(rumah: Rumah, panggung: Panggung) -> list[tuple[UUID | None, str, str]]:
    rows = rumah.basis.baris(
        "SELECT orang_id, sop_id::text AS sop, jenis FROM tata.jejak_baca WHERE tenant_id = %s ORDER BY pada",
        (panggung.tenant.id,),
    )
    return [(r["orang_id"], r["sop"], r["jenis"]) for r in rows]
