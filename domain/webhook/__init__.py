"""Telling another system of a government that something happened: where to, of what, and again from where."""
