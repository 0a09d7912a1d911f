"""SOPs at every stage of their life, as a story finds them: recorded without a browser, by the people of that place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg

import infra.demo
from domain.kernel import Aktor, Keputusan, SopId
from domain.masukan.events import MasukanDibuka, PeristiwaMasukan
from domain.opd import decisions as opd
from domain.opd.events import WajibId
from domain.sop import pengesahan
from domain.sop.events import (
    ButirDitambahkan,
    IsianDiubah,
    LangkahDitambahkan,
    PelaksanaDitambahkan,
    Pengesah,
    PeristiwaSop,
    SopDibuat,
)
from domain.sop.isi import Cetakan, digest_isi
from domain.sop.langkah import Langkah, LangkahId, Panah, Pelaksana, PelaksanaId, Satuan, Simbol, Waktu
from domain.sop.naskah import Butir, ButirId, Daftar, Isian
from domain.sop.pengesahan import Isi, Kebijakan, Pengesahan
from domain.sop.pindaian import lampirkan_pindaian
from domain.sop.state import Sop
from domain.webhook.events import WebhookDipasang
from infra.berkas import PDF
from infra.event_store.buku import Perintah
from infra.impor import baca_berkas, rekam
from infra.pencarian.bangun import bangun_pencarian
from infra.projections.baris import OPD
from infra.projections.baris_masukan import MASUKAN
from infra.projections.baris_webhook import WEBHOOK
from tenants.context import tenant_scope
from tests.browser.dunia import DINKES, PROBOLINGGO, SETWAN, Dunia, Pemda

CACAT = Path(infra.demo.__file__).parent / "data" / "sop" / "17-contoh-cacat-rekaan.yaml"
TAHAP = ("konsep", "diajukan", "diverifikasi", "disahkan")
ALASAN_KEMBALI = "Langkah 2: sebutkan buku agendanya"


@dataclass(frozen=True, slots=True)
class Pemeran:
    """Who writes, checks and approves a government's SOPs, and in which agency."""

    opd: str
    penyusun: str
    ortala: str
    kepala: str


PEMERAN = {"": Pemeran(SETWAN, "sari", "budi", "ratna"), PROBOLINGGO: Pemeran(DINKES, "joko", "bayu", "wati")}


def _pemeran(pemda: Pemda) -> Pemeran:
    return PEMERAN.get(pemda.kode, PEMERAN[""])


def sop(pemda: Pemda, tahap: str, nama: str) -> UUID:
    """An SOP whose first version has come as far as `tahap`."""
    sop_id, p = uuid4(), _pemeran(pemda)
    pemda.lakukan(p.penyusun, sop_id, lambda _, penyusun: _konsep(pemda, nama, penyusun), baru=True)
    lanjutkan(pemda, sop_id, tahap, p.penyusun)
    return sop_id


def lanjutkan(pemda: Pemda, sop_id: UUID, tahap: str, penyusun: str) -> None:
    """From the draft to `tahap`, handed in by this drafter."""
    for menjadi in TAHAP[1 : TAHAP.index(tahap) + 1]:
        oleh, putuskan = _langkah_tahap(pemda, menjadi, penyusun)
        pemda.lakukan(oleh, sop_id, putuskan)


def _langkah_tahap(pemda: Pemda, menjadi: str, penyusun: str) -> tuple[str, Callable[[Sop, Aktor], Any]]:
    p, aturan = _pemeran(pemda), Kebijakan()
    return {
        "diajukan": (penyusun, lambda s, _: pengesahan.ajukan(s, isi=_isi(pemda, s), kebijakan=aturan)),
        "diverifikasi": (
            p.ortala,
            lambda s, oleh: pengesahan.verifikasi(s, isi=_isi(pemda, s), kebijakan=aturan, oleh=oleh),
        ),
        "disahkan": (
            p.kepala,
            lambda s, oleh: pengesahan.sahkan(
                s,
                isi=_isi(pemda, s),
                kebijakan=aturan,
                pengesahan=_parameter(pemda, s, oleh),
                oleh=oleh,
                hari_ini=pemda.hari_ini(),
            ),
        ),
    }[menjadi]


def dikembalikan(pemda: Pemda, nama: str) -> UUID:
    sop_id = sop(pemda, "diajukan", nama)

    def putuskan(s: Sop, oleh: Aktor) -> Any:
        return pengesahan.kembalikan(s, alasan=ALASAN_KEMBALI, langkah=(s.naskah.langkah[1].id,), oleh=oleh)

    pemda.lakukan(_pemeran(pemda).ortala, sop_id, putuskan)
    return sop_id


