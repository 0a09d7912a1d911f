"""An SOP as one file's data: its content, the signature block from beside it, and what its file said besides."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from domain.sop.state import Sop
from infra.dokumen import PengesahTercetak
from infra.impor.bentuk import Peta
from infra.impor.isi import Isi, isi_naskah
from infra.impor.lapis import dari_json, ke_json, kosong, kupas, timpa
from infra.impor.skema import BERKAS, LANGKAH, PELAKSANA, PRIBADI
from infra.impor.tulis import urutkan

_BERID = {"pelaksana": PELAKSANA, "langkah": LANGKAH}


class PenyimpanPengesah(Protocol):
    def ambil(self, sop_id: UUID, versi: int) -> PengesahTercetak | None: ...


def _ids(sop: Sop, kunci: str) -> list[str]:
    return [str(x.id) for x in (sop.naskah.langkah if kunci == "langkah" else sop.naskah.pelaksana)]


def rincian_asal(sop: Sop, asli: Isi) -> str:
    """What the file says that the content does not hold, for the event AsalDicatat; per row by its id."""
    baku = isi_naskah(sop.naskah)
    berisi = {kunci: peta for kunci, peta in _BERID.items() if not kosong(asli.get(kunci))}
    lapis = kupas(_tanpa(baku, berisi), _tanpa(asli, berisi), BERKAS)
    for kunci, peta in berisi.items():
        tiap = zip(_ids(sop, kunci), baku[kunci], asli[kunci], strict=True)
        lapis[kunci] = {satu: x for satu, a, b in tiap if (x := kupas(a, b, peta))}
    return ke_json(lapis)


def _tanpa(isi: Isi, kunci: dict[str, Peta]) -> Isi:
    return {k: v for k, v in isi.items() if k not in kunci}


def ekspor(sop: Sop, dokumen_resmi: PenyimpanPengesah) -> Isi:
    """The file of the SOP as it stands now, in the order in which such files are written."""
    baku = isi_naskah(sop.naskah)
    baku["identitas"] |= _keputusan(sop) | _pengesah(sop, dokumen_resmi)
    lapis = dari_json(sop.asal)
    if sop.versi > 1:  # the printed version and the decree belonged to the one that was imported
        lapis["identitas"] = {k: v for k, v in lapis.get("identitas", {}).items() if k not in ("versi", "keputusan")}
    for kunci, peta in _BERID.items():
        if isinstance(tiap := lapis.get(kunci), dict):
            del lapis[kunci]
            baku[kunci] = [
                timpa(x, tiap.get(satu, {}), peta) for satu, x in zip(_ids(sop, kunci), baku[kunci], strict=True)
            ]
    return urutkan(timpa(baku, lapis, BERKAS), BERKAS)


def _keputusan(sop: Sop) -> Isi:
    """The decree, where this version was approved in Riwayat itself."""
    sah = sop.terakhir_sah
    if sah is None or sah.fakta.versi != sop.versi:
        return {}
    sk = sah.fakta.keputusan
    isi = {"jenis": sk.jenis, "nomor": sk.nomor, "tanggal": sk.tanggal, "penerbit": sk.penerbit}
    return {"keputusan": {kunci: nilai for kunci, nilai in isi.items() if nilai}}


def _pengesah(sop: Sop, dokumen_resmi: PenyimpanPengesah) -> Isi:
    tercetak = dokumen_resmi.ambil(sop.id, sop.versi) if sop.id else None
    if tercetak is None:
        return {}
    return {k: v for k, v in zip(PRIBADI, (tercetak.nama, tercetak.pangkat, tercetak.nip), strict=True) if v}
