"""The one refusal of a comparison: a moment that this SOP does not have."""

from __future__ import annotations

from domain.kernel import RuleViolation


class SaatTidakAdaError(RuleViolation):
    kode = "perbandingan.saat_tidak_ada"
    kalimat = "Saat itu tidak ada dalam riwayat SOP ini."
