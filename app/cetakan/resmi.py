"""The document of a version: drafts are printed when asked, an approval's PDF is made once and kept (decision D17)."""

from __future__ import annotations

from dataclasses import replace

import structlog

from app.cetakan.lembaran import detik, lembaran
from app.jinja import tanggal
from app.pemda import cetakan, keadaan_pemda
from app.rumah import rumah
from domain.sop.cetak.errors import DokumenGagalError, DokumenTidakUtuhError
from domain.sop.events import SopDisahkan
from domain.sop.isi import digest_isi
from domain.sop.naskah import Naskah
from domain.sop.state import Pengesahan, Sop, naskah_sah
from infra.berkas import PDF
from infra.cetak import CetakGagalError, Lembaran, Pengesah

log = structlog.get_logger()


def lambang() -> bytes:
    """The government's emblem as PNG; empty when it has none."""
    return rumah().berkas.ambil(keadaan_pemda().lambang) or b""


def _lembar(sop: Sop, naskah: Naskah, kaki: str, pengesah: Pengesah | None) -> Lembaran:
    return lembaran(
        naskah, cetakan(sop), kaki=kaki, tata=keadaan_pemda().tata_cetak, pengesah=pengesah, lambang=lambang()
    )


def lembar_konsep(sop: Sop) -> Lembaran:
    """The version that is being worked on, as it stands."""
    sidik = digest_isi(sop.naskah, cetakan(sop))
    kaki = f"Konsep versi {sop.versi} ({sop.tahap.sebutan.lower()}), belum disahkan · Sidik isi {sidik[:16]}"
    return _lembar(sop, sop.naskah, kaki, None)


def lembar_sah(sop: Sop, fakta: SopDisahkan, naskah: Naskah, pengesah: Pengesah) -> Lembaran:
    kaki = (
        f"Versi {fakta.versi} · Disahkan dengan {fakta.keputusan.nomor}, {tanggal(fakta.keputusan.tanggal)}"
        f" · Sidik isi {fakta.digest[:16]}"
    )
    return replace(_lembar(sop, naskah, kaki, pengesah), tanggal=detik(fakta.keputusan.tanggal))


def lembar_pengesahan(sop: Sop, sah: Pengesahan) -> Lembaran:
    """An approved version, with the names that lie beside it."""
    tercetak = rumah().dokumen.ambil(sop.id, sah.fakta.versi) if sop.id else None
    jabatan = sah.fakta.pengesah.jabatan
    pengesah = Pengesah(jabatan, tercetak.nama, tercetak.pangkat, tercetak.nip) if tercetak else Pengesah(jabatan)
    return lembar_sah(sop, sah.fakta, sah.naskah, pengesah)


def terbitkan(sop: Sop, fakta: SopDisahkan) -> SopDisahkan:
    """Make and keep the PDF of what is about to be approved; the event then names it."""
    orang = rumah().direktori.satu(fakta.pengesah.orang)
    pengesah = Pengesah(fakta.pengesah.jabatan, orang.nama if orang else "", "", orang.nip if orang else "")
    try:
        pdf = rumah().pencetak.pdf(lembar_sah(sop, fakta, naskah_sah(sop.naskah, fakta), pengesah))
    except CetakGagalError as error:
        log.warning("print-failed", reason=str(error)[:200])
        raise DokumenGagalError from error
    return replace(fakta, dokumen_sha256=rumah().berkas.simpan(pdf, PDF))


def tersimpan(sah: Pengesahan) -> bytes | None:
    """The PDF that was kept when this version was approved; None for approvals without one. Never another one."""
    isi = rumah().berkas.ambil(sah.fakta.dokumen_sha256)
    if isi is None and sah.fakta.dokumen_sha256:
        raise DokumenTidakUtuhError
    return isi


def pdf_sah(sop: Sop, sah: Pengesahan) -> bytes:
    """The kept PDF, unchanged; an approval without one is printed from its content."""
    return tersimpan(sah) or rumah().pencetak.pdf(lembar_pengesahan(sop, sah))


def gambar_sah(sop: Sop, sah: Pengesahan) -> tuple[bytes, ...]:
    """The pages of that PDF as pictures."""
    isi = tersimpan(sah)
    return rumah().pencetak.gambar_berkas(isi) if isi else rumah().pencetak.gambar(lembar_pengesahan(sop, sah))
