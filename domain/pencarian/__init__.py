"""Searching present and past: what a query asks for, what of an SOP can be found, and which acts have a name."""
