"""Everything an SOP's riwayat can hold. Each sentence below is a chapter of what the system remembers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.kernel import JabatanId, Keputusan, MandatId, OpdId, OrangId, SopId
from domain.sop.langkah import Langkah, LangkahId, Pelaksana, PelaksanaId, UbahanLangkah
from domain.sop.naskah import Butir, ButirId, Daftar, Isian
from domain.sop.samping import PeristiwaSamping


@dataclass(frozen=True, slots=True)
class SopDibuat:
    """Sebuah SOP baru mulai disusun oleh satu perangkat daerah."""

    opd_id: OpdId
    nama: str
    penyusun: JabatanId | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class AsalDicatat:
    """Keterangan asal dokumen yang diimpor, dalam bentuk JSON, di luar isi SOP itu sendiri."""

    rincian: str


@dataclass(frozen=True, slots=True)
class PenyusunDitetapkan:
    """Jabatan yang bertanggung jawab menyusun SOP ini ditetapkan."""

    jabatan_id: JabatanId


@dataclass(frozen=True, slots=True)
class IsianDiubah:
    """Satu isian lembar identitas diubah."""

    isian: Isian
    nilai: str


@dataclass(frozen=True, slots=True)
class ButirDitambahkan:
    """Satu butir ditambahkan pada kotak lembar identitas."""

    daftar: Daftar
    butir: Butir
    setelah: ButirId | None = None


@dataclass(frozen=True, slots=True)
class ButirDiubah:
    """Satu butir pada kotak lembar identitas diubah."""

    daftar: Daftar
    butir: Butir


@dataclass(frozen=True, slots=True)
class ButirDipindah:
    """Satu butir berpindah urutan."""

    daftar: Daftar
    butir_id: ButirId
    setelah: ButirId | None


@dataclass(frozen=True, slots=True)
class ButirDihapus:
    """Satu butir dihapus dari kotak lembar identitas."""

    daftar: Daftar
    butir_id: ButirId


@dataclass(frozen=True, slots=True)
class PelaksanaDitambahkan:
    """Satu kolom pelaksana ditambahkan."""

    pelaksana: Pelaksana
    setelah: PelaksanaId | None = None


@dataclass(frozen=True, slots=True)
class PelaksanaDiubah:
    """Keterangan satu kolom pelaksana diubah."""

    pelaksana: Pelaksana


@dataclass(frozen=True, slots=True)
class PelaksanaDipindah:
    """Satu kolom pelaksana berpindah urutan."""

    pelaksana_id: PelaksanaId
    setelah: PelaksanaId | None


@dataclass(frozen=True, slots=True)
class PelaksanaDihapus:
    """Satu kolom pelaksana dihapus; langkah di kolom itu kehilangan pelaksananya."""

    pelaksana_id: PelaksanaId


@dataclass(frozen=True, slots=True)
class LangkahDitambahkan:
    """Satu langkah ditambahkan."""

    langkah: Langkah
    setelah: LangkahId | None = None


@dataclass(frozen=True, slots=True)
class LangkahDiubah:
    """Satu atau beberapa kolom sebuah langkah diubah dalam satu penyimpanan."""

    langkah_id: LangkahId
    ubahan: UbahanLangkah


@dataclass(frozen=True, slots=True)
class LangkahDipindah:
    """Satu langkah berpindah urutan."""

    langkah_id: LangkahId
    setelah: LangkahId | None


@dataclass(frozen=True, slots=True)
class LangkahDihapus:
    """Satu langkah dihapus; panah yang menuju kepadanya menjadi panah putus."""

    langkah_id: LangkahId


@dataclass(frozen=True, slots=True)
class SopDiparaf:
    """Pejabat di perangkat daerah memaraf isi sebelum diajukan."""

    digest: str


@dataclass(frozen=True, slots=True)
class SopDiajukan:
    """Naskah diserahkan untuk diverifikasi."""

    digest: str
    catatan: str = ""


@dataclass(frozen=True, slots=True)
class PengajuanDitarik:
    """Penyusun menarik kembali naskah yang telah diajukan."""

    alasan: str


@dataclass(frozen=True, slots=True)
class SopDikembalikan:
    """Naskah dikembalikan kepada penyusun dengan alasan, dan dapat menunjuk langkahnya."""

    alasan: str
    langkah: tuple[LangkahId, ...] = ()


@dataclass(frozen=True, slots=True)
class SopDiverifikasi:
    """Ortala menyatakan isi sesuai dengan pedoman."""

    digest: str
    catatan: str = ""
    versi: int = 0


@dataclass(frozen=True, slots=True)
class Pengesah:
    """The office that approved, under which mandate, by which person (pseudonym)."""

    jabatan: str
    orang: OrangId
    mandat: str = ""
    mandat_id: MandatId | None = None


@dataclass(frozen=True, slots=True)
class SopDisahkan:
    """Pejabat yang berwenang mengesahkan isi dengan keputusan dan tanggal efektif."""

    versi: int
    digest: str
    nomor: str
    tanggal_efektif: date
    keputusan: Keputusan
    pengesah: Pengesah
    tanggal_pembuatan: str = ""
    tanggal_revisi: str = ""
    versi_cetak: str = ""
    dokumen_sha256: str = ""


@dataclass(frozen=True, slots=True)
class PengesahanDibatalkan:
    """Sebuah pengesahan yang keliru dibatalkan dengan keputusan baru."""

    versi: int
    alasan: str
    keputusan: Keputusan


@dataclass(frozen=True, slots=True)
class RevisiDibuka:
    """Versi berikutnya mulai disusun; versi yang berlaku tetap berlaku."""

    versi: int
    alasan: str


@dataclass(frozen=True, slots=True)
class SopDicabut:
    """SOP dinyatakan tidak berlaku sejak tanggal tertentu."""

    alasan: str
    tanggal_efektif: date
    keputusan: Keputusan
    pengganti: SopId | None = None


@dataclass(frozen=True, slots=True)
class Jawaban:
    """Ya or Tidak to one of the seven statements; a Tidak says why and may point at steps."""

    ya: bool
    alasan: str = ""
    langkah: tuple[LangkahId, ...] = ()


@dataclass(frozen=True, slots=True)
class SopDievaluasi:
    """Penerapan SOP dinilai dengan tujuh pernyataan, dan disimpulkan: tetap, revisi, atau cabut."""

    versi: int
    tahun: int
    jawaban: tuple[Jawaban, ...]
    simpulan: str
    catatan: str = ""


@dataclass(frozen=True, slots=True)
class UjiCobaDicatat:
    """Isi versi ini diuji coba atau disimulasikan, dan hasilnya dicatat."""

    versi: int
    digest: str
    tanggal: date
    peserta: str
    hasil: str


@dataclass(frozen=True, slots=True)
class UjiCobaDikecualikan:
    """Versi ini tidak perlu diuji coba, dengan alasannya."""

    versi: int
    alasan: str


PeristiwaDaftar = ButirDitambahkan | ButirDiubah | ButirDipindah | ButirDihapus
PeristiwaPelaksana = PelaksanaDitambahkan | PelaksanaDiubah | PelaksanaDipindah | PelaksanaDihapus
PeristiwaLangkah = LangkahDitambahkan | LangkahDiubah | LangkahDipindah | LangkahDihapus
PeristiwaNaskah = IsianDiubah | PeristiwaDaftar | PeristiwaPelaksana | PeristiwaLangkah
PeristiwaSiklus = (
    SopDiparaf
    | SopDiajukan
    | PengajuanDitarik
    | SopDikembalikan
    | SopDiverifikasi
    | SopDisahkan
    | PengesahanDibatalkan
    | RevisiDibuka
    | SopDicabut
    | UjiCobaDicatat
    | UjiCobaDikecualikan
    | SopDievaluasi
)
PeristiwaSop = SopDibuat | AsalDicatat | PenyusunDitetapkan | PeristiwaNaskah | PeristiwaSiklus | PeristiwaSamping
