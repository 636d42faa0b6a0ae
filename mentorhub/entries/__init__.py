"""Entries: what a team sends in to a contest, as it was at that moment."""
