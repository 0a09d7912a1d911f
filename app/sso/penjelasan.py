"""Why a trial failed, for the admin who can mend it. What a network answered is not told: it could be asked about."""

TAK_TERJANGKAU = (
    "Alamat penyedia tidak dapat dihubungi dari server Riwayat, atau jawabannya bukan metadata OpenID Connect. Periksa "
    "tulisan alamat penerbit (issuer), dan apakah alamat itu terbuka dari internet."
)
PENJELASAN = {
    "penyedia-masih-gagal": TAK_TERJANGKAU,
    "metadata-issuer-beda": "Penyedia menyebut dirinya dengan alamat lain. Salin issuer persis seperti tertulis di "
    "metadata penyedia, sampai garis miring di akhirnya.",
    "metadata-tanpa-kode": "Penyedia tidak menawarkan alur “authorization code”. Minta pengelolanya mengaktifkan itu.",
    "metadata-tanpa-pkce": "Penyedia tidak menyatakan mendukung PKCE S256. Minta pengelolanya mengaktifkan itu.",
    "metadata-alamat-asing": "Sebagian alamat penyedia berada di tempat lain daripada issuer-nya. Demi keamanan "
    "semuanya harus pada alamat (host) yang sama.",
    "metadata-cara-klien": "Penyedia tidak menerima cara pembuktian klien yang dipilih. Pilih cara lain, atau "
    "minta pengelolanya mengaktifkan cara ini.",
    "metadata-alg-klien": "Penyedia tidak menerima jenis kunci yang dipilih. Pilih jenis yang lain.",
    "kode-ditolak": "Penyedia menolak menukar kode masuk. Biasanya client ID, rahasia, alamat kembali, atau kunci "
    "Riwayat di sana belum cocok dengan yang di sini.",
    "kunci-klien-hilang": "Kunci Riwayat untuk cara ini belum ada. Simpan pengaturan ini sekali lagi.",
    "kunci-server": "Rahasia pengaturan ini tidak dapat dibuka dengan kunci enkripsi server. Tulis ulang rahasianya, "
    "atau hubungi pengelola server.",
    "dibatalkan": "Anda membatalkannya di halaman penyedia.",
    "penyedia-menolak": "Penyedia menolak permintaan masuk. Biasanya alamat kembali atau scope belum didaftarkan "
    "di sana.",
    "aud-beda": "Tanda masuk dibuat untuk aplikasi lain. Periksa client ID.",
    "iss-beda": "Tanda masuk menyebut penerbit lain. Periksa issuer.",
    "exp-lewat": "Tanda masuk sudah kedaluwarsa. Periksa jam server penyedia.",
    "iat-jauh": "Jam server penyedia berbeda lebih dari lima menit dengan jam Riwayat.",
    "alg-ditolak": "Penyedia menandatangani dengan cara yang tidak diterima (misalnya HS256). Minta RS256 atau ES256.",
    "kid-hilang": "Penyedia tidak menyebut kunci mana yang dipakai (kid). Minta pengelolanya mengaktifkan itu.",
    "kunci-tidak-dikenal": "Tanda masuk ditandatangani dengan kunci yang tidak diumumkan penyedia.",
    "id-token-hilang": "Penyedia tidak mengirim ID token. Pastikan scope openid diizinkan di sana.",
}


def kode_tampil(kode: str) -> str:
    """One code for all that a network did: which of them it was would tell what lies at an address."""
    dari_jaringan = kode.startswith("penyedia-") and kode not in PENJELASAN
    return "penyedia-tidak-terbaca" if dari_jaringan or kode == "penyedia-masih-gagal" else kode


def jelaskan(kode: str) -> str:
    """A sentence for what the admin may have to change; the general one for everything that no setting mends."""
    if kode in PENJELASAN or not kode:
        return PENJELASAN.get(kode, "")
    if kode.startswith("penyedia-"):
        return TAK_TERJANGKAU
    return "Jawaban penyedia tidak dapat dipercaya. Sampaikan kode di bawah kepada pengelola penyedia."
