"""Ballots: jurors put the entries they saw in order, and all orders together say who leads."""
