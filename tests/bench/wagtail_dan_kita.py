"""Our own side: the same procedure and the same edits, each an event, asked through the application."""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path
from typing import cast
from uuid import uuid4

from app import create_app
from app.rumah import Rumah
from domain.sop.events import LangkahDiubah, PeristiwaSop
from domain.sop.langkah import UbahanLangkah
from domain.sop.perbandingan import bandingkan, ucapkan
from domain.sop.state import Sop
from infra.event_store.buku import Perintah
from infra.log import pasang_log
from infra.projections.baris import SOP
from infra.queries.bingkai import keadaan_beberapa
from infra.settings import Settings
from tenants.context import tenant_scope
from tests.app.conftest import Peramban
from tests.bench.cpu import Jam, Ukuran
from tests.bench.kluster import BasisBench
from tests.bench.situs_wagtail.bahan import LANGKAH
from tests.bench.sunting import Meja, meja_baru


def ukur_riwayat(basis: BasisBench, isi: dict[str, object], ulangan: int) -> dict[str, Ukuran]:
    pasang_log(Path(os.devnull).open("w"))  # noqa: SIM115 - as long as the process
    aplikasi = create_app(Settings(basis.app, alamat="http://localhost", kolam=2, jatah=0))
    aplikasi.test_client_class = Peramban
    rumah: Rumah = aplikasi.extensions["riwayat"]
    try:
        meja = meja_baru(basis, aplikasi, rumah, LANGKAH, "wagtail")
        awal = meja.sop().versi_aliran
        _tulis(meja, cast("list[tuple[int, str]]", isi["suntingan"]))
        return _ukur(Jam(basis.superuser), meja, awal, ulangan)
    finally:
        rumah.tutup()


def _tulis(meja: Meja, suntingan: list[tuple[int, str]]) -> None:
    langkah = meja.sop().naskah.langkah
    with tenant_scope(meja.sari.tenant):
        for n, output in suntingan:
            satu: PeristiwaSop = LangkahDiubah(langkah[n].id, UbahanLangkah(output=output))
            meja.rumah.buku.ubah(SOP, meja.sop_id, Perintah(uuid4(), meja.sari.aktor), lambda _, satu=satu: satu)


def _ukur(jam: Jam, meja: Meja, awal: int, ulangan: int) -> dict[str, Ukuran]:
    akhir, jalur = meja.sop().versi_aliran, f"/{meja.sari.tenant.kode}/kerja/sop/{meja.sop_id}"
    tengah = (awal + akhir) // 2

    def buka(tanya: str) -> None:
        assert meja.sari.klien.get(jalur + tanya).status_code == 200

    return {
        "history": jam.ukur(lambda: buka("/riwayat"), ulangan),
        "difference": jam.ukur(lambda: buka(f"/perbandingan?dari={awal}&ke={akhir}"), ulangan),
        "difference data": jam.ukur(lambda: _beda(meja, awal, akhir), ulangan),
        "as-of": jam.ukur(lambda: buka(f"/riwayat?peristiwa={tengah}"), ulangan),
        "as-of data": jam.ukur(lambda: _keadaan(meja, tengah), ulangan),
        "save": _simpan(jam, meja, ulangan),
    }


def _keadaan(meja: Meja, *nomor: int) -> list[Sop]:
    with tenant_scope(meja.sari.tenant):
        semua = keadaan_beberapa(meja.rumah.buku, meja.sop_id, nomor)
    return [semua[n] for n in nomor]


def _beda(meja: Meja, awal: int, akhir: int) -> None:
    a, b = (sop.naskah for sop in _keadaan(meja, awal, akhir))
    assert len(ucapkan(bandingkan(a, b), a, b)) == LANGKAH


def _simpan(jam: Jam, meja: Meja, ulangan: int) -> Ukuran:
    """One cell, as the editing form sends it; each save has its form drawn before, outside of what is measured."""
    sel = f"langkah.{meja.sop().naskah.langkah[LANGKAH // 2].id}"
    akhir, nomor = f"/langkah/{sel.removeprefix('langkah.')}", count(1)
    hasil = []
    for _ in range(ulangan):
        alamat, isi, kepala = meja.terbuka(sel, akhir)

        def kirim(alamat: str = alamat, isi: dict[str, object] = isi, kepala: dict[str, str] = kepala) -> None:
            jawaban = meja.kirim(alamat, isi | {"output": f"Keluaran {next(nomor)}"}, kepala)
            assert jawaban.status_code == 200

        hasil.append(jam.ukur(kirim, 1, pemanasan=0))
    return {k: sorted(x[k] for x in hasil)[len(hasil) // 2] for k in hasil[0]}
