"""ID: the identity sheet is filled in, and by the right hand (domain.md 9.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from domain.sop.naskah import SEBUTAN_ISIAN, Daftar, Isian
from domain.sop.pemeriksaan.bahan import Bahan
from domain.sop.pemeriksaan.nama_sop import periksa_nama
from domain.sop.pemeriksaan.salin_tempel import periksa_daerah
from domain.sop.pemeriksaan.tempat import pada_butir, pada_daftar, pada_isian, petik
from domain.sop.pemeriksaan.temuan import Aturan, Keparahan, Tempat, Temuan
from domain.sop.pengesahan import normal_nomor

ISIAN_WAJIB = (Isian.NAMA, Isian.TANGGAL_PEMBUATAN, Isian.TANGGAL_EFEKTIF, Isian.NOMOR, Isian.PENGESAH)
NIP = re.compile(r"\d{18}")
_TANPA_NIP = re.compile(r"(?i)\b(?:wali ?kota|bupati|gubernur|ketua)\b")
_GELAR = re.compile(r"(?i)(?<!\w)(?:dr|drs|dra|ir|h|hj)\.\s+[A-Z]|,\s*(?:S|M|A\.Md)\.\s?[A-Z]\w*")
_SYARAT = re.compile(r"(?i)\b(?:apabila|jika|bila|bilamana)\b.*(?:\bmaka\b|\bakan\b|,)", re.DOTALL)
_LAMA = re.compile(r"(?i)\b\d+\s*(?:\(\w+\)\s*)?(?:menit|jam|hari|minggu|bulan|tahun)\b")


def lengkap(bahan: Bahan) -> Iterator[Temuan]:
    """One finding for all that is empty, at no cell: empty cells show themselves, and boxes have rules of their own."""
    naskah = bahan.naskah
    isian = [SEBUTAN_ISIAN[i] for i in ISIAN_WAJIB if not naskah.nilai(i).strip(" .-…")]
    if kosong := isian + [d.sebutan for d in Daftar if not naskah.isi_daftar(d)]:
        saran = "Lengkapi sebelum disahkan. Nomor, tanggal efektif, dan pengesah dapat diisi saat pengesahan."
        kalimat = f"Lembar identitas belum lengkap: {', '.join(kosong)}."
        yield Temuan("ID-01", Tempat("Lembar identitas"), kalimat, saran)


def nomor(bahan: Bahan) -> Iterator[Temuan]:
    tertulis = bahan.naskah.nilai(Isian.NOMOR)
    dicari = normal_nomor(tertulis).strip("-…_/")
    if not dicari:
        yield Temuan(
            "ID-02",
            pada_isian(Isian.NOMOR),
            "Nomor SOP belum diisi.",
            "Ikuti tata naskah dinas; nomor boleh menyusul saat pengesahan.",
        )
        return
    for lain in bahan.sop_lain:
        if normal_nomor(lain.nomor) == dicari:
            kalimat = f"Nomor “{petik(tertulis)}” sudah dipakai SOP lain: “{petik(lain.nama)}”."
            yield Temuan("ID-02", pada_isian(Isian.NOMOR), kalimat, "Pakai nomor berikutnya dari buku registrasi.")


def pengesah(bahan: Bahan) -> Iterator[Temuan]:
    jabatan, kelak = bahan.naskah.nilai(Isian.PENGESAH).strip(), bahan.pengesahan
    tanpa_nip = kelak.nip == "" and not _TANPA_NIP.search(jabatan)
    kurang = {"jabatan": not jabatan, "nama": kelak.nama == "", "NIP": tanpa_nip}
    if any(kurang.values()):
        apa = " dan ".join(nama for nama, belum in kurang.items() if belum)
        saran = "Tulis jabatan kepala unit pemilik SOP; nama dan NIP terisi saat ia mengesahkan."
        yield Temuan("ID-04", pada_isian(Isian.PENGESAH), f"Pengesah belum lengkap: {apa} belum ada.", saran)
    if kelak.nip and not NIP.fullmatch(kelak.nip.replace(" ", "")):
        kalimat = "NIP pengesah tidak terdiri dari 18 angka."
        yield Temuan("ID-04", pada_isian(Isian.PENGESAH), kalimat, "Salin NIP dari keputusan pengangkatannya.")


def kualifikasi(bahan: Bahan) -> Iterator[Temuan]:
    daftar = Daftar.KUALIFIKASI_PELAKSANA
    isi = bahan.naskah.isi_daftar(daftar)
    saran = "Tulis kemampuan yang dibutuhkan, misalnya “Memahami tata naskah dinas”."
    if not isi:
        yield _kosong("ID-05", daftar, saran)
    jabatan = {p.jabatan.casefold().strip() for p in bahan.naskah.pelaksana}
    for butir in isi:
        tempat = pada_butir(bahan.naskah, daftar, butir)
        if butir.teks.casefold().strip() in jabatan:
            yield Temuan("ID-05", tempat, f"“{petik(butir.teks)}” adalah jabatan, bukan kemampuan.", saran)
        elif _GELAR.search(butir.teks):
            yield Temuan("ID-05", tempat, f"“{petik(butir.teks)}” tampak seperti nama orang.", saran)


def peringatan(bahan: Bahan) -> Iterator[Temuan]:
    isi = bahan.naskah.isi_daftar(Daftar.PERINGATAN)
    if any(_SYARAT.search(b.teks) or _LAMA.search(b.teks) for b in isi):
        return
    kalimat = "Belum ada peringatan yang menyebut akibat." if isi else "Kotak peringatan masih kosong."
    saran = "Tulis dengan pola “Apabila … maka …”, atau sebutkan batas waktunya."
    tempat = pada_butir(bahan.naskah, Daftar.PERINGATAN, isi[0]) if isi else pada_daftar(Daftar.PERINGATAN)
    yield Temuan("ID-07", tempat, kalimat, saran)


def peralatan(bahan: Bahan) -> Iterator[Temuan]:
    if not bahan.naskah.isi_daftar(Daftar.PERALATAN_PERLENGKAPAN):
        saran = "Sebutkan alat utama yang dipakai, misalnya komputer dan aplikasi persuratan."
        yield _kosong("ID-06", Daftar.PERALATAN_PERLENGKAPAN, saran)


def pencatatan(bahan: Bahan) -> Iterator[Temuan]:
    if not bahan.naskah.isi_daftar(Daftar.PENCATATAN_PENDATAAN):
        saran = "Sebutkan register, formulir, atau aplikasi tempat hasilnya dicatat."
        yield _kosong("ID-09", Daftar.PENCATATAN_PENDATAAN, saran)


def _kosong(kode: str, daftar: Daftar, saran: str) -> Temuan:
    return Temuan(kode, pada_daftar(daftar), f"Kotak {daftar.sebutan} masih kosong.", saran)


_35 = "PermenPAN-RB 35/2012"
_P, _W, _E = Keparahan.SAHKAN, Keparahan.PERINGATAN, Keparahan.AJUKAN
ATURAN: tuple[Aturan, ...] = (
    Aturan("ID-01", "Lembar identitas terisi lengkap", _P, f"{_35}, bagian identitas", lengkap),
    Aturan("ID-02", "Nomor SOP terisi dan tidak kembar", _P, f"{_35}, bagian identitas", nomor),
    Aturan("ID-03", "Nama SOP menyebut kegiatannya", _W, "Praktik: naskah nyata", periksa_nama),
    Aturan("ID-04", "Pengesah disebut dengan jabatan, nama, dan NIP", _P, f"{_35}, bagian identitas", pengesah),
    Aturan("ID-05", "Kualifikasi pelaksana berupa kemampuan", _W, f"{_35}, bagian identitas", kualifikasi),
    Aturan("ID-06", "Peralatan dan perlengkapan terisi", _W, f"{_35}, bagian identitas", peralatan),
    Aturan("ID-07", "Peringatan menyebut syarat dan akibat", _W, f"{_35}, bagian identitas", peringatan),
    Aturan("ID-08", "Nama daerah dan unit adalah nama sendiri", _E, "Praktik: salin-tempel", periksa_daerah),
    Aturan("ID-09", "Pencatatan dan pendataan terisi", _W, f"{_35}, bagian identitas", pencatatan),
)
