"""What of an SOP can be found: at every event exactly what was written there then."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from domain.pencarian.potongan import Potongan, potongan, sumber, telusuri
from domain.sop.events import (
    ButirDitambahkan,
    IsianDiubah,
    LangkahDihapus,
    LangkahDipindah,
    LangkahDiubah,
    PelaksanaDiubah,
    SopDibuat,
)
from domain.sop.langkah import Panah, UbahanLangkah
from domain.sop.naskah import Daftar, Isian, Naskah
from domain.sop.state import Sop, evolve
from tests.domain import pembangun as p
from tests.domain.strategi import hukum, riwayat


def isi(naskah: Naskah) -> dict[str, Potongan]:
    return {kunci: potongan(bagian) for kunci, bagian in sumber(naskah).items()}


@hukum
@given(riwayat)
def test_pada_setiap_peristiwa_yang_ditemukan_ialah_isi_saat_itu(riwayat: list[Any]) -> None:
    catatan = p.catat(*riwayat)
    masa, ucapan = telusuri(catatan)
    assert [u.saat.peristiwa for u in ucapan] == [c.versi for c in catatan]
    sop = Sop()
    for c in catatan:
        sop = evolve(sop, c)
        berlaku = [m for m in masa if m.mulai.peristiwa <= c.versi and (m.akhir is None or c.versi < m.akhir.peristiwa)]
        assert {m.kunci: m.potongan for m in berlaku} == isi(sop.naskah)
        assert len(berlaku) == len({m.kunci for m in berlaku})


@hukum
@given(riwayat, st.integers(1, 9))
def test_sejak_sebuah_peristiwa_hanya_yang_baru(riwayat: list[Any], sejak: int) -> None:
    catatan = p.catat(*riwayat)
    semua, sebagian = telusuri(catatan), telusuri(catatan, sejak)
    baru = [m for m in semua[0] if m.mulai.peristiwa >= sejak or (m.akhir and m.akhir.peristiwa >= sejak)]
    assert sorted(map(repr, sebagian[0])) == sorted(map(repr, baru))
    assert sebagian[1] == semua[1][sejak - 1 :]


def test_langkah_memuat_semua_kolom_dan_jabatan_pelaksananya() -> None:
    sop = p.sop_dari(
        *p.peristiwa_konsep(),
        LangkahDiubah(p.TERIMA.id, UbahanLangkah(kelengkapan=("Surat", "Agenda"), output="Surat tercatat")),
    )
    ditemukan = isi(sop.naskah)[f"langkah:{p.TERIMA.id}"]
    assert ditemukan == Potongan("langkah", "Menerima surat · Surat · Agenda · Surat tercatat", p.STAF.jabatan)


def test_hukum_ditemukan_dengan_sebutan_pendeknya() -> None:
    hukum_ = p.butir("Peraturan Pemerintah Nomor 94 Tahun 2021 tentang Disiplin Pegawai Negeri Sipil")
    sop = p.sop_dari(SopDibuat(p.OPD, "Surat"), ButirDitambahkan(Daftar.DASAR_HUKUM, hukum_))
    assert isi(sop.naskah)[f"dasar_hukum:{hukum_.id}"].tambahan == "PP 94/2021"


def test_yang_terbaca_sama_tetap_satu_masa() -> None:
    """Moved or led elsewhere, a step reads as before; a column that is renamed changes who performs it."""
    catatan = p.catat(
        *p.peristiwa_konsep(),
        LangkahDipindah(p.TERIMA.id, p.PERIKSA.id),
        LangkahDiubah(p.TERIMA.id, UbahanLangkah(panah=(Panah(p.SIMPAN.id),))),
    )
    kunci = f"langkah:{p.TERIMA.id}"
    assert [m.akhir for m in telusuri(catatan)[0] if m.kunci == kunci] == [None]
    diganti = p.catat(PelaksanaDiubah(p.pelaksana("Staf", unit="Umum")), setelah=len(catatan))
    ganti_nama = p.catat(
        PelaksanaDiubah(type(p.STAF)(p.STAF.id, "Pengelola Surat")), LangkahDihapus(p.TERIMA.id), setelah=len(catatan)
    )
    jabatan = [m.potongan.jabatan for m in telusuri((*catatan, *ganti_nama))[0] if m.kunci == kunci]
    assert jabatan == [p.STAF.jabatan, "Pengelola Surat"]
    assert [m.akhir for m in telusuri((*catatan, *diganti))[0] if m.kunci == kunci] == [None]


def test_isian_dan_kolom_dengan_sebutannya() -> None:
    sop = p.sop_dari(*p.peristiwa_konsep(), IsianDiubah(Isian.UNIT, "Sekretariat"))
    ditemukan = isi(sop.naskah)
    assert ditemukan["isian:unit"] == Potongan("unit kerja", "Sekretariat")
    assert ditemukan[f"pelaksana:{p.STAF.id}"] == Potongan("pelaksana", p.STAF.jabatan, p.STAF.jabatan)
