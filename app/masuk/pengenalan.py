"""Who somebody is in this government, once a provider has said who he is anywhere.

At the government's own provider a stranger gets an entry without any right; with an invitation, as when the government
has moved to another provider, he becomes the person that he already is. A provider that serves others too proves the
person and never the office: there only somebody whom our own records know comes in, with a mandate or a grant in force.
"""

from __future__ import annotations

from app.akses.pembuka import akses_hari_ini
from app.masuk.identitas import Identitas
from app.masuk.penolakan import MasukDitolakError
from app.rumah import rumah
from domain.kernel import Aktor
from domain.orang.undangan import AkunDikaitkan
from infra.direktori import Orang
from infra.event_store.buku import Perintah
from infra.ids import new_id
from infra.orang import ubah_orang
from infra.queries.mandat import mandat
from tenants.context import current_tenant
from tenants.oidc import PengaturanOidc

TANPA_NAMA = "Tanpa nama"
PEMBAWA_KODE = "Pembawa kode undangan"
BELUM_DIUNDANG = (
    "Akun Anda belum dikenal di pemerintah daerah ini. Mintalah kode undangan kepada admin Riwayat di daerah Anda, "
    "lalu masuk lagi dengan kode itu."
)
UNDANGAN_SALAH = (
    "Kode undangan ini tidak dikenal, sudah dipakai, atau sudah lewat tujuh hari. Mintalah kode baru kepada admin."
)
TANPA_MANDAT = (
    "Anda dikenal di pemerintah daerah ini, tetapi tidak sedang memegang jabatan atau akses auditor. Mintalah admin "
    "mencatat jabatan Anda beserta SK-nya."
)


def kenali(identitas: Identitas, pengaturan: PengaturanOidc, undangan: str) -> Orang:
    """The person behind (iss, sub) in this tenant."""
    orang = rumah().direktori.menurut_identitas(identitas.iss, identitas.sub)
    if orang is None:
        lewat_undangan = undangan or pengaturan.bersama
        orang = _menurut_undangan(identitas, undangan) if lewat_undangan else _orang_baru(identitas)
    if pengaturan.bersama:
        _periksa_mandat(orang)
    rumah().usulan.catat(orang.id, pengaturan.usulan_peran(identitas.grup), rumah().jam.kini())
    return orang


def _orang_baru(identitas: Identitas) -> Orang:
    direktori, nama = rumah().direktori, identitas.nama or TANPA_NAMA
    orang_id = direktori.tambah(nama, nip=identitas.nip or "", surel=identitas.email or "")
    direktori.hubungkan(identitas.iss, identitas.sub, orang_id)
    return Orang(orang_id, nama)


def _menurut_undangan(identitas: Identitas, undangan: str) -> Orang:
    """An invitation is used up by whoever brings it first; from then on (iss, sub) is that person. The event is first:
    an interruption leaves a log that says more than is true, and no link without one."""
    if not undangan:
        raise MasukDitolakError("belum-diundang", BELUM_DIUNDANG)
    orang_id = rumah().undangan.pakai(undangan, rumah().jam.kini())
    orang = rumah().direktori.satu(orang_id) if orang_id else None
    if orang is None:
        raise MasukDitolakError("undangan-salah", UNDANGAN_SALAH)
    perintah = Perintah(new_id(), Aktor(orang.id, PEMBAWA_KODE), pada=rumah().jam.pencatatan())
    ubah_orang(rumah().buku, orang.id, perintah, lambda _: (AkunDikaitkan(identitas.iss),))
    rumah().direktori.hubungkan(identitas.iss, identitas.sub, orang.id)
    return orang


def _periksa_mandat(orang: Orang) -> None:
    """A mandate in force, or an auditor's grant: either is in our own records."""
    hari = current_tenant().tanggal(rumah().jam.kini())
    berlaku = [m for m in mandat(rumah().basis, orang=orang.id) if m.berlaku(hari)]
    if not orang.aktif or not (berlaku or akses_hari_ini(orang.id, berlaku, hari)):
        raise MasukDitolakError("tanpa-mandat", TANPA_MANDAT)
