"""Attacks by the way a sign-in takes, and by what is done with the session. Each says whether it succeeded."""

from __future__ import annotations

import socket
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import parse_qs, urljoin, urlsplit
from uuid import uuid4

import pytest

from domain.wewenang import Peran
from infra.clock import now
from tenants.context import tenant_scope
from tests.app.conftest import orang_baru
from tests.app.masuk.medan import Medan
from tests.app.masuk.palsu import KUNCI, tanda_tangani

DUA_JAM = timedelta(hours=2)


def campur_aduk(m: Medan) -> bool:
    """B's provider is the attacker's: it sends the browser on to A's, and waits for A's code at its own address."""
    m.setel(m.b, m.asing)
    korban = m.tamu()
    dari_a = m.penyedia_a.setujui(korban.mulai(m.b))
    korban.kembali(m.b, dari_a)
    return m.bocor_ke(m.asing, dari_a["code"])


def campur_aduk_lewat_metadata(m: Medan) -> bool:
    m.asing.metadata["authorization_endpoint"] = f"{m.penyedia_a.issuer}/otorisasi"
    m.setel(m.b, m.asing)
    korban = m.tamu()
    if not (url := korban.mulai(m.b)):
        return False
    dari_a = m.penyedia_a.setujui(url)
    korban.kembali(m.b, dari_a)
    return m.bocor_ke(m.asing, dari_a["code"])


def ssrf_lewat_metadata(m: Medan) -> bool:
    """The document names the address where a cloud keeps its machines' secrets."""
    tersambung: list[object] = []

    def sambung(alamat: object, **_: object) -> socket.socket:
        tersambung.append(alamat)
        raise ConnectionRefusedError

    m.penyedia_a.metadata["token_endpoint"] = "http://169.254.169.254/latest"
    with pytest.MonkeyPatch.context() as tambal:
        tambal.setattr("infra.jaringan.pengambil.socket.create_connection", sambung)
        m.masuk()
    return bool(tersambung)


def alihan(tujuan: str) -> Callable[[Medan], bool]:
    """After the sign-in the browser stands on somebody else's site."""

    def serang(m: Medan) -> bool:
        korban = m.tamu()
        respons = korban.kembali(m.a, m.setujui(m.a, m.mulai(korban, m.a, tujuan=tujuan)))
        # A browser reads a backslash as a slash.
        sampai = urljoin("http://localhost/masuk/kembali", respons.location.replace("%5C", "\\").replace("\\", "/"))
        return urlsplit(sampai).hostname != "localhost"

    return serang


def sesi_ditanam(m: Medan) -> bool:
    korban, penyerang, tanaman = m.tamu(), m.tamu(), m.sub
    korban.klien.set_cookie("riwayat", tanaman, path=f"/{m.a.kode}/")
    m.masuk(tamu=korban)
    penyerang.pakai_kuki(m.a, tanaman)
    return penyerang.di_dalam(m.a)


def salinan_kuki_sesudah_keluar(m: Medan) -> bool:
    korban, penyerang = m.masuk(), m.tamu()
    penyerang.pakai_kuki(m.a, korban.kuki(m.a))
    korban.kirim(m.a, m.rumah, "/kerja/keluar")
    return penyerang.di_dalam(m.a)


def kunci_yang_ditarik(m: Medan) -> bool:
    """The provider has withdrawn a stolen key two hours ago; its thief still signs with it."""
    m.masuk()
    m.penyedia_a.jwks = [KUNCI["tiga"]]
    m.penyedia_a.mundur = -DUA_JAM.total_seconds()
    with pytest.MonkeyPatch.context() as tambal:
        tambal.setattr("app.masuk.views.now", lambda: now() + DUA_JAM)
        return m.masuk().di_dalam(m.a)


def banjir_kid(m: Medan) -> bool:
    """Fifty key ids that nobody has, from somebody who need not even be signed in."""
    alamat, klien = f"/{m.a.kode}/masuk/pemutusan", m.tamu().klien
    for nomor in range(50):
        token = tanda_tangani(KUNCI["penyerang"], {}, kid=f"acak-{nomor}", typ="logout+jwt")
        klien.post(alamat, data={"logout_token": token})
    return m.jaringan.hitungan[f"{m.penyedia_a.issuer}/kunci"] >= 50


