"""Any moment of an SOP by two clocks: what was recorded by then, and what was in force on a day as known then."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import reduce
from typing import Any
from uuid import UUID, uuid4

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.kernel import OpdId
from domain.sop.bingkai import bingkai
from domain.sop.events import (
    IsianDiubah,
    PengesahanDibatalkan,
    RevisiDibuka,
    SopDiajukan,
    SopDibuat,
    SopDiverifikasi,
)
from domain.sop.naskah import Isian
from domain.sop.state import Sop, evolve
from infra.event_store.buku import Buku, Perintah
from infra.projections.baris import SOP
from infra.queries.bingkai import keadaan_beberapa, keadaan_pada
from infra.queries.kejadian import versi_pada
from infra.queries.publik import berlaku
from tenants.context import tenant_scope
from tests.domain.pembangun import SARI, SK_BATAL, fakta_sah

AWAL, HARI = datetime(2026, 1, 5, tzinfo=UTC), date(2026, 1, 5)
SATU_HARI, SEKEJAP = timedelta(days=1), timedelta(microseconds=1)


@dataclass(frozen=True)
class Pengesahan:
    """One approval of the simple model: in force from when, recorded when, cancelled when."""

    versi: int
    efektif: date
    pada: datetime
    batal: datetime | None


pengesahan = st.lists(st.tuples(st.integers(-3, 6), st.integers(0, 3), st.booleans()), min_size=1, max_size=4)
"""From which day each version is in force, days between recordings, and whether it was cancelled."""


def _rekam(buku: Buku, sop: UUID, pada: datetime, *peristiwa: Any) -> None:
    perintah = Perintah(uuid4(), SARI, pada=pada)
    if isinstance(peristiwa[0], SopDibuat):
        buku.mulai(SOP, sop, perintah, lambda _: list(peristiwa))
    else:
        buku.ubah(SOP, sop, perintah, lambda _: list(peristiwa))


def _jalani(buku: Buku, sop: UUID, cerita: list[tuple[int, int, bool]]) -> list[Pengesahan]:
    pada, model = AWAL, list[Pengesahan]()
    _rekam(buku, sop, pada, SopDibuat(OpdId(uuid4()), "Surat"), IsianDiubah(Isian.UNIT, "Umum"))
    for versi, (efektif, jeda, dibatalkan) in enumerate(cerita, 1):
        pada += jeda * SATU_HARI + timedelta(hours=1)
        fakta = replace(fakta_sah(versi, nomor=f"N {versi}"), tanggal_efektif=HARI + efektif * SATU_HARI)
        buka = [RevisiDibuka(versi, "Baru")] if versi > 1 else []
        _rekam(buku, sop, pada, *buka, SopDiajukan("d"), SopDiverifikasi("d"), fakta)
        batal = pada + SATU_HARI if dibatalkan else None
        model.append(Pengesahan(versi, fakta.tanggal_efektif, pada, batal))
        if batal:
            pada = batal
            _rekam(buku, sop, pada, PengesahanDibatalkan(versi, "Keliru", SK_BATAL))
    return model


def _menurut_model(model: list[Pengesahan], hari: date, tahu: datetime) -> int:
    dikenal = [p for p in model if p.pada <= tahu - timedelta(minutes=1) and not (p.batal and p.batal <= tahu)]
    sah = max((p for p in dikenal if p.efektif <= hari), key=lambda p: (p.efektif, p.versi), default=None)
    return sah.versi if sah else 0


def test_dua_jam_sama_dengan_model_sederhana(buku, basis, buat_pemda):
    """For every day asked about and every moment of knowing, the frame is the approved text of the model's version."""

    @settings(deadline=None, max_examples=12)
    @given(pengesahan)
    def uji(cerita: list[tuple[int, int, bool]]) -> None:
        sop = uuid4()
        with tenant_scope(buat_pemda(demonstrasi=True)):
            model = _jalani(buku, sop, cerita)
            for hari in (HARI + n * SATU_HARI for n in range(-4, 8, 2)):
                for tahu in (AWAL + n * SATU_HARI + timedelta(hours=12) for n in range(0, 16, 3)):
                    sah = berlaku(basis, sop, hari, tahu)
                    versi = versi_pada(basis, sop, pos=sah.pos) if sah else 0
                    nomor = keadaan_pada(buku, sop, versi).naskah.nilai(Isian.NOMOR)
                    seharusnya = _menurut_model(model, hari, tahu)
                    assert nomor == (f"N {seharusnya}" if seharusnya else "")

    uji()


def test_menurut_catatan_sama_dengan_lipatan_yang_tercatat(buku, basis, buat_pemda):
    with tenant_scope(buat_pemda(demonstrasi=True)):
        sop = uuid4()
        _jalani(buku, sop, [(0, 1, False), (2, 0, True), (3, 2, False)])
        semua = buku.sejarah(sop)
        for c in semua:
            assert versi_pada(basis, sop, sebelum=c.pada) == c.versi - 1
            assert versi_pada(basis, sop, sebelum=c.pada + SEKEJAP) == c.versi
        terbaca = keadaan_beberapa(buku, sop, range(len(semua) + 1))
        for n in range(len(semua) + 1):
            assert terbaca[n] == bingkai(reduce(evolve, semua[:n], Sop()))
