"""Who may give a post to whom. Nobody helps himself, and who administers never decides about content."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from domain.jabatan.decisions import MandatTidakBerlakuError
from domain.jabatan.events import MandatDiakhiri
from domain.jabatan.state import Jabatan
from domain.kernel import MandatId, OrangId, RuleViolation, teks_bersih
from domain.wewenang import TABEL, Peran, Tindakan

ATAS_ISI = frozenset(t for t in Tindakan if t.value.startswith("sop."))


class DiriSendiriDiberiError(RuleViolation):
    kode = "jabatan.diri_sendiri"
    kalimat = "Anda tidak dapat memberi jabatan kepada diri sendiri. Mintalah admin atau Ortala yang lain."


class PeranBersilanganError(RuleViolation):
    kode = "jabatan.peran_bersilangan"
    bidang = "jabatan"
    kalimat = (
        "Admin tidak boleh sekaligus menyusun, memeriksa, atau mengesahkan SOP. "
        "Akhiri dahulu peran yang satu, atau tunjuk orang lain."
    )


class AkhirWajibError(RuleViolation):
    kode = "jabatan.akhir_wajib"
    bidang = "akhir"
    kalimat = "Peran auditor harus punya hari terakhir."


def bersilangan(a: Peran, b: Peran) -> bool:
    """Whether one of the two administers the government while the other works on the content of SOPs."""
    return (_mengurus(a) and _atas_isi(b)) or (_mengurus(b) and _atas_isi(a))


def _mengurus(peran: Peran) -> bool:
    return Tindakan.PEMDA_KELOLA in TABEL[peran]


def _atas_isi(peran: Peran) -> bool:
    return bool(TABEL[peran].keys() & ATAS_ISI - {Tindakan.SOP_BACA})


def periksa_penerima(
    peran: Peran, *, pemberi: OrangId, penerima: OrangId, dipegang: Collection[Peran], bidang: str = "jabatan"
) -> None:
    """`dipegang` are the roles that the receiver holds in the same time. Raises what stands against it."""
    if pemberi == penerima:
        raise DiriSendiriDiberiError(bidang=bidang)
    if any(bersilangan(peran, lain) for lain in dipegang):
        raise PeranBersilanganError(bidang=bidang)


def periksa_masa(peran: Peran, akhir: date | None) -> None:
    """An auditor's grant is time-boxed (decision D15)."""
    if peran is Peran.AUDITOR and akhir is None:
        raise AkhirWajibError


def hentikan(jabatan: Jabatan, mandat_id: MandatId, *, hari: date, alasan: str) -> MandatDiakhiri:
    """At once: the last day that counts was yesterday. What had not begun yet never has a day."""
    mandat = jabatan.cari(mandat_id)
    if mandat is None or (mandat.akhir is not None and mandat.akhir < max(hari, mandat.mulai)):
        raise MandatTidakBerlakuError("Masa jabatan itu sudah berakhir.")
    akhir = max(hari, mandat.mulai) - timedelta(days=1)
    return MandatDiakhiri(mandat_id, akhir, teks_bersih(alasan, "alasan", wajib=True, panjang=500))
