"""Against what the auditor kept from another day: a log only grows, so all of it must still be there."""

from __future__ import annotations

from collections.abc import Sequence

from domain.log.bundle import GROWTH, BundleError
from domain.log.merkle import extends
from domain.log.note import Key
from infra.verify.bundel import Bundel
from infra.verify.isi import Hasil, beda_pertama
from infra.verify.laporan import Laporan, angka, titik
from infra.verify.tanda_tangan import bertanda_tangan

_SIMPAN = "Simpan kedua berkas: bersama-sama keduanya menjadi bukti."


def tanda(lama: Bundel) -> set[int]:
    """The sizes at which both are compared."""
    return {lama.titik.size, *lama.titik_lama()}


def periksa(baru: Bundel, lama: Bundel, hasil: Hasil, kunci: Sequence[Key], laporan: Laporan) -> None:
    if lama.asal.log_id != baru.asal.log_id:
        laporan.salah(f"Yang lama milik log lain ({lama.titik.origin}).")
        return
    if bertanda_tangan(lama.nota, kunci) is None:
        laporan.perhatian(
            f"Titik periksa lama ({titik(lama.titik)}) tidak ditandatangani dengan kunci yang dipakai di sini."
        )
    if lama.titik.origin != baru.titik.origin:
        laporan.salah(
            f"Nama log berubah: dahulu {lama.titik.origin}, sekarang {baru.titik.origin}. Sesudah pemulihan dari "
            "cadangan log dimulai lagi; tanyakan peristiwa mana yang hilang."
        )
    _bandingkan(baru, lama, hasil, laporan)


def _bandingkan(baru: Bundel, lama: Bundel, hasil: Hasil, laporan: Laporan) -> None:
    if lama.titik.size > baru.titik.size:
        tempat = _tempat(baru, lama, hasil) or (baru.titik.size + 1, baru.titik.size + 1)
        laporan.salah(
            f"Log mundur: dahulu {angka(lama.titik.size)} peristiwa, sekarang {angka(baru.titik.size)}. {_SIMPAN}",
            tempat,
        )
        return
    if hasil.akar.get(lama.titik.size) == lama.titik.root if hasil.lengkap else _berlanjut(baru, lama):
        laporan.sah(f"Yang lama ({titik(lama.titik)}) masih utuh di dalamnya.")
    else:
        laporan.salah(
            f"Yang lama ({titik(lama.titik)}) bukan awal dari log ini: isinya ditulis ulang. {_SIMPAN}",
            _tempat(baru, lama, hasil) or (1, lama.titik.size),
        )


def _berlanjut(baru: Bundel, lama: Bundel) -> bool:
    """Whether the log that a part is of begins with the whole older one."""
    ukuran = lama.titik.size
    if ukuran == baru.titik.size:
        return lama.titik.root == baru.titik.root
    sejak, bukti = baru.kelanjutan() or (0, [])
    if sejak != ukuran:
        kalimat = f"tidak ada bukti kelanjutan dari {angka(ukuran)} peristiwa; minta bundel dengan --sejak {ukuran}"
        raise BundleError(GROWTH, 0, kalimat)
    return extends(ukuran, baru.titik.size, lama.titik.root, baru.titik.root, bukti)


def _tempat(baru: Bundel, lama: Bundel, hasil: Hasil) -> tuple[int, int] | None:
    """The first position that differs: exact if the older one has its leaf hashes, else between two checkpoints."""
    if not hasil.lengkap:
        return None
    if lama.daun_sah():
        pos = beda_pertama(baru, lama, lama.titik.size)
        return (pos, pos) if pos else None
    sama = 0
    for ukuran, (_, lalu) in lama.titik_lama().items():
        if hasil.akar.get(ukuran) != lalu.root:
            return (sama + 1, ukuran)
        sama = ukuran
    return (sama + 1, lama.titik.size) if lama.titik.size <= baru.titik.size else None
