"""Shapes of the reserve, which a search reads to the end only when all else failed."""

from domain.sop.alur.calon import bentuk
from domain.sop.alur.denah import Denah
from domain.sop.alur.gaya import GAYA_BAKU
from domain.sop.alur.masukan import Jenis


def test_no_shape_uses_one_lane_twice() -> None:
    denah = Denah(GAYA_BAKU, 2, 2)
    denah.hubung(denah.tambah(0, 0, Jenis.PROSES, "1"), denah.tambah(1, 1, Jenis.PROSES, "2"))
    semua = [titik for titik, _, masuk in bentuk(denah, denah.panah[0], 2) if masuk == "A"]
    assert semua
    assert all(titik[1][1] != titik[3][1] for titik in semua)
