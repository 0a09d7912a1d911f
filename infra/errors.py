"""Bad news from the world, in words of our own, so that no other package knows those of libraries."""

from __future__ import annotations


class OperatorError(Exception):
    """What an operator can mend. The text says what is wrong and what to do; the console program prints it."""


class TidakAdaError(LookupError):
    """There is no such thing in this tenant; whether another tenant has one is nobody's business."""


class TersibukError(RuntimeError):
    """The database is away, or too many wait for it. The same request may be sent again."""


class TerputusError(TersibukError):
    """The connection broke; whether what was sent was done is unknown. Reads and commands with an id are sent again."""


class PagarRusakError(TersibukError):
    """The database breaks a rule that keeps the tenants apart: nobody is served from it. The text names each."""


class MandatBerakhirError(RuntimeError):
    """The mandate that an act rests on ended, or its holder was disabled, before the act was recorded."""


class PerintahBerbedaError(RuntimeError):
    """A command id was used again for a different request."""


class PeristiwaTakTerbacaError(RuntimeError):
    """A stored event that this version cannot read: its name is unknown, or its bytes are not what they should be."""

    def __init__(self, pos: int) -> None:
        self.pos = pos
        super().__init__(f"peristiwa {pos} tidak dapat dibaca")
