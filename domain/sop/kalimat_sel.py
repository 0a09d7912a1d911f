"""Words for what changed in the content: each changed cell with both of its values, and no other."""

from __future__ import annotations

import re
from datetime import date

from domain.sop.events import LangkahDiubah
from domain.sop.langkah import KOLOM_LANGKAH, Langkah, LangkahId, Panah, Pelaksana, PelaksanaId, Waktu, nomor_langkah
from domain.sop.naskah import TANGGAL, Butir, Daftar, Isian, Naskah
from domain.sop.terapan import ubah_langkah

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
SEBUTAN_PELAKSANA = {
    "kode": "kode",
    "unit": "unit",
    "eksternal": "di luar instansi",
    "bukan_orang": "bukan orang",
}
_BULAN = (
    "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()  # noqa: SIM905
)
_TANGGAL = re.compile(r"(\d{4})-(0[1-9]|1[0-2])(?:-(\d\d))?")


def kutip(teks: str, panjang: int = 80) -> str:
    teks = " ".join(teks.split())
    return f"“{teks if len(teks) <= panjang else teks[: panjang - 1].rstrip() + '…'}”"


def awal_besar(teks: str) -> str:
    """With a capital first letter; what follows stays as it is (SOP)."""
    return teks[:1].upper() + teks[1:]


def dari_ke(lama: str, baru: str) -> str:
    if not lama:
        return f"menjadi {kutip(baru)}"
    return f"dari {kutip(lama)} menjadi {kutip(baru)}" if baru else f"dari {kutip(lama)} menjadi kosong"


def tanggal_terbaca(tanggal: date) -> str:
    return f"{tanggal.day} {_BULAN[tanggal.month - 1]} {tanggal.year}"


def isian_terbaca(isian: Isian, nilai: str) -> str:
    """As people write it: a date in words, as far as an old sheet has it; whatever is none stays as it stands."""
    if isian not in TANGGAL or not (bagian := _TANGGAL.fullmatch(nilai)):
        return nilai
    tahun, bulan, hari = bagian.groups()
    return " ".join([*([str(int(hari))] if hari else []), _BULAN[int(bulan) - 1], tahun])


def isian_dari_ke(isian: Isian, lama: str, baru: str) -> str:
    return dari_ke(isian_terbaca(isian, lama), isian_terbaca(isian, baru))


def nomor(naskah: Naskah, langkah_id: LangkahId) -> str:
    return nomor_langkah(naskah.langkah).get(langkah_id, "?")


def jabatan(naskah: Naskah, pelaksana_id: PelaksanaId) -> str:
    pelaksana = naskah.cari_pelaksana(pelaksana_id)
    return pelaksana.jabatan if pelaksana else "?"


def kolom_terbaca(naskah: Naskah, kolom: str, langkah: Langkah) -> str:
    """A column's value in words."""
    nilai = getattr(langkah, kolom)
    if isinstance(nilai, Waktu):
        return nilai.teks
    if kolom == "pelaksana":
        return ", ".join(jabatan(naskah, p) for p in nilai)
    if kolom == "panah":
        return "; ".join(sebutan_panah(naskah, p) for p in nilai)
    if kolom in ("simbol_per_pelaksana", "label_simbol"):
        return ", ".join(f"{jabatan(naskah, p)}: {v}" for p, v in nilai)
    return "; ".join(nilai) if isinstance(nilai, tuple) else str(nilai)


def sebutan_panah(naskah: Naskah, panah: Panah) -> str:
    tujuan = nomor(naskah, panah.ke) if panah.ke else panah.tertulis
    return f"{panah.label}: ke langkah {tujuan}" if panah.label else f"ke langkah {tujuan}"


def langkah_diubah(naskah: Naskah, peristiwa: LangkahDiubah) -> str:
    lama = naskah.cari_langkah(peristiwa.langkah_id)
    if lama is None:
        return "Langkah diubah"
    baru = ubah_langkah(lama, peristiwa.ubahan)
    bagian = [
        f"{SEBUTAN_KOLOM[k]} {dari_ke(kolom_terbaca(naskah, k, lama), kolom_terbaca(naskah, k, baru))}"
        for k in KOLOM_LANGKAH
        if getattr(baru, k) != getattr(lama, k)
    ]
    return f"Langkah {nomor(naskah, lama.id)}: " + ("; ".join(bagian) or "tidak ada yang berubah")


def pelaksana_diubah(naskah: Naskah, baru: Pelaksana) -> str:
    lama = naskah.cari_pelaksana(baru.id)
    if lama is None or lama.jabatan != baru.jabatan:
        kepala = f"Kolom pelaksana diubah {dari_ke(lama.jabatan if lama else '?', baru.jabatan)}"
    else:
        kepala = f"Kolom pelaksana {kutip(baru.jabatan)} diubah"
    lain = [
        f"{sebutan} {dari_ke(_ya(getattr(lama, k)), _ya(getattr(baru, k)))}"
        for k, sebutan in SEBUTAN_PELAKSANA.items()
        if lama and getattr(lama, k) != getattr(baru, k)
    ]
    return "; ".join([kepala, *lain])


def _ya(nilai: str | bool) -> str:
    return nilai if isinstance(nilai, str) else "ya" if nilai else "tidak"


def pelaksana_dihapus(naskah: Naskah, pelaksana_id: PelaksanaId) -> str:
    """The column, and the steps that lost it."""
    dilepas = _beda(naskah, naskah.tanpa_pelaksana(pelaksana_id))
    akibat = f" dan dilepas dari langkah {dilepas}" if dilepas else ""
    return f"Kolom pelaksana {kutip(jabatan(naskah, pelaksana_id))} dihapus{akibat}"


def langkah_dihapus(naskah: Naskah, langkah_id: LangkahId) -> str:
    """The row, and the steps whose arrows led to it."""
    hilang = naskah.cari_langkah(langkah_id)
    putus = _beda(naskah, naskah.tanpa_langkah(langkah_id))
    akibat = f"; panah dari langkah {putus} terputus" if putus else ""
    return f"Langkah {nomor(naskah, langkah_id)} {kutip(hilang.kegiatan if hilang else '')} dihapus{akibat}"


def _beda(dulu: Naskah, kini: Naskah) -> str:
    """The numbers, as they were, of the rows that are in both and differ."""
    lama = {x.id: x for x in dulu.langkah}
    return ", ".join(nomor(dulu, x.id) for x in kini.langkah if x != lama[x.id])


def butir_diubah(naskah: Naskah, daftar: Daftar, butir: Butir) -> str:
    lama = next((b for b in naskah.isi_daftar(daftar) if b.id == butir.id), None)
    if lama and lama.teks == butir.teks:
        return f"{awal_besar(daftar.sebutan)} {kutip(butir.teks)} diubah rujukannya"
    return f"{awal_besar(daftar.sebutan)} diubah {dari_ke(lama.teks if lama else '', butir.teks)}"
