"""Acts on a whole version: konsep -> diajukan -> diverifikasi -> disahkan, and the ways back (decision D5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from domain.kernel import Aktor, Bentrok, Keputusan, SopId, teks_bersih
from domain.sop.errors import (
    IsiBergeserError,
    KeputusanKosongError,
    KeputusanMendahuluiError,
    NomorSopKosongError,
    ParafBelumCukupError,
    PemeriksaMengesahkanError,
    PenulisMenilaiSendiriError,
    SopTanpaLangkahError,
    SudahDiparafError,
    TahapTidakSesuaiError,
    TemuanMenghalangiError,
    UnsurTidakAdaError,
    VersiTidakAdaError,
)
from domain.sop.events import (
    PengajuanDitarik,
    Pengesah,
    PengesahanDibatalkan,
    RevisiDibuka,
    SopDiajukan,
    SopDicabut,
    SopDikembalikan,
    SopDiparaf,
    SopDisahkan,
    SopDiverifikasi,
)
from domain.sop.langkah import LangkahId
from domain.sop.pemeriksaan.temuan import MENGHALANGI_PENGAJUAN, MENGHALANGI_PENGESAHAN, Keparahan, Temuan
from domain.sop.penyuntingan import tanggal_bersih
from domain.sop.state import Sop, Tahap


@dataclass(frozen=True, slots=True)
class Kebijakan:
    """What a tenant may set: how many internal checks come before, and whether Ortala verifies last."""

    paraf_internal: int = 0
    verifikasi_sesudah: bool = False


@dataclass(frozen=True, slots=True)
class Isi:
    """The digest of the content now, and the one of the content the person looked at."""

    kini: str
    dilihat: str

    def pastikan_sama(self) -> str:
        if self.kini != self.dilihat:
            raise Bentrok("isi")
        return self.kini


@dataclass(frozen=True, slots=True)
class Pengesahan:
    """The parameters of an approval, as they stand on the sheet and in the decree."""

    nomor: str
    tanggal_efektif: date
    keputusan: Keputusan
    pengesah: Pengesah
    tanggal_pembuatan: str = ""
    tanggal_revisi: str = ""
    versi_cetak: str = ""
    dokumen_sha256: str = ""


def _pastikan_tahap(sop: Sop, tindakan: str, *tahap: Tahap) -> None:
    if sop.tahap not in tahap:
        raise TahapTidakSesuaiError(tindakan, sop.tahap.sebutan)


def _pastikan_bukan_penulis(sop: Sop, oleh: Aktor) -> None:
    if oleh.orang in sop.penulis:
        raise PenulisMenilaiSendiriError


def _pastikan_tanpa(temuan: Iterable[Temuan], menghalangi: frozenset[Keparahan], sebelum: str) -> None:
    if halangan := tuple(t for t in temuan if t.keparahan in menghalangi):
        raise TemuanMenghalangiError(halangan, sebelum)


def paraf(sop: Sop, *, isi: Isi, oleh: Aktor) -> SopDiparaf:
    _pastikan_tahap(sop, "diparaf", Tahap.KONSEP)
    _pastikan_bukan_penulis(sop, oleh)
    if (oleh.orang, isi.kini) in sop.pemeriksa:
        raise SudahDiparafError
    return SopDiparaf(isi.pastikan_sama())


def ajukan(
    sop: Sop, *, isi: Isi, kebijakan: Kebijakan, catatan: str = "", temuan: Iterable[Temuan] = ()
) -> SopDiajukan:
    """`temuan` is what the check found in this content; whoever asks knows the registers, this decision does not."""
    _pastikan_tahap(sop, "diajukan", Tahap.KONSEP)
    if not sop.naskah.langkah:
        raise SopTanpaLangkahError
    digest = isi.pastikan_sama()
    _pastikan_tanpa(temuan, MENGHALANGI_PENGAJUAN, "diajukan")
    paraf = sum(1 for orang, d in sop.pemeriksa if d == digest and orang not in sop.penulis)
    if paraf < kebijakan.paraf_internal:
        raise ParafBelumCukupError(paraf, kebijakan.paraf_internal)
    return SopDiajukan(digest, teks_bersih(catatan, "catatan"))


def tarik(sop: Sop, *, alasan: str) -> PengajuanDitarik:
    _pastikan_tahap(sop, "ditarik", Tahap.DIAJUKAN)
    return PengajuanDitarik(teks_bersih(alasan, "alasan", wajib=True))


def kembalikan(sop: Sop, *, alasan: str, langkah: tuple[LangkahId, ...], oleh: Aktor) -> SopDikembalikan:
    _pastikan_tahap(sop, "dikembalikan", Tahap.DIAJUKAN, Tahap.DIVERIFIKASI)
    _pastikan_bukan_penulis(sop, oleh)
    for langkah_id in langkah:
        if sop.naskah.cari_langkah(langkah_id) is None:
            raise UnsurTidakAdaError("Langkah")
    return SopDikembalikan(teks_bersih(alasan, "alasan", wajib=True), langkah)


def verifikasi(sop: Sop, *, isi: Isi, kebijakan: Kebijakan, oleh: Aktor, catatan: str = "") -> SopDiverifikasi:
    """Ortala's check: before the signature, or after it where the tenant has moved it there."""
    if kebijakan.verifikasi_sesudah:
        _pastikan_tahap(sop, "diverifikasi", Tahap.DISAHKAN)
        sah = sop.terakhir_sah
        if sah is None or sah.diverifikasi or sah.fakta.versi != sop.versi:
            raise TahapTidakSesuaiError("diverifikasi", sop.tahap.sebutan)
        if sah.fakta.pengesah.orang == oleh.orang:
            raise PemeriksaMengesahkanError
        diserahkan = sah.fakta.digest
    else:
        _pastikan_tahap(sop, "diverifikasi", Tahap.DIAJUKAN)
        diserahkan = sop.digest_diajukan
    _pastikan_bukan_penulis(sop, oleh)
    return SopDiverifikasi(_isi_yang_diserahkan(isi, diserahkan), teks_bersih(catatan, "catatan"), sop.versi)


