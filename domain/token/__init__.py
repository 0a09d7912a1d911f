"""Keys with which other systems of a government ask Riwayat: what each may do, until when, and its end."""
