"""Bundles of one SOP, of an agency and of a period: what is in them, and that any byte changed in them is named."""

from __future__ import annotations

import json
import shutil
import zipfile
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app.cli import main
from domain.kernel import Keputusan, OpdId, OrangId, SopId
from domain.log.bundle import DOCUMENTS, INDEX, LEAVES, LINES, MANIFEST, SCHEMA
from domain.log.manifest import Manifest, ManifestError
from domain.masukan.events import MasukanDibalas, MasukanDibuka
from domain.opd.events import OpdDibentuk
from domain.pemda import ALIRAN
from domain.pemda.cetak import LambangDiubah
from domain.sop.events import IsianDiubah, Pengesah, SopDibuat, SopDisahkan
from domain.sop.naskah import Isian
from domain.sop.samping import PindaianDilampirkan
from infra.berkas import PDF, PNG, GudangBerkas
from infra.bukti.bundel import tulis_bundel
from infra.bukti.cakupan import SEMUA, Cakupan
from infra.db.pool import Basis
from infra.event_store.buku import Buku, Perintah
from infra.event_store.mapper import muatan
from infra.projections.baris import OPD, SOP
from infra.projections.baris_masukan import MASUKAN
from tests.domain.pembangun import SARI
from tests.infra.bukti.alat import catat, tandatangani
from tests.infra.verify.dunia import jalankan

MULAI = datetime(2026, 1, 5, 8, tzinfo=UTC)


@dataclass
class Kantor:
    """A government whose events are recorded one day after the other, where it is a demonstration."""

    basis: Basis
    buku: Buku
    hari: int = 0

    def perintah(self, *, demonstrasi: bool) -> Perintah:
        self.hari += 1
        return Perintah(uuid4(), SARI, pada=MULAI + timedelta(days=self.hari) if demonstrasi else None)

    def sop(self, opd: UUID, nama: str, *, demonstrasi: bool = False) -> UUID:
        """Written, remarked on, approved with a PDF: five events, of which two are of the thread."""
        sop_id, utas = uuid4(), uuid4()
        lahir = SopDibuat(OpdId(opd), nama)
        self.buku.mulai(SOP, sop_id, self.perintah(demonstrasi=demonstrasi), lambda _: lahir)
        masuk = MasukanDibuka(SopId(sop_id), "isian.unit", "Sebutkan subbagiannya", 1)
        self.buku.mulai(MASUKAN, utas, self.perintah(demonstrasi=demonstrasi), lambda _: masuk)
        balas = MasukanDibalas("Sudah")
        self.buku.ubah(MASUKAN, utas, self.perintah(demonstrasi=demonstrasi), lambda _: balas)
        unit = IsianDiubah(Isian.UNIT, "Subbagian Umum")
        self.buku.ubah(SOP, sop_id, self.perintah(demonstrasi=demonstrasi), lambda _: unit)
        sah = SopDisahkan(
            1, "0" * 64, f"000/{self.hari}", date(2026, 2, 1), Keputusan("SK 1", date(2026, 1, 20), "Sekda"),
            Pengesah("Sekretaris", OrangId(uuid4())),
            dokumen_sha256=GudangBerkas(self.basis).simpan(b"%PDF-1.7 " + nama.encode(), PDF),
        )  # fmt: skip
        self.buku.ubah(SOP, sop_id, self.perintah(demonstrasi=demonstrasi), lambda _: sah)
        return sop_id

    def opd(self, nama: str, *, demonstrasi: bool = False) -> UUID:
        opd_id = uuid4()
        self.buku.mulai(OPD, opd_id, self.perintah(demonstrasi=demonstrasi), lambda _: OpdDibentuk(nama))
        return opd_id


@pytest.fixture
def kantor(basis: Basis, buku: Buku, pemda) -> Kantor:
    return Kantor(basis, buku)


def aliran(folder: Path) -> set[str]:
    return {json.loads(baris)["aliran"] for baris in (folder / LINES).read_bytes().splitlines()}


