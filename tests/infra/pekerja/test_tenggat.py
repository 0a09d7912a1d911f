"""Owed SOPs: told on the morning after their deadline, once, to those who answer for them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import psycopg
import pytest

from domain.kernel import Keputusan
from domain.opd.events import SopWajibTidakDiperlukan, TenggatWajibDiubah
from domain.sop.events import IsianDiubah, SopDicabut
from domain.sop.naskah import Isian
from domain.wewenang import Peran
from infra.antrean import SEGERA
from infra.jam import Jam
from tenants.model import Tenant
from tests.infra.pekerja.panggung import ALAMAT, KINI, Kantor, Pekerja

HARI = date(2026, 3, 2)
PAGI = datetime(2026, 3, 3, 0, 0, tzinfo=UTC)
"""07.00 WIB on the morning after HARI."""
SEDETIK = timedelta(seconds=1)


@pytest.fixture
def kantor_siap(kantor: Kantor) -> Kantor:
    kantor.jabatan(Peran.KASUBAG, "Dewi")
    kantor.jabatan(Peran.ORTALA, "Budi")
    return kantor


def test_told_at_seven_on_the_morning_after_and_once(kantor_siap: Kantor, pekerja: Pekerja) -> None:
    tenant = kantor_siap.tenant
    kantor_siap.wajibkan(HARI, kantor_siap.jabatan(Peran.PENYUSUN, "Sari"))
    kantor_siap.jabatan(Peran.PENYUSUN, "Rekan")
    pekerja.putar(KINI)
    assert pekerja.kursor(tenant)[1] == PAGI
    pekerja.putar(PAGI - SEDETIK)
    assert pekerja.surat(tenant) == []
    pekerja.putar(PAGI)
    assert pekerja.kepada(tenant) == ["budi", "dewi", "sari"]
    assert pekerja.kursor(tenant)[1] is None
    pekerja.putar(PAGI + timedelta(days=30))
    assert len(pekerja.surat(tenant)) == 3


def test_what_it_says(kantor_siap: Kantor, pekerja: Pekerja) -> None:
    kantor_siap.wajibkan(HARI, kantor_siap.jabatan(Peran.PENYUSUN, nama="Analis Aduan"), judul="Layanan Aduan")
    kantor_siap.wajibkan(HARI, judul="Layanan Informasi")
    pekerja.putar(PAGI)
    menurut = {s["perihal"]: s["isi"] for s in pekerja.surat(kantor_siap.tenant)}
    assert len(menurut) == 2
    isi = menurut["SOP wajib melewati tenggat: Layanan Aduan"]
    assert (
        "SOP wajib “Layanan Aduan” pada Dinas Komunikasi dan Informatika belum berlaku, padahal tenggatnya "
        "2 Maret 2026. Penanggung jawabnya Analis Aduan.\n"
    ) in isi
    assert f"{ALAMAT}/{kantor_siap.tenant.kode}/kerja/perangkat-daerah/{kantor_siap.opd_id}\n" in isi
    assert "belum ditetapkan" in menurut["SOP wajib melewati tenggat: Layanan Informasi"]


def test_it_leads_to_the_sop_that_is_being_written(kantor_siap: Kantor, pekerja: Pekerja) -> None:
    sop_id = kantor_siap.sop()
    kantor_siap.kaitkan(kantor_siap.wajibkan(HARI), sop_id)
    pekerja.putar(PAGI)
    assert f"/kerja/sop/{sop_id}\n" in pekerja.surat(kantor_siap.tenant)[0]["isi"]


def test_a_later_deadline_is_told_again_and_only_then(kantor_siap: Kantor, pekerja: Pekerja) -> None:
    wajib = kantor_siap.wajibkan(HARI)
    pekerja.putar(PAGI)
    kantor_siap.peristiwa_opd(TenggatWajibDiubah(wajib, HARI + timedelta(7), "Menunggu aturan"))
    pekerja.putar(PAGI + SEDETIK)
    assert len(pekerja.surat(kantor_siap.tenant)) == 2
    assert pekerja.kursor(kantor_siap.tenant)[1] == PAGI + timedelta(7)
    pekerja.putar(PAGI + timedelta(7))
    assert len(pekerja.surat(kantor_siap.tenant)) == 4


def test_what_is_met_or_not_needed_is_not_told(kantor_siap: Kantor, pekerja: Pekerja) -> None:
    sop_id = kantor_siap.sop()
    kantor_siap.kaitkan(kantor_siap.wajibkan(HARI, judul="Satu"), sop_id)
    kantor_siap.sahkan(sop_id, HARI)
    lain = kantor_siap.wajibkan(HARI, judul="Dua")
    kantor_siap.peristiwa_opd(SopWajibTidakDiperlukan(lain, "Tugas beralih"))
    pekerja.putar(PAGI)
    assert pekerja.surat(kantor_siap.tenant) == []


def test_what_ceases_to_be_in_force_after_its_deadline_is_told_then(kantor_siap: Kantor, pekerja: Pekerja) -> None:
    sop_id = kantor_siap.sop()
    kantor_siap.kaitkan(kantor_siap.wajibkan(HARI), sop_id)
    kantor_siap.sahkan(sop_id, HARI)
    kantor_siap.peristiwa_sop(sop_id, SopDicabut("Tugas beralih", HARI + timedelta(10), Keputusan("9", HARI)))
    pekerja.putar(PAGI)
    assert pekerja.surat(kantor_siap.tenant) == []
    assert pekerja.kursor(kantor_siap.tenant)[1] == PAGI + timedelta(9)
    pekerja.putar(PAGI + timedelta(9))
    assert pekerja.kepada(kantor_siap.tenant) == ["budi", "dewi"]


def test_who_comes_later_is_not_told_of_old_deadlines(kantor_siap: Kantor, pekerja: Pekerja) -> None:
    kantor_siap.wajibkan(HARI)
    pekerja.putar(PAGI)
    kantor_siap.jabatan(Peran.ORTALA, "Baru")
    pekerja.putar(PAGI + SEDETIK)
    assert pekerja.kepada(kantor_siap.tenant) == ["budi", "dewi"]


def test_nobody_held_the_posts_until_now(kantor: Kantor, pekerja: Pekerja) -> None:
    kantor.wajibkan(HARI)
    pekerja.putar(PAGI)
    assert pekerja.surat(kantor.tenant) == []
    kantor.jabatan(Peran.KASUBAG, "Dewi")
    pekerja.putar(PAGI)
    assert pekerja.kepada(kantor.tenant) == ["dewi"]


def test_other_events_leave_the_wake_up_time(kantor_siap: Kantor, pekerja: Pekerja) -> None:
    kantor_siap.wajibkan(HARI)
    pekerja.putar(KINI)
    kantor_siap.peristiwa_sop(kantor_siap.sop(), IsianDiubah(Isian.UNIT, "Sekretariat"))
    pekerja.putar(KINI)
    assert pekerja.kursor(kantor_siap.tenant) == (pekerja.ujung(kantor_siap.tenant), PAGI, "")


def test_other_events_on_the_very_morning_do_not_hide_it(kantor_siap: Kantor, pekerja: Pekerja) -> None:
    kantor_siap.wajibkan(HARI)
    pekerja.putar(KINI)
    kantor_siap.peristiwa_sop(kantor_siap.sop(), IsianDiubah(Isian.UNIT, "Sekretariat"))
    pekerja.putar(PAGI)
    assert pekerja.kepada(kantor_siap.tenant) == ["budi", "dewi"]


def test_the_morning_is_the_tenants(kantor_siap: Kantor, pekerja: Pekerja, superuser: psycopg.Connection[Any]) -> None:
    superuser.execute("UPDATE sistem.pemda SET zona = 'WIT' WHERE tenant_id = %s", (kantor_siap.tenant.id,))
    kantor_siap.wajibkan(HARI)
    pekerja.putar(KINI)
    assert pekerja.kursor(kantor_siap.tenant)[1] == PAGI - timedelta(hours=2)


def test_deadlines_without_end_wake_nobody(kantor_siap: Kantor, pekerja: Pekerja) -> None:
    kantor_siap.wajibkan(date.max)
    pekerja.putar(KINI)
    assert pekerja.kursor(kantor_siap.tenant)[1:] == (None, "")


@pytest.mark.demonstrasi
def test_a_demonstration_lives_by_its_own_clock(kantor_siap: Kantor, pekerja: Pekerja) -> None:
    kantor_siap.wajibkan(HARI + timedelta(30))
    pekerja.putar(KINI)
    assert pekerja.kursor(kantor_siap.tenant)[1] == KINI + timedelta(seconds=5)
    Jam(kantor_siap.basis).majukan(timedelta(days=31))
    pekerja.putar(KINI + timedelta(seconds=4))
    assert pekerja.surat(kantor_siap.tenant) == []
    pekerja.putar(KINI + timedelta(seconds=5))
    assert pekerja.kepada(kantor_siap.tenant) == ["budi", "dewi"]
    assert pekerja.kursor(kantor_siap.tenant)[1] is None
    assert pekerja.kursor(kantor_siap.tenant, "kirim")[1] == SEGERA  # the courier lives by the world's clock


def test_another_tenants_clock_is_not_moved(
    kantor_siap: Kantor, pekerja: Pekerja, superuser: psycopg.Connection[Any], buat_pemda: Callable[..., Tenant]
) -> None:
    """A row in tata.jam means nothing where the registry says that the tenant is no demonstration."""
    superuser.execute("INSERT INTO tata.jam VALUES (%s, '90 days')", (kantor_siap.tenant.id,))
    kantor_siap.wajibkan(HARI + timedelta(30))
    pekerja.putar(KINI)
    assert pekerja.surat(kantor_siap.tenant) == []
    assert pekerja.kursor(kantor_siap.tenant)[1] == PAGI + timedelta(30)
