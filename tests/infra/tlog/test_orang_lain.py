"""Our log before judges that nobody here wrote: Go's checksum database code, and pymerkle.

The Go packages are those that the Go installation carries for its own use; nothing of theirs is committed, and nothing
is fetched. The program is built once for all workers of a run, as whichever user runs the tests.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import tempfile
from base64 import b64encode
from importlib.util import find_spec
from pathlib import Path

import pytest
from pymerkle import InmemoryTree

from domain.log.merkle import Tree
from infra.lokal.files import exclusively
from infra.tlog.ekspor import ekspor_log
from infra.tlog.pohon import Pohon
from tests.infra.event_store.alat import log
from tests.infra.tlog.panggung import Penanda, catat

BANYAK, TERMUAT, LANJUTAN = 1_000, 60, 40

# A minute on two busy cores at most: the Go standard library comes as source and is compiled with the checker.
lambat = pytest.mark.lambat


@pytest.fixture(scope="session")
def pemeriksa_go(tmp_path_factory) -> Path:
    """The checker's path. The first worker builds it; the folder above its own is shared by the workers of a run."""
    milik = tmp_path_factory.getbasetemp()
    bersama = (milik.parent if "PYTEST_XDIST_WORKER" in os.environ else milik) / "go"
    bersama.mkdir(exist_ok=True)
    program = bersama / "periksa"
    with exclusively(bersama):
        if not program.exists():
            _bangun(program)
    return program


def _bangun(program: Path) -> None:
    asal = find_spec("go")
    assert asal is not None
    assert asal.origin is not None
    goroot = Path(asal.origin).parent
    with tempfile.TemporaryDirectory(prefix="riwayat-go-") as sementara:
        modul = Path(sementara) / "modul"
        shutil.copytree(Path(__file__).parent / "go", modul)
        for paket in ("note", "tlog"):
            shutil.copytree(goroot / "src/cmd/vendor/golang.org/x/mod/sumdb" / paket, modul / paket)
        (modul / "go.mod").write_text("module riwayat.test/periksa\n\ngo 1.24\n")
        lingkungan = {
            "GOROOT": str(goroot), "GOFLAGS": "-mod=mod", "GOPROXY": "off", "GOTOOLCHAIN": "local", "GOENV": "off",
            "GOTELEMETRY": "off", "CGO_ENABLED": "0", "GOCACHE": f"{sementara}/cache", "GOPATH": f"{sementara}/path",
            "HOME": sementara, "TMPDIR": sementara, "PATH": "/usr/bin:/bin",
        }  # fmt: skip
        perintah = [str(goroot / "bin/go"), "build", "-p", "2", "-o", str(program), "."]
        hasil = subprocess.run(perintah, cwd=modul, env=lingkungan, capture_output=True, text=True, check=False)
        assert hasil.returncode == 0, hasil.stderr


def _akar(daun) -> bytes:
    pohon = Tree()
    pohon.extend(daun)
    return pohon.root


def _tulis(hashes) -> list[str]:
    return [b64encode(h).decode() for h in hashes]


def _bukti(basis, daun) -> dict[str, list[dict[str, object]]]:
    pohon, acak = Pohon(basis), random.Random(20261122)
    index = [0, 1, 255, 256, BANYAK - 1, *acak.sample(range(BANYAK), TERMUAT - 5)]
    ukuran = [1, 2, 255, 256, 257, 512, *acak.sample(range(3, BANYAK), LANJUTAN - 6)]
    return {
        "Inclusion": [
            {"Index": i, "Leaf": _tulis([daun[i]])[0], "Proof": _tulis(pohon.inclusion_proof(i, BANYAK))} for i in index
        ],
        "Consistency": [
            {"Size": n, "Root": _tulis([_akar(daun[:n])])[0], "Proof": _tulis(pohon.consistency_proof(n, BANYAK))}
            for n in ukuran
        ],
    }


@lambat  # see above
@pytest.mark.timeout(600)
def test_paket_go_menerima_titik_periksa_bukti_dan_petak(basis, pemda, penanda, superuser, pemeriksa_go, tmp_path):
    catat(basis, BANYAK)
    penanda.tanda_tangani()
    ekspor_log(basis, tmp_path / "log")
    bukti = _bukti(basis, [e["leaf_hash"] for e in log(superuser, pemda)])
    (tmp_path / "bukti.json").write_text(json.dumps(bukti))

    def periksa(vkey: str = penanda.vkey().vkey) -> subprocess.CompletedProcess[str]:
        perintah = [str(pemeriksa_go), str(tmp_path / "log"), str(tmp_path / "bukti.json"), vkey]
        return subprocess.run(perintah, capture_output=True, text=True, check=False)

    hasil = periksa()
    assert hasil.returncode == 0, hasil.stderr
    terhitung = json.loads(hasil.stdout)
    assert terhitung.pop("Refused") > TERMUAT + LANJUTAN
    assert terhitung == {
        "Size": BANYAK, "Inclusion": TERMUAT, "Consistency": LANJUTAN, "FromTiles": TERMUAT + LANJUTAN,
    }  # fmt: skip
    kunci_lain = Penanda(penanda.basis_data, basis).vkey().vkey
    assert "no verifiable signatures" in periksa(kunci_lain).stderr
    _tolak_yang_palsu(periksa, bukti, tmp_path)


def _tolak_yang_palsu(periksa, bukti, tmp_path) -> None:
    """The judge is awake: a leaf that is not there and a tile with a bit flipped are refused."""
    asli = bukti["Inclusion"][0]["Leaf"]
    bukti["Inclusion"][0]["Leaf"] = bukti["Inclusion"][1]["Leaf"]
    (tmp_path / "bukti.json").write_text(json.dumps(bukti))
    assert "inclusion of leaf 0" in periksa().stderr
    bukti["Inclusion"][0]["Leaf"] = asli
    (tmp_path / "bukti.json").write_text(json.dumps(bukti))
    petak = tmp_path / "log/tile/0/001"
    isi = petak.read_bytes()
    petak.write_bytes(isi[:100] + bytes([isi[100] ^ 1]) + isi[101:])
    assert periksa().returncode == 1


def test_pymerkle_menghitung_akar_yang_sama(basis, pemda, penanda, superuser, tmp_path):
    catat(basis, 300)
    titik = penanda.tanda_tangani()
    ekspor_log(basis, tmp_path, dengan_isi=True)
    pohon = InmemoryTree(algorithm="sha256")
    for nama in ("000", "001.p/44"):
        bundel = (tmp_path / "tile/entries" / nama).read_bytes()
        while bundel:
            panjang = int.from_bytes(bundel[:2])
            pohon.append_entry(bundel[2 : 2 + panjang])
            bundel = bundel[2 + panjang :]
    assert pohon.get_size() == titik.size
    assert pohon.get_root() == titik.root
    pohon.append_entry(b"satu lagi")
    assert pohon.get_root() != titik.root
