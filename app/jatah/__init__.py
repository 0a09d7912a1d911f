"""How often somebody may ask: per session, per address, per person, per government (docs/adr/0019)."""

from __future__ import annotations
