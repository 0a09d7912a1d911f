"""The agency's own shape: its units as a tree, and its end, closed or merged into another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from domain.jabatan.decisions import sk_bersih
from domain.kernel import Keputusan, OpdId, RuleViolation, teks_bersih
from domain.opd.decisions import PANJANG_NAMA
from domain.opd.events import OpdDigabung, OpdDitutup, UnitDibentuk, UnitDitutup, UnitDiubah, UnitId
from domain.opd.state import Opd, Unit


class UnitTidakAdaError(RuleViolation):
    kode = "unit.tidak_ada"
    bidang = "induk"
    kalimat = "Unit itu tidak ada pada perangkat daerah ini."


class UnitGandaError(RuleViolation):
    kode = "unit.ganda"
    bidang = "nama"
    kalimat = "Unit dengan nama ini sudah ada di tempat yang sama."


class UnitMelingkarError(RuleViolation):
    kode = "unit.melingkar"
    bidang = "induk"
    kalimat = "Unit tidak dapat berada di bawah dirinya sendiri."


class UnitBerisiError(RuleViolation):
    kode = "unit.berisi"
    bidang = "alasan"
    kalimat = "Unit ini masih punya unit di bawahnya. Pindahkan atau tutup dahulu unit-unit itu."


class OpdSudahDitutupError(RuleViolation):
    kode = "opd.sudah_ditutup"
    kalimat = "Perangkat daerah ini sudah ditutup."


class OpdTujuanError(RuleViolation):
    kode = "opd.tujuan"
    bidang = "ke"
    kalimat = "Pilih perangkat daerah lain yang masih ada sebagai tujuan penggabungan."


def bentuk_unit(opd: Opd, *, unit_id: UnitId, nama: str, induk: UnitId | None) -> UnitDibentuk:
    _masih_ada(opd)
    return UnitDibentuk(unit_id, _nama(opd, nama, induk), _induk(opd, induk))


def ubah_unit(opd: Opd, unit_id: UnitId, *, nama: str, induk: UnitId | None) -> tuple[UnitDiubah, ...]:
    _masih_ada(opd)
    lama = _unit(opd, unit_id)
    if unit_id in _jalur(opd, _induk(opd, induk)):
        raise UnitMelingkarError
    lain = replace(opd, unit=tuple(u for u in opd.unit if u.id != unit_id))
    baru = UnitDiubah(unit_id, _nama(lain, nama, induk), induk)
    return () if (baru.nama, baru.induk) == (lama.nama, lama.induk) else (baru,)


def tutup_unit(opd: Opd, unit_id: UnitId, *, alasan: str) -> UnitDitutup:
    _unit(opd, unit_id)
    if any(u.induk == unit_id for u in opd.unit):
        raise UnitBerisiError
    return UnitDitutup(unit_id, teks_bersih(alasan, "alasan", wajib=True, panjang=500))


def tutup(opd: Opd, *, tanggal: date, keputusan: Keputusan) -> OpdDitutup:
    _masih_ada(opd)
    return OpdDitutup(tanggal, sk_bersih(keputusan))


def gabung(opd: Opd, tujuan: Opd, *, ke: OpdId, tanggal: date, keputusan: Keputusan) -> OpdDigabung:
    _masih_ada(opd)
    if ke == opd.id or tujuan.penutupan is not None:
        raise OpdTujuanError
    return OpdDigabung(ke, tanggal, sk_bersih(keputusan))


def pohon(opd: Opd, induk: UnitId | None = None, dalam: int = 0) -> Iterator[tuple[int, Unit]]:
    """All units with their depth, each below its own, neighbours by name."""
    for unit in sorted((u for u in opd.unit if u.induk == induk), key=lambda u: u.nama.casefold()):
        yield dalam, unit
        yield from pohon(opd, unit.id, dalam + 1)


def _masih_ada(opd: Opd) -> None:
    if opd.penutupan is not None:
        raise OpdSudahDitutupError


def _unit(opd: Opd, unit_id: UnitId) -> Unit:
    unit = opd.cari_unit(unit_id)
    if unit is None:
        raise UnitTidakAdaError
    return unit


def _induk(opd: Opd, induk: UnitId | None) -> UnitId | None:
    return None if induk is None else _unit(opd, induk).id


def _jalur(opd: Opd, unit_id: UnitId | None) -> Iterator[UnitId]:
    """The unit and all above it."""
    while unit_id is not None:
        yield unit_id
        unit_id = _unit(opd, unit_id).induk


def _nama(opd: Opd, nama: str, induk: UnitId | None) -> str:
    bersih = teks_bersih(nama, "nama", wajib=True, panjang=PANJANG_NAMA)
    if any(u.induk == induk and u.nama.casefold() == bersih.casefold() for u in opd.unit):
        raise UnitGandaError
    return bersih
