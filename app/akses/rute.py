"""Screens about reading: auditors, the access trail, dossiers, shared figures."""

from __future__ import annotations

from app.akses.angka import bp as angka_bp
from app.akses.auditor import bp as auditor_bp
from app.akses.dosir import bp as dosir_bp
from app.akses.pembacaan import bp as pembacaan_bp
from app.akses.tautan import bp as tautan_bp

blueprints = (auditor_bp, pembacaan_bp, tautan_bp, dosir_bp, angka_bp)
