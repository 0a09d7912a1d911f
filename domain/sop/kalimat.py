"""One sentence per event, made from the state before it: what a reader of the riwayat sees."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.sop.evaluasi import Simpulan
from domain.sop.events import (
    AsalDicatat,
    ButirDihapus,
    ButirDipindah,
    ButirDitambahkan,
    ButirDiubah,
    IsianDiubah,
    LangkahDihapus,
    LangkahDipindah,
    LangkahDitambahkan,
    LangkahDiubah,
    PelaksanaDihapus,
    PelaksanaDipindah,
    PelaksanaDitambahkan,
    PelaksanaDiubah,
    PengajuanDitarik,
    PengesahanDibatalkan,
    PenyusunDitetapkan,
    PeristiwaSiklus,
    PeristiwaSop,
    RevisiDibuka,
    SopDiajukan,
    SopDibuat,
    SopDicabut,
    SopDievaluasi,
    SopDikembalikan,
    SopDiparaf,
    SopDisahkan,
    SopDiverifikasi,
    UjiCobaDicatat,
    UjiCobaDikecualikan,
)
from domain.sop.langkah import (
    KOLOM_LANGKAH,
    Langkah,
    LangkahId,
    Panah,
    PelaksanaId,
    Waktu,
    nomor_langkah,
)
from domain.sop.naskah import SEBUTAN_ISIAN, Naskah, pindah
from domain.sop.samping import (
    PeluangDiperkirakan,
    PeristiwaSamping,
    SopDisalin,
    TemplatDilepas,
    TemplatDitetapkan,
)
from domain.sop.state import Sop
from domain.sop.terapan import ubah_langkah

_BULAN = (
    "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()  # noqa: SIM905
)

SEBUTAN_KOLOM = {
    "kegiatan": "kegiatan",
    "simbol": "simbol",
    "pelaksana": "pelaksana",
    "simbol_per_pelaksana": "simbol per pelaksana",
    "label_simbol": "label simbol",
    "pertanyaan": "pertanyaan",
    "kelengkapan": "kelengkapan",
    "waktu": "waktu",
    "output": "output",
    "keterangan": "keterangan",
    "panah": "arah berikutnya",
    "nomor": "nomor",
}


@dataclass(frozen=True, slots=True)
class Kalimat:
    """What happened, and why if a reason was given. `tonggak` marks acts on the whole version."""

    apa: str
    mengapa: str = ""
    tonggak: bool = False


def tanggal_terbaca(tanggal: date) -> str:
    return f"{tanggal.day} {_BULAN[tanggal.month - 1]} {tanggal.year}"


def kutip(teks: str, panjang: int = 80) -> str:
    teks = " ".join(teks.split())
    return f"“{teks if len(teks) <= panjang else teks[: panjang - 1].rstrip() + '…'}”"


def _awal_besar(teks: str) -> str:
    """With a capital first letter; what follows stays as it is (SOP)."""
    return teks[:1].upper() + teks[1:]


def _dari_ke(lama: str, baru: str) -> str:
    if not lama:
        return f"menjadi {kutip(baru)}"
    return f"dari {kutip(lama)} menjadi {kutip(baru)}" if baru else f"dari {kutip(lama)} menjadi kosong"


def _nomor(naskah: Naskah, langkah_id: LangkahId) -> str:
    return nomor_langkah(naskah.langkah).get(langkah_id, "?")


def _jabatan(naskah: Naskah, pelaksana_id: PelaksanaId) -> str:
    pelaksana = naskah.cari_pelaksana(pelaksana_id)
    return pelaksana.jabatan if pelaksana else "?"


def _kolom(naskah: Naskah, kolom: str, langkah: Langkah) -> str:
    """A column's value in words."""
    nilai = getattr(langkah, kolom)
    if isinstance(nilai, Waktu):
        return nilai.teks
    if kolom == "pelaksana":
        return ", ".join(_jabatan(naskah, p) for p in nilai)
    if kolom == "panah":
        return "; ".join(_panah(naskah, p) for p in nilai)
    if kolom in ("simbol_per_pelaksana", "label_simbol"):
        return ", ".join(f"{_jabatan(naskah, p)}: {v}" for p, v in nilai)
    return "; ".join(nilai) if isinstance(nilai, tuple) else str(nilai)


