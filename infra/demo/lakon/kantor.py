"""Acts outside SOPs: what agencies owe, and posts that pass to the next holder."""

from __future__ import annotations

from datetime import date

from domain.jabatan import decisions as jabatan
from domain.jabatan.events import JabatanDiserahterimakan, JenisMandat, PejabatDitetapkan
from domain.jabatan.state import Jabatan
from domain.kernel import Keputusan, MandatId, SopId
from domain.opd import decisions as opd
from domain.opd.events import WajibId
from domain.wewenang import Tindakan
from infra.demo.adegan import Adegan
from infra.demo.kalender import acak
from infra.demo.panggung import Panggung
from infra.ids import new_id
from infra.projections.baris import JABATAN, OPD


def wajibkan(p: Panggung, a: Adegan) -> None:
    """A new owed SOP; the kasubag of the agency answers for it."""
    wajib_id = WajibId(new_id())
    p.wajib[a.kisah.opd, a.kisah.judul] = wajib_id
    pj, tenggat = p.jabatan[f"{a.kisah.opd}.kasubag"], p.kalender.akhir_bulan(a.isi)
    p.ubah(
        OPD,
        p.opd[a.kisah.opd],
        a,
        Tindakan.WAJIB_KELOLA,
        lambda o: opd.wajibkan(o, wajib_id=wajib_id, judul=a.kisah.judul, penanggung_jawab=pj, tenggat=tenggat),
    )


def kaitkan(p: Panggung, a: Adegan) -> None:
    wajib_id, sop_id = p.wajib[a.kisah.opd, a.kisah.judul], SopId(a.kisah.sop_id)
    p.ubah(
        OPD,
        p.opd[a.kisah.opd],
        a,
        Tindakan.WAJIB_KAITKAN,
        lambda o: opd.kaitkan(o, wajib_id, sop_id=sop_id),
    )


def tidak_perlu(p: Panggung, a: Adegan) -> None:
    wajib_id = p.wajib[a.kisah.opd, a.kisah.judul]
    p.ubah(
        OPD,
        p.opd[a.kisah.opd],
        a,
        Tindakan.WAJIB_KELOLA,
        lambda o: opd.nyatakan_tidak_perlu(o, wajib_id, alasan=a.isi),
    )


def tenggat(p: Panggung, a: Adegan) -> None:
    """A deadline moved, with the reason."""
    wajib_id, baru = p.wajib[a.kisah.opd, a.kisah.judul], p.kalender.akhir_bulan(a.isi["bulan"])
    p.ubah(
        OPD,
        p.opd[a.kisah.opd],
        a,
        Tindakan.WAJIB_KELOLA,
        lambda o: opd.ubah_tenggat(o, wajib_id, tenggat=baru, alasan=a.isi["alasan"]),
    )


def sk_jabatan(p: Panggung, kunci: str, tanggal: date) -> Keputusan:
    """The decree by which somebody was appointed."""
    nomor = f"821.2/{acak(f'{p.demo.kode} {kunci} {tanggal}', 900) + 100}/{tanggal.year}"
    return Keputusan(nomor, tanggal, p.demo.kepala_daerah, f"Keputusan {p.demo.kepala_daerah}")


def serah_terima(p: Panggung, a: Adegan) -> None:
    kunci, kepada, mandat_id = a.isi["jabatan"], p.orang[a.isi["kepada"]], MandatId(new_id())
    tanggal = p.tenant.tanggal(a.pada)

    def putuskan(keadaan: Jabatan) -> JabatanDiserahterimakan:
        dari = next(m for m in reversed(keadaan.mandat) if m.berlaku(tanggal))
        return jabatan.serah_terima(
            keadaan,
            dari=dari.id,
            kepada=kepada,
            mandat_id=mandat_id,
            keputusan=sk_jabatan(p, kunci, tanggal),
            tanggal=tanggal,
        )

    p.ubah(JABATAN, p.jabatan[kunci], a, Tindakan.JABATAN_SERAH_TERIMA, putuskan)
    p.segarkan()


def definitifkan(p: Panggung, a: Adegan) -> None:
    """An acting official (Plt.) whose time ended yesterday is appointed in full."""
    kunci, mandat_id, tanggal = a.isi["jabatan"], MandatId(new_id()), p.tenant.tanggal(a.pada)
    orang = p.pemegang(kunci, p.kalender.saat(a.isi["sejak"] - 1, 0))

    def putuskan(keadaan: Jabatan) -> PejabatDitetapkan:
        sk = sk_jabatan(p, kunci, tanggal)
        return jabatan.tetapkan(
            keadaan, mandat_id=mandat_id, orang=orang, keputusan=sk, mulai=tanggal, jenis=JenisMandat.DEFINITIF
        )

    p.ubah(JABATAN, p.jabatan[kunci], a, Tindakan.JABATAN_SERAH_TERIMA, putuskan)
    p.segarkan()


LAKON = {
    "wajibkan": wajibkan,
    "kaitkan": kaitkan,
    "tidak_perlu": tidak_perlu,
    "tenggat": tenggat,
    "serah_terima": serah_terima,
    "definitifkan": definitifkan,
}
