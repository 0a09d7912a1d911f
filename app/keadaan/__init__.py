"""What was in force in the whole government on a day, as known at a moment."""
