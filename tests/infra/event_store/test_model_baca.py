"""Read models: written by the append itself, gone with it when it fails, and the same when built anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from threading import Event
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from eventsourcing.persistence import IntegrityError
from hypothesis import example, given, settings
from hypothesis import strategies as st

from domain.akses.events import AngkaDibagikan, PembacaanDipantau, PeristiwaAkses
from domain.jabatan.events import JabatanDibentuk, PejabatDitetapkan, PeristiwaJabatan
from domain.kernel import Keputusan, MandatId, OpdId, SopId
from domain.masukan.events import MasukanDibalas, MasukanDibuka, MasukanDiselesaikan, PeristiwaMasukan
from domain.opd.events import NamaOpdDiubah, OpdDibentuk, OpdDigabung, PeristiwaOpd, SopDiwajibkan, WajibId
from domain.orang.events import OrangDiaktifkan, OrangDinonaktifkan, PeristiwaOrang
from domain.pemda import PemdaDidaftarkan, PeristiwaPemda
from domain.pemda.saksi import SaksiDiberhentikan, SaksiDitunjuk
from domain.peraturan.events import PeraturanDicatat, PeraturanId, PeristiwaPeraturan, StatusPeraturanDiubah
from domain.sop.errors import NomorSopTerpakaiError
from domain.sop.events import IsianDiubah, RevisiDibuka, SopDibuat, SopDievaluasi, SopDisahkan
from domain.sop.naskah import Isian
from domain.sop.pemeriksaan.bahan import StatusPeraturan
from domain.sop.samping import TemplatDilepas, TemplatDitetapkan
from domain.token.events import Cakupan, PeristiwaToken, TokenDicabut, TokenDiterbitkan
from domain.webhook.events import PeristiwaWebhook, WebhookDihentikan, WebhookDipasang, WebhookDiulang
from domain.wewenang import Peran
from infra.db.simpan import Simpanan
from infra.event_store.buku import Buku, Jenis, Perintah
from infra.event_store.mapper import muatan
from infra.event_store.recorder import TenantRecorder
from infra.projections import bangun
from infra.projections.bangun import bangun_ulang, periksa
from infra.projections.baris import JABATAN, OPD, PEMDA, PERATURAN, SOP
from infra.projections.baris_akses import AKSES
from infra.projections.baris_kejadian import JARAK_POTRET
from infra.projections.baris_masukan import MASUKAN
from infra.projections.baris_orang import ORANG, TOKEN
from infra.projections.baris_webhook import WEBHOOK
from infra.projections.model import TABEL
from infra.queries.publik import berlaku
from infra.queries.sop import Pertanyaan, daftar_sop
from tenants.context import tenant_scope
from tenants.model import Tenant
from tests.domain import strategi
from tests.domain.pembangun import RATNA, SARI, fakta_sah, id_dari, peristiwa_sah
from tests.infra.event_store.alat import baris_opd, log, mentah, perintah, seluruh_simpanan, serentak

HARI = date(2026, 3, 2)
TIGA_ID = st.sampled_from([id_dari(f"nomor {n}") for n in range(3)])
TANGGAL = st.dates(date(2026, 1, 1), date(2026, 1, 5))
TULISAN = st.sampled_from(["", "Dinas", "dinas", "Badan “A”", "é\n"])
ISI: dict[str, st.SearchStrategy[Any]] = {
    **dict.fromkeys(("wajib_id", "mandat_id", "dari", "peraturan_id"), TIGA_ID),
    **dict.fromkeys(
        ("judul", "alasan", "nama", "singkatan", "kunci", "alamat", "sebutan", "tentang", "teks", "catatan"), TULISAN
    ),
    **dict.fromkeys(("tenggat", "mulai", "tanggal"), TANGGAL),
    "disebut": st.lists(TIGA_ID, max_size=3).map(tuple),
    "keputusan": st.builds(Keputusan, TULISAN, TANGGAL),
}
PENGGANTI = {"pengganti": st.lists(TULISAN, max_size=2).map(tuple)}
ANGGOTA_PERATURAN = strategi.anggota(PeristiwaPeraturan)
OPD_BARU = OpdDibentuk("Dinas Kominfo", "Kominfo", "dinas")


def pasti(*peristiwa: Any) -> Callable[[Any], list[Any]]:
    """A decision that was made elsewhere."""
    return lambda _: [satu[1] if isinstance(satu, tuple) else satu for satu in peristiwa]


def isi_baca(superuser: psycopg.Connection[Any], tenant: Tenant) -> dict[str, list[Any]]:
    return {
        tabel: superuser.execute(
            f"SELECT to_jsonb(t) FROM baca.{tabel} t WHERE tenant_id = %s ORDER BY to_jsonb(t)::text", (tenant.id,)
        ).fetchall()
        for tabel in TABEL
    }


# in the same transaction


def test_terbaca_segera_setelah_tersimpan(buku, basis, pemda):
    opd_id, sop_id = uuid4(), uuid4()
    buku.mulai(OPD, opd_id, perintah(), lambda _: OPD_BARU)
    buku.mulai(SOP, sop_id, perintah(RATNA), pasti(SopDibuat(OpdId(opd_id), "Surat Masuk"), *peristiwa_sah()[1:]))
    (satu,) = daftar_sop(basis, Pertanyaan(HARI))
    assert (satu.sop_id, satu.tahap, satu.versi, satu.jumlah_langkah) == (sop_id, "disahkan", 1, 3)
    assert satu.tahap_sejak == satu.pada
    terakhir = buku.sejarah(sop_id)[-1]
    sekarang = berlaku(basis, sop_id, HARI)
    assert sekarang is not None
    assert (satu.pada, sekarang.pos) == (terakhir.pada, terakhir.pos)
    assert berlaku(basis, sop_id, date(2026, 2, 8)) is None


def test_tahap_sejak_hanya_bergerak_bersama_tahap(buku, basis, pemda):
    opd_id, sop_id = uuid4(), uuid4()
    buku.mulai(OPD, opd_id, perintah(), lambda _: OPD_BARU)
    konsep = peristiwa_sah()[1:6]
    buku.mulai(SOP, sop_id, perintah(), pasti(SopDibuat(OpdId(opd_id), "Surat Masuk"), *konsep[:2]))
    buku.ubah(SOP, sop_id, perintah(), pasti(*konsep[2:]))
    (draf,) = daftar_sop(basis, Pertanyaan(HARI))
    sejarah = buku.sejarah(sop_id)
    assert (draf.tahap_sejak, draf.pada) == (sejarah[0].pada, sejarah[-1].pada)


def test_batal_bersama_bentroknya(basis, pemda, superuser):
    recorder, aliran = TenantRecorder(basis), uuid4()
    recorder.insert_events([mentah(aliran)], simpanan=Simpanan(baris=(baris_opd("Lama"),)))
    sebelum = seluruh_simpanan(superuser, pemda)
    with pytest.raises(IntegrityError):
        recorder.insert_events([mentah(aliran)], simpanan=Simpanan(baris=(baris_opd("Baru"),)))
    assert seluruh_simpanan(superuser, pemda) == sebelum


def sahkan(buku: Buku, sop_id: UUID, nomor: str, versi: int = 1) -> None:
    fakta = fakta_sah(versi, nomor=nomor)
    if versi == 1:
        buku.mulai(SOP, sop_id, perintah(), pasti(SopDibuat(OpdId(uuid4()), "Surat"), *peristiwa_sah()[1:-1], fakta))
    else:
        buku.ubah(SOP, sop_id, perintah(), pasti(RevisiDibuka(versi, "Baru"), fakta))


@pytest.mark.parametrize("sama", ["000.1/7/KOMINFO/2026", " 000.1 / 7 /kominfo/2026. "])
def test_nomor_terpakai_dan_tidak_ada_yang_tersimpan(buku, pemda, superuser, sama):
    pertama = uuid4()
    sahkan(buku, pertama, "000.1/7/KOMINFO/2026")
    sebelum = seluruh_simpanan(superuser, pemda)
    with pytest.raises(NomorSopTerpakaiError):
        sahkan(buku, uuid4(), sama)
    assert seluruh_simpanan(superuser, pemda) == sebelum
    sahkan(buku, pertama, sama, versi=2)


def test_nomor_yang_sama_di_pemda_lain_bukan_urusan(buku, pemda, pemda_lain):
    sahkan(buku, uuid4(), "000.1/7/KOMINFO/2026")
    with tenant_scope(pemda_lain):
        sahkan(buku, uuid4(), "000.1/7/KOMINFO/2026")


# built anew


def _layak(peristiwa: Any) -> Any:
    """As a decision could have made it: no control characters, a year that is one, a number that others use too."""
    if isinstance(peristiwa, SopDievaluasi):
        return replace(peristiwa, tahun=2000 + peristiwa.tahun % 100, versi=peristiwa.versi % 5)
    if isinstance(peristiwa, SopDisahkan):
        return replace(peristiwa, nomor=f"N {len(peristiwa.nomor) % 4}")
    return peristiwa


def bersih(peristiwa: Any) -> bool:
    return b"\\u0000" not in muatan(SARI, peristiwa)


tindakan_sop = st.tuples(
    st.just(SOP),
    st.integers(0, 1),
    st.lists(
        (strategi.peristiwa_sunting | strategi.peristiwa_siklus).map(_layak).filter(bersih), min_size=1, max_size=4
    ),
)
"""One command on one of two SOPs."""


def peristiwa_acak(kelas: type) -> st.SearchStrategy[Any]:
    """Any event of this kind, with ids and days from small pools, so that events meet each other."""
    isi = ISI | (PENGGANTI if kelas in ANGGOTA_PERATURAN else {})
    isi |= {"dari": st.integers(1, 9)} if kelas is WebhookDiulang else {}
    return st.builds(kelas, **{nama: isi[nama] for nama in kelas.__dataclass_fields__ if nama in isi})


def tindakan_kantor(jenis: Jenis[Any, Any], gabungan: Any) -> st.SearchStrategy[Any]:
    """One command on one of two agencies, or posts, that are there already."""
    sesudah_awal = [peristiwa_acak(kelas) for kelas in strategi.anggota(gabungan)[1:]]
    return st.tuples(st.just(jenis), st.integers(0, 1), st.lists(st.one_of(sesudah_awal), min_size=1, max_size=3))


tindakan = (
    tindakan_sop
    | tindakan_kantor(OPD, PeristiwaOpd)
    | tindakan_kantor(JABATAN, PeristiwaJabatan)
    | tindakan_kantor(PEMDA, PeristiwaPemda)
    | tindakan_kantor(PERATURAN, PeristiwaPeraturan)
    | tindakan_kantor(MASUKAN, PeristiwaMasukan)
    | tindakan_kantor(ORANG, PeristiwaOrang)
    | tindakan_kantor(TOKEN, PeristiwaToken)
    | tindakan_kantor(WEBHOOK, PeristiwaWebhook)
    | tindakan_kantor(AKSES, PeristiwaAkses)
)


SETIAP_TABEL = [
    (SOP, 0, [fakta_sah(1), SopDievaluasi(1, 2026, (), "tetap")]),
    (OPD, 0, [SopDiwajibkan(WajibId(id_dari("wajib")), "Surat Masuk", None, HARI)]),
    (JABATAN, 0, [PejabatDitetapkan(MandatId(id_dari("mandat")), SARI.orang, Keputusan("SK", HARI), HARI)]),
    (PEMDA, 0, [SaksiDitunjuk("a", "kunci", "https://a.contoh"), SaksiDitunjuk("b", "kunci", "https://b.contoh")]),
    (PEMDA, 0, [SaksiDiberhentikan("a", "bocor")]),
    (PERATURAN, 0, [StatusPeraturanDiubah(PeraturanId(id_dari("nomor 0")), StatusPeraturan.DIUBAH, ("PP 17/2020",))]),
    (SOP, 0, [TemplatDitetapkan("contoh yang baik")]),
    (SOP, 0, [IsianDiubah(Isian.UNIT, f"Subbagian {n}") for n in range(JARAK_POTRET)]),
    (SOP, 1, [TemplatDitetapkan(), TemplatDilepas("sudah usang")]),
    (MASUKAN, 0, [MasukanDibalas("Agenda", (SARI.orang,)), MasukanDiselesaikan()]),
    (OPD, 0, [OpdDigabung(OpdId(id_dari("opd")), HARI, Keputusan("SK", HARI))]),
    (ORANG, 0, [OrangDiaktifkan("Kembali")]),
    (TOKEN, 0, [TokenDicabut("Bocor")]),
    (WEBHOOK, 0, [WebhookDiulang(1), WebhookDihentikan("usang")]),
    (AKSES, 0, [PembacaanDipantau(SopId(id_dari("sop")), "menyangkut keamanan")]),
]


AWAL: dict[str, Any] = {
    "sop": SopDibuat(OpdId(id_dari("opd")), "Surat"),
    "peraturan": PeraturanDicatat(PeraturanId(id_dari("nomor 0")), "PP 11/2017", "Manajemen PNS", HARI),
    "pemda": PemdaDidaftarkan("Kota"),
    "masukan": MasukanDibuka(SopId(id_dari("sop")), "isian.nomor", "Nomornya?", 1),
    "orang": OrangDinonaktifkan("Pindah"),
    "token": TokenDiterbitkan("BKPSDM", (Cakupan.SCIM,), HARI),
    "opd": OPD_BARU,
    "jabatan": JabatanDibentuk("Kepala Dinas", Peran.KEPALA_OPD),
    "webhook": WebhookDipasang("https://arsip.contoh", ("disahkan",)),
    "akses": AngkaDibagikan("provinsi-jawa-tengah", "SK 7/2026"),
}


def awal(jenis: Jenis[Any, Any]) -> Any:
    return AWAL[jenis.nama]


def jalani(buku: Buku, riwayat: list[tuple[Jenis[Any, Any], int, list[Any]]]) -> None:
    aliran: dict[tuple[str, int], UUID] = {}
    for jenis, nomor, peristiwa in riwayat:
        kunci = (jenis.nama, nomor)
        satu = Perintah(uuid4(), SARI)
        try:
            if kunci in aliran:
                buku.ubah(jenis, aliran[kunci], satu, pasti(*peristiwa))
            else:
                baru = uuid4()
                buku.mulai(jenis, baru, satu, pasti(awal(jenis), *peristiwa))
                aliran[kunci] = baru
        except NomorSopTerpakaiError:
            continue


def test_dibangun_ulang_sama_dengan_yang_hidup(buku, buat_pemda, basis_data):
    terisi = set()

    with psycopg.connect(basis_data.superuser, autocommit=True) as superuser:

        @settings(deadline=None, max_examples=40)
        @example(SETIAP_TABEL)
        @given(st.lists(tindakan, min_size=1, max_size=8))
        def uji(riwayat: list[Any]) -> None:
            tenant = buat_pemda()
            with tenant_scope(tenant):
                jalani(buku, riwayat)
            hidup = isi_baca(superuser, tenant)
            terisi.update(tabel for tabel, rows in hidup.items() if rows)
            assert not any(selisih.banyak for selisih in periksa(superuser, tenant.id))
            assert bangun_ulang(superuser, tenant.id) == len(log(superuser, tenant))
            assert isi_baca(superuser, tenant) == hidup

        uji()
    assert terisi == set(TABEL)


def test_membangun_ulang_sambil_ditulisi_tidak_ketinggalan(buku, basis_data, pemda):
    """The log goes on while its read models are built anew: what is appended meanwhile is not overwritten."""
    opd_id, selesai = uuid4(), Event()
    buku.mulai(OPD, opd_id, perintah(), pasti(OPD_BARU, *(NamaOpdDiubah(f"Nama {n}") for n in range(300))))

    def tulis_terus() -> None:
        while not selesai.is_set():
            buku.ubah(OPD, opd_id, perintah(), pasti(NamaOpdDiubah(str(uuid4()))))

    with psycopg.connect(basis_data.superuser, autocommit=True) as superuser:

        def bangun_berkali_kali() -> None:
            try:
                for _ in range(4):
                    bangun_ulang(superuser, pemda.id)
            finally:
                selesai.set()

        assert serentak([tulis_terus, bangun_berkali_kali]) == [None, None]
        hidup = isi_baca(superuser, pemda)
        assert hidup["opd"][0][0]["nama"] == buku.muat(OPD, opd_id).nama
        bangun_ulang(superuser, pemda.id)
        assert isi_baca(superuser, pemda) == hidup


def test_pada_akhirnya_tidak_ada_yang_menambah(buku, basis_data, pemda, superuser, monkeypatch):
    """A stream that began meanwhile would be overwritten with its own past: at the end the log's head is held."""
    buku.mulai(OPD, uuid4(), perintah(), pasti(OPD_BARU))
    tertahan, asli = [], bangun._susulkan

    def intip(*argumen: Any) -> None:
        with psycopg.connect(basis_data.superuser) as lain, pytest.raises(psycopg.errors.LockNotAvailable):
            lain.execute("SELECT FROM sistem.tenant_head WHERE tenant_id = %s FOR NO KEY UPDATE NOWAIT", (pemda.id,))
        tertahan.append(True)
        asli(*argumen)

    monkeypatch.setattr(bangun, "_susulkan", intip)
    bangun_ulang(superuser, pemda.id)
    assert tertahan == [True]


def test_membangun_ulang_satu_pemda_tidak_menyentuh_yang_lain(superuser, pemda, isi_pemda, pemda_lain):
    isi_pemda(pemda)
    superuser.execute("UPDATE baca.sop SET nama = 'rusak' WHERE tenant_id IN (%s, %s)", (pemda.id, pemda_lain.id))
    lain = isi_baca(superuser, pemda_lain)
    bangun_ulang(superuser, pemda.id)
    assert superuser.execute("SELECT nama FROM baca.sop WHERE tenant_id = %s", (pemda.id,)).fetchall() == [
        ("Pengelolaan Surat Masuk",)
    ]
    assert isi_baca(superuser, pemda_lain) == lain


def test_semua_model_baca_ikut_dibangun_ulang(superuser):
    rows = superuser.execute("SELECT relname FROM pg_class WHERE relnamespace = 'baca'::regnamespace AND relkind = 'r'")
    assert {nama for (nama,) in rows} == set(TABEL)
