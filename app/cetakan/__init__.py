"""The printed SOP: preview, PDF, the book of an agency, and how the government prints."""

from __future__ import annotations

from app.cetakan.buku import bp as buku_bp
from app.cetakan.perbandingan import bp as lampiran_bp
from app.cetakan.tata import bp as tata_bp
from app.cetakan.views import bp as cetakan_bp
from app.cetakan.views import umum as umum_bp

blueprints = (cetakan_bp, umum_bp, buku_bp, lampiran_bp, tata_bp)
