"""Comparing a log in the database with what was signed: with the signer's own memory, else with the witnesses'."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import structlog

from domain.log.checkpoint import Checkpoint
from domain.log.merkle import EMPTY_ROOT, Tree
from domain.log.policy import majority
from domain.pemda.log import PemulihanDiterima
from infra.db.pool import Basis
from infra.event_store.catalog import NAMA_TERSIMPAN
from infra.penanda.keadaan import Ingatan, Keadaan
from infra.penanda.log import Log, LogTidakSahError, akar_tersimpan, baca_log, periksa_pohon, tumbuhkan
from tenants.context import current_tenant

log = structlog.get_logger()

Tanya = Callable[[str], tuple[list[Checkpoint], int]]
"""Asks the witnesses of the tenant being served: what they cosigned last in the log of this origin, and how many of
them there are."""


class _Pemulihan(msgspec.Struct):
    ke: int


class _Muatan(msgspec.Struct):
    data: _Pemulihan


def bandingkan(basis: Basis, ingatan: Ingatan, tanya: Tanya) -> Keadaan | None:
    """What is known of the log of the tenant being served, which fits what is stored; None if it is seen for the first
    time. Raises LogTidakSahError."""
    isi = baca_log(basis)
    if ingatan.pemulihan_terbaru(isi.asal_awal) > isi.pemulihan:
        raise LogTidakSahError("Basis data ini berasal dari sebelum pemulihan yang sudah diterima.")
    keadaan = ingatan.baca(isi.asal)
    if keadaan is None and isi.titik is not None:
        keadaan = _dari_saksi(basis, isi, tanya)
    elif keadaan is None:
        _pertama_kali(basis, isi)
    if keadaan is not None:
        _cocokkan(basis, isi, keadaan)
    return keadaan


def _cocokkan(basis: Basis, isi: Log, keadaan: Keadaan) -> None:
    """The stored tree at the sizes that were signed, and at its end."""
    if isi.ukuran < keadaan.ukuran:
        raise LogTidakSahError(
            f"Basis data memuat {isi.ukuran} peristiwa, padahal sudah ditandatangani {keadaan.ukuran}."
        )
    dikenal = [(keadaan.ukuran, keadaan.akar, "yang sudah ditandatangani")]
    dikenal += [(isi.titik.size, isi.titik.root, "titik periksa yang tersimpan")] if isi.titik else []
    for ukuran, akar, apa in dikenal:
        if ukuran > isi.ukuran or akar_tersimpan(basis, ukuran) != akar:
            raise LogTidakSahError(f"Peristiwa sampai ke-{ukuran} tidak cocok dengan {apa}: riwayat lama diubah.")
    if keadaan.curiga:
        periksa_penuh(basis, keadaan)


def periksa_penuh(basis: Basis, keadaan: Keadaan | None) -> None:
    """Every leaf made anew from its row, from the first on: finds a payload that was changed under an old leaf.

    Raises LogTidakSahError with the first position that does not fit.
    """
    isi = baca_log(basis)
    pohon = Tree()
    if keadaan is not None:
        tumbuhkan(basis, isi, pohon, keadaan.ukuran)
        if pohon.root != keadaan.akar:
            raise LogTidakSahError(f"Peristiwa sampai ke-{keadaan.ukuran} bukan yang dulu ditandatangani.")
    tumbuhkan(basis, isi, pohon, isi.ukuran)
    periksa_pohon(basis, pohon)


def _pertama_kali(basis: Basis, isi: Log) -> None:
    """No memory and no checkpoint. After a recovery the log itself must tell of it: nobody begins anew in silence."""
    if isi.pemulihan and not _diterima(basis, isi.pemulihan):
        raise LogTidakSahError("Nomor pemulihan berubah tanpa peristiwa pemulihan di dalam log.")
    log.warning("log-first-seen", tenant=current_tenant().kode, size=isi.ukuran, recovery=isi.pemulihan)


def _diterima(basis: Basis, ke: int) -> bool:
    rows = basis.baris(
        "SELECT payload FROM es.event WHERE tenant_id = %s AND topic = %s ORDER BY pos DESC",
        (current_tenant().id, NAMA_TERSIMPAN[PemulihanDiterima]),
    )
    return any(msgspec.json.decode(row["payload"], type=_Muatan).data.ke == ke for row in rows)


def _dari_saksi(basis: Basis, isi: Log, tanya: Tanya) -> Keadaan:
    """The signer's memory is lost: what the witnesses remember takes its place, and every row is read again."""
    titik, banyak = tanya(isi.asal)
    if len(titik) < max(1, majority(banyak)):
        raise LogTidakSahError(
            f"Ingatan penanda tentang log ini hilang, dan hanya {len(titik)} dari {banyak} saksi yang dapat ditanyai."
        )
    ukuran, akar = 0, EMPTY_ROOT
    for satu in titik:
        if satu.size > isi.ukuran:
            raise LogTidakSahError(f"Basis data memuat {isi.ukuran} peristiwa, padahal saksi melihat {satu.size}.")
        if akar_tersimpan(basis, satu.size) != satu.root:
            raise LogTidakSahError(f"Peristiwa sampai ke-{satu.size} bukan yang dulu disaksikan: riwayat lama diubah.")
        ukuran, akar = max((ukuran, akar), (satu.size, satu.root))
    pohon = Tree()
    tumbuhkan(basis, isi, pohon, ukuran)
    if pohon.root != akar:
        raise LogTidakSahError(f"Peristiwa sampai ke-{ukuran} bukan yang dulu disaksikan: riwayat lama diubah.")
    log.warning("log-remembered-by-witnesses", tenant=current_tenant().kode, size=ukuran)
    return Keadaan(isi.asal, ukuran, akar, pohon.frontier, "")
