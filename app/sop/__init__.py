"""Screens about SOPs: list, page, form, acts, evaluation, riwayat."""

from __future__ import annotations

from app.sop.asal_usul import bp as asal_usul_bp
from app.sop.daftar import bp as daftar_bp
from app.sop.evaluasi import bp as evaluasi_bp
from app.sop.kehadiran import bp as kehadiran_bp
from app.sop.pemeriksaan import bp as pemeriksaan_bp
from app.sop.penyuntingan import bp as penyuntingan_bp
from app.sop.penyuntingan_langkah import bp as langkah_bp
from app.sop.perbandingan import bp as perbandingan_bp
from app.sop.perhitungan import bp as perhitungan_bp
from app.sop.peristiwa import bp as peristiwa_bp
from app.sop.pindaian import bp as pindaian_bp
from app.sop.riwayat import bp as riwayat_bp
from app.sop.rujukan import bp as rujukan_bp
from app.sop.salinan import bp as salinan_bp
from app.sop.tindakan import bp as tindakan_bp
from app.sop.uji_coba import bp as uji_coba_bp

blueprints = (
    daftar_bp,
    tindakan_bp,
    penyuntingan_bp,
    langkah_bp,
    kehadiran_bp,
    evaluasi_bp,
    uji_coba_bp,
    pindaian_bp,
    riwayat_bp,
    peristiwa_bp,
    asal_usul_bp,
    pemeriksaan_bp,
    perhitungan_bp,
    perbandingan_bp,
    rujukan_bp,
    salinan_bp,
)
