"""The table of rights, walked completely: every role x act x stage x relation (decision D15)."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from itertools import product

import pytest

from domain.sop.state import Tahap
from domain.wewenang import TABEL, Hubungan, Peran, Tindakan, boleh

T = Tindakan
TAHAP = ("", *(t.value for t in Tahap))
HUBUNGAN = tuple(Hubungan(*nilai) for nilai in product((False, True), repeat=4))
SEMUA = tuple(product(Peran, Tindakan, TAHAP, HUBUNGAN))
DIIZINKAN = tuple(kasus for kasus in SEMUA if boleh(*kasus))

MENGAWASI = {T.LOG_BACA, T.LOG_ISI, T.ADMINISTRASI_BACA}
MEMBACA = {T.KERJA, T.BERANDA_SEMUA, T.SOP_BACA, T.JEJAK_BACA, T.ANGKA_BACA} | MENGAWASI
MEMBUKA = {T.AKSES_BERI, T.DOSIR_BAGIKAN}
TIDAK_UNTUK_PENULIS = {T.SOP_VERIFIKASI, T.SOP_KEMBALIKAN, T.SOP_PARAF, T.SOP_SAHKAN}
MENYUNTING = {T.SOP_BUAT, T.SOP_SUNTING, T.SOP_AJUKAN, T.SOP_TARIK}
ATAS_SOP = {t for t in Tindakan if t.value.startswith("sop.")}
TAHAPNYA = {
    T.SOP_SUNTING: {"konsep"},
    T.SOP_PARAF: {"konsep"},
    T.SOP_AJUKAN: {"konsep"},
    T.SOP_TARIK: {"diajukan"},
    T.SOP_KEMBALIKAN: {"diajukan", "diverifikasi"},
    T.SOP_VERIFIKASI: {"diajukan", "disahkan"},
    T.SOP_SAHKAN: {"diajukan", "diverifikasi"},
    T.SOP_REVISI: {"disahkan", "dicabut"},
    T.SOP_CABUT: {"disahkan"},
    T.SOP_TEMPLAT: {"konsep", "diajukan", "diverifikasi", "disahkan"},
    T.SOP_EVALUASI: {"konsep", "diajukan", "diverifikasi", "disahkan"},
}
SEPEMDA = {Peran.ORTALA, Peran.PIMPINAN, Peran.AUDITOR, Peran.ADMIN}
SIDIK = "9799383d5fa1257ee76bbb4b64b97a992558bd3136ba1383c1d5e5f3b422e81a"


def dapat(peran: Peran) -> set[Tindakan]:
    """What a role may do at some stage, in some relation."""
    return {tindakan for p, tindakan, _, _ in DIIZINKAN if p is peran}


def test_semua_kasus_diperiksa_dan_ada_yang_diizinkan():
    assert len(SEMUA) == len(Peran) * len(Tindakan) * len(TAHAP) * 16
    assert 0 < len(DIIZINKAN) < len(SEMUA)
    assert set(TABEL) == set(Peran)


@pytest.mark.parametrize("peran", Peran)
def test_setiap_peran_dapat_masuk_ruang_kerja_dan_bersebutan(peran):
    assert T.KERJA in dapat(peran)
    assert peran.sebutan.strip()


@pytest.mark.parametrize("tindakan", Tindakan)
def test_setiap_tindakan_ada_yang_berhak(tindakan):
    assert any(tindakan in dapat(peran) for peran in Peran)
    assert tindakan.value == tindakan.value.lower()


def test_tahap_di_tabel_adalah_tahap_yang_ada():
    tertulis = {tahap for hak in TABEL.values() for h in hak.values() for tahap in h.tahap}
    assert tertulis <= {t.value for t in Tahap}


def test_tanpa_mandat_yang_berlaku_tidak_ada_yang_boleh():
    assert [kasus for kasus in DIIZINKAN if not kasus[3].mandat_berlaku] == []


def test_penulis_tidak_pernah_memverifikasi_mengembalikan_memaraf_atau_mengesahkan():
    assert [k for k in DIIZINKAN if k[3].penulis and k[1] in TIDAK_UNTUK_PENULIS] == []


def test_bukan_penulis_boleh_semua_yang_boleh_bagi_penulis():
    penulis = [k for k in DIIZINKAN if k[3].penulis]
    assert all(boleh(p, t, th, replace(h, penulis=False)) for p, t, th, h in penulis)


@pytest.mark.parametrize("peran", Peran)
def test_tidak_ada_peran_yang_memegang_dua_tugas_yang_harus_terpisah(peran):
    tugas = [bool(dapat(peran) & MENYUNTING), T.SOP_VERIFIKASI in dapat(peran), T.SOP_SAHKAN in dapat(peran)]
    assert sum(tugas) <= 1


@pytest.mark.parametrize("peran", [Peran.AUDITOR, Peran.PEMBACA])
def test_auditor_dan_pembaca_hanya_membaca(peran):
    assert dapat(peran) <= MEMBACA


def test_pimpinan_membaca_dan_membuka_akses_bagi_yang_lain():
    assert dapat(Peran.PIMPINAN) <= MEMBACA | MEMBUKA


def test_auditor_tidak_melihat_apa_pun_di_luar_akses_yang_berlaku():
    """The post of an auditor alone opens the door of the working area and nothing behind it."""
    tanpa = {(t, h.dalam_akses) for p, t, _, h in DIIZINKAN if p is Peran.AUDITOR and not h.dalam_akses}
    assert tanpa == {(T.KERJA, False)}
    assert dapat(Peran.AUDITOR) == {T.KERJA, T.SOP_BACA} | MENGAWASI


def test_akses_tidak_menambah_hak_jabatan_mana_pun():
    lain = [k for k in DIIZINKAN if k[0] is not Peran.AUDITOR and k[3].dalam_akses]
    assert all(boleh(p, t, th, replace(h, dalam_akses=False)) for p, t, th, h in lain)


def test_yang_membuka_akses_auditor_bukan_yang_diaudit_dan_bukan_admin():
    assert {p for p in Peran if T.AKSES_BERI in dapat(p)} == {Peran.PIMPINAN, Peran.ORTALA}
    assert {p for p in Peran if T.DOSIR_BAGIKAN in dapat(p)} == {Peran.PIMPINAN, Peran.ORTALA, Peran.KEPALA_OPD}


def test_jejak_baca_dilihat_yang_menjaga_isinya():
    assert {p for p in Peran if T.JEJAK_BACA in dapat(p)} == {Peran.PIMPINAN, Peran.ORTALA, Peran.KEPALA_OPD}
    assert {p for p in Peran if T.JEJAK_PANTAU in dapat(p)} == {Peran.ORTALA, Peran.KEPALA_OPD}


def test_isi_log_hanya_bagi_yang_membaca_semua_sop():
    assert {p for p in Peran if T.LOG_ISI in dapat(p)} == {Peran.PIMPINAN, Peran.ORTALA, Peran.AUDITOR}


def test_angka_untuk_provinsi():
    assert {p for p in Peran if T.ANGKA_BAGIKAN in dapat(p)} == {Peran.ORTALA, Peran.ADMIN}
    assert {p for p in Peran if T.ANGKA_BACA in dapat(p)} == {Peran.ORTALA, Peran.PIMPINAN}


def test_admin_tidak_membaca_dan_tidak_memutuskan_sop():
    assert dapat(Peran.ADMIN) & ATAS_SOP == set()
    assert dapat(Peran.ADMIN) & {T.BERANDA_SEMUA, T.WAJIB_KELOLA, T.WAJIB_KAITKAN} == set()


def test_log_dibaca_oleh_yang_menjaga_seluruh_pemda():
    for hak in (T.LOG_BACA, T.ADMINISTRASI_BACA):
        assert {peran for peran in Peran if hak in dapat(peran)} == SEPEMDA


def test_hanya_admin_yang_mengatur_pemda():
    assert {peran for peran in Peran if T.PEMDA_KELOLA in dapat(peran)} == {Peran.ADMIN}


def test_orang_diurus_admin_dan_ortala_admin_dan_kunci_hanya_oleh_admin():
    assert {peran for peran in Peran if T.ORANG_KELOLA in dapat(peran)} == {Peran.ORTALA, Peran.ADMIN}
    for tindakan in (T.ADMIN_ANGKAT, T.KUNCI_API_KELOLA):
        assert {peran for peran in Peran if tindakan in dapat(peran)} == {Peran.ADMIN}


def test_daftar_peraturan_dan_templat_dijaga_yang_mengoordinasikan():
    assert {peran for peran in Peran if T.PERATURAN_KELOLA in dapat(peran)} == {Peran.ORTALA, Peran.ADMIN}
    assert {peran for peran in Peran if T.SOP_TEMPLAT in dapat(peran)} == {Peran.ORTALA}


def test_hak_opd_tidak_menjangkau_opd_lain():
    lintas = {(p, t) for p, t, _, h in DIIZINKAN if p not in SEPEMDA and not h.opd_sendiri}
    assert {t for _, t in lintas} == {T.KERJA}


def test_yang_menulis_mengesahkan_mencabut_selalu_opd_itu_sendiri():
    opd = MENYUNTING | {T.SOP_PARAF, T.SOP_SAHKAN, T.SOP_CABUT, T.SOP_BATALKAN, T.SOP_REVISI}
    assert [k for k in DIIZINKAN if k[1] in opd and not k[3].opd_sendiri] == []


def test_setiap_tindakan_hanya_pada_tahapnya():
    assert [k for k in DIIZINKAN if k[1] in TAHAPNYA and k[2] not in TAHAPNYA[k[1]]] == []


@pytest.mark.parametrize("tindakan", TAHAPNYA)
def test_setiap_tahap_yang_disebut_memang_dapat_ditempuh_seseorang(tindakan):
    assert {tahap for _, t, tahap, _ in DIIZINKAN if t is tindakan} == TAHAPNYA[tindakan]


def test_pindaian_dilampirkan_yang_mengerjakan_sop_itu_pada_tahap_apa_pun():
    """The version it belongs to may be an older one; the decision asks whether that one was approved."""
    orang = {Peran.PENYUSUN, Peran.KASUBAG, Peran.KEPALA_OPD, Peran.ORTALA}
    assert {p for p in Peran if T.SOP_PINDAIAN in dapat(p)} == orang
    assert {tahap for _, t, tahap, _ in DIIZINKAN if t is T.SOP_PINDAIAN} == set(TAHAP)


def test_di_luar_konsep_tidak_ada_yang_menyunting():
    assert {tahap for _, t, tahap, _ in DIIZINKAN if t is T.SOP_SUNTING} == {"konsep"}


def test_masukan_pada_setiap_tahap_oleh_yang_menulis_dan_memeriksa():
    """Reviewers speak while the content is frozen; who only reads is silent, and an author may always answer."""
    for tindakan in (T.MASUKAN_TULIS, T.MASUKAN_SELESAIKAN):
        assert {tahap for _, t, tahap, _ in DIIZINKAN if t is tindakan} == set(TAHAP)
        assert {p for p in Peran if tindakan in dapat(p)} == {
            *(Peran.PENYUSUN, Peran.KASUBAG, Peran.KEPALA_OPD, Peran.ORTALA)
        }
    assert all(T.SOP_BACA in dapat(p) for p in Peran if T.MASUKAN_TULIS in dapat(p))


def test_sop_dicabut_tidak_dapat_disahkan_diverifikasi_atau_dicabut_lagi():
    tertutup = {T.SOP_SAHKAN, T.SOP_VERIFIKASI, T.SOP_CABUT, T.SOP_KEMBALIKAN, T.SOP_AJUKAN}
    assert [k for k in DIIZINKAN if k[2] == "dicabut" and k[1] in tertutup] == []


def test_yang_tidak_tertulis_ditolak():
    for peran, tindakan in product(Peran, Tindakan):
        if tindakan not in TABEL[peran]:
            assert not any(boleh(peran, tindakan, tahap, h) for tahap in TAHAP for h in HUBUNGAN)


def test_hanya_ortala_menetapkan_beratnya_aturan_pemeriksaan():
    assert {peran for peran in Peran if T.ATURAN_KELOLA in dapat(peran)} == {Peran.ORTALA}


def test_sidik_seluruh_tabel_hak_tetap():
    """A right was given or taken away. If that is intended: read the differences in domain/wewenang.py with
    a second person, mend the invariants above and `docs/`, say it in the CHANGELOG, and only then write the
    new digest here. If it is not intended, the change is a hole: take it back."""
    baris = "\n".join(
        f"{p} {t} {th or '-'} {h.opd_sendiri} {h.mandat_berlaku} {h.penulis} {h.dalam_akses}"
        for p, t, th, h in DIIZINKAN
    )
    assert sha256(baris.encode()).hexdigest() == SIDIK, test_sidik_seluruh_tabel_hak_tetap.__doc__
