"""Acts on the government itself that come from the console: witnesses of its log, an accepted recovery."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime

from domain import pemda
from domain.kernel import Aktor, Bentrok, OrangId
from domain.pemda.saksi import AlamatSaksiTidakSahError, SaksiDitunjuk, tunjuk
from infra.db.pool import Basis
from infra.db.simpan import TANPA_PELAKU
from infra.db.tanda import demonstrasi
from infra.errors import TidakAdaError
from infra.event_store.buku import Buku, Perintah
from infra.ids import new_id
from infra.projections.baris import PEMDA
from tenants.context import current_tenant

ADMINISTRATOR = Aktor(OrangId(TANPA_PELAKU), "Administrator sistem")
"""Who acts when the server's administrator does, who is nobody in the directory."""
Putusan = Callable[[pemda.Pemda], "pemda.PeristiwaPemda | Iterable[pemda.PeristiwaPemda]"]


def ubah_pemda(buku: Buku, perintah: Perintah, putuskan: Putusan) -> pemda.Pemda:
    """Decide on the government's own stream; nothing may have happened in it yet."""
    try:
        return buku.ubah(PEMDA, pemda.ALIRAN, perintah, putuskan)
    except TidakAdaError:
        catat_pendaftaran(buku, perintah.pada)
        return buku.ubah(PEMDA, pemda.ALIRAN, perintah, putuskan)


def catat_pendaftaran(buku: Buku, pada: datetime | None = None) -> None:
    """The first event of a government: what the registry says of it. Who registers it at a screen has no right to write
    into a log, so the government's own first act does it for him."""
    tenant = current_tenant()
    perintah = Perintah(new_id(), ADMINISTRATOR, pada=pada)
    with suppress(Bentrok):  # somebody was faster, with the same words
        buku.mulai(
            PEMDA,
            pemda.ALIRAN,
            perintah,
            lambda _: pemda.daftarkan(nama=tenant.nama, kode_wilayah=tenant.kode_wilayah, zona=tenant.zona.value),
        )


def tunjuk_saksi(basis: Basis, p: pemda.Pemda, *, kunci: str, alamat: str) -> SaksiDitunjuk:
    """A witness without https is only good for a demonstration on this machine."""
    ditunjuk = tunjuk(p.saksi, kunci=kunci, alamat=alamat)
    if ditunjuk.alamat.startswith("http:") and not demonstrasi(basis):
        raise AlamatSaksiTidakSahError
    return ditunjuk
