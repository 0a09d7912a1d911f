"""The two scanners, each in its own environment, and what they found."""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.pindai.produk import Masuk

WAPITI = (
    "cookieflags,crlf,csp,csrf,exec,file,htaccess,http_headers,methods,permanentxss,redirect,shellshock,sql,timesql,xss"
)
"""What can be found without a server of wapiti's own on the Internet."""
TANPA = ("kerja/keluar", "kerja/jam-peragaan", "operator/keluar")
SAMPAI_MATI = 60
PERCOBAAN = 2
HALAMAN_TERSEDIKIT = 5
"""Pages and forms; whoever sees fewer has not been signed in, or had no time."""


@dataclass(frozen=True)
class Temuan:
    alat: str
    peran: str
    jenis: str
    tempat: str


def wapiti(program: Path, alamat: str, orang: Masuk, folder: Path, detik: int) -> list[Temuan]:
    """Crawl and attack what this person sees; half the time for either."""
    laporan = folder / f"wapiti-{orang.peran}.json"
    awal = f"{alamat}{orang.pangkal}{''.join(orang.wilayah[:1])}/"
    perintah = [str(program), "-u", awal, "-m", WAPITI, "--flush-session", "--no-bugreport", "-v", "1"]
    perintah += ["--max-scan-time", str(detik), "--max-attack-time", str(max(5, detik // 8)), "--max-parameters", "25"]
    perintah += [
        "--dns-endpoint",
        "localhost",
        "--store-session",
        str(folder),
        "--store-config",
        str(folder),
        "-f",
        "json",
        "-o",
        str(laporan),
    ]
    for satu in TANPA:
        perintah += ["-x", f"{alamat}{orang.pangkal}/{satu}"]
    if orang.kepala[0] == "Cookie":
        perintah += ["--cookie-value", orang.kepala[1]]  # and not --drop-set-cookie, which drops this one, too
    _jalankan(perintah, folder / f"wapiti-{orang.peran}.txt", laporan, detik * 3)
    isi: dict[str, Any] = json.loads(laporan.read_text())
    halaman = int(isi["infos"]["crawled_pages_nbr"])
    sepi = [Temuan("wapiti", orang.peran, "no time", f"{halaman} pages were seen; raise --detik")]
    return (sepi if halaman < HALAMAN_TERSEDIKIT else []) + [
        Temuan("wapiti", orang.peran, jenis, f"{satu['method']} {satu['path']} {satu['info']}")
        for bagian in ("vulnerabilities", "anomalies")
        for jenis, semua in isi[bagian].items()
        for satu in semua
    ]


def schemathesis(program: Path, alamat: str, orang: Masuk, skema: dict[str, Any], folder: Path, detik: int) -> Laporan:
    """Requests made from the schema, valid and not: none may make the server fail."""
    berkas, laporan = folder / f"skema-{orang.peran}.json", folder / f"schemathesis-{orang.peran}.ndjson"
    berkas.write_text(json.dumps(skema))
    perintah = [str(program), "run", str(berkas), "--url", f"{alamat}{orang.pangkal}", "--checks", "not_a_server_error"]
    perintah += ["--phases", "coverage,fuzzing", "--max-time", str(detik), "--continue-on-failure", "--no-shrink"]
    perintah += ["--max-redirects", "0", "--request-timeout", "30", "--suppress-health-check", "all"]
    perintah += ["--report", "ndjson", "--report-ndjson-path", str(laporan), "--warnings", "off", "--workers", "2"]
    if orang.kepala[0]:
        perintah += ["-H", ": ".join(orang.kepala)]
    catatan = folder / f"schemathesis-{orang.peran}.txt"
    _jalankan(perintah, catatan, laporan, detik * 2)
    return Laporan.baca(orang.peran, laporan, catatan.read_text())


@dataclass(frozen=True)
class Laporan:
    """`diuji` of `semua` routes got their turn: a run that had no time for most of them says nothing about them."""

    permintaan: int
    diuji: int
    semua: int
    temuan: list[Temuan]

    @staticmethod
    def baca(peran: str, berkas: Path, catatan: str) -> Laporan:
        jumlah, temuan = 0, []
        for baris in berkas.read_text().splitlines():
            for satu in _jawaban(json.loads(baris)):
                jumlah += 1
                if satu["status"] >= 500:
                    temuan.append(Temuan("schemathesis", peran, str(satu["status"]), f"{satu['cara']} {satu['uri']}"))
        cocok = re.search(r"Selected: (\d+)/\d+\s+Tested: (\d+)", catatan)
        semua, diuji = (int(x) for x in cocok.groups()) if cocok else (0, 0)
        if diuji * 2 < semua or not semua:
            temuan.append(Temuan("schemathesis", peran, "no time", f"{diuji} of {semua} routes; raise --detik"))
        return Laporan(jumlah, diuji, semua, temuan)


def _jawaban(isi: Any) -> list[dict[str, Any]]:
    """Every answer that an event of the report holds, wherever in it."""
    match isi:
        case {"response": {"status_code": int(status)}, "request": {"method": cara, "uri": uri}}:
            return [{"status": status, "cara": cara, "uri": uri}]
        case dict():
            return [x for nilai in isi.values() for x in _jawaban(nilai)]
        case list():
            return [x for nilai in isi for x in _jawaban(nilai)]
        case _:
            return []


def _jalankan(perintah: list[str], catatan: Path, laporan: Path, detik: int) -> None:
    """Until the report is there: once more without one (wapiti's own store is now and then locked by itself), and then
    its last words are the reason."""
    batas, folder = detik + SAMPAI_MATI, catatan.parent
    for _ in range(PERCOBAAN):
        with catatan.open("w") as keluaran:
            subprocess.run(perintah, stdout=keluaran, stderr=subprocess.STDOUT, timeout=batas, check=False, cwd=folder)
        if laporan.exists():
            return
    akhir = "\n".join(catatan.read_text().splitlines()[-15:])
    raise SystemExit(f"{Path(perintah[0]).name} left no report:\n{akhir}")
