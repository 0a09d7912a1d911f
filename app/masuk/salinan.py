"""A copy of a document that somebody else publishes, read again when it has grown old."""

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Lock
from typing import Generic, TypeVar

from app.masuk.penolakan import TIDAK_TERJANGKAU, MasukDitolakError

T = TypeVar("T")

# While a provider is down, one sign-in in ten seconds waits for it; the others are told at once. Without
# this, everybody who clicks would hold a worker for the whole time-out, and one tenant stop them all.
JEDA_GAGAL = timedelta(seconds=10)


class Salinan(Generic[T]):
    def __init__(self, baca: Callable[[datetime], T]) -> None:
        self._baca = baca
        self._gembok = Lock()
        self._terbaca: tuple[datetime, T] | None = None
        self._gagal_pada: datetime | None = None

    def ambil(self, sekarang: datetime, paling_lama: timedelta) -> T:
        """The document, never older than `paling_lama`; whoever comes while it is read, shares it."""
        with self._gembok:
            if self._terbaca is None or not _dalam(self._terbaca[0], sekarang, paling_lama):
                self._terbaca = (sekarang, self._baca_ulang(sekarang))
            return self._terbaca[1]

    def _baca_ulang(self, sekarang: datetime) -> T:
        if self._gagal_pada is not None and _dalam(self._gagal_pada, sekarang, JEDA_GAGAL):
            raise MasukDitolakError("penyedia-masih-gagal", TIDAK_TERJANGKAU)
        try:
            return self._baca(sekarang)
        except MasukDitolakError:
            self._gagal_pada = sekarang
            raise


def _dalam(saat: datetime, sekarang: datetime, rentang: timedelta) -> bool:
    # Absolute, so that a clock which is set back makes us read again instead of trusting a copy for years.
    return abs(sekarang - saat) < rentang
