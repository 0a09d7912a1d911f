"""The page of one SOP, and the acts on a whole version."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request

from app.akses.batas import batas_baca
from app.htmx import respond, selesai
from app.isian import bilangan, keputusan, tanggal_wajib
from app.keamanan import izin
from app.masuk.pembuktian import isian, mengikat, terbukti, tertunda
from app.masukan.utas import terbuka
from app.pemda import cetakan, kebijakan
from app.permintaan import hari_ini, pelaku
from app.rumah import rumah
from app.sop.akses import Putusan, isi, lakukan, sop_terbaca
from app.sop.bagan import bagan
from app.sop.forms import langkah_ditunjuk
from app.sop.nomor import usulan_nomor
from app.sop.pemeriksaan import kelompok
from app.sop.sejak_berlaku import sejak_berlaku
from app.sop.temuan import temuan_saat_disahkan, temuan_sop
from domain.kernel import Aktor, Bentrok, RuleViolation
from domain.sop import pengesahan
from domain.sop.errors import PemeriksaMengesahkanError, PenulisMenilaiSendiriError, TemuanMenghalangiError
from domain.sop.events import Pengesah
from domain.sop.isi import digest_isi
from domain.sop.naskah import Isian
from domain.sop.pemeriksaan.temuan import Temuan
from domain.sop.pindaian import versi_sah
from domain.sop.state import Sop, Tahap
from domain.sop.uji_coba import hasil_uji_coba
from domain.wewenang import Tindakan
from infra.queries.publik import berlaku

bp = Blueprint("tindakan", __name__, url_prefix="/kerja/sop/<uuid:sop_id>")


def alamat(sop_id: UUID) -> str:
    return f"{request.script_root}/kerja/sop/{sop_id}"


def konteks(
    sop: Sop, *, buka: str = "", galat: dict[str, str] | None = None, penghalang: tuple[Temuan, ...] = ()
) -> dict[str, Any]:
    """Everything the page of an SOP shows. `buka` names the act whose form stays open, with what was typed;
    `penghalang` is what the check found that stops it.
    """
    rupa, yang_berlaku = cetakan(sop), berlaku(rumah().basis, sop.id, hari_ini(), batas_baca()) if sop.id else None
    tunda = None if buka else tertunda(f"/kerja/sop/{sop.id}")
    return {
        "sop": sop,
        "cetakan": rupa,
        "bagan": bagan(sop.naskah),
        "digest": digest_isi(sop.naskah, rupa),
        "berlaku": yang_berlaku,
        "sejak": sejak_berlaku(sop, yang_berlaku),
        "kebijakan": kebijakan(),
        "dapat": lambda tindakan: pelaku().dapat(tindakan, sop),
        "buka": tunda.nama if tunda else buka,
        "galat": galat or {},
        "penghalang": kelompok(sop, penghalang),
        "nilai": isian(tunda) if tunda else request.form if buka else _usulan(sop),
        "terbukti": terbukti(),
        "kembali_terbukti": tunda is not None and terbukti(),
        "Tahap": Tahap,
        "uji_coba": hasil_uji_coba(sop),
        "versi_sah": versi_sah(sop),
        "masukan_terbuka": sum(terbuka(sop.id).values()) if sop.id else 0,
    }


def _usulan(sop: Sop) -> dict[str, str]:
    """What the approval form proposes: what the draft already says, and today's date."""
    mandat = pelaku().mandat_untuk(Tindakan.SOP_SAHKAN, sop)
    return {
        "nomor": sop.naskah.nilai(Isian.NOMOR) or (usulan_nomor(sop) if mandat else ""),
        "tanggal_pembuatan": sop.naskah.nilai(Isian.TANGGAL_PEMBUATAN) or hari_ini().isoformat(),
        "tanggal_revisi": sop.naskah.nilai(Isian.TANGGAL_REVISI) or (hari_ini().isoformat() if sop.versi > 1 else ""),
        "tanggal_efektif": hari_ini().isoformat(),
        "sk_tanggal": hari_ini().isoformat(),
        "sk_penerbit": mandat.sebutan if mandat else "",
    }


