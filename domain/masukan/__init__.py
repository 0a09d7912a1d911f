"""Masukan: threads of remarks on a step or a field of an SOP, beside its content and beside its stages (ADR 13)."""
