"""Speaking to the outside: to addresses that somebody else chose, without becoming his tool (SSRF)."""
