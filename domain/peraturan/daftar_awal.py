"""Laws that SOPs cite most, the old ones that they should cite no more among them, with what took their place.

What every government starts with; its own register says more and wins. Put together from general knowledge in
November 2026; the page says that it is to be checked. Days are left open where only the year, which is part of the
short name, is sure. UU 23/2014 stands here as plainly in force although parts of it were amended: sheets cite it so,
and a government that wants the amendment named says so in its register.
"""

from __future__ import annotations

from datetime import date

from domain.sop.pemeriksaan.bahan import Peraturan, StatusPeraturan


def _berlaku(sebutan: str, tentang: str, pada: date | None = None) -> Peraturan:
    return Peraturan(sebutan, tentang, pada)


def _diubah(sebutan: str, tentang: str, *oleh: str, pada: date | None = None) -> Peraturan:
    return Peraturan(sebutan, tentang, pada, StatusPeraturan.DIUBAH, oleh)


def _dicabut(sebutan: str, tentang: str, *oleh: str, pada: date | None = None) -> Peraturan:
    return Peraturan(sebutan, tentang, pada, StatusPeraturan.DICABUT, oleh)


DAFTAR_AWAL = (
    _dicabut("UU 8/1974", "Pokok-Pokok Kepegawaian", "UU 20/2023", pada=date(1974, 11, 6)),
    _dicabut("UU 43/1999", "Perubahan atas Undang-Undang Nomor 8 Tahun 1974", "UU 20/2023", pada=date(1999, 9, 30)),
    _dicabut("UU 5/2014", "Aparatur Sipil Negara", "UU 20/2023", pada=date(2014, 1, 15)),
    _berlaku("UU 20/2023", "Aparatur Sipil Negara", pada=date(2023, 10, 31)),
    _dicabut("UU 32/2004", "Pemerintahan Daerah", "UU 23/2014", pada=date(2004, 10, 15)),
    _berlaku("UU 23/2014", "Pemerintahan Daerah", pada=date(2014, 9, 30)),
    _berlaku("UU 9/2015", "Perubahan Kedua atas Undang-Undang Nomor 23 Tahun 2014"),
    _berlaku("UU 6/2023", "Penetapan Perppu Nomor 2 Tahun 2022 tentang Cipta Kerja Menjadi Undang-Undang"),
    _dicabut("UU 10/2004", "Pembentukan Peraturan Perundang-undangan", "UU 12/2011", pada=date(2004, 6, 22)),
    _diubah(
        "UU 12/2011", "Pembentukan Peraturan Perundang-undangan", "UU 15/2019", "UU 13/2022", pada=date(2011, 8, 12)
    ),
    _berlaku("UU 15/2019", "Perubahan atas Undang-Undang Nomor 12 Tahun 2011"),
    _berlaku("UU 13/2022", "Perubahan Kedua atas Undang-Undang Nomor 12 Tahun 2011"),
    _berlaku("UU 14/2008", "Keterbukaan Informasi Publik"),
    _berlaku("UU 25/2009", "Pelayanan Publik", pada=date(2009, 7, 18)),
    _berlaku("UU 43/2009", "Kearsipan", pada=date(2009, 10, 23)),
    _diubah("UU 30/2014", "Administrasi Pemerintahan", "UU 6/2023"),
    _berlaku("UU 27/2022", "Pelindungan Data Pribadi"),
    _dicabut("PP 24/1976", "Cuti Pegawai Negeri Sipil", "PP 11/2017"),
    _diubah("PP 11/2017", "Manajemen Pegawai Negeri Sipil", "PP 17/2020", pada=date(2017, 3, 30)),
    _berlaku("PP 17/2020", "Perubahan atas Peraturan Pemerintah Nomor 11 Tahun 2017"),
    _dicabut("PP 53/2010", "Disiplin Pegawai Negeri Sipil", "PP 94/2021", pada=date(2010, 6, 6)),
    _berlaku("PP 94/2021", "Disiplin Pegawai Negeri Sipil", pada=date(2021, 8, 31)),
    _dicabut("PP 41/2007", "Organisasi Perangkat Daerah", "PP 18/2016", pada=date(2007, 7, 23)),
    _diubah("PP 18/2016", "Perangkat Daerah", "PP 72/2019", pada=date(2016, 6, 15)),
    _berlaku("PP 72/2019", "Perubahan atas Peraturan Pemerintah Nomor 18 Tahun 2016"),
    _dicabut("PP 6/2006", "Pengelolaan Barang Milik Negara/Daerah", "PP 27/2014", pada=date(2006, 3, 14)),
    _diubah("PP 27/2014", "Pengelolaan Barang Milik Negara/Daerah", "PP 28/2020", pada=date(2014, 4, 24)),
    _berlaku("PP 28/2020", "Perubahan atas Peraturan Pemerintah Nomor 27 Tahun 2014"),
    _berlaku("PP 28/2012", "Pelaksanaan Undang-Undang Nomor 43 Tahun 2009 tentang Kearsipan"),
    _dicabut("Perpres 54/2010", "Pengadaan Barang/Jasa Pemerintah", "Perpres 16/2018", pada=date(2010, 8, 6)),
    _diubah(
        "Perpres 16/2018",
        "Pengadaan Barang/Jasa Pemerintah",
        "Perpres 12/2021",
        "Perpres 46/2025",
        pada=date(2018, 3, 16),
    ),
    _berlaku("Perpres 12/2021", "Perubahan atas Peraturan Presiden Nomor 16 Tahun 2018"),
    _berlaku("Perpres 46/2025", "Perubahan Kedua atas Peraturan Presiden Nomor 16 Tahun 2018", pada=date(2025, 4, 30)),
    _berlaku("Perpres 21/2023", "Hari Kerja dan Jam Kerja Instansi Pemerintah dan Pegawai Aparatur Sipil Negara"),
    _dicabut("PermenPAN-RB 21/2008", "Pedoman Penyusunan Standar Operasional Prosedur", "PermenPAN-RB 35/2012"),
    _berlaku("PermenPAN-RB 35/2012", "Pedoman Penyusunan Standar Operasional Prosedur Administrasi Pemerintahan"),
    _dicabut("PermenPAN-RB 12/2011", "Pedoman Penataan Tatalaksana", "PermenPAN-RB 19/2018"),
    _berlaku("PermenPAN-RB 19/2018", "Penyusunan Peta Proses Bisnis Instansi Pemerintah"),
    _berlaku(
        "Permendagri 52/2011", "Standar Operasional Prosedur di Lingkungan Pemerintah Provinsi dan Kabupaten/Kota"
    ),
    _dicabut("Permendagri 54/2009", "Tata Naskah Dinas di Lingkungan Pemerintah Daerah", "Permendagri 1/2023"),
    _berlaku("Permendagri 1/2023", "Tata Naskah Dinas di Lingkungan Pemerintah Daerah"),
)
