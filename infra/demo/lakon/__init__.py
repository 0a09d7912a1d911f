"""What people do in the demonstration, by the word that its files have for it."""

from __future__ import annotations

from collections.abc import Callable

from infra.demo.adegan import Adegan
from infra.demo.lakon import identitas, kantor, ketetapan, prosedur, siklus
from infra.demo.panggung import Panggung

LAKON: dict[str, Callable[[Panggung, Adegan], None]] = {
    **identitas.LAKON,
    **prosedur.LAKON,
    **siklus.LAKON,
    **ketetapan.LAKON,
    **kantor.LAKON,
}


def mainkan(panggung: Panggung, adegan: Adegan) -> None:
    LAKON[adegan.laku](panggung, adegan)
