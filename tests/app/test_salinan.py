"""A new SOP that begins as a copy of another one or of a template."""

from __future__ import annotations

import re
from uuid import UUID

import pytest
from flask import Flask

from app.rumah import Rumah
from domain.sop.naskah import Isian, Naskah
from domain.sop.state import Sop
from domain.wewenang import Peran
from infra.projections.baris import SOP
from tenants.context import tenant_scope
from tests.app.conftest import BuatPanggung, Orang, Panggung, orang_baru
from tests.app.halaman import isi_formulir, periksa_halaman
from tests.app.test_siklus import buat_sop, sop_konsep, sop_sah


def _muat(panggung: Panggung, rumah: Rumah, sop: str) -> Sop:
    with tenant_scope(panggung.tenant):
        return rumah.buku.muat(SOP, UUID(sop))


def _salin(orang: Orang, opd: UUID, salinan: str, nama: str = "Salinan Baru") -> tuple[int, str]:
    respons = orang.kirim("/kerja/sop", {"nama": nama, "opd": str(opd), "salinan": salinan})
    cocok = re.search(r"/kerja/sop/([0-9a-f-]{36})/penyuntingan", respons.location or "")
    return respons.status_code, cocok.group(1) if cocok else respons.get_data(as_text=True)


def _ditawarkan(orang: Orang, q: str = "") -> dict[str, str]:
    sup = orang.buka(f"/kerja/sop/baru?q={q}")
    return {str(o["value"]): o.get_text() for o in sup.select("#salinan option") if o["value"]}


def _ids(naskah: Naskah) -> set[UUID]:
    butir = {b.id for _, isi in naskah.daftar for b in isi}
    return {x.id for x in naskah.langkah} | {p.id for p in naskah.pelaksana} | butir


def test_salinan_sop_yang_berlaku_bernomor_id_sendiri(panggung: Panggung, rumah: Rumah) -> None:
    sah = sop_sah(panggung)
    assert list(_ditawarkan(panggung.sari)) == [f"{sah}:1"]
    status, baru = _salin(panggung.sari, panggung.opd, f"{sah}:1")
    assert status == 303
    asal, salinan = _muat(panggung, rumah, sah), _muat(panggung, rumah, baru)
    assert salinan.nama == "Salinan Baru"
    assert salinan.naskah.nilai(Isian.NOMOR) == ""
    assert [x.kegiatan for x in salinan.naskah.langkah] == [x.kegiatan for x in asal.naskah.langkah]
    assert not _ids(salinan.naskah) & _ids(asal.naskah)
    riwayat = panggung.sari.buka(f"/kerja/sop/{baru}/riwayat").get_text(" ")
    assert "Isi disalin dari SOP “Pengelolaan Surat Masuk” versi 1" in riwayat


def test_draf_hanya_disalin_oleh_yang_boleh_membacanya(panggung: Panggung, rumah: Rumah, aplikasi: Flask) -> None:
    siapa = ("Umi Salamah", "Penyusun SOP", Peran.PENYUSUN, panggung.opd_lain)
    with tenant_scope(panggung.tenant):
        umi = orang_baru(aplikasi, rumah, panggung.tenant, siapa)
    draf = sop_konsep(panggung)
    assert list(_ditawarkan(panggung.sari)) == [f"{draf}:1"]
    assert _salin(panggung.sari, panggung.opd, f"{draf}:1")[0] == 303
    assert _ditawarkan(umi) == {}
    assert _salin(umi, panggung.opd_lain, f"{draf}:1")[0] == 422


@pytest.mark.parametrize(
    "salinan", ["x", "x:1", "00000000-0000-4000-8000-000000000005:1", "{sop}:2", "{sop}:0", "{sop}", "<b>", "x" * 5000]
)
def test_yang_tidak_ada_tidak_disalin(panggung: Panggung, salinan: str) -> None:
    sop = sop_konsep(panggung)
    respons = panggung.sari.kirim(
        "/kerja/sop", {"nama": "Baru", "opd": str(panggung.opd), "salinan": salinan.format(sop=sop)}
    )
    assert respons.status_code == 422
    assert "tidak ada" in periksa_halaman(respons).get_text(" ")


def test_sop_pemerintah_lain_tidak_disalin(panggung: Panggung, buat_panggung: BuatPanggung, buat_pemda: object) -> None:
    lain = buat_panggung(buat_pemda())  # type: ignore[operator]
    sah = sop_sah(lain)
    assert _ditawarkan(panggung.sari) == {}
    assert _salin(panggung.sari, panggung.opd, f"{sah}:1")[0] == 422


def test_templat_ditetapkan_ortala_dan_ditawarkan_lebih_dahulu(panggung: Panggung, rumah: Rumah) -> None:
    """A draft becomes a template: from then on those of other agencies may copy it."""
    sop = sop_konsep(panggung)
    halaman = f"/kerja/sop/{sop}"
    assert panggung.sari.kirim(f"{halaman}/templat").status_code == 403
    assert panggung.budi.isi_dan_kirim(halaman, "/templat", catatan="Contoh baik").status_code == 303
    assert "ditawarkan sebagai templat" in panggung.sari.buka(halaman).get_text(" ")
    assert "Pengelolaan Surat Masuk" in next(iter(_ditawarkan(panggung.sari).values()))
    status, baru = _salin(panggung.sari, panggung.opd, f"{sop}:1")
    assert status == 303
    assert "disalin dari templat" in panggung.sari.buka(f"/kerja/sop/{baru}/riwayat").get_text(" ")
    tanpa = panggung.budi.isi_dan_kirim(halaman, "/pelepasan", alasan=" ")
    assert tanpa.status_code == 422
    assert panggung.budi.isi_dan_kirim(halaman, "/pelepasan", alasan="Sudah usang").status_code == 303
    assert not _muat(panggung, rumah, sop).samping.templat
    assert panggung.budi.kirim(f"{halaman}/templat/pelepasan", {"alasan": "lagi"}).status_code == 422


def test_sop_tanpa_langkah_tidak_menjadi_templat(panggung: Panggung) -> None:
    sop = buat_sop(panggung.sari, panggung.opd)
    respons = panggung.budi.isi_dan_kirim(f"/kerja/sop/{sop}", "/templat")
    assert respons.status_code == 422
    assert "belum punya langkah" in periksa_halaman(respons).get_text(" ")


def test_pencarian_menyaring_dan_pilihan_semula_tetap(panggung: Panggung) -> None:
    sop = sop_konsep(panggung)
    assert _ditawarkan(panggung.sari, "zzz") == {}
    sup = panggung.sari.buka(f"/kerja/sop/baru?q=zzz&salinan={sop}:1&nama=Nama")
    form = sup.select_one("form:has(#salinan)")
    assert form is not None
    isi = isi_formulir(form)
    assert (isi["salinan"], isi["nama"]) == (f"{sop}:1", "Nama")


def test_formulir_kosong_tetap_yang_pertama(panggung: Panggung, rumah: Rumah) -> None:
    assert _muat(panggung, rumah, buat_sop(panggung.sari, panggung.opd)).naskah.langkah == ()
