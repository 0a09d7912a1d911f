"""Every kind of screen that the product has: who sees it, at which address, and what was done on it before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

from playwright.sync_api import expect

from domain.masukan.events import MasukanDibalas, MasukanDiselesaikan
from domain.sop.naskah import Daftar, Isian
from infra.queries.kehadiran import catat
from tenants.context import tenant_scope
from tests.browser import bahan, bahan_akses
from tests.browser.dunia import SETWAN, Dunia
from tests.browser.peramban import Orang
from tests.infra.tlog.panggung import Penanda, Saksi

TAMU = ""


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
    ids |= {"jabatan": orang.aktor.jabatan_id, "sari": orang.aktor.orang, "nina": _belum_berperan(dunia)}
    tautan = {
        "dosir_opd": bahan_akses.dosir(pemda, opd=pemda.opd[SETWAN]),
        "dosir_sop": bahan_akses.dosir(pemda, sop=ids["disahkan"]),
    }
    bahan_akses.peka(pemda, ids["disahkan"])
    return Rak(dunia, tautan, ids)


def _belum_berperan(dunia: Dunia) -> UUID:
    """Somebody whom the government's own system announced, and who holds no post."""
    pemda = dunia.surakarta
    with tenant_scope(pemda.tenant):
        return pemda.rumah.direktori.tambah("Nina Kusuma", surel="nina@surakarta.example")


Siapkan = Callable[[Orang, Rak], None]


@dataclass(frozen=True)
class Layar:
    """`siapkan` does what has to be done on the page before it is the screen that is meant; `js`: it needs scripts."""

    siapa: str
    jalur: str
    status: int = 200
    siapkan: list[Siapkan] = field(default_factory=list)
    js: bool = False

    def buka(self, orang: Orang, rak: Rak) -> None:
        orang.buka(rak.jalur(self.jalur), self.status)
        for satu in self.siapkan:
            satu(orang, rak)


def _kirim(akhir: str, tombol: str) -> Siapkan:
    """Send that form as it stands; it comes back with what is wrong."""

    def kirim(orang: Orang, rak: Rak) -> None:
        formulir = orang.formulir(akhir)
        _buka_semua(orang, rak)
        orang.pengamat.ditunggu[422] += 1
        formulir.get_by_role("button", name=tombol).click()
        expect(orang.page.locator("[aria-invalid=true], [role=alert]").first).to_be_visible()

    return kirim


def _tanpa_berkas(orang: Orang, _: Rak) -> None:
    orang.pengamat.ditunggu[422] += 1
    orang.page.get_by_role("button", name="Pakai lambang ini").click()
    expect(orang.page.locator("[aria-invalid=true]").first).to_be_visible()


def _domain_salah(orang: Orang, _: Rak) -> None:
    orang.page.get_by_label("Domain surel kedinasan").fill("bukan domain")
    orang.pengamat.ditunggu[422] += 1
    orang.page.get_by_role("button", name="Simpan domain").click()
    expect(orang.page.locator("[aria-invalid=true]").first).to_be_visible()


def _kode_undangan(orang: Orang, _: Rak) -> None:
    orang.page.get_by_label("Orang yang diundang").select_option(index=1)
    orang.page.get_by_role("button", name="Buat kode").click()
    expect(orang.page.locator(".kode-undangan")).to_be_visible()


def _coba_masuk(orang: Orang, _: Rak) -> None:
    """The page that stands before the way to the provider."""
    orang.page.get_by_role("button", name="Coba dulu").first.click()
    expect(orang.page.get_by_role("link", name="Lanjut ke")).to_be_visible()


def _hasil_percobaan(orang: Orang, _: Rak) -> None:
    """The provider knows this browser already, so it asks nothing."""
    orang.page.get_by_role("link", name="Lanjut ke").click()
    expect(orang.page.get_by_role("heading", name="Percobaan berhasil")).to_be_visible()


def _simpan_sel(nama: str, nilai: str) -> Siapkan:
    def simpan(orang: Orang, _: Rak) -> None:
        orang.isian(nama).fill(nilai)
        orang.pengamat.ditunggu[422] += 1
        orang.tombol("Simpan").click()
        expect(orang.page.locator("[aria-invalid=true]").first).to_be_visible()

    return simpan


def _tersimpan(orang: Orang, rak: Rak) -> None:
    """A save that can be taken back."""
    orang.isian("nilai").fill(f"Subbagian {rak.dunia.surakarta.muat(rak.id['konsep']).versi_aliran}")
    orang.tombol("Simpan").click()
    expect(orang.tombol("Batalkan")).to_be_visible()


