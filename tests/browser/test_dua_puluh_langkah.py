"""A whole procedure of twenty steps, from an empty form, by keyboard alone and in under 200 actions."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID, uuid4

from playwright.sync_api import expect

from domain.sop.langkah import Simbol, nomor_langkah, panah_keluar
from domain.sop.naskah import Naskah
from domain.sop.penyuntingan import buat
from tests.browser.dunia import SETWAN, Dunia
from tests.browser.peramban import Orang, Ruang
from tests.browser.risalah import LANGKAH, PELAKSANA, Baris

TERBANYAK = 200


@dataclass
class PapanKetik:
    """Counts what a person does: a chord, or a text typed in one go."""

    orang: Orang
    tindakan: int = 0

    def tekan(self, *kunci: str) -> None:
        for satu in kunci:
            self.tindakan += 1
            self.orang.page.keyboard.press(satu)

    def ketik(self, teks: str) -> None:
        self.tindakan += 1
        self.orang.page.keyboard.type(teks)


def _langkah(papan: PapanKetik, baris: Baris, warisan: str, *, terakhir: bool) -> None:
    sari = papan.orang
    expect(sari.isian("kegiatan")).to_be_focused()
    expect(sari.isian("kegiatan")).to_have_value("")
    papan.ketik(baris.kegiatan)
    papan.tekan(f"Alt+Digit{baris.pelaksana[0]}", *(f"Alt+Shift+Digit{lain}" for lain in baris.pelaksana[1:]))
    expect(sari.isian("kelengkapan")).to_be_focused()
    if baris.kelengkapan != warisan:
        papan.ketik(baris.kelengkapan)
    papan.tekan("Tab")
    expect(sari.isian("lama")).to_be_focused()
    papan.ketik(baris.waktu)
    papan.tekan("Tab")
    expect(sari.isian("output")).to_be_focused()
    papan.ketik(baris.output)
    if baris.keterangan:
        papan.tekan("Tab")
        papan.ketik(baris.keterangan)
    _simbol(papan, baris, terakhir=terakhir)
    papan.tekan("Control+Enter")


def _simbol(papan: PapanKetik, baris: Baris, *, terakhir: bool) -> None:
    if terakhir:
        papan.tekan("Tab", "Tab", "ArrowRight", "ArrowRight")
    if baris.tidak is None:
        return
    papan.tekan("Control+d")
    expect(papan.orang.isian("cabang_ke_1")).to_be_focused()
    papan.ketik(str(baris.tidak) if baris.tidak else "Langkah")
    if baris.ya:
        papan.tekan("Shift+Tab", "Shift+Tab")
        papan.ketik(str(baris.ya))


def test_dua_puluh_langkah_dengan_papan_ketik(dunia: Dunia, orang: Ruang) -> None:
    sari = orang("sari")
    sop_id = _kosong(dunia)
    sari.buka_sunting(sop_id)
    papan = PapanKetik(sari)
    papan.tekan("p")
    for jabatan in PELAKSANA:
        expect(sari.isian("jabatan")).to_be_focused()
        expect(sari.isian("jabatan")).to_have_value("")
        papan.ketik(jabatan)
        papan.tekan("Enter")
    expect(sari.isian("jabatan")).to_have_value("")
    papan.tekan("Escape")
    expect(sari.isian("jabatan")).to_have_count(0)
    papan.tekan("n")
    warisan = ""
    for nomor, baris in enumerate(LANGKAH, 1):
        expect(sari.page.locator("#langkah > [data-baris]")).to_have_count(nomor - 1)
        _langkah(papan, baris, warisan, terakhir=nomor == len(LANGKAH))
        warisan = baris.output
    expect(sari.page.locator("#langkah > [data-baris]")).to_have_count(len(LANGKAH))
    papan.tekan("Escape")
    expect(sari.isian("kegiatan")).to_have_count(0)
    _sama(dunia.surakarta.muat(sop_id).naskah)
    assert papan.tindakan < TERBANYAK, papan.tindakan


def _kosong(dunia: Dunia) -> UUID:
    """An SOP that has nothing but its name."""
    pemda, sop_id = dunia.surakarta, uuid4()
    nama = "Penyusunan Risalah Rapat Paripurna"
    pemda.lakukan("sari", sop_id, lambda _, __: buat(nama=nama, opd_id=pemda.opd[SETWAN]), baru=True)
    return sop_id


def _sama(naskah: Naskah) -> None:
    """What is stored is what was to be typed, arrow by arrow."""
    assert tuple(p.jabatan for p in naskah.pelaksana) == PELAKSANA
    nomor, kolom = nomor_langkah(naskah.langkah), {p.id: n for n, p in enumerate(naskah.pelaksana, 1)}
    for letak, (langkah, baris) in enumerate(zip(naskah.langkah, LANGKAH, strict=True)):
        tertulis = (langkah.kegiatan, "\n".join(langkah.kelengkapan), langkah.waktu.teks, langkah.output)
        assert tertulis == (baris.kegiatan, baris.kelengkapan, baris.waktu, baris.output)
        assert langkah.keterangan == baris.keterangan
        assert tuple(kolom[p] for p in langkah.pelaksana) == baris.pelaksana
        panah = [(p.label, nomor.get(p.ke) if p.ke else None) for p in panah_keluar(naskah.langkah, letak)]
        berikut = str(letak + 2)
        if baris.tidak is not None:
            assert langkah.simbol is Simbol.KEPUTUSAN
            assert panah == [("Ya", str(baris.ya or berikut)), ("Tidak", str(baris.tidak or berikut))]
        elif letak + 1 < len(LANGKAH):
            assert panah == [("", berikut)]
    assert (naskah.langkah[0].simbol, naskah.langkah[-1].simbol) == (Simbol.MULAI, Simbol.SELESAI)
