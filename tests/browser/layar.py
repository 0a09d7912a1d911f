"""Every kind of screen that the product has: who sees it, at which address, and what was done on it before."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.browser.peramban import Orang
from tests.browser.siapkan import (
    OPERATOR,
    TAMU,
    Rak,
    Siapkan,
    baru_masuk,
    berdua,
    buka_akun,
    buka_semua,
    cabut,
    coba_masuk,
    dibaca,
    dibagikan,
    dibundel,
    didahului,
    disela,
    ditandatangani,
    domain_salah,
    hasil_percobaan,
    kirim,
    kode_undangan,
    log_berjalan,
    log_menyimpang,
    masuk_terlalu_lama,
    periksa_log,
    peristiwa_berubah,
    pola_salah,
    rak_baru,
    sebagai_operator,
    simpan_sel,
    tanpa_berkas,
    terbit,
    tersimpan,
)

__all__ = ["SEMUA", "TAMU", "Layar", "Rak", "rak_baru"]


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


SOP, SUNTING = "/kerja/sop", "/kerja/sop/{konsep}/penyuntingan"

SEMUA: dict[str, Layar] = {
    "awal": Layar(TAMU, "/"),
    "awal-tanpa-hasil": Layar(TAMU, "/?q=atlantis"),
    "umum": Layar(TAMU, "/kota-surakarta/"),
    "umum-dicari": Layar(TAMU, "/kota-surakarta/?q=surat"),
    "umum-tanpa-hasil": Layar(TAMU, "/kota-surakarta/?q=atlantis"),
    "umum-sop": Layar(TAMU, "/sop/{disahkan}", siapkan=[buka_semua]),
    "masuk": Layar(TAMU, "/kerja/"),
    "masuk-ditolak": Layar(TAMU, "/masuk/kembali", status=403),
    "404-umum": Layar(TAMU, "/sop/{konsep}", status=404),
    "404-luar": Layar(TAMU, "/kota-antah-berantah/", status=404),
    "beranda-penyusun": Layar("sari", "/kerja/", siapkan=[buka_akun]),
    "pencarian": Layar("budi", "/kerja/pencarian"),
    "pencarian-galat": Layar("budi", "/kerja/pencarian?q=oleh:sari", status=422),
    "pencarian-temuan": Layar("budi", "/kerja/pencarian?q=surat"),
    "pencarian-peristiwa": Layar("budi", "/kerja/pencarian?q=tindakan:disahkan"),
    "keadaan": Layar("budi", "/kerja/keadaan?berlaku=2027-12-31"),
    "keadaan-kosong": Layar("budi", "/kerja/keadaan?berlaku=1990-01-01"),
    "keadaan-galat": Layar("budi", "/kerja/keadaan?berlaku=besok", status=422),
    "webhook": Layar("dwi", "/kerja/webhook"),
    "webhook-satu": Layar("dwi", "/kerja/webhook/{webhook}"),
    "webhook-galat": Layar("dwi", "/kerja/webhook", siapkan=[kirim("/kerja/webhook", "Pasang")]),
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
    "baru-salah": Layar("sari", f"{SOP}/baru", siapkan=[kirim("/kerja/sop", "Mulai menyusun")]),
    "perhitungan": Layar("sari", f"{SOP}/{{konsep}}/perhitungan", siapkan=[buka_semua]),
    "perhitungan-auditor": Layar("tri", f"{SOP}/{{disahkan}}/perhitungan"),
    "peraturan": Layar("budi", "/kerja/peraturan", siapkan=[buka_semua]),
    "peraturan-salah": Layar("budi", "/kerja/peraturan", siapkan=[buka_semua, kirim("/kerja/peraturan", "Catat")]),
    "pilihan-sop": Layar("sari", f"{SOP}/pilihan?q=surat"),
    "sop-konsep": Layar("sari", f"{SOP}/{{konsep}}", siapkan=[buka_semua]),
    "sop-dikembalikan": Layar("sari", f"{SOP}/{{dikembalikan}}", siapkan=[buka_semua]),
    "sop-diajukan": Layar("budi", f"{SOP}/{{diajukan}}", siapkan=[buka_semua]),
    "sop-diajukan-penyusun": Layar("sari", f"{SOP}/{{diajukan}}", siapkan=[buka_semua]),
    "sop-diverifikasi": Layar("ratna", f"{SOP}/{{diverifikasi}}", siapkan=[buka_semua]),
    "sop-pengesahan-salah": Layar(
        "ratna", f"{SOP}/{{diverifikasi}}", siapkan=[kirim("/pengesahan", "Sahkan"), buka_semua]
    ),
    "sop-pengembalian-salah": Layar("budi", f"{SOP}/{{diajukan}}", siapkan=[kirim("/pengembalian", "Kembalikan")]),
    "sop-disahkan": Layar("ratna", f"{SOP}/{{disahkan}}", siapkan=[buka_semua]),
    "sop-disahkan-auditor": Layar("tri", f"{SOP}/{{disahkan}}", siapkan=[buka_semua]),
    "sop-revisi": Layar("sari", f"{SOP}/{{revisi}}", siapkan=[buka_semua]),
    "sop-pindaian-salah": Layar(
        "sari", f"{SOP}/{{revisi}}", siapkan=[kirim("/pindaian", "Lampirkan pindaian"), buka_semua]
    ),
    "sop-dicabut": Layar("ratna", f"{SOP}/{{dicabut}}", siapkan=[buka_semua]),
    "sop-pengajuan-ditahan": Layar(
        "sari", f"{SOP}/{{cacat}}", siapkan=[kirim("/pengajuan", "Ajukan ke Ortala"), buka_semua]
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
        "sari", f"{SUNTING}?sel=isian.tanggal_revisi", siapkan=[simpan_sel("nilai", "kemarin")]
    ),
    "sunting-langkah-salah": Layar(
        "sari", f"{SUNTING}?sel=langkah.{{langkah}}", siapkan=[simpan_sel("lama", "secepatnya")]
    ),
    "sunting-pelaksana-salah": Layar("sari", f"{SUNTING}?sel=pelaksana.baru", siapkan=[simpan_sel("jabatan", " ")]),
    "sunting-didahului": Layar("sari", f"{SOP}/{{rebutan}}/penyuntingan?sel=isian.unit", siapkan=[didahului]),
    "sunting-tersimpan": Layar("sari", f"{SUNTING}?sel=isian.unit", siapkan=[tersimpan]),
    "sunting-hapus-kolom": Layar("sari", f"{SUNTING}?sel=pelaksana.{{pelaksana}}", siapkan=[buka_semua]),
    "sunting-pintasan": Layar("sari", SUNTING, siapkan=[buka_semua]),
    "sunting-perubahan": Layar("sari", f"{SUNTING}/perubahan"),
    "sunting-terkunci": Layar("sari", f"{SOP}/{{diajukan}}/penyuntingan"),
    "sunting-berdua": Layar("sari", f"{SOP}/{{rebutan}}/penyuntingan", siapkan=[berdua], js=True),
    "sunting-disela": Layar("sari", f"{SOP}/{{rebutan}}/penyuntingan?sel=isian.nomor", siapkan=[disela], js=True),
    "masukan": Layar("budi", f"{SOP}/{{diajukan}}/masukan", siapkan=[buka_semua]),
    "masukan-auditor": Layar("tri", f"{SOP}/{{diajukan}}/masukan", siapkan=[buka_semua]),
    "masukan-kosong": Layar("sari", f"{SOP}/{{konsep}}/masukan"),
    "masukan-balas": Layar("sari", f"{SOP}/{{diajukan}}/masukan?utas={{masukan}}", siapkan=[buka_semua]),
    "masukan-buka-kembali": Layar("sari", f"{SOP}/{{diajukan}}/masukan?utas={{masukan_selesai}}"),
    "masukan-salah": Layar("sari", f"{SOP}/{{diajukan}}/masukan", siapkan=[buka_semua, kirim("/masukan", "Kirim")]),
    "evaluasi": Layar("hendra", f"{SOP}/{{disahkan}}/evaluasi"),
    "evaluasi-salah": Layar("hendra", f"{SOP}/{{disahkan}}/evaluasi", siapkan=[kirim("/evaluasi", "Kirim evaluasi")]),
    "cetakan": Layar("sari", f"{SOP}/{{konsep}}/cetakan"),
    "cetakan-disahkan": Layar("ratna", f"{SOP}/{{disahkan}}/cetakan"),
    "sesi": Layar("sari", "/kerja/sesi"),
    "pembuktian": Layar("ratna", f"{SOP}/{{disahkan}}", siapkan=[masuk_terlalu_lama, buka_semua, cabut, baru_masuk]),
    "pembuktian-ulang": Layar("dwi", "/kerja/pembuktian-ulang"),
    "sso": Layar("dwi", "/kerja/admin/sso"),
    "sso-domain-salah": Layar("dwi", "/kerja/admin/sso", siapkan=[domain_salah]),
    "sso-kode": Layar("dwi", "/kerja/admin/sso", siapkan=[kode_undangan]),
    "sso-baru-salah": Layar(
        "dwi", "/kerja/admin/sso/penyedia-baru", siapkan=[kirim("/penyedia-baru", "Simpan sebagai versi baru")]
    ),
    "sso-penyedia": Layar("dwi", "/kerja/admin/sso/penyedia/1", siapkan=[buka_semua]),
    "sso-berangkat": Layar("dwi", "/kerja/admin/sso/penyedia/1", siapkan=[coba_masuk]),
    "sso-hasil": Layar("dwi", "/kerja/admin/sso/penyedia/1", siapkan=[coba_masuk, hasil_percobaan]),
    "tata-cetak": Layar("dwi", "/kerja/tata-cetak"),
    "tata-cetak-salah": Layar("dwi", "/kerja/tata-cetak", siapkan=[tanpa_berkas]),
    "riwayat": Layar("tri", f"{SOP}/{{disahkan}}/riwayat", siapkan=[buka_semua]),
    "riwayat-peristiwa": Layar("tri", f"{SOP}/{{disahkan}}/riwayat?peristiwa=3"),
    "riwayat-sebelum-ada": Layar("tri", f"{SOP}/{{disahkan}}/riwayat?pada=2001-01-01"),
    "perbandingan": Layar("budi", f"{SOP}/{{revisi}}/perbandingan?dari=1", siapkan=[buka_semua]),
    "perbandingan-semua": Layar("tri", f"{SOP}/{{revisi}}/perbandingan?dari=1&tampil=semua"),
    "perbandingan-sama": Layar("ratna", f"{SOP}/{{disahkan}}/perbandingan?dari=3&ke=3"),
    "perbandingan-salah": Layar("sari", f"{SOP}/{{konsep}}/perbandingan?dari=9999", status=422),
    "riwayat-berlaku": Layar("tri", f"{SOP}/{{disahkan}}/riwayat?pada=2001-01-01&jam=berlaku&tahu=2030-01-01"),
    "riwayat-tonggak": Layar("tri", f"{SOP}/{{revisi}}/riwayat?zum=tonggak&saring=ya"),
    "riwayat-peristiwa-semua": Layar("tri", f"{SOP}/{{revisi}}/riwayat?zum=peristiwa", siapkan=[buka_semua]),
    "riwayat-tanpa-hasil": Layar("tri", f"{SOP}/{{disahkan}}/riwayat?jenis=evaluasi&sejak=2001-13-01", status=422),
    "asal-usul": Layar("tri", f"{SOP}/{{disahkan}}/asal-usul", siapkan=[buka_semua]),
    "asal-usul-langkah": Layar("sari", f"{SOP}/{{konsep}}/asal-usul?sel=langkah.{{langkah}}", siapkan=[buka_semua]),
    "opd": Layar("budi", "/kerja/perangkat-daerah/{opd}", siapkan=[buka_semua]),
    "opd-kasubag": Layar("hendra", "/kerja/perangkat-daerah/{opd}", siapkan=[buka_semua]),
    "opd-salah": Layar("budi", "/kerja/perangkat-daerah/{opd}", siapkan=[kirim("/wajib", "Tambahkan")]),
    "jabatan": Layar("budi", "/kerja/jabatan"),
    "serah-terima": Layar("budi", "/kerja/jabatan/{jabatan}/serah-terima"),
    "serah-terima-salah": Layar(
        "budi", "/kerja/jabatan/{jabatan}/serah-terima", siapkan=[kirim("/serah-terima", "Catat serah terima")]
    ),
    "admin": Layar("dwi", "/kerja/admin"),
    "admin-ortala": Layar("budi", "/kerja/admin"),
    "admin-orang-daftar": Layar("dwi", "/kerja/admin/orang"),
    "admin-orang-tak-ada": Layar("dwi", "/kerja/admin/orang?q=atlantis&saring=nonaktif"),
    "admin-orang": Layar("dwi", "/kerja/admin/orang/{sari}", siapkan=[buka_semua]),
    "admin-orang-baru": Layar("budi", "/kerja/admin/orang/{nina}"),
    "admin-orang-salah": Layar("dwi", "/kerja/admin/orang/{nina}", siapkan=[kirim("/peran", "Beri jabatan")]),
    "admin-jabatan": Layar("dwi", "/kerja/admin/jabatan"),
    "admin-jabatan-salah": Layar("dwi", "/kerja/admin/jabatan", siapkan=[kirim("/jabatan", "Buat jabatan")]),
    "admin-opd-daftar": Layar("dwi", "/kerja/admin/perangkat-daerah"),
    "admin-opd": Layar("dwi", "/kerja/admin/perangkat-daerah/{opd}", siapkan=[buka_semua]),
    "admin-opd-salah": Layar(
        "dwi", "/kerja/admin/perangkat-daerah/{opd}", siapkan=[kirim("/penutupan", "Catat penutupan")]
    ),
    "admin-profil": Layar("dwi", "/kerja/admin/profil"),
    "admin-profil-salah": Layar("dwi", "/kerja/admin/profil", siapkan=[pola_salah]),
    "admin-token": Layar("dwi", "/kerja/admin/token"),
    "admin-token-salah": Layar("dwi", "/kerja/admin/token", siapkan=[kirim("/token", "Terbitkan token")]),
    "admin-token-baru": Layar("dwi", "/kerja/admin/token", siapkan=[terbit]),
    "admin-jejak": Layar("tri", "/kerja/admin/jejak"),
    "darurat": Layar(TAMU, "/kota-surakarta/masuk/darurat"),
    "log": Layar("dwi", "/kerja/log"),
    "log-diperiksa": Layar("budi", "/kerja/log", siapkan=[ditandatangani, periksa_log]),
    "log-berjalan": Layar("ahmad", "/kerja/log", siapkan=[log_berjalan]),
    "log-menyimpang": Layar("budi", "/kerja/log", siapkan=[log_menyimpang]),
    "peristiwa": Layar("tri", f"{SOP}/{{disahkan}}/riwayat/3", siapkan=[ditandatangani, buka_semua]),
    "peristiwa-menunggu": Layar("sari", f"{SOP}/{{konsep}}/riwayat/1"),
    "peristiwa-berubah": Layar("budi", f"{SOP}/{{dicabut}}/riwayat/1", siapkan=[peristiwa_berubah, buka_semua]),
    "log-ditandatangani": Layar("tri", "/kerja/log", siapkan=[ditandatangani, buka_semua]),
    "akses-auditor": Layar("budi", "/kerja/akses-auditor", siapkan=[buka_semua]),
    "akses-auditor-salah": Layar("ahmad", "/kerja/akses-auditor", siapkan=[kirim("/akses-auditor", "Beri akses baca")]),
    "jejak-baca": Layar("ratna", "/kerja/jejak-baca", siapkan=[dibaca, buka_semua]),
    "jejak-baca-kosong": Layar("siti", "/kerja/jejak-baca"),
    "bundel": Layar("tri", "/kerja/bundel?isi=sop:{disahkan}"),
    "bundel-dibuat": Layar("ratna", "/kerja/bundel", siapkan=[dibundel]),
    "bundel-salah": Layar("budi", "/kerja/bundel", siapkan=[kirim("/bundel", "Buat bundel")]),
    "dosir-dibagikan": Layar("ratna", "/kerja/dosir?isi=opd:{opd}", siapkan=[dibagikan, buka_semua]),
    "dosir-salah": Layar("ratna", "/kerja/dosir", siapkan=[kirim("/dosir", "Buat tautan")]),
    "dosir-daftar": Layar(TAMU, "/dosir/{dosir_opd}"),
    "dosir-sop": Layar(TAMU, "/dosir/{dosir_sop}"),
    "dosir-tertutup": Layar(TAMU, "/dosir/tautan-yang-sudah-ditutup", status=404),
    "berbagi-angka": Layar("budi", "/kerja/berbagi-angka"),
    "angka-daerah": Layar("budi", "/kerja/angka-kabupaten-kota"),
    "operator-masuk": Layar(TAMU, OPERATOR),
    "operator-ditolak": Layar(TAMU, f"{OPERATOR}kembali", status=403),
    "operator": Layar(TAMU, OPERATOR, siapkan=[sebagai_operator("/operator/"), buka_semua]),
    "operator-pemda": Layar(TAMU, OPERATOR, siapkan=[sebagai_operator("/operator/pemda/kota-surakarta")]),
    "operator-pemda-salah": Layar(
        TAMU,
        OPERATOR,
        siapkan=[sebagai_operator("/operator/pemda/kota-surakarta"), kirim("/penangguhan", "Tangguhkan")],
    ),
    "operator-baru": Layar(TAMU, OPERATOR, siapkan=[sebagai_operator("/operator/pemda-baru")]),
    "operator-baru-salah": Layar(
        TAMU, OPERATOR, siapkan=[sebagai_operator("/operator/pemda-baru"), kirim("/pemda-baru", "Tambahkan")]
    ),
    "operator-jejak": Layar(TAMU, OPERATOR, siapkan=[sebagai_operator("/operator/jejak")]),
    "404": Layar("sari", f"{SOP}/00000000-0000-4000-8000-000000000000", status=404),
    "403": Layar("sari", "/kerja/jabatan", status=403),
}
