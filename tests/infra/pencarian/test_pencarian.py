"""The search index: filled behind the log in any portions, built anew alike, and asked behind the tenant's wall."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from domain.kernel import OpdId
from domain.opd.events import OpdDibentuk
from domain.pencarian.kueri import baca_kueri
from domain.sop.events import (
    ButirDitambahkan,
    ButirDiubah,
    IsianDiubah,
    LangkahDihapus,
    LangkahDiubah,
    RevisiDibuka,
    SopDibuat,
    SopDikembalikan,
)
from domain.sop.langkah import UbahanLangkah
from domain.sop.naskah import Daftar, Isian
from infra.db.pool import Basis
from infra.direktori import Direktori
from infra.event_store.buku import Buku, Perintah
from infra.pencarian.bangun import bangun_pencarian, periksa_pencarian
from infra.projections.baris import OPD, SOP
from infra.queries.pencarian import Hasil, Kursor, cari
from tenants.context import tenant_scope
from tenants.model import Tenant
from tests.basis_data import BasisData
from tests.domain import pembangun as p
from tests.domain.strategi import orang, peristiwa_sunting
from tests.infra.pencarian.alat import Penyusul

DINAS = OpdId(uuid4())
PP = p.butir("Peraturan Pemerintah Nomor 94 Tahun 2021 tentang Disiplin Pegawai Negeri Sipil")


def rekam(buku: Buku, *peristiwa: Any, opd: str = "Dinas Perizinan") -> UUID:
    """An SOP of an agency of its own with these events; each by its own actor (Sari unless named)."""
    sop_id, opd_id = uuid4(), OpdId(uuid4())
    buku.mulai(OPD, opd_id, Perintah(uuid4(), p.SARI), lambda _: OpdDibentuk(opd, "", "dinas"))
    buku.mulai(SOP, sop_id, Perintah(uuid4(), p.SARI), lambda _: SopDibuat(opd_id, "Pelayanan Perizinan"))
    lanjutkan(buku, sop_id, *peristiwa)
    return sop_id


def lanjutkan(buku: Buku, sop_id: UUID, *peristiwa: Any) -> None:
    for satu in peristiwa:
        siapa, isi = satu if isinstance(satu, tuple) else (p.SARI, satu)
        buku.ubah(SOP, sop_id, Perintah(uuid4(), siapa), lambda _, isi=isi: isi)  # type: ignore[misc]


@pytest.fixture
def tanya(basis: Basis, susulkan: Penyusul) -> Callable[..., Hasil]:
    def tanya(teks: str, *, peristiwa: bool = False, opd: tuple[UUID, ...] | None = None, **lain: Any) -> Hasil:
        susulkan()
        return cari(basis, baca_kueri(teks), opd=opd, peristiwa=peristiwa, **lain)

    return tanya


def teks(hasil: Hasil) -> list[str]:
    return ["".join(isi for isi, _ in t.teks) for t in hasil.temuan]


def test_isi_yang_sudah_diganti_tetap_ditemukan_dengan_masanya(
    buku: Buku, pemda: Tenant, tanya: Callable[..., Hasil]
) -> None:
    sop_id = rekam(buku, ButirDitambahkan(Daftar.DASAR_HUKUM, PP), RevisiDibuka(2, "SE baru"))
    lanjutkan(buku, sop_id, ButirDiubah(Daftar.DASAR_HUKUM, type(PP)(PP.id, "Perda 3/2025")))
    (lama,) = tanya("PP 94/2021").temuan
    assert (lama.sop_id, lama.mulai, lama.akhir, lama.versi, lama.versi_akhir) == (sop_id, 2, 4, 1, 2)
    assert lama.jenis == "dasar hukum"
    (baru,) = tanya("perda 2025").temuan
    assert (baru.mulai, baru.akhir, baru.sampai) == (4, None, None)


def test_kata_dasar_ditemukan_dan_disorot(buku: Buku, pemda: Tenant, tanya: Callable[..., Hasil]) -> None:
    rekam(buku, *p.peristiwa_konsep()[1:])
    hasil = tanya("menyimpan izin")
    assert hasil.isi == 0
    (temuan,) = [t for t in tanya("izin").temuan if t.kunci == "isian:nama"]
    assert temuan.teks == (("Pelayanan ", False), ("Perizinan", True))
    (langkah,) = tanya("simpanan arsip").temuan
    assert langkah.teks == (("Menyimpan", True), (" ", False), ("arsip", True))


def test_langkah_menurut_jabatan_pelaksananya_sepanjang_masa(
    buku: Buku, pemda: Tenant, tanya: Callable[..., Hasil]
) -> None:
    sop_id = rekam(buku, *p.peristiwa_konsep()[1:], LangkahDihapus(p.TERIMA.id))
    hasil = tanya(f'jabatan:"{p.STAF.jabatan}"')
    langkah = {t.kunci: t.akhir for t in hasil.temuan if t.jenis == "langkah"}
    assert langkah[f"langkah:{p.TERIMA.id}"] is not None
    assert langkah[f"langkah:{p.SIMPAN.id}"] is None
    assert {t.sop_id for t in hasil.temuan} == {sop_id}


def test_peristiwa_menurut_pelaku_tindakan_dan_waktu(
    basis: Basis, buku: Buku, pemda: Tenant, tanya: Callable[..., Hasil]
) -> None:
    budi = Direktori(basis).tambah("Budi Santoso")
    aktor = type(p.BUDI)(budi, "Analis Ortala")
    sop_id = rekam(buku, IsianDiubah(Isian.UNIT, "Umum"), (aktor, SopDikembalikan("Waktu langkah 3 belum terukur")))
    (temuan,) = tanya("pelaku:santoso", peristiwa=True).temuan
    assert (temuan.sop_id, temuan.mulai, temuan.orang_id, temuan.jabatan) == (sop_id, 3, budi, "Analis Ortala")
    assert "Waktu langkah 3 belum terukur" in teks(tanya("tindakan:dikembalikan", peristiwa=True))[0]
    assert tanya("tindakan:dikembalikan", peristiwa=False).peristiwa == 1
    assert tanya("pelaku:santoso tindakan:diubah").peristiwa == 0
    hari_ini, besok = date.today().isoformat(), date.fromordinal(date.today().toordinal() + 2).isoformat()
    assert tanya(f"sejak:2020 sampai:{besok}", peristiwa=True).peristiwa == 3
    assert tanya("sampai:2020").isi == tanya("sampai:2020").peristiwa == 0
    assert tanya(f"sejak:{besok} terukur").peristiwa == 0
    assert tanya(f"sejak:{besok} perizinan").isi == 1, "what still holds holds tomorrow, too"
    assert hari_ini


def test_opd_sop_frasa_dan_kecuali(buku: Buku, pemda: Tenant, tanya: Callable[..., Hasil]) -> None:
    satu = rekam(buku, IsianDiubah(Isian.UNIT, "nota dinas masuk"), opd="Dinas Satu")
    dua = rekam(buku, IsianDiubah(Isian.UNIT, "dinas nota masuk"), opd="Badan 100%")
    assert {t.sop_id for t in tanya("nota dinas").temuan} == {satu, dua}
    assert [t.sop_id for t in tanya('"nota dinas"').temuan] == [satu]
    assert [t.sop_id for t in tanya('masuk -"nota dinas"').temuan] == [dua]
    assert {t.sop_id for t in tanya("masuk opd:100%").temuan} == {dua}
    assert tanya("masuk opd:100_").temuan == ()
    assert {t.sop_id for t in tanya("opd:satu sop:perizinan").temuan} == {satu}


def test_di_luar_jangkauan_tidak_ada_apa_pun(
    buku: Buku, pemda: Tenant, pemda_lain: Tenant, susulkan: Penyusul, tanya: Callable[..., Hasil]
) -> None:
    rekam(buku)
    with tenant_scope(pemda_lain):
        susulkan()
    assert tanya("surat").isi == 0, "the other government has that word"
    assert tanya("perizinan").isi == 1
    assert tanya("perizinan", opd=(uuid4(),)).temuan == ()
    assert tanya("perizinan", opd=()).isi == 0


def test_halaman_demi_halaman_setiap_temuan_satu_kali(buku: Buku, pemda: Tenant, tanya: Callable[..., Hasil]) -> None:
    rekam(
        buku,
        *(LangkahDiubah(p.TERIMA.id, UbahanLangkah(output=f"surat {n}")) for n in range(3)),
        *p.peristiwa_konsep()[1:],
    )
    utuh, halaman, setelah = tanya("sop:perizinan").temuan, [], None
    assert len(utuh) > 4
    while True:
        hasil = tanya("sop:perizinan", sekali=3, setelah=setelah)
        halaman += hasil.temuan
        assert hasil.isi == len(utuh)
        if hasil.lanjut is None:
            break
        setelah = hasil.lanjut
    assert tuple(halaman) == utuh
    assert tanya("sop:perizinan", setelah=Kursor(0, "")).temuan == ()


@settings(max_examples=12, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(st.lists(st.lists(st.tuples(orang, peristiwa_sunting), max_size=8), min_size=1, max_size=3), st.integers(1, 5))
def test_sebagian_demi_sebagian_sama_dengan_dibangun_ulang(
    buku: Buku,
    susulkan: Penyusul,
    basis_data: BasisData,
    buat_pemda: Callable[[], Tenant],
    beberapa: list[list[Any]],
    sekali: int,
) -> None:
    tenant = buat_pemda()
    with tenant_scope(tenant), psycopg.connect(basis_data.superuser, autocommit=True) as superuser:
        for acak in beberapa:
            rekam(buku, *acak)
        susulkan(sekali)
        sedikit = isi(superuser, tenant)
        assert periksa_pencarian(superuser, tenant.id) == 0
        assert bangun_pencarian(superuser, tenant.id) == len(sedikit[0])
        assert isi(superuser, tenant) == sedikit


def isi(superuser: psycopg.Connection[Any], tenant: Tenant) -> tuple[list[Any], list[Any]]:
    return (
        superuser.execute(
            "SELECT * FROM tata.pencarian WHERE tenant_id = %s ORDER BY sop_id, kunci, mulai", (tenant.id,)
        ).fetchall(),
        superuser.execute(
            "SELECT * FROM tata.pencarian_kata WHERE tenant_id = %s ORDER BY kata, sop_id", (tenant.id,)
        ).fetchall(),
    )


def test_pemeriksaan_ini_melihat_baris_yang_berbeda(
    buku: Buku, pemda: Tenant, susulkan: Penyusul, superuser: psycopg.Connection[Any]
) -> None:
    rekam(buku)
    susulkan()
    assert periksa_pencarian(superuser, pemda.id) == 0
    superuser.execute("UPDATE tata.pencarian SET teks = 'x' WHERE tenant_id = %s AND kunci = ''", (pemda.id,))
    assert periksa_pencarian(superuser, pemda.id) == 1
    superuser.execute("DELETE FROM tata.pencarian WHERE tenant_id = %s AND kunci <> ''", (pemda.id,))
    assert periksa_pencarian(superuser, pemda.id) == 2
    bangun_pencarian(superuser, pemda.id)
    assert periksa_pencarian(superuser, pemda.id) == 0
