"""The words that the rules know: verbs with their nouns, passives and foreign forms; vague and foreign words."""

from __future__ import annotations


def _kumpulan(teks: str) -> frozenset[str]:
    return frozenset(teks.split())


_KATA_KERJA = """
berkonsultasi konsultasi
berkoordinasi koordinasi
membahas pembahasan dibahas
membagikan pembagian dibagikan share
membantu dibantu
membayar pembayaran dibayar
membuat pembuatan dibuat buat create
memberikan pemberian diberikan berikan
membuka pembukaan dibuka open
memantau pemantauan dipantau monitoring monitor
memaraf pemarafan diparaf paraf
memasang pemasangan dipasang
memasukkan pemasukan dimasukkan masukkan input entry entri
membandingkan pembandingan dibandingkan
memastikan pemastian dipastikan
memeriksa pemeriksaan diperiksa periksa
memfasilitasi fasilitasi difasilitasi
memfotokopi fotokopi fotocopy photocopy difotokopi
memindai pemindaian dipindai scan scanning scaning discan
meminta permintaan diminta
memperbaiki perbaikan diperbaiki perbaiki
memperbarui pembaruan diperbarui update updating diupdate
memproses pemrosesan diproses proses
memulihkan pemulihan dipulihkan restore
memusnahkan pemusnahan dimusnahkan
memutuskan pemutusan diputuskan
memvalidasi validasi pemvalidasian divalidasi
memverifikasi verifikasi pemverifikasian diverifikasi verify
menandatangani penandatanganan ditandatangani tandatangan
mencadangkan pencadangan dicadangkan backup
mencatat pencatatan dicatat catat
mencetak pencetakan dicetak cetak print printing
mencocokkan pencocokan dicocokkan
mendaftarkan pendaftaran didaftarkan
mendata pendataan didata
mendisposisikan pendisposisian didisposisikan disposisi
mendistribusikan pendistribusian didistribusikan distribusi distribusikan
mendokumentasikan pendokumentasian didokumentasikan dokumentasi
meneliti penelitian diteliti teliti
menelaah penelaahan ditelaah telaah
menentukan penentuan ditentukan
menerbitkan penerbitan diterbitkan
menerima penerimaan diterima terima
meneruskan penerusan diteruskan teruskan forward
menetapkan penetapan ditetapkan
mengadakan pengadaan diadakan
mengagendakan pengagendaan diagendakan
mengajukan pengajuan diajukan ajukan
mengambil pengambilan diambil ambil
mengarsipkan pengarsipan diarsipkan arsip arsipkan
mengecek pengecekan dicek cek check checking
mengembalikan pengembalian dikembalikan
mengesahkan pengesahan disahkan
mengetik pengetikan diketik ketik
mengevaluasi evaluasi pengevaluasian dievaluasi
menggandakan penggandaan digandakan copy
menghimpun penghimpunan dihimpun
menghitung penghitungan dihitung hitung
mengidentifikasi identifikasi pengidentifikasian diidentifikasi
mengirim pengiriman dikirim dikirimkan kirim send
mengisi pengisian diisi isi
mengolah pengolahan diolah olah
mengonfirmasi konfirmasi dikonfirmasi
mengoreksi koreksi pengoreksian dikoreksi
menguji pengujian diuji testing test tes
mengukur pengukuran diukur
mengumpulkan pengumpulan dikumpulkan kumpulkan
mengumumkan pengumuman diumumkan
mengundang pengundangan diundang
mengunduh pengunduhan diunduh unduh download didownload
mengunggah pengunggahan diunggah unggah upload uploading diupload
menilai penilaian dinilai
menindaklanjuti ditindaklanjuti
meninjau peninjauan ditinjau
menyalurkan penyaluran disalurkan
menyampaikan penyampaian disampaikan sampaikan
menyebarluaskan penyebarluasan disebarluaskan
menyelenggarakan penyelenggaraan diselenggarakan
menyerahkan penyerahan diserahkan serahkan
menyetujui persetujuan disetujui approve approval
menyiapkan penyiapan disiapkan siapkan
menyimpan penyimpanan disimpan simpan save
menyosialisasikan sosialisasi disosialisasikan
menyunting penyuntingan disunting edit editing
menyusun penyusunan disusun susun
melakukan dilakukan
melaksanakan pelaksanaan dilaksanakan
melampirkan pelampiran dilampirkan
melaporkan pelaporan dilaporkan
melatih pelatihan dilatih
melayani pelayanan dilayani
melengkapi pelengkapan dilengkapi
mereviu reviu direviu review
merekapitulasi rekapitulasi direkapitulasi rekap direkap
"""
JADI_AKTIF = {lain: baris.split()[0] for baris in _KATA_KERJA.strip().splitlines() for lain in baris.split()[1:]}
"""Noun, passive, bare or foreign form -> the active verb."""

