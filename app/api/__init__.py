"""For other systems: what a government's own archive reads, with an API token instead of a session."""
