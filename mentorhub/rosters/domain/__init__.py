"""Lists of members: read from a file, understood, compared with what is known."""
