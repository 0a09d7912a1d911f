"""Numbers on a loopback port of their own, with labels that can be counted and name nobody."""

from __future__ import annotations

import http.client
import socket
from collections.abc import Iterator

import pytest
import structlog

from infra import metrik
from infra.metrik import REGISTRI, PeladenMetrik, catat_permintaan, catat_simpanan, mulai_metrik

LAMA = 30.0


@pytest.fixture
def peladen() -> Iterator[PeladenMetrik]:
    jalan = PeladenMetrik(0)
    jalan.mulai()
    assert jalan.melayani.wait(LAMA)
    yield jalan
    jalan.tutup()


def ambil(port: int, jalur: str = "/metrics") -> tuple[int, str]:
    sambungan = http.client.HTTPConnection("127.0.0.1", port, timeout=LAMA)
    try:
        sambungan.request("GET", jalur)
        jawaban = sambungan.getresponse()
        return jawaban.status, jawaban.read().decode()
    finally:
        sambungan.close()


def nilai(nama: str, **label: str) -> float:
    return REGISTRI.get_sample_value(nama, label) or 0.0


def test_what_is_counted_is_served(peladen: PeladenMetrik) -> None:
    label = {"route": "/uji/<id>", "method": "GET", "status": "200"}
    sebelum, simpanan = nilai("riwayat_http_requests_total", **label), nilai("riwayat_saves_total", outcome="stored")
    catat_permintaan("/uji/<id>", "GET", 200, 0.03)
    catat_simpanan("stored")
    status, isi = ambil(peladen.port)
    assert status == 200
    assert f'riwayat_http_requests_total{{method="GET",route="/uji/<id>",status="200"}} {sebelum + 1}' in isi
    assert f'riwayat_saves_total{{outcome="stored"}} {simpanan + 1}' in isi
    assert 'riwayat_http_request_seconds_bucket{le="0.05",route="/uji/<id>"}' in isi
    for nama in ("riwayat_worker_lag_events", "riwayat_worker_alarms", "riwayat_mails", "process_cpu_seconds"):
        assert f"# TYPE {nama}" in isi


def test_made_up_methods_are_one_label() -> None:
    sebelum = nilai("riwayat_http_requests_total", route="-", method="OTHER", status="405")
    for cara in ("JAHAT", "x" * 1000):
        catat_permintaan("-", cara, 405, 0.0)
    assert nilai("riwayat_http_requests_total", route="-", method="OTHER", status="405") == sebelum + 2


def test_no_label_names_a_tenant_or_a_person() -> None:
    label = {nama for satu in REGISTRI.collect() for sampel in satu.samples for nama in sampel.labels}
    platform = {"implementation", "major", "minor", "patchlevel", "version", "generation", "le"}
    assert label - platform <= {"route", "method", "status", "outcome", "consumer", "check"}


def test_nothing_else_is_served(peladen: PeladenMetrik) -> None:
    assert ambil(peladen.port, "/")[0] == 404


def test_it_listens_on_loopback_alone(peladen: PeladenMetrik) -> None:
    with socket.socket() as lain:  # any other address of this machine still has the port free
        lain.bind(("127.0.0.2", peladen.port))


def test_port_0_is_off() -> None:
    assert mulai_metrik(0) is None


def test_twice_in_one_process_is_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metrik, "_berjalan", {})
    with socket.socket() as bebas:
        bebas.bind(("127.0.0.1", 0))
        port = bebas.getsockname()[1]
    jalan = mulai_metrik(port)
    assert jalan is not None
    assert mulai_metrik(port) is jalan
    jalan.tutup()


def test_a_port_in_use_is_taken_over_when_it_is_free(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metrik, "_JEDA_PORT", 0.01)
    with structlog.testing.capture_logs() as catatan:
        with socket.create_server(("127.0.0.1", 0)) as lama:
            baru = PeladenMetrik(lama.getsockname()[1])
            baru.mulai()
            assert not baru.melayani.wait(0.1)
        assert baru.melayani.wait(LAMA)
    assert ambil(baru.port)[0] == 200
    baru.tutup()
    assert [c["event"] for c in catatan] == ["metrics-port-unavailable"]
