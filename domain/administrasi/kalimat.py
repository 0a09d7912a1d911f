"""One sentence per act of administration: who was given which right, what was opened, closed, renamed."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from domain.jabatan.events import JabatanDibentuk, JabatanDiserahterimakan, MandatDiakhiri, PejabatDitetapkan
from domain.kernel import Keputusan
from domain.opd.events import (
    NamaOpdDiubah,
    OpdDibentuk,
    OpdDigabung,
    OpdDitutup,
    UnitDibentuk,
    UnitDitutup,
    UnitDiubah,
)
from domain.orang.events import AksesDaruratDibuka, AksesDaruratDipakai, OrangDiaktifkan, OrangDinonaktifkan
from domain.orang.undangan import AkunDikaitkan, OrangDiundang, UndanganDitolak, UndanganDiusulkan
from domain.pemda.events import KebijakanDiubah
from domain.pemda.masuk import (
    PengaturanMasukDiaktifkan,
    PengaturanMasukDitolak,
    PengaturanMasukDiusulkan,
    PenyediaMasukDihentikan,
)
from domain.pemda.profil import IdentitasDiubah, PolaNomorDiubah
from domain.sop.kalimat import Kalimat
from domain.sop.kalimat_sel import kutip, tanggal_terbaca
from domain.token.events import TokenDicabut, TokenDiterbitkan

Nama = Callable[[UUID], str]


def kalimat(peristiwa: object, benda: str, nama: Nama) -> Kalimat:
    """`benda` is what it was done to, as it is called now; `nama` names a person or an agency."""
    for cara in (_jabatan, _orang, _susunan, _pemda, _masuk):
        hasil = cara(peristiwa, benda, nama)
        if hasil is not None:
            return hasil
    return Kalimat((type(peristiwa).__doc__ or "").strip().rstrip("."), benda)


def _jabatan(peristiwa: object, benda: str, nama: Nama) -> Kalimat | None:
    match peristiwa:
        case JabatanDibentuk(sebutan, peran):
            return Kalimat(f"Jabatan {kutip(sebutan)} dibuat, dengan peran {peran.sebutan}")
        case PejabatDitetapkan(_, orang, sk, mulai, akhir, jenis):
            sampai = f" sampai {tanggal_terbaca(akhir)}" if akhir else ""
            masa = f"Mulai {tanggal_terbaca(mulai)}{sampai}; {_sk(sk)}"
            return Kalimat(f"{nama(orang)} diberi jabatan {jenis.sebutan(benda)}", masa, tonggak=True)
        case MandatDiakhiri(_, akhir, alasan):
            apa = f"Satu masa jabatan {benda} diakhiri, hari terakhirnya {tanggal_terbaca(akhir)}"
            return Kalimat(apa, alasan, tonggak=True)
        case JabatanDiserahterimakan(_, _, kepada, sk, tanggal):
            apa = f"Jabatan {benda} diserahterimakan kepada {nama(kepada)}"
            return Kalimat(apa, f"Mulai {tanggal_terbaca(tanggal)}; {_sk(sk)}", tonggak=True)
        case _:
            return None


def _orang(peristiwa: object, benda: str, _: Nama) -> Kalimat | None:
    match peristiwa:
        case OrangDinonaktifkan(alasan):
            return Kalimat(f"{benda} dinonaktifkan; sesinya berakhir saat itu juga", alasan, tonggak=True)
        case OrangDiaktifkan(alasan):
            return Kalimat(f"{benda} diaktifkan kembali", alasan, tonggak=True)
        case AksesDaruratDibuka(alasan, menit):
            return Kalimat(f"Akses darurat sebagai admin dibuka bagi {benda} untuk {menit} menit", alasan, tonggak=True)
        case AksesDaruratDipakai():
            return Kalimat(f"{benda} masuk sebagai admin dengan akses darurat", tonggak=True)
        case UndanganDiusulkan():
            return Kalimat(f"Kode undangan bagi {benda} diusulkan", tonggak=True)
        case UndanganDitolak(alasan):
            return Kalimat(f"Usulan kode undangan bagi {benda} ditolak", alasan, tonggak=True)
        case OrangDiundang():
            return Kalimat(f"Kode undangan bagi {benda} dibuat", tonggak=True)
        case AkunDikaitkan(issuer):
            return Kalimat(f"Akun baru masuk sebagai {benda} sejak ini, dengan kode undangan", issuer, tonggak=True)
        case TokenDiterbitkan(sebutan, cakupan, akhir, _):
            isi = "; ".join(c.sebutan for c in cakupan)
            return Kalimat(
                f"Token {kutip(sebutan)} diterbitkan, berlaku sampai {tanggal_terbaca(akhir)}", isi, tonggak=True
            )
        case TokenDicabut(alasan):
            return Kalimat(f"Token {kutip(benda)} dicabut", alasan, tonggak=True)
        case _:
            return None


def _susunan(peristiwa: object, benda: str, nama: Nama) -> Kalimat | None:
    match peristiwa:
        case OpdDibentuk(sebutan):
            return Kalimat(f"Perangkat daerah {kutip(sebutan)} dicatat")
        case NamaOpdDiubah(sebutan):
            return Kalimat(f"Satu perangkat daerah berganti nama menjadi {kutip(sebutan)}")
        case UnitDibentuk(_, sebutan):
            return Kalimat(f"Unit {kutip(sebutan)} dicatat di {benda}")
        case UnitDiubah(_, sebutan):
            return Kalimat(f"Unit {kutip(sebutan)} di {benda} diubah nama atau tempatnya")
        case UnitDitutup(_, alasan):
            return Kalimat(f"Satu unit di {benda} ditutup", alasan)
        case OpdDitutup(tanggal, sk):
            return Kalimat(f"{benda} ditutup sejak {tanggal_terbaca(tanggal)}", _sk(sk), tonggak=True)
        case OpdDigabung(ke, tanggal, sk):
            apa = f"{benda} dilebur ke dalam {nama(ke)} sejak {tanggal_terbaca(tanggal)}"
            return Kalimat(apa, _sk(sk), tonggak=True)
        case _:
            return None


def _pemda(peristiwa: object, _: str, __: Nama) -> Kalimat | None:
    match peristiwa:
        case IdentitasDiubah(sebutan, kode):
            apa = f"Nama pada SOP tercetak menjadi {kutip(sebutan)}"
            return Kalimat(f"{apa}, kode wilayah {kode}" if kode else apa)
        case PolaNomorDiubah(pola):
            return Kalimat(f"Pola nomor SOP menjadi {kutip(pola)}" if pola else "Pola nomor SOP dilepas")
        case KebijakanDiubah(paraf, sesudah, bulan):
            letak = "sesudah" if sesudah else "sebelum"
            apa = f"Kebijakan: {paraf} paraf internal, verifikasi {letak} pengesahan, evaluasi setiap {bulan} bulan"
            return Kalimat(apa)
        case _:
            return None


def _masuk(peristiwa: object, _: str, __: Nama) -> Kalimat | None:
    match peristiwa:
        case PengaturanMasukDiusulkan(_, versi, issuer):
            return Kalimat(f"Masuk lewat penerbit lain diusulkan: versi {versi}, {issuer}", tonggak=True)
        case PengaturanMasukDitolak(_, versi, issuer, alasan):
            return Kalimat(f"Usulan masuk lewat penerbit lain ditolak: versi {versi}, {issuer}", alasan, tonggak=True)
        case PengaturanMasukDiaktifkan(_, versi, issuer, bersama):
            apa = f"Pengaturan masuk versi {versi} diaktifkan: {issuer}"
            return Kalimat(apa, "Penyedia ini juga dipakai instansi lain" if bersama else "", tonggak=True)
        case PenyediaMasukDihentikan(_, versi, issuer):
            return Kalimat(f"Penyedia masuk dihentikan: versi {versi}, {issuer}", tonggak=True)
        case _:
            return None


def _sk(sk: Keputusan) -> str:
    return f"SK {sk.nomor} tanggal {tanggal_terbaca(sk.tanggal)}"
