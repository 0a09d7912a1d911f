"""SCIM 2.0 (RFC 7643, RFC 7644): a government's own system keeps the list of people and groups, and gives no rights."""

from app.scim import grup, kemampuan, pengguna
from app.scim.pintu import bp

__all__ = ["bp", "grup", "kemampuan", "pengguna"]
