"""What administering a government leaves in its log, told in sentences."""
