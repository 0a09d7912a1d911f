"""Administration: people and their posts, agencies, the profile, tokens; and who did what, in sentences."""

from __future__ import annotations

import re
from datetime import timedelta
from threading import Barrier, Thread
from uuid import UUID, uuid4

import pytest
from flask import Flask

from app.cli import main
from app.rumah import Rumah
from domain.jabatan import decisions as jabatan
from domain.jabatan.pemberian import hentikan
from domain.kernel import OrangId
from domain.opd.state import Opd
from domain.pemda import ALIRAN
from domain.sop.state import Tahap
from domain.wewenang import Peran
from infra.clock import now
from infra.event_store.buku import Buku
from infra.projections.baris import JABATAN, OPD, PEMDA, SOP
from tenants.context import tenant_scope
from tests.app.conftest import Orang, Panggung, masuk, orang_baru, perintah_uji
from tests.app.halaman import formulir_ke, isi_formulir, periksa_halaman
from tests.app.test_siklus import SK, sop_diajukan, sop_siap
from tests.basis_data import BasisData

HARI = now().date()
ISI_SK = {"sk_nomor": "821/9/2026", "sk_tanggal": "2026-01-05", "sk_penerbit": "Wali Kota"}


def teks(orang: Orang, jalur: str) -> str:
    return " ".join(orang.buka(jalur).get_text(" ").split())


def jabatan_baru(rumah: Rumah, panggung: Panggung, peran: Peran = Peran.PENYUSUN, nama: str = "Arsiparis") -> str:
    jabatan_id = uuid4()
    opd_id = panggung.opd if peran in (Peran.PENYUSUN, Peran.KASUBAG, Peran.KEPALA_OPD) else None
    rumah.buku.mulai(
        JABATAN, jabatan_id, perintah_uji(), lambda _: jabatan.bentuk(nama=nama, peran=peran, opd_id=opd_id)
    )
    return str(jabatan_id)


def beri(oleh: Orang, siapa: UUID, jabatan_id: str, **lain: str) -> int:
    isi = {"jabatan": jabatan_id, "mulai": HARI.isoformat(), **ISI_SK, **lain}
    return oleh.kirim(f"/kerja/admin/orang/{siapa}/peran", isi).status_code


@pytest.fixture
def maya(rumah: Rumah, panggung: Panggung) -> OrangId:
    """Signed in for the first time: in the directory, without any right."""
    return rumah.direktori.tambah("Maya Anggraini", surel="maya@contoh.test")


def test_orang_baru_tampil_tanpa_peran_lalu_bekerja_sesudah_diberi_jabatan(
    aplikasi: Flask, rumah: Rumah, panggung: Panggung, maya: OrangId
) -> None:
    klien, _ = masuk(aplikasi, rumah, panggung.tenant, maya)
    assert "1 orang belum punya peran" in teks(panggung.dwi, "/kerja/admin")
    assert "Maya Anggraini" in teks(panggung.budi, "/kerja/admin/orang?saring=tanpa-peran")
    assert klien.get(f"/{panggung.tenant.kode}/kerja/sop").status_code == 403
    assert beri(panggung.budi, maya, jabatan_baru(rumah, panggung)) == 303
    assert klien.get(f"/{panggung.tenant.kode}/kerja/sop").status_code == 200
    assert "Maya Anggraini diberi jabatan Arsiparis" in teks(panggung.tri, "/kerja/admin/jejak")


def test_formulir_beri_jabatan_dapat_dikirim_seperti_peramban(rumah: Rumah, panggung: Panggung, maya: OrangId) -> None:
    pilihan = jabatan_baru(rumah, panggung)
    respons = panggung.dwi.isi_dan_kirim(f"/kerja/admin/orang/{maya}", "/peran", jabatan=pilihan, **ISI_SK)
    assert respons.status_code == 303


