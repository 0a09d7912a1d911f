"""GV and PB, as far as they can be seen on an SOP (domain.md 9.10).

Separate hands (GV-01, 03, 04), one open version (GV-05), one in force (GV-06) and the reason of a revision (GV-07) are
not findings here: domain/wewenang.py and domain/sop/pengesahan.py do not let them be broken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from domain.sop.langkah import nomor_langkah
from domain.sop.naskah import Daftar, Isian
from domain.sop.pemeriksaan.bahan import Bahan, HasilUjiCoba
from domain.sop.pemeriksaan.tanggal import rentang
from domain.sop.pemeriksaan.tempat import pada_butir, pada_isian
from domain.sop.pemeriksaan.temuan import Aturan, Keparahan, Tempat, Temuan

_PONSEL = re.compile(r"(?<![\d./-])(?:\+62|62|0)[ -]?8\d(?:[ -]?\d){7,10}(?![\d/])")
_SUREL_PRIBADI = re.compile(r"(?i)[\w.+-]+@(?:gmail|yahoo|ymail|hotmail|outlook|live|icloud)\.[a-z.]{2,12}")
_UJI_COBA = {
    HasilUjiCoba.BELUM: "Versi ini belum diuji coba.",
    HasilUjiCoba.BERUBAH: "Isi versi ini berubah sesudah diuji coba.",
}


def ada_keputusan(bahan: Bahan) -> Iterator[Temuan]:
    efektif = rentang(bahan.naskah.nilai(Isian.TANGGAL_EFEKTIF))
    if bahan.pengesahan.sk_nomor == "" and efektif and efektif.awal <= bahan.hari_ini:
        kalimat = "SOP ini sudah berlaku, tetapi keputusan (SK) pengesahannya tidak ada."
        yield Temuan("GV-02", Tempat("SOP ini"), kalimat, "Sebutkan nomor, tanggal, dan penerbit keputusannya.")


def diuji_coba(bahan: Bahan) -> Iterator[Temuan]:
    kalimat = _UJI_COBA.get(bahan.uji_coba) if bahan.uji_coba else None
    if kalimat:
        saran = "Uji coba atau simulasikan, lalu catat tanggal, peserta, dan hasilnya, atau tulis mengapa tidak perlu."
        yield Temuan("GV-08", Tempat("SOP ini"), kalimat, saran)


def tanpa_kontak_pribadi(bahan: Bahan) -> Iterator[Temuan]:
    naskah = bahan.naskah
    tulisan = [(pada_isian(isian), teks) for isian, teks in naskah.isian]
    tulisan += [(pada_butir(naskah, d, b), b.teks) for d in Daftar for b in naskah.isi_daftar(d)]
    nomor = nomor_langkah(naskah.langkah)
    for x in naskah.langkah:
        sel = f"langkah.{x.id}"
        kolom = {"kegiatan": x.kegiatan, "output": x.output, "keterangan": x.keterangan}
        kolom["kelengkapan"] = "\n".join(x.kelengkapan)
        tulisan += [(Tempat(f"langkah {nomor[x.id]}, {k}", sel, k, x.id), teks) for k, teks in kolom.items()]
    for tempat, teks in tulisan:
        if _PONSEL.search(teks) or _SUREL_PRIBADI.search(teks):
            kalimat = "Tulisan ini memuat nomor telepon atau alamat surel pribadi."
            saran = "SOP terbuka untuk umum. Pakai kontak kantor, atau sebut jabatannya saja."
            yield Temuan("PB-02", tempat, kalimat, saran)


ATURAN: tuple[Aturan, ...] = (
    Aturan("GV-02", "SOP yang berlaku punya keputusan", Keparahan.SAHKAN, "Praktik: penetapan SOP", ada_keputusan),
    Aturan("GV-08", "SOP diuji coba sebelum disahkan", Keparahan.PERINGATAN, "PermenPAN-RB 35/2012", diuji_coba),
    # NIK and NIP are refused when they are typed; an office's own hotline may look like a private number
    Aturan("PB-02", "Tidak ada kontak pribadi", Keparahan.PERINGATAN, "UU 27/2022", tanpa_kontak_pribadi),
)
