"""Which act brings which mail, to whom, and what it says."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import psycopg
import pytest

from domain.sop.events import IsianDiubah
from domain.sop.naskah import Isian
from domain.wewenang import Peran
from infra.event_store.buku import Buku
from tenants.model import Tenant
from tests.infra.pekerja.panggung import ALAMAT, KINI, Kantor, Pekerja

BuatKantor = Callable[[Tenant], Kantor]


def test_a_submission_is_told_to_every_holder_of_an_ortala_post(kantor: Kantor, pekerja: Pekerja) -> None:
    kantor.jabatan(Peran.ORTALA, "Budi", "Rina")
    kantor.jabatan(Peran.ORTALA, "Citra")
    for peran in set(Peran) - {Peran.ORTALA}:
        kantor.jabatan(peran, f"Bukan{peran.value}")
    kantor.ajukan(kantor.sop())
    pekerja.putar()
    assert pekerja.kepada(kantor.tenant) == ["budi", "citra", "rina"]


def test_only_holders_in_force_today_who_can_be_reached(
    kantor: Kantor, pekerja: Pekerja, superuser: psycopg.Connection[Any]
) -> None:
    hari = KINI.date()
    ortala = kantor.jabatan(Peran.ORTALA)
    kantor.tetapkan(ortala, "Lama", akhir=hari - timedelta(1))
    kantor.tetapkan(ortala, "Terakhir", akhir=hari)
    kantor.tetapkan(ortala, "Mulai", mulai=hari)
    kantor.tetapkan(ortala, "Besok", mulai=hari + timedelta(1))
    nonaktif, tanpa = kantor.tetapkan(ortala, "Nonaktif"), kantor.tetapkan(ortala, "Tanpa")
    superuser.execute("UPDATE tata.orang SET aktif = false WHERE orang_id = %s", (nonaktif,))
    superuser.execute("UPDATE tata.orang SET surel = '' WHERE orang_id = %s", (tanpa,))
    kantor.ajukan(kantor.sop())
    pekerja.putar()
    assert pekerja.kepada(kantor.tenant) == ["mulai", "terakhir"]


def test_a_person_with_two_posts_gets_one_mail(
    kantor: Kantor, pekerja: Pekerja, superuser: psycopg.Connection[Any]
) -> None:
    orang = kantor.tetapkan(kantor.jabatan(Peran.ORTALA), "Budi")
    kedua = kantor.tetapkan(kantor.jabatan(Peran.ORTALA), "Sama")
    superuser.execute("UPDATE baca.mandat SET orang_id = %s WHERE orang_id = %s", (orang, kedua))
    kantor.ajukan(kantor.sop())
    pekerja.putar()
    assert pekerja.kepada(kantor.tenant) == ["budi"]


def test_what_a_submission_says(kantor: Kantor, pekerja: Pekerja, superuser: psycopg.Connection[Any]) -> None:
    superuser.execute("UPDATE sistem.pemda SET zona = 'WIT' WHERE tenant_id = %s", (kantor.tenant.id,))
    kantor.jabatan(Peran.ORTALA, "Budi")
    sop_id = kantor.sop()
    kantor.ajukan(sop_id)
    superuser.execute(
        "UPDATE es.event SET at = '2026-03-02T16:04:59Z' WHERE tenant_id = %s AND topic LIKE 'sop.diajukan%%'",
        (kantor.tenant.id,),
    )
    pekerja.putar()
    [surat] = pekerja.surat(kantor.tenant)
    assert surat["perihal"] == "SOP diajukan: Pengelolaan Surat Masuk"
    assert surat["isi"] == (
        "Yth. Bapak Budi,\n\n"
        "SOP “Pengelolaan Surat Masuk” dari Dinas Komunikasi dan Informatika diajukan oleh Analis Kebijakan "
        "pada 3 Maret 2026 pukul 01.04 WIT. Naskahnya menunggu verifikasi Ortala.\n\n"
        f"{ALAMAT}/{kantor.tenant.kode}/kerja/sop/{sop_id}\n\n"
        f"Surel ini dikirim otomatis oleh Riwayat {kantor.tenant.nama}. Balasan atas surel ini tidak dibaca.\n"
    )


def test_a_return_is_told_to_the_sops_own_post_and_the_kasubag(kantor: Kantor, pekerja: Pekerja) -> None:
    penyusun = kantor.jabatan(Peran.PENYUSUN, "Sari")
    kantor.jabatan(Peran.PENYUSUN, "Rekan")
    kantor.jabatan(Peran.KASUBAG, "Dewi")
    kantor.jabatan(Peran.ORTALA, "Budi")
    kantor.kembalikan(kantor.sop(penyusun=penyusun))
    pekerja.putar()
    assert pekerja.kepada(kantor.tenant) == ["dewi", "sari"]


def test_a_return_of_an_sop_without_a_post_is_told_to_all_drafters_of_its_agency(
    kantor: Kantor, buat_kantor: BuatKantor, pekerja: Pekerja
) -> None:
    dinas_lain = buat_kantor(kantor.tenant)
    dinas_lain.jabatan(Peran.PENYUSUN, "Asing")
    dinas_lain.jabatan(Peran.KASUBAG, "Asing2")
    kantor.jabatan(Peran.PENYUSUN, "Sari")
    kantor.jabatan(Peran.PENYUSUN, "Rekan")
    kantor.jabatan(Peran.KASUBAG, "Dewi")
    kantor.kembalikan(kantor.sop())
    pekerja.putar()
    assert pekerja.kepada(kantor.tenant) == ["dewi", "rekan", "sari"]


def test_what_a_return_says(kantor: Kantor, pekerja: Pekerja) -> None:
    kantor.jabatan(Peran.KASUBAG, "Dewi")
    sop_id = kantor.sop()
    kantor.kembalikan(sop_id, "Langkah 8:\nwaktu belum terukur.")
    pekerja.putar()
    [surat] = pekerja.surat(kantor.tenant)
    assert surat["perihal"] == "SOP dikembalikan: Pengelolaan Surat Masuk"
    assert "dikembalikan oleh Analis Ortala (Bagian Organisasi) pada " in surat["isi"]
    assert "Alasan pengembalian: Langkah 8: waktu belum terukur. Naskahnya dapat" in surat["isi"]
    assert f"{ALAMAT}/{kantor.tenant.kode}/kerja/sop/{sop_id}\n" in surat["isi"]


def test_no_nip_no_other_name_and_no_exclamation_mark(kantor: Kantor, pekerja: Pekerja) -> None:
    penyusun = kantor.jabatan(Peran.PENYUSUN, "Sari")
    kantor.jabatan(Peran.KASUBAG, "Dewi")
    kantor.jabatan(Peran.ORTALA, "Budi")
    sop_id = kantor.sop(penyusun=penyusun)
    kantor.ajukan(sop_id)
    kantor.kembalikan(sop_id)
    kantor.wajibkan(KINI.date() - timedelta(3), penyusun)
    pekerja.putar()
    surat = pekerja.surat(kantor.tenant)
    assert len(surat) == 1 + 2 + 3
    for satu in surat:
        teks = satu["perihal"] + satu["isi"]
        assert not re.search(r"\d{16}", teks)
        assert "!" not in teks
        assert [nama for nama in ("Sari", "Dewi", "Budi") if nama in teks] == [satu["kepada"].split("@")[0].title()]


def test_each_mail_is_written_once_however_often_its_event_is_seen(
    kantor: Kantor, pekerja: Pekerja, superuser: psycopg.Connection[Any]
) -> None:
    ortala = kantor.jabatan(Peran.ORTALA, "Budi")
    kantor.ajukan(kantor.sop())
    pekerja.putar()
    kantor.tetapkan(ortala, "Baru")
    superuser.execute("UPDATE sistem.kursor SET pos = 0 WHERE tenant_id = %s", (kantor.tenant.id,))
    pekerja.putar()
    pekerja.putar()
    assert pekerja.kepada(kantor.tenant) == ["budi"]


def test_the_second_submission_is_another_event_and_another_mail(kantor: Kantor, pekerja: Pekerja) -> None:
    kantor.jabatan(Peran.ORTALA, "Budi")
    sop_id = kantor.sop()
    for _ in range(2):
        kantor.ajukan(sop_id)
        kantor.kembalikan(sop_id)
        pekerja.putar()
    assert pekerja.kepada(kantor.tenant) == ["budi", "budi"]


def test_editing_brings_no_mail(kantor: Kantor, pekerja: Pekerja) -> None:
    kantor.jabatan(Peran.ORTALA, "Budi")
    kantor.peristiwa_sop(kantor.sop(), IsianDiubah(Isian.UNIT, "Sekretariat"))
    pekerja.putar()
    assert pekerja.surat(kantor.tenant) == []
    assert pekerja.kursor(kantor.tenant) == (pekerja.ujung(kantor.tenant), None, "")


def test_nobody_to_tell_is_no_fault(kantor: Kantor, pekerja: Pekerja) -> None:
    kantor.ajukan(kantor.sop())
    kantor.wajibkan(date(2026, 1, 1))
    pekerja.putar()
    assert pekerja.surat(kantor.tenant) == []
    assert pekerja.kursor(kantor.tenant)[2] == ""


def test_no_mail_crosses_tenants(
    kantor: Kantor, buat_kantor: BuatKantor, buat_pemda: Callable[[], Tenant], pekerja: Pekerja, buku: Buku
) -> None:
    lain = buat_kantor(buat_pemda())
    for satu in (kantor, lain):
        satu.jabatan(Peran.ORTALA, "Budi")
        satu.jabatan(Peran.KASUBAG, "Dewi")
    kantor.ajukan(kantor.sop("Rahasia Dapur"))
    kantor.wajibkan(date(2026, 1, 1))
    pekerja.putar()
    assert pekerja.surat(lain.tenant) == []
    surat = pekerja.surat(kantor.tenant)
    assert {s["kepada"].split("@")[1] for s in surat} == {f"{kantor.tenant.kode}.contoh"}
    assert len(surat) == 3


@pytest.mark.parametrize(
    "nama", ["Surat\nBcc: jahat@contoh", "Surat\r\n\r\nisi", "Surat\u2028Bcc: x", "Surat\x85Bcc: x"]
)
def test_a_name_with_line_ends_stays_one_line(kantor: Kantor, pekerja: Pekerja, nama: str) -> None:
    kantor.jabatan(Peran.ORTALA, "Budi")
    kantor.ajukan(kantor.sop(nama))
    pekerja.putar()
    [surat] = pekerja.surat(kantor.tenant)
    assert len(surat["perihal"].splitlines()) == 1
    assert len(surat["isi"].splitlines()) == 7
