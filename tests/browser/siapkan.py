"""What stands on the shelf for the screens, and what is done on one before it is looked at."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import LiteralString
from uuid import UUID, uuid4

import psycopg
from playwright.sync_api import expect

from domain.masukan.events import MasukanDibalas, MasukanDiselesaikan
from domain.sop.naskah import Daftar, Isian
from infra.bukti.cakupan import Cakupan
from infra.clock import now
from infra.queries.kehadiran import catat
from tenants.context import tenant_scope
from tests.browser import bahan, bahan_akses
from tests.browser.dunia import SETWAN, Dunia
from tests.browser.peramban import Orang
from tests.infra.tlog.panggung import Penanda, Saksi

TAMU = ""
OPERATOR = "/operator/masuk/"


@dataclass(frozen=True)
class Rak:
    """One SOP at each stage, and the ids that addresses are made of."""

    dunia: Dunia
    tautan: dict[str, str]
    id: dict[str, UUID]

    def jalur(self, pola: str) -> str:
        return pola.format(**self.id, **self.tautan)


def rak_baru(dunia: Dunia) -> Rak:
    """The agency owes SOPs as well, one of them too late."""
    pemda = dunia.surakarta
    for judul, hari in (("Pengelolaan Arsip", -3), ("Penerimaan Tamu", 30)):
        bahan.wajibkan(pemda, SETWAN, judul, hari)
    ids = {tahap: bahan.sop(pemda, tahap, f"Surat Masuk {tahap}") for tahap in bahan.TAHAP}
    ids |= {
        "dikembalikan": bahan.dikembalikan(pemda, "Surat Keluar dikembalikan"),
        "revisi": bahan.direvisi(pemda, "Rapat Dinas direvisi"),
        "dicabut": bahan.dicabut(pemda, "Peminjaman Ruang dicabut"),
        "rebutan": bahan.sop(pemda, "konsep", "Diperebutkan Dua Orang"),
        "cacat": bahan.cacat(pemda),
        "opd": pemda.opd[SETWAN],
    }
    bahan.dipindai(pemda, ids["revisi"])
    naskah, orang = pemda.muat(ids["konsep"]).naskah, pemda.pejabat["sari"]
    ids |= {
        "butir": naskah.isi_daftar(Daftar.DASAR_HUKUM)[0].id,
        "pelaksana": naskah.pelaksana[1].id,
        "langkah": naskah.langkah[2].id,
    }
    tempat = f"langkah.{pemda.muat(ids['diajukan']).naskah.langkah[1].id}"
    ids["masukan"] = bahan.masukan(pemda, "budi", ids["diajukan"], tempat, MasukanDibalas("Buku agenda surat masuk"))
    ids["masukan_selesai"] = bahan.masukan(
        pemda, "budi", ids["diajukan"], "isian.nomor", MasukanDiselesaikan("Sudah diperbaiki")
    )
    ids["webhook"] = bahan.webhook(dunia, "dwi")
    bahan.indeks(dunia)
    assert orang.aktor.jabatan_id is not None
    ids |= {"jabatan": orang.aktor.jabatan_id, "sari": orang.aktor.orang, "nina": belum_berperan(dunia)}
    tautan = {
        "dosir_opd": bahan_akses.dosir(pemda, opd=pemda.opd[SETWAN]),
        "dosir_sop": bahan_akses.dosir(pemda, sop=ids["disahkan"]),
    }
    bahan_akses.peka(pemda, ids["disahkan"])
    return Rak(dunia, tautan, ids)


def belum_berperan(dunia: Dunia) -> UUID:
    """Somebody whom the government's own system announced, and who holds no post."""
    pemda = dunia.surakarta
    with tenant_scope(pemda.tenant):
        return pemda.rumah.direktori.tambah("Nina Kusuma", surel="nina@surakarta.example")


Siapkan = Callable[[Orang, Rak], None]


def kirim(akhir: str, tombol: str) -> Siapkan:
    """Send that form as it stands; it comes back with what is wrong."""

    def kirim(orang: Orang, rak: Rak) -> None:
        formulir = orang.formulir(akhir)
        buka_semua(orang, rak)
        orang.pengamat.ditunggu[422] += 1
        formulir.get_by_role("button", name=tombol).click()
        expect(orang.page.locator("[aria-invalid=true], [role=alert]").first).to_be_visible()

    return kirim


