"""Laws of totals, for any procedure."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, permutations

from hypothesis import given
from hypothesis import strategies as st

from domain.sop.langkah import Langkah, Panah, Satuan
from domain.sop.naskah import Naskah
from domain.sop.perhitungan import JamKerja, Total, hitung, simulasikan
from domain.sop.perhitungan.graf import graf
from domain.sop.perhitungan.lama import NIHIL, Selang, sel_waktu
from tests.domain import strategi
from tests.domain.sop.perhitungan.pembangun import baris, nomor, waktu
from tests.domain.strategi import hukum

HURUF = "abcdefg"
SATUAN = (Satuan.MENIT, Satuan.HARI_KERJA)
lama = st.one_of(
    st.integers(0, 9).map(waktu),
    st.tuples(st.integers(1, 4), st.integers(4, 9), st.sampled_from(SATUAN)).map(lambda x: waktu(x[:2], x[2])),
    st.builds(lambda x, n: waktu(n, gabung_dengan=nomor(x)), st.sampled_from(HURUF), st.integers(0, 3)),
)


@st.composite
def bebas(draw: st.DrawFn) -> tuple[Langkah, ...]:
    """Up to seven rows with arrows of their own, wherever they lead."""
    nama = HURUF[: draw(st.integers(1, len(HURUF)))]
    tujuan = st.lists(st.sampled_from(nama), min_size=1, max_size=3, unique=True).map("".join)
    return tuple(baris(x, draw(lama), draw(tujuan | st.just("."))) for x in nama)


def _total(langkah: tuple[Langkah, ...], **lain: int) -> dict[Satuan, Total]:
    """By unit; nothing where no way passes a step that has it."""
    hasil = {t.satuan: t for t in hitung(Naskah(langkah=langkah), **lain).total}
    return {s: hasil.get(s, Total(s, NIHIL, ())) for s in SATUAN}


def _semua_jalan(langkah: tuple[Langkah, ...], satuan: Satuan) -> Selang:
    """The same by trying out every order of every choice of rows."""
    bentuk, sel = graf(langkah), [s for s in sel_waktu(langkah) if s.satuan is satuan]
    sampai: list[tuple[bool, Selang]] = []
    for banyak in range(1, len(langkah) + 1):
        for jalan in permutations(range(len(langkah)), banyak):
            if jalan[0] in bentuk.awal and all(ke in bentuk.keluar[dari] for dari, ke in pairwise(jalan)):
                jumlah = sum((s.selang for s in sel if set(s.baris) & set(jalan)), NIHIL)
                sampai.append((jalan[-1] in bentuk.akhir, jumlah))
    tamat = [s for selesai, s in sampai if selesai]
    return max(tamat or [s for _, s in sampai])


@hukum
@given(bebas())
def test_sama_dengan_mencoba_semua_jalan(langkah):
    for satuan, total in _total(langkah).items():
        assert total.tepat
        assert total.lama == _semua_jalan(langkah, satuan)


@hukum
@given(bebas(), st.integers(0, 12))
def test_batas_tidak_pernah_di_bawah_yang_sebenarnya(langkah, percobaan):
    tepat = _total(langkah)
    for satuan, total in _total(langkah, percobaan=percobaan).items():
        assert total.lama.maks >= tepat[satuan].lama.maks
        assert total.lama == tepat[satuan].lama or not total.tepat


@hukum
@given(bebas())
def test_terpendek_tidak_melebihi_terpanjang(langkah):
    assert all(t.lama.min <= t.lama.maks for t in _total(langkah).values())


@hukum
@given(bebas(), st.randoms(use_true_random=False))
def test_urutan_baris_tidak_mengubah_jumlah(langkah, acak):
    """With arrows of their own, and where it begins without doubt."""
    awal = Langkah(nomor("mulai"), simbol=strategi.Simbol.MULAI, panah=(Panah(langkah[0].id),))
    diacak = [awal, *langkah]
    acak.shuffle(diacak)
    semula, sesudah = _total((awal, *langkah)), _total(tuple(diacak))
    assert {s: t.lama for s, t in semula.items()} == {s: t.lama for s, t in sesudah.items()}


@hukum
@given(st.lists(st.integers(1, 9), min_size=1, max_size=30))
def test_rantai_sama_dengan_jumlahnya(menit):
    rantai = tuple(baris(str(n), m) for n, m in enumerate(menit))
    assert _total(rantai)[Satuan.MENIT].lama == Selang(sum(menit), sum(menit))


@hukum
@given(st.lists(st.integers(1, 9), min_size=2, max_size=30), st.data())
def test_panah_mundur_tidak_menambah_jalan_terpanjang(menit, data):
    rantai = [baris(str(n), m) for n, m in enumerate(menit)]
    dari = data.draw(st.integers(0, len(menit) - 2))
    ke = data.draw(st.integers(0, dari))
    dengan = list(rantai)
    dengan[dari] = replace(rantai[dari], panah=(Panah(rantai[dari + 1].id, "Ya"), Panah(rantai[ke].id, "Tidak")))
    assert _total(tuple(dengan)) == _total(tuple(rantai))


@hukum
@given(strategi.naskah(), bebas())
def test_simulasi_selalu_menjawab_dan_selalu_sama(naskah, langkah):
    for baris_ in (naskah.langkah, langkah):
        hasil = simulasikan(baris_, (), JamKerja())
        assert hasil == simulasikan(baris_, (), JamKerja())
        assert hasil.jam is None or 0 <= hasil.jam.median <= hasil.jam.p90
        hitung(replace(naskah, langkah=baris_))
