"""A person is erased: nothing of hers is left but what somebody signed, and the log's root is what it was."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql

from app.cli import main
from domain.kernel import OrangId
from domain.sop.events import IsianDiubah, RevisiDibuka, SopDibuat, SopDikembalikan
from domain.sop.naskah import Isian
from domain.sop.samping import PindaianDilampirkan
from infra.bukti.bundel import tulis_bundel
from infra.bukti.cakupan import Cakupan
from infra.bukti.pesanan import BukuPesanan
from infra.direktori import Direktori
from infra.event_store.buku import Buku, Perintah
from infra.penghapusan import hapus_orang
from infra.penghapusan.hapus import OrangTidakTepatError
from infra.penghapusan.jejak import PENGGANTI, Jejak
from infra.projections.bangun import periksa
from infra.projections.baris import SOP
from infra.sesi import PenyimpanSesi
from infra.tlog.pohon import Pohon
from infra.tlog.verifikasi import periksa_log
from infra.verify import __main__ as verifikator
from tests.domain import pembangun as p
from tests.infra.tlog.panggung import Penanda

NAMA, NIP, SUREL = "Kenari Wulandari", "198001012005011999", "kenari.wulandari@kota.contoh"


@pytest.fixture
def penanda(basis_data, basis) -> Penanda:
    return Penanda(basis_data, basis)


@pytest.fixture
def orang(basis, pemda) -> OrangId:
    direktori = Direktori(basis)
    siapa = direktori.tambah(NAMA, nip=NIP, surel=SUREL)
    direktori.tambah("Kenari Wulan", surel="lain@kota.contoh")
    direktori.hubungkan("https://sso.contoh", "kenari", siapa)
    PenyimpanSesi(basis).buka(siapa, iss="https://sso.contoh", sub="kenari", sid="", id_token="", kini=p.AWAL)
    return siapa


def catat(buku: Buku, *peristiwa: Any) -> Any:
    sop_id = uuid4()
    buku.mulai(SOP, sop_id, Perintah(uuid4(), p.SARI), lambda _: [SopDibuat(p.OPD, "Surat"), *peristiwa])
    return sop_id


def jejak_di_basis(superuser, tenant) -> list[str]:
    """Tables in which anything of hers can be read; names of SOPs are the tenant's own."""
    rows = superuser.execute(
        "SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE c.relkind = 'r' AND n.nspname IN ('es', 'baca', 'tata', 'sistem')"
        " AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'tenant_id')"
    ).fetchall()
    tabel = [sql.Identifier(*nama) for nama in rows]
    perintah = (
        "SELECT count(*) FROM {} t WHERE tenant_id = %s AND (to_jsonb(t)::text ~* %s OR encode({}, 'escape') ~* %s)"
    )
    pola = f"{NAMA}|{NIP}|kenari[.]wulandari|kenari wulandari"
    return [
        satu.as_string()
        for satu in tabel
        if superuser.execute(
            sql.SQL(perintah).format(satu, sql.SQL("payload" if b"event" in satu.as_bytes() else "''::bytea")),
            (tenant.id, pola, pola),
        ).fetchone() != (0,)
    ]  # fmt: skip


def test_tidak_ada_jejak_dan_akar_tetap(basis, buku, basis_data, pemda, orang, penanda, superuser):
    catat(buku, IsianDiubah(Isian.CAKUPAN, f"hubungi {NAMA.upper()} atau {SUREL}"))
    catat(buku, *p.peristiwa_diajukan()[1:], SopDikembalikan(f"Kata kenari  wulandari ({NIP}): “perbaiki”", ()))
    catat(buku, IsianDiubah(Isian.CAKUPAN, "tanpa nama siapa pun"))
    titik = penanda.tanda_tangani()
    BukuPesanan(basis).catat(uuid4(), orang, f"Surat {NAMA}", Cakupan())
    assert {'"es"."event"', '"tata"."orang"', '"tata"."bundel"'} <= set(jejak_di_basis(superuser, pemda))

    laporan = hapus_orang(basis_data.superuser, SUREL, "Permintaan yang bersangkutan, surat 12/2026")

    assert (laporan.orang_id, len(laporan.diganti), laporan.tinggal, laporan.dokumen) == (orang, 2, (), ())
    assert jejak_di_basis(superuser, pemda) == []
    assert Pohon(basis).root(titik.size) == titik.root
    assert [o.nama for o in Direktori(basis).semua()] == ["Kenari Wulan"]
    hasil = periksa_log(basis, pemda)
    assert (hasil.sah, hasil.titik_periksa) == (True, 1)
    with psycopg.connect(basis_data.superuser, autocommit=True) as connection:
        assert not any(s.banyak for s in periksa(connection, pemda.id))


def test_bundel_bukti_tanpa_jejak(basis, buku, basis_data, orang, penanda, tmp_path):
    catat(buku, IsianDiubah(Isian.CAKUPAN, NAMA))
    hapus_orang(basis_data.superuser, NAMA, "Permintaan")
    penanda.tanda_tangani()
    tulis_bundel(basis, tmp_path / "bundel")
    semua = [berkas.read_bytes() for berkas in (tmp_path / "bundel").rglob("*") if berkas.is_file()]
    assert semua
    assert all(NAMA.encode() not in isi for isi in semua)
    assert verifikator.main([str(tmp_path / "bundel")]) == 0


