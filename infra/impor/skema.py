"""The known keys of an SOP file and the types of their values (the samples in infra/demo/data/sop)."""

from __future__ import annotations

from datetime import date

from domain.sop.langkah import Satuan, Simbol
from domain.sop.naskah import PILIHAN, Isian
from infra.impor.bentuk import Bebas, Butiran, Deret, PerKode, Peta, Skalar

TEKS = Skalar("tulisan", (str,))
ANGKA = Skalar("angka", (int, float))
NOMOR = Skalar("nomor baris", (str, int))
TANGGAL = Skalar("tanggal", (date, str, int))
YA_TIDAK = Skalar("true atau false", (bool,))


def _pilihan(*nilai: str) -> Skalar:
    return Skalar("tulisan", (str,), nilai)


SIMBOL = _pilihan(*Simbol)
RUJUKAN = Peta({"nama": TEKS, "id": TEKS}, wajib=("nama", "id"))
CABANG = Peta({"label": TEKS, "ke": NOMOR})

WAKTU = Peta(
    {
        "teks": TEKS,
        "nilai": ANGKA,
        "min": ANGKA,
        "maks": ANGKA,
        "satuan": _pilihan(*Satuan),
        "per": TEKS,
        "gabung_dengan": NOMOR,
    }
)
LANGKAH = Peta(
    {
        "urut": NOMOR,
        "kegiatan": TEKS,
        "simbol": SIMBOL,
        "pertanyaan": TEKS,
        "pelaksana": Deret(TEKS),
        "simbol_per_pelaksana": PerKode(SIMBOL),
        "label_simbol": PerKode(TEKS),
        "kelengkapan": Deret(TEKS),
        "waktu": WAKTU,
        "output": TEKS,
        "keterangan": TEKS,
        "lanjut": NOMOR,
        "cabang": Deret(CABANG),
    }
)
PELAKSANA = Peta(
    {"kode": TEKS, "jabatan": TEKS, "unit": TEKS, "eksternal": YA_TIDAK, "bukan_orang": YA_TIDAK},
    wajib=("kode", "jabatan"),
)
INSTANSI = Peta(
    {"nama": Bebas(), "jenis": Bebas(), "kode_wilayah": Bebas(), "opd": Bebas(), "unit": TEKS}, terbuka=True
)
KLASIFIKASI = Peta(
    {i.value: _pilihan(*PILIHAN[i]) for i in (Isian.SIFAT, Isian.CAKUPAN, Isian.KELENGKAPAN, Isian.JENIS)}
)
PRIBADI = ("disahkan_oleh_nama", "disahkan_oleh_pangkat", "disahkan_oleh_nip")
"""The printed signature block: personal data, never part of an event (decision D14)."""

KOTAK = (
    "dasar_hukum",
    "keterkaitan",
    "peringatan",
    "kualifikasi_pelaksana",
    "peralatan_perlengkapan",
    "pencatatan_pendataan",
)
IDENTITAS = Peta(
    {
        "nomor_sop": TEKS,
        "label_nomor": TEKS,
        "nama_sop": TEKS,
        "versi": Bebas(),
        "tanggal_pembuatan": TANGGAL,
        "tanggal_revisi": TANGGAL,
        "tanggal_efektif": TANGGAL,
        "label_tanggal_efektif": TEKS,
        "disahkan_oleh_jabatan": TEKS,
        **dict.fromkeys(PRIBADI, TEKS),
        "keputusan": Bebas(("jenis", "nomor", "tanggal", "penerbit")),
        **dict.fromkeys(KOTAK, Deret(Butiran(RUJUKAN))),
    },
    wajib=("nama_sop",),
)
BERKAS = Peta(
    {
        "id": Bebas(),
        "rekaan": Bebas(),
        "status_data": Bebas(),
        "sumber": Bebas(("jenis", "repositori", "berkas", "alamat", "pola")),
        "instansi": INSTANSI,
        "identitas": IDENTITAS,
        "sop_lain_dalam_dokumen": Bebas(("nomor_sop", "nama_sop")),
        "persyaratan_layanan": Bebas(),
        "standar_pelayanan": Bebas(("jangka_waktu", "biaya", "produk", "pengaduan")),
        "klasifikasi": KLASIFIKASI,
        "publikasi": Bebas(("usulan", "alasan")),
        "halaman": Bebas(("ukuran", "orientasi", "jumlah")),
        "pelaksana": Deret(PELAKSANA),
        "kolom_mutu_baku_asli": Bebas(),
        "langkah": Deret(LANGKAH),
        "waktu_total": Bebas(("nilai", "satuan", "menit", "jam", "hari", "hari_kerja", "tampil")),
        "catatan_pemetaan": Bebas(),
        "cacat_nyata": Bebas(("aturan", "uraian")),
        "temuan_diharapkan": Bebas(),
        "dilengkapi_sendiri": Bebas(),
    },
    wajib=("identitas", "langkah"),
)

ISIAN: dict[str, Isian] = {
    "nomor_sop": Isian.NOMOR,
    "label_nomor": Isian.LABEL_NOMOR,
    "tanggal_pembuatan": Isian.TANGGAL_PEMBUATAN,
    "tanggal_revisi": Isian.TANGGAL_REVISI,
    "tanggal_efektif": Isian.TANGGAL_EFEKTIF,
    "label_tanggal_efektif": Isian.LABEL_TANGGAL_EFEKTIF,
    "disahkan_oleh_jabatan": Isian.PENGESAH,
}
