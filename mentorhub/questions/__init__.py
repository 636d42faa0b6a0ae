"""What an organiser asks beyond the fixed parts of an entry, and what counts as an answer."""
