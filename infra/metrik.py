"""Numbers about how we are doing, for Prometheus on a loopback port of their own. No tenant, no person in a label.

Counters live in the memory of one process: right for the one granian worker that ./run starts. The background worker
is a process of its own and serves its own numbers on a port of its own.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import structlog
from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    GCCollector,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    make_wsgi_app,
)
from typing_extensions import override

log = structlog.get_logger()

REGISTRI = CollectorRegistry()
for _pengumpul in (ProcessCollector, PlatformCollector, GCCollector):
    _pengumpul(registry=REGISTRI)

_EMBER = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_CARA = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_JEDA_PORT = 5.0
_JEDA_HENTI = 0.2

HTTP = Counter("riwayat_http_requests", "Requests served", ["route", "method", "status"], registry=REGISTRI)
HTTP_DETIK = Histogram(
    "riwayat_http_request_seconds", "Time to answer a request", ["route"], buckets=_EMBER, registry=REGISTRI
)
SIMPANAN = Counter("riwayat_saves", "Commands by outcome: stored, repeated, conflict", ["outcome"], registry=REGISTRI)
TERTINGGAL = Gauge(
    "riwayat_worker_lag_events", "Events that a consumer has not read yet, all tenants", ["consumer"], registry=REGISTRI
)
PUTARAN = Gauge("riwayat_worker_last_round_timestamp_seconds", "When the worker last looked", registry=REGISTRI)
ALARM = Counter("riwayat_worker_alarms", "Consumers stopped for a tenant by an error", ["consumer"], registry=REGISTRI)
TITIK_PERIKSA = Counter("riwayat_checkpoints", "Checkpoints signed", registry=REGISTRI)
LOG_DITOLAK = Counter(
    "riwayat_signer_refusals", "Logs that the signer refused: boot, growth, full", ["check"], registry=REGISTRI
)
SAKSI = Counter(
    "riwayat_witness_answers", "Submissions to witnesses: cosigned, away, refused", ["outcome"], registry=REGISTRI
)
SUREL = Counter("riwayat_mails", "Attempts to send mail: sent, failed, abandoned", ["outcome"], registry=REGISTRI)


def catat_permintaan(rute: str, cara: str, status: int, detik: float) -> None:
    """`rute` is the template of the route, or "-" where none matched: never the path that was asked for."""
    HTTP.labels(rute, cara if cara in _CARA else "OTHER", str(status)).inc()
    HTTP_DETIK.labels(rute).observe(detik)


def catat_simpanan(hasil: str) -> None:
    """`hasil` is one of stored, repeated, conflict."""
    SIMPANAN.labels(hasil).inc()


class _Peladen(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _TanpaCatatan(WSGIRequestHandler):
    @override
    def log_message(self, format: str, *args: Any) -> None:
        pass


@dataclass(slots=True)
class PeladenMetrik:
    """Serves /metrics on 127.0.0.1 until it is closed. A port in use is asked for again and again: a successor
    that starts before its predecessor has ended gets it as soon as that one lets go."""

    port: int
    melayani: threading.Event = field(default_factory=threading.Event)
    _henti: threading.Event = field(default_factory=threading.Event)
    _utas: threading.Thread | None = None

    def mulai(self) -> None:
        self._utas = threading.Thread(target=self._jalan, name="metrik", daemon=True)
        self._utas.start()

    def tutup(self) -> None:
        self._henti.set()
        if self._utas is not None:
            self._utas.join()

    def _jalan(self) -> None:
        gagal = False
        while not self._henti.is_set():
            try:
                peladen = make_server("127.0.0.1", self.port, _aplikasi, _Peladen, _TanpaCatatan)
            except OSError as error:
                if not gagal:
                    log.warning("metrics-port-unavailable", port=self.port, reason=type(error).__name__)
                gagal = True
                self._henti.wait(_JEDA_PORT)
            else:
                self._layani(peladen)

    def _layani(self, peladen: WSGIServer) -> None:
        with peladen:
            self.port, peladen.timeout = peladen.server_port, _JEDA_HENTI
            self.melayani.set()
            while not self._henti.is_set():
                peladen.handle_request()


_metrik = make_wsgi_app(REGISTRI)


def _aplikasi(environ: Any, start_response: Any) -> Any:
    if environ.get("PATH_INFO") != "/metrics":
        start_response("404 Not Found", [("Content-Type", "text/plain")])
        return [b""]
    return _metrik(environ, start_response)


_kunci = threading.Lock()
_berjalan: dict[int, PeladenMetrik] = {}


def mulai_metrik(port: int) -> PeladenMetrik | None:
    """Serve /metrics on this port of 127.0.0.1; 0 means not at all. Asking twice in one process changes nothing."""
    if not port:
        return None
    with _kunci:
        if port not in _berjalan:
            _berjalan[port] = PeladenMetrik(port)
            _berjalan[port].mulai()
        return _berjalan[port]