def _didahului(orang: Orang, rak: Rak) -> None:
    """Somebody else saves the cell that is open here."""
    orang.isian("nilai").fill("Bagian Umum dan Kepegawaian")
    lain = f"Subbagian {rak.dunia.surakarta.muat(rak.id['rebutan']).versi_aliran}"
    bahan.ubah_isian(rak.dunia.surakarta, "hendra", rak.id["rebutan"], Isian.UNIT, lain)
    orang.pengamat.ditunggu[409] += 1
    orang.tombol("Simpan").click()
    expect(orang.page.get_by_role("alert")).to_contain_text(lain)


def _berdua(orang: Orang, rak: Rak) -> None:
    """Somebody else has the form open at a step, and has just saved a field."""
    pemda, sop = rak.dunia.surakarta, rak.id["rebutan"]
    hendra, langkah = pemda.pejabat["hendra"], pemda.muat(sop).naskah.langkah[1].id
    with tenant_scope(pemda.tenant):
        catat(pemda.rumah.basis, sop, hendra.aktor.orang, hendra.calon.jabatan, f"langkah.{langkah}", baru=True)
    bahan.ubah_isian(pemda, "hendra", sop, Isian.PENGESAH, f"Sekretaris DPRD {pemda.muat(sop).versi_aliran}")
    orang.page.evaluate("htmx.trigger('#kabar-sop', 'kembali')")
    expect(orang.page.locator("#berita")).to_contain_text("Hendra Kusnanto")


def _disela(orang: Orang, rak: Rak) -> None:
    """Somebody else has saved the cell that is open here, while it was being typed into."""
    orang.isian("nilai").fill("000.8/2/2026")
    nomor = f"000.8/{rak.dunia.surakarta.muat(rak.id['rebutan']).versi_aliran}/2026"
    bahan.ubah_isian(rak.dunia.surakarta, "hendra", rak.id["rebutan"], Isian.NOMOR, nomor)
    orang.page.evaluate("htmx.trigger('#kabar-sop', 'kembali')")
    expect(orang.page.locator(".didahului")).to_contain_text(nomor)


def _dibagikan(orang: Orang, _: Rak) -> None:
    """A new link, shown this once."""
    orang.isian("tujuan").fill("Tim pemeriksa BPK")
    orang.tombol("Buat tautan").click()
    expect(orang.page.locator("#alamat-dosir")).to_be_visible()


def _dibaca(orang: Orang, rak: Rak) -> None:
    """An auditor has read one SOP, and the agency's head has marked it as sensitive."""
    pemda = rak.dunia.surakarta
    bahan_akses.dibaca(pemda, "tri", rak.id["disahkan"])
    orang.page.reload()


def _buka_semua(orang: Orang, _: Rak) -> None:
    """Whatever is folded on the page, laid open."""
    orang.page.evaluate("document.querySelectorAll('main details').forEach((d) => { d.open = true; })")


def _pola_salah(orang: Orang, _: Rak) -> None:
    orang.page.get_by_role("textbox", name="Pola").fill("SOP/{nomor}")
    orang.pengamat.ditunggu[422] += 1
    orang.page.get_by_role("button", name="Simpan pola").click()
    expect(orang.page.locator("[aria-invalid=true]").first).to_be_visible()


def _terbit(orang: Orang, _: Rak) -> None:
    orang.page.get_by_label("Untuk sistem apa").fill("Sistem kepegawaian BKPSDM")
    orang.page.get_by_label("Mengelola daftar orang").check()
    orang.page.get_by_role("button", name="Terbitkan token").click()
    expect(orang.page.locator(".rahasia")).to_be_visible()


def _buka_akun(orang: Orang, _: Rak) -> None:
    orang.page.locator("summary", has_text="Akun").click()


def _masuk_terlalu_lama(orang: Orang, rak: Rak) -> None:
    """It is more than a quarter of an hour since anybody signed in."""
    pemda = rak.dunia.surakarta
    with tenant_scope(pemda.tenant):
        pemda.rumah.basis.jalankan("UPDATE tata.sesi SET auth_time = NULL WHERE tenant_id = %s", (pemda.tenant.id,))


def _cabut(orang: Orang, _: Rak) -> None:
    orang.isian("alasan", orang.formulir("/pencabutan")).fill("Diganti SOP lain")
    orang.formulir("/pencabutan").get_by_role("button", name="Cabut").click()
    expect(orang.page.get_by_role("heading", level=1)).to_have_text("Pastikan ini Anda")


