"""The whole government by two clocks: what the page asks equals a model that reads the log line by line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from domain.kernel import Keputusan, OpdId
from domain.opd.events import NamaOpdDiubah, OpdDibentuk
from domain.sop.events import IsianDiubah, PengesahanDibatalkan, SopDibuat, SopDicabut, SopDisahkan, SopDiverifikasi
from domain.sop.naskah import Isian
from infra.db.pool import Basis
from infra.event_store.buku import Buku, Perintah
from infra.projections.baris import OPD, SOP
from infra.queries.keadaan import nama_opd, sop_berlaku
from tenants.context import tenant_scope
from tenants.model import Tenant
from tests.domain.pembangun import SARI, fakta_sah
from tests.infra.pencarian.alat import Penyusul

MULAI = datetime(2026, 1, 1, 1, tzinfo=UTC)
HARI = [date(2026, 1, 1) + timedelta(days=n) for n in range(5)]
hari = st.sampled_from(HARI)
JENIS = ["sah", "sah", "verifikasi", "verifikasi", "batal", "cabut", "nama", "opd"]
tindakan = st.tuples(st.integers(0, 2), st.sampled_from(JENIS), hari, hari, st.integers(1, 3))


@dataclass
class Model:
    """The rule in words of one syllable: go through the log up to the moment, and keep what then counts."""

    sah: dict[UUID, list[tuple[date, date, int, int]]] = field(default_factory=dict)
    cabut: dict[UUID, list[tuple[date, int]]] = field(default_factory=dict)
    nama: dict[UUID, list[tuple[int, str]]] = field(default_factory=dict)
    diverifikasi: set[tuple[UUID, int]] = field(default_factory=set)
    dibatalkan: set[tuple[UUID, int]] = field(default_factory=set)
    disahkan: set[UUID] = field(default_factory=set)

    def catat(self, sop_id: UUID, pos: int, peristiwa: Any) -> None:
        match peristiwa:
            case SopDisahkan():
                satu = (peristiwa.tanggal_efektif, peristiwa.keputusan.tanggal, pos, peristiwa.versi)
                self.sah.setdefault(sop_id, []).append(satu)
                self.disahkan.add(sop_id)
            case SopDiverifikasi() if sop_id in self.disahkan:
                self.diverifikasi.add((sop_id, peristiwa.versi))
            case PengesahanDibatalkan(versi):
                self.dibatalkan.add((sop_id, versi))
            case SopDicabut(_, tanggal):
                self.cabut.setdefault(sop_id, []).append((tanggal, pos))
                self.disahkan.discard(sop_id)
            case SopDibuat(_, nama) | IsianDiubah(Isian.NAMA, nama):
                self.nama.setdefault(sop_id, []).append((pos, nama))
            case _:
                pass

    def berlaku(self, pada: date) -> dict[UUID, tuple[int, str]]:
        hasil = {}
        for sop_id, semua in self.sah.items():
            sah = {(sop_id, s[3]) for s in semua} & self.diverifikasi - self.dibatalkan
            mulai = [s for s in semua if s[0] <= pada and (sop_id, s[3]) in sah]
            if mulai and not any(t <= pada and pos > max(mulai)[2] for t, pos in self.cabut.get(sop_id, [])):
                pos = max(mulai)[2]
                hasil[sop_id] = (pos, [nama for p, nama in self.nama[sop_id] if p <= pos][-1])
        return hasil


def peristiwa(jenis: str, tanggal: date, sk: date, versi: int, nomor: str) -> Any:
    keputusan = Keputusan("188/1", sk, "Wali Kota")
    match jenis:
        case "sah":
            return fakta_sah(versi, tanggal_efektif=tanggal, keputusan=keputusan, nomor=nomor)
        case "verifikasi":
            return SopDiverifikasi("d", versi=versi)
        case "batal":
            return PengesahanDibatalkan(versi, "keliru", keputusan)
        case "cabut":
            return SopDicabut("usang", tanggal, keputusan)
        case _:
            return IsianDiubah(Isian.NAMA, f"Nama {versi}")


@settings(max_examples=15, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(st.lists(tindakan, min_size=2, max_size=10))
def test_sama_dengan_model_dua_jam(
    basis: Basis, buku: Buku, susulkan: Penyusul, buat_pemda: Callable[..., Tenant], semua: list[Any]
) -> None:
    tenant = buat_pemda(demonstrasi=True)
    with tenant_scope(tenant):
        opd_id, sop = OpdId(uuid4()), [uuid4() for _ in range(3)]
        saat = iter(MULAI + timedelta(hours=n) for n in range(100))
        dibentuk = OpdDibentuk("Dinas Lama", "", "dinas")
        buku.mulai(OPD, opd_id, Perintah(uuid4(), SARI, pada=next(saat)), lambda _: dibentuk)
        for satu in sop:
            buku.mulai(SOP, satu, Perintah(uuid4(), SARI, pada=next(saat)), lambda _: SopDibuat(opd_id, "Nama 0"))
        ganti_nama = []
        for urut, (n, jenis, tanggal, sk, versi) in enumerate(semua):
            perintah = Perintah(uuid4(), SARI, pada=next(saat))
            if jenis == "opd":
                buku.ubah(OPD, opd_id, perintah, lambda _: NamaOpdDiubah("Dinas Baru", ""))
                ganti_nama.append(perintah.pada)
            else:
                apa = peristiwa(jenis, tanggal, sk, versi, f"{n}/{urut}/{tenant.id}")
                buku.ubah(SOP, sop[n], perintah, lambda _, apa=apa: apa)  # type: ignore[misc]
        susulkan()
        log = buku.sejarah_beberapa(sop)
        for tahu in (MULAI + timedelta(hours=h) for h in (0, 5, 8, 99)):
            model = Model()
            for c in log:
                if c.pada <= tahu:
                    model.catat(c.aliran, c.pos, c.peristiwa)
            for pada in HARI:
                ditanya = sop_berlaku(basis, pada, tahu, None)
                assert {s.sop_id: (s.pos, s.nama) for s in ditanya} == model.berlaku(pada)
            baru = any(p and p <= tahu for p in ganti_nama)
            assert nama_opd(buku.sejarah_beberapa([opd_id]), tahu)[opd_id] == ("Dinas Baru" if baru else "Dinas Lama")