def test_satu_sop_dengan_dokumen_masukan_dan_halamannya(kantor, pemda, superuser, tmp_path: Path, capsys):
    opd = kantor.opd("Setwan")
    sop, _ = kantor.sop(opd, "Surat “Masuk” & <Keluar>"), kantor.sop(opd, "Lain")
    tandatangani(superuser, pemda)
    hasil = tulis_bundel(kantor.basis, tmp_path / "b.zip", Cakupan(sop=sop))
    assert (hasil.peristiwa, hasil.ukuran) == (5, 11)
    kode, keluar = jalankan(capsys, tmp_path / "b.zip")
    assert kode == 0, keluar
    assert "Cakupan: satu SOP\n" in keluar
    assert "1 dokumen sama persis" in keluar
    with zipfile.ZipFile(tmp_path / "b.zip") as arsip:
        nama = next(n for n in arsip.namelist() if n.startswith(DOCUMENTS))
        assert nama.startswith("dokumen/surat-masuk-keluar-versi-1-")
        assert arsip.read(nama) == "%PDF-1.7 Surat “Masuk” & <Keluar>".encode()
        halaman = arsip.read(INDEX).decode()
    assert "<Keluar>" not in halaman
    for kata in ("Masukan atas", "Sebutkan subbagiannya", "Subbagian Umum", SARI.jabatan, f'href="{nama}"'):
        assert kata in halaman
    for kata in ("<script", "http:", "https:", "src="):
        assert kata not in halaman


def test_pindaian_bertanda_tangan_ikut_dan_terbukti(kantor, pemda, superuser, tmp_path: Path, capsys):
    sop, isi = kantor.sop(kantor.opd("Setwan"), "A"), b"%PDF-1.4 hasil pemindaian"
    pindaian = PindaianDilampirkan(1, "SK 12.pdf", GudangBerkas(kantor.basis).simpan(isi, PDF), len(isi))
    kantor.buku.ubah(SOP, sop, kantor.perintah(demonstrasi=False), lambda _: pindaian)
    tandatangani(superuser, pemda)
    tulis_bundel(kantor.basis, tmp_path / "b", Cakupan(sop=sop))
    kode, keluar = jalankan(capsys, tmp_path / "b")
    assert (kode, "2 dokumen sama persis" in keluar) == (0, True), keluar
    berkas = tmp_path / "b" / f"dokumen/a-versi-1-pindaian-{pindaian.sha256[:8]}.pdf"
    assert berkas.read_bytes() == isi
    assert f'href="dokumen/{berkas.name}"' in (tmp_path / "b" / INDEX).read_text()
    berkas.write_bytes(isi[:-1] + b"!")
    kode, keluar = jalankan(capsys, tmp_path / "b")
    assert (kode, f"dokumen/{berkas.name}: isinya berubah" in keluar) == (1, True), keluar


def test_satu_opd_semua_sopnya(kantor, pemda, superuser, tmp_path: Path, capsys):
    opd, lain = kantor.opd("Setwan"), kantor.opd("Dinkes")
    milik, asing = [kantor.sop(opd, n) for n in ("A", "B")], kantor.sop(lain, "C")
    tandatangani(superuser, pemda)
    assert tulis_bundel(kantor.basis, tmp_path / "b", Cakupan(opd=(opd,))).peristiwa == 11
    kode, keluar = jalankan(capsys, tmp_path / "b")
    assert (kode, "Cakupan: 1 perangkat daerah" in keluar, "2 dokumen" in keluar) == (0, True, True)
    assert {str(opd), *map(str, milik)} <= aliran(tmp_path / "b")
    assert not {str(asing), str(lain)} & aliran(tmp_path / "b")
    halaman = sorted((tmp_path / "b" / "riwayat").iterdir())
    assert [p.name[:2] for p in halaman] == ["a-", "b-"]
    assert f'href="riwayat/{halaman[0].name}"' in (tmp_path / "b" / INDEX).read_text()
    assert 'href="../dokumen/' in halaman[0].read_text()


@pytest.mark.parametrize("biner", [False, True])
def test_seluruh_riwayat_dengan_dokumennya(kantor, pemda, superuser, tmp_path: Path, capsys, biner):
    """All events without proofs: the root proves them, and through them every file, an emblem too."""
    kantor.sop(kantor.opd("Setwan"), "A")
    lambang = GudangBerkas(kantor.basis).simpan(b"\x89PNG kota", PNG)
    for n, sidik in enumerate((lambang, ""), 1):  # taken off again, and still proved to have been
        catat(kantor.basis, ALIRAN, n, muatan(SARI, LambangDiubah(sidik)), "pemda.lambang_diubah.v1")
    tandatangani(superuser, pemda)
    tulis_bundel(kantor.basis, tmp_path / "b", biner=biner)
    kode, keluar = jalankan(capsys, tmp_path / "b")
    assert (kode, "Cakupan: seluruh riwayat" in keluar, "2 dokumen sama persis" in keluar) == (0, True, True), keluar
    gambar = tmp_path / "b" / f"dokumen/berkas-7-{lambang[:8]}.png"
    gambar.write_bytes(b"lain")
    kode, keluar = jalankan(capsys, tmp_path / "b")
    assert (kode, f"dokumen/{gambar.name}: isinya berubah" in keluar) == (1, True)


