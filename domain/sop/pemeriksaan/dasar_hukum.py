"""LH: the laws that an SOP rests on (domain.md 9.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from domain.sop.naskah import Butir, Daftar
from domain.sop.pemeriksaan.bahan import Bahan, Peraturan, StatusPeraturan
from domain.sop.pemeriksaan.butir_hukum import butir_hukum, temuan_hukum, tulis_utuh
from domain.sop.pemeriksaan.daftar_peraturan import gabung
from domain.sop.pemeriksaan.kecocokan_hukum import sudah_ada_dan_cocok
from domain.sop.pemeriksaan.kutipan import DasarHukum, Kutipan, kunci
from domain.sop.pemeriksaan.salin_tempel import hukum_daerah_lain
from domain.sop.pemeriksaan.tempat import pada_daftar, petik
from domain.sop.pemeriksaan.temuan import Aturan, Keparahan, Perbaikan, Temuan

_SOTK = re.compile(r"(?i)susunan organisasi|tata kerja|struktur organisasi|susunan perangkat daerah|\bSOTK\b")


def terisi(bahan: Bahan) -> Iterator[Temuan]:
    if not bahan.naskah.isi_daftar(Daftar.DASAR_HUKUM):
        saran = "Mulai dari peraturan organisasi perangkat daerah, lalu peraturan yang mengatur kegiatannya."
        yield Temuan("LH-01", pada_daftar(Daftar.DASAR_HUKUM), "Belum ada dasar hukum.", saran)


def masih_berlaku(bahan: Bahan) -> Iterator[Temuan]:
    register = gabung(bahan.peraturan)
    for butir, dasar in butir_hukum(bahan):
        for kutipan in (dasar.pokok, *dasar.lain):
            peraturan = register.get(kutipan.sebutan.casefold())
            if peraturan and peraturan.status is StatusPeraturan.DICABUT:
                yield _dicabut(bahan, butir, dasar, peraturan, register)
        pokok = register.get(dasar.pokok.sebutan.casefold())
        if pokok and pokok.status is StatusPeraturan.DIUBAH and not dasar.menyebut_perubahan:
            ubah = " dan ".join(pokok.pengganti) or "peraturan yang lebih baru"
            kalimat = f"{pokok.sebutan} sudah diubah dengan {ubah}, tetapi perubahannya belum disebut."
            yield temuan_hukum(bahan, "LH-02", butir, kalimat, f"Tambahkan “sebagaimana telah diubah dengan {ubah}”.")


def _dicabut(bahan: Bahan, butir: Butir, dasar: DasarHukum, lama: Peraturan, register: dict[str, Peraturan]) -> Temuan:
    ganti = " dan ".join(lama.pengganti)
    saran = f"Ganti dengan {ganti}." if ganti else "Ganti dengan peraturan penggantinya."
    kalimat = f"{lama.sebutan} sudah tidak berlaku" + (f", diganti {ganti}." if ganti else ".")
    baru = register.get(kunci(lama.pengganti[0])) if len(lama.pengganti) == 1 and not dasar.lain else None
    perbaikan: tuple[Perbaikan, ...] = ()
    if baru and baru.status is StatusPeraturan.BERLAKU and (utuh := tulis_utuh(baru)):
        perbaikan = (Perbaikan(f"Pakai: {baru.sebutan}", {"nilai": utuh}),)
    return temuan_hukum(bahan, "LH-02", butir, kalimat, saran, perbaikan)


def urut_hierarki(bahan: Bahan) -> Iterator[Temuan]:
    """One finding, at the first entry that stands too low."""
    sebelum = Kutipan(tingkat=0)
    for butir, dasar in butir_hukum(bahan):
        kini = dasar.pokok
        if not kini.jenis:
            continue
        lebih_lama = kini.jenis == sebelum.jenis and kini.tahun < sebelum.tahun
        if kini.tingkat < sebelum.tingkat or lebih_lama:
            kalimat = "Dasar hukum belum urut menurut tingkat dan tahunnya."
            saran = "Urutkan: UUD, UU, PP, Perpres, Permen, Perda, Perkada, Keputusan; yang lebih lama lebih dahulu."
            yield temuan_hukum(bahan, "LH-04", butir, kalimat, saran)
            return
        sebelum = kini


def milik_sendiri(bahan: Bahan) -> Iterator[Temuan]:
    for butir in bahan.naskah.isi_daftar(Daftar.DASAR_HUKUM):
        if asing := hukum_daerah_lain(butir.teks, bahan.daerah):
            kalimat = f"Dasar hukum ini peraturan daerah lain: {asing}."
            yield temuan_hukum(bahan, "LH-05", butir, kalimat, "Ganti dengan peraturan daerah sendiri.")


def kutipan_lengkap(bahan: Bahan) -> Iterator[Temuan]:
    register, semua = gabung(bahan.peraturan), tuple(butir_hukum(bahan))
    for butir, dasar in semua:
        pokok = dasar.pokok
        ada = {"jenis": pokok.jenis, "nomor": pokok.nomor, "tahun": pokok.tahun, "tentang": dasar.tentang}
        kurang = [nama for nama, isi in ada.items() if not isi]
        if kurang and pokok.jenis != "UUD":
            kalimat = f"Kutipan belum lengkap: {', '.join(kurang)} belum ada."
            saran = "Tulis lengkap, misalnya “Undang-Undang Nomor 43 Tahun 2009 tentang Kearsipan”."
            peraturan = register.get(pokok.sebutan.casefold()) if kurang == ["tentang"] and not dasar.lain else None
            utuh = tulis_utuh(peraturan) if peraturan else ""
            perbaikan = (Perbaikan(f"Pakai: {petik(utuh)}", {"nilai": utuh}),) if utuh else ()
            yield temuan_hukum(bahan, "LH-06", butir, kalimat, saran, perbaikan)
    if semua and not any(_SOTK.search(butir.teks) for butir, _ in semua):
        kalimat = "Peraturan tentang susunan organisasi perangkat daerah belum disebut."
        saran = "Tambahkan peraturan kepala daerah tentang susunan organisasi dan tata kerja (SOTK)."
        yield Temuan("LH-06", pada_daftar(Daftar.DASAR_HUKUM), kalimat, saran)


_35 = "PermenPAN-RB 35/2012, bagian identitas"
_hukum = partial(Aturan, sumber="Praktik: naskah nyata; prinsip kepatuhan hukum")
_E, _W = Keparahan.AJUKAN, Keparahan.PERINGATAN
ATURAN: tuple[Aturan, ...] = (
    Aturan("LH-01", "Ada dasar hukum", _E, _35, terisi),
    _hukum("LH-02", "Dasar hukum masih berlaku", _W, periksa=masih_berlaku),
    _hukum("LH-03", "Nomor, tahun, dan tentang cocok", _W, periksa=sudah_ada_dan_cocok),
    Aturan("LH-04", "Dasar hukum urut", Keparahan.KETERANGAN, "UU 12/2011, hierarki peraturan", urut_hierarki),
    _hukum("LH-05", "Bukan peraturan daerah lain", _E, periksa=milik_sendiri),
    _hukum("LH-06", "Kutipan dasar hukum lengkap", _W, periksa=kutipan_lengkap),
)
