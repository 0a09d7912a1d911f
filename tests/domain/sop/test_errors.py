"""Every refusal says in a whole sentence what is wrong, and has a code of its own."""

from __future__ import annotations

import pytest

import domain.jabatan.decisions
import domain.opd.decisions
import domain.pemda.decisions
import domain.sop.errors as e
from domain.kernel import IsianTerlaluPanjangError, RuleViolation


def turunan(kelas: type[RuleViolation]) -> list[type[RuleViolation]]:
    langsung = [k for k in kelas.__subclasses__() if k.__module__.startswith("domain.")]
    return [*langsung, *(cucu for k in langsung for cucu in turunan(k))]


DENGAN_ISI = {
    e.TahapTidakSesuaiError: ("diajukan", "Disahkan"),
    e.ParafBelumCukupError: (1, 2),
    e.NilaiTidakDikenalError: ("sifat", ("administratif", "teknis")),
    e.TemuanMenghalangiError: ((), "diajukan"),
    e.UnsurTidakAdaError: ("Langkah",),
    e.AlasanTidakKosongError: (3,),
    IsianTerlaluPanjangError: ("Paling banyak 3 huruf; sekarang 4.",),
}
SEMUA = turunan(RuleViolation)


@pytest.mark.parametrize("kelas", SEMUA)
def test_setiap_penolakan_berbunyi_kalimat(kelas):
    penolakan = kelas(*DENGAN_ISI.get(kelas, ()))
    assert str(penolakan) == penolakan.kalimat
    if kelas is not e.WaktuTidakDikenalError:  # its sentence comes with each refusal
        assert penolakan.kalimat != RuleViolation.kalimat
    assert penolakan.kalimat[0].isupper()
    assert penolakan.kalimat.endswith(".")


def test_setiap_penolakan_berkode_sendiri():
    kode = [k.kode for k in SEMUA]
    assert len(kode) == len(set(kode))
    assert all(k.__name__.endswith("Error") for k in SEMUA)


def test_penolakan_semua_bagian_terhitung():
    modul = {k.__module__ for k in SEMUA}
    assert modul >= {m.__name__ for m in (e, domain.jabatan.decisions, domain.opd.decisions, domain.pemda.decisions)}


@pytest.mark.parametrize(
    ("penolakan", "kalimat", "bidang"),
    [
        (e.TahapTidakSesuaiError("dicabut", "Draf"), "SOP tidak dapat dicabut pada tahap “Draf”.", ""),
        (e.ParafBelumCukupError(1, 2), "Isi ini baru diparaf 1 dari 2 pemeriksa internal yang disyaratkan.", ""),
        (e.NilaiTidakDikenalError("sifat", ("a", "b")), "Pilih salah satu: a, b.", "sifat"),
        (e.AlasanTidakKosongError(4), "Tulis mengapa tidak: apa yang terjadi di lapangan.", "alasan_4"),
    ],
)
def test_penolakan_menyebut_isinya(penolakan, kalimat, bidang):
    assert (penolakan.kalimat, penolakan.bidang) == (kalimat, bidang)