def direvisi(pemda: Pemda, nama: str) -> UUID:
    sop_id = sop(pemda, "disahkan", nama)
    pemda.lakukan(_pemeran(pemda).kepala, sop_id, lambda s, _: pengesahan.buka_revisi(s, alasan="Perubahan peraturan"))
    return sop_id


def dipindai(pemda: Pemda, sop_id: UUID) -> None:
    """The paper of its first version was signed, and scanned."""

    def putuskan(s: Sop, _: Aktor) -> Any:
        isi = b"%PDF-1.4 bertanda tangan"
        sidik = pemda.rumah.berkas.simpan(isi, PDF)
        return lampirkan_pindaian(s, versi=1, nama="SK 12 bertanda tangan.pdf", sha256=sidik, ukuran=len(isi))

    pemda.lakukan(_pemeran(pemda).penyusun, sop_id, putuskan)


def dicabut(pemda: Pemda, nama: str) -> UUID:
    sop_id, hari = sop(pemda, "disahkan", nama), pemda.hari_ini()
    pemda.lakukan(
        _pemeran(pemda).kepala,
        sop_id,
        lambda s, _: pengesahan.cabut(
            s, alasan="Tugasnya beralih", tanggal_efektif=hari, keputusan=_sk(pemda), hari_ini=hari
        ),
    )
    return sop_id


def cacat(pemda: Pemda) -> UUID:
    """The sample that is full of defects, typed in by Surakarta's drafter."""
    p, pemda_opd, sop_id = _pemeran(pemda), pemda.opd, SopId(uuid4())
    oleh = pemda.pejabat[p.penyusun].aktor
    with tenant_scope(pemda.tenant):
        rekam(
            pemda.rumah.buku,
            baca_berkas(CACAT),
            sop_id=sop_id,
            opd_id=pemda_opd[p.opd],
            penyusun=oleh.jabatan_id,
            perintah=Perintah(uuid4(), oleh),
        )
    return sop_id


def wajibkan(pemda: Pemda, nama_opd: str, judul: str, hari: int) -> None:
    """An agency owes an SOP, `hari` days from today."""
    tenggat, wajib_id = pemda.hari_ini() + timedelta(days=hari), WajibId(uuid4())
    with tenant_scope(pemda.tenant):
        pemda.rumah.buku.ubah(
            OPD,
            pemda.opd[nama_opd],
            Perintah(uuid4(), pemda.pejabat[_pemeran(pemda).ortala].aktor),
            lambda o: opd.wajibkan(o, wajib_id=wajib_id, judul=judul, penanggung_jawab=None, tenggat=tenggat),
        )


def ubah_isian(pemda: Pemda, oleh: str, sop_id: UUID, isian: Isian, nilai: str) -> None:
    """Somebody else was faster."""
    pemda.lakukan(oleh, sop_id, lambda _sop, _aktor: IsianDiubah(isian, nilai))


def masukan(pemda: Pemda, oleh: str, sop_id: UUID, tempat: str, *ucapan: PeristiwaMasukan) -> UUID:
    """A thread on a place of the form, with what followed on its first remark."""
    masukan_id, aktor = uuid4(), pemda.pejabat[oleh].aktor
    disebut = (pemda.pejabat["sari"].aktor.orang,)
    dibuka = MasukanDibuka(SopId(sop_id), tempat, "Dicatat di buku mana?", 1, "Mencatat surat", disebut)
    with tenant_scope(pemda.tenant):
        pada = pemda.rumah.jam.pencatatan()
        pemda.rumah.buku.mulai(MASUKAN, masukan_id, Perintah(uuid4(), aktor, pada=pada), lambda _: [dibuka, *ucapan])
    return masukan_id


def webhook(dunia: Dunia, oleh: str) -> UUID:
    """A webhook that was told of one event, and could not be told of another."""
    pemda, webhook_id = dunia.surakarta, uuid4()
    dipasang = WebhookDipasang("https://arsip.contoh.go.id/kabar", ("disahkan", "dicabut"))
    with tenant_scope(pemda.tenant):
        perintah = Perintah(uuid4(), pemda.pejabat[oleh].aktor, pada=pemda.rumah.jam.pencatatan())
        pemda.rumah.buku.mulai(WEBHOOK, webhook_id, perintah, lambda _: dipasang)
    with psycopg.connect(dunia.basis_data.superuser) as connection:
        connection.execute(
            "INSERT INTO tata.kiriman VALUES (%(t)s, %(w)s, 1, 1, now(), now(), '204'),"
            " (%(t)s, %(w)s, 2, 3, now(), NULL, 'tidak-terjangkau'), (%(t)s, %(w)s, 3, 14, now(), NULL, '500')",
            {"t": pemda.tenant.id, "w": webhook_id},
        )
    return webhook_id


