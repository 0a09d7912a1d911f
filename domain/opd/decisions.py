"""Acts on an agency and on what it owes."""

from __future__ import annotations

from datetime import date

from domain.kernel import JabatanId, RuleViolation, SopId, teks_bersih
from domain.opd.events import (
    NamaOpdDiubah,
    OpdDibentuk,
    SopDiwajibkan,
    SopWajibDikaitkan,
    SopWajibTidakDiperlukan,
    TenggatWajibDiubah,
    WajibId,
)
from domain.opd.state import Opd, Wajib

PANJANG_NAMA = 200
PANJANG_JUDUL = 300


class WajibTidakAdaError(RuleViolation):
    kode = "wajib.tidak_ada"
    kalimat = "Baris daftar wajib itu tidak ada pada perangkat daerah ini."


class JudulWajibGandaError(RuleViolation):
    kode = "wajib.ganda"
    bidang = "judul"
    kalimat = "Judul ini sudah ada pada daftar wajib perangkat daerah ini."


class NamaOpdGandaError(RuleViolation):
    kode = "opd.nama_ganda"
    bidang = "nama"
    kalimat = "Perangkat daerah dengan nama ini sudah ada."


def bentuk(*, nama: str, singkatan: str = "", jenis: str = "") -> OpdDibentuk:
    return OpdDibentuk(
        teks_bersih(nama, "nama", wajib=True, panjang=PANJANG_NAMA),
        teks_bersih(singkatan, "singkatan", panjang=40),
        teks_bersih(jenis, "jenis", panjang=40),
    )


def ubah_nama(opd: Opd, *, nama: str, singkatan: str) -> tuple[NamaOpdDiubah, ...]:
    baru = NamaOpdDiubah(
        teks_bersih(nama, "nama", wajib=True, panjang=PANJANG_NAMA), teks_bersih(singkatan, "singkatan", panjang=40)
    )
    return () if (baru.nama, baru.singkatan) == (opd.nama, opd.singkatan) else (baru,)


def _wajib(opd: Opd, wajib_id: WajibId) -> Wajib:
    wajib = opd.cari(wajib_id)
    if wajib is None:
        raise WajibTidakAdaError
    return wajib


def wajibkan(
    opd: Opd, *, wajib_id: WajibId, judul: str, penanggung_jawab: JabatanId | None, tenggat: date
) -> SopDiwajibkan:
    bersih = teks_bersih(judul, "judul", wajib=True, panjang=PANJANG_JUDUL)
    if any(w.judul.casefold() == bersih.casefold() for w in opd.wajib):
        raise JudulWajibGandaError
    return SopDiwajibkan(wajib_id, bersih, penanggung_jawab, tenggat)


def ubah_tenggat(opd: Opd, wajib_id: WajibId, *, tenggat: date, alasan: str) -> tuple[TenggatWajibDiubah, ...]:
    lama = _wajib(opd, wajib_id)
    if lama.tenggat == tenggat:
        return ()
    return (TenggatWajibDiubah(wajib_id, tenggat, teks_bersih(alasan, "alasan", wajib=True)),)


def kaitkan(opd: Opd, wajib_id: WajibId, *, sop_id: SopId) -> tuple[SopWajibDikaitkan, ...]:
    lama = _wajib(opd, wajib_id)
    if lama.sop_id == sop_id and not lama.tidak_perlu:
        return ()
    return (SopWajibDikaitkan(wajib_id, sop_id),)


def nyatakan_tidak_perlu(opd: Opd, wajib_id: WajibId, *, alasan: str) -> tuple[SopWajibTidakDiperlukan, ...]:
    lama = _wajib(opd, wajib_id)
    bersih = teks_bersih(alasan, "alasan", wajib=True)
    return () if lama.tidak_perlu == bersih else (SopWajibTidakDiperlukan(wajib_id, bersih),)
