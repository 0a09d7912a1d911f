"""A new SOP, and the edits of its identity sheet."""

from __future__ import annotations

from domain.kernel import Aktor, JabatanId, SopId
from domain.sop import penyuntingan
from domain.sop.events import IsianDiubah
from domain.sop.naskah import Butir, ButirId, Daftar, Isian
from domain.sop.state import Sop
from domain.wewenang import Tindakan
from infra.demo.adegan import Adegan
from infra.demo.berkas import DATA
from infra.demo.panggung import Panggung
from infra.ids import new_id
from infra.impor import baca_berkas, rekam
from infra.projections.baris import SOP


def _penyusun(aktor: Aktor) -> JabatanId:
    assert aktor.jabatan_id is not None  # noqa: S101 - an actor under a mandate has a post
    return aktor.jabatan_id


def buat(p: Panggung, a: Adegan) -> None:
    aktor = p.mandat(Tindakan.SOP_BUAT, a).aktor()
    opd_id, penyusun = p.opd[a.kisah.opd], _penyusun(aktor)
    a.kisah.sop = p.buku.mulai(
        SOP,
        a.kisah.sop_id,
        p.perintah(aktor, a.pada),
        lambda _: penyuntingan.buat(nama=a.isi["nama"], opd_id=opd_id, penyusun=penyusun, unit=a.isi.get("unit", "")),
    )


def impor(p: Panggung, a: Adegan) -> None:
    """One of the sample files; `ganti` replaces the names of the agency that it comes from."""
    aktor = p.mandat(Tindakan.SOP_BUAT, a).aktor()
    nama_berkas = a.isi["berkas"]
    teks = (DATA / "sop" / nama_berkas).read_text("utf-8")
    for lama, baru in a.isi.get("ganti", {}).items():
        teks = teks.replace(lama, baru)
    a.kisah.sop = rekam(
        p.buku,
        baca_berkas(teks, nama_berkas),
        sop_id=SopId(a.kisah.sop_id),
        opd_id=p.opd[a.kisah.opd],
        penyusun=_penyusun(aktor),
        perintah=p.perintah(aktor, a.pada),
    )


def isian(p: Panggung, a: Adegan) -> None:
    ((nama, nilai),) = a.isi.items()

    def putuskan(sop: Sop, _: Aktor) -> tuple[IsianDiubah, ...]:
        return penyuntingan.ubah_isian(sop, Isian(nama), dari=sop.naskah.nilai(Isian(nama)), menjadi=nilai)

    p.lakukan(Tindakan.SOP_SUNTING, a, putuskan)


def butir(p: Panggung, a: Adegan) -> None:
    ((nama, teks),) = a.isi.items()
    butir_id = ButirId(new_id())
    p.lakukan(
        Tindakan.SOP_SUNTING,
        a,
        lambda sop, _: penyuntingan.tambah_butir(sop, Daftar(nama), butir_id=butir_id, teks=teks),
    )


def _butir(sop: Sop, daftar: Daftar, nomor: int) -> Butir:
    return sop.naskah.isi_daftar(daftar)[nomor - 1]


def ubah_butir(p: Panggung, a: Adegan) -> None:
    daftar, ke, teks = Daftar(a.isi["daftar"]), a.isi["ke"], a.isi["teks"]
    p.lakukan(
        Tindakan.SOP_SUNTING,
        a,
        lambda sop, _: penyuntingan.ubah_butir(
            sop, daftar, _butir(sop, daftar, ke).id, dari=_butir(sop, daftar, ke).teks, menjadi=teks
        ),
    )


def pindah_butir(p: Panggung, a: Adegan) -> None:
    """`setelah` 0 puts the entry first."""
    daftar, ke, setelah = Daftar(a.isi["daftar"]), a.isi["ke"], a.isi["setelah"]
    p.lakukan(
        Tindakan.SOP_SUNTING,
        a,
        lambda sop, _: penyuntingan.pindah_butir(
            sop, daftar, _butir(sop, daftar, ke).id, setelah=_butir(sop, daftar, setelah).id if setelah else None
        ),
    )


def hapus_butir(p: Panggung, a: Adegan) -> None:
    daftar, ke = Daftar(a.isi["daftar"]), a.isi["ke"]
    p.lakukan(
        Tindakan.SOP_SUNTING,
        a,
        lambda sop, _: penyuntingan.hapus_butir(
            sop, daftar, _butir(sop, daftar, ke).id, dari=_butir(sop, daftar, ke).teks
        ),
    )


LAKON = {
    "buat": buat,
    "impor": impor,
    "isian": isian,
    "butir": butir,
    "ubah_butir": ubah_butir,
    "pindah_butir": pindah_butir,
    "hapus_butir": hapus_butir,
}
