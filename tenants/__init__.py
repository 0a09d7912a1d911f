"""Which government is being served. Standard library only; knows nothing of SOPs."""
