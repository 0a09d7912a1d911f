"""Who decides who comes in does not change unnoticed: the admins hear of it, and whoever it is about."""

from __future__ import annotations

from uuid import uuid4

import pytest

from domain.jabatan.events import PejabatDitetapkan
from domain.jabatan.pemberian import hentikan
from domain.kernel import MandatId, OrangId
from domain.orang.events import OrangDinonaktifkan
from domain.orang.undangan import AkunDikaitkan, UndanganDiusulkan
from domain.pemda.masuk import PengaturanMasukDiaktifkan, PenyediaMasukDihentikan
from domain.wewenang import Peran
from infra.event_store.buku import Buku, Perintah
from infra.orang import ubah_orang
from infra.pemda import ADMINISTRATOR, ubah_pemda
from infra.projections.baris import JABATAN
from tests.infra.pekerja.panggung import KINI, SK, Kantor, Pekerja


def perintah() -> Perintah:
    return Perintah(uuid4(), ADMINISTRATOR)


@pytest.mark.parametrize(
    "peristiwa", [PengaturanMasukDiaktifkan(1, 2, "https://a"), PenyediaMasukDihentikan(1, 2, "x")]
)
def test_cara_masuk_yang_berubah_diketahui_setiap_admin(
    kantor: Kantor, pekerja: Pekerja, buku: Buku, peristiwa: object
) -> None:
    kantor.jabatan(Peran.ADMIN, "Dwi", "Rina")
    kantor.jabatan(Peran.ORTALA, "Budi")
    ubah_pemda(buku, perintah(), lambda _: (peristiwa,))
    pekerja.putar()
    assert pekerja.kepada(kantor.tenant, "Cara masuk") == ["dwi", "rina"]
    assert "/kerja/admin/sso" in pekerja.isi(kantor.tenant, "Cara masuk")


def test_undangan_diusulkan_kepada_admin_dan_akun_baru_kepada_orangnya(
    kantor: Kantor, pekerja: Pekerja, buku: Buku
) -> None:
    kantor.jabatan(Peran.ADMIN, "Dwi")
    siapa = kantor.tetapkan(kantor.jabatan(Peran.KEPALA_OPD), "Ratna")
    ubah_orang(buku, siapa, perintah(), lambda _: (UndanganDiusulkan(),))
    ubah_orang(buku, siapa, perintah(), lambda _: (AkunDikaitkan("https://sso.contoh"),))
    pekerja.putar()
    assert pekerja.kepada(kantor.tenant, "Kode undangan diusulkan") == ["dwi"]
    assert pekerja.kepada(kantor.tenant, "Akun baru masuk sebagai Anda") == ["ratna"]
    assert "/kerja/sesi" in pekerja.isi(kantor.tenant, "Akun baru")
    assert "Ratna" not in pekerja.isi(kantor.tenant, "Kode undangan")


def test_admin_yang_dinonaktifkan_dan_yang_tinggal_mengetahuinya(kantor: Kantor, pekerja: Pekerja, buku: Buku) -> None:
    jabatan = kantor.jabatan(Peran.ADMIN, "Dwi")
    rina = kantor.tetapkan(jabatan, "Rina")
    biasa = kantor.tetapkan(kantor.jabatan(Peran.PENYUSUN), "Sari")
    for siapa in (rina, biasa):
        ubah_orang(buku, siapa, perintah(), lambda _: (OrangDinonaktifkan("Pindah"),))
    pekerja.putar()
    assert pekerja.kepada(kantor.tenant, "Seorang admin dinonaktifkan") == ["dwi", "rina"]


def test_admin_baru_dan_admin_yang_berhenti(kantor: Kantor, pekerja: Pekerja, buku: Buku) -> None:
    jabatan = kantor.jabatan(Peran.ADMIN, "Dwi")
    kantor.jabatan(Peran.ORTALA, "Budi")
    pekerja.putar()
    assert pekerja.kepada(kantor.tenant) == []  # who is the only one knows it
    rina, mandat = kantor.tetapkan(jabatan, "Rina"), MandatId(uuid4())
    pekerja.putar()
    assert pekerja.kepada(kantor.tenant, "Admin berubah") == ["dwi"]
    maya = OrangId(rina)
    buku.ubah(JABATAN, jabatan, perintah(), lambda _: (PejabatDitetapkan(mandat, maya, SK, KINI.date()),))
    buku.ubah(JABATAN, jabatan, perintah(), lambda j: hentikan(j, mandat, hari=KINI.date(), alasan="Cukup"))
    pekerja.putar()
    assert pekerja.kepada(kantor.tenant, "Admin berubah").count("rina") == 1
    assert pekerja.kepada(kantor.tenant, "Admin berubah").count("dwi") == 3