KATA_KERJA_DASAR = _kumpulan("datang hadir ikut kembali masuk keluar naik turun pergi tiba mohon")
BUKAN_KATA_KERJA = _kumpulan(
    """
    media medis medali mebel mei meja mekanisme melainkan melalui memo memorandum memori menara mengapa mengenai menit
    menjelang menteri mental menu menurut merah mereka merek merk mesin meskipun meter meterai meteran metode metodologi
    metadata medan bendahara benda bengkel bentuk beras berdasarkan berikut berita berkala berkas bersama beranda besar
    berat bermeterai beasiswa berikan
    """
)
"""Begin as active verbs do, but are none."""
BUKAN_PASIF = _kumpulan(
    """
    di dialog diagnosa diagnosis diagram diam dibanding dikti diklat digital dinas dinding dini direksi direktur
    direktorat diri disdik disiplin diskominfo diskusi dispensasi disposisi disertai distribusi distrik divisi dimensi
    dinamis dinkes disdukcapil dishub disinfektan diploma dirjen dispenser display
    """
)
"""Begin as passive verbs do, but are none."""
OBJEK_TAK_PASTI = _kumpulan(
    """
    lapangan fisik administrasi administratif teknis awal akhir kesehatan laboratorium internal ulang bersama langsung
    secara dan untuk di ke dari oleh melalui
    """
)
"""After these words a noun may be more than its verb and an object: "Pemeriksaan lapangan"."""

ORANG = _kumpulan(
    """
    asisten atasan bupati camat direktur gubernur inspektur kabag kabid kadis kasi kasubag kasubbag kepala ketua lurah
    pejabat pegawai pemohon petugas pimpinan sekda sekretaris sekwan staf tim wakil wali walikota
    """
)
"""How a person or a group is called: who does a step, or whom a noun belongs to ("Persetujuan Kepala Dinas")."""
PEMBUKA = _kumpulan("selanjutnya kemudian lalu setelah sesudah jika bila apabila kalau untuk agar dalam pada")
"""What a sentence may open with instead of its subject."""

SAMAR = {
    "seperlunya": "",
    "sebagaimana mestinya": "",
    "secukupnya": "",
    "dll": "sebutkan semuanya",
    "dsb": "sebutkan semuanya",
    "dst": "sebutkan semuanya",
    "dan lain-lain": "sebutkan semuanya",
    "dan sebagainya": "sebutkan semuanya",
    "dan seterusnya": "sebutkan semuanya",
}
WAKTU_SAMAR = _kumpulan(
    """
    secepatnya secepat segera sesuai kondisional tentatif tentative insidentil insidental fleksibel menyesuaikan
    secukupnya seperlunya sewaktu-waktu situasional relatif disesuaikan
    """
)

ASING = {
    "email": "surel", "e-mail": "surel", "upload": "unggah", "download": "unduh", "online": "daring",
    "offline": "luring", "update": "perbarui", "scan": "pindai", "print": "cetak", "meeting": "rapat",
    "link": "tautan", "website": "laman", "deadline": "tenggat", "feedback": "umpan balik", "checklist":
    "daftar periksa", "database": "basis data", "draft": "draf", "hardcopy": "salinan cetak",
    "hardfile": "berkas cetak", "softcopy": "salinan digital", "softfile": "berkas digital", "password": "kata sandi",
    "username": "nama pengguna", "fotocopy": "fotokopi", "photocopy": "fotokopi", "mengupload": "mengunggah",
    "mendownload": "mengunduh", "mengupdate": "memperbarui", "menscan": "memindai", "mengscan": "memindai",
    "mengprint": "mencetak", "mengcopy": "menggandakan", "mengentry": "memasukkan", "meng-upload": "mengunggah",
    "meng-update": "memperbarui", "mereview": "mereviu", "review": "reviu", "follow up": "tindak lanjut",
}  # fmt: skip
"""Foreign word -> the Indonesian one."""

EJAAN = (
    ("wali kota", "walikota"),
    ("kasubbag", "kasubag"),
    ("fotokopi", "foto copy", "foto kopi"),
    ("notula", "notulen"),
    ("subbagian", "sub bagian"),
)
"""Spellings and names of one thing; one SOP uses one of them. Foreign spellings are in ASING."""

KATA_UMUM = _kumpulan(
    """
    yang dan atau untuk dari pada dengan oleh sudah telah akan hasil para atas dalam sesuai serta kepada secara
    tentang lengkap diterima tersedia
    """
)
"""Words that say nothing about which thing is meant."""

BUKAN_PELAKU = _kumpulan(
    """
    aplikasi sistem sarana prasarana portal website situs laman server komputer laptop mesin email surel whatsapp kotak
    ruang ruangan gedung loket formulir internet jaringan database
    """
)
"""A column that begins so is a tool, a place or an application."""
