"""The first days of a government in Riwayat: itself, its people, its agencies, its posts and who holds them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from domain import pemda
from domain.jabatan import decisions as jabatan
from domain.jabatan.events import JenisMandat
from domain.kernel import Aktor, JabatanId, MandatId, OpdId
from domain.opd import decisions as opd
from domain.wewenang import Peran, Tindakan
from infra.demo.adegan import Adegan, Kisah
from infra.demo.babak import AWAL
from infra.demo.kalender import acak
from infra.demo.lakon.kantor import sk_jabatan
from infra.demo.panggung import Panggung
from infra.demo.pejabat import JabatanDemo, OpdDemo
from infra.ids import new_id
from infra.projections.baris import JABATAN, OPD, PEMDA

PENGELOLA = "admin"
AUDITOR_BULAN = 24


def catat_orang(p: Panggung, issuer: str) -> None:
    """People enter the directory, each linked to who he is at the government's identity provider."""
    for orang in p.demo.orang:
        surel = f"{orang.sub}@{p.demo.kode}.example"
        p.orang[orang.sub] = p.direktori.tambah(orang.nama, nip=orang.nip, surel=surel)
        p.direktori.hubungkan(issuer, orang.sub, p.orang[orang.sub])


def susun_pemda(p: Panggung) -> None:
    """The administrator records everything; he himself comes first, on the decree that appointed him."""
    jam = _jam(p)
    pertama = next(j for j in p.demo.jabatan if j.kunci == PENGELOLA)
    _pengelola(p, pertama, jam)
    _kebijakan(p, next(jam))
    for satu in p.demo.opd:
        if satu.singkatan not in p.opd:
            _opd(p, satu, _aktor(p, Tindakan.OPD_KELOLA, next(jam)), next(jam))
    for j in p.demo.jabatan:
        if j.kunci != PENGELOLA:
            _jabatan(p, j, _aktor(p, Tindakan.JABATAN_SERAH_TERIMA, next(jam)), jam)
    p.segarkan()


def _jam(p: Panggung) -> Iterator[datetime]:
    """One act after the other through the first two days."""
    for hari in (AWAL - 2, AWAL - 1):
        saat, tutup = p.kalender.saat(hari, 450), p.kalender.saat(hari, 960)
        while saat < tutup:
            yield saat
            saat += timedelta(seconds=35 + acak(str(saat), 40))


def _aktor(p: Panggung, tindakan: Tindakan, saat: datetime) -> Aktor:
    adegan = Adegan(saat, PENGELOLA, tindakan.value, None, Kisah("", "penyusunan pemda"))
    return p.mandat(tindakan, adegan).aktor()


def _pengelola(p: Panggung, j: JabatanDemo, jam: Iterator[datetime]) -> None:
    """Nobody can have appointed the first one here: he acts on the decree that his own record then names."""
    jabatan_id = p.jabatan[PENGELOLA] = JabatanId(new_id())
    tempat = p.demo.satu_opd(j.opd)
    sk = sk_jabatan(p, j.kunci, p.kalender.hari(AWAL - 20))
    aktor = Aktor(p.orang[j.orang], j.nama, tempat.nama, sk.nomor, jabatan_id)
    d = p.demo
    p.keadaan = p.buku.mulai(
        PEMDA,
        pemda.ALIRAN,
        p.perintah(aktor, next(jam)),
        lambda _: pemda.daftarkan(nama=d.instansi, kode_wilayah=d.kode_wilayah, zona=d.zona.value),
    )
    _opd(p, tempat, aktor, next(jam))
    _jabatan(p, j, aktor, jam, AWAL - 20)
    p.segarkan()


def _kebijakan(p: Panggung, saat: datetime) -> None:
    aktor = _aktor(p, Tindakan.PEMDA_KELOLA, saat)
    p.keadaan = p.buku.ubah(
        PEMDA,
        pemda.ALIRAN,
        p.perintah(aktor, saat),
        lambda k: pemda.ubah_kebijakan(k, kebijakan=p.demo.kebijakan, evaluasi_bulan=p.demo.evaluasi_bulan),
    )


def _opd(p: Panggung, satu: OpdDemo, aktor: Aktor, saat: datetime) -> None:
    opd_id = p.opd[satu.singkatan] = OpdId(new_id())
    p.buku.mulai(
        OPD,
        opd_id,
        p.perintah(aktor, saat),
        lambda _: opd.bentuk(nama=satu.nama, singkatan=satu.singkatan, jenis=satu.jenis),
    )


def _batas(p: Panggung, j: JabatanDemo) -> date | None:
    """An auditor's post has an end from the beginning; his grants are in infra/demo/auditor.py."""
    return p.kalender.akhir_bulan(AUDITOR_BULAN) if j.peran is Peran.AUDITOR else None


def _jabatan(p: Panggung, j: JabatanDemo, aktor: Aktor, jam: Iterator[datetime], sk_hari: int = 0) -> None:
    """The post, and its first holder on the decree of his appointment, which may be years old."""
    jabatan_id = p.jabatan.setdefault(j.kunci, JabatanId(new_id()))
    opd_id = p.opd.get(j.opd)
    p.buku.mulai(
        JABATAN,
        jabatan_id,
        p.perintah(aktor, next(jam)),
        lambda _: jabatan.bentuk(nama=j.nama, peran=j.peran, opd_id=opd_id),
    )
    sampai = p.demo.pelaksana_tugas.get(j.kunci)
    mulai = p.kalender.hari(sk_hari or AWAL - 10 - acak(f"{p.demo.kode} {j.kunci}", 500))
    mandat_id = MandatId(new_id())
    p.buku.ubah(
        JABATAN,
        jabatan_id,
        p.perintah(aktor, next(jam)),
        lambda keadaan: jabatan.tetapkan(
            keadaan,
            mandat_id=mandat_id,
            orang=p.orang[j.orang],
            keputusan=sk_jabatan(p, j.kunci, mulai),
            mulai=mulai,
            akhir=p.kalender.hari(sampai - 1) if sampai else _batas(p, j),
            jenis=JenisMandat.PLT if sampai else JenisMandat.DEFINITIF,
        ),
    )
