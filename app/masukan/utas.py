"""The threads of an SOP as a reader sees them: in the order of the form, each place as it is called now."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from app.akses.batas import sebelum_batas
from app.rumah import rumah
from domain.masukan.state import Masukan, Ucapan, evolve
from domain.masukan.tempat import BUTIR, ISIAN, LANGKAH, langkah_dari, sebutan_tempat
from domain.sop.langkah import LangkahId, nomor_langkah
from domain.sop.naskah import SEBUTAN_ISIAN, Daftar, Isian, Naskah
from infra.direktori import TANPA_NAMA
from infra.event_store.mapper import Catatan
from infra.queries import masukan as infra_masukan


@dataclass(frozen=True, slots=True)
class Utas:
    """One thread. `langkah` is the step it stands on, while that is on the form."""

    masukan: Masukan
    sebutan: str
    langkah: LangkahId | None
    nama: dict[UUID, str]

    def siapa(self, orang: UUID) -> str:
        return self.nama.get(orang, TANPA_NAMA)

    @property
    def pertama(self) -> Ucapan:
        return self.masukan.ucapan[0]


def semua_utas(sop_id: UUID, naskah: Naskah) -> list[Utas]:
    masukan = lipat(peristiwa_masukan(sop_id))
    nama = rumah().direktori.nama(
        {u.oleh.orang for m in masukan for u in m.ucapan} | {o for m in masukan for o in m.disebut}
    )
    ada = {x.id for x in naskah.langkah}
    urutan = {tempat: n for n, tempat in enumerate(tempat_semua(naskah))}
    utas = []
    for m in sorted(masukan, key=lambda m: urutan.get(m.tempat, len(urutan))):
        langkah = langkah_dari(m.tempat)
        utas.append(Utas(m, sebutan_tempat(m.tempat, naskah), langkah if langkah in ada else None, nama))
    return utas


def terbuka(sop_id: UUID) -> dict[str, int]:
    """How many open threads stand on each cell of the form: `langkah.<id>`, `isian.<nama>`, `butir.<daftar>`."""
    return infra_masukan.terbuka(rumah().basis, sop_id)


def peristiwa_masukan(sop_id: UUID) -> list[Catatan[object]]:
    """Everything recorded of an SOP's threads, in the order of the log."""
    ids = infra_masukan.milik_sop(rumah().basis, sop_id)
    return sebelum_batas(rumah().buku.sejarah_beberapa(ids)) if ids else []


def lipat(peristiwa: list[Catatan[object]]) -> list[Masukan]:
    """The threads, in the order they began."""
    masukan: dict[UUID, Masukan] = {}
    for catatan in peristiwa:
        masukan[catatan.aliran] = satu_lagi(masukan.get(catatan.aliran), catatan)
    return list(masukan.values())


def satu_lagi(masukan: Masukan | None, catatan: Catatan[object]) -> Masukan:
    return evolve(masukan or Masukan(), catatan)  # type: ignore[arg-type]


def tempat_semua(naskah: Naskah) -> dict[str, str]:
    """Every place of the form that a thread can stand on, in the order of the form, and what it is called."""
    nomor = nomor_langkah(naskah.langkah)
    return (
        {f"{ISIAN}.{i.value}": SEBUTAN_ISIAN[i] for i in Isian}
        | {f"{BUTIR}.{d.value}": d.sebutan for d in Daftar}
        | {f"{LANGKAH}.{x.id}": f"langkah {nomor[x.id]}: {x.kegiatan}" for x in naskah.langkah}
    )
