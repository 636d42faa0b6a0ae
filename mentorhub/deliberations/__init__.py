"""Deliberation: the jury talks about what it read, votes, and gives its reasons."""
