"""Webhooks of a government: its admin says which address is told of which acts, and sees what was told."""
