"""What an admin writes about a provider, as settings, or as sentences about what is wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from app.isian import Form
from domain.kernel import NomorPribadiError, teks_bersih
from domain.wewenang import Peran
from infra.jaringan.alamat import NAMA_LOOPBACK, tuju
from infra.sso_versi import VersiSso
from tenants.oidc import CaraKlien, Penerima, PengaturanOidc

# RFC 6749 3.3: what a scope may be written with; the same is enough for acr and amr.
_KATA = re.compile(r"[\x21\x23-\x5b\x5d-\x7e]{1,100}")
PANJANG = {"nama": 60, "issuer": 300, "client_id": 200, "client_secret": 500, "klaim": 100, "peta": 4000}
KATA_TERBANYAK, PETA_TERBANYAK = 30, 100
KLAIM = ("klaim_nama", "klaim_nip", "klaim_unit", "klaim_grup")
# A group can suggest no more than what a person of the agency does; who runs the installation is never suggested.
DAPAT_DIUSULKAN = tuple(p for p in Peran if p is not Peran.ADMIN)


@dataclass(slots=True)
class Bacaan:
    """Field by field, so that every mistake is told at once."""

    form: Form
    galat: dict[str, str] = field(default_factory=dict)

    def teks(self, nama: str, panjang: int, kalimat: str = "") -> str:
        """One line; `kalimat` is what to say when there is none."""
        nilai = self.form.get(nama, "").strip()
        if not nilai and kalimat:
            self.galat[nama] = kalimat
        elif len(nilai) > panjang or not nilai.isprintable():
            self.galat[nama] = f"Tulis dalam satu baris, paling banyak {panjang} huruf."
        return nilai

    def sebutan(self, nama: str, panjang: int, kalimat: str) -> str:
        """What people read, on the public page too. Ids of a provider may be as long as a NIP; a name is not."""
        nilai = self.teks(nama, panjang, kalimat)
        try:
            teks_bersih(nilai, nama)
        except NomorPribadiError as error:
            self.galat[nama] = error.kalimat
        return nilai

    def kata(self, nama: str) -> tuple[str, ...]:
        nilai = tuple(dict.fromkeys(self.form.get(nama, "").split()))
        if len(nilai) > KATA_TERBANYAK or not all(_KATA.fullmatch(satu) for satu in nilai):
            self.galat[nama] = "Tulis beberapa kata yang dipisahkan spasi, tanpa tanda kutip."
        return nilai

    def peta(self) -> dict[str, str]:
        """Lines `group = role`."""
        baris = [b for b in self.form.get("peta_grup", "")[: PANJANG["peta"]].splitlines() if b.strip()]
        hasil = {}
        for satu in baris[:PETA_TERBANYAK]:
            grup, _, peran = (bagian.strip() for bagian in satu.rpartition("="))
            if not grup or peran not in DAPAT_DIUSULKAN:
                sah = ", ".join(DAPAT_DIUSULKAN)
                self.galat["peta_grup"] = f"Baris “{satu.strip()[:60]}” belum benar. Tulis: grup = peran. Peran: {sah}."
            hasil[grup] = peran
        return hasil


def baca(form: Form, lama: VersiSso | None, *, boleh_loopback: bool) -> tuple[PengaturanOidc | None, dict[str, str]]:
    """The settings without number, or what is wrong. An empty secret means the one that was agreed before."""
    b = Bacaan(form)
    cara = _cara(b)
    issuer = _issuer(b, boleh_loopback=boleh_loopback)
    nama = b.sebutan("nama", PANJANG["nama"], "Tulis sebutan penyedia, seperti yang dikenal pegawai.")
    client_id = b.teks("client_id", PANJANG["client_id"], "Tulis client ID yang diberikan penyedia.")
    rahasia = _rahasia(b, cara, issuer, lama)
    scopes, acr, amr = b.kata("scopes"), b.kata("acr"), b.kata("amr")
    klaim = {satu: b.teks(satu, PANJANG["klaim"]) for satu in KLAIM}
    peta = b.peta()
    if b.galat:
        return None, b.galat
    return PengaturanOidc(
        issuer,
        client_id,
        rahasia,
        scopes=tuple(dict.fromkeys(("openid", *scopes))),
        nama=nama,
        bersama=form.get("bersama") == "ya",
        cara=cara,
        penerima=Penerima.TOKEN if form.get("penerima") == Penerima.TOKEN else Penerima.ISSUER,
        acr=acr,
        amr=amr,
        wajib_selalu=form.get("wajib_selalu") == "ya",
        peta_grup=peta,
        klaim_nama=klaim["klaim_nama"],
        klaim_nip=klaim["klaim_nip"],
        klaim_unit=klaim["klaim_unit"],
        klaim_grup=klaim["klaim_grup"],
    ), {}


def _cara(b: Bacaan) -> CaraKlien:
    try:
        return CaraKlien(b.form.get("cara", ""))
    except ValueError:
        b.galat["cara"] = "Pilih salah satu cara."
        return CaraKlien.RAHASIA


def _issuer(b: Bacaan, *, boleh_loopback: bool) -> str:
    """Whether it may be asked at all is judged again, by its numbers, whenever it is (infra/jaringan)."""
    nilai = b.teks("issuer", PANJANG["issuer"], "Tulis alamat penerbit (issuer) yang diberikan penyedia.")
    if "issuer" in b.galat:
        return nilai
    try:
        tujuan = tuju(nilai)
        lokal = boleh_loopback and tujuan.scheme == "http" and tujuan.hostname in NAMA_LOOPBACK
        if (tujuan.scheme == "https" or lokal) and not tujuan.query:
            return nilai
    except ValueError:
        pass
    b.galat["issuer"] = (
        "Tulis alamat lengkap yang diawali https://, tanpa tanda tanya, misalnya https://sso.kota.go.id."
    )
    return nilai


def _rahasia(b: Bacaan, cara: CaraKlien, issuer: str, lama: VersiSso | None) -> str:
    if cara is not CaraKlien.RAHASIA:
        return ""
    nilai = b.teks("client_secret", PANJANG["client_secret"])
    if nilai or (lama and lama.pengaturan.cara is cara and lama.pengaturan.issuer == issuer):
        return nilai
    # Else whoever may change the address could have the old secret sent to a place of his own.
    b.galat["client_secret"] = (
        "Alamat penyedia berubah, jadi rahasianya perlu ditulis lagi." if lama else "Tulis rahasia dari penyedia."
    )
    return nilai
