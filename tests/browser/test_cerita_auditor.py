"""The auditor's story: let in by a letter, he finds who changed a step and why, and takes the proof away with him."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from infra.bukti.verifikator import kemas
from tenants.context import tenant_scope
from tests.browser import bahan, bahan_sejarah
from tests.browser.dunia import SETWAN, Dunia
from tests.browser.peramban import Orang, Ruang
from tests.browser.test_cerita_utama import mengesahkan
from tests.infra.tlog.panggung import Penanda

TANPA_JARINGAN = """
import runpy, socket, sys
def tolak(*_, **__): raise OSError("no network here")
socket.socket = socket.create_connection = tolak
del sys.argv[0]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def _memberi_akses(budi: Orang) -> None:
    hari = budi.pemda.hari_ini().isoformat()
    budi.buka("/kerja/akses-auditor")
    formulir = budi.formulir("/akses-auditor")
    budi.isian("orang", formulir).select_option(label="Tri Hartono")
    formulir.get_by_role("checkbox", name=SETWAN).check()
    for nama, nilai in (
        ("tujuan", "Audit kinerja kearsipan"),
        ("mulai", hari),
        ("akhir", hari),
        ("sk_nomor", "700/12/2029"),
        ("sk_tanggal", hari),
    ):
        budi.isian(nama, formulir).fill(nilai)
    formulir.get_by_role("button", name="Beri akses baca").click()
    expect(budi.page.get_by_role("region", name="Sedang terbuka")).to_contain_text("Tri Hartono")


def _mencari(tri: Orang, nama: str) -> None:
    """By what the step said two holders ago; the find leads to the moment at which it was written."""
    tri.buka("/kerja/")
    tri.tautan("Pencarian").first.click()
    cari = tri.page.get_by_role("searchbox", name="Yang dicari")
    cari.fill(f'"{bahan_sejarah.LANGKAH_4["bagus"]}"')
    cari.press("Enter")
    temuan = tri.page.locator(".temuan-sop").filter(has_text=nama)
    expect(temuan).to_have_count(1)
    temuan.locator("a.isi-temuan").first.click()
    expect(tri.page).to_have_url(re.compile(r"/riwayat\?peristiwa=\d+"))
    expect(tri.page.locator("#film")).to_contain_text(bahan_sejarah.LANGKAH_4["bagus"])


def _kini(tri: Orang) -> Locator:
    return tri.page.locator("#garis .kini")


def _memutar(tri: Orang) -> None:
    """From the first event to the last by the milestones alone; each holder of the one post appears in turn."""
    tri.page.goto(tri.page.url.split("?")[0] + "?peristiwa=1&zum=tonggak")
    expect(_kini(tri)).to_contain_text("Sari Wulandari, Pengadministrasi Persidangan")
    disebut = [_kini(tri).inner_text()]
    while (lanjut := tri.page.locator("a#tonggak-nanti")).count():
        versi = (lanjut.get_attribute("href") or "").rpartition("=")[2]
        lanjut.click()
        expect(tri.page.locator("#film")).to_have_attribute("data-versi", versi)
        expect(_kini(tri).locator(f"#k-{versi}")).to_have_count(1)
        disebut.append(_kini(tri).inner_text())
    semua = "\n".join(disebut)
    tempat = [semua.index(nama) for nama in ("Sari Wulandari", *bahan_sejarah.PENERUS.values())]
    assert tempat == sorted(tempat)
    assert set(re.findall(r"Versi (\d) disahkan dengan nomor", semua)) == {"1", "2", "3"}


