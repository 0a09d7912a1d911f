"""Searching what SOPs say and said, and what was done to them."""
