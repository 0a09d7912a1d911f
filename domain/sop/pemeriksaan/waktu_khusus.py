"""MB: times that are not one step's plain figure: hidden in a remark, shared by rows, counted per piece."""

from __future__ import annotations

import re
from collections.abc import Iterator

from domain.sop.langkah import Satuan
from domain.sop.pemeriksaan.aturan import Catatan, aturan
from domain.sop.pemeriksaan.bahan import Bahan
from domain.sop.pemeriksaan.letak import baris, baris_kerja, cuplik, daftar_langkah
from domain.sop.pemeriksaan.mutu_waktu import terukur
from domain.sop.pemeriksaan.temuan import Keparahan
from domain.sop.pemeriksaan.waktu import lama_disebut, lama_formulir

_MENUNGGU = re.compile(r"menunggu|tunggu|paling l|maks|selambat|dalam waktu|lama|proses|pengajuan|waktu")
_BUKAN_LAMA = re.compile(r"(?:setiap|tiap|per|sebelum|masa|usia|umur|retensi|berlaku|terakhir|lalu|h-) ?$")


@aturan("MB-08", "Waktu ditulis di kolom Waktu", Keparahan.PERINGATAN, "praktik")
def waktu_di_keterangan(bahan: Bahan) -> Iterator[Catatan]:
    """A time that explains the step's own, or says how old or how often something is, is no hidden waiting."""
    for b in baris_kerja(bahan.naskah):
        w = b.langkah.waktu
        for sebelum, lama in lama_disebut(b.langkah.keterangan):
            panjang = lama.satuan in (Satuan.BULAN, Satuan.TAHUN)
            menunggu = _MENUNGGU.search(sebelum) is not None or not panjang
            sama = lama.satuan is w.satuan and lama_formulir(lama) == lama_formulir(w)
            if menunggu and not sama and not _BUKAN_LAMA.search(sebelum):
                yield Catatan(
                    b.tempat("keterangan"),
                    f"{b.sebutan}: keterangannya memuat waktu “{cuplik(lama.teks)}”, yang tidak ikut dihitung.",
                    "Tulis waktunya pada kolom Waktu; waktu tunggu dapat menjadi langkah tersendiri.",
                )
                break


@aturan("MB-09", "Setiap langkah punya waktunya sendiri", Keparahan.PERINGATAN, "praktik")
def waktu_gabungan(bahan: Bahan) -> Iterator[Catatan]:
    menurut_id = {b.langkah.id: b for b in baris(bahan.naskah)}
    sudah: set[frozenset[int]] = set()
    for b in menurut_id.values():
        gabung = b.langkah.waktu.gabung_dengan
        lain = menurut_id.get(gabung) if gabung else None
        pasangan = frozenset({b.letak, lain.letak}) if lain else frozenset()
        if lain is not None and lain is not b and pasangan not in sudah:
            sudah.add(pasangan)
            yield Catatan(
                b.tempat("waktu"),
                f"Satu waktu dipakai bersama oleh {daftar_langkah((b, lain))}; dalam waktu total dihitung satu kali.",
                "Tulis waktu masing-masing langkah.",
            )


@aturan("MB-11", "Waktu per satuan volume", Keparahan.KETERANGAN, "praktik")
def waktu_per_volume(bahan: Bahan) -> Iterator[Catatan]:
    per = [b for b in baris_kerja(bahan.naskah) if terukur(b.langkah.waktu) and b.langkah.waktu.per]
    if per:
        yield Catatan(
            per[0].tempat("waktu"),
            f"Waktu {daftar_langkah(per)} dihitung per {cuplik(per[0].langkah.waktu.per)}, "
            "jadi tidak ikut dalam waktu total.",
            "Biarkan bila volumenya memang berubah-ubah.",
        )


ATURAN = (waktu_di_keterangan, waktu_gabungan, waktu_per_volume)
