"""One SOP at any moment, without folding its whole stream: from the nearest state kept before it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from uuid import UUID

import msgspec

from domain.kernel import OpdId, OrangId
from domain.sop.bingkai import Potret, bingkai, dari_potret
from domain.sop.naskah import Isian, Naskah
from domain.sop.state import Sop, Tahap, evolve
from infra.errors import TidakAdaError
from infra.event_store.buku import Buku
from tenants.context import current_tenant

_POTRET = msgspec.json.Decoder(Potret)


def ringkas(buku: Buku, sop_id: UUID) -> Sop:
    """The SOP as its row in the list has it: name, agency, stage, authors, and how many events there are."""
    row = buku.basis.satu(
        "SELECT opd_id, nama, unit, nomor, tahap, versi, penulis, versi_aliran FROM baca.sop"
        " WHERE tenant_id = %s AND sop_id = %s",
        (current_tenant().id, sop_id),
    )
    if row is None:
        raise TidakAdaError(str(sop_id))
    naskah = Naskah(((Isian.NAMA, row["nama"]), (Isian.UNIT, row["unit"]), (Isian.NOMOR, row["nomor"])))
    return Sop(
        id=sop_id,
        opd_id=OpdId(row["opd_id"]),
        tahap=Tahap(row["tahap"]),
        versi=row["versi"],
        naskah=naskah,
        penulis=frozenset(map(OrangId, row["penulis"])),
        versi_aliran=row["versi_aliran"],
    )


def keadaan_pada(buku: Buku, sop_id: UUID, versi: int) -> Sop:
    """The bingkai after the event of this version of the stream."""
    return keadaan_beberapa(buku, sop_id, [versi])[versi]


def keadaan_beberapa(buku: Buku, sop_id: UUID, versi: Iterable[int]) -> dict[int, Sop]:
    """The bingkai after each of several events, each from what is kept before it. 0 is before the first."""
    diminta = sorted(set(versi))
    awal = _potret(buku, sop_id, diminta)
    hasil = dict[int, Sop]()
    for sop, milik in ((awal[n], list(m)) for n, m in groupby(diminta, key=lambda n: _terdekat(awal, n))):
        hasil |= _lanjut(buku, sop_id, sop, milik)
    if len(hasil) < len(diminta):
        raise TidakAdaError(str(sop_id))
    return hasil


def _lanjut(buku: Buku, sop_id: UUID, sop: Sop, diminta: list[int]) -> dict[int, Sop]:
    """The states at these events, from one before them all."""
    hasil = {sop.versi_aliran: sop} if sop.versi_aliran in diminta else {}
    if diminta[-1] > sop.versi_aliran:
        for catatan in buku.events.get(sop_id, gt=sop.versi_aliran, lte=diminta[-1]):
            sop = evolve(sop, catatan)  # type: ignore[arg-type]
            if catatan.originator_version in diminta:
                hasil[catatan.originator_version] = bingkai(sop)
    return hasil


def _terdekat(awal: Iterable[int], versi: int) -> int:
    return max(n for n in awal if n <= versi)


def _potret(buku: Buku, sop_id: UUID, diminta: list[int]) -> dict[int, Sop]:
    """Of what is kept, the last before each of these events; nothing is before the first."""
    rows = buku.basis.baris(
        "SELECT DISTINCT ON (p.versi) p.isi FROM unnest(%(diminta)s::bigint[]) n CROSS JOIN LATERAL (SELECT versi, isi"
        " FROM baca.potret WHERE tenant_id = %(tenant)s AND sop_id = %(sop)s AND versi <= n ORDER BY versi DESC LIMIT 1"
        ") p",
        {"tenant": current_tenant().id, "sop": sop_id, "diminta": diminta},
    )
    return {sop.versi_aliran: sop for sop in (Sop(), *(dari_potret(_POTRET.decode(r["isi"])) for r in rows))}
