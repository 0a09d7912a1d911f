"""The log is JSON, carries tenant and request id, and lets nothing personal or secret through."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import structlog

from infra.log import pasang_log

NIP, NIK = "198001012005011001", "3372010101800001"
SAMAR = "[redacted]"


@pytest.fixture
def berkas() -> Iterator[io.StringIO]:
    """The log of this process in a file, and everything as it was afterwards."""
    akar, semula = logging.getLogger(), structlog.get_config()
    penangan, tingkat = (
        akar.handlers,
        {n: logging.getLogger(n).level for n in ("", "psycopg", "psycopg.pool", "authlib")},
    )
    isi = io.StringIO()
    pasang_log(isi)
    yield isi
    structlog.configure(**semula)
    structlog.contextvars.clear_contextvars()
    akar.handlers = penangan
    for nama, nilai in tingkat.items():
        logging.getLogger(nama).setLevel(nilai)


def baris(berkas: io.StringIO) -> dict[str, Any]:
    [satu] = berkas.getvalue().splitlines()
    hasil: dict[str, Any] = json.loads(satu)
    return hasil


def test_one_json_line_with_context(berkas: io.StringIO) -> None:
    structlog.contextvars.bind_contextvars(tenant="kota-uji", request_id="abc")
    structlog.get_logger().info("request", route="/kerja/sop/<id>", status=200, ms=1.5)
    isi = baris(berkas)
    assert isi.pop("time").endswith("Z")
    assert isi == {
        "event": "request", "level": "info", "tenant": "kota-uji", "request_id": "abc", "route": "/kerja/sop/<id>",
        "status": 200, "ms": 1.5,
    }  # fmt: skip


def test_a_line_end_cannot_forge_a_line(berkas: io.StringIO) -> None:
    structlog.get_logger().info("request", path='x\n{"event": "palsu"}\r\u2028\x85')
    assert baris(berkas)["event"] == "request"


@pytest.mark.parametrize(
    "teks", [NIP, NIK, f"oleh {NIP}.", "19800101 200501 1 001", "3372.0101.0180.0001", f"a{NIK}b", f"{NIK},{NIP}"]
)
def test_numbers_of_persons_are_redacted(berkas: io.StringIO, teks: str) -> None:
    structlog.get_logger().info("x", teks=teks, dalam={"daftar": [teks], teks: 1})
    tulisan = berkas.getvalue()
    assert SAMAR in baris(berkas)["teks"]
    assert not any(len([c for c in kata if c.isdigit()]) > 15 for kata in tulisan.split('"') if "T" not in kata)


@pytest.mark.parametrize("bilangan", [int(NIP), int(NIK)])
def test_numbers_as_numbers_too(berkas: io.StringIO, bilangan: int) -> None:
    structlog.get_logger().info("x", nilai=bilangan)
    assert baris(berkas)["nilai"] == SAMAR


@pytest.mark.parametrize(
    "nama",
    ["token", "id_token", "accessToken", "client_secret", "SECRET", "password", "sandi", "nip", "NIK", "nip_lama",
     "cookie", "authorization"],
)  # fmt: skip
def test_what_is_named_like_a_secret_is_redacted(berkas: io.StringIO, nama: str) -> None:
    structlog.get_logger().info("x", **{nama: "abc"}, dalam={nama: ["abc"]})
    isi = baris(berkas)
    assert isi[nama] == isi["dalam"][nama] == SAMAR
    assert "abc" not in berkas.getvalue()


def test_secrets_inside_text_are_redacted(berkas: io.StringIO) -> None:
    structlog.get_logger().info("x", a="postgresql://riwayat_app:s3kret@h/d", b="id_token=s3kret&x=1 password: s3kret")
    assert "s3kret" not in berkas.getvalue()
    assert baris(berkas)["a"] == f"postgresql://riwayat_app:{SAMAR}@h/d"
    assert baris(berkas)["b"] == f"id_token={SAMAR}&x=1 password: {SAMAR}"


def test_ordinary_values_stay(berkas: io.StringIO) -> None:
    satu = UUID(int=12345)
    nilai = {
        "teknik": "manipulasi", "id": str(satu), "uuid": satu, "pos": 12345678901234567, "ya": True, "tiada": None,
        "pecahan": 0.1234567890123456, "alamat": "https://contoh.go.id:8443/a", "jalur": Path("/a/b"),
    }  # fmt: skip
    structlog.get_logger().info("x", **nilai)
    isi = baris(berkas)
    assert {k: isi[k] for k in nilai} == nilai | {"uuid": str(satu), "jalur": "/a/b"}


def test_of_an_object_only_its_class_is_written(berkas: io.StringIO) -> None:
    @dataclass
    class Orang:
        nama: str

    structlog.get_logger().info("x", orang=Orang("Budi"), banyak=[Orang("Budi")])
    assert baris(berkas)["orang"] == "<Orang>"
    assert "Budi" not in berkas.getvalue()


def test_an_exception_is_its_class_and_place_never_its_message(berkas: io.StringIO) -> None:
    def gagal() -> None:
        raise ValueError("DETAIL: Key (surel)=(budi@contoh)") from KeyError("Budi")

    try:
        gagal()
    except ValueError:
        structlog.get_logger().exception("unhandled")
    isi = baris(berkas)
    assert (isi["event"], isi["level"]) == ("unhandled", "error")
    assert isi["exception"] == ["builtins.ValueError", "builtins.KeyError"]
    assert isi["frames"][-1].endswith(" gagal")
    assert "udi" not in berkas.getvalue()


def test_an_exception_handed_over_outside_its_handler(berkas: io.StringIO) -> None:
    structlog.get_logger().error("worker-alarm", exc_info=ValueError("Budi"))
    assert baris(berkas)["exception"] == ["builtins.ValueError"]
    assert baris(berkas)["frames"] == []


def test_exception_without_one(berkas: io.StringIO) -> None:
    structlog.get_logger().exception("unhandled")
    assert "exception" not in baris(berkas)


def test_a_librarys_line_is_json_too(berkas: io.StringIO) -> None:
    structlog.contextvars.bind_contextvars(tenant="kota-uji")
    logging.getLogger("psycopg.pool").warning("error connecting as %s", NIP)
    isi = baris(berkas)
    assert (isi["event"], isi["logger"], isi["tenant"]) == ("library", "psycopg.pool", "kota-uji")
    assert isi["message"] == f"error connecting as {SAMAR}"


def test_a_librarys_exception_has_no_message_either(berkas: io.StringIO) -> None:
    try:
        int("Budi")
    except ValueError:
        logging.getLogger("granian").exception("failed")
    assert baris(berkas)["exception"] == ["builtins.ValueError"]
    assert "Budi" not in berkas.getvalue()


def test_levels(berkas: io.StringIO) -> None:
    for nama in ("psycopg", "psycopg.pool"):
        logging.getLogger(nama).info("chatter")
    logging.getLogger("authlib").debug("chatter")
    structlog.get_logger().debug("chatter")
    assert berkas.getvalue() == ""
    logging.getLogger("authlib").info("heard")
    assert baris(berkas)["message"] == "heard"


def test_twice_is_once(berkas: io.StringIO) -> None:
    pasang_log(berkas)
    structlog.get_logger().info("x")
    assert baris(berkas)["event"] == "x"


def test_it_goes_to_stderr(berkas: io.StringIO, capsys: pytest.CaptureFixture[str]) -> None:
    pasang_log()
    structlog.get_logger().info("x")
    keluar, galat = capsys.readouterr()
    assert keluar == ""
    assert json.loads(galat)["event"] == "x"
