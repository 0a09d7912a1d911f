"""Masukan: the threads of an SOP as a page of their own and as a panel beside its form."""
