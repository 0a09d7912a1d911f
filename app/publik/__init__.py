"""What anybody may read, without sign-in and without a cookie."""
