"""One sentence per event, made from the state before it: what a reader of the riwayat sees."""

from __future__ import annotations

from dataclasses import dataclass

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
from domain.sop.kalimat_sel import (
    awal_besar,
    butir_diubah,
    isian_dari_ke,
    jabatan,
    kutip,
    langkah_dihapus,
    langkah_diubah,
    nomor,
    pelaksana_dihapus,
    pelaksana_diubah,
    sebutan_panah,
    tanggal_terbaca,
)
from domain.sop.langkah import Panah, nomor_langkah
from domain.sop.naskah import SEBUTAN_ISIAN, Isian, Naskah, pindah
from domain.sop.samping import (
    PeluangDiperkirakan,
    PeristiwaSamping,
    PindaianDilampirkan,
    SopDisalin,
    TemplatDilepas,
    TemplatDitetapkan,
)
from domain.sop.state import Sop, naskah_sah


@dataclass(frozen=True, slots=True)
class Kalimat:
    """What happened, and why if a reason was given. `tonggak` marks acts on the whole version."""

    apa: str
    mengapa: str = ""
    tonggak: bool = False


def _urutan_baru(naskah: Naskah, peristiwa: LangkahDipindah) -> str:
    baru = pindah(naskah.langkah, peristiwa.langkah_id, peristiwa.setelah)
    return nomor_langkah(baru).get(peristiwa.langkah_id, "?")


def kalimat(sebelum: Sop, peristiwa: PeristiwaSop) -> Kalimat:
    """The sentence for an event, given the SOP as it was just before."""
    naskah = sebelum.naskah
    match peristiwa:
        case SopDibuat(_, nama, _, unit):
            return Kalimat(
                f"SOP {kutip(nama)} mulai disusun{f' pada unit kerja {kutip(unit)}' if unit else ''}", tonggak=True
            )
        case AsalDicatat():
            return Kalimat("Asal dokumen dicatat")
        case PenyusunDitetapkan():
            return Kalimat("Jabatan penyusun ditetapkan")
        case IsianDiubah(isian, nilai):
            return Kalimat(
                f"{awal_besar(SEBUTAN_ISIAN[isian])} diubah {isian_dari_ke(isian, naskah.nilai(isian), nilai)}"
            )
        case ButirDitambahkan(daftar, butir):
            return Kalimat(f"{awal_besar(daftar.sebutan)} ditambah {kutip(butir.teks)}")
        case ButirDiubah(daftar, butir):
            return Kalimat(butir_diubah(naskah, daftar, butir))
        case ButirDipindah(daftar, butir_id):
            teks = next((b.teks for b in naskah.isi_daftar(daftar) if b.id == butir_id), "")
            return Kalimat(f"{awal_besar(daftar.sebutan)} {kutip(teks)} dipindah urutannya")
        case ButirDihapus(daftar, butir_id):
            teks = next((b.teks for b in naskah.isi_daftar(daftar) if b.id == butir_id), "")
            return Kalimat(f"{awal_besar(daftar.sebutan)} {kutip(teks)} dihapus")
        case PelaksanaDitambahkan(pelaksana):
            return Kalimat(f"Kolom pelaksana {kutip(pelaksana.jabatan)} ditambahkan")
        case PelaksanaDiubah(pelaksana):
            return Kalimat(pelaksana_diubah(naskah, pelaksana))
        case PelaksanaDipindah(pelaksana_id):
            return Kalimat(f"Kolom pelaksana {kutip(jabatan(naskah, pelaksana_id))} dipindah urutannya")
        case PelaksanaDihapus(pelaksana_id):
            return Kalimat(pelaksana_dihapus(naskah, pelaksana_id))
        case LangkahDitambahkan(langkah):
            return Kalimat(
                f"Langkah {kutip(langkah.kegiatan)} ditambahkan" if langkah.kegiatan else "Langkah baru ditambahkan"
            )
        case LangkahDiubah():
            return Kalimat(langkah_diubah(naskah, peristiwa))
        case LangkahDipindah(langkah_id):
            tujuan = _urutan_baru(naskah, peristiwa)
            return Kalimat(f"Langkah {nomor(naskah, langkah_id)} dipindah menjadi langkah {tujuan}")
        case LangkahDihapus(langkah_id):
            return Kalimat(langkah_dihapus(naskah, langkah_id))
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
        case PeluangDiperkirakan(langkah_id, cabang):
            tiap = ", ".join(f"{sebutan_panah(naskah, Panah(c.ke, c.label))} {c.persen}%" for c in cabang)
            keputusan = f"Peluang cabang langkah {nomor(naskah, langkah_id)}"
            return Kalimat(f"{keputusan} diperkirakan: {tiap}" if tiap else f"{keputusan} dianggap sama besar")
        case PindaianDilampirkan(versi, nama):  # pragma: no branch - mypy knows that it is the last
            return Kalimat(f"Pindaian dokumen bertanda tangan versi {versi} dilampirkan: {nama}")


def _siklus(sebelum: Sop, peristiwa: PeristiwaSiklus) -> Kalimat:
    match peristiwa:
        case SopDiparaf():
            return Kalimat("Isi diparaf pemeriksa internal", tonggak=True)
        case SopDiajukan(_, catatan):
            return Kalimat(f"Versi {sebelum.versi} diajukan untuk diverifikasi", catatan, tonggak=True)
        case PengajuanDitarik(alasan):
            return Kalimat(f"Pengajuan versi {sebelum.versi} ditarik", alasan, tonggak=True)
        case SopDikembalikan(alasan, langkah):
            menunjuk = ", ".join(nomor(sebelum.naskah, x) for x in langkah)
            pada = f", menunjuk langkah {menunjuk}" if menunjuk else ""
            return Kalimat(f"Versi {sebelum.versi} dikembalikan kepada penyusun{pada}", alasan, tonggak=True)
        case SopDiverifikasi(_, catatan):
            return Kalimat(f"Versi {sebelum.versi} diverifikasi", catatan, tonggak=True)
        case SopDisahkan():
            return _disahkan(sebelum.naskah, peristiwa)
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


def _disahkan(naskah: Naskah, sah: SopDisahkan) -> Kalimat:
    """What the approval prints on the sheet besides number and effective date is named where it changed."""
    sejak = tanggal_terbaca(sah.tanggal_efektif)
    sk = f"SK {sah.keputusan.nomor} tanggal {tanggal_terbaca(sah.keputusan.tanggal)}"
    kini = naskah_sah(naskah, sah)
    lain = [
        f"; {SEBUTAN_ISIAN[i]} {isian_dari_ke(i, naskah.nilai(i), kini.nilai(i))}"
        for i in (Isian.TANGGAL_PEMBUATAN, Isian.TANGGAL_REVISI, Isian.PENGESAH)
        if naskah.nilai(i) != kini.nilai(i)
    ]
    apa = f"Versi {sah.versi} disahkan dengan nomor {sah.nomor}, berlaku sejak {sejak} ({sk})"
    return Kalimat(apa + "".join(lain), tonggak=True)
