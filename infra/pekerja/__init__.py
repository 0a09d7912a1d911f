"""The worker behind the log: what may come a moment later than the act itself, such as mail (decision D11)."""

from infra.pekerja.antrean import KONSUMEN, lanjutkan
from infra.pekerja.jalan import jalankan

__all__ = ["KONSUMEN", "jalankan", "lanjutkan"]
