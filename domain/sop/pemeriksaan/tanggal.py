"""DT: the dates of the sheet follow each other (domain.md 9.2). A partial date is judged as far as it goes."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from domain.sop.naskah import SEBUTAN_ISIAN, TANGGAL, Isian
from domain.sop.pemeriksaan.bahan import Bahan
from domain.sop.pemeriksaan.tempat import besar, pada_isian, petik
from domain.sop.pemeriksaan.temuan import Aturan, Keparahan, Temuan

RENCANA = timedelta(days=366)
_TANGGAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_BULAN = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
_DESEMBER = 12


@dataclass(frozen=True, slots=True)
class Rentang:
    """The days that a written date can mean."""

    awal: date
    akhir: date


def rentang(teks: str) -> Rentang | None:
    """None for what is no date."""
    cocok = _TANGGAL.fullmatch(teks.strip())
    if cocok is None:
        return None
    tahun, bulan, hari = (int(b) if b else 0 for b in cocok.groups())
    try:
        awal = date(tahun, bulan or 1, hari or 1)
    except ValueError:
        return None
    akhir_bulan = bulan or _DESEMBER
    return Rentang(awal, awal if hari else date(tahun, akhir_bulan, monthrange(tahun, akhir_bulan)[1]))


def terbaca(hari: date) -> str:
    return f"{hari.day} {_BULAN[hari.month - 1]} {hari.year}"


def _nilai(bahan: Bahan, isian: Isian) -> Rentang | None:
    return rentang(bahan.naskah.nilai(isian))


def _terbalik(bahan: Bahan, kode: str, dulu: Isian, kemudian: Isian) -> Iterator[Temuan]:
    a, b = _nilai(bahan, dulu), _nilai(bahan, kemudian)
    if a and b and a.awal > b.akhir:
        kalimat = f"{besar(SEBUTAN_ISIAN[dulu])} lebih baru daripada {SEBUTAN_ISIAN[kemudian]}."
        saran = "Urutannya: dibuat, direvisi, lalu berlaku efektif. Perbaiki salah satunya."
        yield Temuan(kode, pada_isian(dulu), kalimat, saran)


def dibuat_sebelum_efektif(bahan: Bahan) -> Iterator[Temuan]:
    return _terbalik(bahan, "DT-01", Isian.TANGGAL_PEMBUATAN, Isian.TANGGAL_EFEKTIF)


def revisi_di_antaranya(bahan: Bahan) -> Iterator[Temuan]:
    yield from _terbalik(bahan, "DT-02", Isian.TANGGAL_PEMBUATAN, Isian.TANGGAL_REVISI)
    yield from _terbalik(bahan, "DT-02", Isian.TANGGAL_REVISI, Isian.TANGGAL_EFEKTIF)


def revisi_sesuai_versi(bahan: Bahan) -> Iterator[Temuan]:
    ada, tempat = bahan.naskah.nilai(Isian.TANGGAL_REVISI), pada_isian(Isian.TANGGAL_REVISI)
    if bahan.versi > 1 and not ada:
        kalimat = f"Versi {bahan.versi} belum bertanggal revisi."
        yield Temuan("DT-03", tempat, kalimat, "Isi tanggal revisi ini selesai disusun.")
    if bahan.versi == 1 and ada:
        kalimat = "Versi pertama sudah bertanggal revisi."
        yield Temuan("DT-03", tempat, kalimat, "Kosongkan tanggal revisi sampai SOP ini benar-benar direvisi.")


def efektif_setelah_keputusan(bahan: Bahan) -> Iterator[Temuan]:
    efektif, sk = _nilai(bahan, Isian.TANGGAL_EFEKTIF), bahan.pengesahan.sk_tanggal
    if efektif and sk and efektif.akhir < sk:
        kalimat = f"Tanggal efektif mendahului keputusan pengesahannya ({terbaca(sk)})."
        saran = "SOP berlaku sejak ditandatangani. Samakan, atau pastikan memang ditetapkan berlaku surut."
        yield Temuan("DT-04", pada_isian(Isian.TANGGAL_EFEKTIF), kalimat, saran)


def sudah_dievaluasi(bahan: Bahan) -> Iterator[Temuan]:
    tenggat = bahan.evaluasi_tenggat
    if tenggat and tenggat < bahan.hari_ini:
        kalimat = f"Evaluasi SOP ini lewat tenggat sejak {terbaca(tenggat)}."
        yield Temuan(
            "DT-05", pada_isian(Isian.TANGGAL_EFEKTIF), kalimat, "Lakukan evaluasi, lalu tetapkan: tetap atau revisi."
        )


def tanggal_utuh(bahan: Bahan) -> Iterator[Temuan]:
    for isian in TANGGAL:
        teks, sebutan = bahan.naskah.nilai(isian), besar(SEBUTAN_ISIAN[isian])
        hari = rentang(teks)
        if teks and (hari is None or hari.awal != hari.akhir):
            kalimat = f"{sebutan} “{petik(teks)}” belum lengkap."
            yield Temuan("DT-06", pada_isian(isian), kalimat, "Tulis tanggal, bulan, dan tahunnya.")
        elif hari and hari.awal > _batas(bahan, isian):
            saran = "Periksa tahunnya."
            yield Temuan("DT-06", pada_isian(isian), f"{sebutan} {terbaca(hari.awal)} belum terjadi.", saran)


def _batas(bahan: Bahan, isian: Isian) -> date:
    """The day of making lies behind us; the two others may be planned, though not for long."""
    return bahan.hari_ini if isian is Isian.TANGGAL_PEMBUATAN else bahan.hari_ini + RENCANA


_35 = "PermenPAN-RB 35/2012, tanggal pada bagian identitas"
_E, _P, _W = Keparahan.AJUKAN, Keparahan.SAHKAN, Keparahan.PERINGATAN
ATURAN: tuple[Aturan, ...] = (
    Aturan("DT-01", "Dibuat sebelum berlaku efektif", _E, _35, dibuat_sebelum_efektif),
    Aturan("DT-02", "Tanggal revisi di antara pembuatan dan efektif", _W, _35, revisi_di_antaranya),
    Aturan("DT-03", "Tanggal revisi sesuai dengan versinya", _P, _35, revisi_sesuai_versi),
    Aturan("DT-04", "Tanggal efektif tidak mendahului keputusan", _W, _35, efektif_setelah_keputusan),
    Aturan("DT-05", "Evaluasi berkala tidak lewat tenggat", _W, "PermenPAN-RB 35/2012, evaluasi", sudah_dievaluasi),
    Aturan("DT-06", "Tanggal ditulis utuh dan masuk akal", _E, "Praktik: naskah nyata", tanggal_utuh),
)
