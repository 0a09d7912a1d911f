"""Waktu as officials write it, read: "maks. 3 (tiga) hari kerja", "1-2 jam", "2 menit/berkas", "1 x 24 jam"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from domain.sop.langkah import Satuan, Waktu

_BILANGAN = {
    kata: Decimal(nilai)
    for nilai, kata in enumerate(
        "nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas".split()  # noqa: SIM905
    )
} | {"setengah": Decimal("0.5"), "½": Decimal("0.5"), "seperempat": Decimal("0.25"), "¼": Decimal("0.25")}
_SATUAN = {
    **dict.fromkeys(("menit", "mnt", "'", "’"), Satuan.MENIT),
    "jam": Satuan.JAM,
    **dict.fromkeys(("hari", "hr"), Satuan.HARI),
    "hk": Satuan.HARI_KERJA,
    **dict.fromkeys(("minggu", "mgg"), Satuan.MINGGU),
    **dict.fromkeys(("bulan", "bln"), Satuan.BULAN),
    **dict.fromkeys(("tahun", "thn"), Satuan.TAHUN),
}
_DETIK = ("detik", "dtk")
_DETIK_SEMENIT, _MENIT_SEJAM = 60, 60
PANJANG_TERBACA = 80
"""Longer texts are sentences, not times."""
TAK_MASUK_AKAL = 10**9

_AWALAN = r"(?:maks(?:imal|imum)?\.?|paling lama|paling lambat|selama|±|\+/-|kurang lebih|lebih kurang|sekitar)"
_ANGKA = rf"\d{{1,6}}(?:[.,]\d{{1,3}})?|{'|'.join(_BILANGAN)}"
_DENGAN_HURUF = r"(?: ?\([a-z ]{1,30}\))?"
_UNIT = rf"{'|'.join((*_DETIK, *sorted(_SATUAN, key=len, reverse=True)))}"
_SATU = re.compile(
    rf"(?:{_AWALAN} )?(?P<dari>{_ANGKA}){_DENGAN_HURUF}"
    rf"(?: ?(?P<hubung>-|–|—|s\.?d\.?|s/d|sampai(?: dengan)?|hingga|x) ?(?P<sampai>{_ANGKA}){_DENGAN_HURUF})?"
    rf" ?(?P<unit>{_UNIT})(?: (?P<jenis>kerja|kalender))?\.?(?: ?(?:/|per) ?(?P<per>[^\W\d_][\w ]{{0,29}}))?"
)
_JAM_MENIT = re.compile(rf"(?P<jam>{_ANGKA}) ?jam(?: dan)? (?P<menit>{_ANGKA}) ?(?:menit|mnt)")
_SE = re.compile(r"\bse(menit|jam|hari|minggu|bulan|tahun)\b")
_DI_DALAM = re.compile(
    rf"(?<![\w.,/])(?:{_ANGKA}){_DENGAN_HURUF}(?: ?(?:-|–|s\.?d\.?|s/d|sampai) ?(?:{_ANGKA}){_DENGAN_HURUF})?"
    rf" ?(?:{'|'.join(u for u in (*_DETIK, *_SATUAN) if u.isalpha())})(?: kerja| kalender)?(?!\w)"
)
_HANYA_ANGKA = re.compile(rf"(?:{_AWALAN} )?(?:\d{{1,6}}(?:[.,]\d{{1,3}})?)(?: ?[-–] ?\d{{1,6}})?")


def _rapi(teks: str) -> str:
    return _SE.sub(r"1 \1", " ".join(teks.casefold().split()))


def baca_waktu(teks: str) -> Waktu | None:
    """The number or range and the unit that a text names, or None; the text is kept as it was written."""
    rapi = _rapi(teks[: 2 * PANJANG_TERBACA])
    if len(rapi) > PANJANG_TERBACA:
        return None
    if gabung := _JAM_MENIT.fullmatch(rapi):
        menit = _nilai(gabung["jam"]) * _MENIT_SEJAM + _nilai(gabung["menit"])
        return Waktu(teks, nilai=menit, satuan=Satuan.MENIT)
    cocok = _SATU.fullmatch(rapi)
    return None if cocok is None else _waktu(teks, cocok)


def _waktu(teks: str, cocok: re.Match[str]) -> Waktu | None:
    satuan = _satuan(cocok["unit"], cocok["jenis"] or "")
    if satuan is None:
        return None
    bagi = _DETIK_SEMENIT if cocok["unit"] in _DETIK else 1
    dari, per = _nilai(cocok["dari"]) / bagi, (cocok["per"] or "").strip()
    if cocok["sampai"] is None:
        return Waktu(teks, nilai=dari, satuan=satuan, per=per)
    sampai = _nilai(cocok["sampai"]) / bagi
    if cocok["hubung"] == "x":
        return Waktu(teks, nilai=dari * sampai * bagi, satuan=satuan, per=per)
    return Waktu(teks, min=min(dari, sampai), maks=max(dari, sampai), satuan=satuan, per=per)


def _satuan(unit: str, jenis: str) -> Satuan | None:
    """Only days are told apart into working and calendar days; "jam kerja" is an hour as any other."""
    satuan = Satuan.MENIT if unit in _DETIK else _SATUAN[unit]
    if jenis == "kerja" and satuan in (Satuan.HARI, Satuan.HARI_KERJA):
        return Satuan.HARI_KERJA
    return satuan if jenis != "kalender" or satuan is Satuan.HARI else None


def _nilai(angka: str) -> Decimal:
    """A comma is a decimal comma; a point before three digits groups thousands, before others it is a decimal one."""
    if angka in _BILANGAN:
        return _BILANGAN[angka]
    ribuan = re.fullmatch(r"\d+\.\d{3}", angka)
    return Decimal(angka.replace(".", "") if ribuan else angka.replace(",", "."))


def tanpa_satuan(teks: str) -> bool:
    """A number alone: "15", "30-60"."""
    return _HANYA_ANGKA.fullmatch(_rapi(teks[:PANJANG_TERBACA])) is not None


def lama_disebut(teks: str) -> Iterator[tuple[str, Waktu]]:
    """The times named inside a sentence, each with the words before it."""
    rapi = _rapi(teks)
    for cocok in _DI_DALAM.finditer(rapi):
        waktu = baca_waktu(cocok.group())
        if waktu is not None:
            yield rapi[: cocok.start()], waktu


def lama_formulir(waktu: Waktu) -> str:
    """What stands in the number field of the form."""
    if waktu.min is not None and waktu.maks is not None:
        return f"{tulis_angka(waktu.min)}-{tulis_angka(waktu.maks)}"
    nilai = waktu.nilai if waktu.nilai is not None else waktu.maks
    return "" if nilai is None else tulis_angka(nilai)


def tulis_angka(nilai: Decimal) -> str:
    """With a decimal comma and at most two decimals; what is beyond any time as it is."""
    if not nilai.is_finite() or abs(nilai) >= TAK_MASUK_AKAL:
        return str(nilai)
    return f"{nilai.quantize(Decimal('0.01')).normalize():f}".replace(".", ",")


def tulis_waktu(waktu: Waktu) -> str:
    """The usual spelling: "1-2 hari kerja", "2 menit/berkas"."""
    satuan = waktu.satuan.sebutan if waktu.satuan else ""
    return f"{lama_formulir(waktu)} {satuan}".strip() + (f"/{waktu.per}" if waktu.per else "")
