"""Why a query cannot be searched for. The sentence stands above the results, beside examples to click."""

from __future__ import annotations

from domain.kernel import RuleViolation


class KueriTidakTerbacaError(RuleViolation):
    kode = "pencarian.kueri"
    bidang = "q"
    kalimat = "Pencarian ini tidak terbaca."
