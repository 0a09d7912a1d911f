"""One of everything that an address can name, made in one government the way its people make it."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from uuid import UUID, uuid4

from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from app.rumah import Rumah
from domain.sop.naskah import Daftar
from infra.brankas import Brankas
from infra.bukti.cakupan import Cakupan
from infra.clock import now
from infra.projections.baris import OPD, SOP
from infra.queries.peraturan import cari_peraturan
from infra.webhook import GudangWebhook
from tenants.context import tenant_scope
from tests.app.akses.panggung import daftar
from tests.app.conftest import Panggung, masuk
from tests.app.test_pindaian import PINDAIAN, lampirkan
from tests.app.test_siklus import sop_sah

SSO = {"nama": "SSO Kota", "issuer": "https://sso.contoh.go.id/kota", "client_id": "riwayat", "scopes": "openid"}


def nama_uuid(rute: Iterable[Rule]) -> set[str]:
    """What the addresses call the things that they name by a uuid."""
    return {nama for r in rute for nama in re.findall(r"<uuid:([^>]+)>", r.rule)}


def satu_dari_setiap(panggung: Panggung, rumah: Rumah) -> dict[str, str]:
    """By the names that the addresses have for them; a test fails for a name that is not here."""
    sop = _sop(panggung)
    with tenant_scope(panggung.tenant):
        return {
            "sop_id": sop,
            "opd_id": str(panggung.opd),
            "jabatan_id": str(panggung.sari.jabatan_id),
            "orang_id": str(panggung.sari.id),
            "mandat_id": str(panggung.sari.mandat_id),
            "akses_id": str(next(iter(daftar(rumah).akses))),
            "token_id": _token(panggung),
            "sidik": sha256(PINDAIAN).hexdigest(),
            "masukan_id": _masukan(panggung, sop),
            "dosir_id": _dosir(panggung, sop),
            "peraturan_id": _peraturan(panggung, rumah),
            "webhook_id": _webhook(panggung, rumah),
            "sesi_id": _sesi(panggung, rumah),
            "tertunda_id": _tertunda(panggung, rumah, sop),
            "percobaan_id": _percobaan(panggung, rumah),
            "bundel_id": _bundel(panggung, rumah, sop),
            **_naskah(rumah, sop),
            **_opd(panggung, rumah),
        }


def _jadi(respons: TestResponse, status: int = 303) -> TestResponse:
    assert respons.status_code == status, respons.get_data(as_text=True)[:1500]
    return respons


def _naskah(rumah: Rumah, sop: str) -> dict[str, str]:
    naskah = rumah.buku.muat(SOP, UUID(sop)).naskah
    (butir,), pelaksana, langkah = naskah.isi_daftar(Daftar.DASAR_HUKUM), naskah.pelaksana[0], naskah.langkah[0]
    return {"langkah_id": str(langkah.id), "pelaksana_id": str(pelaksana.id), "butir_id": str(butir.id)}


def _opd(panggung: Panggung, rumah: Rumah) -> dict[str, str]:
    wajib = {"judul": "Pengelolaan Arsip", "tenggat": (now().date() + timedelta(days=9)).isoformat()}
    _jadi(panggung.budi.kirim(f"/kerja/perangkat-daerah/{panggung.opd}/wajib", wajib))
    _jadi(panggung.dwi.kirim(f"/kerja/admin/perangkat-daerah/{panggung.opd}/unit", {"nama": "Bagian Umum"}))
    opd = rumah.buku.muat(OPD, panggung.opd)
    return {"wajib_id": str(opd.wajib[0].id), "unit_id": str(opd.unit[0].id)}


def _sop(panggung: Panggung) -> str:
    """Approved, with a scan, and open again: there is something to read of it and something to change."""
    sop = sop_sah(panggung)
    _jadi(lampirkan(panggung.sari, sop))
    _jadi(panggung.ratna.isi_dan_kirim(f"/kerja/sop/{sop}", "/revisi", alasan="Aturan baru"))
    return sop


def _token(panggung: Panggung) -> str:
    """The id of a token is that of the command which issued it."""
    perintah = str(uuid4())
    isi = {"nama": "BKPSDM", "cakupan": "scim", "akhir": now().date().isoformat(), "perintah": perintah}
    _jadi(panggung.dwi.kirim("/kerja/admin/token", isi), 201)
    return perintah


def _dosir(panggung: Panggung, sop: str) -> str:
    """And so is that of a dossier."""
    perintah = str(uuid4())
    isi = {"isi": f"sop:{sop}", "tujuan": "Tim BPK", "hari": "7", "perintah": perintah}
    _jadi(panggung.ratna.kirim("/kerja/dosir", isi), 200)
    return perintah


def _masukan(panggung: Panggung, sop: str) -> str:
    halaman = f"/kerja/sop/{sop}/masukan"
    respons = _jadi(panggung.budi.isi_dan_kirim(halaman, "/masukan", tempat="isian.unit", teks="Unit yang mana?"))
    return respons.location.rpartition("#utas-")[2]


def _peraturan(panggung: Panggung, rumah: Rumah) -> str:
    isi = {"sebutan": "PP 94/2021", "tentang": "Disiplin PNS", "tanggal": "2021-08-31", "status": "berlaku"}
    _jadi(panggung.budi.kirim("/kerja/peraturan", isi))
    return str(cari_peraturan(rumah.basis, "")[0].peraturan_id)


def _webhook(panggung: Panggung, rumah: Rumah) -> str:
    isi = {"alamat": "https://arsip.contoh.go.id/kabar", "tindakan": ["disahkan"]}
    _jadi(panggung.dwi.kirim("/kerja/webhook", isi), 200)
    return str(GudangWebhook(rumah.basis, Brankas(rumah.settings.kunci)).semua()[0].webhook_id)


def _sesi(panggung: Panggung, rumah: Rumah) -> str:
    """A second one of the same person, whose first goes on."""
    semula = {s.id for s in rumah.daftar_sesi.milik(panggung.sari.id, rumah.jam.kini())}
    masuk(panggung.sari.klien.application, rumah, panggung.tenant, panggung.sari.id)
    (baru,) = {s.id for s in rumah.daftar_sesi.milik(panggung.sari.id, rumah.jam.kini())} - semula
    return str(baru)


def _tertunda(panggung: Panggung, rumah: Rumah, sop: str) -> str:
    isi = {"alasan": ["Diganti"]}
    halaman, ratna = f"/kerja/sop/{sop}", panggung.ratna.id
    return str(rumah.tertunda.simpan(ratna, halaman, "Pencabutan SOP", isi, rumah.jam.kini()))


def _percobaan(panggung: Panggung, rumah: Rumah) -> str:
    _jadi(
        panggung.dwi.kirim(
            "/kerja/admin/sso/penyedia-baru", SSO | {"client_secret": "rahasia", "cara": "client_secret"}
        )
    )
    versi = rumah.sso.arsip.semua()[0].versi
    return str(
        rumah.percobaan.simpan(
            versi, panggung.dwi.id, {"kode": "kode-ditolak", "kalimat": "Ditolak."}, rumah.jam.kini()
        )
    )


def _bundel(panggung: Panggung, rumah: Rumah, sop: str) -> str:
    """As it is once its maker is done with it."""
    bundel_id, pesanan = uuid4(), rumah.pembuat.pesanan
    assert pesanan.catat(bundel_id, panggung.budi.id, "Surat", Cakupan(sop=UUID(sop)))
    with tempfile.NamedTemporaryFile() as berkas:
        berkas.write(b"PK")
        berkas.flush()
        pesanan.simpan(bundel_id, Path(berkas.name))
    return str(bundel_id)