def test_yang_sudah_disahkan_tinggal_dan_disebut(basis, buku, basis_data, pemda, orang, superuser):
    ubah = IsianDiubah(Isian.CAKUPAN, f"atas nama {NAMA}")
    konsep = p.peristiwa_konsep()[1:]
    sah = [e[1] if isinstance(e, tuple) else e for e in p.peristiwa_sah()[len(konsep) + 1 :]]
    ditimpa = IsianDiubah(Isian.UNIT, NAMA)
    sop_id = catat(
        buku, *konsep, ditimpa, IsianDiubah(Isian.UNIT, "Sekretariat"), ubah, *sah, RevisiDibuka(2, f"{NAMA} pindah")
    )
    superuser.execute(
        "INSERT INTO tata.dokumen_resmi VALUES (%s, %s, 1, %s, 'Pembina', %s)", (pemda.id, sop_id, NAMA, NIP)
    )
    laporan = hapus_orang(basis_data.superuser, str(orang), "Permintaan")
    asal = len(konsep) + 2
    assert laporan.tinggal == (asal + 2,)
    assert laporan.diganti == (asal, asal + 2 + len(sah) + 1)
    assert laporan.dokumen == ((sop_id, 1),)
    assert buku.muat(SOP, sop_id).naskah.nilai(Isian.CAKUPAN) == f"atas nama {NAMA}"
    assert periksa_log(basis, pemda).sah
    with pytest.raises(OrangTidakTepatError):
        hapus_orang(basis_data.superuser, str(orang), "Sekali lagi")


def test_dihapus_dua_kali_orang_yang_berlainan(basis, buku, basis_data, pemda, orang):
    """The second erasure meets events that the first has changed already."""
    Direktori(basis).tambah("Budi Rahardjo")
    sop_id = catat(buku, IsianDiubah(Isian.CAKUPAN, f"{NAMA} dan Budi Rahardjo"))
    hapus_orang(basis_data.superuser, NAMA, "Permintaan pertama")
    hapus_orang(basis_data.superuser, "budi rahardjo", "Permintaan kedua")
    assert buku.muat(SOP, sop_id).naskah.nilai(Isian.CAKUPAN) == f"{PENGGANTI} dan {PENGGANTI}"
    assert periksa_log(basis, pemda).sah


def test_isi_yang_diganti_diam_diam_ketahuan(basis, buku, basis_data, pemda, orang, superuser):
    """A canary: whoever changes a replaced payload once more is no erasure."""
    catat(buku, IsianDiubah(Isian.CAKUPAN, NAMA))
    hapus_orang(basis_data.superuser, NAMA, "Permintaan")
    superuser.execute(
        "UPDATE es.event SET payload = replace(convert_from(payload, 'UTF8'), 'dihapus', 'diubah')::bytea"
        " WHERE tenant_id = %s AND pos = 2",
        (pemda.id,),
    )
    temuan = periksa_log(basis, pemda).temuan
    assert temuan is not None
    assert temuan.dari == 2


def test_coba_tidak_mengubah_apa_pun(basis, buku, basis_data, pemda, orang, capsys, monkeypatch):
    catat(buku, IsianDiubah(Isian.CAKUPAN, NAMA))
    catat(buku, PindaianDilampirkan(1, "SK bertanda tangan.pdf", "0" * 64, 1))
    monkeypatch.setenv("DATABASE_URL_MIGRASI", basis_data.superuser)
    assert main(["hapus-orang", NAMA, "--pemda", pemda.kode, "--dasar", "Permintaan", "--coba"]) == 0
    dikatakan = capsys.readouterr().out
    assert "1 peristiwa akan diganti isinya: 2" in dikatakan
    assert "1 pindaian tidak dapat ditelusuri" in dikatakan
    assert Direktori(basis).satu(orang) is not None
    assert main(["hapus-orang", "Tidak Ada", "--pemda", pemda.kode, "--dasar", "x"]) == 1
    assert "tidak ada orang bernama “Tidak Ada”" in capsys.readouterr().err
    assert main(["hapus-orang", NAMA, "--pemda", pemda.kode, "--dasar", f"surat {NAMA}"]) == 1
    assert "tidak boleh menyebut orangnya" in capsys.readouterr().err
    assert main(["hapus-orang", NAMA, "--pemda", pemda.kode, "--dasar", "Permintaan"]) == 0
    assert Direktori(basis).satu(orang) is None


@pytest.mark.parametrize(
    ("teks", "ada"),
    [
        ("Kenari Wulandari", True), ("KENARI\nWULANDARI.", True), ("(kenari wulandari)", True),
        ("Kenari Wulandarini", False), ("Mekenari Wulandari", False), ("Kenari", False),
        ("NIP 19800101 200501 1 999", True), (NIP, True), (f"<{SUREL}>", True),
    ],
)  # fmt: skip
def test_jejak(teks, ada):
    assert Jejak.dari(NAMA, NIP, SUREL).ada(teks) is ada
    assert not Jejak.dari("", "", "").ada(teks)
