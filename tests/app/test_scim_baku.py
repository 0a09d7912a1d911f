"""An independent checker of RFC 7643 and RFC 7644 goes through the whole service as it describes itself."""

from __future__ import annotations

from flask import Flask
from scim2_client.engines.wsgi import WSGISCIMClient
from scim2_tester import CheckResult, Status, check_server

from app.rumah import Rumah
from tests.app.conftest import Panggung
from tests.app.test_scim import token_baru

DENGAN_SENGAJA = {
    # a person always has a name, and is either in or out
    ("check_remove_attribute", "'name'"),
    ("check_remove_attribute", "'displayName'"),
    ("check_remove_attribute", "'active'"),
    # the one address that is kept is the primary one for work, also where the request did not say so
    ("check_add_attribute", "'emails'"),
    ("check_replace_attribute", "'emails'"),
}
SEDIKITNYA = 50


def sengaja(hasil: CheckResult) -> bool:
    return any(hasil.title == nama and bidang in str(hasil.reason) for nama, bidang in DENGAN_SENGAJA)


def test_pemeriksa_mandiri_tidak_menemukan_penyimpangan(aplikasi: Flask, rumah: Rumah, panggung: Panggung) -> None:
    klien = WSGISCIMClient(
        aplikasi,
        base_url=f"http://localhost/{panggung.tenant.kode}/scim/v2",
        headers={"Authorization": f"Bearer {token_baru(rumah)}"},
    )
    hasil = check_server(klien)
    buruk = [h for h in hasil if h.status not in (Status.SUCCESS, Status.SKIPPED)]
    assert not [f"{h.title}: {h.reason}" for h in buruk if not sengaja(h)]
    assert len(buruk) == len(DENGAN_SENGAJA)
    assert len(hasil) - len(buruk) > SEDIKITNYA
