"""The transparency log that each government's events form, as far as it is arithmetic: entries, tree, proofs, notes.

Imports the standard library and itself alone, for it is also what the offline verifier is made of.
"""