def tanpa_berkas(orang: Orang, _: Rak) -> None:
    orang.pengamat.ditunggu[422] += 1
    orang.page.get_by_role("button", name="Pakai lambang ini").click()
    expect(orang.page.locator("[aria-invalid=true]").first).to_be_visible()


def domain_salah(orang: Orang, _: Rak) -> None:
    orang.page.get_by_label("Domain surel kedinasan").fill("bukan domain")
    orang.pengamat.ditunggu[422] += 1
    orang.page.get_by_role("button", name="Simpan domain").click()
    expect(orang.page.locator("[aria-invalid=true]").first).to_be_visible()


def kode_undangan(orang: Orang, _: Rak) -> None:
    orang.page.get_by_label("Orang yang diundang").select_option(index=1)
    orang.page.get_by_role("button", name="Buat kode").click()
    expect(orang.page.locator(".kode-undangan")).to_be_visible()


def coba_masuk(orang: Orang, _: Rak) -> None:
    """The page that stands before the way to the provider."""
    orang.page.get_by_role("button", name="Coba dulu").first.click()
    expect(orang.page.get_by_role("link", name="Lanjut ke")).to_be_visible()


def hasil_percobaan(orang: Orang, _: Rak) -> None:
    """The provider knows this browser already, so it asks nothing."""
    orang.page.get_by_role("link", name="Lanjut ke").click()
    expect(orang.page.get_by_role("heading", name="Percobaan berhasil")).to_be_visible()


def simpan_sel(nama: str, nilai: str) -> Siapkan:
    def simpan(orang: Orang, _: Rak) -> None:
        orang.isian(nama).fill(nilai)
        orang.pengamat.ditunggu[422] += 1
        orang.tombol("Simpan").click()
        expect(orang.page.locator("[aria-invalid=true]").first).to_be_visible()

    return simpan


def tersimpan(orang: Orang, rak: Rak) -> None:
    """A save that can be taken back."""
    orang.isian("nilai").fill(f"Subbagian {rak.dunia.surakarta.muat(rak.id['konsep']).versi_aliran}")
    orang.tombol("Simpan").click()
    expect(orang.tombol("Batalkan")).to_be_visible()


def didahului(orang: Orang, rak: Rak) -> None:
    """Somebody else saves the cell that is open here."""
    orang.isian("nilai").fill("Bagian Umum dan Kepegawaian")
    lain = f"Subbagian {rak.dunia.surakarta.muat(rak.id['rebutan']).versi_aliran}"
    bahan.ubah_isian(rak.dunia.surakarta, "hendra", rak.id["rebutan"], Isian.UNIT, lain)
    orang.pengamat.ditunggu[409] += 1
    orang.tombol("Simpan").click()
    expect(orang.page.get_by_role("alert")).to_contain_text(lain)


def berdua(orang: Orang, rak: Rak) -> None:
    """Somebody else has the form open at a step, and has just saved a field."""
    pemda, sop = rak.dunia.surakarta, rak.id["rebutan"]
    hendra, langkah = pemda.pejabat["hendra"], pemda.muat(sop).naskah.langkah[1].id
    with tenant_scope(pemda.tenant):
        catat(pemda.rumah.basis, sop, hendra.aktor.orang, hendra.calon.jabatan, f"langkah.{langkah}", baru=True)
    bahan.ubah_isian(pemda, "hendra", sop, Isian.PENGESAH, f"Sekretaris DPRD {pemda.muat(sop).versi_aliran}")
    orang.page.evaluate("htmx.trigger('#kabar-sop', 'kembali')")
    expect(orang.page.locator("#berita")).to_contain_text("Hendra Kusnanto")


