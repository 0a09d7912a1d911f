"""The witness itself: judges a submission, remembers it, cosigns it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from domain.log.checkpoint import Checkpoint
from domain.log.note import LOG, Key, Note, NoteError, Signature
from domain.log.witness import Judgement, Submission, judge, trusted
from infra.clock import now
from infra.errors import OperatorError
from infra.rahasia import FolderRahasia, KunciRahasia
from infra.saksi.ingatan import Giliran, Ingatan

DAFTAR_LOG, KUNCI, NAMA, INGATAN = "log.txt", "kunci", "nama", "ingatan.sqlite"
NAMA_TERPANJANG = 200


class SaksiError(OperatorError):
    """The witness cannot start, or cannot take what it was given; the text says why."""


@dataclass(frozen=True, slots=True)
class Kesaksian:
    """The outcome of a submission: a cosignature, or why there is none. `ukuran` is the size cosigned last."""

    putusan: Judgement
    ukuran: int
    tanda: Signature | None = None


class Saksi:
    def __init__(self, folder: Path, nama: str = "", jam: Callable[[], datetime] = now) -> None:
        self._folder = FolderRahasia.buka(folder)
        for kosong in (DAFTAR_LOG, INGATAN):
            if self._folder.baca(kosong) is None:
                self._folder.tulis(kosong, b"")  # ours alone; SQLite takes an empty file for a new database
        self._kunci = _kunci(self._folder)
        self.nama = _nama(self._folder, nama, self._kunci)
        self._jam = jam
        self.ingatan = Ingatan(folder / INGATAN)

    @property
    def vkey(self) -> str:
        return self._kunci.saksi(self.nama).vkey

    def kunci_log(self, asal: str) -> list[Key]:
        """The keys trusted for this log; none: the log is unknown."""
        return [kunci for kunci in self._daftar() if kunci.name == asal]

    def terima(self, vkey: str) -> Key:
        """From now on cosign the log that this key signs."""
        try:
            kunci = Key.read(vkey.strip())
        except NoteError as error:
            raise SaksiError(f"kunci log tidak terbaca: {error}") from None
        if kunci.type != LOG:
            raise SaksiError("ini kunci sebuah saksi; yang diperlukan kunci sebuah log")
        if kunci not in self._daftar():
            isi = self._folder.baca(DAFTAR_LOG) or b""
            self._folder.tulis(DAFTAR_LOG, isi + f"{kunci.vkey}\n".encode())
        return kunci

    def _daftar(self) -> list[Key]:
        baris = (self._folder.baca(DAFTAR_LOG) or b"").decode().splitlines()
        try:
            return [Key.read(satu.strip()) for satu in baris if satu.strip() and not satu.startswith("#")]
        except NoteError as error:
            raise SaksiError(f"{DAFTAR_LOG} tidak terbaca: {error}") from None

    def dipercaya(self, kiriman: Submission) -> bool:
        return trusted(kiriman.note, self.kunci_log(kiriman.checkpoint.origin))

    def saksikan(self, kiriman: Submission) -> Kesaksian:
        """Judge a submission of a known log, signed by it; remember and cosign it if it extends what was cosigned."""
        baru = kiriman.checkpoint
        with self.ingatan.giliran() as giliran:
            nota = giliran.terakhir(baru.origin)
            terakhir = Checkpoint.read(Note.read(nota).text) if nota else None
            putusan, ukuran = judge(kiriman, terakhir), terakhir.size if terakhir else 0
            if putusan is Judgement.EXTENDS:
                return Kesaksian(putusan, baru.size, self._tanda(giliran, kiriman.note, baru))
            if putusan is not Judgement.STALE:
                giliran.simpan_bukti(baru.origin, putusan.name, kiriman.note.full, self._detik())
        return Kesaksian(putusan, ukuran)

    def _tanda(self, giliran: Giliran, nota: Note, titik: Checkpoint) -> Signature:
        tanda = self._kunci.saksikan(self.nama, nota.text, self._detik())
        kunci = self.kunci_log(titik.origin)
        asli = tuple(t for t in nota.signatures if any((t.name, t.key_id) == (k.name, k.id) for k in kunci))
        giliran.ganti(titik.origin, Note(nota.text, (*asli, tanda)).full)
        return tanda

    def _detik(self) -> int:
        return int(self._jam().timestamp())


def _kunci(folder: FolderRahasia) -> KunciRahasia:
    bita = folder.baca(KUNCI)
    if bita is None:
        bita = KunciRahasia.baru()
        folder.tulis(KUNCI, bita)
    return KunciRahasia(bita)


def _nama(folder: FolderRahasia, diminta: str, kunci: KunciRahasia) -> str:
    """The name is part of the key, so it is chosen once."""
    tersimpan = (folder.baca(NAMA) or b"").decode().strip()
    nama = tersimpan or diminta or f"riwayat/saksi/{kunci.publik.hex()[:16]}"
    if diminta and diminta != nama:
        raise SaksiError(f"saksi di folder ini sudah bernama {nama}; nama adalah bagian kuncinya")
    try:
        Key.read(kunci.saksi(nama).vkey)
    except NoteError:
        raise SaksiError("nama saksi tidak boleh memuat spasi atau tanda +") from None
    if len(nama) > NAMA_TERPANJANG:
        raise SaksiError(f"nama saksi paling panjang {NAMA_TERPANJANG} huruf")
    if not tersimpan:
        folder.tulis(NAMA, nama.encode())
    return nama