def _siapa_mengubah_langkah_4(tri: Orang) -> None:
    langkah = tri.page.locator("#film").get_by_role("link", name=re.compile("^4"))
    langkah.click()
    expect(tri.page.get_by_role("heading", level=1)).to_contain_text("Asal-usul langkah 4")
    silsilah = tri.page.locator(".silsilah > li").filter(has_text=bahan_sejarah.LANGKAH_4["citra"]).first
    expect(silsilah).to_contain_text("Citra Lestari, Pengadministrasi Persidangan")
    expect(silsilah).to_contain_text(bahan_sejarah.SEBAB["citra"])
    silsilah.get_by_text("Perubahan sebelumnya").click()
    expect(silsilah).to_contain_text("Bagus Prakoso, Pengadministrasi Persidangan")
    expect(silsilah).to_contain_text(bahan_sejarah.SEBAB["bagus"])


def _mengambil_bundel(tri: Orang, ke: Path, nama: str) -> Path:
    """Made by a form, ready by the time its answer comes, or a little later."""
    tri.page.get_by_role("navigation", name="Jejak").get_by_role("link", name="Riwayat").click()
    tri.tautan("Bundel bukti").first.click()
    tri.tombol("Buat bundel").click()
    milik = tri.page.get_by_role("region", name="Bundel Anda")
    expect(milik).to_contain_text(nama)
    expect(milik.get_by_text("Sedang dibuat")).to_have_count(0)
    tri.pengamat.batal_boleh = True  # so Chromium calls it when what a link leads to is kept as a file
    with tri.page.expect_download() as unduhan:
        milik.get_by_role("link", name="Unduh").first.click()
    berkas = ke / "bundel.zip"
    unduhan.value.save_as(berkas)
    return berkas


def _periksa(program: Path, bundel: Path) -> subprocess.CompletedProcess[str]:
    """As the auditor does at his own desk: an empty folder, an empty environment, and sockets that refuse."""
    perintah = [sys.executable, "-I", "-S", "-B", "-c", TANPA_JARINGAN, str(program), str(bundel)]
    return subprocess.run(perintah, cwd=program.parent, env={}, capture_output=True, text=True, check=False)


def _memeriksa_di_mejanya(bundel: Path, meja: Path) -> None:
    program = meja / "riwayat-verify"
    kemas(program)
    sesuai = _periksa(program, bundel)
    assert (sesuai.returncode, sesuai.stderr) == (0, ""), sesuai.stdout
    with zipfile.ZipFile(bundel) as arsip:
        isi = {nama: arsip.read(nama) for nama in arsip.namelist()}
    dokumen = [nama for nama in isi if nama.endswith(".pdf")]
    assert len(dokumen) == 1, "the version that was approved on the screen, as it was signed"
    for nama in ("peristiwa.jsonl", dokumen[0]):
        rusak = bytearray(isi[nama])
        rusak[len(rusak) // 2] ^= 1
        with zipfile.ZipFile(meja / "rusak.zip", "w") as arsip:
            for lain, asli in isi.items():
                arsip.writestr(lain, bytes(rusak) if lain == nama else asli)
        putusan = _periksa(program, meja / "rusak.zip")
        assert putusan.returncode == 1, putusan.stdout
        assert nama in putusan.stdout


# lambat: three years, four people and a bundle that is taken apart
@pytest.mark.lambat
@pytest.mark.parametrize("js", [True, False], ids=["js", "tanpa-js"])
def test_auditor_membawa_pulang_buktinya(dunia: Dunia, orang: Ruang, tmp_path: Path, *, js: bool) -> None:
    pemda = dunia.surakarta
    nama = f"Pengarsipan Surat {'js' if js else 'tanpa js'}"
    bahan_sejarah.tiga_tahun(pemda, nama)
    mengesahkan(orang("ratna", js=js), nama, f"000.8.3.3/{'JS' if js else 'TJ'}/2029")
    bahan.indeks(dunia)
    _memberi_akses(orang("budi", js=js))
    tri = orang("tri", js=js)
    _mencari(tri, nama)
    _memutar(tri)
    _siapa_mengubah_langkah_4(tri)
    with tenant_scope(pemda.tenant):
        Penanda(dunia.basis_data, pemda.rumah.basis).tanda_tangani()
    _memeriksa_di_mejanya(_mengambil_bundel(tri, tmp_path, nama), tmp_path)
