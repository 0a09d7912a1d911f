"""The settings themselves: all providers at a glance, one provider with its versions, a new version."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, request, url_for
from werkzeug.datastructures import MultiDict

from app.admin.susunan import usulan_peran
from app.htmx import respond, selesai
from app.isian import Form
from app.keamanan import izin
from app.masuk.pembuktian import isian, tertunda
from app.masuk.views import alamat_kembali
from app.pemda import keadaan_pemda
from app.permintaan import pelaku
from app.rumah import rumah
from app.sso.forms import DAPAT_DIUSULKAN, KLAIM, baca
from domain.pemda.masuk import TENGGANG
from domain.wewenang import Tindakan
from infra.brankas import BrankasError
from infra.errors import TidakAdaError
from infra.kunci_klien import KURVA
from infra.sso_versi import VersiSso
from tenants.context import current_tenant
from tenants.oidc import CaraKlien, Penerima, PengaturanOidc

bp = Blueprint("sso", __name__, url_prefix="/kerja/admin/sso")
TANPA_KUNCI = (
    "Rahasia belum dapat disimpan: pengelola server belum memasang kunci enkripsi (RIWAYAT_KUNCI). Mintalah "
    "kepadanya, lalu simpan lagi."
)


def alamat_kunci() -> str:
    """Where a provider finds our public keys."""
    return f"{rumah().settings.alamat}/{current_tenant().kode}/masuk/kunci"


def konteks_utama(**lain: Any) -> dict[str, Any]:
    """Everything that the first page shows."""
    semua, kini = rumah().sso.arsip.semua(), rumah().jam.kini()
    return {
        "penyedia": {nomor: [v for v in semua if v.penyedia == nomor] for nomor in sorted({v.penyedia for v in semua})},
        "kembali": alamat_kembali(),
        "kunci": rumah().sso.kunci.terbitan(),
        "menandatangani": rumah().sso.kunci.menandatangani(),
        "alamat_kunci": alamat_kunci(),
        "domain": rumah().domain_surel.milik_sini(),
        "undangan": rumah().undangan.terbuka(kini),
        "undangan_menunggu": rumah().undangan.menunggu(),
        "saya": pelaku().orang_id,
        "tenggang": TENGGANG,
        "sekarang": kini,
        "usulan": [u for milik in usulan_peran().values() for u in milik],
        "orang": [o for o in rumah().direktori.semua() if o.aktif],
        "menunggu": keadaan_pemda().usulan_masuk,
        "galat": {},
        "nilai": {},
        "kode_baru": "",
    } | lain


@bp.get("")
@izin(Tindakan.PEMDA_KELOLA)
def halaman() -> Response:
    """Who comes back from proving himself finds the person chosen whom he was about to invite."""
    tunda = tertunda("/kerja/admin/sso")
    return respond("sso/daftar.html", "isi", **konteks_utama(nilai=isian(tunda) if tunda else {}))


@bp.get("/penyedia-baru")
@izin(Tindakan.PEMDA_KELOLA)
def baru() -> Response:
    return respond("sso/penyedia.html", "isi", **_konteks(0, [], _isian(PengaturanOidc("", ""))))


@bp.get("/penyedia/<int:nomor>")
@izin(Tindakan.PEMDA_KELOLA)
def penyedia(nomor: int) -> Response:
    """The newest version in the form, whether it is active or not; `dari` puts another one there."""
    versi = versi_milik(nomor)
    dari = request.args.get("dari", "")
    asal = next((v for v in versi if str(v.versi) == dari), versi[0])
    return respond("sso/penyedia.html", "isi", **_konteks(nomor, versi, _isian(asal.pengaturan)))


@bp.post("/penyedia-baru")
@izin(Tindakan.PEMDA_KELOLA)
def simpan_baru() -> Response:
    return _simpan(0, [])


@bp.post("/penyedia/<int:nomor>")
@izin(Tindakan.PEMDA_KELOLA)
def simpan(nomor: int) -> Response:
    return _simpan(nomor, versi_milik(nomor))


def konteks_penyedia(nomor: int, **lain: Any) -> dict[str, Any]:
    """One provider with its newest version in the form."""
    versi = versi_milik(nomor)
    return _konteks(nomor, versi, _isian(versi[0].pengaturan)) | lain


def versi_milik(nomor: int) -> list[VersiSso]:
    """All versions of one provider, newest first."""
    versi = [v for v in rumah().sso.arsip.semua() if v.penyedia == nomor]
    if not versi:
        raise TidakAdaError(str(nomor))
    return versi


def _simpan(nomor: int, versi: list[VersiSso]) -> Response:
    """A new version: nobody signs in with it until it has been tried and activated."""
    lama = versi[0] if versi else None
    pengaturan, galat = baca(request.form, lama, boleh_loopback=rumah().boleh_loopback)
    if pengaturan is None:
        return respond("sso/penyedia.html", "isi", status=422, **_konteks(nomor, versi, request.form, galat))
    try:
        nomor = _catat(pengaturan, nomor, lama)
    except BrankasError:
        galat = {"client_secret": TANPA_KUNCI}
        return respond("sso/penyedia.html", "isi", status=422, **_konteks(nomor, versi, request.form, galat))
    return selesai(url_for("sso.penyedia", nomor=nomor), "sso/penyedia.html", "isi", **konteks_penyedia(nomor))


def _catat(baru: PengaturanOidc, nomor: int, lama: VersiSso | None) -> int:
    arsip = rumah().sso.arsip
    if baru.cara.value in KURVA:
        rumah().sso.kunci.pastikan(baru.cara.value)
    elif lama and not baru.client_secret:
        baru = replace(baru, client_secret=arsip.lengkap(lama).client_secret)
    nomor = nomor or max((v.penyedia for v in arsip.semua()), default=0) + 1
    arsip.simpan(replace(baru, penyedia=nomor), oleh=pelaku().orang_id)
    return nomor


def _isian(p: PengaturanOidc) -> Form:
    """A version as the form shows it; the secret never."""
    isi = {nama: getattr(p, nama) for nama in ("nama", "issuer", "client_id", *KLAIM)}
    isi |= {nama: " ".join(getattr(p, nama)) for nama in ("scopes", "acr", "amr")}
    if p.issuer and not p.nama:  # of the installation's own making: called what the list calls it
        isi["nama"] = f"SSO {current_tenant().nama}"
    isi |= {"cara": p.cara.value, "penerima": p.penerima.value}
    isi |= {nama: "ya" for nama in ("bersama", "wajib_selalu") if getattr(p, nama)}
    return MultiDict(isi | {"peta_grup": "\n".join(f"{grup} = {peran}" for grup, peran in p.peta_grup.items())})


def _konteks(nomor: int, versi: list[VersiSso], nilai: Form, galat: dict[str, str] | None = None) -> dict[str, Any]:
    pemda = keadaan_pemda()
    menunggu, ditolak = pemda.usulan_masuk.get(nomor), pemda.penolakan_masuk.get(nomor)
    return {
        "nomor": nomor,
        "versi": versi,
        "nilai": nilai,
        "galat": galat or {},
        "menunggu": menunggu,
        "ditolak": ditolak,
        "alasan": "",
        "galat_tolak": "",
        "tenggang": TENGGANG,
        "saya": pelaku().orang_id,
        "nama": rumah().direktori.nama([u.oleh for u in (*versi, menunggu, ditolak) if u and u.oleh]),
        "kembali": alamat_kembali(),
        "alamat_kunci": alamat_kunci(),
        "CaraKlien": CaraKlien,
        "Penerima": Penerima,
        "peran": DAPAT_DIUSULKAN,
    }
