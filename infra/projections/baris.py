"""Event -> rows of the read models, for the same statement that appends (decision D11).

A rule for every function here: rows follow from the events and the state after each, never from the clock,
so that building a read model anew gives the same rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from domain import pemda
from domain.jabatan import state as jabatan
from domain.jabatan.events import (
    JabatanDibentuk,
    JabatanDiserahterimakan,
    MandatDiakhiri,
    PejabatDitetapkan,
    PeristiwaJabatan,
)
from domain.kernel import MandatId, Tercatat
from domain.opd import state as opd
from domain.opd.events import (
    NamaOpdDiubah,
    OpdDibentuk,
    OpdDigabung,
    OpdDitutup,
    PeristiwaOpd,
    UnitDibentuk,
    UnitDitutup,
    UnitDiubah,
)
from domain.pemda.saksi import SaksiDiberhentikan, SaksiDitunjuk
from domain.peraturan import state as peraturan
from domain.peraturan.events import PeraturanId, PeristiwaPeraturan
from domain.sop import state as sop
from domain.sop.berlaku import JenisFakta
from domain.sop.events import (
    PengesahanDibatalkan,
    PeristiwaSop,
    SopDicabut,
    SopDievaluasi,
    SopDisahkan,
    SopDiverifikasi,
)
from domain.sop.naskah import Isian
from domain.sop.pengesahan import normal_nomor
from domain.sop.samping import TemplatDilepas, TemplatDitetapkan
from infra.db.simpan import Baris
from infra.event_store.buku import Jenis
from infra.projections.baris_kejadian import kejadian_sop


def _id(nilai: object) -> str | None:
    return str(nilai) if nilai else None


def _baris_sop(s: sop.Sop) -> dict[str, Any]:
    return {
        "sop_id": str(s.id),
        "opd_id": str(s.opd_id),
        "nama": s.nama,
        "unit": s.naskah.nilai(Isian.UNIT),
        "nomor": s.naskah.nilai(Isian.NOMOR),
        "tahap": s.tahap.value,
        "versi": s.versi,
        "penyusun": _id(s.penyusun),
        "jumlah_langkah": len(s.naskah.langkah),
        "penulis": sorted(str(p) for p in s.penulis),
        "dikembalikan": s.pengembalian.alasan if s.pengembalian else "",
        "versi_aliran": s.versi_aliran,
    }


def _fakta(s: sop.Sop, jenis: JenisFakta, versi: int, **lain: Any) -> dict[str, Any]:
    kosong = {"tanggal": None, "sk_tanggal": None, "sk_nomor": "", "nomor": "", "perlu_verifikasi": False}
    return {"sop_id": str(s.id), "jenis": jenis.value, "versi": versi} | kosong | lain


def _fakta_sop(s: sop.Sop, peristiwa: PeristiwaSop) -> list[tuple[str, dict[str, Any]]]:
    match peristiwa:
        case SopDisahkan():
            sk = peristiwa.keputusan
            sah = _fakta(
                s,
                JenisFakta.SAH,
                peristiwa.versi,
                tanggal=str(peristiwa.tanggal_efektif),
                sk_tanggal=str(sk.tanggal),
                sk_nomor=sk.nomor,
                nomor=peristiwa.nomor,
                perlu_verifikasi=not s.pengesahan[-1].diverifikasi,
            )
            nomor = {"nomor": normal_nomor(peristiwa.nomor), "sop_id": str(s.id)}
            return [("nomor", nomor), ("keberlakuan", sah)]
        case SopDiverifikasi() if s.tahap is sop.Tahap.DISAHKAN:
            return [("keberlakuan", _fakta(s, JenisFakta.VERIFIKASI, peristiwa.versi))]
        case PengesahanDibatalkan(versi, _, sk):
            return [("keberlakuan", _fakta(s, JenisFakta.BATAL, versi, sk_nomor=sk.nomor, sk_tanggal=str(sk.tanggal)))]
        case SopDicabut(_, tanggal, sk):
            cabut = _fakta(
                s, JenisFakta.CABUT, s.versi, tanggal=str(tanggal), sk_nomor=sk.nomor, sk_tanggal=str(sk.tanggal)
            )
            return [("keberlakuan", cabut)]
        case SopDievaluasi(versi, tahun, jawaban, simpulan):
            ya = sum(j.ya for j in jawaban)
            return [("evaluasi", {"sop_id": str(s.id), "versi": versi, "tahun": tahun, "ya": ya, "simpulan": simpulan})]
        case _:
            return []


def baris_sop(langkah: Sequence[tuple[Tercatat[PeristiwaSop], sop.Sop]]) -> tuple[Baris, ...]:
    """A row of the list where the stage changed and at the end, and every fact that bears on being in force."""
    baris: list[Baris] = []
    sebelum: tuple[sop.Tahap, int] | None = None
    for n, (tercatat, s) in enumerate(langkah, 1):
        if (s.tahap, s.versi) != sebelum or n == len(langkah):
            baris.append(Baris("sop", _baris_sop(s), n))
            sebelum = (s.tahap, s.versi)
        baris += [Baris(tabel, isi, n) for tabel, isi in _fakta_sop(s, tercatat.peristiwa)]
        if isinstance(tercatat.peristiwa, TemplatDitetapkan | TemplatDilepas):
            baris.append(Baris("templat", {"sop_id": str(s.id), "aktif": s.samping.templat}, n))
    return tuple(baris)


def baris_opd(langkah: Sequence[tuple[Tercatat[PeristiwaOpd], opd.Opd]]) -> tuple[Baris, ...]:
    baris: list[Baris] = []
    for n, (tercatat, o) in enumerate(langkah, 1):
        match tercatat.peristiwa:
            case OpdDibentuk() | NamaOpdDiubah():
                isi = {"opd_id": str(o.id), "nama": o.nama, "singkatan": o.singkatan, "jenis": o.jenis}
                baris.append(Baris("opd", isi, n))
            case OpdDitutup() | OpdDigabung():
                baris += _baris_penutupan(o, n)
            case UnitDibentuk() | UnitDiubah() | UnitDitutup():
                pass  # units are read with their agency
            case peristiwa:
                wajib = o.cari(peristiwa.wajib_id)
                baris += [Baris("wajib", _baris_wajib(o, wajib), n)] if wajib else []
    return tuple(baris)


def _baris_penutupan(o: opd.Opd, n: int) -> list[Baris]:
    if o.penutupan is None:
        return []
    isi = {"opd_id": str(o.id), "tanggal": str(o.penutupan.tanggal), "ke": _id(o.penutupan.ke)}
    return [Baris("penutupan_opd", isi, n)]


def _baris_wajib(o: opd.Opd, w: opd.Wajib) -> dict[str, Any]:
    return {
        "wajib_id": str(w.id),
        "opd_id": str(o.id),
        "judul": w.judul,
        "penanggung_jawab": _id(w.penanggung_jawab),
        "tenggat": str(w.tenggat),
        "sop_id": _id(w.sop_id),
        "tidak_perlu": w.tidak_perlu,
    }


def baris_jabatan(langkah: Sequence[tuple[Tercatat[PeristiwaJabatan], jabatan.Jabatan]]) -> tuple[Baris, ...]:
    baris: list[Baris] = []
    for n, (tercatat, j) in enumerate(langkah, 1):
        if isinstance(tercatat.peristiwa, JabatanDibentuk):
            isi = {"jabatan_id": str(j.id), "opd_id": _id(j.opd_id), "nama": j.nama, "peran": j.peran.value}
            baris.append(Baris("jabatan", isi, n))
        baris += [Baris("mandat", _baris_mandat(j, m), n) for m in j.mandat if m.id in _mandat(tercatat.peristiwa)]
    return tuple(baris)


def _mandat(peristiwa: PeristiwaJabatan) -> tuple[MandatId, ...]:
    """The mandates that an event begins or ends."""
    match peristiwa:
        case JabatanDibentuk():
            return ()
        case PejabatDitetapkan(mandat_id) | MandatDiakhiri(mandat_id):
            return (mandat_id,)
        case JabatanDiserahterimakan(dari, mandat_id):
            return (dari, mandat_id)


def _baris_mandat(j: jabatan.Jabatan, m: jabatan.Mandat) -> dict[str, Any]:
    return {
        "mandat_id": str(m.id),
        "jabatan_id": str(j.id),
        "orang_id": str(m.orang),
        "jenis": m.jenis.value,
        "sk_nomor": m.keputusan.nomor,
        "sk_tanggal": str(m.keputusan.tanggal),
        "mulai": str(m.mulai),
        "akhir": str(m.akhir) if m.akhir else None,
    }


def baris_pemda(langkah: Sequence[tuple[Tercatat[pemda.PeristiwaPemda], pemda.Pemda]]) -> tuple[Baris, ...]:
    baris: list[Baris] = []
    for n, (tercatat, _) in enumerate(langkah, 1):
        match tercatat.peristiwa:
            case SaksiDitunjuk(nama, kunci, alamat):
                baris.append(Baris("saksi", {"nama": nama, "kunci": kunci, "alamat": alamat, "aktif": True}, n))
            case SaksiDiberhentikan(nama):
                baris.append(Baris("saksi", {"nama": nama, "kunci": "", "alamat": "", "aktif": False}, n))
            case _:
                pass
    return tuple(baris)


def baris_peraturan(langkah: Sequence[tuple[Tercatat[PeristiwaPeraturan], peraturan.Register]]) -> tuple[Baris, ...]:
    return tuple(
        Baris("peraturan", _baris_peraturan(register, tercatat.peristiwa.peraturan_id), n)
        for n, (tercatat, register) in enumerate(langkah, 1)
    )


def _baris_peraturan(register: peraturan.Register, peraturan_id: PeraturanId) -> dict[str, Any]:
    p = register.peraturan[peraturan_id]
    return {
        "peraturan_id": str(peraturan_id),
        "sebutan": p.sebutan,
        "tentang": p.tentang,
        "tanggal": str(p.tanggal) if p.tanggal else None,
        "status": p.status.value,
        "pengganti": list(p.pengganti),
    }


SOP: Jenis[sop.Sop, PeristiwaSop] = Jenis("sop", sop.Sop(), sop.evolve, baris_sop, kejadian_sop)
OPD: Jenis[opd.Opd, PeristiwaOpd] = Jenis("opd", opd.Opd(), opd.evolve, baris_opd)
JABATAN: Jenis[jabatan.Jabatan, PeristiwaJabatan] = Jenis("jabatan", jabatan.Jabatan(), jabatan.evolve, baris_jabatan)
PEMDA: Jenis[pemda.Pemda, pemda.PeristiwaPemda] = Jenis("pemda", pemda.Pemda(), pemda.evolve, baris_pemda)
PERATURAN: Jenis[peraturan.Register, PeristiwaPeraturan] = Jenis(
    "peraturan", peraturan.Register(), peraturan.evolve, baris_peraturan
)
