"""The events of a bundle: whether they are the ones that the checkpoint was signed over, and else where not."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from domain.log.audit import Flaw, Part, Whole
from domain.log.bundle import LINES, BundleError
from domain.log.manifest import ALL, Manifest
from domain.log.note import Key, NoteError
from domain.log.policy import Policy
from domain.log.sayings import Sayings, TooMuchError
from infra.verify.bundel import Bundel
from infra.verify.laporan import Laporan, angka
from infra.verify.tanda_tangan import Kepercayaan, bertanda_tangan

Maju = Callable[[int], None]


@dataclass(slots=True)
class Hasil:
    """`akar`: the roots that these events give at the sizes asked for. Empty for a part of the log.

    `disebut`: position by SHA-256 of each file that an event names; None where the events are not the log's.
    """

    lengkap: bool
    disebut: Mapping[str, int] | None
    akar: dict[int, bytes] = field(default_factory=dict)


def periksa(bundel: Bundel, percaya: Kepercayaan, tanda: set[int], laporan: Laporan, maju: Maju) -> Hasil:
    try:
        if bundel.sebagian():
            return Hasil(lengkap=False, disebut=_sebagian(bundel, percaya, laporan, maju))
        return _seluruh(bundel, percaya, tanda, laporan, maju)
    except TooMuchError:
        raise BundleError(LINES, 0, "bundel ini memuat lebih banyak daripada yang dapat diperiksa") from None


def _sebagian(bundel: Bundel, percaya: Kepercayaan, laporan: Laporan, maju: Maju) -> Mapping[str, int] | None:
    manifes, cacat = bundel.manifes or Manifest(), False
    seluruhnya = bundel.manifes is not None and manifes.scope == ALL
    ikut = Part(bundel.titik.size, bundel.titik.root, manifes.since, manifes.until, gapless=seluruhnya)
    try:
        for rows in bundel.peristiwa():
            ikut.take(rows)
            maju(ikut.count)
        ikut.end()
    except Flaw as flaw:
        cacat = True
        laporan.salah(f"Peristiwa {angka(flaw.pos)}: {flaw.sentence}.", (flaw.pos, flaw.pos))
    else:
        _sah_sebagian(ikut, manifes, seluruhnya, laporan)
    if percaya.dari_bundel:
        laporan.perhatian("Siapa saksi log ini hanya dikatakan bundel ini sendiri. Pakai --kebijakan bila Anda punya.")
    _penghapusan(ikut.sayings, laporan)
    return None if cacat else ikut.sayings.files


def _sah_sebagian(ikut: Part, manifes: Manifest, seluruhnya: bool, laporan: Laporan) -> None:
    awal = "versi 1" if manifes.since is None else "versi pertama yang termuat"
    laporan.sah(
        f"{angka(ikut.count)} dari {angka(ikut.size)} peristiwa log ada di sini; semuanya terbukti bagian "
        f"dari log, dan setiap aliran lengkap dari {awal} sampai versi terakhir yang termuat."
    )
    if seluruhnya:
        laporan.sah("Posisinya tanpa celah: di antara peristiwa pertama dan terakhir yang termuat tidak ada yang lain.")
    elif manifes.since is None:
        laporan.perhatian(
            "Bundel ini hanya sebagian dari log. Apakah sesudah peristiwa terakhir yang termuat masih ada yang lain, "
            "hanya terlihat dalam bundel lengkap."
        )
    else:
        laporan.perhatian(
            "Bundel ini memuat satu periode dari sebagian log. Apakah sebelum peristiwa pertama atau sesudah "
            "peristiwa terakhir sebuah aliran masih ada yang lain, hanya terlihat dalam bundel lengkap."
        )


def _seluruh(bundel: Bundel, percaya: Kepercayaan, tanda: set[int], laporan: Laporan, maju: Maju) -> Hasil:
    lama = {ukuran: titik.root for ukuran, (nota, titik) in bundel.titik_lama().items()}
    ikut = Whole(bundel.titik.size, sorted({*lama, *tanda}))
    cacat: Flaw | None = None
    try:
        for rows in bundel.peristiwa():
            ikut.take(rows)
            maju(ikut.count)
        ikut.end()
    except Flaw as flaw:
        cacat = flaw
        laporan.salah(f"Peristiwa {angka(flaw.pos)}: {flaw.sentence}.", (flaw.first, flaw.pos))
    sama = ikut.root() == bundel.titik.root
    if cacat is None and sama:
        laporan.sah(
            f"Semua {angka(ikut.count)} peristiwa ada, dan akarnya sama dengan akar yang ditandatangani. Posisi tanpa "
            "celah, waktu menaik, versi setiap aliran berurutan."
        )
    else:
        _cari(bundel, percaya, ikut, cacat, laporan)
    _titik_lama(bundel, percaya.kunci, ikut.roots, laporan)
    _penghapusan(ikut.sayings, laporan)
    if sama and percaya.dari_bundel:
        _saksi_dalam_log(ikut.sayings, percaya.kebijakan, laporan)
    return Hasil(lengkap=True, disebut=ikut.sayings.files if sama and cacat is None else None, akar=ikut.roots)


def _cari(bundel: Bundel, percaya: Kepercayaan, ikut: Whole, cacat: Flaw | None, laporan: Laporan) -> None:
    """Name the first event that is not the one signed; none comes after the first that is out of order."""
    sampai = cacat.pos if cacat else bundel.titik.size
    if bundel.daun_sah():
        pos = beda_pertama(bundel, bundel, sampai)
        if pos is not None:
            laporan.salah(f"Peristiwa {angka(pos)}: isinya bukan yang dicatat dalam log.", (pos, pos))
    elif cacat is None:
        cocok = (
            ukuran
            for ukuran, (nota, titik) in reversed(bundel.titik_lama().items())
            if ikut.roots.get(ukuran) == titik.root and bertanda_tangan(nota, percaya.kunci)
        )
        benar = next(cocok, 0)
        laporan.salah("Akar semua peristiwa bukan akar yang ditandatangani.", (benar + 1, bundel.titik.size))


def beda_pertama(bundel: Bundel, acuan: Bundel, sampai: int) -> int | None:
    """The first position at which the bundle's event is not the one whose leaf hash the other bundle has."""
    semua = (row[4] for rows in bundel.peristiwa() for row in rows)
    for pos, (leaf, benar) in enumerate(zip(semua, acuan.daun(), strict=False), 1):
        if pos > sampai:
            return None
        if leaf != benar:
            return pos
    return None