@pytest.mark.parametrize(
    "ubahan",
    [
        {"sk_nomor": ""},
        {"mulai": ""},
        {"mulai": "besok"},
        {"akhir": "2001-01-01"},
        {"jabatan": "x"},
        {"jabatan": ""},
        {"jenis": "raja"},
        {"sk_tanggal": ""},
    ],
)
def test_isian_pemberian_yang_salah_kembali_dengan_kalimatnya(
    rumah: Rumah, panggung: Panggung, maya: OrangId, ubahan: dict[str, str]
) -> None:
    isi = {"jabatan": jabatan_baru(rumah, panggung), "mulai": HARI.isoformat(), **ISI_SK} | ubahan
    respons = panggung.dwi.kirim(f"/kerja/admin/orang/{maya}/peran", isi)
    assert respons.status_code == 422
    sup = periksa_halaman(respons)
    assert sup.find(class_="galat-teks") is not None
    if "sk_nomor" not in ubahan:
        assert sup.find("input", {"name": "sk_nomor"})["value"] == ISI_SK["sk_nomor"]


@pytest.mark.parametrize("nama", ["dwi", "budi"])
@pytest.mark.parametrize("peran", [p for p in Peran if p is not Peran.AUDITOR])
def test_tidak_seorang_pun_memberi_dirinya_sendiri(rumah: Rumah, panggung: Panggung, nama: str, peran: Peran) -> None:
    oleh = panggung.orang[nama]
    assert beri(oleh, oleh.id, jabatan_baru(rumah, panggung, peran)) in (422, 403)
    serah = {"dari": str(panggung.ratna.mandat_id), "kepada": str(oleh.id), "tanggal": HARI.isoformat(), **ISI_SK}
    assert oleh.kirim(f"/kerja/jabatan/{panggung.ratna.jabatan_id}/serah-terima", serah).status_code == 422


def test_admin_tidak_dapat_sekaligus_mengurus_isi(rumah: Rumah, panggung: Panggung) -> None:
    dwi_lain = rumah.direktori.tambah("Rina")
    admin = jabatan_baru(rumah, panggung, Peran.ADMIN, "Admin kedua")
    assert beri(panggung.dwi, dwi_lain, admin) == 303
    assert beri(panggung.dwi, dwi_lain, jabatan_baru(rumah, panggung, Peran.KEPALA_OPD)) == 422
    assert beri(panggung.budi, panggung.dwi.id, jabatan_baru(rumah, panggung, Peran.ORTALA)) == 422
    assert beri(panggung.dwi, panggung.ratna.id, admin) == 422


def test_hanya_admin_mengangkat_dan_menghentikan_admin(rumah: Rumah, panggung: Panggung, maya: OrangId) -> None:
    assert beri(panggung.budi, maya, jabatan_baru(rumah, panggung, Peran.ADMIN, "Admin kedua")) == 403
    jalur = f"/kerja/admin/orang/{panggung.dwi.id}"
    henti = f"{jalur}/peran/{panggung.dwi.mandat_id}/penghentian"
    assert panggung.budi.kirim(henti, {"alasan": "x"}).status_code == 403
    assert panggung.budi.kirim(f"{jalur}/penonaktifan", {"alasan": "x"}).status_code == 403
    serah = {"dari": str(panggung.dwi.mandat_id), "kepada": str(maya), "tanggal": HARI.isoformat(), **ISI_SK}
    assert panggung.budi.kirim(f"/kerja/jabatan/{panggung.dwi.jabatan_id}/serah-terima", serah).status_code == 403


def test_auditor_harus_punya_hari_terakhir(rumah: Rumah, panggung: Panggung, maya: OrangId) -> None:
    auditor = jabatan_baru(rumah, panggung, Peran.AUDITOR, "Auditor Madya")
    assert beri(panggung.dwi, maya, auditor) == 422
    assert beri(panggung.dwi, maya, auditor, akhir=(HARI + timedelta(days=30)).isoformat()) == 303