@pytest.mark.demonstrasi
@pytest.mark.parametrize("dari", [0, 1, 3, 6])
@pytest.mark.parametrize("panjang", [1, 4, None])
def test_periode_seluruh_riwayat_tanpa_celah(kantor, pemda, superuser, tmp_path: Path, capsys, dari, panjang):
    opd = kantor.opd("Setwan", demonstrasi=True)
    kantor.sop(opd, "A", demonstrasi=True)
    tandatangani(superuser, pemda)
    sejak = MULAI + timedelta(days=dari)
    sampai = sejak + timedelta(days=panjang) if panjang else None
    cakupan = Cakupan(sejak=sejak if dari else None, sampai=sampai)
    if dari == 0 and panjang == 1:
        with pytest.raises(Exception, match="tidak ada peristiwa"):
            tulis_bundel(kantor.basis, tmp_path / "b", cakupan)
        return
    banyak = tulis_bundel(kantor.basis, tmp_path / "b", cakupan).peristiwa
    waktu = [json.loads(baris)["pada"] for baris in (tmp_path / "b" / LINES).read_bytes().splitlines()]
    assert len(waktu) == banyak
    kode, keluar = jalankan(capsys, tmp_path / "b")
    assert (kode, "Posisinya tanpa celah" in keluar or cakupan == SEMUA) == (0, True), keluar
    assert ("versi-1" in " ".join(p.name for p in (tmp_path / "b").rglob("*.pdf"))) == (
        6 * 86400 * 10**6 + int(MULAI.timestamp()) * 10**6 in waktu
    )


@pytest.mark.demonstrasi
def test_periode_sebuah_sop_menceritakan_periodenya_saja(kantor, pemda, superuser, tmp_path: Path, capsys):
    opd = kantor.opd("Setwan", demonstrasi=True)
    sop = kantor.sop(opd, "A", demonstrasi=True)
    tandatangani(superuser, pemda)
    cakupan = Cakupan(sop=sop, sejak=MULAI + timedelta(days=4), sampai=MULAI + timedelta(days=6))
    assert tulis_bundel(kantor.basis, tmp_path / "b", cakupan).peristiwa == 2
    kode, keluar = jalankan(capsys, tmp_path / "b")
    assert (kode, "versi pertama yang termuat" in keluar) == (0, True), keluar
    halaman = (tmp_path / "b" / INDEX).read_text()
    assert ("Subbagian Umum" in halaman, "mulai disusun" in halaman, "Disahkan" in halaman) == (True, False, False)
    assert not list((tmp_path / "b").rglob("*.pdf"))


def test_peristiwa_yang_dibuang_dari_periode_ketahuan(kantor, pemda, superuser, tmp_path: Path, capsys):
    """An event left out by whoever makes the manifest anew: the position tells, in the middle and at the end."""
    kantor.sop(kantor.opd("Setwan"), "A")
    tandatangani(superuser, pemda)
    tulis_bundel(kantor.basis, tmp_path / "b", Cakupan(sejak=MULAI - timedelta(days=1)))
    asli = (tmp_path / "b" / LINES).read_bytes().splitlines(keepends=True)
    for buang, sebab in ((2, "seharusnya di sini peristiwa 3"), (5, "peristiwa ini dan sesudahnya tidak ada")):
        (tmp_path / "b" / LINES).write_bytes(b"".join(baris for n, baris in enumerate(asli) if n != buang))
        catat_ulang(tmp_path / "b")
        kode, keluar = jalankan(capsys, tmp_path / "b")
        assert (kode, sebab in keluar) == (1, True), keluar


def catat_ulang(folder: Path, **lain: object) -> None:
    """The manifest as somebody writes it who wants to hide a change."""
    lama = Manifest.read((folder / MANIFEST).read_bytes())
    berkas = {
        p.relative_to(folder).as_posix(): sha256(p.read_bytes()).hexdigest()
        for p in folder.rglob("*")
        if p.is_file() and p.name != MANIFEST
    }
    (folder / MANIFEST).write_bytes(replace(lama, **{"files": berkas} | lain).encoded)


