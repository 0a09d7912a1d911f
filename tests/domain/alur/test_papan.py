"""The board, asked directly for what a search rarely meets."""

from domain.sop.alur.denah import Denah
from domain.sop.alur.gaya import GAYA_BAKU
from domain.sop.alur.geometri import Ruas
from domain.sop.alur.masukan import BarisAlur, Jenis
from domain.sop.alur.papan import Papan


def test_a_line_that_ends_on_another_is_not_a_crossing() -> None:
    denah = Denah(GAYA_BAKU, 3, 2)
    denah.tambah_langkah(
        0, BarisAlur("1", ((0, Jenis.PROSES), (2, Jenis.PROSES)), ()), ((0, Jenis.PROSES), (2, Jenis.PROSES))
    )
    papan, y = Papan(denah), GAYA_BAKU.tengah
    assert papan.persilangan(0, [Ruas(True, 93, y - 20, y + 20)], 1) == (1, ())
    assert papan.persilangan(0, [Ruas(True, 93, y - 20, y + 20)], 0)[0] < 0
    assert papan.persilangan(0, [Ruas(True, 93, y, y + 20)], 1)[0] < 0