def test_jabatan_yang_diakhiri_tidak_berhak_pada_permintaan_berikutnya(panggung: Panggung) -> None:
    jalur = f"/kerja/admin/orang/{panggung.sari.id}/peran/{panggung.sari.mandat_id}/penghentian"
    assert panggung.dwi.kirim(jalur, {"alasan": ""}).status_code == 422
    assert panggung.dwi.kirim(jalur, {"alasan": "Mutasi", "akhir": "2001-01-01"}).status_code == 422
    assert panggung.sari.buka("/kerja/sop")
    assert panggung.dwi.kirim(jalur, {"alasan": "Mutasi ke Bontang"}).status_code == 303
    assert panggung.sari.kirim("/kerja/sop", {"nama": "X", "opd": str(panggung.opd)}).status_code == 403
    assert panggung.dwi.kirim(jalur, {"alasan": "Sekali lagi"}).status_code == 422
    assert "Mutasi ke Bontang" in teks(panggung.dwi, "/kerja/admin/jejak")


def test_orang_yang_dinonaktifkan_keluar_saat_itu_juga_dan_dapat_kembali(
    aplikasi: Flask, rumah: Rumah, panggung: Panggung
) -> None:
    jalur = f"/kerja/admin/orang/{panggung.sari.id}"
    assert panggung.dwi.isi_dan_kirim(jalur, "/penonaktifan", alasan="").status_code == 422
    assert panggung.dwi.isi_dan_kirim(jalur, "/penonaktifan", alasan="Pindah tugas").status_code == 303
    assert panggung.sari.klien.get(f"/{panggung.tenant.kode}/kerja/").status_code == 303
    klien, _ = masuk(aplikasi, rumah, panggung.tenant, panggung.sari.id)
    assert klien.get(f"/{panggung.tenant.kode}/kerja/").status_code == 303
    assert "Sari Wulandari dinonaktifkan" in teks(panggung.budi, "/kerja/admin/jejak")
    assert panggung.dwi.isi_dan_kirim(jalur, "/pengaktifan", alasan="Kembali").status_code == 303
    klien, _ = masuk(aplikasi, rumah, panggung.tenant, panggung.sari.id)
    assert klien.get(f"/{panggung.tenant.kode}/kerja/sop").status_code == 200


def test_tidak_menonaktifkan_diri_sendiri(panggung: Panggung) -> None:
    jalur = f"/kerja/admin/orang/{panggung.dwi.id}/penonaktifan"
    assert panggung.dwi.kirim(jalur, {"alasan": "Libur"}).status_code == 422


def _akhiri(rumah: Rumah, orang: Orang) -> None:
    rumah.buku.ubah(
        JABATAN, orang.jabatan_id, perintah_uji(), lambda j: hentikan(j, orang.mandat_id, hari=HARI, alasan="Mutasi")
    )


def _sah(panggung: Panggung, isi: dict[str, str], sop: str) -> int:
    return panggung.ratna.kirim(f"/kerja/sop/{sop}/pengesahan", isi).status_code


def _siap_sah(panggung: Panggung, nama: str = "Pengelolaan Surat Masuk") -> tuple[str, dict[str, str]]:
    """An SOP that only waits for its approval, and the form that approves it."""
    sop = sop_siap(panggung, nama)
    assert panggung.sari.isi_dan_kirim(f"/kerja/sop/{sop}", "/pengajuan").status_code == 303
    assert panggung.budi.isi_dan_kirim(f"/kerja/sop/{sop}", "/verifikasi").status_code == 303
    form = formulir_ke(panggung.ratna.buka(f"/kerja/sop/{sop}"), "/pengesahan")
    return sop, isi_formulir(form) | {"nomor": f"SOP/{sop[:8]}", "tanggal_efektif": HARI.isoformat(), **SK}


