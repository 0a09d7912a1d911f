"""Posts, their holders, and the handover from one to the next."""