def _isi_yang_diserahkan(isi: Isi, diserahkan: str) -> str:
    """The digest looked at, which must also be the one that was handed in."""
    if isi.pastikan_sama() != diserahkan:
        raise IsiBergeserError
    return diserahkan


def _keputusan_bersih(keputusan: Keputusan, hari_ini: date) -> Keputusan:
    nomor = teks_bersih(keputusan.nomor, "sk_nomor", panjang=120)
    if not nomor:
        raise KeputusanKosongError
    if keputusan.tanggal > hari_ini:
        raise KeputusanMendahuluiError
    return Keputusan(
        nomor,
        keputusan.tanggal,
        teks_bersih(keputusan.penerbit, "sk_penerbit", wajib=True, panjang=200),
        teks_bersih(keputusan.jenis, "sk_jenis", panjang=120),
    )


def _pengesah_bersih(pengesah: Pengesah) -> Pengesah:
    return replace(
        pengesah,
        jabatan=teks_bersih(pengesah.jabatan, "pengesah", panjang=200),
        mandat=teks_bersih(pengesah.mandat, "pengesah", panjang=200),
    )


def sahkan(
    sop: Sop,
    *,
    isi: Isi,
    kebijakan: Kebijakan,
    pengesahan: Pengesahan,
    oleh: Aktor,
    hari_ini: date,
    temuan: Iterable[Temuan] = (),
) -> SopDisahkan:
    """Approve exactly the content that was looked at (D5). Old legal dates are allowed, a future decree is not.

    `temuan` is what the check found in this content with these parameters on the sheet.
    """
    tahap = Tahap.DIAJUKAN if kebijakan.verifikasi_sesudah else Tahap.DIVERIFIKASI
    _pastikan_tahap(sop, "disahkan", tahap)
    _pastikan_bukan_penulis(sop, oleh)
    if pengesahan.pengesah.orang in sop.penulis:
        raise PenulisMenilaiSendiriError("Pengesah ikut menyunting versi ini; pengesahan harus oleh pejabat lain.")
    if sop.verifikator is not None and sop.verifikator in (oleh.orang, pengesahan.pengesah.orang):
        raise PemeriksaMengesahkanError
    digest = _isi_yang_diserahkan(isi, sop.digest_diajukan)
    nomor = teks_bersih(pengesahan.nomor, "nomor", panjang=120)
    if not normal_nomor(nomor):
        raise NomorSopKosongError
    disahkan = SopDisahkan(
        versi=sop.versi,
        digest=digest,
        nomor=nomor,
        tanggal_efektif=pengesahan.tanggal_efektif,
        keputusan=_keputusan_bersih(pengesahan.keputusan, hari_ini),
        pengesah=_pengesah_bersih(pengesahan.pengesah),
        tanggal_pembuatan=tanggal_bersih(pengesahan.tanggal_pembuatan, "tanggal_pembuatan"),
        tanggal_revisi=tanggal_bersih(pengesahan.tanggal_revisi, "tanggal_revisi"),
        versi_cetak=teks_bersih(pengesahan.versi_cetak, "versi_cetak", panjang=20),
        dokumen_sha256=pengesahan.dokumen_sha256,
    )
    _pastikan_tanpa(temuan, MENGHALANGI_PENGESAHAN, "disahkan")
    return disahkan


def batalkan_pengesahan(
    sop: Sop, versi: int, *, alasan: str, keputusan: Keputusan, hari_ini: date
) -> PengesahanDibatalkan:
    if not any(p.fakta.versi == versi and not p.dibatalkan for p in sop.pengesahan):
        raise VersiTidakAdaError
    return PengesahanDibatalkan(
        versi, teks_bersih(alasan, "alasan", wajib=True), _keputusan_bersih(keputusan, hari_ini)
    )


def buka_revisi(sop: Sop, *, alasan: str) -> RevisiDibuka:
    """The next version; the one in force stays in force. At most one version is open at a time."""
    _pastikan_tahap(sop, "direvisi", Tahap.DISAHKAN, Tahap.DICABUT)
    return RevisiDibuka(sop.versi + 1, teks_bersih(alasan, "alasan", wajib=True))


def cabut(
    sop: Sop,
    *,
    alasan: str,
    tanggal_efektif: date,
    keputusan: Keputusan,
    hari_ini: date,
    pengganti: SopId | None = None,
) -> SopDicabut:
    _pastikan_tahap(sop, "dicabut", Tahap.DISAHKAN)
    return SopDicabut(
        teks_bersih(alasan, "alasan", wajib=True),
        tanggal_efektif,
        _keputusan_bersih(keputusan, hari_ini),
        pengganti,
    )


def normal_nomor(nomor: str) -> str:
    """The form under which two SOP numbers count as the same (rule ID-02)."""
    return "".join(nomor.upper().split()).strip(".")
