"""Reads: SQL -> frozen dataclasses, one module per screen. Each query names the tenant itself."""
