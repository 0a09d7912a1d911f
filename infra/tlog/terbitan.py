"""What a government publishes of its log: the newest checkpoint, the keys, and the rule by which to believe it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.log.note import LOG, Key
from domain.log.policy import Policy
from infra.db.pool import Basis
from tenants.context import current_tenant


@dataclass(frozen=True, slots=True)
class Kosignatur:
    saksi: str
    baris: str
    pada: datetime


@dataclass(frozen=True, slots=True)
class TitikPeriksa:
    """A checkpoint with the cosignatures that it has so far."""

    nomor: int
    size: int
    root: bytes
    note: str
    pada: datetime
    kosignatur: tuple[Kosignatur, ...] = ()

    @property
    def teks(self) -> str:
        """The note with all its signature lines."""
        return self.note + "".join(k.baris.rstrip("\n") + "\n" for k in self.kosignatur)


@dataclass(frozen=True, slots=True)
class Saksi:
    nama: str
    kunci: str
    alamat: str


@dataclass(frozen=True, slots=True)
class KunciPenanda:
    publik: bytes
    mulai: datetime
    berakhir: datetime | None

    def key(self, origin: str) -> Key:
        return Key(origin, LOG, self.publik)


@dataclass(frozen=True, slots=True)
class Jaga:
    """The signer's word on the log; `kini` when it was given in this run of the database server."""

    sah: bool
    size: int
    kalimat: str
    pada: datetime
    kini: bool


class Terbitan:
    def __init__(self, basis: Basis) -> None:
        self._basis = basis

    def titik_periksa(self) -> TitikPeriksa | None:
        """The newest checkpoint of the log as it is called now; one of before a recovery belongs to another log."""
        row = self._basis.satu(
            "SELECT c.nomor, c.size, c.root, c.note, c.pada FROM es.checkpoint c JOIN sistem.tenant_head h"
            " ON h.tenant_id = c.tenant_id AND h.pemulihan = c.pemulihan"
            " WHERE c.tenant_id = %s ORDER BY c.nomor DESC LIMIT 1",
            (current_tenant().id,),
        )
        if row is None:
            return None
        kosignatur = self._basis.baris(
            "SELECT saksi, baris, pada FROM es.cosignature WHERE tenant_id = %s AND nomor = %s ORDER BY pada, saksi",
            (current_tenant().id, row["nomor"]),
        )
        isi = row | {"root": bytes(row["root"]), "kosignatur": tuple(Kosignatur(**k) for k in kosignatur)}
        return TitikPeriksa(**isi)

    def saksi(self) -> list[Saksi]:
        rows = self._basis.baris(
            "SELECT nama, kunci, alamat FROM baca.saksi WHERE tenant_id = %s AND aktif ORDER BY pos, nama",
            (current_tenant().id,),
        )
        return [Saksi(**row) for row in rows]

    def kunci(self) -> list[KunciPenanda]:
        """The signer's keys, the newest last; those that ended are still needed for old checkpoints."""
        rows = self._basis.baris("SELECT publik, mulai, berakhir FROM sistem.kunci_penanda ORDER BY mulai, publik")
        return [KunciPenanda(bytes(r["publik"]), r["mulai"], r["berakhir"]) for r in rows]

    def jaga(self) -> Jaga | None:
        row = self._basis.satu(
            "SELECT sah, size, kalimat, pada, server = pg_postmaster_start_time() AS kini FROM sistem.jaga"
            " WHERE tenant_id = %s",
            (current_tenant().id,),
        )
        return Jaga(**row) if row else None


def kebijakan(nama: str, origin: str, kunci: Sequence[KunciPenanda], saksi: Sequence[Saksi], alamat: str) -> str:
    """C2SP tlog-policy: by which keys and how many witnesses a checkpoint of this log is believed."""
    baris = [f"# Riwayat {nama}: kunci dan kuorum untuk memeriksa titik periksanya (C2SP tlog-policy)"]
    baris += [f"# Tidak dipakai lagi sejak {k.berakhir:%Y-%m-%d}: {k.key(origin).vkey}" for k in kunci if k.berakhir]
    berlaku = [k.key(origin) for k in kunci if not k.berakhir]
    aturan = Policy.majority(berlaku, [Key.read(s.kunci) for s in saksi]).at(alamat, [s.alamat for s in saksi])
    return "\n".join([*baris, aturan.text])


def tercakup(size: int, level: int, dari: int, banyak: int) -> bool:
    """Whether a checkpoint of that size covers these hashes of a level."""
    return banyak > 0 and dari + banyak <= size >> 8 * level
