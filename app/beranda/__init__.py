"""The start page behind sign-in: by role, what the person came for."""
