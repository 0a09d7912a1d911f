"""The signer's keys: files in its folder, their public halves in sistem.kunci_penanda. Each note carries one signature
of every active key, so that a new key is known long before the old one ends."""

from __future__ import annotations

from domain.log.note import Note
from infra.db.pool import Basis
from infra.errors import OperatorError
from infra.penanda.log import Log
from infra.rahasia import FolderRahasia, KunciRahasia


class KunciError(OperatorError):
    """What was asked for the keys cannot be done; the text says why."""


class Rangkaian:
    """`<number>-<id>`: the number counts the keys, the id is the beginning of the public key."""

    def __init__(self, folder: FolderRahasia) -> None:
        self._folder = folder.cabang("kunci")

    def pasang(self, basis: Basis) -> None:
        """Make the first key when there is none, and publish all that are active."""
        if not self._nama():
            self._buat()
        self._umumkan(basis)

    def aktif(self) -> list[KunciRahasia]:
        """Oldest first."""
        return [KunciRahasia(self._folder.baca(nama) or b"") for nama in self._nama()]

    def tambah(self, basis: Basis) -> str:
        baru = self._buat()
        self._umumkan(basis)
        return baru

    def akhiri(self, basis: Basis, kunci_id: str) -> None:
        """The oldest key signs no more and is destroyed: what does not exist cannot be stolen."""
        nama = self._nama()
        if kunci_id not in map(_id, nama):
            raise KunciError(f"tidak ada kunci aktif {kunci_id}; yang ada: {', '.join(map(_id, nama))}")
        if len(nama) == 1:
            raise KunciError("ini satu-satunya kunci; buat penggantinya dulu dengan: riwayat penanda kunci-baru")
        if kunci_id != _id(nama[0]):
            raise KunciError(f"kunci yang lebih tua berakhir lebih dulu: {_id(nama[0])}")
        publik = self.aktif()[0].publik
        with basis.sambungan() as connection:
            connection.execute(
                "UPDATE sistem.kunci_penanda SET berakhir = clock_timestamp() WHERE publik = %s AND berakhir IS NULL",
                (publik,),
            )
        self._folder.hapus(nama[0])

    def tanda_tangani(self, log: Log, teks: str) -> Note:
        return Note(teks, tuple(kunci.tanda_tangani(log.asal, teks) for kunci in self.aktif()))

    def vkey(self, log: Log) -> list[str]:
        return [kunci.log(log.asal).vkey for kunci in self.aktif()]

    def _nama(self) -> list[str]:
        return list(self._folder.semua("[0-9]*-*"))

    def _buat(self) -> str:
        bita = KunciRahasia.baru()
        nomor = max((int(nama.partition("-")[0]) for nama in self._nama()), default=0) + 1
        nama = f"{nomor:04}-{KunciRahasia(bita).publik.hex()[:8]}"
        self._folder.tulis(nama, bita)
        return _id(nama)

    def _umumkan(self, basis: Basis) -> None:
        with basis.sambungan() as connection:
            for kunci in self.aktif():
                connection.execute(
                    "INSERT INTO sistem.kunci_penanda (publik) VALUES (%s) ON CONFLICT DO NOTHING", (kunci.publik,)
                )


def _id(nama: str) -> str:
    return nama.partition("-")[2]
