"""Tallies: marks given away from here, brought in as a file by one and confirmed by another."""
