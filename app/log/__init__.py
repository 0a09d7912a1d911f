"""The log as outsiders and auditors read it: checkpoints, tiles, proofs, and a page on its health."""