def test_periode_dan_cakupan_yang_dipalsukan_ketahuan(kantor, pemda, superuser, tmp_path: Path, capsys):
    opd = kantor.opd("Setwan")
    sop, _ = kantor.sop(opd, "A"), kantor.sop(opd, "B")
    tandatangani(superuser, pemda)
    tulis_bundel(kantor.basis, tmp_path / "b", Cakupan(sop=sop))
    for lain, sebab in (
        ({"scope": "semua", "ids": ()}, "seharusnya di sini peristiwa 1"),
        ({"until": 5}, "di luar periode"),
    ):
        shutil.copytree(tmp_path / "b", tmp_path / "c")
        catat_ulang(tmp_path / "c", **lain)
        kode, keluar = jalankan(capsys, tmp_path / "c")
        assert (kode, sebab in keluar) == (1, True), keluar
        shutil.rmtree(tmp_path / "c")


def test_dokumen_ditukar_dengan_manifes_baru_tetap_ketahuan(kantor, pemda, superuser, tmp_path: Path, capsys):
    """The manifest is only its maker's word; what is proved is what the event names."""
    sop = kantor.sop(kantor.opd("Setwan"), "A")
    tandatangani(superuser, pemda)
    tulis_bundel(kantor.basis, tmp_path / "b", Cakupan(sop=sop))
    (pdf,) = (tmp_path / "b").rglob("*.pdf")
    pdf.write_bytes(b"%PDF-1.7 lain")
    catat_ulang(tmp_path / "b")
    kode, keluar = jalankan(capsys, tmp_path / "b")
    assert (kode, f"dokumen/{pdf.name}: bukan dokumen yang disebut" in keluar) == (1, True)
    assert "Dokumen yang disebut peristiwa 6 tidak ada" in keluar
    pdf.unlink()
    catat_ulang(tmp_path / "b")
    assert "Dokumen yang disebut peristiwa 6 tidak ada" in jalankan(capsys, tmp_path / "b")[1]


def test_berkas_yang_hilang_dari_simpanan_dikatakan(kantor, pemda, superuser, tmp_path: Path, capsys):
    sop = kantor.sop(kantor.opd("Setwan"), "A")
    tandatangani(superuser, pemda)
    superuser.execute("UPDATE tata.berkas SET isi = sha256(isi) WHERE tenant_id = %s", (pemda.id,))
    tulis_bundel(kantor.basis, tmp_path / "b", Cakupan(sop=sop))
    assert "tidak ada lagi dalam simpanan" in (tmp_path / "b" / INDEX).read_text()
    assert jalankan(capsys, tmp_path / "b")[0] == 1


def test_isi_yang_tidak_terbaca_tidak_menghalangi_bundel(kantor, pemda, superuser, tmp_path: Path, capsys):
    sop = kantor.sop(kantor.opd("Setwan"), "A")
    tandatangani(superuser, pemda)
    superuser.execute("UPDATE es.event SET payload = '{}' WHERE tenant_id = %s AND pos = 5", (pemda.id,))
    tulis_bundel(kantor.basis, tmp_path / "b", Cakupan(sop=sop))
    assert "tidak dapat dibaca menjadi kalimat" in (tmp_path / "b" / INDEX).read_text()
    kode, keluar = jalankan(capsys, tmp_path / "b")
    assert (kode, "Peristiwa 5" in keluar) == (1, True)


@pytest.fixture
def utuh(kantor, pemda, superuser, tmp_path: Path) -> Path:
    opd = kantor.opd("Setwan")
    kantor.sop(opd, "A")
    tandatangani(superuser, pemda)
    kantor.sop(opd, "B")
    tandatangani(superuser, pemda)
    tulis_bundel(kantor.basis, tmp_path / "utuh", Cakupan(opd=(opd,)))
    return tmp_path / "utuh"


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_satu_byte_yang_diubah_di_mana_pun_disebut_berkasnya(utuh: Path, capsys, data: st.DataObject):
    semua = sorted(p for p in utuh.rglob("*") if p.is_file())
    berkas = data.draw(st.sampled_from(semua), label="berkas")
    asli = berkas.read_bytes()
    di = data.draw(st.integers(0, len(asli) - 1), label="tempat")
    dengan = data.draw(st.integers(1, 255), label="beda")
    berkas.write_bytes(asli[:di] + bytes([asli[di] ^ dengan]) + asli[di + 1 :])
    try:
        kode, keluar = jalankan(capsys, utuh)
    finally:
        berkas.write_bytes(asli)
    assert kode in (1, 2)
    assert berkas.relative_to(utuh).as_posix() in keluar


