"""The government's register of laws: what an SOP may rest on, and what of it is still in force."""
