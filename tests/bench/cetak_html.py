"""The pages that our printer made up, as HTML for another engine: same rows, same heights, same chart."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

_GAYA = """
@page { size: %(lebar).2fpt %(tinggi).2fpt; margin: %(tepi_atas).2fpt %(tepi).2fpt %(tepi_bawah).2fpt }
body { font: 8pt Arimo; margin: 0 }
table { border-collapse: collapse; width: 100%%; table-layout: fixed; break-after: page }
td, th { border: .5pt solid #000; padding: 2.6pt; text-align: center }
td.bagan { padding: 0 } svg { display: block }
"""


def halaman_html(data: dict[str, Any]) -> str:
    (s,) = data["sop"]
    bagian = [_identitas(s), *(_tabel(s, h) for h in s["halaman"])]
    return f"<!doctype html><html lang=id><style>{_GAYA % data['kertas']}</style><body>{''.join(bagian)}"


def _identitas(s: dict[str, Any]) -> str:
    rinci = "".join(f"<tr><td>{escape(label)}<td>{escape(nilai)}" for label, nilai in s["rinci"])
    kotak = "".join(f"<tr><th>{escape(j)}<td>{'<br>'.join(map(escape, isi))}" for j, isi in s["kotak"])
    return f"<table><tr><th colspan=2>{escape(s['instansi'])}{rinci}{kotak}</table>"


def _tabel(s: dict[str, Any], h: dict[str, Any]) -> str:
    n = len(s["pelaksana"])
    lebar = "".join(f'<col style="width: {k}pt">' for k in s["kolom"])
    kepala = "".join(f"<th>{escape(p[1])}" for p in s["pelaksana"])
    atas = f"<tr><th>No<th>Kegiatan{kepala}<th>Kelengkapan<th>Waktu<th>Output<th>Keterangan"
    return f"<table>{lebar}<thead>{atas}</thead><tbody>{''.join(_baris(s, b, n) for b in h['baris'])}</tbody></table>"


def _baris(s: dict[str, Any], b: dict[str, Any], n: int) -> str:
    lebar = sum(s["kolom"][2 : 2 + n])
    gambar = (
        f'<svg width="{lebar}pt" height="{b["tinggi"]}pt" viewBox="0 0 {lebar} {b["tinggi"]}">{_svg(b["ubin"])}</svg>'
    )
    isi = s["baris"][b["i"]] if b["i"] is not None else dict.fromkeys(s["baris"][0], "")
    kiri, kanan = (isi["nomor"], isi["kegiatan"]), (isi["kelengkapan"], isi["waktu"], isi["output"], isi["keterangan"])
    sel = [
        *(f"<td>{escape(x)}" for x in kiri),
        f"<td class=bagan colspan={n}>{gambar}",
        *(f"<td>{escape(x)}" for x in kanan),
    ]
    return f'<tr style="height: {b["tinggi"]}pt">{"".join(sel)}'


def _svg(u: dict[str, Any]) -> str:
    return "".join((*_garis(u), *_bentuk(u)))


def _garis(u: dict[str, Any]) -> Iterator[str]:
    for x1, y1, x2, y2 in (*u["batas"], *u["garis"]):
        yield f'<path d="M{x1} {y1}L{x2} {y2}" stroke="#000" stroke-width=".75"/>'
    for x, y, _ in u["kepala"]:
        yield f'<path d="M{x} {y}l-3-5h6Z"/>'


def _bentuk(u: dict[str, Any]) -> Iterator[str]:
    for b in u["bentuk"]:
        x, y = b["x"] - b["w"] / 2, b["y"] - b["h"] / 2
        yield f'<rect x="{x}" y="{y}" width="{b["w"]}" height="{b["h"]}" fill="#fff" stroke="#000"/>'
        yield f'<text x="{b["x"]}" y="{b["y"] + 3}" font-size="7" text-anchor="middle">{escape(b["teks"])}</text>'
    for x, y, _, teks in u["label"]:
        yield f'<text x="{x}" y="{y}" font-size="7">{escape(teks)}</text>'
