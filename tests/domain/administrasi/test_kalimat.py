"""One sentence per act of administration."""

from __future__ import annotations

from datetime import date

import pytest

from domain.administrasi.kalimat import kalimat
from domain.jabatan.events import (
    JabatanDibentuk,
    JabatanDiserahterimakan,
    JenisMandat,
    MandatDiakhiri,
    PejabatDitetapkan,
)
from domain.kernel import Keputusan, MandatId, OpdId
from domain.opd.events import (
    NamaOpdDiubah,
    OpdDibentuk,
    OpdDigabung,
    OpdDitutup,
    UnitDibentuk,
    UnitDitutup,
    UnitDiubah,
    UnitId,
)
from domain.orang.events import AksesDaruratDibuka, AksesDaruratDipakai, OrangDiaktifkan, OrangDinonaktifkan
from domain.orang.undangan import AkunDikaitkan, OrangDiundang, UndanganDitolak, UndanganDiusulkan
from domain.pemda.events import KebijakanDiubah, LabelFormulirDiubah
from domain.pemda.masuk import (
    PengaturanMasukDiaktifkan,
    PengaturanMasukDitolak,
    PengaturanMasukDiusulkan,
    PenyediaMasukDihentikan,
)
from domain.pemda.profil import IdentitasDiubah, PolaNomorDiubah
from domain.token.events import Cakupan, TokenDicabut, TokenDiterbitkan
from domain.wewenang import Peran
from tests.domain.pembangun import SARI, id_dari

HARI, SK = date(2026, 3, 2), Keputusan("SK 1", date(2026, 3, 1))
M, M2, U = MandatId(id_dari("m")), MandatId(id_dari("m2")), UnitId(id_dari("u"))


@pytest.mark.parametrize(
    ("peristiwa", "apa"),
    [
        (JabatanDibentuk("Arsiparis", Peran.PENYUSUN), "Jabatan “Arsiparis” dibuat, dengan peran Penyusun SOP"),
        (PejabatDitetapkan(M, SARI.orang, SK, HARI, None, JenisMandat.PLT), "Sari diberi jabatan Plt. Benda"),
        (PejabatDitetapkan(M, SARI.orang, SK, HARI, HARI), "Sari diberi jabatan Benda"),
        (MandatDiakhiri(M, HARI, "Mutasi"), "Satu masa jabatan Benda diakhiri, hari terakhirnya 2 Maret 2026"),
        (JabatanDiserahterimakan(M, M2, SARI.orang, SK, HARI), "Jabatan Benda diserahterimakan kepada Sari"),
        (OrangDinonaktifkan("Pindah"), "Benda dinonaktifkan; sesinya berakhir saat itu juga"),
        (OrangDiaktifkan("Kembali"), "Benda diaktifkan kembali"),
        (AksesDaruratDibuka("SSO", 60), "Akses darurat sebagai admin dibuka bagi Benda untuk 60 menit"),
        (AksesDaruratDipakai(), "Benda masuk sebagai admin dengan akses darurat"),
        (TokenDiterbitkan("A", (Cakupan.SCIM,), HARI), "Token “A” diterbitkan, berlaku sampai 2 Maret 2026"),
        (TokenDicabut("Bocor"), "Token “Benda” dicabut"),
        (OpdDibentuk("Dinas"), "Perangkat daerah “Dinas” dicatat"),
        (NamaOpdDiubah("Dinas"), "Satu perangkat daerah berganti nama menjadi “Dinas”"),
        (UnitDibentuk(U, "Unit"), "Unit “Unit” dicatat di Benda"),
        (UnitDiubah(U, "Unit"), "Unit “Unit” di Benda diubah nama atau tempatnya"),
        (UnitDitutup(U, "Ditata"), "Satu unit di Benda ditutup"),
        (OpdDitutup(HARI, SK), "Benda ditutup sejak 2 Maret 2026"),
        (OpdDigabung(OpdId(id_dari("o")), HARI, SK), "Benda dilebur ke dalam Sari sejak 2 Maret 2026"),
        (IdentitasDiubah("Kota", ""), "Nama pada SOP tercetak menjadi “Kota”"),
        (IdentitasDiubah("Kota", "33"), "Nama pada SOP tercetak menjadi “Kota”, kode wilayah 33"),
        (PolaNomorDiubah("{urut}"), "Pola nomor SOP menjadi “{urut}”"),
        (PolaNomorDiubah(""), "Pola nomor SOP dilepas"),
        (
            KebijakanDiubah(1, verifikasi_sesudah=True),
            "Kebijakan: 1 paraf internal, verifikasi sesudah pengesahan, evaluasi setiap 12 bulan",
        ),
        (
            KebijakanDiubah(0, verifikasi_sesudah=False, evaluasi_bulan=6),
            "Kebijakan: 0 paraf internal, verifikasi sebelum pengesahan, evaluasi setiap 6 bulan",
        ),
        (UndanganDiusulkan(), "Kode undangan bagi Benda diusulkan"),
        (UndanganDitolak("Keliru"), "Usulan kode undangan bagi Benda ditolak"),
        (OrangDiundang(), "Kode undangan bagi Benda dibuat"),
        (AkunDikaitkan("https://a"), "Akun baru masuk sebagai Benda sejak ini, dengan kode undangan"),
        (PengaturanMasukDiusulkan(1, 2, "https://a"), "Masuk lewat penerbit lain diusulkan: versi 2, https://a"),
        (
            PengaturanMasukDitolak(1, 2, "https://a", "Keliru"),
            "Usulan masuk lewat penerbit lain ditolak: versi 2, https://a",
        ),
        (PengaturanMasukDiaktifkan(1, 2, "https://a"), "Pengaturan masuk versi 2 diaktifkan: https://a"),
        (PengaturanMasukDiaktifkan(1, 2, "x", bersama=True), "Pengaturan masuk versi 2 diaktifkan: x"),
        (PenyediaMasukDihentikan(1, 2, "https://a"), "Penyedia masuk dihentikan: versi 2, https://a"),
        (LabelFormulirDiubah("a", "b"), "Sebutan pada formulir resmi ditetapkan oleh pemerintah daerah"),
        (object(), "The base class of the class hierarchy"),
    ],
)
def test_setiap_tindakan_punya_kalimat(peristiwa, apa):
    hasil = kalimat(peristiwa, "Benda", lambda _: "Sari").apa
    assert hasil == apa or (type(peristiwa) is object and hasil.startswith(apa))


class TanpaPenjelasan:
    pass


def test_yang_tanpa_penjelasan_tidak_menggagalkan_halaman():
    assert kalimat(TanpaPenjelasan(), "Benda", str).apa == ""
