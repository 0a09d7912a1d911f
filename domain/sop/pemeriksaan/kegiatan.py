"""KG: the sentences of the steps: an active verb and its object; who does it is the column's business (PL-03)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from domain.sop.langkah import Langkah, Pelaksana
from domain.sop.naskah import Naskah
from domain.sop.pemeriksaan.aturan import Catatan, aturan
from domain.sop.pemeriksaan.bahan import Bahan
from domain.sop.pemeriksaan.ingatan import ingat
from domain.sop.pemeriksaan.kata import Bentuk, aktif, bentuk, kata, kata_kerja_terangkai
from domain.sop.pemeriksaan.kosakata import SAMAR
from domain.sop.pemeriksaan.letak import Baris, baris_kerja, cuplik, daftar_kata, daftar_langkah
from domain.sop.pemeriksaan.pelaku import Pelaku, pelaku, penerima_sendiri, tanpa_pelaku
from domain.sop.pemeriksaan.sebutan import nama_kolom
from domain.sop.pemeriksaan.temuan import Keparahan, Perbaikan

TERBANYAK_KERJA, TERBANYAK_KATA = 2, 25
_SAMAR = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, SAMAR))})(?!\w)", re.IGNORECASE)
_KETENTUAN = re.compile(
    r"\bsesuai (?:dengan )?ketentuan(?: peraturan(?: perundang-undangan)?)?(?: yang berlaku)?(?= *(?:$|[,.;)]| dan ))",
    re.IGNORECASE,
)
_BERKALA = re.compile(r"\bsecara berkala\b", re.IGNORECASE)
_PERIODE = re.compile(
    r"\b(?:setiap|tiap|per|sekali|seminggu|sebulan|setahun|harian|mingguan|bulanan|triwulan\w*|semester\w*|tahunan"
    r"|\d+ kali)\b",
    re.IGNORECASE,
)
_BERUPA = {
    Bentuk.BENDA: "diawali kata benda",
    Bentuk.PASIF: "berupa kalimat pasif",
    Bentuk.ASING: "belum diawali kata kerja baku",
    Bentuk.LAIN: "belum diawali kata kerja",
}


def _ganti(teks: str) -> tuple[Perbaikan, ...]:
    return (Perbaikan(f"Pakai: {cuplik(teks)}", {"kegiatan": teks}),) if teks else ()


@ingat
def _kerja(naskah: Naskah) -> tuple[tuple[Baris, Pelaku], ...]:
    """The steps with a sentence, and whom each names as its actor."""
    nama = nama_kolom(naskah.pelaksana)
    return tuple((b, pelaku(b.langkah.kegiatan, nama)) for b in baris_kerja(naskah) if kata(b.langkah.kegiatan))


def _mengerjakan(langkah: Langkah, semua: tuple[Pelaksana, ...]) -> bool:
    return any(p.id in langkah.pelaksana for p in semua)


@aturan("KG-01", "Kegiatan diawali kata kerja aktif", Keparahan.PERINGATAN, "PermenPAN-RB 35/2012")
def kata_kerja(bahan: Bahan) -> Iterator[Catatan]:
    for b, siapa in _kerja(bahan.naskah):
        sisa = kata(siapa.sesudah_subjek)
        jenis = bentuk(sisa) if sisa else Bentuk.LAIN
        if jenis is Bentuk.AKTIF or (siapa.subjek and not sisa):
            continue
        baik = aktif(tanpa_pelaku(siapa))
        yield Catatan(
            b.tempat("kegiatan"),
            f"{b.sebutan}: kegiatan “{cuplik(b.langkah.kegiatan)}” {_BERUPA[jenis]}.",
            f"Mulai dengan kata kerja aktif: “{cuplik(baik)}”."
            if baik
            else "Mulai dengan kata kerja aktif, misalnya “Memeriksa”, “Menyusun”, atau “Menyerahkan”.",
            _ganti(baik),
        )


@aturan("KG-02", "Satu langkah satu kegiatan", Keparahan.KETERANGAN, "Asas keterukuran, PermenPAN-RB 35/2012")
def satu_kegiatan(bahan: Bahan) -> Iterator[Catatan]:
    for b in baris_kerja(bahan.naskah):
        kerja = kata_kerja_terangkai(b.langkah.kegiatan)
        if len(kerja) > TERBANYAK_KERJA:
            yield Catatan(
                b.tempat("kegiatan"),
                f"{b.sebutan} memuat {len(kerja)} kegiatan sekaligus: {daftar_kata(map(cuplik, kerja))}.",
                "Pecah menjadi beberapa langkah, supaya waktu dan hasil masing-masing terukur.",
            )
        elif (banyak := len(kata(b.langkah.kegiatan))) > TERBANYAK_KATA:
            yield Catatan(
                b.tempat("kegiatan"),
                f"{b.sebutan}: kalimat kegiatan terdiri atas {banyak} kata.",
                "Ringkas menjadi kata kerja dan objeknya; penjelasan ditulis pada keterangan.",
            )


@aturan("KG-03", "Pelaku tidak ditulis dalam kegiatan", Keparahan.PERINGATAN, "PermenPAN-RB 35/2012")
def tanpa_subjek(bahan: Bahan) -> Iterator[Catatan]:
    for b, siapa in _kerja(bahan.naskah):
        if not siapa.semua:
            continue
        bersih = tanpa_pelaku(siapa)
        pasti = _mengerjakan(b.langkah, siapa.semua) and bersih != siapa.kalimat
        yield Catatan(
            b.tempat("kegiatan"),
            f"{b.sebutan}: pelaku “{cuplik(siapa.tertulis)}” ditulis dalam kegiatan.",
            "Hapus pelakunya dari kalimat; pelaku sudah tampak dari kolomnya.",
            _ganti((aktif(bersih) or bersih) if pasti else ""),
        )


@aturan("PL-03", "Pelaku dalam kalimat sama dengan kolomnya", Keparahan.PERINGATAN, "praktik")
def pelaku_lain(bahan: Bahan) -> Iterator[Catatan]:
    nama = nama_kolom(bahan.naskah.pelaksana)
    for b, siapa in _kerja(bahan.naskah):
        if siapa.semua and b.langkah.pelaksana and not _mengerjakan(b.langkah, siapa.semua):
            yield Catatan(
                b.tempat("pelaksana"),
                f"{b.sebutan}: kalimatnya menyebut “{cuplik(siapa.tertulis)}”, tetapi simbolnya di kolom lain.",
                "Pindahkan simbol ke kolom pelaku yang benar.",
            )
        elif (sendiri := penerima_sendiri(b.langkah, nama)) is not None:
            yield Catatan(
                b.tempat("pelaksana"),
                f"{b.sebutan}: {sendiri.kalimat} “{cuplik(sendiri.pelaksana.jabatan)}”, "
                "tetapi simbolnya juga di kolom itu.",
                "Pilih kolom yang mengerjakan langkah ini.",
            )


@aturan("KG-04", "Kegiatan tidak ditulis dua kali", Keparahan.PERINGATAN, "usul")
def kegiatan_kembar(bahan: Bahan) -> Iterator[Catatan]:
    pertama: dict[tuple[tuple[str, ...], frozenset[object]], Baris] = {}
    for b in baris_kerja(bahan.naskah):
        kunci = (kata(b.langkah.kegiatan), frozenset[object](b.langkah.pelaksana))
        dulu = pertama.setdefault(kunci, b) if kunci[0] else b
        if dulu is not b:
            yield Catatan(
                b.tempat("kegiatan"),
                f"Kegiatan dan pelaksana {daftar_langkah((dulu, b))} sama.",
                "Hapus salah satunya, atau bedakan kalimatnya.",
            )


@aturan("KG-05", "Tidak ada kata yang samar", Keparahan.PERINGATAN, "Asas keterukuran, PermenPAN-RB 35/2012")
def samar(bahan: Bahan) -> Iterator[Catatan]:
    for b in baris_kerja(bahan.naskah):
        teks = b.langkah.kegiatan
        for cocok in (*_SAMAR.finditer(teks), *_KETENTUAN.finditer(teks)):
            lengkapi = SAMAR.get(cocok.group().casefold()) or "sebutkan peraturan, ukuran, atau syaratnya"
            yield Catatan(
                b.tempat("kegiatan"),
                f"{b.sebutan}: “{cuplik(cocok.group())}” belum jelas.",
                f"Ganti dengan yang pasti: {lengkapi}.",
            )
        if _BERKALA.search(teks) and not _PERIODE.search(f"{teks} {b.langkah.keterangan}"):
            yield Catatan(
                b.tempat("kegiatan"),
                f"{b.sebutan}: “secara berkala” belum menyebut kapan.",
                "Tulis kapan, misalnya “setiap hari Senin” atau “setiap triwulan”.",
            )


ATURAN = (kata_kerja, satu_kegiatan, tanpa_subjek, pelaku_lain, kegiatan_kembar, samar)
