"""Whether the nodes of a file have the shape of an SOP. Defects of the document itself are none of its business."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from difflib import get_close_matches

from domain.kernel import RuleViolation, teks_bersih, teks_rapi
from infra.impor.bentuk import Bebas, Bentuk, Butiran, Deret, PerKode, Peta, Skalar
from infra.impor.skema import PRIBADI, TEKS
from infra.impor.tempat import Simpul, cuplik

_SEBUTAN: dict[type, str] = {
    bool: "ya/tidak",
    int: "angka",
    float: "angka",
    date: "tanggal",
    str: "tulisan",
    tuple: "daftar",
    dict: "pasangan kunci dan nilai",
}


def atau(pilihan: Sequence[str]) -> str:
    if len(pilihan) < 3:  # noqa: PLR2004 - two are joined without a comma
        return " atau ".join(pilihan)
    return f"{', '.join(pilihan[:-1])}, atau {pilihan[-1]}"


def periksa(simpul: Simpul, bentuk: Bentuk) -> None:
    """Raises ImporError at the first node that is not as the schema says. Nothing at all is always allowed."""
    if simpul.nilai is None:
        return
    match bentuk:
        case Skalar():
            _skalar(simpul, bentuk)
        case Peta():
            _peta(simpul, bentuk)
        case Deret(unsur):
            _harus(simpul, (tuple,), "daftar")
            _unsur(simpul.deret, unsur)
        case PerKode(nilai):
            _harus(simpul, (dict,), "pasangan kode pelaksana dan nilai")
            _unsur(simpul.peta.values(), nilai)
        case Butiran(peta):
            periksa(simpul, peta if isinstance(simpul.nilai, dict) else TEKS)
        case Bebas():
            pass


def _unsur(unsur: Iterable[Simpul], bentuk: Bentuk) -> None:
    """The entries of a list: a blank one would be a row that nobody sees."""
    for simpul in unsur:
        if kosong(simpul):
            raise simpul.tempat.salah("butir ini kosong; isi atau hapus barisnya")
        periksa(simpul, bentuk)


def kosong(simpul: Simpul) -> bool:
    return simpul.nilai is None or (isinstance(simpul.nilai, str) and not teks_rapi(simpul.nilai))


def _harus(simpul: Simpul, jenis: tuple[type, ...], sebutan: str) -> None:
    if type(simpul.nilai) not in jenis:
        kutipan = f" “{cuplik(simpul.mentah)}”" if simpul.mentah else ""
        saran = "; beri tanda kutip" if str in jenis and simpul.mentah else ""
        raise simpul.tempat.salah(f"harus {sebutan}, bukan {_SEBUTAN[type(simpul.nilai)]}{kutipan}{saran}")


def _skalar(simpul: Simpul, bentuk: Skalar) -> None:
    _harus(simpul, bentuk.jenis, bentuk.sebutan)
    if bentuk.pilihan and not kosong(simpul) and teks_rapi(simpul.mentah) not in bentuk.pilihan:
        nama = simpul.tempat.bidang.rsplit(".", 1)[-1]
        pilihan = atau(bentuk.pilihan)
        raise simpul.tempat.salah(f"{nama} “{cuplik(simpul.mentah)}” tidak dikenal; pilih {pilihan}")


def _peta(simpul: Simpul, peta: Peta) -> None:
    _harus(simpul, (dict,), "pasangan kunci dan nilai")
    for kunci, anak in simpul.peta.items():
        bentuk = peta.bentuk(kunci)
        if bentuk is None:
            mirip = get_close_matches(kunci, peta.kunci, 1)
            saran = f"; mungkin maksudnya “{mirip[0]}”" if mirip else ""
            raise anak.tempat.salah(f"kunci ini tidak dikenal{saran}")
        periksa(anak, bentuk)
    for kunci in peta.wajib:
        if kosong(simpul.anak(kunci)):
            raise simpul.anak(kunci).tempat.salah("wajib diisi")


def periksa_nomor_pribadi(akar: Simpul) -> None:
    """No NIK or NIP anywhere but in the signature block, neither in content nor in what is merely kept."""
    pengecualian = {f"identitas.{kunci}" for kunci in PRIBADI}
    for simpul in akar.semua():
        if simpul.tempat.bidang in pengecualian:
            continue
        sendiri = () if isinstance(simpul.nilai, dict | tuple) else (str(simpul.nilai),)
        for teks in (*sendiri, *simpul.peta):
            try:
                teks_bersih(teks, panjang=len(teks))
            except RuleViolation as error:
                raise simpul.tempat.salah(error.kalimat) from None
