"""Evidence for those outside: bundles made from the database, and the program that checks them."""
