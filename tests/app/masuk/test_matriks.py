"""The 42 attacks on a sign-in, against the real application and for both kinds of agreement with a provider.

At the shared kind whoever has to get in is known by an invitation and holds a mandate.

Each row names the attack and the checks that hold it back. Weakened, and only then, it must succeed: an attack that
never could is no proof of anything.
"""

from __future__ import annotations

import pytest
from flask import Flask

from app.rumah import Rumah
from tenants.context import tenant_scope
from tenants.model import Tenant
from tests.app.masuk import lemah
from tests.app.masuk import serangan_alur as alur
from tests.app.masuk import serangan_token as token
from tests.app.masuk.lemah import Lemah, ganti, tanpa
from tests.app.masuk.medan import BERSAMA, JENIS, Medan, Tamu, medan_baru
from tests.app.masuk.serangan_token import HARI, Serangan
from tests.conftest import BuatPemda

AUD, ISS, SUB = (tanpa(f"app.masuk.klaim._periksa_{nama}") for nama in ("aud", "iss", "sub"))
EXP, IAT = tanpa("app.masuk.klaim.periksa_exp"), tanpa("app.masuk.klaim.periksa_iat")
NONCE, BUKAN_KELUAR = tanpa("app.masuk.klaim._periksa_nonce"), tanpa("app.masuk.klaim._periksa_bukan_keluar")
ALG, KEPALA, TYP = (tanpa(f"app.masuk.id_token._periksa_{nama}") for nama in ("alg", "kepala", "typ"))
STATE, ISS_JAWABAN = tanpa("app.masuk.transaksi._periksa_state"), tanpa("app.masuk.oidc._periksa_iss_jawaban")
ISSUER_METADATA = tanpa("app.masuk.metadata._periksa_issuer")
ALAMAT_METADATA = ganti("app.masuk.metadata._alamat", lambda dokumen, nama, _: dokumen[nama])
ALAMAT_JARINGAN = ganti("infra.jaringan.pengambil.boleh_dihubungi", lambda *a, **k: True)
TUJUAN, DI_SINI = (ganti(f"app.masuk.views.{nama}", lambda alamat: alamat) for nama in ("_tujuan", "_di_sini"))
KELONGGARAN = ganti("app.masuk.klaim.KELONGGARAN", 120)  # what the library allows by itself
UMUR_KUNCI, JEDA_KUNCI = (
    ganti(f"app.masuk.penyedia.{nama}", nilai) for nama, nilai in (("UMUR", lemah.SETAHUN), ("JEDA_KUNCI", lemah.NIHIL))
)

MATRIKS: dict[str, tuple[Serangan, tuple[Lemah, ...]]] = {
    "aud lain, tanpa azp": (token.klaim(aud="lain"), (AUD,)),
    "aud lain, azp kita": (token.klaim(aud="lain", azp="riwayat-a"), (AUD,)),
    "aud kita dan orang asing": (token.aud_bersama_orang_asing, (AUD,)),
    "iss lain": (token.klaim(iss="https://lain.example"), (ISS,)),
    "iss dengan garis miring": (token.iss_dengan_garis, (ISS,)),
    "habis 10 menit lalu": (token.waktu(-1200, -600), (EXP, IAT)),
    "habis 100 detik lalu": (token.waktu(-200, -100), (KELONGGARAN,)),
    "dibuat 2 hari lalu, habis 10 hari lagi": (token.waktu(-2 * HARI, 10 * HARI), (IAT,)),
    "nonce lain": (token.klaim(nonce="lain"), (NONCE,)),
    "tanpa nonce": (token.klaim(nonce=...), (NONCE,)),
    "tanpa sub": (token.klaim(sub=...), (lemah.kosong_bila_tiada,)),
    "sub kosong": (token.klaim(sub=""), (SUB,)),
    "alg none": (token.alg_none, (ALG, lemah.tanda_tangan_longgar)),
    "alg none yang diumumkan": (token.alg_none_diumumkan, (lemah.alg_menurut_penyedia, lemah.tanda_tangan_longgar)),
    "jawaban tanpa id_token": (token.tanpa_id_token, (lemah.percaya_jawaban_telanjang,)),
    "metadata tanpa issuer, iss asing": (token.metadata_tanpa_issuer, (ISSUER_METADATA, ISS)),
    "metadata menyebut issuer lain": (token.metadata_issuer_lain, (ISSUER_METADATA, ISS)),
    "kunci umum sebagai rahasia HS256": (token.kunci_umum_sebagai_rahasia, (ALG, lemah.tanda_tangan_longgar)),
    "HS256 yang diumumkan": (
        token.kunci_umum_sebagai_rahasia_diumumkan,
        (lemah.alg_menurut_penyedia, lemah.tanda_tangan_longgar),
    ),
    "kunci penyerang di kepala jwk": (token.kunci_dibawa_token, (KEPALA, lemah.tanda_tangan_longgar)),
    "kid tidak dikenal": (token.kid_tidak_dikenal, (lemah.tanpa_kunci_tanpa_periksa,)),
    "kunci penyedia lain": (token.kunci_penyedia_lain, (lemah.kunci_dari_mana_saja,)),
    "campur aduk: kode A ke penyedia penyerang": (alur.campur_aduk, (ISS_JAWABAN,)),
    "campur aduk lewat metadata": (alur.campur_aduk_lewat_metadata, (ALAMAT_METADATA, ISS_JAWABAN)),
    "SSRF lewat metadata": (alur.ssrf_lewat_metadata, (ALAMAT_METADATA, ALAMAT_JARINGAN)),
    "alihan ke https://": (alur.alihan("https://jahat.example/"), (TUJUAN, DI_SINI)),
    "alihan ke //": (alur.alihan("//jahat.example/"), (TUJUAN, DI_SINI)),
    "alihan ke /\\": (alur.alihan("/\\jahat.example/"), (TUJUAN, DI_SINI)),
    "sesi ditanam (fiksasi)": (alur.sesi_ditanam, (lemah.sesi_yang_dibawa,)),
    "kuki tetap laku sesudah keluar": (alur.salinan_kuki_sesudah_keluar, (tanpa("infra.sesi.PenyimpanSesi.tutup"),)),
    "kunci yang sudah ditarik": (alur.kunci_yang_ditarik, (UMUR_KUNCI,)),
    "50 kid acak, 50 pengambilan kunci": (alur.banjir_kid, (JEDA_KUNCI,)),
    "tindakan mengikat tanpa faktor kedua": (
        alur.mencabut_tanpa_faktor_kedua,
        (tanpa("app.masuk.bukti._periksa_kuat"),),
    ),
    "token keluar sebagai id_token": (token.token_keluar_sebagai_id_token, (TYP, BUKAN_KELUAR, NONCE)),
    "surel yang sama": (alur.surel_yang_sama, (lemah.kenali_menurut("surel"),)),
    "sub yang sama di dua penyedia": (alur.sub_yang_sama_di_penyedia_lain, (lemah.kenali_menurut("sub"),)),
    "pemda disebut parameter": (
        alur.pemda_lewat_parameter,
        (lemah.pemda_dari_parameter, lemah.bersama_seperti_sendiri),
    ),
    "sesi B di halaman A": (alur.sesi_b_di_halaman_a, (lemah.sesi_tanpa_pemda,)),
    "tanpa state": (alur.tanpa_state, (STATE,)),
    "masuk paksa (login CSRF)": (alur.masuk_paksa, (STATE, NONCE)),
    "kode curian (code injection)": (alur.kode_curian, (NONCE,)),
    "putar ulang alamat dan kuki": (alur.putar_ulang, (lemah.transaksi_tidak_habis,)),
}