def _panah(naskah: Naskah, panah: Panah) -> str:
    tujuan = _nomor(naskah, panah.ke) if panah.ke else panah.tertulis
    return f"{panah.label}: ke langkah {tujuan}" if panah.label else f"ke langkah {tujuan}"


def _langkah_diubah(sop: Sop, peristiwa: LangkahDiubah) -> str:
    lama = sop.naskah.cari_langkah(peristiwa.langkah_id)
    if lama is None:
        return "Langkah diubah"
    baru = ubah_langkah(lama, peristiwa.ubahan)
    bagian = [
        f"{SEBUTAN_KOLOM[k]} {_dari_ke(_kolom(sop.naskah, k, lama), _kolom(sop.naskah, k, baru))}"
        for k in KOLOM_LANGKAH
        if getattr(peristiwa.ubahan, k) is not None
    ]
    return f"Langkah {_nomor(sop.naskah, lama.id)}: " + "; ".join(bagian)


def _urutan_baru(naskah: Naskah, peristiwa: LangkahDipindah) -> str:
    baru = pindah(naskah.langkah, peristiwa.langkah_id, peristiwa.setelah)
    return nomor_langkah(baru).get(peristiwa.langkah_id, "?")


def kalimat(sebelum: Sop, peristiwa: PeristiwaSop) -> Kalimat:
    """The sentence for an event, given the SOP as it was just before."""
    naskah = sebelum.naskah
    match peristiwa:
        case SopDibuat(_, nama):
            return Kalimat(f"SOP {kutip(nama)} mulai disusun", tonggak=True)
        case AsalDicatat():
            return Kalimat("Asal dokumen dicatat")
        case PenyusunDitetapkan():
            return Kalimat("Jabatan penyusun ditetapkan")
        case IsianDiubah(isian, nilai):
            return Kalimat(f"{_awal_besar(SEBUTAN_ISIAN[isian])} diubah {_dari_ke(naskah.nilai(isian), nilai)}")
        case ButirDitambahkan(daftar, butir):
            return Kalimat(f"{_awal_besar(daftar.sebutan)} ditambah {kutip(butir.teks)}")
        case ButirDiubah(daftar, butir):
            lama = next((b.teks for b in naskah.isi_daftar(daftar) if b.id == butir.id), "")
            return Kalimat(f"{_awal_besar(daftar.sebutan)} diubah {_dari_ke(lama, butir.teks)}")
        case ButirDipindah(daftar, butir_id):
            teks = next((b.teks for b in naskah.isi_daftar(daftar) if b.id == butir_id), "")
            return Kalimat(f"{_awal_besar(daftar.sebutan)} {kutip(teks)} dipindah urutannya")
        case ButirDihapus(daftar, butir_id):
            teks = next((b.teks for b in naskah.isi_daftar(daftar) if b.id == butir_id), "")
            return Kalimat(f"{_awal_besar(daftar.sebutan)} {kutip(teks)} dihapus")
        case PelaksanaDitambahkan(pelaksana):
            return Kalimat(f"Kolom pelaksana {kutip(pelaksana.jabatan)} ditambahkan")
        case PelaksanaDiubah(pelaksana):
            lama = _jabatan(naskah, pelaksana.id)
            return Kalimat(f"Kolom pelaksana diubah {_dari_ke(lama, pelaksana.jabatan)}")
        case PelaksanaDipindah(pelaksana_id):
            return Kalimat(f"Kolom pelaksana {kutip(_jabatan(naskah, pelaksana_id))} dipindah urutannya")
        case PelaksanaDihapus(pelaksana_id):
            return Kalimat(f"Kolom pelaksana {kutip(_jabatan(naskah, pelaksana_id))} dihapus")
        case LangkahDitambahkan(langkah):
            return Kalimat(
                f"Langkah {kutip(langkah.kegiatan)} ditambahkan" if langkah.kegiatan else "Langkah baru ditambahkan"
            )
        case LangkahDiubah():
            return Kalimat(_langkah_diubah(sebelum, peristiwa))
        case LangkahDipindah(langkah_id):
            tujuan = _urutan_baru(naskah, peristiwa)
            return Kalimat(f"Langkah {_nomor(naskah, langkah_id)} dipindah menjadi langkah {tujuan}")
        case LangkahDihapus(langkah_id):
            hilang = naskah.cari_langkah(langkah_id)
            return Kalimat(f"Langkah {_nomor(naskah, langkah_id)} {kutip(hilang.kegiatan if hilang else '')} dihapus")
        case samping if isinstance(samping, PeristiwaSamping):
            return _samping(naskah, samping)
        case siklus:
            return _siklus(sebelum, siklus)


