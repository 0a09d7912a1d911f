"""The difference of two moments as a PDF, to be annexed to a note or a decree."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from flask import Blueprint, Response, request

from app.cetakan.lembaran import detik
from app.cetakan.views import kirim_pdf
from app.jinja import hari, jam
from app.keamanan import izin
from app.pemda import cetakan, keadaan_pemda
from app.rumah import rumah
from app.sop.baris_beda import Baris, Lipatan, baris_langkah
from app.sop.momen import Momen, sejarah_terbaca
from app.sop.perbandingan import terpilih
from app.sop.perhitungan import hitungan
from domain.sop.naskah import SEBUTAN_ISIAN
from domain.sop.perbandingan import Bagian, Potong, angka, bandingkan, ringkas, ucapkan
from domain.wewenang import Tindakan
from infra.cetak.beda import BarisBeda, LampiranBeda, Potongan
from tenants.context import current_tenant

bp = Blueprint("lampiran_beda", __name__, url_prefix="/kerja/sop/<uuid:sop_id>")


@bp.get("/perbandingan.pdf")
@izin(Tindakan.SOP_BACA)
def pdf(sop_id: UUID) -> Response:
    isi = sejarah_terbaca(sop_id)
    pilihan = terpilih(isi, request.args)
    dari, ke = isi.momen(pilihan.dari, pilihan.ke)
    nama = f"{isi.kini.nama} perbandingan {dari.nomor} {ke.nomor}"
    return kirim_pdf(rumah().pencetak.perbandingan(_lampiran(dari, ke)), nama)


def _lampiran(dari: Momen, ke: Momen) -> LampiranBeda:
    lama, baru = dari.sop.naskah, ke.sop.naskah
    beda, rupa = bandingkan(lama, baru), cetakan(ke.sop)
    ucapan = ucapkan(beda, lama, baru)
    return LampiranBeda(
        judul=ke.sop.nama or dari.sop.nama,
        instansi=rupa.instansi,
        perangkat=rupa.perangkat_daerah,
        saat=tuple((apa, f"{hari(m.pada)}, {jam(m.pada)}", m.kalimat) for apa, m in (("Dari", dari), ("Menjadi", ke))),
        ringkas=_besar(ringkas(beda)),
        ucapan=tuple(
            (b.sebutan, isi) for b in Bagian if (isi := tuple((u.macam, u.kata) for u in ucapan if u.bagian is b))
        ),
        isian=tuple((_besar(SEBUTAN_ISIAN[x.isian]), x.lama or "–", x.baru or "–") for x in beda.isian),
        baris=tuple(_baris(baris_langkah(beda, lama, baru))),
        angka=tuple(
            (x.apa, x.lama, x.baru)
            for x in angka(hitungan(lama), hitungan(baru), (len(lama.langkah), len(baru.langkah)))
        ),
        kaki=f"Perbandingan peristiwa ke-{dari.nomor} dengan ke-{ke.nomor} dari SOP {ke.sop.id}",
        tata=keadaan_pemda().tata_cetak,
        tanggal=detik(current_tenant().tanggal(ke.pada)),
    )


def _baris(semua: Iterable[Baris | Lipatan]) -> Iterable[BarisBeda]:
    for b in semua:
        if isinstance(b, Baris) and b.macam:
            arah = [b.sel[k] for k in ("simbol", "panah") if k in b.berubah]
            pelaksana = _potongan(b.sel["pelaksana"], *arah)
            lain = [_potongan(b.sel[k]) for k in ("kelengkapan", "waktu", "output", "keterangan")]
            kegiatan = _potongan(b.sel["kegiatan"], b.sel["pertanyaan"])
            yield BarisBeda(b.macam, b.nomor or b.dahulu, (kegiatan, pelaksana, *lain))


def _potongan(*semua: tuple[Potong, ...]) -> Potongan:
    """Pieces of several texts one after the other, as plain pairs."""
    hasil: list[tuple[str, str]] = []
    for isi in filter(None, semua):
        hasil += [("tetap", " · ")] if hasil else []
        hasil += [(p.nasib.value, p.teks) for p in isi]
    return tuple(hasil)


def _besar(teks: str) -> str:
    return teks[:1].upper() + teks[1:]
