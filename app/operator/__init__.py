"""The platform's own pages, outside of every government: which there are, how they do, adding, suspending, closing."""

from __future__ import annotations

from app.operator.masuk import bp as masuk_bp
from app.operator.views import bp as operator_bp

blueprints = (operator_bp, masuk_bp)
