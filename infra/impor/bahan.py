"""A file -> what the rules look at, without a database."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

from domain.kernel import Aktor, OpdId, OrangId, SopId
from domain.sop.naskah import Isian
from domain.sop.pemeriksaan.bahan import Bahan, Pengesahan
from domain.sop.pemeriksaan.tanggal import rentang
from infra.impor.dokumen import Dokumen, tulisan
from infra.impor.rekam import rangkai
from infra.impor.tempat import Simpul

_TIADA = UUID(int=0)
_OLEH = Aktor(OrangId(_TIADA), "")


def bahan_berkas(dokumen: Dokumen, hari_ini: date) -> Bahan:
    """Raises ImporError where the file could not be taken over either."""
    saat = datetime(hari_ini.year, hari_ini.month, hari_ini.day, tzinfo=UTC)
    sop = rangkai(dokumen, SopId(_TIADA), OpdId(_TIADA), None, (_OLEH, saat)).keadaan
    instansi, identitas = dokumen.akar.anak("instansi"), dokumen.akar.anak("identitas")
    unit = sop.naskah.nilai(Isian.UNIT)
    return Bahan(
        naskah=sop.naskah,
        hari_ini=hari_ini,
        versi=_versi(identitas, sop.naskah.nilai(Isian.TANGGAL_REVISI)),
        daerah=tulisan(instansi.anak("nama")),
        opd=tulisan(instansi.anak("opd")),
        unit=(unit,) if unit else (),
        pengesahan=_pengesahan(identitas),
    )


def _versi(identitas: Simpul, revisi: str) -> int:
    """The printed version; a sheet that does not print one and was revised is at least the second."""
    versi = tulisan(identitas.anak("versi"))
    return int(versi) if versi.isdecimal() and versi != "0" else (2 if revisi else 1)


def _pengesahan(identitas: Simpul) -> Pengesahan:
    """Only what the file speaks of: a key that is not there tells nothing, an empty one tells that there is none."""

    def bila_ada(kunci: str) -> str | None:
        return tulisan(identitas.anak(kunci)) if kunci in identitas.peta else None

    sk = identitas.anak("keputusan")
    tanggal = rentang(tulisan(sk.anak("tanggal")))
    return Pengesahan(
        sk_nomor=tulisan(sk.anak("nomor")) if "keputusan" in identitas.peta else None,
        sk_tanggal=tanggal.awal if tanggal else None,
        nama=bila_ada("disahkan_oleh_nama"),
        nip=bila_ada("disahkan_oleh_nip"),
    )
