"""Erasing a person (UU 27/2022, decision D14): the directory entry, and every trace in texts, but signed documents."""

from infra.penghapusan.hapus import Laporan, hapus_orang

__all__ = ["Laporan", "hapus_orang"]
