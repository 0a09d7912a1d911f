"""The line on every page of the riwayat: up to where it is signed, who confirms it, and what it costs."""

from __future__ import annotations

import pytest

from infra.db.pool import Basis
from infra.queries.keterjagaan import TANYA, TERLAMA, Keterjagaan, keterjagaan
from tenants.model import Tenant
from tests.app.conftest import Panggung
from tests.app.test_siklus import sop_sah
from tests.basis_data import BasisData
from tests.infra.tlog.panggung import Penanda, Saksi, catat

HALAMAN = ("/kerja/sop/{}/riwayat", "/kerja/sop/{}/riwayat/kejadian", "/kerja/sop/{}/asal-usul",
           "/kerja/sop/{}/perbandingan", "/kerja/keadaan")  # fmt: skip


@pytest.fixture
def penanda(basis_data: BasisData, basis: Basis) -> Penanda:
    return Penanda(basis_data, basis)


def _baris(panggung: Panggung) -> str:
    sup = panggung.budi.buka("/kerja/keadaan")
    (satu,) = sup.select("details.terjaga")
    return " ".join(satu.get_text(" ").split())


def test_setiap_halaman_riwayat_memuatnya_dengan_satu_pertanyaan(
    panggung: Panggung, penanda: Penanda, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the page costs without the line, and one question more; a fragment asks nothing."""
    sop = sop_sah(panggung)
    penanda.tanda_tangani()
    asli, tanya = Basis.baris, list[str]()

    def catat_tanya(diri: Basis, query: str, *isi: object, **lain: object) -> object:
        tanya.append(query)
        return asli(diri, query, *isi, **lain)  # type: ignore[arg-type]

    monkeypatch.setattr(Basis, "baris", catat_tanya)
    for jalur in HALAMAN:
        tanya.clear()
        assert len(panggung.budi.buka(jalur.format(sop)).select("details.terjaga")) == 1, jalur
        assert len([t for t in tanya if "checkpoint" in t or "cosignature" in t or "tata.pemeriksaan_log" in t]) == 1
    tanya.clear()
    for jalur in HALAMAN[:3]:
        panggung.budi.buka(jalur.format(sop), htmx=True)
    assert not [t for t in tanya if "es.checkpoint" in t]


def test_belum_ditandatangani(panggung: Panggung) -> None:
    assert "Riwayat ini belum ditandatangani" in _baris(panggung)


def test_ditandatangani_lalu_bertambah(panggung: Panggung, penanda: Penanda, basis: Basis) -> None:
    titik = penanda.tanda_tangani()
    kata = _baris(panggung)
    assert "ada yang kurang" in kata
    assert "belum membandingkan riwayat ini dengan ingatannya" in kata
    penanda.jaga()
    kata = _baris(panggung)
    assert "Riwayat terjaga sampai" in kata
    assert "belum ada saksi" in kata
    assert f"sampai peristiwa ke-{titik.size} " in kata
    assert "menunggu" not in kata
    catat(basis, 3)
    assert "; 3 peristiwa sesudahnya menunggu." in _baris(panggung)


def test_saksi_yang_kurang(panggung: Panggung, penanda: Penanda) -> None:
    titik, saksi = penanda.tanda_tangani(), [Saksi(f"saksi.contoh/{n}") for n in range(3)]
    penanda.jaga()
    for n, satu in enumerate(saksi, 1):
        penanda.tunjuk(satu, n)
    penanda.saksikan(titik, saksi[2], 1_780_000_000)
    kata = _baris(panggung)
    assert "ada yang kurang" in kata
    assert "dibenarkan 1 dari 3 saksi" in kata
    assert "Membenarkan: saksi.contoh/2; belum membenarkan: saksi.contoh/0, saksi.contoh/1" in kata
    penanda.saksikan(titik, saksi[0], 1_780_000_000)
    assert "Riwayat terjaga" in _baris(panggung)


def test_titik_periksa_usang(panggung: Panggung, penanda: Penanda, pemda: Tenant, superuser) -> None:
    penanda.tanda_tangani()
    penanda.jaga()
    superuser.execute("UPDATE es.checkpoint SET pada = pada - interval '26 hours' WHERE tenant_id = %s", (pemda.id,))
    assert "penanda tampaknya berhenti" in _baris(panggung)


def test_ketidakcocokan_didahulukan(panggung: Panggung, penanda: Penanda, pemda: Tenant, superuser) -> None:
    penanda.tanda_tangani()
    penanda.jaga("Pohonnya lain.", sah=False)
    kata = _baris(panggung)
    assert "Ada yang tidak cocok dengan riwayat yang ditandatangani" in kata
    assert "Penanda menolak menandatangani" in kata
    penanda.jaga()
    superuser.execute("UPDATE sistem.tenant_head SET last_pos = 2 WHERE tenant_id = %s", (pemda.id,))
    assert "sebagian riwayat hilang" in _baris(panggung)


def test_titik_periksa_sebelum_pemulihan_tidak_dihitung(
    pemda: Tenant, basis: Basis, penanda: Penanda, superuser
) -> None:
    catat(basis, 5)
    penanda.tanda_tangani()
    assert keterjagaan(basis).tercakup == 5
    superuser.execute("UPDATE sistem.tenant_head SET pemulihan = 1 WHERE tenant_id = %s", (pemda.id,))
    assert keterjagaan(basis).nomor is None


@pytest.mark.parametrize(
    ("saksi", "hadir", "kurang"), [(0, 0, False), (1, 0, True), (2, 1, False), (3, 1, True), (5, 3, False)]
)
def test_kuorum(saksi: int, hadir: int, kurang: bool) -> None:
    nama = [f"s{n}" for n in range(saksi)]
    k = Keterjagaan(3, 1, 3, None, False, nama, [*nama[:hadir], "diberhentikan"], True, False, None, False)
    assert (k.kurang_saksi, k.utuh) == (kurang, not kurang)


def test_murah_walau_titik_periksanya_banyak(pemda: Tenant, basis: Basis, penanda: Penanda, superuser) -> None:
    """By its keys alone: of 20,000 checkpoints a handful of pages is touched."""
    catat(basis, 2)
    penanda.tanda_tangani()
    superuser.execute(
        "INSERT INTO es.checkpoint SELECT tenant_id, n, pemulihan, size, root, note, pada FROM es.checkpoint,"
        " generate_series(2, 20000) n WHERE tenant_id = %s",
        (pemda.id,),
    )
    superuser.execute("ANALYZE es.checkpoint, es.cosignature")
    assert keterjagaan(basis).nomor == 20_000
    (baris,) = basis.baris(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {TANYA}", {"tenant": pemda.id, "terlama": TERLAMA})
    (rencana,) = baris["QUERY PLAN"]
    assert rencana["Plan"]["Shared Hit Blocks"] + rencana["Plan"]["Shared Read Blocks"] < 40
