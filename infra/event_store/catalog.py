"""Stored names of events: chosen once, never derived from a class, never changed (a stored event is a promise)."""

from __future__ import annotations

from typing import Any

from domain.akses import events as akses
from domain.jabatan import events as jabatan
from domain.masukan import events as masukan
from domain.opd import events as opd
from domain.orang import events as orang
from domain.orang import undangan
from domain.pemda import aturan, cetak, log, masuk, pembuktian, profil, saksi
from domain.pemda import events as pemda
from domain.peraturan import events as peraturan
from domain.sop import events as sop
from domain.sop import samping
from domain.token import events as token
from domain.webhook import events as webhook

KATALOG: dict[str, type[Any]] = {
    "pemda.didaftarkan.v1": pemda.PemdaDidaftarkan,
    "pemda.label_formulir_diubah.v1": pemda.LabelFormulirDiubah,
    "pemda.kebijakan_diubah.v1": pemda.KebijakanDiubah,
    "pemda.keparahan_aturan_diubah.v1": aturan.KeparahanAturanDiubah,
    "pemda.saksi_ditunjuk.v1": saksi.SaksiDitunjuk,
    "pemda.saksi_diberhentikan.v1": saksi.SaksiDiberhentikan,
    "pemda.pemulihan_diterima.v1": log.PemulihanDiterima,
    "pemda.data_pribadi_dihapus.v1": log.DataPribadiDihapus,
    "pemda.tata_cetak_diubah.v1": cetak.TataCetakDiubah,
    "pemda.lambang_diubah.v1": cetak.LambangDiubah,
    "pemda.pembuktian_ulang_diubah.v1": pembuktian.PembuktianUlangDiubah,
    "pemda.pengaturan_masuk_diusulkan.v1": masuk.PengaturanMasukDiusulkan,
    "pemda.pengaturan_masuk_ditolak.v1": masuk.PengaturanMasukDitolak,
    "pemda.pengaturan_masuk_diaktifkan.v1": masuk.PengaturanMasukDiaktifkan,
    "pemda.penyedia_masuk_dihentikan.v1": masuk.PenyediaMasukDihentikan,
    "pemda.identitas_diubah.v1": profil.IdentitasDiubah,
    "pemda.pola_nomor_diubah.v1": profil.PolaNomorDiubah,
    "opd.dibentuk.v1": opd.OpdDibentuk,
    "opd.nama_diubah.v1": opd.NamaOpdDiubah,
    "opd.sop_diwajibkan.v1": opd.SopDiwajibkan,
    "opd.tenggat_wajib_diubah.v1": opd.TenggatWajibDiubah,
    "opd.sop_wajib_dikaitkan.v1": opd.SopWajibDikaitkan,
    "opd.sop_wajib_tidak_diperlukan.v1": opd.SopWajibTidakDiperlukan,
    "opd.unit_dibentuk.v1": opd.UnitDibentuk,
    "opd.unit_diubah.v1": opd.UnitDiubah,
    "opd.unit_ditutup.v1": opd.UnitDitutup,
    "opd.ditutup.v1": opd.OpdDitutup,
    "opd.digabung.v1": opd.OpdDigabung,
    "orang.dinonaktifkan.v1": orang.OrangDinonaktifkan,
    "orang.diaktifkan.v1": orang.OrangDiaktifkan,
    "orang.akses_darurat_dibuka.v1": orang.AksesDaruratDibuka,
    "orang.akses_darurat_dipakai.v1": orang.AksesDaruratDipakai,
    "orang.undangan_diusulkan.v1": undangan.UndanganDiusulkan,
    "orang.undangan_ditolak.v1": undangan.UndanganDitolak,
    "orang.diundang.v1": undangan.OrangDiundang,
    "orang.akun_dikaitkan.v1": undangan.AkunDikaitkan,
    "token.diterbitkan.v1": token.TokenDiterbitkan,
    "token.dicabut.v1": token.TokenDicabut,
    "jabatan.dibentuk.v1": jabatan.JabatanDibentuk,
    "jabatan.pejabat_ditetapkan.v1": jabatan.PejabatDitetapkan,
    "jabatan.mandat_diakhiri.v1": jabatan.MandatDiakhiri,
    "jabatan.diserahterimakan.v1": jabatan.JabatanDiserahterimakan,
    "peraturan.dicatat.v1": peraturan.PeraturanDicatat,
    "peraturan.diperbaiki.v1": peraturan.PeraturanDiperbaiki,
    "peraturan.status_diubah.v1": peraturan.StatusPeraturanDiubah,
    "sop.dibuat.v1": sop.SopDibuat,
    "sop.asal_dicatat.v1": sop.AsalDicatat,
    "sop.penyusun_ditetapkan.v1": sop.PenyusunDitetapkan,
    "sop.isian_diubah.v1": sop.IsianDiubah,
    "sop.butir_ditambahkan.v1": sop.ButirDitambahkan,
    "sop.butir_diubah.v1": sop.ButirDiubah,
    "sop.butir_dipindah.v1": sop.ButirDipindah,
    "sop.butir_dihapus.v1": sop.ButirDihapus,
    "sop.pelaksana_ditambahkan.v1": sop.PelaksanaDitambahkan,
    "sop.pelaksana_diubah.v1": sop.PelaksanaDiubah,
    "sop.pelaksana_dipindah.v1": sop.PelaksanaDipindah,
    "sop.pelaksana_dihapus.v1": sop.PelaksanaDihapus,
    "sop.langkah_ditambahkan.v1": sop.LangkahDitambahkan,
    "sop.langkah_diubah.v1": sop.LangkahDiubah,
    "sop.langkah_dipindah.v1": sop.LangkahDipindah,
    "sop.langkah_dihapus.v1": sop.LangkahDihapus,
    "sop.diparaf.v1": sop.SopDiparaf,
    "sop.diajukan.v1": sop.SopDiajukan,
    "sop.pengajuan_ditarik.v1": sop.PengajuanDitarik,
    "sop.dikembalikan.v1": sop.SopDikembalikan,
    "sop.diverifikasi.v1": sop.SopDiverifikasi,
    "sop.disahkan.v1": sop.SopDisahkan,
    "sop.pengesahan_dibatalkan.v1": sop.PengesahanDibatalkan,
    "sop.revisi_dibuka.v1": sop.RevisiDibuka,
    "sop.dicabut.v1": sop.SopDicabut,
    "sop.dievaluasi.v1": sop.SopDievaluasi,
    "sop.uji_coba_dicatat.v1": sop.UjiCobaDicatat,
    "sop.uji_coba_dikecualikan.v1": sop.UjiCobaDikecualikan,
    "sop.disalin.v1": samping.SopDisalin,
    "sop.templat_ditetapkan.v1": samping.TemplatDitetapkan,
    "sop.templat_dilepas.v1": samping.TemplatDilepas,
    "sop.peluang_diperkirakan.v1": samping.PeluangDiperkirakan,
    "sop.pindaian_dilampirkan.v1": samping.PindaianDilampirkan,
    "masukan.dibuka.v1": masukan.MasukanDibuka,
    "masukan.dibalas.v1": masukan.MasukanDibalas,
    "masukan.diselesaikan.v1": masukan.MasukanDiselesaikan,
    "masukan.kembali_dibuka.v1": masukan.MasukanKembaliDibuka,
    "akses.diberikan.v1": akses.AksesDiberikan,
    "akses.dicabut.v1": akses.AksesDicabut,
    "akses.dosir_dibagikan.v1": akses.DosirDibagikan,
    "akses.dosir_dicabut.v1": akses.DosirDicabut,
    "akses.pembacaan_dipantau.v1": akses.PembacaanDipantau,
    "akses.pemantauan_dihentikan.v1": akses.PemantauanDihentikan,
    "akses.angka_dibagikan.v1": akses.AngkaDibagikan,
    "akses.pembagian_angka_dihentikan.v1": akses.PembagianAngkaDihentikan,
    "webhook.dipasang.v1": webhook.WebhookDipasang,
    "webhook.diulang.v1": webhook.WebhookDiulang,
    "webhook.dihentikan.v1": webhook.WebhookDihentikan,
}

NAMA_TERSIMPAN: dict[type[Any], str] = {kelas: nama for nama, kelas in KATALOG.items()}


def jenis(kelas: type[Any]) -> str:
    """What the rows of the riwayat call this kind of event: the middle of its stored name."""
    return NAMA_TERSIMPAN[kelas].split(".")[1]
