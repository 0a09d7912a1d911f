"""The SOP document and its life."""
