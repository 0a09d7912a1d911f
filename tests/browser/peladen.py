"""A real server in a thread, whose address is known before its application is made."""

from __future__ import annotations

from threading import Thread
from typing import Any

from werkzeug.serving import make_server
from werkzeug.wrappers import Response

from infra.demo.sso.aplikasi import Senyap


class Peladen:
    """Listens at once, on a free port of this machine; answers from `layani` on."""

    def __init__(self) -> None:
        self._peladen = make_server("127.0.0.1", 0, Response(status=503), threaded=True, request_handler=Senyap)
        self.alamat = f"http://127.0.0.1:{self._peladen.port}"
        self._benang = Thread(target=self._peladen.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)

    def layani(self, aplikasi: Any) -> None:
        self._peladen.app = aplikasi
        self._benang.start()

    def tutup(self) -> None:
        if self._benang.is_alive():
            self._peladen.shutdown()
            self._benang.join()
        self._peladen.server_close()
