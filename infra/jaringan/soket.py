"""A socket with one deadline for everything that is still to be sent and read."""

import io
import socket
from time import monotonic
from typing import Any

from typing_extensions import override


def sisa(tenggat: float) -> float:
    """Seconds left; TimeoutError when there are none."""
    detik = tenggat - monotonic()
    if detik <= 0:
        raise TimeoutError
    return detik


class SoketBerbatas:
    """The part of a socket that `http.client` uses.

    A socket's own time-out starts anew with every byte received, so a server that drips one byte now and
    then could hold a worker for hours. Here what is left of the deadline is the time-out of each step.
    Closing is left to whoever opened the socket.
    """

    def __init__(self, soket: socket.socket, tenggat: float) -> None:
        self._soket = soket
        self._tenggat = tenggat

    def sendall(self, bita: Any) -> None:
        self._soket.settimeout(sisa(self._tenggat))
        self._soket.sendall(bita)

    def recv_into(self, penampung: Any) -> int:
        self._soket.settimeout(sisa(self._tenggat))
        return self._soket.recv_into(penampung)

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Pembaca(self))

    def close(self) -> None:
        """Nothing to do: see the class."""


class _Pembaca(io.RawIOBase):
    def __init__(self, soket: SoketBerbatas) -> None:
        self._soket = soket

    @override
    def readable(self) -> bool:
        return True

    @override
    def readinto(self, penampung: Any) -> int:
        return self._soket.recv_into(penampung)
