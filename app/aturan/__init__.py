"""The rules of the check, and how gravely this government takes them."""
