"""SCIM 2.0 (RFC 7643, 7644): a government's own system keeps the list of people. It gives nobody a right."""
