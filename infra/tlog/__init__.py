"""The transparency log as others read it: tiles, proofs and checkpoints, and the live check of all of it."""