def _ditandatangani(orang: Orang, rak: Rak) -> None:
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


SOP, SUNTING = "/kerja/sop", "/kerja/sop/{konsep}/penyuntingan"

SEMUA: dict[str, Layar] = {
    "awal": Layar(TAMU, "/"),
    "awal-tanpa-hasil": Layar(TAMU, "/?q=atlantis"),
    "umum": Layar(TAMU, "/kota-surakarta/"),
    "umum-dicari": Layar(TAMU, "/kota-surakarta/?q=surat"),
    "umum-tanpa-hasil": Layar(TAMU, "/kota-surakarta/?q=atlantis"),
    "umum-sop": Layar(TAMU, "/sop/{disahkan}", siapkan=[_buka_semua]),
    "masuk": Layar(TAMU, "/kerja/"),
    "masuk-ditolak": Layar(TAMU, "/masuk/kembali", status=403),
    "404-umum": Layar(TAMU, "/sop/{konsep}", status=404),
    "404-luar": Layar(TAMU, "/kota-antah-berantah/", status=404),
    "beranda-penyusun": Layar("sari", "/kerja/", siapkan=[_buka_akun]),
    "pencarian": Layar("budi", "/kerja/pencarian"),
    "pencarian-galat": Layar("budi", "/kerja/pencarian?q=oleh:sari", status=422),
    "pencarian-temuan": Layar("budi", "/kerja/pencarian?q=surat"),
    "pencarian-peristiwa": Layar("budi", "/kerja/pencarian?q=tindakan:disahkan"),
    "keadaan": Layar("budi", "/kerja/keadaan?berlaku=2027-12-31"),
    "keadaan-kosong": Layar("budi", "/kerja/keadaan?berlaku=1990-01-01"),
    "keadaan-galat": Layar("budi", "/kerja/keadaan?berlaku=besok", status=422),
    "webhook": Layar("dwi", "/kerja/webhook"),
    "webhook-satu": Layar("dwi", "/kerja/webhook/{webhook}"),
    "webhook-galat": Layar("dwi", "/kerja/webhook", siapkan=[_kirim("/kerja/webhook", "Pasang")]),
    "beranda-kasubag": Layar("hendra", "/kerja/"),
    "beranda-kepala": Layar("ratna", "/kerja/"),
    "beranda-ortala": Layar("budi", "/kerja/"),
    "beranda-auditor": Layar("tri", "/kerja/"),
    "beranda-pimpinan": Layar("ahmad", "/kerja/"),
    "beranda-admin": Layar("dwi", "/kerja/"),
    "beranda-tanpa-jabatan": Layar("maya", "/kerja/"),
    "daftar": Layar("sari", SOP),
    "daftar-semua": Layar("budi", SOP),
    "daftar-kosong": Layar("sari", f"{SOP}?q=atlantis&tahap=dicabut"),
    "baru": Layar("sari", f"{SOP}/baru"),
    "baru-salah": Layar("sari", f"{SOP}/baru", siapkan=[_kirim("/kerja/sop", "Mulai menyusun")]),
    "perhitungan": Layar("sari", f"{SOP}/{{konsep}}/perhitungan", siapkan=[_buka_semua]),
    "perhitungan-auditor": Layar("tri", f"{SOP}/{{disahkan}}/perhitungan"),
    "peraturan": Layar("budi", "/kerja/peraturan", siapkan=[_buka_semua]),
    "peraturan-salah": Layar("budi", "/kerja/peraturan", siapkan=[_buka_semua, _kirim("/kerja/peraturan", "Catat")]),
    "pilihan-sop": Layar("sari", f"{SOP}/pilihan?q=surat"),
    "sop-konsep": Layar("sari", f"{SOP}/{{konsep}}", siapkan=[_buka_semua]),
    "sop-dikembalikan": Layar("sari", f"{SOP}/{{dikembalikan}}", siapkan=[_buka_semua]),
    "sop-diajukan": Layar("budi", f"{SOP}/{{diajukan}}", siapkan=[_buka_semua]),
    "sop-diajukan-penyusun": Layar("sari", f"{SOP}/{{diajukan}}", siapkan=[_buka_semua]),
    "sop-diverifikasi": Layar("ratna", f"{SOP}/{{diverifikasi}}", siapkan=[_buka_semua]),
    "sop-pengesahan-salah": Layar(
        "ratna", f"{SOP}/{{diverifikasi}}", siapkan=[_kirim("/pengesahan", "Sahkan"), _buka_semua]
    ),
    "sop-pengembalian-salah": Layar("budi", f"{SOP}/{{diajukan}}", siapkan=[_kirim("/pengembalian", "Kembalikan")]),
    "sop-disahkan": Layar("ratna", f"{SOP}/{{disahkan}}", siapkan=[_buka_semua]),
    "sop-disahkan-auditor": Layar("tri", f"{SOP}/{{disahkan}}", siapkan=[_buka_semua]),
    "sop-revisi": Layar("sari", f"{SOP}/{{revisi}}", siapkan=[_buka_semua]),
    "sop-dicabut": Layar("ratna", f"{SOP}/{{dicabut}}", siapkan=[_buka_semua]),
    "sop-pengajuan-ditahan": Layar(
        "sari", f"{SOP}/{{cacat}}", siapkan=[_kirim("/pengajuan", "Ajukan ke Ortala"), _buka_semua]
    ),
    "pemeriksaan": Layar("sari", f"{SOP}/{{cacat}}/pemeriksaan"),
    "pemeriksaan-pembaca": Layar("tri", f"{SOP}/{{cacat}}/pemeriksaan"),
    "aturan": Layar("sari", "/kerja/aturan-pemeriksaan"),
    "aturan-ortala": Layar("budi", "/kerja/aturan-pemeriksaan"),
    "sunting": Layar("sari", SUNTING),
    "sunting-isian": Layar("sari", f"{SUNTING}?sel=isian.nomor"),
    "sunting-tanggal": Layar("sari", f"{SUNTING}?sel=isian.tanggal_pembuatan"),
    "sunting-pilihan": Layar("sari", f"{SUNTING}?sel=isian.sifat"),
    "sunting-butir-baru": Layar("sari", f"{SUNTING}?sel=butir.dasar_hukum.baru"),
    "sunting-butir": Layar("sari", f"{SUNTING}?sel=butir.dasar_hukum.{{butir}}"),
    "sunting-pelaksana-baru": Layar("sari", f"{SUNTING}?sel=pelaksana.baru"),
    "sunting-pelaksana": Layar("sari", f"{SUNTING}?sel=pelaksana.{{pelaksana}}"),
    "sunting-langkah-baru": Layar("sari", f"{SUNTING}?sel=langkah.baru.{{langkah}}"),
    "sunting-langkah": Layar("sari", f"{SUNTING}?sel=langkah.{{langkah}}"),
    "sunting-isian-salah": Layar(
        "sari", f"{SUNTING}?sel=isian.tanggal_revisi", siapkan=[_simpan_sel("nilai", "kemarin")]
    ),
    "sunting-langkah-salah": Layar(
        "sari", f"{SUNTING}?sel=langkah.{{langkah}}", siapkan=[_simpan_sel("lama", "secepatnya")]
    ),
    "sunting-pelaksana-salah": Layar("sari", f"{SUNTING}?sel=pelaksana.baru", siapkan=[_simpan_sel("jabatan", " ")]),
    "sunting-didahului": Layar("sari", f"{SOP}/{{rebutan}}/penyuntingan?sel=isian.unit", siapkan=[_didahului]),
    "sunting-tersimpan": Layar("sari", f"{SUNTING}?sel=isian.unit", siapkan=[_tersimpan]),
    "sunting-hapus-kolom": Layar("sari", f"{SUNTING}?sel=pelaksana.{{pelaksana}}", siapkan=[_buka_semua]),
    "sunting-pintasan": Layar("sari", SUNTING, siapkan=[_buka_semua]),
    "sunting-perubahan": Layar("sari", f"{SUNTING}/perubahan"),
    "sunting-terkunci": Layar("sari", f"{SOP}/{{diajukan}}/penyuntingan"),
    "sunting-berdua": Layar("sari", f"{SOP}/{{rebutan}}/penyuntingan", siapkan=[_berdua], js=True),
    "sunting-disela": Layar("sari", f"{SOP}/{{rebutan}}/penyuntingan?sel=isian.nomor", siapkan=[_disela], js=True),
    "masukan": Layar("budi", f"{SOP}/{{diajukan}}/masukan", siapkan=[_buka_semua]),
    "masukan-auditor": Layar("tri", f"{SOP}/{{diajukan}}/masukan", siapkan=[_buka_semua]),
    "masukan-kosong": Layar("sari", f"{SOP}/{{konsep}}/masukan"),
    "masukan-balas": Layar("sari", f"{SOP}/{{diajukan}}/masukan?utas={{masukan}}", siapkan=[_buka_semua]),
    "masukan-buka-kembali": Layar("sari", f"{SOP}/{{diajukan}}/masukan?utas={{masukan_selesai}}"),
    "masukan-salah": Layar("sari", f"{SOP}/{{diajukan}}/masukan", siapkan=[_buka_semua, _kirim("/masukan", "Kirim")]),
    "evaluasi": Layar("hendra", f"{SOP}/{{disahkan}}/evaluasi"),
    "evaluasi-salah": Layar("hendra", f"{SOP}/{{disahkan}}/evaluasi", siapkan=[_kirim("/evaluasi", "Kirim evaluasi")]),
    "cetakan": Layar("sari", f"{SOP}/{{konsep}}/cetakan"),
    "cetakan-disahkan": Layar("ratna", f"{SOP}/{{disahkan}}/cetakan"),
    "sesi": Layar("sari", "/kerja/sesi"),
    "pembuktian": Layar("ratna", f"{SOP}/{{disahkan}}", siapkan=[_masuk_terlalu_lama, _buka_semua, _cabut]),
    "pembuktian-ulang": Layar("dwi", "/kerja/pembuktian-ulang"),
    "sso": Layar("dwi", "/kerja/admin/sso"),
    "sso-domain-salah": Layar("dwi", "/kerja/admin/sso", siapkan=[_domain_salah]),
    "sso-kode": Layar("dwi", "/kerja/admin/sso", siapkan=[_kode_undangan]),
    "sso-baru-salah": Layar(
        "dwi", "/kerja/admin/sso/penyedia-baru", siapkan=[_kirim("/penyedia-baru", "Simpan sebagai versi baru")]
    ),
    "sso-penyedia": Layar("dwi", "/kerja/admin/sso/penyedia/1", siapkan=[_buka_semua]),
    "sso-berangkat": Layar("dwi", "/kerja/admin/sso/penyedia/1", siapkan=[_coba_masuk]),
    "sso-hasil": Layar("dwi", "/kerja/admin/sso/penyedia/1", siapkan=[_coba_masuk, _hasil_percobaan]),
    "tata-cetak": Layar("dwi", "/kerja/tata-cetak"),
    "tata-cetak-salah": Layar("dwi", "/kerja/tata-cetak", siapkan=[_tanpa_berkas]),
    "riwayat": Layar("tri", f"{SOP}/{{disahkan}}/riwayat", siapkan=[_buka_semua]),
    "riwayat-peristiwa": Layar("tri", f"{SOP}/{{disahkan}}/riwayat?peristiwa=3"),
    "riwayat-sebelum-ada": Layar("tri", f"{SOP}/{{disahkan}}/riwayat?pada=2001-01-01"),
    "perbandingan": Layar("budi", f"{SOP}/{{revisi}}/perbandingan?dari=1", siapkan=[_buka_semua]),
    "perbandingan-semua": Layar("tri", f"{SOP}/{{revisi}}/perbandingan?dari=1&tampil=semua"),
    "perbandingan-sama": Layar("ratna", f"{SOP}/{{disahkan}}/perbandingan?dari=3&ke=3"),
    "perbandingan-salah": Layar("sari", f"{SOP}/{{konsep}}/perbandingan?dari=9999", status=422),
    "riwayat-berlaku": Layar("tri", f"{SOP}/{{disahkan}}/riwayat?pada=2001-01-01&jam=berlaku&tahu=2030-01-01"),
    "riwayat-tonggak": Layar("tri", f"{SOP}/{{revisi}}/riwayat?zum=tonggak&saring=ya"),
    "riwayat-peristiwa-semua": Layar("tri", f"{SOP}/{{revisi}}/riwayat?zum=peristiwa", siapkan=[_buka_semua]),
    "riwayat-tanpa-hasil": Layar("tri", f"{SOP}/{{disahkan}}/riwayat?jenis=evaluasi&sejak=2001-13-01", status=422),
    "asal-usul": Layar("tri", f"{SOP}/{{disahkan}}/asal-usul", siapkan=[_buka_semua]),
    "asal-usul-langkah": Layar("sari", f"{SOP}/{{konsep}}/asal-usul?sel=langkah.{{langkah}}", siapkan=[_buka_semua]),
    "opd": Layar("budi", "/kerja/perangkat-daerah/{opd}", siapkan=[_buka_semua]),
    "opd-kasubag": Layar("hendra", "/kerja/perangkat-daerah/{opd}", siapkan=[_buka_semua]),
    "opd-salah": Layar("budi", "/kerja/perangkat-daerah/{opd}", siapkan=[_kirim("/wajib", "Tambahkan")]),
    "jabatan": Layar("budi", "/kerja/jabatan"),
    "serah-terima": Layar("budi", "/kerja/jabatan/{jabatan}/serah-terima"),
    "serah-terima-salah": Layar(
        "budi", "/kerja/jabatan/{jabatan}/serah-terima", siapkan=[_kirim("/serah-terima", "Catat serah terima")]
    ),
    "admin": Layar("dwi", "/kerja/admin"),
    "admin-ortala": Layar("budi", "/kerja/admin"),
    "admin-orang-daftar": Layar("dwi", "/kerja/admin/orang"),
    "admin-orang-tak-ada": Layar("dwi", "/kerja/admin/orang?q=atlantis&saring=nonaktif"),
    "admin-orang": Layar("dwi", "/kerja/admin/orang/{sari}", siapkan=[_buka_semua]),
    "admin-orang-baru": Layar("budi", "/kerja/admin/orang/{nina}"),
    "admin-orang-salah": Layar("dwi", "/kerja/admin/orang/{nina}", siapkan=[_kirim("/peran", "Beri jabatan")]),
    "admin-jabatan": Layar("dwi", "/kerja/admin/jabatan"),
    "admin-jabatan-salah": Layar("dwi", "/kerja/admin/jabatan", siapkan=[_kirim("/jabatan", "Buat jabatan")]),
    "admin-opd-daftar": Layar("dwi", "/kerja/admin/perangkat-daerah"),
    "admin-opd": Layar("dwi", "/kerja/admin/perangkat-daerah/{opd}", siapkan=[_buka_semua]),
    "admin-opd-salah": Layar(
        "dwi", "/kerja/admin/perangkat-daerah/{opd}", siapkan=[_kirim("/penutupan", "Catat penutupan")]
    ),
    "admin-profil": Layar("dwi", "/kerja/admin/profil"),
    "admin-profil-salah": Layar("dwi", "/kerja/admin/profil", siapkan=[_pola_salah]),
    "admin-token": Layar("dwi", "/kerja/admin/token"),
    "admin-token-salah": Layar("dwi", "/kerja/admin/token", siapkan=[_kirim("/token", "Terbitkan token")]),
    "admin-token-baru": Layar("dwi", "/kerja/admin/token", siapkan=[_terbit]),
    "admin-jejak": Layar("tri", "/kerja/admin/jejak"),
    "darurat": Layar(TAMU, "/kota-surakarta/masuk/darurat"),
    "log": Layar("dwi", "/kerja/log"),
    "log-ditandatangani": Layar("tri", "/kerja/log", siapkan=[_ditandatangani, _buka_semua]),
    "akses-auditor": Layar("budi", "/kerja/akses-auditor", siapkan=[_buka_semua]),
    "akses-auditor-salah": Layar(
        "ahmad", "/kerja/akses-auditor", siapkan=[_kirim("/akses-auditor", "Beri akses baca")]
    ),
    "jejak-baca": Layar("ratna", "/kerja/jejak-baca", siapkan=[_dibaca, _buka_semua]),
    "jejak-baca-kosong": Layar("siti", "/kerja/jejak-baca"),
    "dosir-dibagikan": Layar("ratna", "/kerja/dosir?isi=opd:{opd}", siapkan=[_dibagikan, _buka_semua]),
    "dosir-salah": Layar("ratna", "/kerja/dosir", siapkan=[_kirim("/dosir", "Buat tautan")]),
    "dosir-daftar": Layar(TAMU, "/dosir/{dosir_opd}"),
    "dosir-sop": Layar(TAMU, "/dosir/{dosir_sop}"),
    "dosir-tertutup": Layar(TAMU, "/dosir/tautan-yang-sudah-ditutup", status=404),
    "berbagi-angka": Layar("budi", "/kerja/berbagi-angka"),
    "angka-daerah": Layar("budi", "/kerja/angka-kabupaten-kota"),
    "404": Layar("sari", f"{SOP}/00000000-0000-4000-8000-000000000000", status=404),
    "403": Layar("sari", "/kerja/jabatan", status=403),
}
