"""What a refused log is told: why, and what its operator does now. Indonesian first, English below."""

from __future__ import annotations

from http import HTTPStatus

from domain.log.witness import Judgement

_LANGKAH = """\
Yang harus dilakukan: hentikan pelayanan, cari tahu siapa yang mengubah basis data, lalu pulihkan cadangan terbaru.
Bila cadangan yang lebih baru memang tidak ada, terima kehilangannya secara tercatat: riwayat pulihkan-log
"""
_STEPS = """\
What to do: stop serving, find out who changed the database, then restore the newest backup.
If there is no newer backup, accept the loss on record: riwayat pulihkan-log
"""
TIDAK_TERBACA = """\
Kiriman tidak terbaca: ukuran lama, bukti paling banyak 63 baris, satu baris kosong, lalu titik periksa.
The submission cannot be read: an old size line, at most 63 proof lines, an empty line, then a checkpoint.
"""
TIDAK_DIKENAL = """\
Saksi ini tidak mengenal log tersebut. Pengelola saksi menerimanya dengan: riwayat saksi terima KUNCI
This witness does not know the log. Its operator accepts one with: riwayat saksi terima VKEY
"""
TIDAK_DITANDATANGANI = """\
Tidak ada tanda tangan sah dari kunci yang dipercaya. Bila kunci penanda baru diganti, kirimkan kunci barunya
kepada pengelola saksi ini lewat jalan lain yang dipercaya.
No valid signature by a trusted key. After a change of the signer's key, hand the new one to this witness' operator.
"""
TIDAK_TERLAYANI = """\
Permintaan ini tidak dikenal atau terlalu besar.
This request is unknown or too large.
"""
TERGANGGU = """\
Saksi sedang terganggu; kirim lagi nanti.
This witness is in trouble; submit again later.
"""
KALIMAT = {
    Judgement.SHRINKS: (
        HTTPStatus.BAD_REQUEST,
        (
            "Ukuran lama lebih besar daripada titik periksa yang dikirim: log ini menyusut, seperti sesudah cadangan"
            f" lama dipulihkan.\n{_LANGKAH}"
            f"The old size is above the checkpoint's: this log has shrunk, as after restoring an old backup.\n{_STEPS}"
        ),
    ),
    Judgement.OTHER_ROOT: (
        HTTPStatus.CONFLICT,
        (
            f"Saksi ini sudah menyaksikan log tersebut pada ukuran yang sama dengan isi yang LAIN.\n{_LANGKAH}"
            f"This witness has cosigned this log at the same size with ANOTHER content (a split view).\n{_STEPS}"
        ),
    ),
    Judgement.UNPROVED: (
        HTTPStatus.UNPROCESSABLE_ENTITY,
        (
            "Tidak terbukti bahwa log ini melanjutkan yang sudah disaksikan: peristiwa lama diubah atau dihapus,"
            f" atau buktinya keliru.\n{_LANGKAH}"
            "It is not proved that this log continues what was cosigned: old events were changed or removed, or the"
            f" proof is wrong.\n{_STEPS}"
        ),
    ),
}
