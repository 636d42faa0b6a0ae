"""What a tally says, and what it would change, before anything is changed."""
