"""The one pool of connections, the one place where the tenant is bound, and the schema."""
