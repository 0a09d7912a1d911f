"""The words that `tindakan:` knows, and the events that each of them stands for."""

from __future__ import annotations

from typing import Any

from domain.sop.events import (
    AsalDicatat,
    ButirDihapus,
    ButirDipindah,
    ButirDitambahkan,
    ButirDiubah,
    IsianDiubah,
    LangkahDihapus,
    LangkahDipindah,
    LangkahDitambahkan,
    LangkahDiubah,
    PelaksanaDihapus,
    PelaksanaDipindah,
    PelaksanaDitambahkan,
    PelaksanaDiubah,
    PengajuanDitarik,
    PengesahanDibatalkan,
    PenyusunDitetapkan,
    RevisiDibuka,
    SopDiajukan,
    SopDibuat,
    SopDicabut,
    SopDievaluasi,
    SopDikembalikan,
    SopDiparaf,
    SopDisahkan,
    SopDiverifikasi,
    UjiCobaDicatat,
    UjiCobaDikecualikan,
)
from domain.sop.samping import (
    PeluangDiperkirakan,
    PindaianDilampirkan,
    SopDisalin,
    TemplatDilepas,
    TemplatDitetapkan,
)

_LANGKAH = (LangkahDitambahkan, LangkahDiubah, LangkahDipindah, LangkahDihapus)
_BUTIR = (ButirDitambahkan, ButirDiubah, ButirDipindah, ButirDihapus)
_PELAKSANA = (PelaksanaDitambahkan, PelaksanaDiubah, PelaksanaDipindah, PelaksanaDihapus)

TINDAKAN: dict[str, tuple[type[Any], ...]] = {
    "dibuat": (SopDibuat, SopDisalin, AsalDicatat),
    "diubah": (IsianDiubah, PenyusunDitetapkan, *_BUTIR, *_PELAKSANA, *_LANGKAH),
    "diparaf": (SopDiparaf,),
    "diajukan": (SopDiajukan,),
    "ditarik": (PengajuanDitarik,),
    "dikembalikan": (SopDikembalikan,),
    "diverifikasi": (SopDiverifikasi,),
    "disahkan": (SopDisahkan,),
    "dibatalkan": (PengesahanDibatalkan,),
    "direvisi": (RevisiDibuka,),
    "dicabut": (SopDicabut,),
    "dievaluasi": (SopDievaluasi,),
    "diujicoba": (UjiCobaDicatat, UjiCobaDikecualikan),
    "langkah": _LANGKAH,
    "isian": (IsianDiubah,),
    "butir": _BUTIR,
    "pelaksana": _PELAKSANA,
    "templat": (TemplatDitetapkan, TemplatDilepas),
    "peluang": (PeluangDiperkirakan,),
    "pindaian": (PindaianDilampirkan,),
}
"""Every event of an SOP is behind at least one word; a test compares."""