def _samping(naskah: Naskah, peristiwa: PeristiwaSamping) -> Kalimat:
    match peristiwa:
        case SopDisalin(_, nama, versi, templat):
            return Kalimat(f"Isi disalin dari {'templat' if templat else 'SOP'} {kutip(nama)} versi {versi}")
        case TemplatDitetapkan(catatan):
            return Kalimat("Ditetapkan sebagai templat", catatan)
        case TemplatDilepas(alasan):
            return Kalimat("Tidak lagi menjadi templat", alasan)
        case PeluangDiperkirakan(langkah_id, cabang):  # pragma: no branch - mypy knows that it is the last
            tiap = ", ".join(f"{_panah(naskah, Panah(c.ke, c.label))} {c.persen}%" for c in cabang)
            keputusan = f"Peluang cabang langkah {_nomor(naskah, langkah_id)}"
            return Kalimat(f"{keputusan} diperkirakan: {tiap}" if tiap else f"{keputusan} dianggap sama besar")


def _siklus(sebelum: Sop, peristiwa: PeristiwaSiklus) -> Kalimat:
    match peristiwa:
        case SopDiparaf():
            return Kalimat("Isi diparaf pemeriksa internal", tonggak=True)
        case SopDiajukan(_, catatan):
            return Kalimat(f"Versi {sebelum.versi} diajukan untuk diverifikasi", catatan, tonggak=True)
        case PengajuanDitarik(alasan):
            return Kalimat(f"Pengajuan versi {sebelum.versi} ditarik", alasan, tonggak=True)
        case SopDikembalikan(alasan, langkah):
            menunjuk = ", ".join(_nomor(sebelum.naskah, x) for x in langkah)
            pada = f", menunjuk langkah {menunjuk}" if menunjuk else ""
            return Kalimat(f"Versi {sebelum.versi} dikembalikan kepada penyusun{pada}", alasan, tonggak=True)
        case SopDiverifikasi(_, catatan):
            return Kalimat(f"Versi {sebelum.versi} diverifikasi", catatan, tonggak=True)
        case SopDisahkan():
            return _disahkan(peristiwa)
        case PengesahanDibatalkan(versi, alasan, keputusan):
            return Kalimat(f"Pengesahan versi {versi} dibatalkan dengan SK {keputusan.nomor}", alasan, tonggak=True)
        case RevisiDibuka(versi, alasan):
            return Kalimat(f"Revisi dibuka: versi {versi} mulai disusun", alasan, tonggak=True)
        case SopDicabut(alasan, tanggal, keputusan):
            sejak = tanggal_terbaca(tanggal)
            return Kalimat(f"SOP dicabut sejak {sejak} dengan SK {keputusan.nomor}", alasan, tonggak=True)
        case UjiCobaDicatat(versi, _, tanggal, peserta, hasil):
            return Kalimat(
                f"Versi {versi} diuji coba pada {tanggal_terbaca(tanggal)} oleh {peserta}", hasil, tonggak=True
            )
        case UjiCobaDikecualikan(versi, alasan):
            return Kalimat(f"Versi {versi} dinyatakan tidak perlu diuji coba", alasan, tonggak=True)
        case SopDievaluasi(
            versi, tahun, jawaban, simpulan, catatan
        ):  # pragma: no branch - mypy knows that it is the last
            ya = sum(j.ya for j in jawaban)
            hasil = next((s.sebutan for s in Simpulan if s == simpulan), simpulan)
            return Kalimat(
                f"Versi {versi} dievaluasi tahun {tahun}: {ya} dari {len(jawaban)} Ya, {hasil}", catatan, tonggak=True
            )


def _disahkan(sah: SopDisahkan) -> Kalimat:
    sejak = tanggal_terbaca(sah.tanggal_efektif)
    sk = f"SK {sah.keputusan.nomor} tanggal {tanggal_terbaca(sah.keputusan.tanggal)}"
    return Kalimat(f"Versi {sah.versi} disahkan dengan nomor {sah.nomor}, berlaku sejak {sejak} ({sk})", tonggak=True)
