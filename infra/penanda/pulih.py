"""Accepting on record that events were lost: the log goes on as another log, which tells of the one that was lost."""

from __future__ import annotations

from pathlib import Path

import psycopg

from domain.log.checkpoint import origin
from domain.log.merkle import EMPTY_ROOT
from domain.pemda.log import terima_pemulihan
from infra.db.pool import Basis, ikat
from infra.db.tanda import demonstrasi
from infra.errors import OperatorError, TersibukError
from infra.event_store.buku import Buku, Perintah
from infra.ids import new_id
from infra.jam import Jam
from infra.jaringan.pengambil import PengambilAman
from infra.pemda import ADMINISTRATOR, ubah_pemda
from infra.penanda.antar import Pengantar
from infra.penanda.banding import bandingkan, periksa_penuh
from infra.penanda.keadaan import Ingatan
from infra.penanda.log import Log, LogTidakSahError, baca_log
from infra.penanda.putusan import BURUK
from tenants.context import current_tenant


class PemulihanDitolakError(OperatorError):
    """There is nothing to accept, or not yet; the text says what to do."""


def pulihkan_log(basis: Basis, url_admin: str, folder: Path, alasan: str) -> int:
    """Accept the loss for the tenant being served; returns the recovery's number. Safe to repeat when it was cut off:
    the event is written once, the head follows it."""
    ingatan = Ingatan.di(folder) if folder.is_dir() else None
    isi = baca_log(basis)
    _periksa_alasan_teknis(basis, ingatan)
    terbaru = max(isi.pemulihan, ingatan.pemulihan_terbaru(isi.asal_awal) if ingatan else 0)
    ukuran, akar = _yang_hilang(ingatan, isi, terbaru)
    ke = terbaru + 1
    ubah_pemda(
        Buku(basis),
        Perintah(new_id(), ADMINISTRATOR, pada=Jam(basis).pencatatan()),
        lambda pemda: [] if pemda.pemulihan >= ke else [terima_pemulihan(ke, ukuran=ukuran, akar=akar, alasan=alasan)],
    )
    _naikkan(url_admin, ke)
    return ke


def _naikkan(url_admin: str, ke: int) -> None:
    """From here on the log has another origin."""
    tenant_id = current_tenant().id
    try:
        with psycopg.connect(url_admin) as connection:
            ikat(connection, tenant_id)
            connection.execute(
                "UPDATE sistem.tenant_head SET pemulihan = %s WHERE tenant_id = %s AND pemulihan < %s",
                (ke, tenant_id, ke),
            )
    except psycopg.OperationalError as error:
        raise TersibukError(f"{type(error).__name__}; the same command may be given again") from error


def _periksa_alasan_teknis(basis: Basis, ingatan: Ingatan | None) -> None:
    """Only a log with a bad verdict begins anew, and only if what is there fits together: else the new log could not
    be signed either."""
    if not _buruk(basis, ingatan):
        raise PemulihanDitolakError("log ini cocok dengan yang sudah ditandatangani; tidak ada yang perlu dipulihkan")
    try:
        periksa_penuh(basis, None)
    except LogTidakSahError as error:
        raise PemulihanDitolakError(
            f"{error} Yang tersimpan tidak utuh, jadi tidak dapat menjadi awal log yang baru: pulihkan dahulu cadangan"
            " yang utuh"
        ) from None


def _buruk(basis: Basis, ingatan: Ingatan | None) -> bool:
    """By the signer's memory, when it is on this machine; else by the signer's last word in the database."""
    if ingatan is not None:
        http = PengambilAman(boleh_loopback=demonstrasi(basis))
        try:
            bandingkan(basis, ingatan, Pengantar(basis, http).tanya)
        except BURUK:
            return True
    with basis.sambungan() as connection:
        row = connection.execute("SELECT sah FROM sistem.jaga WHERE tenant_id = %s", (current_tenant().id,)).fetchone()
    return ingatan is None and row is not None and not row[0]


def _yang_hilang(ingatan: Ingatan | None, isi: Log, terbaru: int) -> tuple[int, bytes]:
    """Size and root of the last checkpoint known of the log that was lost."""
    asal = origin(isi.log_id, demonstrasi=isi.demonstrasi, pemulihan=terbaru)
    keadaan = ingatan.baca(asal) if ingatan else None
    if keadaan is not None:
        return keadaan.ukuran, keadaan.akar
    return (isi.titik.size, isi.titik.root) if isi.titik else (0, EMPTY_ROOT)
