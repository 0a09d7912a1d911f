"""Who is out is out: nothing else in a request, and no other request beside it, keeps somebody in or lets him in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from app.rumah import Rumah
from infra.scim import Penduduk
from tests.app.test_scim import USER, Sistem, sistem, tambal

__all__ = ["sistem"]

KELUAR = {"op": "Replace", "path": "active", "value": "False"}
MASUK = {"op": "Replace", "path": "active", "value": True}
NAMA = {"op": "replace", "path": "displayName", "value": "Joko S."}


@pytest.fixture
def sela(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, Callable[[], object]], None]:
    """Something else happens just before this step of a request, once."""

    def pasang(langkah: str, lain: Callable[[], object]) -> None:
        asli = getattr(Penduduk, langkah)

        def tersela(self: Penduduk, *args: Any) -> object:
            monkeypatch.setattr(Penduduk, langkah, asli)
            lain()
            return asli(self, *args)

        monkeypatch.setattr(Penduduk, langkah, tersela)

    return pasang


def aktif(rumah: Rumah, orang_id: str) -> bool:
    orang = rumah.direktori.satu(UUID(orang_id))
    assert orang is not None
    return orang.aktif


@pytest.fixture
def lain(sistem: Sistem, aplikasi: Flask) -> Sistem:
    return Sistem(aplikasi.test_client(), sistem.tenant, sistem.token)


@pytest.mark.parametrize(
    "perihal", [NAMA, {"op": "remove", "path": "active"}, {"op": "add", "path": "title", "value": "x"}]
)
def test_tambalan_yang_tidak_menyebut_active_tidak_memasukkan_siapa_pun(
    sistem: Sistem, lain: Sistem, sela: Any, perihal: dict[str, object]
) -> None:
    jalur = f"/Users/{sistem.tambah()['id']}"
    sela("ubah", lambda: lain.kirim("PATCH", jalur, tambal(KELUAR)))
    assert sistem.kirim("PATCH", jalur, tambal(perihal))["active"] is False


def test_put_tanpa_active_tidak_memasukkan_siapa_pun(sistem: Sistem, lain: Sistem, sela: Any) -> None:
    jalur = f"/Users/{sistem.tambah()['id']}"
    sela("ubah", lambda: lain.kirim("PATCH", jalur, tambal(KELUAR)))
    assert sistem.kirim("PUT", jalur, {"schemas": [USER], "userName": "joko"})["active"] is False


@pytest.mark.parametrize("perihal", [NAMA, MASUK])
def test_yang_dihapus_selagi_ditambal_tidak_masuk_lagi(
    sistem: Sistem, lain: Sistem, rumah: Rumah, sela: Any, perihal: dict[str, object]
) -> None:
    joko = sistem.tambah()["id"]
    sela("ubah", lambda: lain.kirim("DELETE", f"/Users/{joko}", status=204))
    sistem.kirim("PATCH", f"/Users/{joko}", tambal(perihal), 404)
    assert not aktif(rumah, joko)


def test_yang_dimasukkan_selagi_dihapus_tetap_keluar(sistem: Sistem, lain: Sistem, rumah: Rumah, sela: Any) -> None:
    joko = sistem.tambah()["id"]
    sela("lepas", lambda: lain.kirim("PATCH", f"/Users/{joko}", tambal(MASUK)))
    sistem.kirim("DELETE", f"/Users/{joko}", status=204)
    assert not aktif(rumah, joko)


def test_dihapus_dicatat_sekali(sistem: Sistem, superuser: Any) -> None:
    joko = sistem.tambah()["id"]
    sistem.kirim("DELETE", f"/Users/{joko}", status=204)
    jumlah = superuser.execute(
        "SELECT count(*) FROM es.event e WHERE e.tenant_id = %s AND e::text LIKE %s",
        (sistem.tenant.id, f"%{joko}%orang.dinonaktifkan%"),
    ).fetchone()
    assert jumlah == (1,)
