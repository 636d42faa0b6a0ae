"""Contests: their rules as data (window, stages, criteria, prizes), their organisers and jury."""
