"""One SOP's events -> the rows under which it is found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from domain.kernel import Tercatat
from domain.pencarian.kueri import polos
from domain.pencarian.potongan import Masa, Saat, Ucapan, telusuri
from infra.event_store.catalog import NAMA_TERSIMPAN

AWALAN = "sop."
KOLOM = (
    "sop_id", "kunci", "mulai", "akhir", "pos", "pada", "sampai", "versi", "versi_akhir", "jenis", "orang_id",
    "jabatan", "teks", "tambahan", "polos",
)  # fmt: skip
"""`polos` is what the words are taken from; it is not kept."""

Baris = tuple[Any, ...]


def baris_sop(sop_id: UUID, catatan: Sequence[Tercatat[Any]], sejak: int = 1) -> list[Baris]:
    """What began, ended or happened from event `sejak` on; all of it by default."""
    masa, ucapan = telusuri(catatan, sejak)
    return [*(_masa(sop_id, m) for m in masa), *(_ucapan(sop_id, u) for u in ucapan)]


def _masa(sop_id: UUID, m: Masa) -> Baris:
    p, akhir = m.potongan, m.akhir
    selesai = (akhir.peristiwa, akhir.pada, akhir.versi) if akhir else (None, None, None)
    return _susun(sop_id, m.kunci, m.mulai, selesai, (p.jenis, None, p.jabatan, p.teks, p.tambahan))


def _ucapan(sop_id: UUID, u: Ucapan) -> Baris:
    teks = f"{u.kalimat.apa} – {u.kalimat.mengapa}" if u.kalimat.mengapa else u.kalimat.apa
    selesai = (u.saat.peristiwa + 1, u.saat.pada, u.saat.versi)
    return _susun(sop_id, "", u.saat, selesai, (NAMA_TERSIMPAN[u.jenis], u.aktor.orang, u.aktor.jabatan, teks, ""))


def _susun(sop_id: UUID, kunci: str, mulai: Saat, selesai: tuple[Any, Any, Any], isi: tuple[Any, ...]) -> Baris:
    akhir, sampai, versi_akhir = selesai
    _, _, _, teks, tambahan = isi
    waktu = (mulai.peristiwa, akhir, mulai.pos, mulai.pada, sampai, mulai.versi, versi_akhir)
    return (sop_id, kunci, *waktu, *isi, polos(f"{teks} {tambahan}"))
