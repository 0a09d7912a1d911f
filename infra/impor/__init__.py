"""SOPs from YAML files and back (the schema of infra/demo/data/sop). One file is one SOP, taken over whole or not."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from uuid import uuid5

from domain.kernel import JabatanId, OpdId, SopId
from domain.sop.state import Sop
from infra.dokumen import DokumenResmi
from infra.event_store.buku import Buku, Perintah
from infra.impor.dokumen import Dokumen, baca_berkas
from infra.impor.ekspor import ekspor
from infra.impor.rekam import rekam
from infra.impor.tempat import ImporError
from infra.impor.tulis import ke_yaml

__all__ = ["Dokumen", "ImporError", "baca_berkas", "ekspor", "impor_berkas", "ke_yaml", "rekam"]


def impor_berkas(
    buku: Buku,
    dokumen_resmi: DokumenResmi,
    path: Path,
    *,
    opd_id: OpdId,
    penyusun: JabatanId | None,
    perintah: Perintah,
) -> Sop:
    """Take over one file as a new SOP of the tenant being served.

    The SOP's id follows from the command's, so that the same command sent again finds what it made before and
    completes it. The signature block is stored second: a failure in between leaves no name without an SOP.
    """
    dokumen = baca_berkas(path)
    sop_id = SopId(uuid5(perintah.id, "sop"))
    sidik = sha256(dokumen.sidik + opd_id.bytes + (penyusun.bytes if penyusun else b"")).digest()
    sop = rekam(buku, dokumen, sop_id=sop_id, opd_id=opd_id, penyusun=penyusun, perintah=replace(perintah, sidik=sidik))
    if any(dokumen.pengesah):
        dokumen_resmi.catat(sop_id, 1, *dokumen.pengesah)
    return sop
