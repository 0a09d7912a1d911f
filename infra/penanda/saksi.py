"""Speaking to one witness (C2SP tlog-witness): hand in a checkpoint, or ask what it cosigned last."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from hashlib import sha256

from domain.log.checkpoint import Checkpoint
from domain.log.note import Key, Note, NoteError, read_signatures
from domain.log.tiles import consistency_proof
from domain.log.witness import text
from infra.jaringan.pengambil import JawabanTeks, PengambilAman, PengambilanGagalError
from infra.tlog.pohon import Pohon
from infra.tlog.titik import Titik

JENIS_UKURAN = "text/x.tlog.size"
OK, DITOLAK, TAK_DIKENAL, KONFLIK, TAK_TERBUKTI = 200, 403, 404, 409, 422


class Hasil(Enum):
    DISAKSIKAN = "cosigned"
    PERGI = "away"
    TAK_KENAL = "unknown"
    MENOLAK = "refused"


@dataclass(frozen=True, slots=True)
class Jawab:
    """`ukuran` is what the witness is now known to have cosigned last; `baris`, `waktu` its cosignature."""

    hasil: Hasil
    ukuran: int = 0
    baris: str = ""
    waktu: int = 0


@dataclass(frozen=True, slots=True)
class SaksiJauh:
    """A witness as its tenant named it."""

    nama: str
    kunci: str
    alamat: str

    @property
    def key(self) -> Key:
        return Key.read(self.kunci)

    def serahkan(self, http: PengambilAman, pohon: Pohon, titik: Titik, dikira: int) -> Jawab:
        """Hand in the checkpoint, with the proof from the size it is thought to have; it says if that is another."""
        try:
            lama = min(dikira, titik.size)
            jawaban = self._kirim(http, pohon, titik, lama)
            if jawaban.status == KONFLIK and jawaban.jenis == JENIS_UKURAN:
                lama = int(jawaban.isi.strip())
                if lama > titik.size:  # it cosigned what we never had, or have no longer
                    return Jawab(Hasil.MENOLAK, lama)
                jawaban = self._kirim(http, pohon, titik, lama)
            return self._baca(jawaban, titik, lama)
        except (PengambilanGagalError, NoteError, ValueError):
            return Jawab(Hasil.PERGI)

    def _kirim(self, http: PengambilAman, pohon: Pohon, titik: Titik, lama: int) -> JawabanTeks:
        bukti = consistency_proof(lama, titik.size, pohon.fetch)
        return http.teks(f"{self.alamat}/add-checkpoint", text(lama, bukti, titik.note))

    def _baca(self, jawaban: JawabanTeks, titik: Titik, lama: int) -> Jawab:
        if jawaban.status == OK:
            nota = Note(Note.read(titik.note).text, read_signatures(jawaban.isi))
            waktu = nota.cosigned(self.key)
            if waktu is None:
                return Jawab(Hasil.PERGI)
            baris = next(t for t in nota.signatures if (t.name, t.key_id) == (self.key.name, self.key.id)).line
            return Jawab(Hasil.DISAKSIKAN, titik.size, baris, waktu)
        if jawaban.status in (DITOLAK, TAK_DIKENAL):  # it was not told of this log, or of our newest key
            return Jawab(Hasil.TAK_KENAL, lama)
        menolak = jawaban.status == TAK_TERBUKTI or (jawaban.status == KONFLIK and jawaban.jenis != JENIS_UKURAN)
        return Jawab(Hasil.MENOLAK if menolak else Hasil.PERGI, lama)

    def terakhir(self, http: PengambilAman, asal: str) -> Checkpoint | None:
        """What it cosigned last in this log; None when it is away or knows nothing of it, or shows no valid word."""
        try:
            jawaban = http.teks(f"{self.alamat}/log/{sha256(asal.encode()).hexdigest()}")
            if jawaban.status != OK:
                return None
            nota = Note.read(jawaban.isi)
            titik = Checkpoint.read(nota.text)
            return titik if titik.origin == asal and nota.cosigned(self.key) is not None else None
        except (PengambilanGagalError, NoteError):
            return None
