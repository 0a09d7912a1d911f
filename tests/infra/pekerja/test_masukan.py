"""Remarks that mention somebody bring a mail; those that mention nobody bring none."""

from __future__ import annotations

from uuid import uuid4

from domain.wewenang import Peran
from tests.infra.pekerja.panggung import ALAMAT, Kantor, Pekerja


def test_who_is_mentioned_is_told_what_was_said_and_where_to_answer(kantor: Kantor, pekerja: Pekerja) -> None:
    sari = kantor.tetapkan(kantor.jabatan(Peran.PENYUSUN, "Lain"), "Sari")
    sop_id = kantor.sop()
    utas = kantor.masukan(sop_id, sari)
    pekerja.putar()
    (surat,) = pekerja.surat(kantor.tenant)
    assert surat["kepada"] == kantor.surel("Sari")
    assert surat["perihal"] == "Masukan untuk Anda: Pengelolaan Surat Masuk"
    assert "Analis Ortala (Bagian Organisasi) menyebut Anda dalam masukan atas SOP" in surat["isi"]
    assert "Buku agenda yang mana." in surat["isi"]
    assert f"{ALAMAT}/{kantor.tenant.kode}/kerja/sop/{sop_id}/masukan#utas-{utas}" in surat["isi"]
    pekerja.putar()
    assert pekerja.kepada(kantor.tenant) == ["sari"]


def test_an_answer_tells_those_whom_it_mentions_itself(kantor: Kantor, pekerja: Pekerja) -> None:
    sari = kantor.tetapkan(kantor.jabatan(Peran.PENYUSUN), "Sari")
    budi = kantor.tetapkan(kantor.jabatan(Peran.ORTALA), "Budi")
    utas = kantor.masukan(kantor.sop(), sari)
    kantor.balas(utas, budi)
    kantor.balas(utas)
    pekerja.putar()
    assert pekerja.kepada(kantor.tenant) == ["budi", "sari"]


def test_who_may_not_read_the_sop_any_more_is_told_nothing(kantor: Kantor, pekerja: Pekerja) -> None:
    lain = kantor.tetapkan(kantor.jabatan(Peran.KASUBAG, opd_id=uuid4()), "Lain")
    admin = kantor.tetapkan(kantor.jabatan(Peran.ADMIN), "Admin")
    kantor.masukan(kantor.sop(), lain, admin)
    pekerja.putar()
    assert pekerja.kepada(kantor.tenant) == []


def test_a_remark_without_a_mention_brings_no_mail(kantor: Kantor, pekerja: Pekerja) -> None:
    kantor.jabatan(Peran.PENYUSUN, "Sari")
    kantor.balas(kantor.masukan(kantor.sop()))
    pekerja.putar()
    assert pekerja.kepada(kantor.tenant) == []
