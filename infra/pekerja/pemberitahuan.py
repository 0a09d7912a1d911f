"""The consumer that writes mail: submissions to Ortala, returns to the drafters, remarks to whom they mention, overdue
owed SOPs to those who answer.

Mail is only written here, into tata.surel in the transaction that moves the cursor; the courier sends it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg

from domain.kernel import Tercatat
from domain.masukan.events import MasukanDibalas, MasukanDibuka
from domain.opd.events import SopDiwajibkan, SopWajibDikaitkan, TenggatWajibDiubah
from domain.orang.events import AksesDaruratDibuka
from domain.pemda.masuk import PengaturanMasukDiusulkan
from domain.sop.events import PengesahanDibatalkan, SopDiajukan, SopDicabut, SopDikembalikan
from infra.errors import TidakAdaError
from infra.pekerja import tenggat
from infra.pekerja.antrean import PEMBERITAHUAN, bunyikan
from infra.pekerja.jaga_admin import PERISTIWA, Penerima, kabar
from infra.pekerja.pemangku import Pejabat, Pemangku
from infra.pekerja.peristiwa import topik
from infra.pekerja.surat import JuruTulis, SopDisurati, Surat
from tenants.context import current_tenant


class Pemberitahuan:
    nama = PEMBERITAHUAN
    topik = topik(
        SopDiajukan, SopDikembalikan, MasukanDibuka, MasukanDibalas, AksesDaruratDibuka, PengaturanMasukDiusulkan,
        # these bear on what is overdue, or on who can be told
        SopDiwajibkan, TenggatWajibDiubah, SopWajibDikaitkan, SopDicabut, PengesahanDibatalkan,
        *PERISTIWA,
    )  # fmt: skip

    def __init__(self, alamat: str) -> None:
        self._alamat = alamat

    def tangani(
        self, connection: psycopg.Connection[Any], events: Sequence[Tercatat[Any]], kini: datetime
    ) -> datetime | None:
        tenant = current_tenant()
        penulis = JuruTulis(self._alamat, tenant)
        pejabat = Pejabat.pada(connection, tenant.tanggal(kini))
        tertulis = sum(_menurut_peristiwa(connection, penulis, pejabat, tercatat) for tercatat in events)
        for wajib in tenggat.terlambat(connection, kini):
            penerima = pejabat.penanggung_jawab(wajib.opd_id, wajib.jabatan_id)
            tertulis += tulis(connection, tenggat.kunci(wajib), penulis.terlambat(wajib), penerima)
        if tertulis:
            bunyikan(connection)
        return tenggat.berikut(connection, kini)


def _menurut_peristiwa(
    connection: psycopg.Connection[Any], penulis: JuruTulis, pejabat: Pejabat, tercatat: Tercatat[Any]
) -> int:
    penerima: Sequence[Pemangku] | Sequence[Penerima]
    match tercatat.peristiwa:
        case SopDiajukan():
            sop = _sop(connection, tercatat.aliran)
            surat, penerima = penulis.diajukan(sop, tercatat), pejabat.ortala()
        case SopDikembalikan():
            sop = _sop(connection, tercatat.aliran)
            surat, penerima = penulis.dikembalikan(sop, tercatat), pejabat.penyusun(sop.opd_id, sop.penyusun)
        case MasukanDibuka() | MasukanDibalas() if tercatat.peristiwa.disebut:
            sop = _sop(connection, _sop_masukan(connection, tercatat.aliran))
            surat, penerima = penulis.disebut(sop, tercatat), pejabat.disebut(sop.opd_id, tercatat.peristiwa.disebut)
        case AksesDaruratDibuka():
            surat, penerima = penulis.darurat(tercatat), pejabat.admin()
        case PengaturanMasukDiusulkan():
            surat, penerima = penulis.penyedia_diusulkan(tercatat), pejabat.admin()
        case _:
            kini = kabar(connection, pejabat, tercatat)
            if kini is None:
                return 0
            surat, penerima = penulis.kabar(kini, tercatat.pada), kini.penerima
    return tulis(connection, f"peristiwa:{tercatat.pos}", surat, penerima)


def _sop_masukan(connection: psycopg.Connection[Any], masukan_id: UUID) -> UUID:
    row = connection.execute(
        "SELECT sop_id FROM baca.masukan WHERE tenant_id = %s AND masukan_id = %s", (current_tenant().id, masukan_id)
    ).fetchone()
    if row is None:
        raise TidakAdaError(str(masukan_id))
    return UUID(str(row[0]))


def _sop(connection: psycopg.Connection[Any], sop_id: UUID) -> SopDisurati:
    row = connection.execute(
        "SELECT s.sop_id, s.nama, s.opd_id, o.nama, s.penyusun FROM baca.sop s"
        " JOIN baca.opd o ON o.tenant_id = s.tenant_id AND o.opd_id = s.opd_id"
        " WHERE s.tenant_id = %s AND s.sop_id = %s",
        (current_tenant().id, sop_id),
    ).fetchone()
    if row is None:
        raise TidakAdaError(str(sop_id))
    return SopDisurati(*row)


_TULIS = (
    "INSERT INTO tata.surel (tenant_id, kunci, kepada, perihal, isi)"
    " SELECT %(tenant)s, %(kunci)s::text || ':' || n, kepada, %(perihal)s, isi"
    " FROM unnest(%(kepada)s::text[], %(isi)s::text[]) WITH ORDINALITY AS s (kepada, isi, n)"
    " WHERE NOT EXISTS (SELECT FROM tata.surel t WHERE t.tenant_id = %(tenant)s AND t.kunci = %(kunci)s::text || ':1')"
    " ON CONFLICT (tenant_id, kunci) DO NOTHING"
)


def tulis(
    connection: psycopg.Connection[Any], kunci: str, surat: Surat, penerima: Sequence[Pemangku | Penerima]
) -> int:
    """One mail for each addressee, numbered from 1 under the notice's key; nothing if the notice was written before,
    even when other people hold the posts by now. Returns how many were written."""
    isi = {
        "tenant": current_tenant().id,
        "kunci": kunci,
        "perihal": surat.perihal,
        "kepada": [p.surel for p in penerima],
        "isi": [surat.untuk(p.nama) for p in penerima],
    }
    return connection.execute(_TULIS, isi).rowcount
