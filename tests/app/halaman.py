"""What every page of the product must be, checked on every page that any test opens."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import html5lib
from bs4 import BeautifulSoup, Tag
from bs4.builder._html5lib import HTML5TreeBuilder
from typing_extensions import override
from werkzeug.test import TestResponse

KATA_INGGRIS = re.compile(r"\b(Submit|Cancel|Edit|Save|Delete|Search|Login|Logout|Home|Back|Next|Error)\b")


def periksa_halaman(respons: TestResponse) -> BeautifulSoup:
    """Parses a whole page or a fragment and fails on anything that no page of ours may have."""
    teks = respons.get_data(as_text=True)
    utuh = teks.lstrip().lower().startswith("<!doctype html>")
    sup, salah = _uraikan(teks)
    assert not (utuh and salah), f"not HTML: {salah[0]}"
    _kepala(respons)
    _tanpa_gaya_dan_skrip(sup, respons)
    _id_tunggal(sup)
    _formulir(sup)
    _label(sup)
    if utuh:
        assert sup.title is not None
        assert sup.title.get_text(strip=True)
        assert len(sup.find_all("h1")) == 1
        assert sup.find(id="isi") is not None
        assert not KATA_INGGRIS.search(sup.get_text(" ")), KATA_INGGRIS.search(sup.get_text(" "))
    return sup


class _Pengurai(HTML5TreeBuilder):
    """Keeps what the parser took exception to. Parsing is the dearest part of most tests: it is done once."""

    salah: list[object]

    @override
    def feed(self, markup: Any) -> None:
        pengurai = html5lib.HTMLParser(tree=self.create_treebuilder)
        assert self.underlying_builder is not None
        self.underlying_builder.parser = pengurai
        pengurai.parse(markup)
        self.salah = pengurai.errors


def _uraikan(teks: str) -> tuple[BeautifulSoup, list[object]]:
    pengurai = _Pengurai()
    return BeautifulSoup(teks, builder=pengurai), pengurai.salah


def _kepala(respons: TestResponse) -> None:
    kebijakan = respons.headers["Content-Security-Policy"]
    assert "default-src 'none'" in kebijakan
    assert "unsafe" not in kebijakan
    assert respons.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in respons.headers["Cache-Control"]
    assert "HX-Request" in respons.headers["Vary"]
    assert respons.content_type.startswith("text/html")


def _tanpa_gaya_dan_skrip(sup: BeautifulSoup, respons: TestResponse) -> None:
    cocok = re.search(r"'nonce-([^']+)'", respons.headers["Content-Security-Policy"])
    assert cocok is not None
    for unsur in sup.find_all(True):
        assert "style" not in unsur.attrs, f"a style attribute on <{unsur.name}>"
        assert not [a for a in unsur.attrs if a.startswith("on")], f"an event attribute on <{unsur.name}>"
        if any(a.startswith("hx-") for a in unsur.attrs):
            assert unsur["hx-nonce"] == cocok.group(1)
    for skrip in sup.find_all("script"):
        assert skrip["nonce"] == cocok.group(1)
        assert str(skrip["src"]).startswith("/aset/")


def _id_tunggal(sup: BeautifulSoup) -> None:
    unsur = sup.find_all(True)
    ada = Counter(str(t["id"]) for t in unsur if "id" in t.attrs)
    ganda = [i for i, n in ada.items() if n > 1]
    assert not ganda, f"ids used twice: {ganda}"
    for satu in unsur:
        for atribut in {"aria-describedby", "aria-labelledby", "for", "form"} & satu.attrs.keys():
            nilai = satu[atribut]
            for tujuan in str(" ".join(nilai) if isinstance(nilai, list) else nilai).split():
                assert tujuan in ada, f"{atribut}={tujuan} leads nowhere"


def _formulir(sup: BeautifulSoup) -> None:
    """Every form that changes something works without htmx and carries its token and command id."""
    for form in sup.find_all("form"):
        if str(form.get("method", "get")).lower() != "post":
            continue
        assert form.get("action"), "a form without an address works only with scripts"
        if "/masuk/" in str(form["action"]):
            continue
        assert form.find("input", attrs={"name": "csrf"}) is not None
        assert form.find("input", attrs={"name": "perintah"}) is not None


def _label(sup: BeautifulSoup) -> None:
    berlabel = {str(x["for"]) for x in sup.find_all("label", attrs={"for": True})}
    for isian in sup.find_all(["input", "select", "textarea"]):
        if isian.get("type") == "hidden":
            continue
        punya = isian.get("id") in berlabel or isian.find_parent("label") or isian.get("aria-label")
        assert punya, f"a field without a label: {isian}"


def formulir_ke(sup: BeautifulSoup, akhir: str) -> Tag:
    """The form whose action ends so."""
    for form in sup.find_all("form"):
        if str(form.get("action", "")).endswith(akhir):
            return form
    raise AssertionError(f"no form to {akhir}")


def isi_formulir(form: Tag) -> dict[str, str | list[str]]:
    """What a browser would send if nothing were typed."""
    isi: dict[str, str | list[str]] = {}
    akar = form.find_parent("body") or form
    milik = [*form.find_all(["input", "select", "textarea"])]
    if form.get("id"):
        lain = akar.find_all(["input", "select", "textarea"], attrs={"form": form["id"]})
        milik += [x for x in lain if x not in milik]
    for isian in milik:
        nama = isian.get("name")
        if not nama or (isian.get("type") in ("checkbox", "radio") and not isian.has_attr("checked")):
            continue
        nilai = _nilai(isian)
        if nama in isi:
            lama = isi[nama]
            isi[nama] = [*(lama if isinstance(lama, list) else [lama]), nilai]
        else:
            isi[nama] = nilai
    return isi


def _nilai(isian: Tag) -> str:
    if isian.name == "textarea":
        return isian.get_text().removeprefix("\n")
    if isian.name == "select":
        pilihan = isian.find("option", selected=True) or isian.find("option")
        return str(pilihan.get("value", pilihan.get_text(strip=True))) if isinstance(pilihan, Tag) else ""
    return str(isian.get("value", "on" if isian.get("type") in ("checkbox", "radio") else ""))
