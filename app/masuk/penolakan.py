"""The one error of signing in, and the few sentences that a person may see.

A reader learns what to do next, never what was wrong with a token: the exact reason is the `kode`,
which goes to the log.
"""

ULANGI = "Proses masuk ini sudah kedaluwarsa atau tidak dikenali. Silakan mulai kembali dari tombol Masuk."
DIBATALKAN = "Penyedia identitas tidak menyetujui permintaan masuk. Silakan mulai kembali bila Anda ingin masuk."
TIDAK_TERJANGKAU = (
    "Penyedia identitas pemerintah daerah Anda sedang tidak dapat dihubungi. Silakan coba kembali beberapa saat lagi."
)
SALAH_ATUR = (
    "Pengaturan penyedia identitas pemerintah daerah Anda belum benar. "
    "Silakan hubungi pengelola Riwayat di pemerintah daerah Anda."
)
TIDAK_DIPERCAYA = (
    "Jawaban penyedia identitas tidak dapat dipercaya, sehingga Anda belum masuk. Silakan coba kembali; "
    "bila terulang, hubungi pengelola Riwayat di pemerintah daerah Anda."
)
BUKTI_LAMA = (
    "Penyedia identitas tidak menyatakan bahwa Anda baru saja masuk. Silakan ulangi, dan isi kembali kata sandi Anda "
    "di sana bila diminta."
)
BUKTI_LEMAH = (
    "Tindakan ini memerlukan cara masuk yang lebih kuat, misalnya kode sekali pakai. Silakan ulangi dengan cara itu."
)
ORANG_LAIN = "Yang baru saja masuk bukan orang yang memulai tindakan ini. Silakan ulangi dengan akun Anda sendiri."


class MasukDitolakError(Exception):
    """Permintaan masuk ditolak; `kode` untuk catatan keamanan, `kalimat` untuk orang yang membacanya."""

    def __init__(self, kode: str, kalimat: str = TIDAK_DIPERCAYA) -> None:
        super().__init__(kode)
        self.kode = kode
        self.kalimat = kalimat
