"""Events of an SOP -> the rows that its riwayat is read from: one per event, and now and then the state whole.

A page of the riwayat must not fold ten thousand events. So each event's sentence, its cells and its actor are a row of
their own, and every `JARAK_POTRET` events the content is kept, from which any later moment is a short way.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from domain.kernel import Keputusan, Tercatat
from domain.sop.bingkai import potret
from domain.sop.events import PeristiwaSop
from domain.sop.kalimat import kalimat
from domain.sop.sel import ubahan_sel
from domain.sop.state import Sop
from infra.db.simpan import Baris
from infra.event_store.catalog import jenis

JARAK_POTRET = 100


def kejadian_sop(awal: Sop, langkah: Sequence[tuple[Tercatat[PeristiwaSop], Sop]]) -> tuple[Baris, ...]:
    baris, sebelum = list[Baris](), awal
    for n, (tercatat, sesudah) in enumerate(langkah, 1):
        baris.append(Baris("kejadian", _kejadian(sebelum, tercatat, sesudah), n))
        if tercatat.versi % JARAK_POTRET == 0:
            isi = msgspec.json.encode(potret(sesudah)).decode()
            baris.append(Baris("potret", {"sop_id": str(tercatat.aliran), "versi": tercatat.versi, "isi": isi}, n))
        sebelum = sesudah
    return tuple(baris)


def _kejadian(sebelum: Sop, tercatat: Tercatat[PeristiwaSop], sesudah: Sop) -> dict[str, Any]:
    peristiwa, aktor = tercatat.peristiwa, tercatat.aktor
    ucapan, ubahan = kalimat(sebelum, peristiwa), ubahan_sel(sebelum.naskah, peristiwa, sesudah.naskah)
    sk: Keputusan | None = getattr(peristiwa, "keputusan", None)
    return {
        "sop_id": str(tercatat.aliran),
        "versi": tercatat.versi,
        "versi_sop": sesudah.versi,
        "jenis": jenis(type(peristiwa)),
        "orang": str(aktor.orang),
        "jabatan": aktor.jabatan,
        "jabatan_id": str(aktor.jabatan_id) if aktor.jabatan_id else None,
        "tonggak": ucapan.tonggak,
        "kalimat": ucapan.apa,
        "mengapa": ucapan.mengapa,
        "sk": sk.nomor if sk else "",
        "sel": [u.sel for u in ubahan],
        "dari": [u.dari for u in ubahan],
        "ke": [u.ke for u in ubahan],
    }