def _titik_lama(bundel: Bundel, kunci: Sequence[Key], akar: dict[int, bytes], laporan: Laporan) -> None:
    """The first earlier checkpoint that these events do not lead to."""
    benar = 0
    for ukuran, (nota, titik) in bundel.titik_lama().items():
        if akar.get(ukuran, titik.root) == titik.root:
            benar = ukuran
        elif bertanda_tangan(nota, kunci) is None:
            laporan.salah(f"Titik periksa lama ({angka(ukuran)} peristiwa) tidak bertanda tangan sah dan tidak cocok.")
            return
        else:
            kalimat = f"Titik periksa lama ({angka(ukuran)} peristiwa) tidak cocok dengan peristiwa di sini."
            laporan.salah(kalimat, (benar + 1, ukuran))
            return


def _penghapusan(kata: Sayings, laporan: Laporan) -> None:
    pos = kata.unauthorised()
    if pos is not None:
        laporan.salah(
            f"Peristiwa {angka(pos)}: isinya diganti tanpa peristiwa penghapusan data pribadi yang menyebutnya.",
            (pos, pos),
        )
    elif kata.redacted:
        laporan.sah(f"Isi {angka(len(kata.redacted))} peristiwa diganti karena data pribadi dihapus, menurut aturan.")


def _saksi_dalam_log(kata: Sayings, kebijakan: Policy, laporan: Laporan) -> None:
    """The bundle's policy may not ask for less than the log's own events."""
    try:
        ditunjuk = [Key.read(kunci) for kunci in kata.witnesses.values()]
    except NoteError:
        laporan.salah("Sebuah peristiwa menunjuk saksi dengan kunci yang tidak sah.")
        return
    if not kebijakan.as_strict_as(Policy.majority((), ditunjuk)):
        laporan.salah("Kebijakan dalam bundel bukan tentang saksi yang ditunjuk dalam log, atau meminta lebih sedikit.")
