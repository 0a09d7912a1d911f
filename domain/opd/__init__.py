"""Perangkat daerah (OPD): the agency, and the list of SOPs it owes."""
