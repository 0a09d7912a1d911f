"""Figures that follow from the procedure table: how long it takes, who hands on to whom, who is busy how long."""

from domain.sop.perhitungan.jam_kerja import JamKerja
from domain.sop.perhitungan.lama import Selang
from domain.sop.perhitungan.simulasi import Sebaran, Simulasi, simulasikan
from domain.sop.perhitungan.total import Beban, Perhitungan, Total, hitung

__all__ = ["Beban", "JamKerja", "Perhitungan", "Sebaran", "Selang", "Simulasi", "Total", "hitung", "simulasikan"]
