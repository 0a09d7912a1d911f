"""A person's way in: closed and opened again, and the emergency access that only the console opens. No name here."""
