"""What an operator brings and writes stands in no log, trail, address or metric where it is a secret or a NIP."""

from __future__ import annotations

import io
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import psycopg
from prometheus_client import generate_latest

from infra.demo.sso.catatan import KODE_PERAGAAN
from infra.metrik import REGISTRI
from tests.app.operator.conftest import PENYEDIA, Meja, di_penyedia
from tests.app.test_kenari_rahasia import NIP, TULISAN, alamat_dalam, bocor

TABEL = ("sistem.pemda", "sistem.jejak_operator", "sistem.sesi_operator")


def di_sistem(superuser: psycopg.Connection[Any]) -> list[str]:
    isi = {tabel: superuser.execute(f"SELECT t::text FROM {tabel} t").fetchall() for tabel in TABEL}
    assert all(isi.values())
    return [satu for tabel, rows in isi.items() for satu in bocor(tabel, repr(rows))]


def test_formulir_operator(meja: Meja, superuser: psycopg.Connection[Any], catatan: io.StringIO) -> None:
    """Each is refused for what is planted, and taken without."""
    kode = f"kota-{uuid4().hex[:8]}"
    tanaman = ({"nama": TULISAN}, {"kode_wilayah": NIP}, {"kode": NIP})
    jawaban = [meja.tambah(**({"kode": kode} | tanam)) for tanam in tanaman]
    assert [r.status_code for r in jawaban] == [422] * 3
    assert meja.tambah(kode=kode).status_code == 303
    for tindakan in ("penangguhan", "pembukaan"):
        ditolak, diterima = (
            meja.isi_dan_kirim(f"/operator/pemda/{kode}", f"/{tindakan}", alasan=alasan)
            for alasan in (TULISAN, "Menurut surat permintaan")
        )
        assert (ditolak.status_code, diterima.status_code) == (422, 303)
        jawaban.append(ditolak)
    temuan = [satu for r in jawaban for satu in bocor("address", alamat_dalam(r))]
    temuan += bocor("log", catatan.getvalue()) + bocor("metrics", generate_latest(REGISTRI).decode())
    assert temuan + di_sistem(superuser) == []
    assert catatan.getvalue().count('"request"') >= 8


def test_masuk_operator(tamu: Meja, superuser: psycopg.Connection[Any], catatan: io.StringIO) -> None:
    mulai = tamu.klien.post("/operator/masuk/").location
    milik_kita = catatan.getvalue()
    kembali = di_penyedia(mulai, sub="opi", kode=KODE_PERAGAAN)
    catatan.seek(0)
    catatan.truncate()
    catatan.write(milik_kita)  # without what this test's own browser has said on its way
    assert tamu.klien.get(kembali).location == "/operator/"
    tanya = parse_qs(urlsplit(kembali).query)
    kuki = tamu.klien.get_cookie("riwayat-operator", path="/operator/")
    assert kuki is not None
    rahasia = (tanya["code"][0], tanya["state"][0], PENYEDIA.client_secret, kuki.value)
    assert all(len(satu) > 8 for satu in rahasia)
    halaman = tamu.klien.get("/operator/")
    temuan = bocor("log", catatan.getvalue(), rahasia) + bocor("address", alamat_dalam(halaman), rahasia)
    temuan += bocor("metrics", generate_latest(REGISTRI).decode(), rahasia)
    rows = superuser.execute("SELECT s::text FROM sistem.sesi_operator s").fetchall()
    assert temuan + bocor("sistem.sesi_operator", repr(rows), rahasia) == []
    assert '"request"' in catatan.getvalue()
