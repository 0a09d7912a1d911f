"""Acts that rest on a decree (SK): approve, cancel an approval, withdraw."""

from __future__ import annotations

from typing import Any

from domain.kernel import Aktor, Keputusan, MandatId
from domain.sop import pengesahan
from domain.sop.events import Pengesah, SopDisahkan
from domain.sop.naskah import Isian
from domain.sop.state import Sop
from domain.wewenang import Tindakan
from infra.demo.adegan import Adegan
from infra.demo.panggung import Panggung


def _keputusan(p: Panggung, a: Adegan, aktor: Aktor) -> Keputusan:
    """The decree of the day, or the old one that the file names by number and working day."""
    isi = a.isi or {}
    tanggal = p.kalender.hari(isi["sk_hari"]) if "sk_hari" in isi else p.tenant.tanggal(a.pada)
    nomor = isi.get("sk") or p.nomor_berikut(a.kisah.opd, "KEP", tanggal.year)
    return Keputusan(nomor, tanggal, aktor.jabatan, f"Keputusan {aktor.jabatan}")


def sahkan(p: Panggung, a: Adegan) -> None:
    """`efektif` is the working day from which it holds, else the decree's own day."""
    isi = a.isi or {}
    m = p.mandat(Tindakan.SOP_SAHKAN, a, a.kisah.sop)
    sk = _keputusan(p, a, m.aktor())
    parameter = pengesahan.Pengesahan(
        nomor=_nomor(p, a, sk.tanggal.year),
        tanggal_efektif=p.kalender.hari(isi["efektif"]) if "efektif" in isi else sk.tanggal,
        keputusan=sk,
        pengesah=Pengesah(m.sebutan, m.orang_id, m.sk_nomor, MandatId(m.mandat_id)),
        tanggal_pembuatan=a.kisah.sop.naskah.nilai(Isian.TANGGAL_PEMBUATAN) or sk.tanggal.isoformat(),
        tanggal_revisi=sk.tanggal.isoformat() if a.kisah.sop.versi > 1 else "",
        versi_cetak=isi.get("versi_cetak", ""),
    )

    def putuskan(sop: Sop, aktor: Aktor) -> SopDisahkan:
        return pengesahan.sahkan(
            sop,
            isi=p.isi(a.kisah, sop),
            kebijakan=p.keadaan.kebijakan,
            pengesahan=parameter,
            oleh=aktor,
            hari_ini=p.tenant.tanggal(a.pada),
        )

    sop = p.lakukan(Tindakan.SOP_SAHKAN, a, putuskan)
    sub = next(sub for sub, orang in p.orang.items() if orang == m.orang_id)
    orang = next(o for o in p.demo.orang if o.sub == sub)
    p.dokumen.catat(a.kisah.sop_id, sop.versi, nama=orang.nama, nip=orang.nip)


def _nomor(p: Panggung, a: Adegan, tahun: int) -> str:
    """The number that the file gives, else the SOP's own, else (or for `baru`) the agency's next one."""
    diminta = (a.isi or {}).get("nomor", "")
    lama = diminta or a.kisah.sop.naskah.nilai(Isian.NOMOR)
    return lama if lama not in ("", "baru") else p.nomor_berikut(a.kisah.opd, "SOP", tahun)


def batalkan(p: Panggung, a: Adegan) -> None:
    hari = p.tenant.tanggal(a.pada)

    def putuskan(sop: Sop, aktor: Aktor) -> Any:
        sk = _keputusan(p, a, aktor)
        return pengesahan.batalkan_pengesahan(sop, sop.versi, alasan=a.isi["alasan"], keputusan=sk, hari_ini=hari)

    p.lakukan(Tindakan.SOP_BATALKAN, a, putuskan)


def cabut(p: Panggung, a: Adegan) -> None:
    hari = p.tenant.tanggal(a.pada)
    sejak = p.kalender.hari(a.isi["efektif"]) if "efektif" in a.isi else hari

    def putuskan(sop: Sop, aktor: Aktor) -> Any:
        sk = _keputusan(p, a, aktor)
        return pengesahan.cabut(sop, alasan=a.isi["alasan"], tanggal_efektif=sejak, keputusan=sk, hari_ini=hari)

    p.lakukan(Tindakan.SOP_CABUT, a, putuskan)


LAKON = {"sahkan": sahkan, "batalkan": batalkan, "cabut": cabut}
