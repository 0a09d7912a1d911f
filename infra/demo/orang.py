"""What ./run prints of the demonstration: where each government is, and whom to be there."""

from __future__ import annotations

from domain.wewenang import Peran
from infra.demo.pemda import PemdaDemo, semua
from infra.demo.sso.peragaan import ORANG_OPERATOR
from infra.settings import Settings

_URUTAN = {
    Peran.PENYUSUN: "penyusun SOP",
    Peran.KASUBAG: "kasubag",
    Peran.KEPALA_OPD: "kepala perangkat daerah",
    Peran.ORTALA: "Ortala",
    Peran.AUDITOR: "auditor",
    Peran.PIMPINAN: "pimpinan",
    Peran.ADMIN: "admin",
}


def orang_utama(demo: PemdaDemo) -> list[tuple[str, str]]:
    """(sub, role) of the people with whom one sees everything: the main agency's, and the government's own."""
    pemegang = {j.kunci: j.orang for j in demo.jabatan} | {s["jabatan"]: s["kepada"] for s in demo.serah_terima}
    utama = [j for j in demo.jabatan if "." not in j.kunci or j.kunci.startswith(f"{demo.utama}.")]
    return [(pemegang[j.kunci], sebutan) for peran, sebutan in _URUTAN.items() for j in utama if j.peran is peran]


def daftar_orang(settings: Settings) -> list[str]:
    """One block of lines for each government. All people are invented."""
    baris = ["Semua orang di bawah ini rekaan. Tekan “Masuk”, lalu pilih salah seorang; tidak ada kata sandi."]
    for demo in semua():
        orang = {o.sub: o for o in demo.orang}
        baris += ["", f"{demo.nama}: {settings.alamat}/{demo.kode}/"]
        for sub, sebutan in orang_utama(demo):
            o = orang[sub]
            baris.append(f"  {o.nama:<38} {sebutan:<24} {o.jabatan}{f', {o.unit}' if o.unit not in o.jabatan else ''}")
    if settings.demo_operator:
        baris += ["", f"{ORANG_OPERATOR.unit}: {settings.alamat}/operator/", f"  {ORANG_OPERATOR.nama:<38} operator"]
    return baris
