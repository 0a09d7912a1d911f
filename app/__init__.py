"""The web application: HTTP in, HTML out; no rule of the business lives here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask import Flask

from app import errors, htmx, jinja, keamanan, kepala, nol, penangguhan, pencatatan, unggahan
from app.admin import blueprints as admin_bps
from app.akses import jejak
from app.akses.rute import blueprints as akses_bps
from app.api.peristiwa import bp as api_bp
from app.asal import AsalPermintaan
from app.aset import DaftarAset
from app.aset import bp as aset_bp
from app.aturan.views import bp as aturan_bp
from app.beranda.views import bp as beranda_bp
from app.bundel.views import bp as bundel_bp
from app.cetakan import blueprints as cetakan_bps
from app.jabatan.views import bp as jabatan_bp
from app.jatah import dokumen, laju
from app.keadaan.views import bp as keadaan_bp
from app.kesehatan import bp as kesehatan_bp
from app.log.kerja import bp as log_bp
from app.log.umum import bp as log_umum_bp
from app.masuk.darurat import bp as masuk_darurat_bp
from app.masuk.kebijakan import bp as pembuktian_ulang_bp
from app.masuk.pembuktian import bp as pembuktian_bp
from app.masuk.pemutusan import bp as pemutusan_bp
from app.masuk.views import bp as masuk_bp
from app.masukan.views import bp as masukan_bp
from app.opd.views import bp as opd_bp
from app.operator import blueprints as operator_bps
from app.pencarian.views import bp as pencarian_bp
from app.peragaan.views import bp as peragaan_bp
from app.peraturan.views import bp as peraturan_bp
from app.petunjuk import bp as petunjuk_bp
from app.publik.views import bp as publik_bp
from app.rumah import Rumah
from app.scim import bp as scim_bp
from app.sesi.views import bp as sesi_bp
from app.sop import blueprints as sop_bps
from app.sso import blueprints as sso_bps
from app.webhook.views import bp as webhook_bp
from infra.db.pool import Syarat
from infra.db.siap import pastikan_berpagar
from infra.settings import Settings
from tenants.wsgi import TenantMiddleware

AKAR = Path(__file__).parent.parent
KIRIMAN_TERBESAR = 2 * 1024 * 1024


def create_app(settings: Settings, syarat: Syarat = pastikan_berpagar) -> Flask:
    """Compose the application. Its first connection is asked for the fences and for the mark of a demonstration."""
    app = Flask(__name__, template_folder=str(AKAR / "templates"), static_folder=None)
    app.config.update(MAX_CONTENT_LENGTH=KIRIMAN_TERBESAR, MAX_FORM_PARTS=2_000, MAX_FORM_MEMORY_SIZE=KIRIMAN_TERBESAR)
    rumah = Rumah(settings, syarat)
    rumah.sapa()
    app.extensions["riwayat"] = rumah
    app.extensions["aset"] = DaftarAset()
    for bagian in (htmx, pencatatan, laju, nol, penangguhan, unggahan, keamanan, dokumen, errors, jinja, jejak):
        bagian.pasang(app)
    kerja_bps = (
        beranda_bp, opd_bp, jabatan_bp, log_bp, peraturan_bp, aturan_bp, masukan_bp, peragaan_bp, *sop_bps,
        *cetakan_bps, *sso_bps, *admin_bps, *akses_bps, sesi_bp, pembuktian_bp, pembuktian_ulang_bp, pemutusan_bp,
        pencarian_bp, keadaan_bp, webhook_bp, bundel_bp,
    )  # fmt: skip
    umum_bps = (
        aset_bp, kesehatan_bp, petunjuk_bp, publik_bp, log_umum_bp, masuk_bp, masuk_darurat_bp, scim_bp, api_bp,
        *operator_bps,
    )  # fmt: skip
    for bp in (*umum_bps, *kerja_bps):
        app.register_blueprint(bp)
    luar: Any = errors.PenjagaSibuk(app, TenantMiddleware(app.wsgi_app, rumah.registry))
    luar = AsalPermintaan(kepala.KepalaTerluar(luar, https=settings.alamat.startswith("https://")), settings.proksi)
    app.wsgi_app = luar  # type: ignore[method-assign]
    return app