def mencabut_tanpa_faktor_kedua(m: Medan) -> bool:
    """The government asks for a second factor before binding acts; this sign-in had none."""
    with tenant_scope(m.a):
        kepala = orang_baru(m.aplikasi, m.rumah, m.a, ("Kepala Dinas", "Kepala Dinas", Peran.KEPALA_OPD, None))
        m.rumah.direktori.hubungkan(m.penyedia_a.issuer, m.sub, kepala.id)
    with m.faktor_kedua(m.a):
        tamu = m.masuk(amr=["pwd"])
        # Nobody has such an SOP: 404 comes from behind the gate.
        return tamu.kirim(m.a, m.rumah, f"/kerja/sop/{uuid4()}/pencabutan").status_code == 404


def surel_yang_sama(m: Medan) -> bool:
    surel = f"{m.sub}@kota-a.example"
    korban = m.orang(m.a, "Korban", surel=surel, sub=f"{m.sub}-korban")
    return m.milik(m.a, m.masuk(email=surel)) == korban


def sub_yang_sama_di_penyedia_lain(m: Medan) -> bool:
    """The government moves to another provider, where that `sub` is somebody else's."""
    korban, penyerang = m.orang(m.a, "Korban"), m.tamu()
    m.setel(m.a, m.asing)
    penyerang.kembali(m.a, m.asing.setujui(penyerang.mulai(m.a), sub=m.sub))
    return m.milik(m.a, penyerang) == korban


def pemda_lewat_parameter(m: Medan) -> bool:
    """Somebody of B; at a shared provider one whom B's records know and A's do not."""
    penyerang = m.masuk(m.b)
    penyerang.kembali(m.b, m.setujui(m.b, penyerang.mulai(m.b)) | {"pemda": m.a.kode})
    return penyerang.di_dalam(m.a)


def sesi_b_di_halaman_a(m: Medan) -> bool:
    penyerang = m.masuk(m.b)
    penyerang.pakai_kuki(m.a, penyerang.kuki(m.b))
    return penyerang.di_dalam(m.a)


def tanpa_state(m: Medan) -> bool:
    korban = m.tamu()
    parameter = m.setujui(m.a, m.mulai(korban, m.a))
    del parameter["state"]
    korban.kembali(m.a, parameter)
    return korban.di_dalam(m.a)


def masuk_paksa(m: Medan) -> bool:
    """Login CSRF, at a provider that forgets PKCE: the victim's browser is signed in as the attacker, a colleague."""
    m.penyedia_a.pkce = False
    korban, penyerang = m.tamu(), m.masuk()
    korban.mulai(m.a)
    korban.kembali(m.a, m.setujui(m.a, penyerang.mulai(m.a)))
    return korban.di_dalam(m.a)


def kode_curian(m: Medan) -> bool:
    """Code injection, at a provider that forgets PKCE: the attempt of an attacker whom nobody has invited, the code of
    a victim who is known."""
    m.penyedia_a.pkce = False
    korban, penyerang = m.masuk(), m.tamu()
    state = parse_qs(urlsplit(penyerang.mulai(m.a)).query)["state"][0]
    penyerang.kembali(m.a, m.setujui(m.a, korban.mulai(m.a)) | {"state": state})
    return penyerang.di_dalam(m.a)


def putar_ulang(m: Medan) -> bool:
    """The address and the cookie of a finished sign-in once more, at a provider that takes a code twice."""
    m.penyedia_a.sekali = False
    korban, penyerang = m.tamu(), m.tamu()
    parameter = m.setujui(m.a, m.mulai(korban, m.a))
    jalur = f"/{m.a.kode}/masuk/"
    kuki = korban.klien.get_cookie("riwayat-masuk", path=jalur)
    assert kuki is not None
    penyerang.klien.set_cookie("riwayat-masuk", kuki.value, path=jalur)
    korban.kembali(m.a, parameter)
    penyerang.kembali(m.a, parameter)
    return penyerang.di_dalam(m.a)
