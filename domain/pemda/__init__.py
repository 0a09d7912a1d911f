"""The government itself as a subject of history: its name on the sheet, its policies for SOPs, its log's witnesses."""

from domain.pemda.decisions import KebijakanTidakSahError, daftarkan, ubah_kebijakan, ubah_label
from domain.pemda.events import KebijakanDiubah, LabelFormulirDiubah, PemdaDidaftarkan, PeristiwaPemda
from domain.pemda.state import ALIRAN, Pemda, evolve

__all__ = [
    "ALIRAN",
    "KebijakanDiubah",
    "KebijakanTidakSahError",
    "LabelFormulirDiubah",
    "Pemda",
    "PemdaDidaftarkan",
    "PeristiwaPemda",
    "daftarkan",
    "evolve",
    "ubah_kebijakan",
    "ubah_label",
]
