"""Three years of an SOP: the same post in three hands, and a revision by each successor."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from domain.jabatan import decisions as jabatan
from domain.kernel import Aktor, Keputusan, MandatId
from domain.sop import pengesahan
from domain.sop.events import LangkahDiubah
from domain.sop.langkah import UbahanLangkah
from domain.sop.state import Sop
from infra.event_store.buku import Perintah
from infra.projections.baris import JABATAN
from tenants.context import tenant_scope
from tests.browser import bahan
from tests.browser.dunia import Pejabat, Pemda

SETAHUN = timedelta(days=365)
PENERUS = {"bagus": "Bagus Prakoso", "citra": "Citra Lestari"}
"""Who holds the drafter's post after her, one year each."""
SEBAB = {"bagus": "Arsip pindah ke aplikasi Srikandi", "citra": "Temuan Inspektorat tentang arsip yang tercecer"}
LANGKAH_4 = {"bagus": "Menyimpan arsip di Srikandi", "citra": "Menyimpan arsip di Srikandi dan record center"}


def tiga_tahun(pemda: Pemda, nama: str) -> UUID:
    """Written by the first holder, and revised by each successor a year after; the last version waits for its SK."""
    sop_id = bahan.sop(pemda, "disahkan", nama)
    lama = "sari"
    for baru, tahap in zip(PENERUS, ("disahkan", "diverifikasi"), strict=True):
        _majukan(pemda, SETAHUN)
        _serah_terima(pemda, lama, baru)
        _revisi(pemda, sop_id, baru, tahap)
        lama = baru
    _majukan(pemda, SETAHUN)
    return sop_id


def _majukan(pemda: Pemda, selama: timedelta) -> None:
    with tenant_scope(pemda.tenant):
        pemda.rumah.jam.majukan(selama)


def _serah_terima(pemda: Pemda, dari: str, kepada: str) -> None:
    lama, sk = pemda.pejabat[dari], Keputusan(f"821.2/{kepada}", pemda.hari_ini(), "Wali Kota")
    assert lama.aktor.jabatan_id is not None
    with tenant_scope(pemda.tenant):
        orang = pemda.rumah.direktori.tambah(PENERUS[kepada], surel=f"{kepada}@{pemda.kode}.example")
        oleh = Perintah(uuid4(), pemda.pejabat["budi"].aktor, pada=pemda.rumah.jam.pencatatan())

        def serahkan(j: Any) -> Any:
            dari, kepada = j.mandat[-1].id, MandatId(uuid4())
            return jabatan.serah_terima(
                j, dari=dari, kepada=orang, mandat_id=kepada, keputusan=sk, tanggal=pemda.hari_ini()
            )

        pemda.rumah.buku.ubah(JABATAN, lama.aktor.jabatan_id, oleh, serahkan)
    aktor = Aktor(orang, lama.calon.jabatan, lama.calon.opd, sk.nomor, lama.aktor.jabatan_id)
    pemda.pejabat[kepada] = Pejabat(kepada, replace(lama.calon, nama=PENERUS[kepada]), aktor)


def _revisi(pemda: Pemda, sop_id: UUID, oleh: str, tahap: str) -> None:
    pemda.lakukan("ratna", sop_id, lambda s, _: pengesahan.buka_revisi(s, alasan=SEBAB[oleh]))

    def ubah(s: Sop, _: Aktor) -> LangkahDiubah:
        return LangkahDiubah(s.naskah.langkah[3].id, UbahanLangkah(kegiatan=LANGKAH_4[oleh]))

    pemda.lakukan(oleh, sop_id, ubah)
    bahan.lanjutkan(pemda, sop_id, tahap, oleh)
