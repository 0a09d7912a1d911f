"""The page that lies on top of every bundle, for whoever opens it."""

BACA_SAYA = """\
BUNDEL BUKTI RIWAYAT

Isi berkas ini: catatan perubahan SOP sebuah pemerintah daerah, atau sebagian darinya (sebuah SOP, perangkat daerah,
atau periode), seperti yang tersimpan dalam Riwayat, dokumennya, dan bukti bahwa semua itu tidak diubah sesudahnya.
Mulailah dari index.html: riwayatnya dalam kalimat, dengan tautan ke setiap dokumen.

MEMERIKSA
Yang diperlukan: komputer dengan Python 3.11 atau lebih baru, dan program riwayat-verify. Jaringan tidak diperlukan.

    python3 riwayat-verify BUNDEL

BUNDEL adalah folder ini, atau berkas zip yang Anda terima. Baris terakhir yang dicetak adalah simpulannya. Kode akhir
0: sesuai; 1: tidak sesuai, dan berkas atau peristiwa yang salah disebut; 2: tidak terbaca.

Dua hal yang membuat pemeriksaan lebih berarti:
1. --kunci KUNCI   kunci log yang Anda peroleh dari tempat lain, bukan dari bundel ini.
2. --terhadap LAMA bundel atau titik periksa yang Anda simpan dari pemeriksaan sebelumnya. Simpanlah berkas ini.

Ambillah riwayat-verify dari sumber yang Anda percaya, bukan dari pengirim bundel.

BERKAS
index.html         riwayat dalam kalimat, dibuka dengan peramban tanpa jaringan (bila banyak SOP: juga folder riwayat)
dokumen            PDF setiap versi yang disahkan dan berkas lain, tepat seperti yang tersimpan saat disahkan
manifes.json       cakupan bundel dan sidik setiap berkas di dalamnya
peristiwa.schema.json  bentuk setiap baris peristiwa.jsonl (JSON Schema)
checkpoint         titik periksa: ukuran dan akar log, ditandatangani log dan para saksinya
checkpoints        titik periksa yang lebih lama
kebijakan          kunci log, para saksi, dan berapa saksi yang harus setuju
peristiwa.jsonl    peristiwa, satu setiap baris (atau peristiwa.bin)
kelanjutan         bukti bahwa log hanya bertambah sejak titik periksa yang Anda simpan (bila diminta)
daun               sidik setiap peristiwa menurut log (hanya dalam bundel lengkap)

Bentuk setiap berkas dijelaskan dalam docs/format-log.md pada kode sumber Riwayat; dari halaman itu siapa pun dapat
menulis pemeriksanya sendiri.

Bundel ini memuat isi peristiwa. Perlakukan seperti dokumen dinas yang dimuatnya.
"""