def test_berkas_yang_hilang_atau_ditambahkan_disebut(utuh: Path, capsys):
    for berkas in sorted(p for p in utuh.rglob("*") if p.is_file()):
        isi = berkas.read_bytes()
        berkas.unlink()
        kode, keluar = jalankan(capsys, utuh)
        assert (kode in (1, 2), berkas.relative_to(utuh).as_posix() in keluar) == (True, True), keluar
        berkas.write_bytes(isi)
    for nama in ("lain.txt", "dokumen/lain.pdf", LEAVES):
        (utuh / nama).write_bytes(b"x" * 32)
        kode, keluar = jalankan(capsys, utuh)
        assert (kode, f"{nama}: berkas ini bukan bagian bundel" in keluar) == (1, True)
        (utuh / nama).unlink()
    (utuh / ".DS_Store").write_bytes(b"x")  # what a file manager leaves behind is nobody's change
    assert jalankan(capsys, utuh)[0] == 0


def test_berkas_jahat_dalam_dokumen_tidak_menjatuhkan(utuh: Path, capsys):
    (utuh / "dokumen" / "tautan.pdf").symlink_to("/dev/zero")
    kode, keluar = jalankan(capsys, utuh)
    assert (kode, "dokumen/tautan.pdf" in keluar) == (2, True)


teks = st.text(max_size=20)
manifes = st.builds(
    Manifest,
    st.sampled_from(["semua", "opd", "sop"]),
    st.lists(teks, max_size=3),
    st.none() | st.integers(-(2**62), 2**62),
    st.none() | st.integers(-(2**62), 2**62),
    st.dictionaries(teks, st.binary(min_size=32, max_size=32).map(bytes.hex), max_size=4),
)


@given(manifes)
def test_manifes_dibaca_seperti_ditulis(m: Manifest):
    assert Manifest.read(m.encoded) == replace(m, ids=list(m.ids))


@given(manifes, st.data())
def test_manifes_yang_diubah_satu_bit_tidak_terbaca(m: Manifest, data: st.DataObject):
    isi = bytearray(m.encoded)
    isi[data.draw(st.integers(0, len(isi) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(ManifestError):
        Manifest.read(bytes(isi))


@example(b"{x}")
@example(b'{"bentuk":"riwayat/bundel/1"}')
@example(b'{"bentuk":"riwayat/bundel/1","cakupan":"sop","id":[1],"berkas":{}}')
@example(b'{"bentuk":"riwayat/bundel/1","cakupan":"lain","id":[],"berkas":{}}')
@example(b'{"bentuk":"riwayat/bundel/1","cakupan":"sop","id":[],"sejak":true,"berkas":{}}')
@example(b'{"bentuk":"riwayat/bundel/1","cakupan":"sop","id":[],"berkas":{"a":"b"}}')
@example(b"[" * 100_000 + b"}")
@given(st.binary(max_size=40))
def test_manifes_dari_orang_lain_ditolak_dengan_tenang(isi: bytes):
    kepala = isi.removesuffix(b"}")
    palsu = kepala + b',"sidik":"' + sha256(kepala).hexdigest().encode() + b'"}\n'
    for satu in (isi, palsu):
        with pytest.raises(ManifestError):
            Manifest.read(satu)


def test_cakupan_disimpan_dan_dibaca_kembali():
    for satu in (SEMUA, Cakupan(sop=uuid4()), Cakupan(opd=(uuid4(), uuid4()), sejak=MULAI, sampai=MULAI)):
        assert Cakupan.dari(json.loads(json.dumps(satu.tersimpan()))) == satu


def test_skema_menyebut_setiap_kunci_baris(utuh: Path):
    """Every line has the keys of the schema, in its order, and none besides."""
    skema = json.loads((utuh / SCHEMA).read_text())
    for baris in (utuh / LINES).read_bytes().splitlines():
        isi = json.loads(baris)
        assert [k for k in skema["properties"] if k in isi] == list(isi)
        assert set(skema["required"]) <= isi.keys()
        assert json.loads(isi["muatan"]).keys() == set(skema["$defs"]["muatan"]["required"])


def test_perintahnya(kantor, basis_data, pemda, superuser, tmp_path: Path, capsys, monkeypatch):
    opd = kantor.opd("Setwan")
    sop = kantor.sop(opd, "A")
    tandatangani(superuser, pemda)
    monkeypatch.setenv("DATABASE_URL", basis_data.app)
    dasar = ["bukti", "--pemda", pemda.kode, "--ke", str(tmp_path / "b")]
    assert main([*dasar, "--opd", str(opd), "--sop", str(sop)]) == 1
    assert "pilih --sop atau --opd" in capsys.readouterr().err
    assert main([*dasar, "--opd", str(opd), "--dari", "2026-01-01", "--sampai", "9000-01-01"]) == 0
    assert "6 dari 6 peristiwa" in capsys.readouterr().out
    assert jalankan(capsys, tmp_path / "b")[0] == 0
