"""Who may do what: one plain table of role x act x stage x relation (decision D15). What is not listed is denied."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum


class Peran(StrEnum):
    """What a post does in the life of SOPs."""

    PENYUSUN = "penyusun"
    KASUBAG = "kasubag"
    KEPALA_OPD = "kepala_opd"
    ORTALA = "ortala"
    PIMPINAN = "pimpinan"
    AUDITOR = "auditor"
    ADMIN = "admin"
    PEMBACA = "pembaca"

    @property
    def sebutan(self) -> str:
        return {
            "penyusun": "Penyusun SOP",
            "kasubag": "Kasubag Umum dan Kepegawaian",
            "kepala_opd": "Kepala perangkat daerah",
            "ortala": "Ortala",
            "pimpinan": "Pimpinan daerah",
            "auditor": "Auditor",
            "admin": "Admin",
            "pembaca": "Pembaca",
        }[self.value]


class Tindakan(StrEnum):
    """Every act that needs a right, named `benda.kata`."""

    SOP_BACA = "sop.baca"
    SOP_BUAT = "sop.buat"
    SOP_SUNTING = "sop.sunting"
    SOP_PARAF = "sop.paraf"
    SOP_AJUKAN = "sop.ajukan"
    SOP_TARIK = "sop.tarik"
    SOP_KEMBALIKAN = "sop.kembalikan"
    SOP_VERIFIKASI = "sop.verifikasi"
    SOP_SAHKAN = "sop.sahkan"
    SOP_BATALKAN = "sop.batalkan_pengesahan"
    SOP_REVISI = "sop.buka_revisi"
    SOP_CABUT = "sop.cabut"
    SOP_UJI_COBA = "sop.uji_coba"
    SOP_EVALUASI = "sop.evaluasi"
    SOP_PINDAIAN = "sop.lampirkan_pindaian"
    SOP_PERKIRAKAN = "sop.perkirakan"
    SOP_TEMPLAT = "sop.tetapkan_templat"
    PERATURAN_KELOLA = "peraturan.kelola"
    MASUKAN_TULIS = "masukan.tulis"
    MASUKAN_SELESAIKAN = "masukan.selesaikan"
    OPD_KELOLA = "opd.kelola"
    WAJIB_KELOLA = "wajib.kelola"
    WAJIB_KAITKAN = "wajib.kaitkan"
    JABATAN_SERAH_TERIMA = "jabatan.serah_terima"
    ORANG_KELOLA = "orang.kelola"
    ADMIN_ANGKAT = "admin.angkat"
    KUNCI_API_KELOLA = "kunci_api.kelola"
    PEMDA_KELOLA = "pemda.kelola"
    ATURAN_KELOLA = "aturan.kelola"
    BERANDA_SEMUA = "beranda.semua"
    LOG_BACA = "log.baca"
    LOG_ISI = "log.isi"
    ADMINISTRASI_BACA = "administrasi.baca"
    AKSES_BERI = "akses.beri"
    JEJAK_BACA = "jejak.baca"
    JEJAK_PANTAU = "jejak.pantau"
    DOSIR_BAGIKAN = "dosir.bagikan"
    ANGKA_BAGIKAN = "angka.bagikan"
    ANGKA_BACA = "angka.baca"
    KERJA = "kerja"


class Wilayah(Enum):
    """Over which agencies a right reaches."""

    OPD_SENDIRI = 1
    SEMUA = 2
    AKSES = 3  # what a grant in force opens (domain/akses); a post alone opens nothing of it


@dataclass(frozen=True, slots=True)
class Hak:
    """A right: how far it reaches, at which stages (empty: at any), and whether authors of the version have it."""

    wilayah: Wilayah
    tahap: frozenset[str] = frozenset()
    penulis_boleh: bool = True


def _hak(wilayah: Wilayah, *tahap: str, penulis: bool = True) -> Hak:
    return Hak(wilayah, frozenset(tahap), penulis)


_SENDIRI, _SEMUA, _AKSES = Wilayah.OPD_SENDIRI, Wilayah.SEMUA, Wilayah.AKSES
_PENYUSUN = {
    Tindakan.KERJA: _hak(_SEMUA),
    Tindakan.SOP_BACA: _hak(_SENDIRI),
    Tindakan.SOP_BUAT: _hak(_SENDIRI),
    Tindakan.SOP_SUNTING: _hak(_SENDIRI, "konsep"),
    Tindakan.SOP_PERKIRAKAN: _hak(_SENDIRI),
    Tindakan.SOP_PINDAIAN: _hak(_SENDIRI),
    Tindakan.SOP_UJI_COBA: _hak(_SENDIRI, "konsep", "diajukan", "diverifikasi"),
    Tindakan.SOP_AJUKAN: _hak(_SENDIRI, "konsep"),
    Tindakan.SOP_TARIK: _hak(_SENDIRI, "diajukan"),
    Tindakan.SOP_REVISI: _hak(_SENDIRI, "disahkan", "dicabut"),
    Tindakan.WAJIB_KAITKAN: _hak(_SENDIRI),
    Tindakan.MASUKAN_TULIS: _hak(_SENDIRI),
    Tindakan.MASUKAN_SELESAIKAN: _hak(_SENDIRI),
}

TABEL: dict[Peran, dict[Tindakan, Hak]] = {
    Peran.PENYUSUN: _PENYUSUN,
    Peran.KASUBAG: _PENYUSUN
    | {
        Tindakan.SOP_PARAF: _hak(_SENDIRI, "konsep", penulis=False),
        Tindakan.SOP_KEMBALIKAN: _hak(_SENDIRI, "diajukan", penulis=False),
        Tindakan.SOP_EVALUASI: _hak(_SENDIRI, "konsep", "diajukan", "diverifikasi", "disahkan"),
    },
    Peran.KEPALA_OPD: {
        Tindakan.KERJA: _hak(_SEMUA),
        Tindakan.SOP_BACA: _hak(_SENDIRI),
        Tindakan.SOP_PARAF: _hak(_SENDIRI, "konsep", penulis=False),
        Tindakan.SOP_KEMBALIKAN: _hak(_SENDIRI, "diajukan", "diverifikasi", penulis=False),
        Tindakan.SOP_UJI_COBA: _hak(_SENDIRI, "konsep", "diajukan", "diverifikasi"),
        Tindakan.SOP_SAHKAN: _hak(_SENDIRI, "diajukan", "diverifikasi", penulis=False),
        Tindakan.SOP_BATALKAN: _hak(_SENDIRI),
        Tindakan.SOP_REVISI: _hak(_SENDIRI, "disahkan", "dicabut"),
        Tindakan.SOP_CABUT: _hak(_SENDIRI, "disahkan"),
        Tindakan.SOP_PINDAIAN: _hak(_SENDIRI),
        Tindakan.SOP_EVALUASI: _hak(_SENDIRI, "konsep", "diajukan", "diverifikasi", "disahkan"),
        Tindakan.MASUKAN_TULIS: _hak(_SENDIRI),
        Tindakan.MASUKAN_SELESAIKAN: _hak(_SENDIRI),
        Tindakan.JEJAK_BACA: _hak(_SENDIRI),
        Tindakan.JEJAK_PANTAU: _hak(_SENDIRI),
        Tindakan.DOSIR_BAGIKAN: _hak(_SENDIRI),
    },
    Peran.ORTALA: {
        Tindakan.KERJA: _hak(_SEMUA),
        Tindakan.BERANDA_SEMUA: _hak(_SEMUA),
        Tindakan.LOG_BACA: _hak(_SEMUA),
        Tindakan.LOG_ISI: _hak(_SEMUA),
        Tindakan.ADMINISTRASI_BACA: _hak(_SEMUA),
        Tindakan.AKSES_BERI: _hak(_SEMUA),
        Tindakan.JEJAK_BACA: _hak(_SEMUA),
        Tindakan.JEJAK_PANTAU: _hak(_SEMUA),
        Tindakan.DOSIR_BAGIKAN: _hak(_SEMUA),
        Tindakan.ANGKA_BAGIKAN: _hak(_SEMUA),
        Tindakan.ANGKA_BACA: _hak(_SEMUA),
        Tindakan.SOP_BACA: _hak(_SEMUA),
        Tindakan.SOP_KEMBALIKAN: _hak(_SEMUA, "diajukan", "diverifikasi", penulis=False),
        Tindakan.SOP_VERIFIKASI: _hak(_SEMUA, "diajukan", "disahkan", penulis=False),
        Tindakan.SOP_UJI_COBA: _hak(_SEMUA, "konsep", "diajukan", "diverifikasi"),
        Tindakan.SOP_EVALUASI: _hak(_SEMUA, "konsep", "diajukan", "diverifikasi", "disahkan"),
        Tindakan.ATURAN_KELOLA: _hak(_SEMUA),
        Tindakan.SOP_PERKIRAKAN: _hak(_SEMUA),
        Tindakan.SOP_PINDAIAN: _hak(_SEMUA),
        Tindakan.SOP_TEMPLAT: _hak(_SEMUA, "konsep", "diajukan", "diverifikasi", "disahkan"),
        Tindakan.PERATURAN_KELOLA: _hak(_SEMUA),
        Tindakan.OPD_KELOLA: _hak(_SEMUA),
        Tindakan.WAJIB_KELOLA: _hak(_SEMUA),
        Tindakan.WAJIB_KAITKAN: _hak(_SEMUA),
        Tindakan.JABATAN_SERAH_TERIMA: _hak(_SEMUA),
        Tindakan.ORANG_KELOLA: _hak(_SEMUA),
        Tindakan.MASUKAN_TULIS: _hak(_SEMUA),
        Tindakan.MASUKAN_SELESAIKAN: _hak(_SEMUA),
    },
    # The head of the region opens doors to auditors, and so does Ortala. A head of an agency does not: nobody chooses
    # who audits him. An administrator does not either: who may not read does not decide who reads.
    Peran.PIMPINAN: {
        Tindakan.KERJA: _hak(_SEMUA),
        Tindakan.BERANDA_SEMUA: _hak(_SEMUA),
        Tindakan.LOG_BACA: _hak(_SEMUA),
        Tindakan.LOG_ISI: _hak(_SEMUA),
        Tindakan.ADMINISTRASI_BACA: _hak(_SEMUA),
        Tindakan.SOP_BACA: _hak(_SEMUA),
        Tindakan.AKSES_BERI: _hak(_SEMUA),
        Tindakan.JEJAK_BACA: _hak(_SEMUA),
        Tindakan.DOSIR_BAGIKAN: _hak(_SEMUA),
        Tindakan.ANGKA_BACA: _hak(_SEMUA),
    },
    Peran.AUDITOR: {
        Tindakan.KERJA: _hak(_SEMUA),
        Tindakan.LOG_BACA: _hak(_AKSES),
        Tindakan.LOG_ISI: _hak(_AKSES),
        Tindakan.ADMINISTRASI_BACA: _hak(_AKSES),
        Tindakan.SOP_BACA: _hak(_AKSES),
    },
    Peran.ADMIN: {
        Tindakan.KERJA: _hak(_SEMUA),
        Tindakan.LOG_BACA: _hak(_SEMUA),
        Tindakan.ADMINISTRASI_BACA: _hak(_SEMUA),
        Tindakan.JABATAN_SERAH_TERIMA: _hak(_SEMUA),
        Tindakan.ORANG_KELOLA: _hak(_SEMUA),
        Tindakan.ADMIN_ANGKAT: _hak(_SEMUA),
        Tindakan.KUNCI_API_KELOLA: _hak(_SEMUA),
        Tindakan.OPD_KELOLA: _hak(_SEMUA),
        Tindakan.PERATURAN_KELOLA: _hak(_SEMUA),
        Tindakan.PEMDA_KELOLA: _hak(_SEMUA),
        Tindakan.ANGKA_BAGIKAN: _hak(_SEMUA),
    },
    Peran.PEMBACA: {Tindakan.KERJA: _hak(_SEMUA)},
}


@dataclass(frozen=True, slots=True)
class Hubungan:
    """How the person stands to the thing: of the same agency, in force today, an author of this version, let in by a
    grant that opens it.
    """

    opd_sendiri: bool = False
    mandat_berlaku: bool = True
    penulis: bool = False
    dalam_akses: bool = False


def boleh(peran: Peran, tindakan: Tindakan, tahap: str, hubungan: Hubungan) -> bool:
    """Whether a post of this role may act. `tahap` is "" where the act is not on an SOP."""
    hak = TABEL[peran].get(tindakan)
    if hak is None or not hubungan.mandat_berlaku:
        return False
    if hak.wilayah is Wilayah.OPD_SENDIRI and not hubungan.opd_sendiri:
        return False
    if hak.wilayah is Wilayah.AKSES and not hubungan.dalam_akses:
        return False
    if hak.tahap and tahap not in hak.tahap:
        return False
    return hak.penulis_boleh or not hubungan.penulis