@pytest.fixture(scope="module")
def pasangan(buat_pemda: BuatPemda) -> dict[str, tuple[Tenant, Tenant]]:
    """Governments of their own for each kind: who came in by one is known there for ever."""
    return {jenis: (buat_pemda(), buat_pemda()) for jenis in JENIS}


@pytest.fixture
def dua_pemda(pasangan: dict[str, tuple[Tenant, Tenant]], jenis: str) -> tuple[Tenant, Tenant]:
    return pasangan[jenis]


pytestmark = pytest.mark.usefixtures("penyedia_semula")


def test_matriksnya_lengkap() -> None:
    assert len(MATRIKS) == 42


@pytest.mark.parametrize("jenis", JENIS)
def test_yang_jujur_masuk(aplikasi: Flask, rumah: Rumah, dua_pemda: tuple[Tenant, Tenant], jenis: str) -> None:
    medan = medan_baru(aplikasi, rumah, jenis, *dua_pemda)
    tamu = medan.masuk()
    assert tamu.di_dalam(medan.a)
    assert not tamu.di_dalam(medan.b)


@pytest.mark.parametrize("jenis", [BERSAMA])
def test_di_penyedia_bersama_akun_saja_tidak_cukup(
    aplikasi: Flask, rumah: Rumah, dua_pemda: tuple[Tenant, Tenant], jenis: str
) -> None:
    """Else the matrix would show nothing of shared providers: an invitation, a mandate, and that of this government."""
    medan, tamu = medan_baru(aplikasi, rumah, jenis, *dua_pemda), Tamu(aplikasi.test_client())
    assert not tamu.kembali(medan.a, medan.setujui(medan.a, tamu.mulai(medan.a))).location
    with tenant_scope(medan.a):
        tanpa_jabatan = rumah.undangan.buat(rumah.direktori.tambah("Tanpa Jabatan"), rumah.jam.kini())
    url = tamu.mulai(medan.a, undangan=tanpa_jabatan)
    assert not tamu.kembali(medan.a, medan.setujui(medan.a, url, sub=f"{medan.sub}-lain")).location
    assert medan.masuk(tamu=tamu).di_dalam(medan.a)
    assert not tamu.kembali(medan.b, medan.setujui(medan.b, tamu.mulai(medan.b))).location
    assert not tamu.di_dalam(medan.b)


@pytest.mark.parametrize("jenis", JENIS)
@pytest.mark.parametrize("nama", MATRIKS)
def test_serangan(aplikasi: Flask, rumah: Rumah, dua_pemda: tuple[Tenant, Tenant], nama: str, jenis: str) -> None:
    serang, pelemah = MATRIKS[nama]

    def medan() -> Medan:
        return medan_baru(aplikasi, rumah, jenis, *dua_pemda)

    with pytest.MonkeyPatch.context() as tambal:
        sasaran = medan()
        for lemahkan in pelemah:
            lemahkan(tambal, sasaran)
        assert serang(sasaran), "even a weakened check stops it: the attack proves nothing"
    assert not serang(medan())
