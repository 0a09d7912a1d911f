"""One SOP file, read and found sound in itself: its rows have numbers, its references lead somewhere."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from domain.kernel import teks_rapi
from infra.impor.baca import baca
from infra.impor.periksa import periksa, periksa_nomor_pribadi
from infra.impor.skema import BERKAS, PRIBADI
from infra.impor.tempat import Simpul, Tempat, cuplik

UKURAN_TERBESAR = 1_000_000


def tulisan(simpul: Simpul) -> str:
    """The value as text; empty for none."""
    return "" if simpul.nilai is None else teks_rapi(str(simpul.nilai))


@dataclass(frozen=True, slots=True)
class Baris:
    """A row of the procedure table with its printed number; `sendiri` is empty for an automatic one."""

    simpul: Simpul
    nomor: str
    sendiri: str


@dataclass(frozen=True, slots=True)
class Dokumen:
    akar: Simpul
    sidik: bytes
    pelaksana: tuple[Simpul, ...]
    langkah: tuple[Baris, ...]

    @property
    def data(self) -> dict[str, object]:
        """The file as YAML loaders give it."""
        return {kunci: anak.polos for kunci, anak in self.akar.peta.items()}

    @property
    def pengesah(self) -> tuple[str, str, str]:
        """Name, rank and NIP of the signature block: not for events (decision D14)."""
        identitas = self.akar.anak("identitas")
        nama, pangkat, nip = (tulisan(identitas.anak(kunci)) for kunci in PRIBADI)
        return nama, pangkat, nip


def baca_berkas(asal: Path | str | bytes, nama_berkas: str = "") -> Dokumen:
    """Read a file (Path) or the text of one. Raises ImporError, which names file, line and field."""
    tempat = Tempat(nama_berkas or (asal.name if isinstance(asal, Path) else "berkas"))
    isi, teks = _teks(asal, tempat)
    akar = baca(teks, tempat)
    if akar.nilai is None:
        raise tempat.salah("berkas ini kosong")
    periksa(akar, BERKAS)
    periksa_nomor_pribadi(akar)
    pelaksana = akar.anak("pelaksana").deret
    langkah = _bernomor(akar.anak("langkah").deret)
    _periksa_arah(langkah)
    _periksa_kode(pelaksana, langkah)
    return Dokumen(akar, sha256(isi).digest(), pelaksana, langkah)


def _teks(asal: Path | str | bytes, tempat: Tempat) -> tuple[bytes, str]:
    if isinstance(asal, Path):
        asal = _byte(asal, tempat)
    isi = asal.encode("utf-8", "surrogatepass") if isinstance(asal, str) else asal
    if len(isi) > UKURAN_TERBESAR:
        raise tempat.salah("berkas lebih besar dari 1 MB; satu berkas memuat satu SOP")
    try:
        return isi, isi.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        baris = isi.count(b"\n", 0, error.start) + 1
        raise Tempat(tempat.berkas, baris).salah("berkas bukan UTF-8; simpan ulang sebagai UTF-8") from None


def _byte(asal: Path, tempat: Tempat) -> bytes:
    try:
        with asal.open("rb") as berkas:
            return berkas.read(UKURAN_TERBESAR + 1)
    except OSError:
        raise tempat.salah("berkas tidak ada atau tidak dapat dibaca") from None


def _bernomor(langkah: tuple[Simpul, ...]) -> tuple[Baris, ...]:
    """Rows with their numbers: a number that is not the automatic one of its row is the row's own."""
    hasil: dict[str, Baris] = {}
    urut = 0
    for simpul in langkah:
        tertulis = tulisan(simpul.anak("urut"))
        otomatis = tertulis in ("", str(urut + 1))
        urut += otomatis
        baris = Baris(simpul, str(urut) if otomatis else tertulis, "" if otomatis else tertulis)
        if baris.nomor in hasil:
            lama = hasil[baris.nomor].simpul.tempat.baris
            raise simpul.anak("urut").tempat.salah(
                f"nomor “{cuplik(baris.nomor)}” sudah dipakai langkah di baris {lama}"
            )
        hasil[baris.nomor] = baris
    return tuple(hasil.values())


def _periksa_arah(langkah: tuple[Baris, ...]) -> None:
    """Where rows lead is the document's affair; but a file may say it only once, and merge only rows it has."""
    nomor = [baris.nomor for baris in langkah]
    for baris in langkah:
        gabung, lanjut = baris.simpul.anak("waktu").anak("gabung_dengan"), baris.simpul.anak("lanjut")
        if tulisan(gabung) not in ("", *nomor):
            raise gabung.tempat.salah(f"tidak ada langkah bernomor “{cuplik(tulisan(gabung))}”")
        if tulisan(lanjut) and baris.simpul.anak("cabang").deret:
            raise lanjut.tempat.salah("tulis lanjut atau cabang, jangan keduanya")


def _periksa_kode(pelaksana: tuple[Simpul, ...], langkah: tuple[Baris, ...]) -> None:
    kode: dict[str, Simpul] = {}
    for kolom in pelaksana:
        satu = kolom.anak("kode")
        if tulisan(satu) in kode:
            lama = kode[tulisan(satu)].tempat.baris
            raise satu.tempat.salah(f"kode “{cuplik(tulisan(satu))}” sudah dipakai pelaksana di baris {lama}")
        kode[tulisan(satu)] = satu
    for baris in langkah:
        for nama, simpul in _sebutan(baris.simpul):
            if nama not in kode:
                ada = f"; yang ada: {', '.join(map(cuplik, kode))}" if kode else ""
                raise simpul.tempat.salah(f"pelaksana “{cuplik(nama)}” tidak ada di daftar pelaksana{ada}")


def _sebutan(langkah: Simpul) -> list[tuple[str, Simpul]]:
    """Every pelaksana that a row names, and where."""
    sebutan = [(tulisan(simpul), simpul) for simpul in langkah.anak("pelaksana").deret]
    for kunci in ("simbol_per_pelaksana", "label_simbol"):
        sebutan += langkah.anak(kunci).peta.items()
    return sebutan
