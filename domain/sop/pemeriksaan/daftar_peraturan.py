"""Laws that sheets cite most and that no longer hold, with what took their place (domain.md 9.3).

A start for every government; its own register says more and wins. UU 23/2014 stands here as plainly in force although
parts of it were amended: sheets cite it so, and a government that wants the amendment named says so in its register.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from domain.sop.pemeriksaan.bahan import Peraturan, StatusPeraturan
from domain.sop.pemeriksaan.kutipan import kunci

_CABUT, _UBAH = StatusPeraturan.DICABUT, StatusPeraturan.DIUBAH

DAFTAR_AWAL: tuple[Peraturan, ...] = (
    Peraturan("UU 8/1974", "Pokok-Pokok Kepegawaian", date(1974, 11, 6), _CABUT, ("UU 20/2023",)),
    Peraturan("UU 43/1999", "Perubahan atas UU 8/1974", date(1999, 9, 30), _CABUT, ("UU 20/2023",)),
    Peraturan("UU 5/2014", "Aparatur Sipil Negara", date(2014, 1, 15), _CABUT, ("UU 20/2023",)),
    Peraturan("UU 20/2023", "Aparatur Sipil Negara", date(2023, 10, 31)),
    Peraturan("UU 32/2004", "Pemerintahan Daerah", date(2004, 10, 15), _CABUT, ("UU 23/2014",)),
    Peraturan("UU 23/2014", "Pemerintahan Daerah", date(2014, 9, 30)),
    Peraturan("UU 10/2004", "Pembentukan Peraturan Perundang-undangan", date(2004, 6, 22), _CABUT, ("UU 12/2011",)),
    Peraturan(
        "UU 12/2011",
        "Pembentukan Peraturan Perundang-undangan",
        date(2011, 8, 12),
        _UBAH,
        ("UU 15/2019", "UU 13/2022"),
    ),
    Peraturan("UU 25/2009", "Pelayanan Publik", date(2009, 7, 18)),
    Peraturan("UU 43/2009", "Kearsipan", date(2009, 10, 23)),
    Peraturan("PP 24/1976", "Cuti Pegawai Negeri Sipil", None, _CABUT, ("PP 11/2017",)),
    Peraturan("PP 11/2017", "Manajemen Pegawai Negeri Sipil", date(2017, 3, 30), _UBAH, ("PP 17/2020",)),
    Peraturan("PP 53/2010", "Disiplin Pegawai Negeri Sipil", date(2010, 6, 6), _CABUT, ("PP 94/2021",)),
    Peraturan("PP 94/2021", "Disiplin Pegawai Negeri Sipil", date(2021, 8, 31)),
    Peraturan("PP 41/2007", "Organisasi Perangkat Daerah", date(2007, 7, 23), _CABUT, ("PP 18/2016",)),
    Peraturan("PP 18/2016", "Perangkat Daerah", date(2016, 6, 15), _UBAH, ("PP 72/2019",)),
    Peraturan("PP 6/2006", "Pengelolaan Barang Milik Negara/Daerah", date(2006, 3, 14), _CABUT, ("PP 27/2014",)),
    Peraturan("PP 27/2014", "Pengelolaan Barang Milik Negara/Daerah", date(2014, 4, 24), _UBAH, ("PP 28/2020",)),
    Peraturan("Perpres 54/2010", "Pengadaan Barang/Jasa Pemerintah", date(2010, 8, 6), _CABUT, ("Perpres 16/2018",)),
    Peraturan(
        "Perpres 16/2018",
        "Pengadaan Barang/Jasa Pemerintah",
        date(2018, 3, 16),
        _UBAH,
        ("Perpres 12/2021", "Perpres 46/2025"),
    ),
    Peraturan("Perpres 46/2025", "Perubahan Kedua atas Perpres 16/2018", date(2025, 4, 30)),
    Peraturan("PermenPAN-RB 21/2008", "Pedoman Penyusunan SOP", None, _CABUT, ("PermenPAN-RB 35/2012",)),
    Peraturan("PermenPAN-RB 35/2012", "Pedoman Penyusunan SOP Administrasi Pemerintahan"),
    Peraturan("PermenPAN-RB 12/2011", "Pedoman Penataan Tatalaksana", None, _CABUT, ("PermenPAN-RB 19/2018",)),
    Peraturan("PermenPAN-RB 19/2018", "Penyusunan Peta Proses Bisnis Instansi Pemerintah"),
    Peraturan("Permendagri 54/2009", "Tata Naskah Dinas", None, _CABUT, ("Permendagri 1/2023",)),
    Peraturan("Permendagri 1/2023", "Tata Naskah Dinas di Lingkungan Pemerintah Daerah"),
)

_AWAL = {kunci(p.sebutan): p for p in DAFTAR_AWAL}


def gabung(milik_pemda: Mapping[str, Peraturan]) -> dict[str, Peraturan]:
    """By the key of citations: what every government starts with, under what this one has registered."""
    return _AWAL | {kunci(p.sebutan): p for p in milik_pemda.values()}
