"""Random acts by random persons against a small model of the life of a version.

The model knows nothing of `domain/`: it is written from decisions D5 and D15. What it forbids must be
refused, what it allows must happen, and both must agree on where the version stands after every act.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from domain.kernel import Aktor, Bentrok, RuleViolation
from domain.sop.evaluasi import Simpulan, evaluasi
from domain.sop.events import (
    Jawaban,
    PeristiwaNaskah,
    RevisiDibuka,
    SopDibuat,
    SopDikembalikan,
    SopDisahkan,
    SopDiverifikasi,
)
from domain.sop.langkah import Langkah, LangkahId, UbahanLangkah
from domain.sop.pengesahan import (
    Kebijakan,
    ajukan,
    batalkan_pengesahan,
    buka_revisi,
    cabut,
    kembalikan,
    paraf,
    sahkan,
    tarik,
    verifikasi,
)
from domain.sop.penyuntingan import buat
from domain.sop.penyuntingan_langkah import hapus_langkah, tambah_langkah, ubah_langkah
from domain.sop.state import Sop, evolve
from tests.domain import pembangun as p
from tests.domain.strategi import anggota, hukum

ORANG = (p.SARI, p.DEWI, p.BUDI, p.RATNA)
SATU = LangkahId(p.id_dari("satu-satunya langkah"))
orang = st.sampled_from(ORANG)
basi = st.sampled_from((False, False, False, True))


@dataclass
class Versi:
    """One approved version in the model."""

    nomor: int
    pengesah: Any = None
    batal: bool = False
    terverifikasi: bool = False


@dataclass
class Model:
    """Where the newest version stands. Its content is one word or nothing (no step)."""

    tahap: str = "konsep"
    versi: int = 1
    isi: str | None = None
    penulis: set[Any] = field(default_factory=set)
    paraf: set[tuple[Any, str | None]] = field(default_factory=set)
    sah: list[Versi] = field(default_factory=list)
    verifikator: Any = None

    def bukan_penulis(self, *siapa: Aktor) -> bool:
        return not any(s.orang in self.penulis for s in siapa)

    def paraf_sah(self) -> int:
        return len([o for o, isi in self.paraf if isi == self.isi and o not in self.penulis])


class HidupVersi(RuleBasedStateMachine):
    @initialize(siapa=orang, sesudah=st.booleans(), paraf=st.sampled_from((0, 0, 1, 2)))
    def lahir(self, siapa: Aktor, sesudah: bool, paraf: int) -> None:
        self.kebijakan = Kebijakan(paraf, sesudah)
        self.riwayat = list(p.catat((siapa, buat(nama="Pengelolaan Surat", opd_id=p.OPD))))
        self.sop = evolve(Sop(), self.riwayat[0])
        self.model = Model(penulis={siapa.orang})

    def coba(self, boleh: bool, siapa: Aktor, tindakan: Callable[[], Any]) -> bool:
        """Forbidden acts raise and leave no trace; allowed ones never raise."""
        if not boleh:
            with pytest.raises((RuleViolation, Bentrok)):
                tindakan()
            return False
        hasil = tindakan()
        for peristiwa in hasil if isinstance(hasil, tuple) else (hasil,):
            (tercatat,) = p.catat((siapa, peristiwa), setelah=len(self.riwayat))
            self.riwayat.append(tercatat)
            self.sop = evolve(self.sop, tercatat)
        return True

    def isi(self, basi: bool) -> Any:
        return p.isi_basi(self.sop) if basi else p.isi(self.sop)

    @rule(siapa=orang, kata=st.sampled_from("ab"))
    def tulis(self, siapa: Aktor, kata: str) -> None:
        if self.model.isi is None:
            lakukan = lambda: tambah_langkah(self.sop, Langkah(SATU, kata), setelah=None)  # noqa: E731
        else:
            lama, baru = UbahanLangkah(self.model.isi), UbahanLangkah(kata)
            lakukan = lambda: ubah_langkah(self.sop, SATU, dari=lama, menjadi=baru)  # noqa: E731
        if self.coba(self.model.tahap == "konsep", siapa, lakukan) and self.model.isi != kata:
            self.model.penulis.add(siapa.orang)
            self.model.isi = kata

    @rule(siapa=orang, basi=basi)
    def hapus(self, siapa: Aktor, basi: bool) -> None:
        m, d = self.model, p.digest(self.sop)
        boleh = m.tahap == "konsep" and m.isi is not None and not basi
        dilihat = "0" if basi else d
        if self.coba(boleh, siapa, lambda: hapus_langkah(self.sop, SATU, digest_dilihat=dilihat, digest_kini=d)):
            m.penulis.add(siapa.orang)
            m.isi = None

    @rule(siapa=orang, basi=basi)
    def paraf(self, siapa: Aktor, basi: bool) -> None:
        m = self.model
        boleh = m.tahap == "konsep" and m.bukan_penulis(siapa) and (siapa.orang, m.isi) not in m.paraf and not basi
        if self.coba(boleh, siapa, lambda: paraf(self.sop, isi=self.isi(basi), oleh=siapa)):
            m.paraf.add((siapa.orang, m.isi))

    @rule(siapa=orang, basi=basi)
    def ajukan(self, siapa: Aktor, basi: bool) -> None:
        m = self.model
        cukup = m.paraf_sah() >= self.kebijakan.paraf_internal
        boleh = m.tahap == "konsep" and m.isi is not None and cukup and not basi
        if self.coba(boleh, siapa, lambda: ajukan(self.sop, isi=self.isi(basi), kebijakan=self.kebijakan)):
            m.tahap, m.verifikator = "diajukan", None

    @rule(siapa=orang)
    def tarik(self, siapa: Aktor) -> None:
        if self.coba(self.model.tahap == "diajukan", siapa, lambda: tarik(self.sop, alasan="x")):
            self.model.tahap = "konsep"

    @rule(siapa=orang)
    def kembalikan(self, siapa: Aktor) -> None:
        m = self.model
        boleh = m.tahap in ("diajukan", "diverifikasi") and m.bukan_penulis(siapa)
        if self.coba(boleh, siapa, lambda: kembalikan(self.sop, alasan="x", langkah=(SATU,), oleh=siapa)):
            m.tahap = "konsep"

    @rule(siapa=orang, basi=basi)
    def verifikasi(self, siapa: Aktor, basi: bool) -> None:
        m, sesudah = self.model, self.kebijakan.verifikasi_sesudah
        menunggu = bool(m.sah) and not m.sah[-1].batal and not m.sah[-1].terverifikasi
        saatnya = m.tahap == "disahkan" and menunggu if sesudah else m.tahap == "diajukan"
        orang_lain = not sesudah or not m.sah or m.sah[-1].pengesah != siapa.orang
        boleh = saatnya and orang_lain and m.bukan_penulis(siapa) and not basi
        isi = self.isi(basi)
        if self.coba(boleh, siapa, lambda: verifikasi(self.sop, isi=isi, kebijakan=self.kebijakan, oleh=siapa)):
            m.verifikator = siapa.orang
            if sesudah:
                m.sah[-1].terverifikasi = True
            else:
                m.tahap = "diverifikasi"

    @rule(siapa=orang, pengesah=orang, basi=basi)
    def sahkan(self, siapa: Aktor, pengesah: Aktor, basi: bool) -> None:
        m, sesudah = self.model, self.kebijakan.verifikasi_sesudah
        saatnya = m.tahap == ("diajukan" if sesudah else "diverifikasi") and not basi
        orang_lain = m.verifikator not in (siapa.orang, pengesah.orang)
        boleh = saatnya and orang_lain and m.bukan_penulis(siapa, pengesah)
        parameter = {"pengesahan": p.pengesahan(pengesah), "oleh": siapa, "hari_ini": p.HARI_INI}
        isi = self.isi(basi)
        if self.coba(boleh, siapa, lambda: sahkan(self.sop, isi=isi, kebijakan=self.kebijakan, **parameter)):
            m.tahap = "disahkan"
            m.sah.append(Versi(m.versi, pengesah.orang, terverifikasi=not sesudah))

    @rule(siapa=orang)
    def maju(self, siapa: Aktor) -> None:
        """The natural next act, so that long lives are as common as short ones."""
        m, sesudah = self.model, self.kebijakan.verifikasi_sesudah
        if m.tahap == "konsep" and m.isi is None:
            self.tulis(siapa, "a")
        elif m.tahap == "konsep" and m.paraf_sah() < self.kebijakan.paraf_internal:
            self.paraf(siapa, basi=False)
        elif m.tahap == "konsep":
            self.ajukan(siapa, basi=False)
        elif m.tahap == "diajukan" and not sesudah:
            self.verifikasi(siapa, basi=False)
        elif m.tahap != "dicabut":
            self.sahkan(siapa, siapa, basi=False)

    @rule(siapa=orang, versi=st.integers(1, 3))
    def batalkan(self, siapa: Aktor, versi: int) -> None:
        sah = [v for v in self.model.sah if v.nomor == versi and not v.batal]
        sk = {"alasan": "x", "keputusan": p.SK, "hari_ini": p.HARI_INI}
        if self.coba(bool(sah), siapa, lambda: batalkan_pengesahan(self.sop, versi, **sk)):
            sah[0].batal = True

    @rule(siapa=orang)
    def revisi(self, siapa: Aktor) -> None:
        m = self.model
        if self.coba(m.tahap in ("disahkan", "dicabut"), siapa, lambda: buka_revisi(self.sop, alasan="x")):
            m.tahap, m.versi, m.penulis, m.paraf = "konsep", m.versi + 1, set(), set()

    @rule(siapa=orang)
    def cabut(self, siapa: Aktor) -> None:
        isi = {"alasan": "x", "tanggal_efektif": date(2026, 3, 1), "keputusan": p.SK, "hari_ini": p.HARI_INI}
        if self.coba(self.model.tahap == "disahkan", siapa, lambda: cabut(self.sop, **isi)):
            self.model.tahap = "dicabut"

    @rule(siapa=orang)
    def nilai(self, siapa: Aktor) -> None:
        boleh = any(not v.batal for v in self.model.sah)
        isi = {"tahun": 2026, "jawaban": (Jawaban(True),) * 7, "simpulan": Simpulan.TETAP}
        self.coba(boleh, siapa, lambda: evaluasi(self.sop, **isi))

    @invariant()
    def model_dan_sop_sepakat(self) -> None:
        m, sop = self.model, self.sop
        assert (sop.tahap, sop.versi, set(sop.penulis)) == (m.tahap, m.versi, m.penulis)
        assert [x.kegiatan for x in sop.naskah.langkah] == ([] if m.isi is None else [m.isi])
        tersimpan = [(s.fakta.versi, s.dibatalkan, s.diverifikasi) for s in sop.pengesahan]
        assert tersimpan == [(v.nomor, v.batal, v.terverifikasi) for v in m.sah]
        assert sop.versi_aliran == len(self.riwayat)

    @invariant()
    def penulis_tidak_pernah_menilai_versinya_sendiri(self) -> None:
        penulis: set[Any] = set()
        for tercatat in self.riwayat:
            siapa, peristiwa = tercatat.aktor.orang, tercatat.peristiwa
            if isinstance(peristiwa, RevisiDibuka):
                penulis = set()
            elif isinstance(peristiwa, (SopDibuat, *anggota(PeristiwaNaskah))):
                penulis.add(siapa)
            elif isinstance(peristiwa, SopDisahkan):
                assert not {siapa, peristiwa.pengesah.orang} & penulis
            elif isinstance(peristiwa, SopDiverifikasi | SopDikembalikan):
                assert siapa not in penulis

    def teardown(self) -> None:
        if hasattr(self, "riwayat"):
            assert p.lipat(evolve, Sop(), self.riwayat) == self.sop


HidupVersi.TestCase.settings = settings(hukum, stateful_step_count=40)
TestHidupVersi = HidupVersi.TestCase


@pytest.mark.parametrize("sesudah", [False, True])
def test_model_menempuh_seluruh_hidup_sebuah_versi(sesudah):
    """The machine can reach every stage: written, parafed, approved, verified, revised, approved, withdrawn."""
    hidup = HidupVersi()
    hidup.lahir(p.SARI, sesudah, 1)
    for versi, kata in enumerate("ab", 1):
        if versi > 1:
            hidup.revisi(p.RATNA)
        hidup.tulis(p.SARI, kata)
        hidup.paraf(p.DEWI, basi=False)
        hidup.ajukan(p.SARI, basi=False)
        if not sesudah:
            hidup.verifikasi(p.BUDI, basi=False)
        hidup.sahkan(p.RATNA, p.RATNA, basi=False)
        if sesudah:
            hidup.verifikasi(p.BUDI, basi=False)
        assert (hidup.sop.tahap, hidup.sop.terakhir_sah.diverifikasi) == ("disahkan", True)
    hidup.cabut(p.RATNA)
    hidup.batalkan(p.RATNA, 2)
    hidup.model_dan_sop_sepakat()
    assert (hidup.sop.tahap, hidup.sop.terakhir_sah.fakta.versi) == ("dicabut", 1)