@bp.get("")
@izin(Tindakan.SOP_BACA)
def halaman(sop_id: UUID) -> Response:
    return respond("sop/sop.html", "isi", **konteks(sop_terbaca(sop_id)))


def jalankan(nama: str, tindakan: Tindakan, sop_id: UUID, putuskan: Putusan) -> Response:
    """One act: done, or its form again with the sentence at the field (422), or word that the content moved (409)."""
    try:
        sop = lakukan(tindakan, sop_id, putuskan)
    except TemuanMenghalangiError as error:
        segar = konteks(sop_terbaca(sop_id), buka=nama, galat=_di_bidang(error.temuan), penghalang=error.temuan)
        return respond("sop/sop.html", "isi", status=422, **segar | {"halangan": error.kalimat})
    except RuleViolation as error:
        segar = konteks(sop_terbaca(sop_id), buka=nama, galat={error.bidang: error.kalimat})
        status = 403 if isinstance(error, PenulisMenilaiSendiriError | PemeriksaMengesahkanError) else 422
        return respond("sop/sop.html", "isi", status=status, **segar)
    except Bentrok:
        berubah = {"": "Isi SOP berubah sejak Anda membukanya. Periksa isi yang sekarang, lalu ulangi."}
        return respond("sop/sop.html", "isi", status=409, **konteks(sop_terbaca(sop_id), buka=nama, galat=berubah))
    return selesai(alamat(sop_id), "sop/sop.html", "isi", **konteks(sop))


def _di_bidang(temuan: tuple[Temuan, ...]) -> dict[str, str]:
    """Findings about what the form of the act itself asks for stand at its fields too."""
    kalimat = {t.tempat.sel.removeprefix("isian."): t.kalimat for t in reversed(temuan)}
    return {nama: kalimat[nama] for nama in request.form if nama in kalimat}


def _teks(nama: str) -> str:
    return request.form.get(nama, "")


@bp.post("/paraf")
@izin(Tindakan.SOP_PARAF)
def paraf(sop_id: UUID) -> Response:
    def putuskan(sop: Sop, aktor: Aktor) -> Any:
        return pengesahan.paraf(sop, isi=isi(sop, _teks("digest")), oleh=aktor)

    return jalankan("paraf", Tindakan.SOP_PARAF, sop_id, putuskan)


@bp.post("/pengajuan")
@izin(Tindakan.SOP_AJUKAN)
def pengajuan(sop_id: UUID) -> Response:
    def putuskan(sop: Sop, _: Aktor) -> Any:
        dilihat = isi(sop, _teks("digest"))
        temuan = temuan_sop(sop)
        return pengesahan.ajukan(sop, isi=dilihat, kebijakan=kebijakan(), catatan=_teks("catatan"), temuan=temuan)

    return jalankan("pengajuan", Tindakan.SOP_AJUKAN, sop_id, putuskan)


@bp.post("/penarikan")
@izin(Tindakan.SOP_TARIK)
def penarikan(sop_id: UUID) -> Response:
    return jalankan(
        "penarikan", Tindakan.SOP_TARIK, sop_id, lambda sop, _: pengesahan.tarik(sop, alasan=_teks("alasan"))
    )


@bp.post("/pengembalian")
@izin(Tindakan.SOP_KEMBALIKAN)
def pengembalian(sop_id: UUID) -> Response:
    def putuskan(sop: Sop, aktor: Aktor) -> Any:
        return pengesahan.kembalikan(sop, alasan=_teks("alasan"), langkah=langkah_ditunjuk(request.form), oleh=aktor)

    return jalankan("pengembalian", Tindakan.SOP_KEMBALIKAN, sop_id, putuskan)


