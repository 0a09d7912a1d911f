"""The demonstration's governments as their files have them: agencies, posts, people, and who held what since when."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from domain.sop.pengesahan import Kebijakan
from infra.demo.berkas import baca_yaml
from infra.demo.pejabat import JabatanDemo, OpdDemo, dengan_jabatan, jabatan_lain, jabatan_opd
from infra.demo.sso.orang import OrangPeragaan
from tenants.model import Zona

KODE = ("kota-surakarta", "kota-probolinggo", "kota-bontang", "kpu-kabupaten-kediri", "kota-bengkulu")
"""In the order in which they are loaded."""

_KEDUA = {
    "kecamatan": "Sekretaris Kecamatan",
    "badan": "Sekretaris Badan",
    "dinas": "Sekretaris Dinas",
    "satuan": "Sekretaris Satuan",
    "inspektorat": "Sekretaris Inspektorat",
    "sekretariat_daerah": "Asisten Administrasi Umum",
    "sekretariat_dprd": "Kepala Bagian Umum dan Keuangan",
    "unit_organisasi_bersifat_khusus": "Wakil Direktur Umum dan Keuangan",
}
"""Who checks before the head of an agency signs."""


@dataclass(frozen=True, slots=True)
class PemdaDemo:
    kode: str
    nama: str
    instansi: str
    kepala_daerah: str
    kode_wilayah: str
    zona: Zona
    kebijakan: Kebijakan
    evaluasi_bulan: int
    utama: str
    sotk: str
    opd: tuple[OpdDemo, ...]
    jabatan: tuple[JabatanDemo, ...]
    orang: tuple[OrangPeragaan, ...]
    serah_terima: tuple[dict[str, Any], ...] = ()
    pelaksana_tugas: dict[str, int] = field(default_factory=dict)
    wajib: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    ganti: dict[str, str] = field(default_factory=dict)

    def satu_opd(self, singkatan: str) -> OpdDemo:
        return next(o for o in self.opd if o.singkatan == singkatan)


def semua() -> tuple[PemdaDemo, ...]:
    return tuple(baca_pemda(kode) for kode in KODE)


@cache
def baca_pemda(kode: str) -> PemdaDemo:
    isi = baca_yaml(f"pemda/{kode}.yaml")
    opd = tuple(_opd(satu, isi.get("sebutan", {})) for satu in _daftar_opd(isi["opd"]))
    orang = {sub: OrangPeragaan(sub, o["nama"], o["nip"], "", "") for sub, o in isi["orang"].items()}
    jabatan = (*jabatan_opd(isi, opd, orang), *jabatan_lain(isi))
    aturan = isi["kebijakan"]
    return PemdaDemo(
        kode=kode,
        nama=isi["nama"],
        instansi=isi["instansi"],
        kepala_daerah=isi["kepala_daerah"],
        kode_wilayah=isi["kode_wilayah"],
        zona=Zona(isi["zona"]),
        kebijakan=Kebijakan(aturan["paraf_internal"], aturan["verifikasi_sesudah"]),
        evaluasi_bulan=aturan["evaluasi_bulan"],
        utama=isi["utama"],
        sotk=isi["sotk"],
        opd=opd,
        jabatan=jabatan,
        orang=dengan_jabatan(isi, opd, jabatan, orang),
        serah_terima=tuple(isi.get("serah_terima", ())),
        pelaksana_tugas=isi.get("pelaksana_tugas", {}),
        wajib=isi["wajib"],
        ganti=isi.get("ganti", {}),
    )


def _daftar_opd(opd: Any) -> list[dict[str, Any]]:
    """The agencies themselves, or those that were found in the list that a file names."""
    return opd if isinstance(opd, list) else [o for o in baca_yaml(opd)["opd"] if o["asal"] == "ditemukan"]


def _opd(satu: dict[str, Any], sebutan: dict[str, str]) -> OpdDemo:
    nama, singkatan, jenis = satu["nama"], satu.get("singkatan", satu["nama"]), satu["jenis"]
    kepala = {"kecamatan": nama.replace("Kecamatan", "Camat"), "inspektorat": "Inspektur"}.get(jenis, f"Kepala {nama}")
    sekretaris = _KEDUA.get(jenis, "Kepala Subbagian Program")
    return OpdDemo(nama, singkatan, jenis, satu.get("kepala") or sebutan.get(singkatan, kepala), sekretaris)