def disela(orang: Orang, rak: Rak) -> None:
    """Somebody else has saved the cell that is open here, while it was being typed into."""
    orang.isian("nilai").fill("000.8/2/2026")
    nomor = f"000.8/{rak.dunia.surakarta.muat(rak.id['rebutan']).versi_aliran}/2026"
    bahan.ubah_isian(rak.dunia.surakarta, "hendra", rak.id["rebutan"], Isian.NOMOR, nomor)
    orang.page.evaluate("htmx.trigger('#kabar-sop', 'kembali')")
    expect(orang.page.locator(".didahului")).to_contain_text(nomor)


def dibagikan(orang: Orang, _: Rak) -> None:
    """A new link, shown this once."""
    orang.isian("tujuan").fill("Tim pemeriksa BPK")
    orang.tombol("Buat tautan").click()
    expect(orang.page.locator("#alamat-dosir")).to_be_visible()


def dibundel(orang: Orang, rak: Rak) -> None:
    """One bundle to fetch, one that is being made, one that none could be made of."""
    pemda = rak.dunia.surakarta
    with tenant_scope(pemda.tenant), tempfile.NamedTemporaryFile() as berkas:
        pesanan, siapa = pemda.rumah.pembuat.pesanan, pemda.pejabat["ratna"].aktor.orang
        jadi, berjalan, gagal = uuid4(), uuid4(), uuid4()
        isi = Cakupan(opd=(rak.id["opd"],), sejak=datetime(2026, 1, 1, tzinfo=UTC))
        for satu, judul in ((gagal, "Surat Masuk disahkan"), (jadi, SETWAN), (berjalan, "Rapat Dinas direvisi")):
            pesanan.catat(satu, siapa, judul, isi)
            pesanan.maju(satu, 1_000, 2_345)
        berkas.write(bytes(1_234_567))
        berkas.flush()
        pesanan.simpan(jadi, Path(berkas.name))
        pesanan.gagal(gagal, "Belum ada titik periksa; penanda membuatnya paling lambat 5 menit lagi.")
    orang.page.reload()
    expect(orang.page.get_by_role("link", name="Unduh")).not_to_have_count(0)


def dibaca(orang: Orang, rak: Rak) -> None:
    """An auditor has read one SOP, and the agency's head has marked it as sensitive."""
    pemda = rak.dunia.surakarta
    bahan_akses.dibaca(pemda, "tri", rak.id["disahkan"])
    orang.page.reload()


def buka_semua(orang: Orang, _: Rak) -> None:
    """Whatever is folded on the page, laid open."""
    orang.page.evaluate("document.querySelectorAll('main details').forEach((d) => { d.open = true; })")


def pola_salah(orang: Orang, _: Rak) -> None:
    orang.page.get_by_role("textbox", name="Pola").fill("SOP/{nomor}")
    orang.pengamat.ditunggu[422] += 1
    orang.page.get_by_role("button", name="Simpan pola").click()
    expect(orang.page.locator("[aria-invalid=true]").first).to_be_visible()


def terbit(orang: Orang, _: Rak) -> None:
    orang.page.get_by_label("Untuk sistem apa").fill("Sistem kepegawaian BKPSDM")
    orang.page.get_by_label("Mengelola daftar orang").check()
    orang.page.get_by_role("button", name="Terbitkan token").click()
    expect(orang.page.locator(".rahasia")).to_be_visible()


def buka_akun(orang: Orang, _: Rak) -> None:
    orang.page.locator("summary", has_text="Akun").click()


def masuk_terlalu_lama(orang: Orang, rak: Rak) -> None:
    """It is more than a quarter of an hour since this person signed in."""
    _waktu_masuk(orang, rak, None)


def baru_masuk(orang: Orang, rak: Rak) -> None:
    """As he was: the next screen of his in this government has the same session."""
    _waktu_masuk(orang, rak, now())


def _waktu_masuk(orang: Orang, rak: Rak, waktu: datetime | None) -> None:
    pemda = rak.dunia.surakarta
    with tenant_scope(pemda.tenant):
        pemda.rumah.basis.jalankan(
            "UPDATE tata.sesi s SET auth_time = %s FROM tata.orang o WHERE s.tenant_id = %s"
            " AND o.tenant_id = s.tenant_id AND o.orang_id = s.orang_id AND o.nama = %s",
            (waktu, pemda.tenant.id, orang.nama),
        )