def test_mandat_berakhir_saat_pengesahan_di_jalan_ditolak(
    rumah: Rumah, panggung: Panggung, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The request passed every check; then the mandate ends; then the append comes."""
    sop, isi = _siap_sah(panggung)
    asli, sudah = Buku.save, list[bool]()

    def tersela(diri: Buku, *args: object, **kwargs: object) -> object:
        if not sudah:
            sudah.append(True)
            with tenant_scope(panggung.tenant):
                _akhiri(rumah, panggung.ratna)
        return asli(diri, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(Buku, "save", tersela)
    assert _sah(panggung, isi, sop) == 403
    assert rumah.buku.muat(SOP, UUID(sop)).tahap is Tahap.DIVERIFIKASI


def test_pengesahan_dan_akhir_mandat_serentak_salah_satu_lebih_dahulu(rumah: Rumah, panggung: Panggung) -> None:
    """Exactly one of: recorded before the end, or refused."""
    sop, isi = _siap_sah(panggung)
    mulai, status = Barrier(2), list[int]()

    def sahkan() -> None:
        mulai.wait()
        status.append(_sah(panggung, isi, sop))

    def akhiri() -> None:
        mulai.wait()
        with tenant_scope(panggung.tenant):
            _akhiri(rumah, panggung.ratna)

    benang = [Thread(target=sahkan), Thread(target=akhiri)]
    for satu in benang:
        satu.start()
    for satu in benang:
        satu.join()
    berakhir = rumah.buku.sejarah(panggung.ratna.jabatan_id)[-1].pos
    terakhir = rumah.buku.sejarah(UUID(sop))[-1]
    if status == [303]:
        assert type(terakhir.peristiwa).__name__ == "SopDisahkan"
        assert terakhir.pos < berakhir
    else:
        assert status == [403]
        assert type(terakhir.peristiwa).__name__ == "SopDiverifikasi"


def test_jabatan_baru_dibuat_dengan_perannya(panggung: Panggung) -> None:
    jalur, isi = "/kerja/admin/jabatan", {"nama": "Arsiparis", "peran": "penyusun", "opd": str(panggung.opd)}
    assert panggung.budi.kirim(jalur, isi | {"opd": ""}).status_code == 422
    assert panggung.budi.kirim(jalur, isi | {"peran": "admin"}).status_code == 422
    assert "Pilih perannya." in panggung.budi.kirim(jalur, isi | {"peran": ""}).get_data(as_text=True)
    assert panggung.budi.kirim(jalur, isi | {"nama": ""}).status_code == 422
    assert panggung.budi.kirim(jalur, isi | {"opd": str(panggung.sari.id)}).status_code == 422
    assert panggung.budi.isi_dan_kirim(jalur, "/jabatan", **isi).status_code == 303
    assert "Arsiparis" in teks(panggung.dwi, jalur)


def _opd(rumah: Rumah, opd_id: UUID) -> Opd:
    return rumah.buku.muat(OPD, opd_id)


def test_perangkat_daerah_berganti_nama_berunit_lalu_dilebur(rumah: Rumah, panggung: Panggung) -> None:
    jalur = f"/kerja/admin/perangkat-daerah/{panggung.opd_lain}"
    assert panggung.dwi.isi_dan_kirim(jalur, "/nama", nama="Sekretariat DPRD").status_code == 422
    assert panggung.dwi.isi_dan_kirim(jalur, "/nama", nama="Dinas Kesehatan Kota").status_code == 303
    assert panggung.dwi.isi_dan_kirim(jalur, "/unit", nama="Sekretariat").status_code == 303
    (unit,) = _opd(rumah, panggung.opd_lain).unit
    assert panggung.dwi.kirim(f"{jalur}/unit", {"nama": "Subbagian Umum", "induk": str(unit.id)}).status_code == 303
    assert panggung.dwi.kirim(f"{jalur}/unit/{unit.id}", {"nama": "X", "induk": str(unit.id)}).status_code == 422
    assert panggung.dwi.kirim(f"{jalur}/unit/{unit.id}/penutupan", {"alasan": "Ditata"}).status_code == 422
    lebur = {"ke": str(panggung.opd), "tanggal": HARI.isoformat(), **ISI_SK}
    assert panggung.dwi.kirim(f"{jalur}/penutupan", lebur | {"sk_nomor": ""}).status_code == 422
    assert panggung.dwi.kirim(f"{jalur}/penutupan", lebur | {"ke": str(panggung.opd_lain)}).status_code == 422
    assert panggung.dwi.kirim(f"{jalur}/penutupan", lebur).status_code == 303
    assert panggung.dwi.kirim(f"{jalur}/penutupan", lebur).status_code == 422
    assert "Dilebur ke Sekretariat DPRD" in teks(panggung.dwi, "/kerja/admin/perangkat-daerah")
    assert "Dinas Kesehatan Kota dilebur ke dalam Sekretariat DPRD" in teks(panggung.dwi, "/kerja/admin/jejak")


def test_perangkat_daerah_baru_dan_penutupan_tanpa_penerus(rumah: Rumah, panggung: Panggung) -> None:
    jalur = "/kerja/admin/perangkat-daerah"
    assert panggung.budi.isi_dan_kirim(jalur, "/perangkat-daerah", nama="Dinas Kesehatan").status_code == 422
    assert panggung.budi.isi_dan_kirim(jalur, "/perangkat-daerah", nama="Dinas Pasar").status_code == 303
    tutup = {"ke": "", "tanggal": HARI.isoformat(), **ISI_SK}
    assert panggung.budi.kirim(f"{jalur}/{panggung.opd_lain}/penutupan", tutup).status_code == 303
    pilihan = panggung.budi.buka("/kerja/admin/jabatan").find("select", id="opd").get_text(" ")
    assert "Dinas Kesehatan" not in pilihan
    assert "Dinas Pasar" in pilihan


def test_profil_daerah(rumah: Rumah, panggung: Panggung) -> None:
    jalur = "/kerja/admin/profil"
    dwi = panggung.dwi
    assert dwi.isi_dan_kirim(jalur, "/identitas", nama="", kode_wilayah="33.72").status_code == 422
    assert dwi.isi_dan_kirim(jalur, "/identitas", nama="Pemerintah Kota Uji", kode_wilayah="tiga").status_code == 422
    assert dwi.isi_dan_kirim(jalur, "/identitas", nama="Pemerintah Kota Uji", kode_wilayah="33.72").status_code == 303
    assert dwi.isi_dan_kirim(jalur, "/pola-nomor", pola_nomor="SOP/{nomor}").status_code == 422
    assert dwi.isi_dan_kirim(jalur, "/pola-nomor", pola_nomor="SOP/{urut}/{opd}/{tahun}").status_code == 303
    assert f"SOP/001/DINKES/{HARI.year}" in teks(dwi, jalur)
    assert dwi.isi_dan_kirim(jalur, "/kebijakan", paraf_internal="9").status_code == 422
    assert dwi.isi_dan_kirim(jalur, "/kebijakan", paraf_internal="satu").status_code == 422
    assert dwi.isi_dan_kirim(jalur, "/kebijakan", paraf_internal="").status_code == 422
    assert dwi.isi_dan_kirim(jalur, "/kebijakan", paraf_internal="1", evaluasi_bulan="7").status_code == 422
    assert dwi.isi_dan_kirim(jalur, "/kebijakan", paraf_internal="1", verifikasi="sesudah").status_code == 303
    assert "1 paraf internal, verifikasi sesudah pengesahan" in teks(dwi, "/kerja/admin/jejak")
    assert panggung.budi.klien.get(f"/{panggung.tenant.kode}{jalur}").status_code == 403


def test_pola_nomor_mengusulkan_nomor_berikutnya_saat_disahkan(panggung: Panggung) -> None:
    pola = {"pola_nomor": "SOP/{urut}/{opd}/{tahun}"}
    assert panggung.dwi.kirim("/kerja/admin/profil/pola-nomor", pola).status_code == 303
    for urut in ("001", "002"):
        sop, isi = _siap_sah(panggung, f"SOP ke-{urut}")
        usulan = f"SOP/{urut}/Sekretariat DPRD/{HARI.year}"
        assert (
            formulir_ke(panggung.ratna.buka(f"/kerja/sop/{sop}"), "/pengesahan").find(id="sah-nomor")["value"] == usulan
        )
        assert _sah(panggung, isi | {"nomor": usulan}, sop) == 303


def test_pemda_yang_ditambahkan_dari_konsol_punya_profil(
    monkeypatch: pytest.MonkeyPatch, aplikasi: Flask, rumah: Rumah, basis_data: BasisData
) -> None:
    kode = f"kota-{uuid4().hex[:8]}"
    monkeypatch.setenv("DATABASE_URL_MIGRASI", basis_data.superuser)
    assert main(["pemda", "tambah", kode, "Kota Konsol", "--kode-wilayah", "33.99", "--zona", "WIT"]) == 0
    tenant = rumah.registry.menurut_kode(kode)
    assert tenant is not None
    with tenant_scope(tenant):
        pemda = rumah.buku.muat(PEMDA, ALIRAN)
    assert (pemda.nama, pemda.kode_wilayah, pemda.zona) == ("Kota Konsol", "33.99", "WIT")


def test_jejak_berhalaman_dan_tidak_memuat_isi_sop(panggung: Panggung) -> None:
    sop_diajukan(panggung)
    isi = teks(panggung.tri, "/kerja/admin/jejak")
    assert "Pengelolaan Surat Masuk" not in isi
    assert "Dwi Astuti diberi jabatan Admin" in isi
    nomor = [int(x) for x in re.findall(r'id="t(\d+)"', str(panggung.tri.buka("/kerja/admin/jejak")))]
    assert nomor == sorted(nomor, reverse=True)
    lama = str(panggung.tri.buka(f"/kerja/admin/jejak?sebelum={nomor[3]}"))
    assert f'id="t{nomor[4]}"' in lama
    assert f'id="t{nomor[3]}"' not in lama
    panggung.tri.buka("/kerja/admin/jejak?sebelum=abc")


def test_masa_yang_segera_berakhir_tampil_di_awal(aplikasi: Flask, rumah: Rumah, panggung: Panggung) -> None:
    joko = ("Joko Susilo", "Plt. Kabid", Peran.PENYUSUN, panggung.opd)
    orang_baru(aplikasi, rumah, panggung.tenant, joko, akhir=HARI + timedelta(days=7))
    assert "Joko Susilo" in teks(panggung.dwi, "/kerja/admin")


def test_orang_yang_belum_pernah_masuk_ditambahkan_tanpa_hak(panggung: Panggung, rumah: Rumah) -> None:
    jalur, isi = (
        "/kerja/admin/orang",
        {"nama": "Maya Sari, S.H.", "surel": "maya@surakarta.go.id", "perintah": str(uuid4())},
    )
    respons = panggung.budi.kirim(jalur, isi)
    assert respons.status_code == 303
    assert panggung.budi.kirim(jalur, isi).location == respons.location  # sent twice
    assert len([o for o in rumah.direktori.semua() if o.nama == "Maya Sari, S.H."]) == 1
    halaman = panggung.budi.buka(respons.location).get_text(" ")
    assert "Belum punya peran" in halaman
    assert "maya@surakarta.go.id" in halaman
    assert panggung.ratna.kirim(jalur, isi).status_code == 403


@pytest.mark.parametrize(
    ("isi", "bidang"),
    [({"nama": " "}, "nama"), ({"nama": "x" * 201}, "nama"), ({"nama": "Maya", "surel": "maya"}, "surel")],
)
def test_orang_yang_salah_isian_tidak_ditambahkan(panggung: Panggung, isi: dict[str, str], bidang: str) -> None:
    respons = panggung.dwi.kirim("/kerja/admin/orang", isi)
    assert respons.status_code == 422
    halaman = periksa_halaman(respons)
    assert halaman.find(id=f"{bidang}-galat") is not None
    assert halaman.find(class_="tambah-orang").has_attr("open")
    assert halaman.find(id="nama")["value"] == isi["nama"]
