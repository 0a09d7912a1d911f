"""Entry point of the web server. The pool opens on first use, inside each worker."""

from __future__ import annotations

from app import create_app
from infra.log import pasang_log
from infra.metrik import mulai_metrik
from infra.settings import settings

_settings = settings()
pasang_log()
mulai_metrik(_settings.metrik_port)
application = create_app(_settings)
