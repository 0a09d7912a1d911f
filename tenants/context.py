"""The one place that knows which tenant is being served right now."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from tenants.model import Tenant

_tenant: ContextVar[Tenant] = ContextVar("tenant")


class TenantMissingError(RuntimeError):
    """Something that belongs to a tenant was asked for outside any tenant: a mistake of ours, never of a user."""


def current_tenant() -> Tenant:
    try:
        return _tenant.get()
    except LookupError:
        raise TenantMissingError("no tenant is bound here") from None


@contextmanager
def tenant_scope(tenant: Tenant) -> Iterator[Tenant]:
    token = _tenant.set(tenant)
    try:
        yield tenant
    finally:
        _tenant.reset(token)
