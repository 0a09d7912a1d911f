"""Members of a group by PATCH: in every form that directories use, and of large groups without holding anybody up."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from time import perf_counter, sleep
from typing import Any
from uuid import UUID

import psycopg
import pytest
from flask import Flask

from infra import grup as buku_grup
from infra.grup import BukuGrup
from tests.app.test_scim import GROUP, Sistem, sistem, tambal
from tests.app.test_scim_grup import anggota, grup
from tests.basis_data import BasisData

__all__ = ["sistem"]
BANYAK = 3_000
DETIK = 5.0
URN = "urn:ietf:params:scim:schemas:core:2.0:Group"


@pytest.fixture
def orang(sistem: Sistem) -> dict[str, str]:
    return {nama: sistem.tambah(nama)["id"] for nama in ("a", "b", "c")}


def isi(bentuk: Any, orang: dict[str, str]) -> Any:
    """`<a>`, `<b>`, `<c>` stand for the ids of these people."""
    match bentuk:
        case dict():
            return {isi(k, orang): isi(v, orang) for k, v in bentuk.items()}
        case list():
            return [isi(satu, orang) for satu in bentuk]
        case str():
            for nama, pengenal in orang.items():
                bentuk = bentuk.replace(f"<{nama}>", pengenal)
    return bentuk


@pytest.mark.parametrize(
    ("operasi", "hasil"),
    [
        ([{"op": "Add", "path": "members", "value": [{"value": "<b>"}]}], "ab"),
        ([{"op": "add", "path": "members", "value": {"value": "<b>", "type": "User", "display": "B"}}], "ab"),
        ([{"op": "ADD", "path": "MEMBERS", "value": [{"Value": "<b>"}, {"value": "<b>"}]}], "ab"),
        ([{"op": "add", "path": f"{URN}:members", "value": [{"$ref": None, "value": "<b>"}]}], "ab"),
        ([{"op": "add", "value": {"members": [{"value": "<b>"}]}}], "ab"),
        ([{"op": "Add", "value": {f"{URN}:Members": [{"value": "<b>"}], "displayName": "Y"}}], "ab"),
        ([{"op": "add", "path": URN, "value": {"members": {"value": "<b>"}}}], "ab"),
        ([{"op": "replace", "value": {"id": "x", "members": [{"value": "<b>"}]}}], "b"),
        ([{"op": "replace", "path": "members", "value": [{"value": "<b>"}, {"value": "<c>"}]}], "bc"),
        ([{"op": "Replace", "path": "members", "value": []}], ""),
        ([{"op": "replace", "path": "members", "value": None}], ""),
        ([{"op": "remove", "path": "members"}], ""),
        ([{"op": "remove", "path": "members", "value": []}], "a"),
        ([{"op": "Remove", "path": "members", "value": [{"$ref": None, "value": "<a>"}]}], ""),
        ([{"op": "remove", "path": "members", "value": {"value": "<a>"}}], ""),
        ([{"op": "remove", "path": 'members[value eq "<a>"]'}], ""),
        ([{"op": "REMOVE", "path": f'{URN}:Members[VALUE EQ "<a>"]'}], ""),
        ([{"op": "remove", "path": 'members[value eq "<c>" or value eq "<a>"]'}], ""),
        ([{"op": "remove", "path": 'members[value eq "<c>"]'}], "a"),
        ([{"op": "remove", "path": "members", "value": [{"value": "<c>"}, {"value": "zzz"}, {}]}], "a"),
        ([{"op": "add", "path": "members", "value": [{"value": "<b>"}]}, {"op": "remove", "path": "members"}], ""),
        ([{"op": "remove", "path": "members"}, {"op": "add", "path": "members", "value": [{"value": "<c>"}]}], "c"),
        (
            [
                {"op": "remove", "path": 'members[value eq "<a>"]'},
                {"op": "add", "path": "members", "value": [{"value": "<a>"}, {"value": "<b>"}]},
                {"op": "remove", "path": 'members[value eq "<b>"]'},
            ],
            "a",
        ),
    ],
)
def test_anggota_diubah_dalam_setiap_bentuknya(
    sistem: Sistem, orang: dict[str, str], operasi: list[dict[str, object]], hasil: str
) -> None:
    g = grup(sistem, "X", orang["a"])
    jawaban = sistem.kirim("PATCH", f"/Groups/{g['id']}", tambal(*isi(operasi, orang)))
    assert anggota(jawaban) == {orang[satu] for satu in hasil}
    assert jawaban["displayName"] == ("Y" if "displayName" in str(operasi) else "X")


@pytest.mark.parametrize(
    ("operasi", "jenis"),
    [
        ({"op": "add", "path": "members"}, "invalidValue"),
        ({"op": "add", "path": "members", "value": None}, "invalidValue"),
        ({"op": "replace", "path": "members"}, "invalidValue"),
        ({"op": "add", "path": "members", "value": "<b>"}, "invalidValue"),
        ({"op": "add", "path": "members", "value": [None]}, "invalidValue"),
        ({"op": "add", "path": "members", "value": [{"value": None}]}, "invalidValue"),
        ({"op": "add", "path": "members", "value": [{"value": 5}]}, "invalidValue"),
        ({"op": "pindah", "path": "members", "value": [{"value": "<b>"}]}, "invalidValue"),
        ({"op": "add", "path": 'members[value eq "<a>"]', "value": {"value": "<b>"}}, "invalidPath"),
        ({"op": "add", "path": "members.value", "value": "<b>"}, "invalidPath"),
        ({"op": "remove", "path": 'members[display eq "A"]'}, "invalidFilter"),
        ({"op": "remove", "path": "members["}, "invalidFilter"),
        ({"op": "remove", "value": {"members": []}}, "noTarget"),
        ({"op": "replace", "path": "displayName", "value": " "}, "invalidValue"),
        ({"op": "add", "value": "x"}, "invalidValue"),
        ({"op": "add", "path": 5, "value": "x"}, None),
    ],
)
def test_yang_bukan_perubahan_anggota_ditolak(
    sistem: Sistem, orang: dict[str, str], operasi: dict[str, object], jenis: str | None
) -> None:
    jalur = f"/Groups/{grup(sistem, 'X', orang['a'])['id']}"
    tambah = {"op": "add", "path": "members", "value": [{"value": orang["c"]}]}
    galat = sistem.kirim("PATCH", jalur, tambal(tambah, isi(operasi, orang)), 400)
    assert jenis is None or galat["scimType"] == jenis
    assert anggota(sistem.kirim("GET", jalur)) == {orang["a"]}


def test_banyak_operasi_ada_batasnya(sistem: Sistem, orang: dict[str, str]) -> None:
    jalur = f"/Groups/{grup(sistem)['id']}"
    satu = {"op": "add", "path": "members", "value": [{"value": orang["a"]}]}
    assert anggota(sistem.kirim("PATCH", jalur, tambal(*[satu] * 1_000))) == {orang["a"]}
    assert sistem.kirim("PATCH", jalur, tambal(*[satu] * 1_001), 400)["scimType"] == "tooMany"
    nama = {"op": "replace", "path": "displayName", "value": "x"}
    assert sistem.kirim("PATCH", jalur, tambal(*[nama] * 101), 400)["scimType"] == "tooMany"


def test_anggota_dihitung_sekali_seorang(
    sistem: Sistem, orang: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(buku_grup, "ANGGOTA_TERBANYAK", 2)
    jalur = f"/Groups/{grup(sistem, 'X', *[orang['a']] * 3)['id']}"
    ganti = {"schemas": [GROUP], "displayName": "X", "members": [{"value": orang[n]} for n in "abab"]}
    assert anggota(sistem.kirim("PUT", jalur, ganti)) == {orang["a"], orang["b"]}
    satu_lagi = tambal({"op": "add", "path": "members", "value": [{"value": orang["c"]}]})
    assert sistem.kirim("PATCH", jalur, satu_lagi, 400)["scimType"] == "invalidValue"
    ditukar = tambal({"op": "remove", "path": f'members[value eq "{orang["a"]}"]'}, *satu_lagi["Operations"])  # type: ignore[misc]
    assert anggota(sistem.kirim("PATCH", jalur, ditukar)) == {orang["b"], orang["c"]}


def banyak_orang(superuser: Any, sistem: Sistem) -> list[str]:
    superuser.execute(
        "INSERT INTO tata.orang (tenant_id, orang_id, nama, surel)"
        " SELECT %s, gen_random_uuid(), 'Orang '||n, '' FROM generate_series(1, %s) n",
        (sistem.tenant.id, BANYAK),
    )
    rows = superuser.execute(
        "INSERT INTO tata.scim (tenant_id, orang_id, nama_pengguna, id_luar, dibuat, diubah)"
        " SELECT tenant_id, orang_id, 'u-'||orang_id, '', now(), now() FROM tata.orang"
        " WHERE tenant_id = %s AND nama LIKE 'Orang %%' RETURNING orang_id",
        (sistem.tenant.id,),
    )
    return [str(row[0]) for row in rows]


def test_grup_besar_tidak_menahan_siapa_pun(sistem: Sistem, superuser: Any) -> None:
    """The library needs half a minute for these removals."""
    orang = banyak_orang(superuser, sistem)
    jalur = f"/Groups/{grup(sistem, 'X', *orang)['id']}"
    keluar = tambal({"op": "remove", "path": "members", "value": [{"value": o} for o in orang[:1_500]]})
    awal = perf_counter()
    assert len(anggota(sistem.kirim("PATCH", jalur, keluar))) == BANYAK - 1_500
    satu_satu = [{"op": "remove", "path": f'members[value eq "{o}"]'} for o in orang[1_500:2_000]]
    assert len(anggota(sistem.kirim("PATCH", jalur, tambal(*satu_satu)))) == BANYAK - 2_000
    assert perf_counter() - awal < DETIK


def test_yang_dihapus_selagi_dijadikan_anggota_bukan_anggota(
    sistem: Sistem, orang: dict[str, str], aplikasi: Flask, basis_data: BasisData, superuser: Any
) -> None:
    jalur = f"/Groups/{grup(sistem)['id']}"
    tambah = tambal({"op": "add", "path": "members", "value": [{"value": orang["a"]}]})
    with psycopg.connect(basis_data.superuser) as penghapus, ThreadPoolExecutor(1) as kolam:
        penghapus.execute("DELETE FROM tata.scim WHERE orang_id = %s", (orang["a"],))
        janji = kolam.submit(lambda: sistem.kirim("PATCH", jalur, tambah, 400))
        for _ in range(100):
            if superuser.execute("SELECT 1 FROM pg_locks WHERE NOT granted").fetchone():
                break
            sleep(0.02)
        penghapus.commit()
        assert janji.result()["scimType"] == "invalidValue"
    assert anggota(sistem.kirim("GET", jalur)) == set()


def test_grup_yang_dihapus_selagi_diubah_tidak_ada_lagi(sistem: Sistem, monkeypatch: pytest.MonkeyPatch) -> None:
    jalur, asli = f"/Groups/{grup(sistem)['id']}", BukuGrup.ada

    def ada(self: BukuGrup, grup_id: UUID) -> bool:
        return asli(self, grup_id) and self.hapus(grup_id)

    monkeypatch.setattr(BukuGrup, "ada", ada)
    sistem.kirim("PATCH", jalur, tambal({"op": "replace", "path": "displayName", "value": "x"}), 404)
