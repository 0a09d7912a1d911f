"""One event as the log keeps it: its bytes, its leaf, its way up to the root of the newest checkpoint, checked now."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import msgspec

from domain.log.entry import Entry
from domain.log.merkle import Rung, climb, leaf_hash
from infra.db.pool import Basis
from infra.errors import TidakAdaError
from infra.event_store.mapper import AktorTersimpan
from infra.tlog.daun import PemeriksaDaun
from infra.tlog.hasil import KetidakcocokanError
from infra.tlog.pohon import Kepala, Pohon
from infra.tlog.potret import izin_hapus
from infra.tlog.rekaman import Rekaman, entri, rekaman
from infra.tlog.terbitan import Terbitan, TitikPeriksa
from infra.tlog.titik import Titik

_SEBELUM_SEMUA = -(1 << 63)


class Putusan(Enum):
    COCOK = "cocok"
    MENUNGGU = "menunggu"
    BERUBAH = "berubah"
    """The row contradicts its own leaf."""
    BUNTU = "buntu"
    """The row may be as it was, but its way does not lead to anything that was signed."""


class _Berkapasitas(msgspec.Struct):
    aktor: AktorTersimpan


@dataclass(frozen=True, slots=True)
class BuktiPeristiwa:
    """`daun` is made anew from the columns of the row. `jalan` leads from it to `akar`, which is the signed root if the
    verdict is that it fits; both are empty while no checkpoint covers the event. `sebab` says what does not fit."""

    pos: int
    entri: Entry
    daun: bytes
    garam: bytes | None
    muatan: bytes
    titik: TitikPeriksa | None
    jalan: tuple[Rung, ...]
    putusan: Putusan
    sebab: str

    @property
    def akar(self) -> bytes:
        return self.jalan[-1].hash if self.jalan else self.daun

    @property
    def terhapus(self) -> bool:
        """Personal data was erased from it: the payload is another, the leaf is what it was."""
        return self.garam is None

    @property
    def terbaca(self) -> str:
        """The payload laid out over lines, where it is JSON."""
        try:
            return msgspec.json.format(self.muatan, indent=2).decode()
        except (msgspec.MsgspecError, UnicodeDecodeError):
            return self.muatan.decode(errors="replace")

    @property
    def aktor(self) -> AktorTersimpan | None:
        """In which capacity somebody acted; None where the payload says nothing that can be read."""
        try:
            return msgspec.json.decode(self.muatan, type=_Berkapasitas).aktor
        except msgspec.MsgspecError:
            return None


def bukti_peristiwa(basis: Basis, pos: int) -> BuktiPeristiwa:
    """Of the tenant being served. Raises TidakAdaError where the log has no such row."""
    terbitan, pohon = Terbitan(basis), Pohon(basis)
    titik, kepala = terbitan.titik_periksa(), pohon.head()
    with basis.transaksi() as connection:
        rows = rekaman(connection, pos - 1, pos)
        terhapus = any(kept is not None for *_, kept, _ in rows)
        izin = izin_hapus(connection, pos) if terhapus else {}
    if not rows:
        raise TidakAdaError(str(pos))
    (row,) = rows
    satu = entri(kepala.log_id, row)
    daun = leaf_hash(satu.encoded)
    jalan, sebab = _jalan(pohon, pos, daun, titik)
    if titik and jalan is not None:
        sebab = sebab or _sebab_titik(titik, kepala, [k.publik for k in terbitan.kunci()])
    putusan = Putusan.BUNTU if sebab else Putusan.MENUNGGU if jalan is None else Putusan.COCOK
    if berubah := _sebab_isi(kepala, row, izin):
        putusan, sebab = Putusan.BERUBAH, berubah
    return BuktiPeristiwa(pos, satu, daun, row[7], row[8], titik, tuple(jalan or ()), putusan, sebab)


def _sebab_isi(kepala: Kepala, row: Rekaman, izin: dict[int, tuple[int, bytes]]) -> str:
    """Why the row does not fit its own leaf hash; empty where it does."""
    try:
        PemeriksaDaun(kepala.log_id, izin, row[0] - 1, _SEBELUM_SEMUA).periksa([row], [])
    except KetidakcocokanError as error:
        return error.kalimat
    return ""


def _jalan(pohon: Pohon, pos: int, daun: bytes, titik: TitikPeriksa | None) -> tuple[list[Rung] | None, str]:
    """None before a checkpoint covers the event."""
    if titik is None or pos > titik.size:
        return None, ""
    try:
        jalan = climb(pos - 1, titik.size, daun, pohon.inclusion_proof(pos - 1, titik.size))
    except LookupError:
        return [], "pohon sidik di basis data tidak lengkap"
    sama = (jalan[-1].hash if jalan else daun) == titik.root
    return jalan, "" if sama else "jalurnya tidak sampai ke sidik yang ditandatangani"


def _sebab_titik(titik: TitikPeriksa, kepala: Kepala, kunci: list[bytes]) -> str:
    """Why the checkpoint itself is not to be believed."""
    tersimpan = Titik(titik.nomor, titik.size, titik.root, titik.note)
    if cacat := tersimpan.cacat(kepala.origin):
        return f"titik periksa nomor {titik.nomor}: {cacat}"
    sah = tersimpan.ditandatangani(kepala.origin, kunci)
    return "" if sah else f"tanda tangan titik periksa nomor {titik.nomor} tidak sah"
