"""What may be committed: nothing of third parties, no address of a registry, no path of anybody's machine (D16)."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

from tests.architecture.conftest import Tanam
from tests.architecture.sumber import AKAR, bersih, milik_kita

# Written with a class of one letter, so that this file does not match its own patterns.
ALAMAT = re.compile(
    rb"(?i)python[h]osted|registry\.n[p]mjs|registry\.[y]arnpkg|pypi[.]org|n[p]mjs\.com|deb\.[d]ebian|security\.[d]ebian"
    rb"|archive\.[u]buntu|(?<![\w.])/(work|home|Users|workspace)/[\w.-]+/|/root/[\w.]|[A-Z]:\\\\?Users\\"
)
PIHAK_LAIN = re.compile(
    r"(^|/)(node_modules|vendor|vendored|third_party|dist|bower_components)/"
    r"|\.min\.(js|css|map)$|(^|/)(htmx|hx)[-.\w]*\.js$|\.(woff2?|ttf|otf|eot|whl|tgz|jar|zip|gz|so|exe|pyc)$"
)
TANDA_PUSTAKA = re.compile(r"/\*!|@license|@preserve|\bMIT License\b|\bSPDX-License|Licensed under the", re.IGNORECASE)


def alamat_mesin(akar: Path, berkas: list[str]) -> Iterator[str]:
    """Addresses of registries and absolute paths of a machine, in any file whatever."""
    for nama in berkas:
        for nomor, baris in enumerate((akar / nama).read_bytes().split(b"\n"), 1):
            for cocok in ALAMAT.finditer(baris):
                yield f"{nama}:{nomor}: {cocok.group().decode()}"


def pihak_lain(akar: Path, berkas: list[str]) -> Iterator[str]:
    """Files that others wrote: by place and name, and by the banner that they begin with."""
    for nama in berkas:
        teks = PurePosixPath(nama).suffix in {".js", ".css", ".svg", ".html"}
        if PIHAK_LAIN.search(nama):
            yield nama
        elif teks and TANDA_PUSTAKA.search((akar / nama).read_text()):
            yield f"{nama}: a third party's banner"


def diabaikan_git(akar: Path, nama: str) -> bool:
    perintah = ["git", "-c", "safe.directory=*", "check-ignore", "-q", nama]
    return subprocess.run(perintah, cwd=akar, check=False).returncode == 0


def test_tidak_ada_alamat_registri_atau_jalur_mesin() -> None:
    bersih(alamat_mesin(AKAR, milik_kita(AKAR)))


def test_tidak_ada_berkas_pihak_lain() -> None:
    bersih(pihak_lain(AKAR, milik_kita(AKAR)))


def test_aset_dari_npm_tidak_masuk_git() -> None:
    bersih(nama for nama in milik_kita(AKAR) if nama.startswith("app/aset/dist"))
    assert all(
        diabaikan_git(AKAR, nama) for nama in ("app/aset/dist/htmx.min.js", "node_modules/x", ".venv/x", ".data/x")
    )


@pytest.mark.parametrize(
    "isi",
    [
        b"https://files.python" + b"hosted.org/a.whl",
        b"https://registry.n" + b"pmjs.org/htmx",
        b"index-url = https://pypi" + b".org/simple",
        b"deb http://deb" + b".debian.org/debian",
        b"\x00\xff/work" + b"/main/app",
        b"cd /home" + b"/budi/riwayat",
        b"PATH=/root" + b"/.local/bin",
    ],
)
def test_kenari_alamat_ketahuan(tanam: Tanam, isi: bytes) -> None:
    akar = tanam({"bersih.md": "Lihat /usr/lib/postgresql/15/bin dan /kota-surakarta/kerja/ dan /work-order/.\n"})
    (akar / "a.bin").write_bytes(b"satu\n" + isi)
    assert [t.partition(": ")[0] for t in alamat_mesin(akar, ["bersih.md", "a.bin"])] == ["a.bin:2"]


@pytest.mark.parametrize(
    "nama",
    ["app/aset/dist/a.js", "app/aset/htmx.js", "app/aset/hx-csp.js", "app/aset/x.min.css", "app/aset/inter.woff2"],
)
def test_kenari_berkas_pihak_lain_ketahuan(tanam: Tanam, nama: str) -> None:
    assert list(pihak_lain(tanam({"app/aset/riwayat.js": "", nama: ""}), ["app/aset/riwayat.js", nama])) == [nama]


def test_kenari_tanda_pustaka_ketahuan(tanam: Tanam) -> None:
    akar = tanam({"app/aset/a.js": "/*" + "! lib v1 */", "app/aset/b.css": "/* ours */"})
    assert list(pihak_lain(akar, ["app/aset/a.js", "app/aset/b.css"])) == ["app/aset/a.js: a third party's banner"]


def test_kenari_berkas_baru_ikut_diperiksa(tanam: Tanam) -> None:
    """What is not committed yet counts; what git ignores does not."""
    akar = tanam({".gitignore": "dist/\n", "baru.txt": "", "dist/a.js": ""})
    subprocess.run(["git", "init", "-q"], cwd=akar, check=True)
    assert milik_kita(akar) == [".gitignore", "baru.txt"]
    assert diabaikan_git(akar, "dist/a.js")
    assert not diabaikan_git(akar, "baru.txt")
