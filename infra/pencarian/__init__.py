"""The search index of a tenant: how it is written behind the log, built anew, and compared."""