@bp.post("/verifikasi")
@izin(Tindakan.SOP_VERIFIKASI)
def verifikasi(sop_id: UUID) -> Response:
    def putuskan(sop: Sop, aktor: Aktor) -> Any:
        return pengesahan.verifikasi(
            sop, isi=isi(sop, _teks("digest")), kebijakan=kebijakan(), oleh=aktor, catatan=_teks("catatan")
        )

    return jalankan("verifikasi", Tindakan.SOP_VERIFIKASI, sop_id, putuskan)


@bp.post("/pengesahan")
@izin(Tindakan.SOP_SAHKAN)
@mengikat("pengesahan")
def sahkan(sop_id: UUID) -> Response:
    from app.cetakan.resmi import terbitkan  # noqa: PLC0415 - the words of a sheet need the chart, which is of this package

    def putuskan(sop: Sop, aktor: Aktor) -> Any:
        parameter = _pengesahan(aktor)
        sah = pengesahan.sahkan(
            sop,
            isi=isi(sop, _teks("digest")),
            kebijakan=kebijakan(),
            pengesahan=parameter,
            oleh=aktor,
            hari_ini=hari_ini(),
            temuan=temuan_saat_disahkan(sop, parameter),
        )
        return terbitkan(sop, sah)

    respons = jalankan("pengesahan", Tindakan.SOP_SAHKAN, sop_id, putuskan)
    if respons.status_code < 400:  # noqa: PLR2004
        _catat_blok_tanda_tangan(sop_id)
    return respons


def _pengesahan(aktor: Aktor) -> pengesahan.Pengesahan:
    mandat = next((m for m in pelaku().mandat if m.jabatan_id == aktor.jabatan_id), None)
    return pengesahan.Pengesahan(
        nomor=_teks("nomor"),
        tanggal_efektif=tanggal_wajib(request.form, "tanggal_efektif"),
        keputusan=keputusan(request.form),
        pengesah=Pengesah(aktor.jabatan, aktor.orang, aktor.mandat, mandat.mandat_id if mandat else None),  # type: ignore[arg-type]
        tanggal_pembuatan=_teks("tanggal_pembuatan"),
        tanggal_revisi=_teks("tanggal_revisi"),
        versi_cetak=_teks("versi_cetak"),
    )


def _catat_blok_tanda_tangan(sop_id: UUID) -> None:
    """The printed name and NIP lie beside the document, not in the event (decision D14)."""
    sop = sop_terbaca(sop_id)
    orang = rumah().direktori.satu(pelaku().orang_id)
    if orang:
        rumah().dokumen.catat(sop_id, sop.versi, nama=orang.nama, pangkat="", nip=orang.nip)


@bp.post("/pembatalan-pengesahan")
@izin(Tindakan.SOP_BATALKAN)
@mengikat("pembatalan")
def pembatalan(sop_id: UUID) -> Response:
    def putuskan(sop: Sop, _: Aktor) -> Any:
        versi = bilangan(_teks("versi")) or 0
        return pengesahan.batalkan_pengesahan(
            sop, versi, alasan=_teks("alasan"), keputusan=keputusan(request.form), hari_ini=hari_ini()
        )

    return jalankan("pembatalan", Tindakan.SOP_BATALKAN, sop_id, putuskan)


@bp.post("/revisi")
@izin(Tindakan.SOP_REVISI)
def revisi(sop_id: UUID) -> Response:
    return jalankan(
        "revisi", Tindakan.SOP_REVISI, sop_id, lambda sop, _: pengesahan.buka_revisi(sop, alasan=_teks("alasan"))
    )


@bp.post("/pencabutan")
@izin(Tindakan.SOP_CABUT)
@mengikat("pencabutan")
def pencabutan(sop_id: UUID) -> Response:
    def putuskan(sop: Sop, _: Aktor) -> Any:
        return pengesahan.cabut(
            sop,
            alasan=_teks("alasan"),
            tanggal_efektif=_tanggal_cabut(),
            keputusan=keputusan(request.form),
            hari_ini=hari_ini(),
        )

    return jalankan("pencabutan", Tindakan.SOP_CABUT, sop_id, putuskan)


def _tanggal_cabut() -> date:
    return tanggal_wajib(request.form, "tanggal_efektif")