def cabut(orang: Orang, _: Rak) -> None:
    orang.isian("alasan", orang.formulir("/pencabutan")).fill("Diganti SOP lain")
    orang.formulir("/pencabutan").get_by_role("button", name="Cabut").click()
    expect(orang.page.get_by_role("heading", level=1)).to_have_text("Pastikan ini Anda")


def ditandatangani(orang: Orang, rak: Rak) -> None:
    """The signer has been here, and two of three witnesses."""
    pemda = rak.dunia.surakarta
    penanda = Penanda(rak.dunia.basis_data, pemda.rumah.basis)
    saksi = [Saksi(nama) for nama in ("inspektorat.surakarta.example", "kota-probolinggo.example", "provinsi.example")]
    with tenant_scope(pemda.tenant):
        titik = penanda.tanda_tangani()
        penanda.jaga()
        for nomor, satu in enumerate(saksi, 1):
            penanda.tunjuk(satu, nomor)
        for satu in saksi[:2]:
            penanda.saksikan(titik, satu, int(titik.pada.timestamp()))
    orang.page.reload()


def periksa_log(orang: Orang, rak: Rak) -> None:
    """The whole log is computed anew; no check of another screen is taken for one that goes on."""
    _pemeriksaan(rak, "UPDATE tata.pemeriksaan_log SET berjalan = false WHERE tenant_id = %s")
    orang.page.reload()
    orang.tombol("Periksa sekarang").click()
    expect(orang.page.locator("#pemeriksaan .pesan").first).to_be_visible()


def log_berjalan(orang: Orang, rak: Rak) -> None:
    """Another process is checking a long log."""
    _pemeriksaan(
        rak,
        "INSERT INTO tata.pemeriksaan_log (tenant_id, mulai, denyut, berjalan, jabatan, diperiksa, jumlah)"
        " VALUES (%s, clock_timestamp(), clock_timestamp(), true, 'Auditor Ahli Muda', 81920, 250000)"
        " ON CONFLICT (tenant_id) DO UPDATE SET (mulai, denyut, berjalan, jabatan, diperiksa, jumlah) ="
        " (excluded.mulai, excluded.denyut, true, excluded.jabatan, excluded.diperiksa, excluded.jumlah)",
    )
    orang.page.reload()
    expect(orang.page.get_by_text("Sedang diperiksa")).to_be_visible()


def log_menyimpang(orang: Orang, rak: Rak) -> None:
    """Somebody with the database changed the first event of an SOP; the check names it."""
    with _garam_lain(rak):
        periksa_log(orang, rak)


def peristiwa_berubah(orang: Orang, rak: Rak) -> None:
    with _garam_lain(rak):
        orang.page.reload()
    expect(orang.page.get_by_role("alert")).to_contain_text("bukan lagi yang dicatat")


def _pemeriksaan(rak: Rak, perintah: LiteralString) -> None:
    with psycopg.connect(rak.dunia.basis_data.superuser, autocommit=True) as superuser:
        superuser.execute(perintah, (rak.dunia.surakarta.tenant.id,))


@contextmanager
def _garam_lain(rak: Rak) -> Iterator[None]:
    """For a while the first event of an SOP is not what it was; its content stays readable."""
    ganti = (
        "UPDATE es.event e SET salt = decode(translate(encode(salt, 'hex'), '0123456789', '1032547698'), 'hex')"
        " WHERE tenant_id = %s AND stream_id = %s AND version = 1"
    )
    nilai = (rak.dunia.surakarta.tenant.id, rak.id["dicabut"])
    with psycopg.connect(rak.dunia.basis_data.superuser, autocommit=True) as superuser:
        superuser.execute(ganti, nilai)
        yield
        superuser.execute(ganti, nilai)


def sebagai_operator(jalur: str) -> Siapkan:
    """From the operators' door through the installation's own provider to this page."""

    def siapkan(orang: Orang, _: Rak) -> None:
        orang.page.get_by_role("button", name="Masuk dengan SSO pemasangan").click()
        orang.page.get_by_role("button", name="Opi Operator").click()
        expect(orang.page.get_by_role("heading", level=1)).to_have_text("Pemerintah daerah")
        orang.buka(jalur)

    return siapkan
