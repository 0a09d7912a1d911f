"""Form data -> values of the domain: the only reader of request.form for SOPs."""

from __future__ import annotations

import re
from decimal import Decimal

from app.isian import Form, id_atau_tiada
from domain.sop.errors import WaktuTidakDikenalError
from domain.sop.evaluasi import PERNYATAAN
from domain.sop.events import Jawaban
from domain.sop.langkah import Langkah, LangkahId, Panah, Pelaksana, PelaksanaId, Satuan, Simbol, UbahanLangkah, Waktu
from domain.sop.naskah import Naskah

_BILANGAN = r"(\d{1,6}(?:[.,]\d{1,3})?)"
_WAKTU = re.compile(rf"{_BILANGAN}(?:\s*(?:-|–|s\.d\.|sampai)\s*{_BILANGAN})?\s*(.*)", re.DOTALL)
_SATUAN = {s.sebutan: s for s in Satuan} | {s.value: s for s in Satuan}
CABANG_TERBANYAK = 6


def langkah_ditunjuk(form: Form, nama: str = "langkah") -> tuple[LangkahId, ...]:
    return tuple(LangkahId(i) for i in map(id_atau_tiada, form.getlist(nama)) if i)


def waktu(form: Form) -> Waktu:
    """A number or a range and a unit, which may stand in the field itself ("2 jam") or be chosen beside it; anything
    else is refused here, as old vague texts only come by import.
    """
    lama, satuan = (form.get("pakai") or form.get("lama", "")).strip(), form.get("satuan", "")
    per = form.get("per", "").strip()
    if not lama:
        return Waktu(teks=form.get("teks_waktu", "").strip())
    cocok = _WAKTU.fullmatch(lama)
    tertulis = " ".join(cocok.group(3).lower().split()) if cocok else ""
    if cocok is None or (tertulis and tertulis not in _SATUAN):
        raise WaktuTidakDikenalError(f"Waktu “{lama[:40]}” belum terukur. Tulis angka dan satuan, misalnya 10 menit.")
    unit = _SATUAN.get(tertulis or satuan)
    if unit is None:
        raise WaktuTidakDikenalError("Pilih satuan waktunya.")
    return _terukur(cocok.group(1), cocok.group(2), unit, per)


def _terukur(awal: str, akhir: str | None, unit: Satuan, per: str) -> Waktu:
    akhiran = unit.sebutan + (f"/{per}" if per else "")
    dari = Decimal(awal.replace(",", "."))
    if akhir is None:
        return Waktu(f"{dari:f} {akhiran}", nilai=dari, satuan=unit, per=per)
    sampai = Decimal(akhir.replace(",", "."))
    return Waktu(f"{dari:f}-{sampai:f} {akhiran}", min=dari, maks=sampai, satuan=unit, per=per)


LANGKAH_BERIKUT = "berikut"


def panah(form: Form, naskah: Naskah) -> tuple[Panah, ...]:
    """Branches in order; a target that is no row of this SOP (any more) stays as it was written. A first branch with a
    label alone, and any that says so, leads to the next row, whichever that is.
    """
    ada = {x.id for x in naskah.langkah}
    hasil = []
    for n in range(CABANG_TERBANYAK):
        label, ke = form.get(f"cabang_label_{n}", "").strip(), form.get(f"cabang_ke_{n}", "")
        tujuan = id_atau_tiada(ke)
        if ke == LANGKAH_BERIKUT or (not ke and label and n == 0):
            hasil.append(Panah(None, label))
        elif tujuan is not None and tujuan in ada:
            hasil.append(Panah(LangkahId(tujuan), label))
        elif ke:
            hasil.append(Panah(None, label, ke[:12]))
    return tuple(hasil)


def ubahan_langkah(form: Form, lama: Langkah, naskah: Naskah) -> UbahanLangkah:
    """The whole row as the form has it; special parts that the form does not show stay as they are."""
    dipilih = tuple(PelaksanaId(i) for i in map(id_atau_tiada, form.getlist("pelaksana")) if i)
    urut = tuple(p.id for p in naskah.pelaksana if p.id in dipilih)
    waktu_baru = waktu(form)
    if waktu_baru.teks == lama.waktu.teks:
        waktu_baru = lama.waktu
    return UbahanLangkah(
        kegiatan=form.get("kegiatan", ""),
        simbol=_simbol(form),
        pelaksana=lama.pelaksana if set(urut) == set(lama.pelaksana) else urut,
        pertanyaan=form.get("pertanyaan", ""),
        kelengkapan=baris(form.get("kelengkapan", "")),
        waktu=waktu_baru,
        output=form.get("output", ""),
        keterangan=form.get("keterangan", ""),
        panah=panah(form, naskah),
    )


def _simbol(form: Form) -> Simbol:
    nilai = form.get("simbol", "")
    return Simbol(nilai) if nilai in tuple(Simbol) else Simbol.PROSES


def baris(teks: str) -> tuple[str, ...]:
    return tuple(b.strip() for b in teks.splitlines() if b.strip())


def pelaksana(form: Form, pelaksana_id: PelaksanaId, awalan: str = "") -> Pelaksana:
    return Pelaksana(
        pelaksana_id,
        form.get(f"{awalan}jabatan", ""),
        form.get(f"{awalan}kode", ""),
        form.get(f"{awalan}unit", ""),
        eksternal=form.get(f"{awalan}eksternal", "") == "ya",
        bukan_orang=form.get(f"{awalan}bukan_orang", "") == "ya",
    )


def jawaban(form: Form) -> tuple[Jawaban, ...]:
    """The answers given so far, in order, up to the first statement left open."""
    hasil = []
    for n in range(1, len(PERNYATAAN) + 1):
        nilai = form.get(f"jawaban_{n}", "")
        if nilai not in ("ya", "tidak"):
            break
        langkah_id = id_atau_tiada(form.get(f"langkah_{n}", ""))
        langkah = (LangkahId(langkah_id),) if langkah_id and nilai == "tidak" else ()
        hasil.append(Jawaban(nilai == "ya", form.get(f"alasan_{n}", ""), langkah))
    return tuple(hasil)
