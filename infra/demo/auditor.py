"""The demonstration's auditors are let in: Ortala opens everything to them, for as long as a grant may last."""

from __future__ import annotations

from datetime import timedelta

from domain.akses.decisions import AKSES_TERLAMA, beri
from domain.akses.events import AksesDiberikan, AksesId
from domain.kernel import Keputusan
from domain.wewenang import Peran, Tindakan
from infra.akses import ubah_akses
from infra.demo.adegan import Adegan, Kisah
from infra.demo.kalender import SELESAI
from infra.demo.panggung import Panggung
from infra.ids import new_id


def buka_akses(p: Panggung) -> None:
    """At the end of the last working day, so that the clock can run ahead for some weeks before it ends."""
    saat, hari = p.kalender.saat(-1, SELESAI), p.kalender.hari(-1)
    ortala = next(j.kunci for j in p.demo.jabatan if j.peran is Peran.ORTALA)
    adegan = Adegan(saat, ortala, Tindakan.AKSES_BERI.value, None, Kisah("", "akses auditor"))
    aktor = p.mandat(Tindakan.AKSES_BERI, adegan).aktor()
    for j in (j for j in p.demo.jabatan if j.peran is Peran.AUDITOR):
        usul = AksesDiberikan(
            AksesId(new_id()),
            p.pemegang(j.kunci, saat),
            (),
            None,
            None,
            f"Audit kinerja tata kelola SOP {hari.year}",
            Keputusan(f"700/{hari.month:03d}/ITDA/{hari.year}", hari, "Inspektorat", "Surat tugas"),
            hari,
            hari + timedelta(days=AKSES_TERLAMA - 1),
        )
        ubah_akses(
            p.buku,
            p.perintah(aktor, saat),
            lambda d, u=usul: beri(d, u, pemberi=aktor.orang, menjabat=False, hari=hari),  # type: ignore[misc]
        )
