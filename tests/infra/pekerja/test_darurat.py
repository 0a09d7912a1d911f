"""An emergency access is loud: every admin in force hears of it by mail, and nobody else."""

from __future__ import annotations

from uuid import uuid4

from domain.orang.decisions import buka_darurat
from domain.pemda.masuk import PengaturanMasukDiusulkan
from domain.wewenang import Peran
from infra.event_store.buku import Buku, Perintah
from infra.orang import ubah_orang
from infra.pemda import ADMINISTRATOR, ubah_pemda
from tests.infra.pekerja.panggung import Kantor, Pekerja


def test_setiap_admin_diberi_tahu_dan_nama_orangnya_tidak_di_surel(
    kantor: Kantor, pekerja: Pekerja, buku: Buku
) -> None:
    kantor.jabatan(Peran.ADMIN, "Dwi", "Rina")
    kantor.jabatan(Peran.ORTALA, "Budi")
    siapa = kantor.tetapkan(kantor.jabatan(Peran.PENYUSUN), "Sari")
    perintah = Perintah(uuid4(), ADMINISTRATOR)
    ubah_orang(buku, siapa, perintah, lambda o: buka_darurat(o, alasan="SSO mati"))
    pekerja.putar()
    assert pekerja.kepada(kantor.tenant, "Akses darurat") == ["dwi", "rina"]
    isi = pekerja.isi(kantor.tenant, "Akses darurat")
    assert "SSO mati" in isi
    assert "60 menit" in isi
    assert "/kerja/admin/jejak" in isi
    assert "Sari" not in isi


def test_usulan_penyedia_baru_diketahui_setiap_admin(kantor: Kantor, pekerja: Pekerja, buku: Buku) -> None:
    kantor.jabatan(Peran.ADMIN, "Dwi", "Rina")
    kantor.jabatan(Peran.ORTALA, "Budi")
    usul = PengaturanMasukDiusulkan(2, 5, "https://sso.baru.test")
    ubah_pemda(buku, Perintah(uuid4(), ADMINISTRATOR), lambda _: usul)
    pekerja.putar()
    assert pekerja.kepada(kantor.tenant, "Penyedia SSO baru") == ["dwi", "rina"]
    isi = pekerja.isi(kantor.tenant, "Penyedia SSO baru")
    assert "https://sso.baru.test" in isi
    assert "24 jam" in isi
    assert "/kerja/admin/sso/penyedia/2" in isi
