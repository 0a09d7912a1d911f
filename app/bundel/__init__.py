"""Evidence bundles: choosing what goes into one, having it made, fetching it."""
