"""Read models: which rows an event brings, and how to build them anew."""
