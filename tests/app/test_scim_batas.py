"""What one request may cost: refused by the book before anything is parsed that is dear."""

from __future__ import annotations

from time import process_time
from urllib.parse import quote

import pytest

from tests.app.test_scim import CARI, USER, Sistem, sistem, tambal

__all__ = ["sistem"]
SEBELAS = " and ".join(["type PR"] * 11)
DETIK = 5.0
"""Generous, as a test runs beside others: without its bound each of these takes far longer."""


def ubah(banyak: int, **operasi: object) -> dict[str, object]:
    return tambal(*[{"op": "add", **operasi} for _ in range(banyak)])


def surel(banyak: int) -> list[dict[str, str]]:
    return [{"value": f"a{n}@surakarta.go.id"} for n in range(banyak)]


@pytest.mark.parametrize(
    ("cara", "jalur", "isi", "jenis"),
    [
        ("PATCH", "/Users/{id}", ubah(101, path="displayName", value="x"), "tooMany"),
        ("PATCH", "/Users/{id}", ubah(51, value={"displayName": "x", "userName": "y"}), "tooMany"),
        ("PATCH", "/Users/{id}", ubah(1, path="emails", value=surel(101)), "tooMany"),
        ("PATCH", "/Users/{id}", ubah(2, value={"emails": surel(51)}), "tooMany"),
        ("PATCH", "/Users/{id}", ubah(1, path=f'emails[type eq "{"x" * 100}"].value', value="x"), "invalidPath"),
        ("PATCH", "/Users/{id}", ubah(1, value={f'emails[type eq "{"x" * 100}"].value': "x"}), "invalidPath"),
        ("PUT", "/Users/{id}", {"schemas": [USER], "userName": "joko", "emails": surel(101)}, "tooMany"),
        ("POST", "/Users", {"schemas": [USER], "userName": "x", "emails": surel(101)}, "tooMany"),
        ("GET", "/Users?filter=" + quote(" or ".join(['userName eq "x"'] * 60)), None, "invalidFilter"),
        ("GET", "/Users?filter=" + quote(" or ".join(['emails[type eq "x"]'] * 11)), None, "invalidFilter"),
        (
            "POST",
            "/Users/.search",
            {"schemas": [CARI], "filter": f"emails[{' and '.join(['type PR'] * 11)}]"},
            "invalidFilter",
        ),
        ("POST", "/Users/.search", {"schemas": [CARI], "Filter": " or ".join(["title pr"] * 5_000)}, "invalidFilter"),
        ("POST", "/Groups/.search", {"schemas": [CARI], "filter": "not " * 300}, "invalidFilter"),
        ("POST", "/Users/.search", {"schemas": [CARI], "attributes": ["userName"] * 2_000}, "invalidValue"),
        ("POST", "/Users/.search", {"schemas": [CARI], "attributes": ["a", 5] * 30}, "invalidValue"),
        ("POST", "/Users/.search", [], "invalidSyntax"),
        ("GET", "/Users?excludedAttributes=" + "a," * 60, None, "invalidValue"),
        ("GET", "/Users/{id}?attributes=" + "a" * 1_001, None, "invalidValue"),
        ("GET", "/Groups?sortBy=" + "a" * 1_001, None, "invalidValue"),
    ],
)
def test_yang_terlalu_banyak_ditolak(sistem: Sistem, cara: str, jalur: str, isi: object, jenis: str) -> None:
    joko, awal = sistem.tambah(), process_time()
    assert sistem.kirim(cara, jalur.format(id=joko["id"]), isi, 400)["scimType"] == jenis
    assert process_time() - awal < DETIK
    assert sistem.kirim("GET", f"/Users/{joko['id']}") == joko


@pytest.mark.parametrize(
    "isi",
    [
        tambal(*[{"op": "Add", "path": f'phoneNumbers[type eq "t{n}"].value', "value": "1"} for n in range(1_000)]),
        ubah(1, value={f'phoneNumbers[type eq "t{n}"].value': "1" for n in range(1_000)}),
        ubah(1, value={"title": "Analis", "name": {f"bagian{n}": "x" for n in range(20_000)}}),
        ubah(1, path="name", value={f"bagian{n}": "x" for n in range(20_000)}),
        ubah(1, path="emails", value=[{f"bagian{n}": "x" for n in range(20_000)}]),
        ubah(1, path="groups", value=[]),
    ],
)
def test_yang_tidak_disimpan_tidak_dibaca(sistem: Sistem, isi: object) -> None:
    joko, awal = sistem.tambah(), process_time()
    hasil = sistem.kirim("PATCH", f"/Users/{joko['id']}", isi)
    assert process_time() - awal < DETIK
    assert (hasil["displayName"], "title" in hasil) == (joko["displayName"], False)


def test_sampai_batasnya_diterima(sistem: Sistem) -> None:
    joko = sistem.tambah()["id"]
    assert sistem.kirim("PATCH", f"/Users/{joko}", ubah(100, path="displayName", value="Joko"))["displayName"] == "Joko"
    tanya = quote(" or ".join(['userName eq "x eq \\" pr y"'] * 9 + ['userName eq "joko"']))
    assert sistem.kirim("GET", f"/Users?filter={tanya}")["totalResults"] == 1


def test_batas_tidak_menahan_orang_di_dalam(sistem: Sistem) -> None:
    joko = sistem.tambah()["id"]
    banyak = [{"op": "add", "path": "displayName", "value": "x"}] * 200
    sistem.kirim("PATCH", f"/Users/{joko}", tambal(*banyak, {"op": "replace", "path": "active", "value": False}), 400)
    jalur = f"/Users/{joko}?attributes={'a' * 1_001}"
    assert sistem.kirim("GET", f"/Users/{joko}")["active"] is False
    sistem.kirim("PATCH", f"/Users/{joko}", tambal({"op": "replace", "path": "active", "value": True}))
    sistem.kirim("PATCH", jalur, tambal({"op": "replace", "path": "active", "value": False}), 400)
    assert sistem.kirim("GET", f"/Users/{joko}")["active"] is False
