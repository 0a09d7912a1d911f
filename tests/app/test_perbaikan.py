"""A certain correction posts the whole cell: only what is corrected changes, whatever else stands in the row."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from app.rumah import Rumah
from app.sop.perbaikan import Kiriman, kiriman
from domain.sop.langkah import Langkah, Panah, Pelaksana, PelaksanaId, UbahanLangkah, Waktu
from domain.sop.naskah import Naskah
from domain.sop.pemeriksaan.temuan import Perbaikan, Tempat, Temuan
from domain.sop.penyuntingan_langkah import ubah_langkah
from domain.sop.state import Sop
from infra.projections.baris import SOP
from tenants.context import tenant_scope
from tests.app.conftest import Panggung, perintah_uji
from tests.app.test_siklus import naskah, sop_siap


def _temuan(sel: str, **isi: str) -> Temuan:
    return Temuan("XX-01", Tempat("Sel", sel), "Salah.", "Perbaiki.", (Perbaikan("Pakai", isi),))


def _kiriman(panggung: Panggung, sop: Sop, temuan: Temuan) -> tuple[Kiriman, ...]:
    with panggung.sari.klien.application.test_request_context(base_url=f"http://x/{panggung.tenant.kode}"):
        return kiriman(sop, temuan)


def _kirim(panggung: Panggung, satu: Kiriman) -> int:
    data: dict[str, list[str]] = {"csrf": [panggung.sari.csrf], "perintah": [str(uuid4())]}
    for nama, nilai in satu.bidang:
        data.setdefault(nama, []).append(nilai)
    return panggung.sari.klien.post(satu.alamat, data=data).status_code


def _muat(panggung: Panggung, rumah: Rumah, sop: str) -> Sop:
    with tenant_scope(panggung.tenant):
        return rumah.buku.muat(SOP, UUID(sop))


def _ubah(panggung: Panggung, rumah: Rumah, sop: str, **kolom: object) -> Langkah:
    """The second row with more in it, as by the editor."""
    lama = naskah(panggung.sari, sop).langkah[1]
    ubahan = UbahanLangkah(**kolom)  # type: ignore[arg-type]
    with tenant_scope(panggung.tenant):
        rumah.buku.ubah(
            SOP,
            UUID(sop),
            perintah_uji(panggung.sari.aktor),
            lambda s: ubah_langkah(
                s, lama.id, dari=UbahanLangkah(**{k: getattr(lama, k) for k in kolom}), menjadi=ubahan
            ),
        )
    return naskah(panggung.sari, sop).langkah[1]


def test_langkah_berubah_hanya_pada_yang_diperbaiki(panggung: Panggung, rumah: Rumah) -> None:
    sop = sop_siap(panggung)
    isi = naskah(panggung.sari, sop)
    panah = (Panah(isi.langkah[2].id, "Ya"), Panah(None, "Tidak", "9"))
    dua = tuple(p.id for p in isi.pelaksana)
    lama = _ubah(
        panggung, rumah, sop, panah=panah, pelaksana=dua, kelengkapan=("Surat", "Agenda"), waktu=Waktu("segera")
    )
    temuan = _temuan(f"langkah.{lama.id}", lama="1", satuan="hari_kerja")
    (satu,) = _kiriman(panggung, _muat(panggung, rumah, sop), temuan)
    assert _kirim(panggung, satu) == 303
    baru = naskah(panggung.sari, sop).langkah[1]
    assert baru.waktu.teks == "1 hari kerja"
    assert replace(baru, waktu=lama.waktu) == lama


@pytest.mark.parametrize("lama", ["10", "1-2"])
def test_waktu_yang_terukur_ikut_terkirim_utuh(panggung: Panggung, rumah: Rumah, lama: str) -> None:
    sop = sop_siap(panggung)
    langkah = naskah(panggung.sari, sop).langkah[1]
    waktu = _temuan(f"langkah.{langkah.id}", lama=lama, satuan="jam", per="berkas")
    assert _kirim(panggung, _kiriman(panggung, _muat(panggung, rumah, sop), waktu)[0]) == 303
    sebelum = naskah(panggung.sari, sop).langkah[1]
    kegiatan = _temuan(f"langkah.{langkah.id}", kegiatan="Menelaah surat masuk")
    assert _kirim(panggung, _kiriman(panggung, _muat(panggung, rumah, sop), kegiatan)[0]) == 303
    assert naskah(panggung.sari, sop).langkah[1] == replace(sebelum, kegiatan="Menelaah surat masuk")


def test_kolom_pelaksana_diperbaiki(panggung: Panggung, rumah: Rumah) -> None:
    sop = sop_siap(panggung)
    kolom = naskah(panggung.sari, sop).pelaksana[0]
    temuan = _temuan(f"pelaksana.{kolom.id}", jabatan="Pengadministrasi Perkantoran", eksternal="ya")
    (satu,) = _kiriman(panggung, _muat(panggung, rumah, sop), temuan)
    assert _kirim(panggung, satu) == 303
    baru = naskah(panggung.sari, sop).pelaksana[0]
    assert baru == replace(kolom, jabatan="Pengadministrasi Perkantoran", eksternal=True)


def test_yang_sudah_diubah_orang_lain_tidak_tertimpa(panggung: Panggung, rumah: Rumah) -> None:
    sop = sop_siap(panggung)
    (satu,) = _kiriman(panggung, _muat(panggung, rumah, sop), _temuan("isian.nama", nilai="Surat"))
    jalur = f"/kerja/sop/{sop}/penyuntingan/isian/nama"
    panggung.hendra.kirim(jalur, {"dari": "Pengelolaan Surat Masuk", "nilai": "Pengelolaan Surat Dinas"})
    assert _kirim(panggung, satu) == 409
    assert naskah(panggung.sari, sop).nilai("nama") == "Pengelolaan Surat Dinas"  # type: ignore[arg-type]


def _penuh() -> Sop:
    banyak = tuple(Panah(None, str(n), "9") for n in range(7))
    return Sop(naskah=Naskah(langkah=(Langkah(UUID(int=7), panah=banyak),)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "sel",
    ["", "lain.x", f"langkah.{UUID(int=1)}", "langkah.x", f"pelaksana.{UUID(int=1)}", "butir.peringatan.baru"]
    + [f"langkah.{UUID(int=7)}"],
)
def test_sel_yang_tidak_ada_atau_tak_muat_tidak_ditawari(panggung: Panggung, sel: str) -> None:
    assert _kiriman(panggung, _penuh(), _temuan(sel, nilai="x")) == ()


def test_temuan_tanpa_jawaban_pasti_tidak_ditawari(panggung: Panggung) -> None:
    assert _kiriman(panggung, Sop(), Temuan("XX-01", Tempat("Sel", "isian.nama"), "Salah.")) == ()


def test_tanda_kolom_yang_ada_tetap(panggung: Panggung, rumah: Rumah) -> None:
    kolom = Pelaksana(PelaksanaId(uuid4()), "Pemohon", "PMH", "", eksternal=True, bukan_orang=True)
    sop = Sop(id=uuid4(), naskah=Naskah(pelaksana=(kolom,)))
    (satu,) = _kiriman(panggung, sop, _temuan(f"pelaksana.{kolom.id}", jabatan="Warga"))
    assert {("eksternal", "ya"), ("bukan_orang", "ya"), ("jabatan", "Warga")} <= set(satu.bidang)
