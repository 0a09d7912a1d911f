"""One agency: its SOPs and what it owes."""