def indeks(dunia: Dunia) -> None:
    """What the worker would have done: everything so far can be searched for."""
    with psycopg.connect(dunia.basis_data.superuser, autocommit=True) as connection:
        bangun_pencarian(connection, dunia.surakarta.tenant.id)


def _sk(pemda: Pemda) -> Keputusan:
    return Keputusan("188.4/21/2026", pemda.hari_ini(), "Sekretaris DPRD")


def _isi(pemda: Pemda, s: Sop) -> Isi:
    opd = next(nama for nama, opd_id in pemda.opd.items() if opd_id == s.opd_id)
    digest = digest_isi(s.naskah, Cetakan(f"Pemerintah {pemda.tenant.nama}", opd))
    return Isi(digest, digest)


def _parameter(pemda: Pemda, s: Sop, oleh: Aktor) -> Pengesahan:
    nomor = f"SOP/{str(s.id)[:8]}/{pemda.hari_ini().year}"
    return Pengesahan(nomor, pemda.hari_ini(), _sk(pemda), Pengesah(oleh.jabatan, oleh.orang, oleh.mandat))


def _konsep(pemda: Pemda, nama: str, penyusun: Aktor) -> list[PeristiwaSop]:
    return [
        SopDibuat(pemda.opd[_pemeran(pemda).opd], nama, penyusun.jabatan_id),
        IsianDiubah(Isian.PENGESAH, "Sekretaris DPRD"),
        IsianDiubah(Isian.TANGGAL_PEMBUATAN, "2025-11-03"),
        ButirDitambahkan(Daftar.DASAR_HUKUM, _butir("Undang-Undang Nomor 43 Tahun 2009 tentang Kearsipan"), None),
        ButirDitambahkan(Daftar.KUALIFIKASI_PELAKSANA, _butir("Memahami tata naskah dinas"), None),
        ButirDitambahkan(Daftar.KETERKAITAN, _butir("Tidak ada"), None),
        ButirDitambahkan(Daftar.PERALATAN_PERLENGKAPAN, _butir("Komputer"), None),
        ButirDitambahkan(Daftar.PERINGATAN, _butir("Apabila surat tidak dicatat maka surat dapat hilang"), None),
        ButirDitambahkan(Daftar.PENCATATAN_PENDATAAN, _butir("Buku agenda surat masuk"), None),
        *_prosedur(),
    ]


def _butir(teks: str) -> Butir:
    return Butir(ButirId(uuid4()), teks)


def _prosedur() -> list[PeristiwaSop]:
    """Two pelaksana and four steps, one of them a decision that leads back."""
    loket, kasubag = (PelaksanaId(uuid4()) for _ in range(2))
    ids = [LangkahId(uuid4()) for _ in range(4)]
    cabang, waktu = (Panah(ids[3], "Ya"), Panah(ids[0], "Tidak")), Waktu("10 menit", Decimal(10), satuan=Satuan.MENIT)
    langkah = (
        Langkah(ids[0], "Menerima surat", Simbol.MULAI, (loket,), kelengkapan=("Surat", "Disposisi"), waktu=waktu),
        Langkah(ids[1], "Mencatat surat", pelaksana=(loket,), output="Surat tercatat", waktu=waktu),
        Langkah(
            ids[2], "Memeriksa surat", Simbol.KEPUTUSAN, (kasubag,), pertanyaan="Lengkap?", waktu=waktu, panah=cabang
        ),
        Langkah(ids[3], "Menyimpan arsip", Simbol.SELESAI, (kasubag,), keterangan="Paling lambat H+1", waktu=waktu),
    )
    sebelum = (None, *ids)
    return [
        PelaksanaDitambahkan(Pelaksana(loket, "Petugas Loket")),
        PelaksanaDitambahkan(Pelaksana(kasubag, "Kasubag Umum", unit="Sekretariat"), loket),
        *(LangkahDitambahkan(satu, setelah) for satu, setelah in zip(langkah, sebelum, strict=False)),
    ]
