"""The signer: a process outside the database that lets each government's log only grow, and signs how far it came."""
