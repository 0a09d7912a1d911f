"""Acts on a whole version that need no decree: check, submit, return, verify, revise, evaluate."""

from __future__ import annotations

from domain.sop import pengesahan
from domain.sop.evaluasi import PERNYATAAN, Simpulan
from domain.sop.evaluasi import evaluasi as nilai_evaluasi
from domain.sop.events import Jawaban
from domain.sop.state import Sop
from domain.wewenang import Tindakan
from infra.demo.adegan import Adegan
from infra.demo.lakon.prosedur import baris
from infra.demo.panggung import Panggung


def paraf(p: Panggung, a: Adegan) -> None:
    p.lakukan(
        Tindakan.SOP_PARAF,
        a,
        lambda sop, aktor: pengesahan.paraf(sop, isi=p.isi(a.kisah, sop), oleh=aktor),
    )


def ajukan(p: Panggung, a: Adegan) -> None:
    p.lakukan(
        Tindakan.SOP_AJUKAN,
        a,
        lambda sop, _: pengesahan.ajukan(
            sop, isi=p.isi(a.kisah, sop), kebijakan=p.keadaan.kebijakan, catatan=a.isi or ""
        ),
    )


def tarik(p: Panggung, a: Adegan) -> None:
    p.lakukan(Tindakan.SOP_TARIK, a, lambda sop, _: pengesahan.tarik(sop, alasan=a.isi))


def kembalikan(p: Panggung, a: Adegan) -> None:
    p.lakukan(
        Tindakan.SOP_KEMBALIKAN,
        a,
        lambda sop, aktor: pengesahan.kembalikan(
            sop,
            alasan=a.isi["alasan"],
            langkah=tuple(baris(sop.naskah, n) for n in a.isi.get("langkah", ())),
            oleh=aktor,
        ),
    )


def verifikasi(p: Panggung, a: Adegan) -> None:
    p.lakukan(
        Tindakan.SOP_VERIFIKASI,
        a,
        lambda sop, aktor: pengesahan.verifikasi(
            sop, isi=p.isi(a.kisah, sop), kebijakan=p.keadaan.kebijakan, oleh=aktor, catatan=a.isi or ""
        ),
    )


def revisi(p: Panggung, a: Adegan) -> None:
    p.lakukan(Tindakan.SOP_REVISI, a, lambda sop, _: pengesahan.buka_revisi(sop, alasan=a.isi))


def evaluasi(p: Panggung, a: Adegan) -> None:
    """All seven Ya but for those under `tidak`, each with its reason and the rows it points at."""

    def jawaban(sop: Sop, nomor: int) -> Jawaban:
        tidak = a.isi.get("tidak", {}).get(nomor)
        if tidak is None or sop.terakhir_sah is None:
            return Jawaban(ya=True)
        langkah = tuple(baris(sop.terakhir_sah.naskah, n) for n in tidak.get("langkah", ()))
        return Jawaban(ya=False, alasan=tidak["alasan"], langkah=langkah)

    p.lakukan(
        Tindakan.SOP_EVALUASI,
        a,
        lambda sop, _: nilai_evaluasi(
            sop,
            tahun=p.tenant.tanggal(a.pada).year,
            jawaban=tuple(jawaban(sop, n) for n in range(1, len(PERNYATAAN) + 1)),
            simpulan=Simpulan(a.isi["simpulan"]),
            catatan=a.isi.get("catatan", ""),
        ),
    )


LAKON = {
    "paraf": paraf,
    "ajukan": ajukan,
    "tarik": tarik,
    "kembalikan": kembalikan,
    "verifikasi": verifikasi,
    "revisi": revisi,
    "evaluasi": evaluasi,
}
