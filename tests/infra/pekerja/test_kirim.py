"""The courier against a real SMTP server: once each, later if it must be, never nowhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import pairwise
from threading import Event
from typing import Any

import psycopg
import pytest
import structlog

from domain.wewenang import Peran
from infra.db.pool import Basis
from infra.errors import TersibukError
from infra.metrik import REGISTRI
from infra.pekerja import kirim
from infra.pekerja.antrean import KIRIM
from infra.pekerja.kirim import PERCOBAAN_TERBANYAK, SEKALI_AMBIL, Kurir, jeda
from infra.pekerja.smtp import kirim_satu, peladen_dari
from tenants.model import Tenant
from tests.infra.pekerja.panggung import KINI, Kantor, KotakSurat, Pekerja, PeladenSurat

PENGIRIM = "Riwayat SOP <riwayat@contoh.go.id>"
SEMENIT = timedelta(minutes=1)
BuatKantor = Callable[[Tenant], Kantor]
KEPALA = {
    "Date", "From", "To", "Subject", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Language",
    "Content-Type", "Content-Transfer-Encoding",
}  # fmt: skip


@pytest.fixture
def kurir(basis_pekerja: Basis, peladen: PeladenSurat) -> Kurir:
    return Kurir(basis_pekerja, peladen_dari(peladen.url), PENGIRIM)


@pytest.fixture
def diajukan(kantor: Kantor, pekerja: Pekerja) -> Kantor:
    """A submission was told to two people; nothing is sent yet."""
    kantor.jabatan(Peran.ORTALA, "Budi", "Rina")
    kantor.ajukan(kantor.sop())
    pekerja.putar()
    return kantor


def hasil(nama: str) -> float:
    return REGISTRI.get_sample_value("riwayat_mails_total", {"outcome": nama}) or 0.0


def antar(kurir: Kurir, kini: datetime = KINI) -> None:
    while kurir.satu_putaran(kini):
        pass


def test_each_mail_is_sent_once(diajukan: Kantor, kurir: Kurir, kotak: KotakSurat, pekerja: Pekerja) -> None:
    sebelum = hasil("sent")
    for menit in (0, 0, 1, 2, 60):
        antar(kurir, KINI + menit * SEMENIT)
    assert kotak.kepada() == [diajukan.surel("Budi"), diajukan.surel("Rina")]
    assert [s["terkirim"] for s in pekerja.surat(diajukan.tenant)] == [KINI, KINI]
    assert hasil("sent") == sebelum + 2
    assert pekerja.kursor(diajukan.tenant, KIRIM)[1:] == (None, "")


def test_what_arrives(diajukan: Kantor, kurir: Kurir, kotak: KotakSurat, pekerja: Pekerja) -> None:
    antar(kurir)
    surat = next(s for s in kotak.surat if s["To"] == diajukan.surel("Budi"))
    assert surat["From"] == PENGIRIM
    assert surat["Subject"] == "SOP diajukan: Pengelolaan Surat Masuk"
    assert surat["Date"].datetime == KINI
    assert surat["Message-ID"].endswith("@contoh.go.id>")
    assert surat["Auto-Submitted"] == "auto-generated"
    assert surat.get_content_type() == "text/plain"
    assert surat.get_content_charset() == "utf-8"
    assert surat["Content-Language"] == "id"
    assert surat.get_content().replace("\r\n", "\n") == next(
        s["isi"] for s in pekerja.surat(diajukan.tenant) if s["kepada"] == diajukan.surel("Budi")
    )
    assert sorted(kotak.amplop) == [
        ("riwayat@contoh.go.id", [diajukan.surel("Budi")]),
        ("riwayat@contoh.go.id", [diajukan.surel("Rina")]),
    ]


def test_it_is_woken_by_the_mail_itself_and_then_sleeps(
    diajukan: Kantor, kurir: Kurir, kotak: KotakSurat, pekerja: Pekerja
) -> None:
    antar(kurir)
    antar(kurir, KINI + SEMENIT)
    diajukan.sop()  # an event without mail is nothing to the courier
    assert not kurir.satu_putaran(KINI + 2 * SEMENIT)
    diajukan.ajukan(diajukan.sop())
    pekerja.putar()
    antar(kurir, KINI + 3 * SEMENIT)
    assert len(kotak.surat) == 4


def test_a_worker_that_is_started_again_sends_what_is_left_and_no_more(
    diajukan: Kantor, kurir: Kurir, kotak: KotakSurat, basis_data: Any
) -> None:
    """It is told to stop after the first of two mails; another process goes on."""
    berhenti = Event()
    kotak.sesudah = berhenti.set
    kurir.satu_putaran(KINI, berhenti)
    assert len(kotak.surat) == 1
    baru = Basis(basis_data.pekerja, kolam=1)
    antar(Kurir(baru, kurir.peladen, PENGIRIM), KINI + SEMENIT)
    baru.tutup()
    assert kotak.kepada() == [diajukan.surel("Budi"), diajukan.surel("Rina")]


def test_a_crash_between_sending_and_marking_sends_twice_under_one_message_id(
    diajukan: Kantor, kurir: Kurir, kotak: KotakSurat, pekerja: Pekerja, monkeypatch: pytest.MonkeyPatch
) -> None:
    def jatuh(*_: object) -> int:
        raise TersibukError

    with monkeypatch.context() as sementara:
        sementara.setattr(Basis, "jalankan", jatuh)
        antar(kurir)
    assert len(kotak.surat) == 1
    antar(kurir, KINI + SEMENIT)
    assert len(kotak.surat) == 3
    assert len({s["Message-ID"] for s in kotak.surat}) == 2
    assert None not in [s["terkirim"] for s in pekerja.surat(diajukan.tenant)]


def test_a_server_that_is_down_and_comes_up(
    diajukan: Kantor, kotak: KotakSurat, pekerja: Pekerja, basis_pekerja: Basis
) -> None:
    peladen = PeladenSurat(kotak, hostname="127.0.0.1", port=0)
    peladen.start()
    kurir = Kurir(basis_pekerja, peladen_dari(peladen.url), PENGIRIM)
    peladen.stop()
    with structlog.testing.capture_logs() as catatan:
        antar(kurir)
    assert {(c["event"], c["reason"]) for c in catatan} == {("mail-failed", "ConnectionRefusedError")}
    assert {(s["percobaan"], s["galat"]) for s in pekerja.surat(diajukan.tenant)} == {(1, "ConnectionRefusedError")}
    assert pekerja.kursor(diajukan.tenant, KIRIM)[1:] == (KINI + SEMENIT, "")
    bangkit = PeladenSurat(kotak, hostname="127.0.0.1", port=peladen.port)
    bangkit.start()
    antar(kurir, KINI + SEMENIT - timedelta(seconds=1))
    assert kotak.surat == []
    antar(kurir, KINI + SEMENIT)
    bangkit.stop()
    assert len(kotak.surat) == 2
    assert {s["galat"] for s in pekerja.surat(diajukan.tenant)} == {""}


def test_pauses_grow_and_the_attempts_end(diajukan: Kantor, kurir: Kurir, kotak: KotakSurat, pekerja: Pekerja) -> None:
    kotak.tolak = "451 4.7.1 later, says Budi"
    sebelum = hasil("abandoned")
    kini: datetime | None = KINI
    saat: list[datetime] = []
    while kini is not None:
        antar(kurir, kini)
        saat.append(kini)
        kini = pekerja.kursor(diajukan.tenant, KIRIM)[1]
    assert [b - a for a, b in pairwise(saat)] == [jeda(n) for n in range(1, PERCOBAAN_TERBANYAK)]
    assert saat[-1] - saat[0] > timedelta(days=3)
    assert {(s["percobaan"], s["galat"]) for s in pekerja.surat(diajukan.tenant)} == {
        (PERCOBAAN_TERBANYAK, "SMTPDataError")
    }
    assert hasil("abandoned") == sebelum + 2
    kotak.tolak = ""
    antar(kurir, KINI + timedelta(days=30))
    assert kotak.surat == []


def test_one_bad_address_does_not_hold_up_the_others(
    diajukan: Kantor, kurir: Kurir, kotak: KotakSurat, pekerja: Pekerja, superuser: psycopg.Connection[Any]
) -> None:
    superuser.execute(
        "UPDATE tata.surel SET kepada = 'x@y.contoh, z@y.contoh' WHERE kepada = %s", (diajukan.surel("Budi"),)
    )
    antar(kurir)
    assert kotak.kepada() == [diajukan.surel("Rina")]
    buruk = next(s for s in pekerja.surat(diajukan.tenant) if not s["terkirim"])
    assert (buruk["galat"], buruk["percobaan"]) == ("AlamatTidakSahError", PERCOBAAN_TERBANYAK)


@pytest.mark.parametrize(
    "nama",
    [
        "Surat\r\nBcc: jahat@contoh\r\n\r\nisi",
        "Surat\nBcc: jahat@contoh",
        "Surat =?utf-8?q?=0ABcc:?= x",
        "=?utf-8?q?a=0D=0A=0D=0Ab?=",
        "Ж" * 190,
    ],
)
def test_a_name_cannot_write_a_header(
    kantor: Kantor, pekerja: Pekerja, kurir: Kurir, kotak: KotakSurat, superuser: psycopg.Connection[Any], nama: str
) -> None:
    kantor.jabatan(Peran.ORTALA, "Budi")
    kantor.ajukan(kantor.sop("Nama"))
    pekerja.putar()
    superuser.execute("UPDATE tata.surel SET perihal = %s WHERE tenant_id = %s", (nama, kantor.tenant.id))
    antar(kurir)
    [surat] = kotak.surat
    assert set(surat.keys()) == KEPALA
    assert len(surat.keys()) == len(KEPALA)
    assert surat.get_content().startswith("Yth. Bapak Budi,")
    assert kotak.amplop[0][1] == [kantor.surel("Budi")]


def test_many_are_taken_in_parts(
    diajukan: Kantor, kurir: Kurir, kotak: KotakSurat, superuser: psycopg.Connection[Any]
) -> None:
    superuser.execute(
        "INSERT INTO tata.surel (tenant_id, kunci, kepada, perihal, isi)"
        " SELECT %s, 'banyak:' || n, 'a@b.contoh', 'p', 'i' FROM generate_series(1, %s) n",
        (diajukan.tenant.id, SEKALI_AMBIL),
    )
    assert kurir.satu_putaran(KINI)
    assert len(kotak.surat) == SEKALI_AMBIL
    antar(kurir)
    assert len(kotak.surat) == SEKALI_AMBIL + 2


def test_each_tenant_has_its_own_mail(
    diajukan: Kantor, buat_kantor: BuatKantor, buat_pemda: Callable[[], Tenant], kurir: Kurir, kotak: KotakSurat,
    pekerja: Pekerja,
) -> None:  # fmt: skip
    lain = buat_kantor(buat_pemda())
    lain.jabatan(Peran.ORTALA, "Budi")
    lain.ajukan(lain.sop())
    pekerja.putar()
    antar(kurir)
    for satu in kotak.surat:
        kode = str(satu["To"]).split("@")[1].removesuffix(".contoh")
        assert f"/{kode}/kerja/" in satu.get_content()
    assert len(kotak.surat) == 3


def test_a_fault_of_ours_stops_the_courier_for_that_tenant_alone(
    diajukan: Kantor, buat_kantor: BuatKantor, buat_pemda: Callable[[], Tenant], kurir: Kurir, kotak: KotakSurat,
    pekerja: Pekerja, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    lain = buat_kantor(buat_pemda())
    lain.jabatan(Peran.ORTALA, "Citra")
    lain.ajukan(lain.sop())
    pekerja.putar()
    asli = kirim_satu

    def cacat(smtp: Any, surel: Any, *sisa: Any) -> None:
        if surel.kepada == diajukan.surel("Budi"):
            raise KeyError(surel.kepada)
        asli(smtp, surel, *sisa)

    monkeypatch.setattr(kirim, "kirim_satu", cacat)
    antar(kurir)
    assert lain.surel("Citra") in kotak.kepada()
    assert pekerja.kursor(diajukan.tenant, KIRIM)[2].startswith("KeyError ")
    assert pekerja.kursor(lain.tenant, KIRIM)[2] == ""


def test_told_to_stop_it_begins_no_other_tenant(diajukan: Kantor, kurir: Kurir, pekerja: Pekerja) -> None:
    berhenti = Event()
    berhenti.set()
    assert not kurir.satu_putaran(KINI, berhenti)
    assert {s["percobaan"] for s in pekerja.surat(diajukan.tenant)} == {0}
