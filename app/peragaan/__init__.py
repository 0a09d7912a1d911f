"""What only a demonstration has: a clock that can be moved ahead."""
