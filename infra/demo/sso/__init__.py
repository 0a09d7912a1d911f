"""The demonstration's identity providers: real OpenID Connect, invented people, this machine only."""

from infra.demo.sso.aplikasi import buat_aplikasi, jalankan
from infra.demo.sso.orang import OrangPeragaan, PemdaPeragaan

__all__ = ["OrangPeragaan", "PemdaPeragaan", "buat_aplikasi", "jalankan"]
