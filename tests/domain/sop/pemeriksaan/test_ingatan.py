"""What was asked of an SOP is remembered for that very SOP, and for no other that merely looks like it."""

from __future__ import annotations

from domain.sop.pemeriksaan.ingatan import SOP_DIINGAT, ingat


def test_yang_sama_ditanya_sekali_dan_yang_serupa_ditanya_lagi() -> None:
    ditanya: list[list[int]] = []

    @ingat
    def panjang(isi: list[int]) -> int:
        ditanya.append(isi)
        return len(isi)

    satu, serupa = [1], [1]
    assert [panjang(satu), panjang(satu), panjang(serupa)] == [1, 1, 1]
    assert len(ditanya) == 2
    for n in range(SOP_DIINGAT):
        panjang([n])
    panjang(satu)
    assert ditanya[-1] is satu
