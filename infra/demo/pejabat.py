"""The posts of a government, and the people who hold them: those that its file names, and invented ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from domain.wewenang import Peran
from infra.demo.kalender import acak
from infra.demo.nama import orang_rekaan
from infra.demo.sso.orang import OrangPeragaan

PENYUSUN = (
    "Penelaah Teknis Kebijakan",
    "Analis Kebijakan Ahli Pertama",
    "Pengolah Data dan Informasi",
    "Perencana Ahli Pertama",
    "Arsiparis Ahli Pertama",
)
KASUBAG = "Kepala Subbagian Umum dan Kepegawaian"


@dataclass(frozen=True, slots=True)
class OpdDemo:
    nama: str
    singkatan: str
    jenis: str
    kepala: str
    sekretaris: str


@dataclass(frozen=True, slots=True)
class JabatanDemo:
    """A post with the person who held it first. `kunci` is its name in the files, such as Setwan.kepala."""

    kunci: str
    nama: str
    peran: Peran
    opd: str
    orang: str


def jabatan_opd(isi: Any, opd: tuple[OpdDemo, ...], orang: dict[str, OrangPeragaan]) -> list[JabatanDemo]:
    """Every agency has its head, its kasubag and a drafter; those without a name in the file are given one."""
    hasil = []
    terpakai: set[str] = set()
    for o in opd:
        penyusun = PENYUSUN[acak(f"{isi['kode']} {o.singkatan}", len(PENYUSUN))]
        for apa, nama, peran in (
            ("penyusun", penyusun, Peran.PENYUSUN),
            ("kasubag", isi.get("kasubag", KASUBAG), Peran.KASUBAG),
            ("kepala", o.kepala, Peran.KEPALA_OPD),
        ):
            kunci = f"{o.singkatan}.{apa}"
            sub = isi["pemangku"].get(kunci)
            if sub is None:
                r = orang_rekaan(f"{isi['kode']} {kunci}", apa, terpakai)
                orang[r.sub] = OrangPeragaan(r.sub, r.nama, r.nip, "", "")
                sub = r.sub
            hasil.append(JabatanDemo(kunci, nama, peran, o.singkatan, sub))
    return hasil


def jabatan_lain(isi: Any) -> list[JabatanDemo]:
    return [JabatanDemo(j["kunci"], j["nama"], Peran(j["peran"]), j.get("opd", ""), j["orang"]) for j in isi["jabatan"]]


def dengan_jabatan(
    isi: Any, opd: tuple[OpdDemo, ...], jabatan: tuple[JabatanDemo, ...], orang: dict[str, OrangPeragaan]
) -> tuple[OrangPeragaan, ...]:
    """People as their identity provider shows them: with the post that they hold today, the main agency first."""
    nama_opd = {o.singkatan: o.nama for o in opd} | {"": isi["nama"]}
    pemegang = {j.kunci: j.orang for j in jabatan} | {s["jabatan"]: s["kepada"] for s in isi.get("serah_terima", ())}
    kini = {pemegang[j.kunci]: (j.nama, nama_opd[j.opd]) for j in jabatan}
    lepas = {sub: (o.get("kini", "Tanpa jabatan"), o.get("unit", "Lain-lain")) for sub, o in isi["orang"].items()}
    hasil = [OrangPeragaan(o.sub, o.nama, o.nip, *(kini.get(o.sub) or lepas[o.sub])) for o in orang.values()]
    pusat = {nama_opd[j.opd] for j in jabatan if j.kunci.partition(".")[2] == ""}
    urut = {nama_opd[isi["utama"]]: 0, **dict.fromkeys(pusat - {nama_opd[isi["utama"]]}, 1)}
    return tuple(sorted(hasil, key=lambda o: urut.get(o.unit, 2 if o.sub in kini else 3)))
