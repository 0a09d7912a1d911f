"""How the people of a government sign in: set by its admin, tried before it counts, kept in versions."""

from __future__ import annotations

from app.sso.kunci import bp as kunci_bp
from app.sso.pengaktifan import bp as pengaktifan_bp
from app.sso.pengenal import bp as pengenal_bp
from app.sso.percobaan import bp as percobaan_bp
from app.sso.views import bp as sso_bp

blueprints = (sso_bp, percobaan_bp, pengaktifan_bp, pengenal_bp, kunci_bp)
