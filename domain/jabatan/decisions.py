"""Acts on a post: who holds it, on which decree, and its handover."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from domain.jabatan.events import (
    JabatanDibentuk,
    JabatanDiserahterimakan,
    JenisMandat,
    MandatDiakhiri,
    PejabatDitetapkan,
)
from domain.jabatan.state import Jabatan, Mandat
from domain.kernel import Keputusan, MandatId, OpdId, OrangId, RuleViolation, teks_bersih
from domain.wewenang import Peran

PANJANG_NAMA = 200


class MandatTidakBerlakuError(RuleViolation):
    kode = "jabatan.mandat_tidak_berlaku"
    bidang = "dari"
    kalimat = "Pejabat itu tidak sedang memangku jabatan ini pada tanggal serah terima."


class PejabatSamaError(RuleViolation):
    kode = "jabatan.pejabat_sama"
    bidang = "kepada"
    kalimat = "Pejabat lama dan pejabat pengganti tidak boleh orang yang sama."


class MasaMandatTerbalikError(RuleViolation):
    kode = "jabatan.masa_terbalik"
    bidang = "akhir"
    kalimat = "Tanggal akhir tidak boleh mendahului tanggal mulai."


class SudahMemangkuError(RuleViolation):
    kode = "jabatan.sudah_memangku"
    bidang = "orang"
    kalimat = "Orang itu sudah memangku jabatan ini pada masa yang sama."


class OpdJabatanError(RuleViolation):
    kode = "jabatan.opd"
    bidang = "opd"
    kalimat = "Peran ini bekerja di satu perangkat daerah. Pilih perangkat daerahnya."


def bentuk(*, nama: str, peran: Peran, opd_id: OpdId | None) -> JabatanDibentuk:
    return JabatanDibentuk(teks_bersih(nama, "nama", wajib=True, panjang=PANJANG_NAMA), peran, opd_id)


def sk_bersih(keputusan: Keputusan) -> Keputusan:
    return replace(
        keputusan,
        nomor=teks_bersih(keputusan.nomor, "sk_nomor", wajib=True, panjang=120),
        penerbit=teks_bersih(keputusan.penerbit, "sk_penerbit", panjang=200),
        jenis=teks_bersih(keputusan.jenis, "sk_jenis", panjang=120),
    )


def tetapkan(
    jabatan: Jabatan,
    *,
    mandat_id: MandatId,
    orang: OrangId,
    keputusan: Keputusan,
    mulai: date,
    akhir: date | None = None,
    jenis: JenisMandat = JenisMandat.DEFINITIF,
) -> PejabatDitetapkan:
    if akhir is not None and akhir < mulai:
        raise MasaMandatTerbalikError
    if any(m.orang == orang and m.beririsan(mulai, akhir) for m in jabatan.mandat):
        raise SudahMemangkuError
    return PejabatDitetapkan(mandat_id, orang, sk_bersih(keputusan), mulai, akhir, jenis)


def _berlaku(jabatan: Jabatan, mandat_id: MandatId, pada: date) -> Mandat:
    mandat = jabatan.cari(mandat_id)
    if mandat is None or not mandat.berlaku(pada):
        raise MandatTidakBerlakuError
    return mandat


def akhiri(jabatan: Jabatan, mandat_id: MandatId, *, akhir: date, alasan: str) -> MandatDiakhiri:
    _berlaku(jabatan, mandat_id, akhir)
    return MandatDiakhiri(mandat_id, akhir, teks_bersih(alasan, "alasan", wajib=True))


def serah_terima(
    jabatan: Jabatan,
    *,
    dari: MandatId,
    kepada: OrangId,
    mandat_id: MandatId,
    keputusan: Keputusan,
    tanggal: date,
) -> JabatanDiserahterimakan:
    """The old holder's last day is the day before. Drafts and tasks hang on the post, so they move with it."""
    lama = _berlaku(jabatan, dari, tanggal)
    if lama.orang == kepada:
        raise PejabatSamaError
    return JabatanDiserahterimakan(dari, mandat_id, kepada, sk_bersih(keputusan), tanggal)
