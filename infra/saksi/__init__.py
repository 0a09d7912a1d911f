"""A witness of other people's logs: its key, its list of logs, and what it cosigned last in each."""
