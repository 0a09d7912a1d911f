"""Entry point of the web server. The pool opens inside each worker, and a broken fence ends the worker there."""

from __future__ import annotations

import os
import sys

from app import create_app
from infra.db.pool import Sambungan
from infra.db.siap import pastikan_berpagar
from infra.errors import PagarRusakError
from infra.log import pasang_log
from infra.lokal.errors import MAY_NOT_SERVE
from infra.metrik import mulai_metrik
from infra.settings import settings


def berpagar_atau_berakhir(connection: Sambungan) -> None:
    """Ends the process with one line: also where the database came later than the server, and the first to meet it is
    a request, whose thread can end nothing by an exception."""
    try:
        pastikan_berpagar(connection)
    except PagarRusakError as error:
        sys.stderr.write(f"{MAY_NOT_SERVE}{error}\n")
        sys.stderr.flush()
        os._exit(1)


_settings = settings()
pasang_log()
mulai_metrik(_settings.metrik_port)
application = create_app(_settings, berpagar_atau_berakhir)
