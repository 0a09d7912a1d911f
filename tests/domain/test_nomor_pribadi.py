"""No decision lets a NIK or a NIP into the log (UU 27/2022, decision D14): every free text of every decision."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from inspect import getmembers, isfunction
from types import ModuleType, UnionType
from typing import Any, get_args, get_type_hints

import pytest

import domain.jabatan.decisions as jabatan
import domain.opd.decisions as opd
import domain.sop.penyuntingan_langkah as tabel
from domain import pemda
from domain.jabatan.events import PejabatDitetapkan, PeristiwaJabatan
from domain.jabatan.state import Jabatan
from domain.jabatan.state import evolve as evolve_jabatan
from domain.kernel import MandatId, NomorPribadiError
from domain.log.note import WITNESS, Key
from domain.opd.events import PeristiwaOpd, SopDiwajibkan, WajibId
from domain.opd.state import Opd
from domain.opd.state import evolve as evolve_opd
from domain.pemda import PeristiwaPemda, log, saksi
from domain.pemda import decisions as pemda_decisions
from domain.sop import evaluasi, pengesahan, penyuntingan
from domain.sop.evaluasi import Simpulan
from domain.sop.events import ButirDitambahkan, Jawaban, PeristiwaSop
from domain.sop.langkah import Panah, UbahanLangkah, Waktu
from domain.sop.naskah import PILIHAN, TANGGAL, Daftar, Isian
from domain.wewenang import Peran
from tests.domain import pembangun as p
from tests.domain.strategi import anggota

KUNCI_SAKSI = Key("saksi.contoh", WITNESS, bytes(32)).vkey
NIK, NIP = "3372010101900001", "19800101 200501 1 001"
PERISTIWA = {k for g in (PeristiwaSop, PeristiwaOpd, PeristiwaJabatan, PeristiwaPemda) for k in anggota(g)}
HUKUM, UU = Daftar.DASAR_HUKUM, p.butir("UU 43/2009")
KONSEP = p.lanjut(p.sop_konsep(), ButirDitambahkan(HUKUM, UU))
DIAJUKAN, DIVERIFIKASI, SAH = p.sop_diajukan(), p.sop_diverifikasi(), p.sop_sah()
MANDAT, WAJIB = MandatId(p.id_dari("mandat")), WajibId(p.id_dari("wajib"))
HARI = date(2026, 2, 1)
DINAS = p.lipat(evolve_opd, Opd(), p.catat(SopDiwajibkan(WAJIB, "Surat", None, HARI)))
KADIS = p.lipat(evolve_jabatan, Jabatan(), p.catat(PejabatDitetapkan(MANDAT, p.RATNA.orang, p.SK, HARI)))
BARU = {"mandat_id": MandatId(p.id_dari("baru")), "mulai": HARI}


def ubah(kolom: str, nilai: Any) -> Any:
    ubahan = UbahanLangkah(**{kolom: nilai})
    return tabel.ubah_langkah(KONSEP, p.PERIKSA.id, dari=UbahanLangkah(), menjadi=ubahan)


def langkah(**kolom: Any) -> Any:
    return tabel.tambah_langkah(KONSEP, replace(p.langkah("baru"), **kolom), setelah=None)


def isian(yang: Isian) -> Any:
    return lambda t: penyuntingan.ubah_isian(KONSEP, yang, dari=KONSEP.naskah.nilai(yang), menjadi=t)


def sahkan(**lain: Any) -> Any:
    return pengesahan.sahkan(
        DIVERIFIKASI,
        isi=p.isi(DIVERIFIKASI),
        kebijakan=p.SEBELUM,
        pengesahan=p.pengesahan(**lain),
        oleh=p.RATNA,
        hari_ini=p.HARI_INI,
    )


def cabut(alasan: str = "x", sk: Any = p.SK) -> Any:
    return pengesahan.cabut(SAH, alasan=alasan, tanggal_efektif=HARI, keputusan=sk, hari_ini=p.HARI_INI)


def batalkan(alasan: str = "x", sk: Any = p.SK) -> Any:
    return pengesahan.batalkan_pengesahan(SAH, 1, alasan=alasan, keputusan=sk, hari_ini=p.HARI_INI)


def nilai(alasan: str = "x", catatan: str = "") -> Any:
    jawaban = (Jawaban(False, alasan), *(Jawaban(True),) * 6)
    return evaluasi.evaluasi(SAH, tahun=2026, jawaban=jawaban, simpulan=Simpulan.TETAP, catatan=catatan)


def serah(sk: Any) -> Any:
    return jabatan.serah_terima(
        KADIS, dari=MANDAT, kepada=p.BUDI.orang, mandat_id=BARU["mandat_id"], keputusan=sk, tanggal=HARI
    )


def wajibkan(judul: str) -> Any:
    return opd.wajibkan(DINAS, wajib_id=WajibId(p.id_dari("baru")), judul=judul, penanggung_jawab=None, tenggat=HARI)


def setiap_sk(tindakan: Any) -> list[Any]:
    """The three texts of a decree."""
    return [lambda t, b=b: tindakan(replace(p.SK, **{b: t})) for b in ("nomor", "penerbit", "jenis")]


TEKS_BEBAS: dict[Any, list[Any]] = {
    penyuntingan.buat: [
        lambda t: penyuntingan.buat(nama=t, opd_id=p.OPD),
        lambda t: penyuntingan.buat(nama="x", opd_id=p.OPD, unit=t),
    ],
    penyuntingan.catat_asal: [lambda t: penyuntingan.catat_asal(KONSEP, t)],
    penyuntingan.ubah_isian: [isian(i) for i in Isian if i not in PILIHAN and i not in TANGGAL],
    penyuntingan.tambah_butir: [
        lambda t: penyuntingan.tambah_butir(KONSEP, HUKUM, butir_id=UU.id, teks=t),
        lambda t: penyuntingan.tambah_butir(KONSEP, HUKUM, butir_id=UU.id, teks="x", rujukan=t),
    ],
    penyuntingan.ubah_butir: [lambda t: penyuntingan.ubah_butir(KONSEP, HUKUM, UU.id, dari=UU.teks, menjadi=t)],
    tabel.tambah_langkah: [
        *[lambda t, k=k: langkah(**{k: t}) for k in ("kegiatan", "pertanyaan", "output", "keterangan")],
        lambda t: langkah(label_simbol=((p.STAF.id, t),)),
    ],
    tabel.ubah_langkah: [
        *[lambda t, k=k: ubah(k, t) for k in ("kegiatan", "pertanyaan", "output", "keterangan")],
        lambda t: ubah("kelengkapan", ("x", t)),
        lambda t: ubah("waktu", Waktu(t)),
        lambda t: ubah("waktu", Waktu("x", per=t)),
        lambda t: ubah("panah", (Panah(None, t),)),
        lambda t: ubah("panah", (Panah(None, "Ya", t),)),
        lambda t: ubah("label_simbol", ((p.STAF.id, t),)),
    ],
    tabel.tambah_pelaksana: [
        lambda t: tabel.tambah_pelaksana(KONSEP, p.pelaksana(t)),
        lambda t: tabel.tambah_pelaksana(KONSEP, p.pelaksana("x", unit=t)),
    ],
    tabel.ubah_pelaksana: [
        lambda t: tabel.ubah_pelaksana(KONSEP, dari=p.STAF, menjadi=replace(p.STAF, jabatan=t)),
        lambda t: tabel.ubah_pelaksana(KONSEP, dari=p.STAF, menjadi=replace(p.STAF, unit=t)),
    ],
    pengesahan.ajukan: [
        lambda t: pengesahan.ajukan(KONSEP, isi=p.isi(KONSEP), kebijakan=p.SEBELUM, catatan=t),
    ],
    pengesahan.tarik: [lambda t: pengesahan.tarik(DIAJUKAN, alasan=t)],
    pengesahan.kembalikan: [lambda t: pengesahan.kembalikan(DIAJUKAN, alasan=t, langkah=(), oleh=p.BUDI)],
    pengesahan.verifikasi: [
        lambda t: pengesahan.verifikasi(DIAJUKAN, isi=p.isi(DIAJUKAN), kebijakan=p.SEBELUM, oleh=p.BUDI, catatan=t),
    ],
    pengesahan.sahkan: [
        lambda t: sahkan(nomor=t),
        lambda t: sahkan(pengesah=replace(p.pengesah(), jabatan=t)),
        lambda t: sahkan(pengesah=replace(p.pengesah(), mandat=t)),
        *setiap_sk(lambda sk: sahkan(keputusan=sk)),
    ],
    pengesahan.batalkan_pengesahan: [batalkan, *setiap_sk(lambda sk: batalkan(sk=sk))],
    pengesahan.buka_revisi: [lambda t: pengesahan.buka_revisi(SAH, alasan=t)],
    pengesahan.cabut: [cabut, *setiap_sk(lambda sk: cabut(sk=sk))],
    evaluasi.evaluasi: [nilai, lambda t: nilai(catatan=t)],
    opd.bentuk: [lambda t: opd.bentuk(nama=t), lambda t: opd.bentuk(nama="x", singkatan=t)],
    opd.ubah_nama: [
        lambda t: opd.ubah_nama(DINAS, nama=t, singkatan=""),
        lambda t: opd.ubah_nama(DINAS, nama="x", singkatan=t),
    ],
    opd.wajibkan: [wajibkan],
    opd.ubah_tenggat: [lambda t: opd.ubah_tenggat(DINAS, WAJIB, tenggat=date(2027, 1, 1), alasan=t)],
    opd.nyatakan_tidak_perlu: [lambda t: opd.nyatakan_tidak_perlu(DINAS, WAJIB, alasan=t)],
    jabatan.bentuk: [lambda t: jabatan.bentuk(nama=t, peran=Peran.PENYUSUN, opd_id=p.OPD)],
    jabatan.tetapkan: setiap_sk(lambda sk: jabatan.tetapkan(KADIS, orang=p.BUDI.orang, keputusan=sk, **BARU)),
    jabatan.akhiri: [lambda t: jabatan.akhiri(KADIS, MANDAT, akhir=HARI, alasan=t)],
    jabatan.serah_terima: setiap_sk(serah),
    pemda.daftarkan: [lambda t: pemda.daftarkan(nama=t, kode_wilayah="33.72", zona="WIB")],
    pemda.ubah_label: [
        lambda t: pemda.ubah_label(pemda.Pemda(), nomor=t, tanggal_efektif="x"),
        lambda t: pemda.ubah_label(pemda.Pemda(), nomor="x", tanggal_efektif=t),
    ],
    saksi.tunjuk: [lambda t: saksi.tunjuk({}, kunci=KUNCI_SAKSI, alamat=f"https://saksi.contoh/{t}")],
    saksi.berhentikan: [lambda t: saksi.berhentikan({"a": saksi.Saksi("", "")}, nama="a", alasan=t)],
    log.terima_pemulihan: [lambda t: log.terima_pemulihan(1, ukuran=1, akar=b"", alasan=t)],
    log.hapus_data_pribadi: [lambda t: log.hapus_data_pribadi({}, dasar=t)],
}
TANPA_TEKS = {
    penyuntingan.tetapkan_penyusun,
    penyuntingan.pindah_butir,
    penyuntingan.hapus_butir,
    tabel.pindah_langkah,
    tabel.hapus_langkah,
    tabel.pindah_pelaksana,
    tabel.hapus_pelaksana,
    pengesahan.paraf,
    opd.kaitkan,
    pemda.ubah_kebijakan,
}
SETIAP_ISIAN = [
    pytest.param(isi, id=f"{fungsi.__module__}.{fungsi.__name__}-{n}")
    for fungsi, daftar in TEKS_BEBAS.items()
    for n, isi in enumerate(daftar)
]


def kelas_dalam(tipe: Any) -> set[Any]:
    """The classes that an annotation names, in unions and tuples too."""
    if isinstance(tipe, UnionType) or get_args(tipe):
        return {kelas for bagian in get_args(tipe) for kelas in kelas_dalam(bagian)}
    return {tipe}


def keputusan_di(modul: ModuleType) -> set[Any]:
    """The public functions of a module that return events."""
    milik = [f for nama, f in getmembers(modul, isfunction) if f.__module__ == modul.__name__ and nama[0] != "_"]
    return {f for f in milik if kelas_dalam(get_type_hints(f)["return"]) & PERISTIWA}


@pytest.mark.parametrize("nomor", [NIK, NIP, f"Sari, NIP {NIP}."])
@pytest.mark.parametrize("isi", SETIAP_ISIAN)
def test_setiap_tulisan_bebas_menolak_nik_dan_nip(isi, nomor):
    with pytest.raises(NomorPribadiError):
        isi(nomor)


@pytest.mark.parametrize(
    "isi",
    [
        lambda t: tabel.tambah_pelaksana(KONSEP, p.pelaksana("x", kode=t)),
        lambda t: sahkan(versi_cetak=t),
        lambda t: pemda.daftarkan(nama="x", kode_wilayah=t, zona="WIB"),
    ],
    ids=["kode pelaksana", "versi cetak", "kode wilayah"],
)
def test_isian_pendek_juga_menolak_nik_dan_nip(isi):
    for nomor in (NIK, NIP.replace(" ", "")):
        with pytest.raises(NomorPribadiError):
            isi(nomor)


@pytest.mark.parametrize("isi", SETIAP_ISIAN)
def test_setiap_tulisan_bebas_menerima_nomor_biasa(isi):
    assert isi("014/KESBANGPOL/2025")


def test_setiap_keputusan_terhitung_dengan_atau_tanpa_tulisan_bebas():
    """A new decision belongs in one of the two lists above."""
    modul = (penyuntingan, tabel, pengesahan, evaluasi, opd, jabatan, pemda_decisions, saksi, log)
    semua = {f for m in modul for f in keputusan_di(m)}
    assert semua == set(TEKS_BEBAS) | TANPA_TEKS
    assert not set(TEKS_BEBAS) & TANPA_TEKS
