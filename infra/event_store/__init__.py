"""The only door to recorded events: the eventsourcing library on our own tenant-bound recorder."""
